from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.checks.shipped import messages, said

from goalint.checks.rows import letters


def row(name: str, level2: str = "数量指标", **cells: str | None) -> dict[str, Any]:
    level1 = "产出指标" if level2 in ("数量指标", "质量指标", "时效指标", "成本指标") else "效益指标"
    return {"level1": level1, "level2": level2, "name": name, "value": "≥3次", **cells}


def repeated(*rows: dict[str, Any]) -> list[str]:
    return messages("duplicate-indicator", "project", {"name": "会议费", "indicators": list(rows)})


def test_a_name_under_two_categories_is_raised_once_at_the_second() -> None:
    rows = [
        row("覆盖情况", "数量指标", description="甲"),
        row("覆盖情况", "质量指标", description="乙"),
        row("覆盖情况", "成本指标"),
    ]
    outcome = said("duplicate-indicator", "project", {"name": "会议费", "indicators": rows})
    assert len(outcome.findings) == 1
    found = outcome.findings[0]
    assert found.indicator is not None
    assert found.indicator.level2 == "质量指标"
    assert [one.text for one in found.evidence] == ["覆盖情况", "覆盖情况"]


def test_two_categories_by_two_names_of_one_are_the_same_category() -> None:
    assert not repeated(row("甲", "数量指标", description="a"), row("甲", "产出数量", description="b"))


@pytest.mark.parametrize(
    ("one", "other"), [("培训人数（人）", "培训人数"), ("培训 人数", "培训人数"), ("培训人数。", "培训人数")]
)
def test_units_and_punctuation_do_not_tell_names_apart(one: str, other: str) -> None:
    assert repeated(row(one), row(other))


def test_what_is_not_told_apart_by_a_lost_description_is_no_repetition() -> None:
    assert not repeated(row("会议召开", description="?"), row("会议召开", description="人代会"))


def test_blank_names_are_no_repetition() -> None:
    assert not repeated(row("", "数量指标"), row("", "质量指标"))


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("name", "满意度（≥**%）"),
        ("value", "≥xx人"),
        ("value", "＿＿"),
        ("basis", "（请填写）"),
        ("basis", "无"),
        ("description", "××村的户数"),
        ("value", "20××年底"),
        ("name", "〇〇项目数"),
    ],
)
def test_what_a_template_leaves_is_raised_once_a_row(field: str, text: str) -> None:
    cells = {"name": "培训人数", "value": "≥3人", "basis": "年度计划", "description": "人数", "level2": "数量指标", field: text}
    assert len(messages("placeholder-left", "indicator", cells)) == 1


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("name", "二〇〇〇年以来档案数"),
        ("name", "X射线机数量"),
        ("value", "100*100%"),
        ("description", "无"),
        ("name", "MAXX软件套数"),
        ("name", "未确定期限项目数"),
        ("basis", "无偿献血条例"),
    ],
)
def test_what_only_looks_like_a_placeholder_is_left_alone(field: str, text: str) -> None:
    cells = {"name": "培训人数", "value": "≥3人", "basis": "年度计划", "description": "人数", "level2": "数量指标", field: text}
    assert messages("placeholder-left", "indicator", cells) == []


def test_a_cut_name_needs_a_description_that_goes_on() -> None:
    name = "全县农村公路日常养护管理"
    assert messages("name-cut-off", "indicator", row(name, description=f"{name}里程"))
    assert not messages("name-cut-off", "indicator", row(name, description=f"{name}，含里程"))
    assert not messages("name-cut-off", "indicator", row(name, description=name))
    assert not messages("name-cut-off", "indicator", row("公路养护", description="公路养护里程"))


def test_one_repeated_description_is_not_worth_a_word() -> None:
    one = row("业务保障能力", "社会效益指标", description="业务保障能力")
    other = row("长期使用性", "可持续影响指标", description="长期使用性")
    assert not messages("description-repeats-name", "project", {"name": "会议费", "indicators": [one]})
    assert len(messages("description-repeats-name", "project", {"name": "会议费", "indicators": [one, other]})) == 1


@pytest.mark.parametrize(
    ("level2", "name", "hit"),
    [
        ("服务对象满意度指标", "服务对象满意度指标", True),
        ("服务对象满意度指标", "服务对象满意度", False),
        ("服务对象满意度指标", "群众满意度", False),
        ("数量指标", "数量", True),
        ("质量指标", "质量达标", False),
        ("社会效益指标", "产出指标", False),
    ],
)
def test_a_name_is_its_category_only_word_for_word(level2: str, name: str, hit: bool) -> None:
    assert bool(messages("name-repeats-category", "indicator", row(name, level2))) is hit


@given(st.text(alphabet="培训人数（）()，。 　%≥5五", max_size=12))
def test_letters_mind_neither_punctuation_nor_width(text: str) -> None:
    assert letters(text) == letters(f" {text}。")
    assert letters(letters(text)) == letters(text)
