"""The dialects of converted text, and the place of every cell."""

from __future__ import annotations

import pytest
from tests.deadline import within

from goalint.readers.blocks import Blocks, Line, Table, UnreadableError
from goalint.readers.text import MAX_LINE, read_text
from goalint.tree.passage import Passage


def _read(text: str) -> Blocks:
    return read_text(text.encode("utf-8"))


def _tables(text: str) -> list[list[list[str]]]:
    return [[[cell.text for cell in row] for row in block.rows] for block in _read(text).blocks if isinstance(block, Table)]


def _lines(text: str) -> list[tuple[str, bool]]:
    return [(block.passage.text, block.gap) for block in _read(text).blocks if isinstance(block, Line)]


def _passages(blocks: Blocks) -> list[Passage]:
    out: list[Passage] = []
    for block in blocks.blocks:
        if isinstance(block, Table):
            out += [cell for row in block.rows for cell in row]
        else:
            out.append(block.passage)
    return out


def _assert_places_hold(text: str) -> int:
    """Every character of every passage stands in the source where the passage says; how many were looked at."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    seen = 0
    for part in _passages(_read(text)):
        for offset, character in enumerate(part.text):
            if character != "\n":
                place = part.at(offset)
                assert place.line is not None
                assert place.column is not None
                assert lines[place.line - 1][place.column - 1] == character
                seen += 1
    return seen


CELL_A_LINE = "标题\n\t项目编码\n\t13X\n\t项目名称\n\t清淤\n\n\t预算数\n\t\n\t第一段\n第二段\n\n\t\n\t30%\n\n后文\n"
ROW_A_LINE = "标题\n\n项目编码\t13X\t\t项目名称\t清淤\n预算数\t5\n\t 30%\t\t60%\n\n后文\n"
BARRED = "标题\n\n| 项目编码 | 13X | |\n|---|---|---|\n| 预算数 |  | **5** |\n| 甲 | 乙\\|丙 | 丁 |\n\n后文\n"


def test_one_cell_a_line() -> None:
    assert _tables(CELL_A_LINE) == [[["项目编码", "13X", "项目名称", "清淤"], ["预算数", "", "第一段\n第二段"], ["", "30%"]]]
    assert [text for text, _ in _lines(CELL_A_LINE)] == ["标题", "后文"]


def test_one_row_a_line() -> None:
    assert _tables(ROW_A_LINE) == [[["项目编码", "13X", "", "项目名称", "清淤"], ["预算数", "5"], ["", "30%", "", "60%"]]]
    assert [text for text, _ in _lines(ROW_A_LINE)] == ["标题", "后文"]


def test_bars() -> None:
    (table,) = _tables(BARRED)
    assert table[:2] == [["项目编码", "13X", ""], ["预算数", "", "5"]]
    assert table[2][0::2] == ["甲", "丁"]


def test_an_escaped_bar_is_a_bar() -> None:
    assert _tables(BARRED)[0][2][1] == "乙|丙"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("text", [CELL_A_LINE, ROW_A_LINE, BARRED, "<b>甲</b>\n[bookmark: x]乙 丙\n  丁\n"])
def test_every_character_is_where_its_passage_says(text: str, end: str) -> None:
    assert _assert_places_hold(text.replace("\n", end)) > 4


def test_lines_end_at_line_feeds_and_returns_only() -> None:
    text = "甲\u2028乙\x85丙\n丁"
    assert [part.location.line for part in _passages(_read(text))] == [1, 2]


@pytest.mark.parametrize("blank", ["\t\t\t", " \t", "\t"])
def test_a_row_of_blank_cells_ends(blank: str) -> None:
    with within(0.5):
        tables = _tables(f"甲\t乙\t丙\t丁\n{blank}\n戊\t己\t庚\t辛\n壬\t癸\t子\t丑\n\t寅\t卯\t\n")
    assert [row for table in tables for row in table if any(row)][:2] == [["甲", "乙", "丙", "丁"], ["戊", "己", "庚", "辛"]]


def test_bars_without_a_rule_are_print() -> None:
    assert _tables("| 甲 | 乙 |\n| 丙 | 丁 |\n") == []


def test_bars_that_begin_with_a_blank_cell() -> None:
    assert _tables("|  | 甲 | 乙 |\n|---|:--:|--:|\n|  |  | 丙 |\n") == [[["", "甲", "乙"], ["", "", "丙"]]]


def test_bars_without_spaces_keep_blank_cells() -> None:
    assert _tables("|甲|乙|丙|\n|---|---|---|\n||丁||\n") == [[["甲", "乙", "丙"], ["", "丁", ""]]]


def test_two_tables_with_a_line_between() -> None:
    text = "甲\t乙\n丙\t丁\n中间\n戊\t己\n"
    assert _tables(text) == [[["甲", "乙"], ["丙", "丁"]], [["戊", "己"]]]
    assert _lines(text) == [("中间", True)]


def test_a_table_of_contents_is_no_table() -> None:
    text = "一、总体绩效目标.....\t1\n1.清淤绩效目标表…………\t13\n2.水库绩效目标表······ 14\n"
    assert _tables(text) == []
    assert len(_lines(text)) == 3


def test_a_short_leader_in_a_table_of_contents() -> None:
    assert _tables("1.清淤绩效目标表……\t13\n") == []


def test_gaps_between_printed_lines() -> None:
    assert _lines("甲\n乙\n\n丙\n　\n丁\n") == [("甲", False), ("乙", False), ("丙", True), ("丁", True)]


def test_rulers_are_gaps() -> None:
    assert _lines("甲\n----------\n乙\n+--------+-----+\n丙") == [("甲", False), ("乙", True), ("丙", True)]


@pytest.mark.parametrize("number", ["2", "- 2 -", "—2—", "第 2 页", "第2页 共9页"])
def test_page_numbers_between_wide_gaps_are_dropped(number: str) -> None:
    assert [text for text, _ in _lines(f"甲\n\n\n{number}\n\n乙\n")] == ["甲", "乙"]


@pytest.mark.parametrize("text", ["甲\n2\n乙\n", "甲\n\n2\n\n乙\n", "甲\n\n\n2000册\n\n乙\n"])
def test_other_numbers_stay(text: str) -> None:
    assert len(_lines(text)) == 3


def test_form_feeds_count_pages() -> None:
    blocks = _read("甲\n\n2\n\f乙\n丙\n\f\n丁\n").blocks
    lines = [block for block in blocks if isinstance(block, Line)]
    assert [(line.passage.text, line.passage.location.page) for line in lines] == [("甲", 1), ("乙", 2), ("丙", 2), ("丁", 3)]
    assert lines[1].passage.location.column == 2


def test_text_without_form_feeds_has_no_pages() -> None:
    assert _passages(_read("甲\n乙"))[1].location.page is None


def test_headings_of_markdown_lose_their_marks() -> None:
    blocks = _read("# 第一部分\n\n**一、总体绩效目标**\n")
    assert [(part.text, part.location.column) for part in _passages(blocks)] == [("第一部分", 3), ("一、总体绩效目标", 3)]


def test_undecodable_characters_are_named_with_their_place() -> None:
    data = "预算的项目绩效目标\n用于的".encode() + b"\xff" + ("指标支出\n" * 20).encode()
    (unread,) = read_text(data).unread
    assert (unread.code, unread.location.line, unread.location.column) == ("garbled-text", 2, 1)
    assert "\ufffd" in unread.args["text"]


def test_a_line_that_is_too_long_says_which() -> None:
    assert len(_passages(_read("甲" * MAX_LINE))) == 1
    with pytest.raises(UnreadableError) as caught:
        _read("甲\n" + "乙" * (MAX_LINE + 1))
    assert caught.value.reason == "long-line"
    assert "2" in caught.value.why()
