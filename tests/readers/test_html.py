"""Web pages: what a browser would show, where it stands, and what hostile ones cannot do."""

from __future__ import annotations

from contextlib import suppress
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.deadline import within

from goalint.readers.blocks import Blocks, Line, Span, Table, UnreadableError
from goalint.readers.html import read_html


def _read(body: str) -> Blocks:
    return read_html(f"<html><body>{body}</body></html>".encode())


def _paragraphs(blocks: Blocks) -> list[str]:
    return [block.passage.text for block in blocks.blocks if not isinstance(block, Table)]


def _tables(blocks: Blocks) -> list[Table]:
    return [block for block in blocks.blocks if isinstance(block, Table)]


def _texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def _rows(body: str) -> list[list[list[str]]]:
    return [_texts(table) for table in _tables(_read(body))]


class TestText:
    """Paragraphs and their white space."""

    def test_blocks_end_paragraphs_and_inline_marks_do_not(self) -> None:
        body = "甲<b>乙</b><p>丙<font>丁</font></p>戊<div>己<br>庚<div>辛</div></div>壬"
        assert _paragraphs(_read(body)) == ["甲乙", "丙丁", "戊", "己", "庚", "辛", "壬"]

    def test_white_space_is_one_space_and_none_beside_chinese_where_a_line_ends(self) -> None:
        assert _paragraphs(_read("<p>\n 预算\n  绩效\t 目标  GB\r\n 2024 \n年 </p>")) == ["预算绩效 目标 GB 2024年"]

    def test_hard_spaces_stay_inside_and_go_at_the_ends(self) -> None:
        assert _paragraphs(_read("<p>&nbsp;&nbsp;甲&nbsp;&nbsp;乙&nbsp;</p><p>&nbsp;</p><p>　　丙</p>")) == ["甲  乙", "丙"]

    def test_entities_are_read_once(self) -> None:
        assert _paragraphs(_read("<p>&ge;95&#37;&#x3001;&lt;5&amp;lt;</p>")) == ["≥95%、<5&lt;"]

    def test_nothing_unseen_is_read(self) -> None:
        unseen = (
            "<script>var a='甲';</script><style>p{}</style><!-- 乙 --><!--[if gte mso 9]><xml>丙</xml><![endif]-->"
            "<p style='display : NONE'>丁<b>丁</b></p><p hidden>戊</p><span style='visibility:hidden'>己</span><nav>庚</nav>"
            "<footer>辛</footer><template>壬</template><noscript>癸</noscript><div role=navigation>子</div><del>丑</del>"
            "<span style='mso-hide:all'>寅</span><div style='mso-element:comment-list'>卯</div><xml><w:a>辰</w:a></xml>"
        )
        assert _paragraphs(_read(f"前{unseen}后")) == ["前后"] or _paragraphs(_read(f"前{unseen}后")) == ["前", "后"]

    def test_what_follows_something_unseen_is_read(self) -> None:
        assert _paragraphs(_read("<p><span hidden>x</span>甲<style>y</style>乙</p>")) == ["甲乙"]

    def test_blocks_of_links_are_the_frame_of_the_page(self) -> None:
        body = (
            "<p><a href=/a>首页</a> | <a href=/b>公开</a></p><p>见<a href=/c>附件</a></p>"
            "<p><a href='#t'>一、目标</a></p><p><a name=t>二</a></p>"
        )
        assert _paragraphs(_read(body)) == ["见附件", "一、目标", "二"]

    def test_numbers_of_lists_are_shown(self) -> None:
        body = (
            "<ol start=3><li>甲<li value=7><p>乙</p><p>补</p><ul><li>丙</ul><li><br><li>丁</ol>"
            "<ol style='list-style: none'><li>戊</ol><ol type=a><li>己</ol>"
        )
        assert _paragraphs(_read(body)) == ["3.甲", "7.乙", "补", "丙", "9.丁", "戊", "己"]

    def test_numbers_that_word_wrote_out(self) -> None:
        body = (
            "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>1、"
            "<span style='font:7.0pt'>&nbsp;&nbsp;&nbsp; </span></span><![endif]>完成<o:p></o:p></p>"
        )
        assert _paragraphs(_read(body)) == ["1、完成"]

    def test_what_is_filled_in(self) -> None:
        body = (
            "<p>值<input value='≥95%'><input type=hidden value=x>"
            "<select><option>个<option selected>项</select><textarea>依据</textarea></p>"
        )
        assert _paragraphs(_read(body)) == ["值≥95%项依据"]

    def test_lines_that_keep_their_ends(self) -> None:
        blocks = _read("<pre>\n项目 名称\n\n  下一行</pre><p>段</p>").blocks
        assert [(block.passage.text, block.gap) for block in blocks if isinstance(block, Line)] == [
            ("项目 名称", True),
            ("下一行", True),
        ]

    def test_a_page_on_one_line_is_in_order(self) -> None:
        blocks = _read(
            "<p>甲</p><table><tr><td>乙<td>丙<tr><td>丁<td><table><tr><td>戊<td>己</table><tr><td>庚<td>辛</table><p>壬</p>"
        )
        orders = [
            block.rows[0][0].location.order if isinstance(block, Table) else block.passage.location.order
            for block in blocks.blocks
        ]
        assert orders == sorted(set(orders))
        assert len(orders) == 5
        assert _tables(blocks)[0].rows[1][0].location.as_json() == {"line": 1, "table": 1, "row": 2, "cell": 1}

    def test_lines_of_the_source(self) -> None:
        blocks = _read("\n<p>甲</p>\n<p\n class=x>乙\n丙</p>\n\n<p>丁<br>\n戊")
        places = [block.passage for block in blocks.blocks if not isinstance(block, Table)]
        assert [(place.text, place.location.line) for place in places] == [("甲", 2), ("乙丙", 4), ("丁", 7), ("戊", 8)]
        assert places[1].at(1).line == 5


class TestTables:
    """Cells at their columns."""

    def test_merged_cells(self) -> None:
        (table,) = _tables(
            _read("<table><tr><td rowspan=2>甲<td colspan=2>乙<td>丙<tr><td>丁<td rowspan=2>戊<td>己<tr><td>庚<td>辛</table>")
        )
        assert _texts(table) == [["甲", "乙", "", "丙"], ["", "丁", "戊", "己"], ["庚", "辛", ""]]
        assert table.merged == {(0, 0): Span(2, 1), (0, 1): Span(1, 2), (1, 2): Span(2, 1)}

    def test_the_place_of_a_cell_is_its_number_in_the_row_as_written(self) -> None:
        (_, table) = _tables(_read("<table><tr><td>0<td>0</table>\n<table><tr><td colspan=2>甲<td>乙<tr>\n<td>丙<td>丁</table>"))
        assert [cell.location.as_json() for cell in table.rows[1][:2]] == [
            {"line": 3, "table": 2, "row": 2, "cell": 1},
            {"line": 3, "table": 2, "row": 2, "cell": 2},
        ]
        assert table.rows[0][2].location.cell == 2

    def test_cells_of_several_paragraphs(self) -> None:
        assert _rows("<table><tr><td><p>甲</p>\n<p>&nbsp;</p><p>乙<br>丙</p></td><td>丁") == [[["甲\n乙\n丙", "丁"]]]

    def test_sections_forms_and_missing_rows(self) -> None:
        body = "<table><caption>题</caption><form><thead><tr><th>甲<th>乙</thead><tbody><td>丙<td>丁</tbody></form></table>"
        assert _paragraphs(_read(body)) == ["题"]
        assert _rows(body) == [[["甲", "乙"], ["丙", "丁"]]]

    def test_a_merged_cell_ends_with_its_table_or_its_section(self) -> None:
        (table,) = _tables(_read("<table><thead><tr><th rowspan=5>甲<th>乙</thead><tr><td rowspan=0>丙<td>丁<tr><td>戊</table>"))
        assert table.merged == {(1, 0): Span(2, 1)}
        assert _texts(table) == [["甲", "乙"], ["丙", "丁"], ["", "戊"]]

    def test_hidden_rows_and_cells_are_left_out_but_rows_are_counted(self) -> None:
        (table,) = _tables(
            _read("<table><tr><td rowspan=2>甲<td>乙<tr style='display:none'><td>丙<tr><td>丁<td style='display:none'>戊</table>")
        )
        assert _texts(table) == [["甲", "乙"], ["", "丁"]]
        assert table.rows[1][1].location.row == 3

    def test_text_between_cells_stands_before_the_table(self) -> None:
        blocks = _read("<table>甲<tr>乙<td>丙<td>丁</tr></table>")
        assert _paragraphs(blocks) == ["甲", "乙"]
        assert _texts(_tables(blocks)[0]) == [["丙", "丁"]]

    def test_cells_without_a_table_are_paragraphs(self) -> None:
        assert _paragraphs(_read("<div><td>甲</td><td>乙</td></div>")) in (["甲", "乙"], ["甲乙"])

    def test_the_frame_of_a_page_is_taken_apart(self) -> None:
        body = (
            "<table><tr><td colspan=2>横幅<tr><td><ul><li><a href=/x>菜单</a></ul></td><td><h1>标题</h1>"
            "<table><tr><td>项目名称<td>清淤</table><p>后文</p></td></tr></table>"
        )
        blocks = _read(body)
        assert _paragraphs(blocks) == ["横幅", "标题", "后文"]
        assert [_texts(table) for table in _tables(blocks)] == [[["项目名称", "清淤"]]]
        assert blocks.blocks[2] is _tables(blocks)[0]
        assert _tables(blocks)[0].rows[0][0].location.table == 2

    def test_a_table_inside_a_cell_of_a_form_follows_its_row(self) -> None:
        body = (
            "<table><tr><td>项目名称<td>清淤<tr><td>绩效指标<td>"
            "<table><tr><td>一级指标<td>指标值</table><tr><td>备注<td>无</table>"
        )
        assert _rows(body) == [[["项目名称", "清淤"], ["绩效指标", ""]], [["一级指标", "指标值"]], [["备注", "无"]]]

    def test_tables_of_one_column_are_text(self) -> None:
        assert _paragraphs(_read("<table><tr><td>甲<tr><td><table><tr><td>乙</table>丙</table>")) == ["甲", "乙", "丙"]

    def test_cells_past_the_last_column_are_told(self) -> None:
        blocks = _read("<table><tr><td colspan=99999999>甲<td>乙<td>丙<tr><td>丁</table>")
        (table,) = _tables(blocks)
        assert len(table.rows[0]) == 1000
        assert [(item.code, item.args) for item in blocks.unread] == [("row-unplaced", {"text": "乙 丙"})]


class TestEncoding:
    """Content decides; what the page says of itself may be wrong."""

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
    @pytest.mark.parametrize("said", ["utf-8", "gb2312", "iso-8859-1", "x-unknown", "utf-16"])
    def test_every_encoding_whatever_the_page_says(self, encoding: str, said: str) -> None:
        page = (
            f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={said}"></head><p>绩效目标：≥95%，一级指标'
        )
        assert _paragraphs(read_html(page.encode(encoding))) == ["绩效目标：≥95%，一级指标"]

    def test_an_xml_declaration(self) -> None:
        page = '<?xml version="1.0" encoding="gb2312"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><p>绩效目标</p></html>'
        assert _paragraphs(read_html(page.encode("gb18030"))) == ["绩效目标"]

    def test_broken_characters_are_told(self) -> None:
        data = "<p>绩效目标</p>\n<table><tr><td>项目预算金额</td><td>标的</td></tr></table>".encode().replace(
            "的".encode(), b"\xe7\x9a"
        )
        blocks = read_html(data + "<p>绩效目标的一级指标</p>".encode() * 20)
        assert [(item.code, item.location.row) for item in blocks.unread] == [("garbled-text", 1)]


class TestArchives:
    """One file with everything in it."""

    _PAGE = "<html><p>绩效=目标</p></html>"

    def _archive(self, kind: bytes, encoding: bytes, content: bytes) -> bytes:
        head = b"From: <Saved by>\r\nSubject: a\r\nMIME-Version: 1.0\r\n"
        head += b'Content-Type: multipart/related;\r\n\tboundary="--=x"\r\n\r\n'
        part = b"----=x\r\nContent-Type: " + kind + b"\r\nContent-Transfer-Encoding: " + encoding + b"\r\n\r\n" + content
        return head + b"----=x\r\nContent-Type: image/png\r\n\r\nPNG\r\n" + part + b"\r\n----=x--\r\n"

    def test_quoted_printable_base64_and_plain(self) -> None:
        from base64 import encodebytes
        from quopri import encodestring

        for encoding, encode in ((b"quoted-printable", encodestring), (b"BASE64", encodebytes), (b"8bit", bytes)):
            data = self._archive(b'text/html; charset="gb2312"', encoding, encode(self._PAGE.encode("gb18030")))
            assert _paragraphs(read_html(data)) == ["绩效=目标"]

    def test_a_page_alone_with_a_header(self) -> None:
        data = b"MIME-Version: 1.0\nContent-Type: text/html\nContent-Transfer-Encoding: 8bit\n\n" + self._PAGE.encode()
        assert _paragraphs(read_html(data)) == ["绩效=目标"]

    def test_no_page_inside(self) -> None:
        with pytest.raises(UnreadableError) as caught:
            read_html(self._archive(b"text/css", b"8bit", b"p{}"))
        assert caught.value.reason == "no-page"

    @pytest.mark.parametrize("cut", range(0, 300, 7))
    def test_cut_off_anywhere(self, cut: int) -> None:
        data = self._archive(b"text/html", b"base64", b"PGh0bWw+")[:cut]
        with suppress(UnreadableError):
            read_html(data)


class TestHostile:
    """Nothing in a page takes more than it should."""

    @pytest.mark.parametrize(
        "body",
        [
            "<div>" * 1_000_000,
            "<table><tr><td>" * 100_000,
            "<b><i>" * 300_000,
            "<ol><li>" * 200_000,
        ],
        ids=["div", "table", "inline", "list"],
    )
    def test_deep_nesting(self, body: str) -> None:
        with within(60), pytest.raises(UnreadableError) as caught:
            read_html(body.encode())
        assert caught.value.reason == "too-deep"

    def test_a_few_hundred_unclosed_marks_are_only_careless(self) -> None:
        assert _paragraphs(_read("<p>甲" + "<font color=red>" * 500 + "乙")) == ["甲乙"]

    @pytest.mark.parametrize(
        "body",
        [
            "<table>" + "<tr><td colspan=1000>" * 5_000,
            "<table><tr><td rowspan=99999>" + "<tr><td rowspan=99999>" * 5_000,
            "<table>" + "<tr><td rowspan=65534 colspan=900>" * 10_000,
        ],
        ids=["wide", "tall", "both"],
    )
    def test_spans_that_multiply(self, body: str) -> None:
        with within(60), pytest.raises(UnreadableError) as caught:
            read_html(body.encode())
        assert caught.value.reason == "too-many-cells"

    @pytest.mark.parametrize(
        "body",
        [
            f"<p title='{'a' * 12_000_000}'>甲",
            f"<p>{'a ' * 6_000_000}",
            "<p>" + "<" * 1_000_000,
            "&" * 3_000_000,
            "<a " + "b=c " * 500_000 + ">",
            "<table>" + "<tr><td>1<td>2" * 120_000,
            "<p>" * 900_000,
            "<!--" * 1_000_000,
            "<span style='mso-list:ignore'> </span>" * 50_000,
            "<tr><td><p>1" * 60_000,
            "<!DOCTYPE a [" + "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 50}">' for n in range(30)) + "]><p>&a29;</p>",
        ],
        ids=[
            "attribute",
            "text",
            "less-than",
            "ampersands",
            "attributes",
            "cells",
            "paragraphs",
            "comments",
            "marks",
            "cells without a table",
            "entities",
        ],
    )
    def test_much_of_anything(self, body: str) -> None:
        with within(60), suppress(UnreadableError):
            read_html(body.encode())

    def test_nul_bytes_are_no_text(self) -> None:
        with pytest.raises(UnreadableError) as caught:
            read_html(b"<html>\x00<p>\x00\x00a")
        assert caught.value.reason == "binary"


_PIECES = st.sampled_from(
    "<table> </table> <tr> </tr> <td> </td> <th> <td\trowspan=3> <td\tcolspan=2> <p> </p> <br> <ol> <li> <ul> </ul> <pre> </pre>"
    " <div> </div> <span\tstyle=mso-list:ignore> </span> <a\thref=x> </a> <tr\thidden> <td\thidden> <select> <option>"
    " <input\tvalue=a> <tbody> </tbody> <caption> <!-- --> <script> </script> &nbsp; 甲 a \n <![if\tx]> <form> </form>".split(" ")
)


@given(st.lists(_PIECES, max_size=60))
def test_any_order_of_tags_is_read(pieces: list[str]) -> None:
    blocks = _read("".join(pieces))
    for block in blocks.blocks:
        if isinstance(block, Table):
            for (row, column), span in block.merged.items():
                assert row >= 0
                assert row + span.rows <= len(block.rows)
                assert column < len(block.rows[row])
            assert all(cell.text == cell.text.strip() for row in block.rows for cell in row)
        else:
            assert block.passage.text.strip()


_SHOWN = st.text(st.characters(exclude_categories=("C", "Z")), max_size=100)


@given(_SHOWN)
def test_text_goes_through_unchanged(text: str) -> None:
    assert _paragraphs(_read(f"<p>（{escape(text)}）</p>")) == [f"（{text}）"]
    assert _rows(f"<table><tr><td>（{escape(text)}）<td>2</table>") == [[[f"（{text}）", "2"]]]
