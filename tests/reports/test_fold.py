"""What is said of several places is said once, and nothing of it is lost."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goalint.findings import Finding, IndicatorRef
from goalint.reports.fold import folded, listed, ranges

Make = Callable[..., Finding]


def about(finding: Make, name: str, message: str = "“{}”是比率，列在数量指标下", **changes: object) -> Finding:
    return finding(message=message.format(name), indicator=IndicatorRef("数量指标", name), **changes)


def test_sentences_that_differ_in_one_quoted_piece_become_one(finding: Make) -> None:
    folds = folded([about(finding, "甲率"), about(finding, "乙率"), about(finding, "甲率")])
    assert [fold.sentence("zh") for fold in folds] == ["“甲率”“乙率”是比率，列在数量指标下"]
    assert len(folds[0].findings) == 3
    assert folded([about(finding, "甲"), about(finding, "乙")])[0].sentence("en") == "“甲”, “乙”是比率，列在数量指标下"


def test_the_difference_may_stand_anywhere_but_only_in_one_place(finding: Make) -> None:
    messages = ["“甲”与“丙”相同", "“甲”与“丁”相同", "“乙”与“丙”相同"]
    folds = folded(finding(message=message, indicator=None, args={}) for message in messages)
    assert [fold.sentence("zh") for fold in folds] == ["“甲”与“丙”“丁”相同", "“乙”与“丙”相同"]


def test_rows_that_the_message_does_not_name_go_before_it(finding: Make) -> None:
    rows = [finding(message="“问闂”应为“问卷”", args={}, indicator=IndicatorRef("", name)) for name in ("视察", "检查")]
    assert [fold.sentence("zh") for fold in folded(rows)] == ["视察、检查：“问闂”应为“问卷”"]


@pytest.mark.parametrize(
    "changes", [{"code": "CLS999"}, {"severity": "info"}, {"confidence": "low"}, {"message": "“乙率”是数量，列在质量指标下"}]
)
def test_what_differs_in_more_than_that_stays_apart(finding: Make, changes: dict[str, str]) -> None:
    other = finding(**({"message": "“乙率”是比率，列在数量指标下", "indicator": IndicatorRef("数量指标", "乙率")} | changes))
    assert len(folded([about(finding, "甲率"), other])) == 2


def test_white_space_that_a_conversion_left_makes_no_difference(finding: Make) -> None:
    assert len(folded([about(finding, "项目预算控制数"), about(finding, "项目预算控 制数")])) == 1


def test_what_is_not_loose_is_folded_only_with_the_very_same(finding: Make) -> None:
    three = [about(finding, "甲"), about(finding, "乙"), about(finding, "甲")]
    assert [len(fold.findings) for fold in folded(three, lambda _: False)] == [2, 1]


def test_a_sentence_does_not_grow_without_end(finding: Make) -> None:
    names = [f"第{number}类群众满意程度" for number in range(60)]
    folds = folded(about(finding, name) for name in names)
    assert 1 < len(folds) < 15
    told = "".join(fold.sentence("zh") for fold in folds)
    assert re.findall(r"“(.*?)”", told) == names


def test_a_long_quotation_is_not_put_beside_another(finding: Make) -> None:
    purposes = ["主要用于会议期间场地租用、资料印刷、人员食宿等" * 3, "主要用于开展培训、考察、交流、宣传、活动" * 3]
    assert len(folded(about(finding, text, "资金用途没有说别的：“{}”") for text in purposes)) == 2


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from("甲乙丙丁"), st.sampled_from("子丑寅")), max_size=40))
def test_no_finding_and_no_word_is_lost(finding: Make, pairs: list[tuple[str, str]]) -> None:
    findings = [finding(message=f"“{one}”对“{two}”有误", args={}, indicator=None) for one, two in pairs]
    folds = folded(findings)
    assert sorted(id(one) for fold in folds for one in fold.findings) == sorted(map(id, findings))
    said = set()
    for fold in folds:
        match = re.fullmatch("((?:“.”)+)对((?:“.”)+)有误", fold.sentence("zh"))
        assert match
        left, right = (set(part.strip("“”").split("”“")) for part in match.groups())
        assert 1 in (len(left), len(right))
        assert len(left) * len(right) <= len(fold.findings)
        said |= {(one, two) for one in left for two in right}
    assert said == set(pairs)


@pytest.mark.parametrize(
    ("texts", "zh"),
    [
        ([], ""),
        (["第15行"], "第15行"),
        (["第15行", "第15行"], "第15行"),
        (["第15行", "第108行"], "第15、108行"),
        (["表4第2行", "表5第3行"], "表4第2行、表5第3行"),
        (["第2行", "表1"], "第2行、表1"),
        (["第6段", "表2第2行", "表2第3行", "表4第7行"], "第6段、表2第2、3行、表4第7行"),
        (["表2第9行", "表6第9行", "表8第9行"], "表2、6、8第9行"),
        (["表2第2行", "表2第3行", "表6第2行", "表6第3行"], "表2、6第2、3行"),
        (["SCH102", "SCH103", "schedule-gap"], "SCH102、103、schedule-gap"),
        (["工作表“目标”B5", "工作表“目标”B6"], "工作表“目标”B5、B6"),
        (["甲", "乙"], "甲、乙"),
    ],
)
def test_places_in_one_list(texts: list[str], zh: str) -> None:
    assert listed(texts, "zh") == zh


def test_numbers_in_one_list() -> None:
    assert ranges([7, 1, 3, 5, 4, 8, 3], "zh") == "1、3–5、7、8"
    assert ranges([1, 3, 4, 5], "en") == "1, 3–5"
