"""Work grows with the size of a document, not with its square."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from dataclasses import replace
from time import process_time
from types import FrameType

import pytest
from tests.forms import DIALECTS, DREDGING, PUMPS, Plan, cells_by_line, code, parsed, rows_by_tab

_ROWS = "项目编码\t1\t项目名称\t甲\n预算数\t1\n一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t甲\t{}\n"
_ITEM = "二、分项绩效目标\n1、河道项目绩效目标\n绩效指标：{}\n"


def _calls(text: str) -> int:
    """How many functions a parse of the text calls."""
    count = 0

    def tally(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(tally)
    try:
        parsed(text)
    finally:
        sys.setprofile(before)
    return count


def _forms(count: int) -> Plan:
    return Plan(tuple(replace((DREDGING, PUMPS)[number % 2], code=code(number)) for number in range(count)))


@pytest.mark.parametrize("dialect", DIALECTS)
def test_four_times_the_forms_is_about_four_times_the_work(dialect: str) -> None:
    few, many = (DIALECTS[dialect](_forms(count)) for count in (25, 100))
    parsed(few)  # patterns are compiled and caches filled
    assert _calls(many) <= 6 * _calls(few)


def test_four_times_the_items_is_about_four_times_the_work() -> None:
    def narrative(count: int) -> str:
        item = "{0}、河道{0}绩效目标项目\n绩效目标：疏通{0}号河道。\n绩效指标：清淤长度≥{0}公里；合格率≥98%。\n"
        return "二、分项绩效目标\n" + "".join(item.format(number) for number in range(1, count))

    parsed(narrative(50))
    assert _calls(narrative(200)) <= 6 * _calls(narrative(50))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(lambda size: _ROWS.format("9" * size), id="digits"),
        pytest.param(lambda size: _ROWS.format("≥" * size), id="comparators"),
        pytest.param(lambda size: _ROWS.format("(" * size), id="brackets in a value"),
        pytest.param(lambda size: _ROWS.format("2024年" * size), id="years"),
        pytest.param(lambda size: _ITEM.format("（甲" * size + "≥5"), id="open brackets"),
        pytest.param(lambda size: _ITEM.format("产出指标-" + "甲-" * size), id="dashes"),
        pytest.param(lambda size: _ITEM.format("甲，" * size + "≥5"), id="commas"),
        pytest.param(lambda size: _ITEM.format("支出进度" + "3月底、" * size), id="months"),
        pytest.param(lambda size: "一、总体绩效目标\n" + "保障全县防洪安全，" * size, id="a long paragraph"),
        pytest.param(lambda size: "|a|\n|--|\n" + "|a" * size + "|", id="bars"),
        pytest.param(lambda size: "<p " * size, id="open tags"),
        pytest.param(lambda size: "[bookmark:" * size, id="open bookmarks"),
        pytest.param(lambda size: "甲" + " " * size + "乙\t丙", id="spaces"),
        pytest.param(lambda size: "项目编码\n" * size, id="labels"),
        pytest.param(
            lambda size: rows_by_tab(Plan((DREDGING,))).replace("绩效目标\t", "\t甲\n" * size + "绩效目标\t"), id="rows"
        ),
        pytest.param(lambda size: "." * size + "a", id="leader dots"),
        pytest.param(lambda size: "\\" + " " * size + "a", id="spaces before a field code"),
        pytest.param(
            lambda size: cells_by_line(Plan((PUMPS,))).replace("\t用于购置抢险水泵和照明设备。", "\t" + "甲\n" * size),
            id="a cell of many lines",
        ),
    ],
)
def test_no_text_takes_the_square_of_its_length(text: Callable[[int], str]) -> None:
    def seconds(size: int) -> float:
        content = text(size)
        best = 1e9
        gc.disable()  # what the tests before have left is walked through by every collection
        try:
            for _ in range(3):
                started = process_time()
                parsed(content)
                best = min(best, process_time() - started)
        finally:
            gc.enable()
        return best

    # Eight times the length: eight times the work is honest, sixty-four times is not. Below a hundredth of a second the
    # clock says nothing, and nobody waits.
    seconds(10)
    assert seconds(8000) <= max(24 * seconds(1000), 0.05)
