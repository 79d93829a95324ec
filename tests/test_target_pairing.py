"""Targets of the narrative and rows of the table: by their words."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalint.rules.described import documents_of
from goalint.target_pairing import TargetPairing, plain_name, target_pairing
from goalint.tree.confidence import Confidence

Row = tuple[str, str, str]


def _pairing(targets: Sequence[tuple[str, str]], rows: Sequence[Row]) -> TargetPairing:
    described = {
        "narrative": [{"name": "甲", "targets": [{"name": name, "value": value} for name, value in targets]}],
        "projects": [{"name": "甲", "indicators": [{"name": n, "description": d, "value": v} for n, d, v in rows]}],
    }
    document = documents_of("document", described)[0]
    assert document.narrative is not None
    return target_pairing(document.narrative.items[0], document.projects[0])


@pytest.mark.parametrize(
    ("target", "row", "sure"),
    [
        (("购置水泵数量", "8台"), ("购置水泵数量（台）", "", "10台"), Confidence.HIGH),
        (("举办招商活动的数量", "15次"), ("举办招商活动数量", "", "15场"), Confidence.HIGH),
        (("征订报刊份数", "300份"), ("订阅报刊份数", "", "289份"), Confidence.HIGH),
        (("按时完成的培训占比", "≥95%"), ("培训完成率", "按时完成的培训占比", "≥90%"), Confidence.MEDIUM),
        (("自采自编率", "≥98%"), ("稿件自采自编率", "", "≥90%"), Confidence.MEDIUM),
        (("补助发放及时率", "≥95%"), ("补助资金发放及时率", "", "≥98%"), Confidence.MEDIUM),
        (("印刷宣传册", "2000册"), ("宣传册印刷数量", "", "3000册"), Confidence.MEDIUM),
        (("采购数量", "2台"), ("涉密计算机购置", "", "4台"), Confidence.MEDIUM),
    ],
)
def test_one_and_the_same(target: tuple[str, str], row: Row, sure: Confidence) -> None:
    other = ("无关的指标", "别的事情", "≥7种")
    found = _pairing([target], [other, row])
    assert [(p.indicator_index, p.sure, p.like) for p in found.pairs] == [(1, sure, False)]
    assert not found.ambiguous
    assert not found.absent


@pytest.mark.parametrize(
    ("target", "row"),
    [
        (("采购合格率", "100%"), ("设备验收合格率", "", "≥95%")),
        (("论文发表数量", "20篇"), ("核心期刊论文发表数量", "", "5篇")),
        (("学员满意度", "≥90%"), ("参训单位满意度", "", "≥95%")),
    ],
)
def test_what_is_merely_alike_says_so(target: tuple[str, str], row: Row) -> None:
    found = _pairing([target], [row])
    assert [(p.indicator_index, p.sure, p.like) for p in found.pairs] == [(0, Confidence.LOW, True)]


@pytest.mark.parametrize(
    ("target", "row"),
    [
        (("小学生资助人数", "300人"), ("初中生资助人数", "", "120人")),
        (("新建厕所数量", "20座"), ("厕所改建完成率", "", "≥95%")),
        (("补助发放准确率", "≥95%"), ("补助发放及时率", "", "≥98%")),
        (("案件办结率", "≥95%"), ("案件数量", "", "≥95件")),
        (("门诊人次", "2万人次"), ("住院人次", "", "3000人次")),
        (("完成率", "≥95%"), ("道路硬化完成率", "", "≥98%")),
    ],
)
def test_different_things_do_not_pair_as_one(target: tuple[str, str], row: Row) -> None:
    assert not [pair for pair in _pairing([target], [row]).pairs if not pair.like]


def test_two_rows_of_one_name() -> None:
    twice = [("故障排除率", "", "≥95%"), ("故障排除率", "", "≥98%")]
    assert _pairing([("故障排除率", "≥90%")], twice).ambiguous == (0,)
    assert _pairing([("故障排除率", "≥98%")], twice).pairs[0].indicator_index == 1
    assert _pairing([("故障排除率", "≥90%")], [twice[0], twice[0]]).pairs[0].indicator_index == 0


def test_two_rows_that_hold_the_name_are_ambiguous() -> None:
    rows = [("县道路面养护合格率", "", "≥95%"), ("乡道路面养护合格率", "", "≥90%")]
    found = _pairing([("路面养护合格率", "≥98%")], rows)
    assert (found.pairs, found.ambiguous) == ((), (0,))


def test_what_the_table_does_not_have() -> None:
    rows = [("慰问户数", "", "31户"), ("老人满意度", "", "≥95%")]
    assert _pairing([("改善民生落实率", "≥95%"), ("慰问户数", "31户")], rows).absent == (0,)
    assert _pairing([("走访老人数", "31户")], rows).absent == ()


@given(st.text(alphabet="购置采数量的率情况（）()、1台 度", max_size=12))
def test_a_name_is_folded_once_and_for_all(name: str) -> None:
    assert len(plain_name(name)) <= len(name) + 4
    assert _pairing([(name, "≥9台")], [(name, "", "≥9台")]).absent == ()
