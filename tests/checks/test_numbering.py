from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.checks.shipped import said
from tests.checks.texts import told

_WORDS = ["完善制度", "加强监控", "做好自评", "严格内控", "强化培训", "规范资产", "公开信息", "落实责任", "改进作风"]
_STYLES = ["{}、", "（{}）", "{}.", "({})"]
_CHINESE = "一二三四五六七八九"


def numbered(numbers: Sequence[int], style: str = "{}、", chinese: bool = False) -> list[str]:
    """Paragraphs with these numbers."""
    return [style.format(_CHINESE[n - 1] if chinese else n) + _WORDS[at % 9] + "，抓好落实。" for at, n in enumerate(numbers)]


def gaps(paragraphs: Sequence[str]) -> list[tuple[str, str]]:
    """What is missing before which number."""
    return [(one.args["missing"], one.args["number"]) for one in told(paragraphs, "section-number-gap")]


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ([1, 2, 3, 4], []),
        ([1, 2, 4], [("3", "4")]),
        ([1, 3, 4, 5], [("2", "3")]),
        ([1, 2, 5, 6, 7, 8], [("3、4", "5")]),
        ([1, 2, 3, 6, 5, 6, 7], [("4", "6")]),  # 6 for 4
        ([1, 2, 2, 4], [("3", "4")]),  # 2 for 3
        ([1, 2, 4, 4, 5], [("3", "4")]),  # 4 for 3
        ([1, 2, 3, 1, 2, 3], []),  # another list
        ([1, 8], []),  # most numbers of the list are lost
        ([5, 6, 7], []),  # what stood before was not read
        ([1, 2, 4, 5, 7, 8], [("3", "4"), ("6", "7")]),
    ],
)
@pytest.mark.parametrize("style", ["{}、", "{}.", "（{}）"])
def test_a_gap_is_told_once_with_what_is_missing(numbers: list[int], expected: list[tuple[str, str]], style: str) -> None:
    found = gaps(numbered(numbers, style))
    bare = [(missing.strip("（）").replace("）、（", "、"), number.strip("（）")) for missing, number in found]
    assert bare == expected


def test_lists_inside_lists_run_on_by_themselves() -> None:
    inner = numbered([1, 2, 3])
    assert gaps(["（一）机关建设", *inner, "（二）业务工作", *inner, "（三）后勤保障", *inner[:2]]) == []
    assert gaps(["（一）机关建设", *inner, "（二）业务工作", *inner, "（四）后勤保障", *inner[:2]]) == [("（三）", "（四）")]


def test_a_chapter_may_be_numbered_like_its_parts() -> None:
    assert gaps(["二、分项目标", "一、人员经费", "下设9个二、三级指标。", "二、公用经费", "三、项目经费", "三、保障措施"]) == []


def test_a_title_may_begin_with_a_year_or_the_number_of_a_hotline() -> None:
    assert gaps(["1.会议费", "2.2025年培训费", "3.12345热线经费", "4.110指挥中心经费", "5.3号泵站维修"]) == []
    assert gaps(["1.会议费", "2.2025年培训费", "4.12345热线经费"]) == [("3", "4")]
    assert gaps(["1.会议费", "2.培训费", "3.5万元用于演练"]) == []


def test_numbers_in_mid_sentence_are_no_headings() -> None:
    assert gaps(["1、会议费，具体为：1、数量；2、质量；4、成本。", "2、培训费，参加1、2月份培训。", "3、12345热线经费。"]) == []


def test_a_list_in_mid_sentence_may_break_over_lines() -> None:
    assert gaps(["具体包括：1、完善制度；2、加强监控；", "3、做好自评；4、严格内控。"]) == []


def test_headings_between_that_have_no_number_are_named() -> None:
    items = [
        text
        for n in ("（一）河道治理", "农村饮水", "（三）水土保持")
        for text in (n, "绩效目标：完成年度任务。", "绩效指标：验收合格率≥98%。")
    ]
    (finding,) = told(["二、分项绩效目标", *items], "section-number-gap")
    assert "农村饮水" in finding.message


def test_titles_of_forms_are_a_list_for_each_part() -> None:
    titles = [("甲", "专项资金", 1), ("乙", "专项资金", 2), ("丙", "预算项目", 1), ("丁", "预算项目", 3)]
    projects = [{"name": name, "part": part, "title": f"{seq}.{name}绩效目标表"} for name, part, seq in titles]
    (finding,) = said("section-number-gap", "document", {"projects": projects}).findings
    assert finding.args["missing"] == "2"


def test_the_same_number_twice_over_the_same_words_is_a_copy_of_the_conversion() -> None:
    assert told(["三、工作保障措施", "三、工作保障措施"], "section-number-repeated") == ()
    assert len(told(["（一）总体", "（二）分项", "（二）保障"], "section-number-repeated")) == 1


@given(st.integers(2, 9), st.sampled_from(_STYLES), st.booleans())
def test_a_whole_list_is_never_blamed(length: int, style: str, chinese: bool) -> None:
    paragraphs = numbered(range(1, length + 1), style, chinese)
    assert told(paragraphs, "section-number-gap", "section-number-repeated", "mixed-numbering") == ()


@given(st.integers(5, 9), st.data(), st.sampled_from(_STYLES), st.booleans())
def test_a_heading_that_is_taken_out_is_always_missed(length: int, data: st.DataObject, style: str, chinese: bool) -> None:
    out = data.draw(st.integers(2, length - 1))
    assert len(gaps(numbered([n for n in range(1, length + 1) if n != out], style, chinese))) == 1


@given(
    st.lists(
        st.sampled_from(["一、甲", "（二）乙", "3、丙", "4.丁", "（5）戊", "一是己", "三是庚", "第二，辛", "无"]), max_size=12
    )
)
def test_any_order_of_numbers_is_borne(paragraphs: list[str]) -> None:
    assert all(finding.location.line for finding in told(paragraphs))


@pytest.mark.parametrize(
    ("paragraphs", "missing"),
    [
        (["一是完善制度。二是加强监控。四是严格内控。"], ["三是"]),
        (["一是完善制度。", "二是加强监控。", "四是严格内控。"], ["三是"]),
        (["一是听取专项工作报告。"], ["二是"]),
        (["第一，抓责任：一是定人，二是定岗。第二，抓落实：一是督查，二是考核。第四，抓评价。"], ["第三"]),
        (["一是定人，二是定岗。", "一是督查，二是考核。"], []),
        (["一是完善制度。", "二是加强监控。", "三要严格内控。", "四是强化培训。"], []),
        (["一是完善制度，另一方面加强监控。"], []),
        (["十一是法定假日，唯一是首位。"], []),
    ],
)
def test_points_that_are_left_out(paragraphs: list[str], missing: list[str]) -> None:
    assert [finding.args["missing"] for finding in told(paragraphs, "point-gap")] == missing


def test_one_list_in_two_styles() -> None:
    (finding,) = told(["1、完善制度", "2、加强监控", "3.做好自评"], "mixed-numbering")
    assert (finding.args["number"], finding.args["usual"]) == ("3.", "1、")
