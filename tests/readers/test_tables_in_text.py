"""Tables that converters write into text with tags, or draw with characters."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.deadline import within

from goalint.readers.blocks import Line, Span, Table
from goalint.readers.text import read_text


def _tables(text: str) -> list[Table]:
    return [block for block in read_text(text.encode()).blocks if isinstance(block, Table)]


def _cells(text: str) -> list[list[list[str]]]:
    return [[[cell.text for cell in row] for row in table.rows] for table in _tables(text)]


def _lines(text: str) -> list[str]:
    return [block.passage.text for block in read_text(text.encode()).blocks if isinstance(block, Line)]


TAGGED = """# 标题

<table border="1" class='x'><thead><tr><th>项目编码</th><th colspan=2>13X</th></tr></thead>
<tr><td rowspan="2">绩效<br>目标</td><td>第一段
续行</td><td><p>甲 </p><p>乙</p></td></tr><tr><td>$\\geq 95\\%$</td><td>a&lt;b
c</td></tr></table> 后文
"""


def test_tags_with_merged_cells() -> None:
    assert _cells(TAGGED) == [[["项目编码", "13X", ""], ["绩效\n目标", "第一段续行", "甲\n乙"], ["", "≥ 95%", "a<b c"]]]
    assert dict(_tables(TAGGED)[0].merged) == {(0, 1): Span(1, 2), (1, 0): Span(2, 1)}
    assert _lines(TAGGED) == ["标题", "后文"]


def test_every_character_between_tags_is_where_it_says() -> None:
    lines = TAGGED.split("\n")
    places = [
        (character, part.at(offset))
        for row in _tables(TAGGED)[0].rows[:2]
        for part in row
        for offset, character in enumerate(part.text)
        if character != "\n"
    ]
    assert len(places) > 15
    for character, place in places:
        assert place.line is not None
        assert place.column is not None
        assert lines[place.line - 1][place.column - 1] == character


def test_tables_one_after_the_other_on_a_line() -> None:
    text = "前文<table><tr><td>甲</td></tr></table>中间<table><tr><td>乙</td></tr></table>"
    assert _cells(text) == [[["甲"]], [["乙"]]]
    assert _lines(text) == ["前文", "中间"]


def test_a_table_in_a_cell_is_the_text_of_the_cell() -> None:
    assert _cells("<table><tr><td>甲<table><tr><td>乙</td><td>丙</td></tr></table></td></tr></table>") == [[["甲\n乙\n丙"]]]


def test_a_table_that_is_cut_off() -> None:
    assert _cells("<table><tr><td>甲</td><td>乙") == [[["甲", "乙"]]]


def test_tags_in_a_sentence_are_no_table() -> None:
    assert _cells("表用<td>写成\n") == []


DRAWN = (
    """标题

+----------+--------------+------+
| 项目编码 | 13X          | a\\|b |
|          |              |      |
+==========+==============+======+
| 目标     | 第一段，其中                         |
""".replace("                         |", "        |")
    + """|          |                     |
|          | 第二段              |
+----------+--------------+------+
| 产出     | 数量         | ≥5%  |
|          +--------------+------+
|          | 质量         | 1+1  |
+----------+--------------+------+

后文
"""
)


def test_a_drawn_table_with_merged_cells() -> None:
    assert _cells(DRAWN) == [
        [
            ["项目编码", "13X", "a\\|b"],
            ["目标", "第一段，其中\n第二段", ""],
            ["产出", "数量", "≥5%"],
            ["", "质量", "1+1"],
        ]
    ]
    assert dict(_tables(DRAWN)[0].merged) == {(1, 1): Span(1, 2), (2, 0): Span(2, 1)}
    assert _lines(DRAWN) == ["标题", "后文"]


def test_a_converter_that_takes_signs_for_wide() -> None:
    assert _cells(DRAWN.replace("≥5%  |", "≥5% |"))[0][2] == ["产出", "数量", "≥5%"]


@pytest.mark.parametrize("width", [1, 2])
@pytest.mark.parametrize("sign", ["·", "‰", "Ⅲ", "—", "α"])
def test_one_sign_of_another_width_than_others_loses_no_table(sign: str, width: int) -> None:
    room = " " * (11 - width)
    drawn = DRAWN.replace("| 13X          |", f"| 1{sign}3{room}|").replace("| 质量         |", f"| 质{sign}{room}|")
    rows = _cells(drawn)[0]
    assert [row[1] for row in rows] == [f"1{sign}3", "第一段，其中\n第二段", "数量", f"质{sign}"]
    assert [row[2] for row in rows] == ["a\\|b", "", "≥5%", "1+1"]


def test_a_drawing_whose_bars_stand_elsewhere_is_print() -> None:
    text = "+----+----+\n| 甲甲甲 | 乙 |\n+----+----+\n"
    assert _cells(text) == []
    assert _lines(text) == text.strip().split("\n")
    assert [(one.code, one.location.line) for one in read_text(text.encode()).unread] == [("drawing-unread", 1)]


def test_bars_between_cells() -> None:
    text = "甲 | 乙 | 丙\n丁 |  | 戊\n己 | 一\n二 | 三\n\n后文 | 完\n"
    assert _cells(text) == [[["甲", "乙", "丙"], ["丁", "", "戊"], ["己", "一\n二", "三"]]]


def test_bars_between_cells_over_a_rule() -> None:
    assert _cells("甲| 乙\n---|---\n丙| 丁\n戊\n\n后文\n") == [[["甲", "乙"], ["丙", "丁"], ["戊"]]]


def test_a_last_cell_of_several_lines_that_is_written_twice() -> None:
    text = "甲 | 乙 | 丙\n甲 | 乙 | 丙\n目标 | 一\n二 | 一\n二\n丁 | 戊 | 己\n"
    assert _cells(text)[0][2:] == [["目标", "一\n二", "一\n二"], ["丁", "戊", "己"]]


def test_a_bar_in_a_sentence_is_no_table() -> None:
    assert _cells("总体目标 | 分项目标\n第一项\n") == []


def test_marks_that_markdown_would_take_for_its_own() -> None:
    assert _lines("\\[168\\]望海总局 95\\% 1\\.5\n") == ["[168]望海总局 95% 1.5"]


_PIECES = (
    "<table>;</table>;<tr>;<td rowspan=3>;<td colspan='999'>;</td>;<br>;<;\n;+---+--+;|; | ;---|---;甲;≥;a;\t;=;-;+"
    ";|   +--+;<p;\\|"
).split(";")
_pieces = st.lists(
    st.sampled_from(_PIECES),
    min_size=1,
    max_size=60,
).map("".join)


@given(_pieces)
def test_any_order_of_pieces(text: str) -> None:
    with within(5):
        text = "甲" + text
        read_text(text.encode())
    shown = "".join(_lines(text)) + "".join(cell for table in _cells(text) for row in table for cell in row)
    assert set(shown) <= set(text) | {" ", "\n"}


def test_many_tables_and_many_bars_take_no_longer_than_they_should() -> None:
    rows = "<tr>" + "<td>甲</td>" * 20 + "</tr>"
    with within(10):
        assert len(_tables(("<table>" + rows * 50 + "</table>\n") * 100)) == 100
        _tables("a | b | c\n" * 20_000)
        _tables("+---+---+\n| a | b |\n" * 5000)


PADDED = """
|  |  |  |  |  |
| --- | --- | --- | --- | --- |
| 一级 | | 二级 | 三级 | 值 |
| 产出 | | 数量 | 培训 | 3期 |
| 参训 |  |
| 质量 | 合格率 | 98% |
| 全表一句 | | | | |
"""


def test_rows_are_short_by_merged_cells_where_merged_columns_are_blanks_of_one_space() -> None:
    assert _cells(PADDED) == [
        [
            ["", "", "", "", ""],
            ["一级", "", "二级", "三级", "值"],
            ["产出", "", "数量", "培训", "3期"],
            ["", "", "", "参训", ""],
            ["", "", "质量", "合格率", "98%"],
            ["全表一句", "", "", "", ""],
        ]
    ]
    assert dict(_tables(PADDED)[0].merged) == {
        (1, 0): Span(1, 2),
        (2, 0): Span(3, 2),
        (2, 2): Span(2, 1),
        (5, 0): Span(1, 5),
    }


@pytest.mark.parametrize(
    "changed",
    [re.sub(r"(?<=\|) (?=\|)", "  ", PADDED), PADDED.replace("| 质量 | 合格率 | 98% |", "| 质量 | 质量 | 合格率 | 98% |")],
    ids=["no blank of one space", "no cell above ends where the row begins"],
)
def test_short_rows_of_other_tables_stay_as_they_are(changed: str) -> None:
    table = _tables(changed)[0]
    assert not table.merged
    assert len(table.rows[3]) == 2


@given(st.lists(st.lists(st.sampled_from([" ", " 甲 ", "  "]), min_size=1, max_size=6), min_size=1, max_size=8))
def test_no_cell_is_lost_in_padded_tables(rows: list[list[str]]) -> None:
    text = "\n".join(["|" + "  |" * 5, "|" + "---|" * 5, *("|" + "|".join(row) + "|" for row in rows)])
    said = [cell.text for table in _tables(text) for row in table.rows for cell in row if cell.text]
    assert len(said) == sum(cell == " 甲 " for row in rows for cell in row)


WITH_EDGES = """
  ------------------------------------
  一级指标   指标值
  ---------- ------------- -----------
  产出指标   ≥3期          依据很长的
                           文件 abc
                           def

             2025年12月
  ------------------------------------

后文
"""
OPEN_AT_THE_TOP = """
  ---------- ------
  产出指标   ≥3期

  效益指标
  ---------- ------
"""
UNDER_ITS_HEAD = """
  一级指标   指标值
  ---------- ------
  产出指标   ≥3期
             4台

后文
"""


@pytest.mark.parametrize(
    ("text", "cells", "lines"),
    [
        (
            WITH_EDGES,
            [["一级指标", "指标值", ""], ["产出指标", "≥3期", "依据很长的文件 abc def"], ["", "2025年12月", ""]],
            ["后文"],
        ),
        (OPEN_AT_THE_TOP, [["产出指标", "≥3期"], ["效益指标", ""]], []),
        (UNDER_ITS_HEAD, [["一级指标", "指标值"], ["产出指标", "≥3期"], ["", "4台"]], ["后文"]),
    ],
    ids=["edges", "no head", "head"],
)
def test_columns_stand_under_dashes(text: str, cells: list[list[str]], lines: list[str]) -> None:
    assert _cells(text) == [cells]
    assert _lines(text) == lines


@pytest.mark.parametrize(
    "text",
    [
        "  标题一个很长的标题写过了列\n  ------ ------\n  产出   ≥3期\n\n",
        "第一段\n\n--- ---\n\n第二段",
        "  ----------------\n  一级指标\n\n  后文",
        "  ------ ------\n  产出指标   ≥3期",
    ],
    ids=["text across columns", "a line of dashes", "one edge", "no end"],
)
def test_dashes_that_rule_no_table_leave_lines(text: str) -> None:
    assert _tables(text) == []
    assert re.sub(r"[-\s]", "", "".join(_lines(text))) == re.sub(r"[-\s]", "", text)


@given(st.text(alphabet="-- \n产≥a", max_size=80))
def test_nothing_between_dashes_is_lost(text: str) -> None:
    text = f"甲\n{text}"
    said = "".join(_lines(text)) + "".join(cell for table in _cells(text) for row in table for cell in row)
    assert sorted(re.sub(r"[-\s]", "", text)) == sorted(re.sub(r"[-\s]", "", said))


@pytest.mark.parametrize(
    "text",
    [
        "产出\n--- ---\n" * 40_000,
        "-----------\n产出\n" * 40_000,
        "--- ---\n" * 60_000,
        "|" + "---|" * 30_000 + "\n" + "| 产 | |\n" * 20_000,
    ],
    ids=["heads over dashes", "edges", "rulers", "a rule of very many columns"],
)
def test_tables_without_end_cost_little(text: str) -> None:
    with within(5):
        read_text(text.encode())
