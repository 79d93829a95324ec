"""Widths, filling and breaking of text with double-width characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalint.reports.excerpt import excerpt, mark_in
from goalint.reports.table import table
from goalint.reports.width import display_width, fill, hanging, shown, wrap

# What documents hold: Chinese, its punctuation, full-width forms, ASCII, signs of ambiguous width, spaces.
MIXED = st.text(alphabet="预算绩效目标，。；：、（）《》“”≥≤%％０１2024AbⅢ㎡　 -—…\u0301", max_size=120)


@pytest.mark.parametrize(
    ("text", "cells"),
    [("", 0), ("abc", 3), ("指标", 4), ("≥95%", 4), ("“率”", 4), ("（％）", 6), ("㎡", 2), ("e\u0301", 1), ("a\tb", 2)],
)
def test_display_width(text: str, cells: int) -> None:
    assert display_width(text) == cells


@given(MIXED, MIXED)
def test_width_is_additive(left: str, right: str) -> None:
    assert display_width(left + right) == display_width(left) + display_width(right)


@given(MIXED, st.integers(0, 80))
def test_filled_text_has_the_width_asked_for_unless_it_is_wider(text: str, cells: int) -> None:
    assert display_width(fill(text, cells)) == max(cells, display_width(text))


@given(MIXED, st.integers(2, 60), st.integers(0, 70))
def test_wrapping_keeps_every_character_and_the_width(text: str, cells: int, first: int) -> None:
    lines = wrap(text, cells, first=first)
    assert "".join("".join(lines).split()) == "".join(text.split())
    for number, line in enumerate(lines):
        assert display_width(line) <= (max(cells - first, 0) if number == 0 else cells)


@pytest.mark.parametrize(
    ("text", "cells", "lines"),
    [
        ("按期完成率，不低于", 10, ["按期完成", "率，不低于"]),  # no line begins with a comma
        ("见《办法》第六条", 4, ["见", "《办", "法》", "第六", "条"]),  # none ends with an opening bracket
        ("达到95.5%以上", 8, ["达到", "95.5%以", "上"]),  # a number stays whole
        ("no rule was in force", 8, ["no rule", "was in", "force"]),
        ("13990024P00000000003X", 10, ["13990024P0", "0000000003", "X"]),  # too long for any line
        ("", 10, [""]),
    ],
)
def test_where_lines_break(text: str, cells: int, lines: list[str]) -> None:
    assert wrap(text, cells) == lines


def test_hanging_indent_follows_the_head() -> None:
    assert hanging("    建议：", "改为带计量单位的数量，如三篇", 26, 6) == ["    建议：改为带计量单位的", "      数量，如三篇"]


@given(MIXED)
def test_shown_text_is_one_harmless_line(text: str) -> None:
    assert "\n" not in shown(text + "\n\x1b[1m\u202e")
    assert shown("a\x1b\u202eb\ud800") == "a\ufffd\ufffdb\ufffd"


@given(MIXED, MIXED, MIXED, st.integers(8, 60))
def test_an_excerpt_fits_and_keeps_the_beginning_of_its_mark(before: str, mark: str, after: str, cells: int) -> None:
    text = before + mark + after
    found = excerpt(text, (len(before), len(before) + len(mark)), cells)
    assert display_width(found.text) <= cells or found.text == text
    head, marked, tail = found.parts()
    assert head + marked + tail == found.text
    assert mark.startswith(marked)
    if mark and display_width(mark[0]):
        assert marked
    assert found.text.strip("…") in text or "…" in text


@given(MIXED)
def test_what_fits_is_not_cut(text: str) -> None:
    assert excerpt(text, (0, len(text)), max(display_width(text), 8)).text == text


@pytest.mark.parametrize(
    ("args", "span"),
    [
        ({"a": "意见", "b": "意见意见"}, (3, 7)),  # the longest
        ({"a": "没有"}, (0, 8)),  # none: all of it
        ({"a": "征"}, (0, 8)),  # a single character says too little
        ({}, (0, 8)),
    ],
)
def test_what_is_marked(args: dict[str, str], span: tuple[int, int]) -> None:
    assert mark_in("征求的意见意见。", args) == span


@given(st.lists(st.tuples(MIXED, MIXED, MIXED), min_size=1, max_size=6))
def test_columns_of_a_table_begin_in_the_same_cell(rows: list[tuple[str, str, str]]) -> None:
    lines = table(["甲", "乙", "丙"], [[f"|{shown(cell)}" for cell in row] for row in rows], 2000)
    assert len(lines) == len(rows) + 1
    starts = {tuple(display_width(line[:i]) for i, c in enumerate(line) if c == "|") for line in lines[1:]}
    assert len(starts) == 1


def test_a_table_that_is_too_wide_goes_on_below() -> None:
    lines = table(["名称", "值"], [["参训人员对组织工作的满意度", "≥95%"]], 18, indent=2)
    assert lines == ["  名称        值", "  参训人员对  ≥95%", "  组织工作的", "  满意度"]
