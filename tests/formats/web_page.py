"""Described documents as web pages, in the manners of those who make them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from quopri import encodestring
from typing import NamedTuple

from tests.forms import DEPARTMENT, MERGED, Form, Plan, Wording, table, titled

_COLUMNS = 12
_WIDTHS = {2: (2, 10), 4: (2, 4, 2, 4), 5: (2, 2, 2, 2, 4), 6: (2, 2, 2, 2, 2, 2), 7: (2, 2, 2, 1, 1, 2, 2)}


class Cell(NamedTuple):
    """A cell with what it covers."""

    text: str
    rows: int
    columns: int


def grid(form: Form, wording: Wording) -> list[list[Cell]]:
    """The form on a grid of twelve columns; places that a merged cell covers are not there."""
    rows = [dict(_at_columns(cells)) for cells in table(form, wording)]
    out = []
    for number, row in enumerate(rows):
        cells = []
        for column, (text, width) in row.items():
            if text != MERGED:
                below = rows[number + 1 :]
                down = next((n for n, other in enumerate(below) if other.get(column, ("", 0))[0] != MERGED), len(below))
                cells.append(Cell(text, 1 + down, width))
        out.append(cells)
    return out


def _at_columns(cells: Sequence[str]) -> list[tuple[int, tuple[str, int]]]:
    column, out = 0, []
    for text, width in zip(cells, _WIDTHS[len(cells)], strict=True):
        out.append((column, (text, width)))
        column += width
    return out


def plain(plan: Plan) -> bytes:
    """What a careful program writes."""
    return _page(plan, '<meta charset="utf-8">', _rows, "<p>{}</p>").encode()


def soup(plan: Plan) -> bytes:
    """Closing tags left out, a form around the rows, upper case, line breaks in cells; GBK that says GB2312."""
    head = '<meta http-equiv=Content-Type content="text/html; charset=gb2312">'

    def rows(cells: list[list[Cell]]) -> str:
        out = "<FORM>"
        for row in cells:
            out += "\n<TR>" + "".join(f"<TD rowspan={c.rows} colspan={c.columns}>{_broken(c.text)}" for c in row)
        return out + "</FORM>"

    return _page(plan, head, rows, "<P>{}").encode("gb18030")


def framed(plan: Plan) -> bytes:
    """A site's page laid out with tables, menus and footers around, all on one line; says UTF-8 and is GBK."""
    inner = _page(plan, "", _rows, "<div>{}</div>").replace("\n", " ")
    menu = "<ul>" + "".join(f"<li><a href='/{n}'>2019年部门决算{n}</a></li>" for n in range(3)) + "</ul>"
    page = (
        "<html><head><meta charset=utf-8><title>2018年部门预算</title><style>td{color:red}</style></head><body>"
        f"<nav>首页 2017年部门预算</nav><table><tr><td colspan=2><a href='/'>虚河县人民政府</a></td></tr>"
        f"<tr><td>{menu}</td><td><script>document.write('<table>')</script>{inner}</td></tr>"
        "<tr><td colspan=2><a href='/x'>网站地图</a></td></tr></table>"
        "<p style='display: none'>2016年部门预算</p><footer>版权所有 2015年</footer></body></html>"
    )
    return page.encode("gb18030")


def word(plan: Plan) -> bytes:
    """Word's “save as web page”: conditional comments, o:p, spans in spans, lines broken anywhere."""
    head = '<meta http-equiv=Content-Type content="text/html; charset=gb2312">'
    head += "<!--[if gte mso 9]><xml><o:x>是</o:x></xml><![endif]-->"

    def rows(cells: list[list[Cell]]) -> str:
        out = ""
        for row in cells:
            out += " <tr style='mso-yfti-irow:0'>\n"
            for cell in row:
                lines = cell.text.split("\n") if cell.text else ["\xa0"]
                spans = "".join(
                    f"<p class=MsoNormal><span lang=EN-US\n  style='font-size:10.0pt'>{_wrapped(line)}<o:p></o:p></span></p>\n"
                    for line in lines
                )
                out += f"  <td width=12 rowspan={cell.rows} colspan={cell.columns}\n  style='padding:0'>\n  {spans}  </td>\n"
            out += " </tr>\n"
        return out + " <![if !supportMisalignedColumns]><tr height=0><td width=9 style='display:none'></td></tr><![endif]>\n"

    return _page(plan, head, rows, "<p class=MsoNormal><b><span>{}</span></b></p>").encode("gb18030")


def archive(plan: Plan) -> bytes:
    """The same as one file with everything in it."""
    page = encodestring(word(plan)).replace(b"\n", b"\r\n")
    lines = [
        b"MIME-Version: 1.0",
        b'Content-Type: multipart/related; boundary="----=_NextPart_01"',
        b"",
        b"This document is a Single File Web Page.",
        b"",
        b"------=_NextPart_01",
        b"Content-Location: file:///C:/a.htm",
        b"Content-Transfer-Encoding: quoted-printable",
        b'Content-Type: text/html; charset="gb2312"',
        b"",
        page,
        b"------=_NextPart_01",
        b"Content-Transfer-Encoding: base64",
        b"Content-Type: image/png",
        b"",
        b"iVBORw0KGgo=",
        b"------=_NextPart_01--",
        b"",
    ]
    return b"\r\n".join(lines)


MANNERS: dict[str, Callable[[Plan], bytes]] = {
    "plain": plain,
    "soup": soup,
    "framed": framed,
    "word": word,
    "archive": archive,
}


def _page(plan: Plan, head: str, rows: Callable[[list[list[Cell]]], str], paragraph: str) -> str:
    out = [f"<html><head>{head}</head><body>", *(paragraph.format(escape(line)) for line in plan.narrative)]
    out += [paragraph.format("第二部分"), paragraph.format("预算项目绩效目标")]
    for number, form in enumerate(plan.forms, 1):
        out += [paragraph.format(escape(titled(number, form, plan.wording)))]
        out += [paragraph.format(DEPARTMENT), paragraph.format(f"单位：{plan.wording.unit}")]
        out += [f"<table border=1>{rows(grid(form, plan.wording))}</table>"]
    return "\n".join([*out, "</body></html>"])


def _rows(cells: list[list[Cell]]) -> str:
    out = "<tbody>"
    for row in cells:
        out += "<tr>" + "".join(f'<td rowspan="{c.rows}" colspan="{c.columns}">{_broken(c.text)}</td>' for c in row) + "</tr>\n"
    return out + "</tbody>"


def _broken(text: str) -> str:
    return "<br>".join(escape(line) for line in text.split("\n")) or "&nbsp;"


def _wrapped(text: str) -> str:
    """Broken over source lines between any two Chinese characters, as Word does."""
    out = ""
    for index, character in enumerate(text):
        if index % 9 == 8 and not character.isascii() and not text[index - 1].isascii():
            out += "\n"
        out += escape(character) if character != "\xa0" else "&nbsp;"
    return out
