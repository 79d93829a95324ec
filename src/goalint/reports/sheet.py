"""Sheets for people in the workbooks that reports are: a heading that stays, filters, rows as high as their text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from goalint.reports.markup import legal

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_HEADING = {"font_name": "黑体", "bold": True, "font_size": 11, "bg_color": "#D9E1EC", "align": "center", "valign": "vcenter"}
BODY = {"font_name": "仿宋", "font_size": 11, "valign": "top"}
_COMMON = {"border": 1, "border_color": "#BFBFBF", "text_wrap": True}
LOOK = {**BODY, **_COMMON}
_LONGEST = 32767  # characters that a cell may have
_LINE = 15  # points
_HIGHEST = 409  # points that a row may have
DATED = datetime(2000, 1, 1)  # noqa: DTZ001 - any fixed date: the same report is the same file


def titled_sheet(book: Workbook, name: str, titles: Sequence[str], widths: Sequence[int], count: int) -> Worksheet:
    """A sheet with a heading that stays in sight, filters, and a page layout."""
    sheet: Worksheet = book.add_worksheet(name)
    heading = book.add_format({**_HEADING, **_COMMON})
    for number, (title, width) in enumerate(zip(titles, widths, strict=True)):
        sheet.set_column(number, number, width)
        sheet.write_string(0, number, title, heading)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(count, 1), len(titles) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    return sheet


def text_formats(book: Workbook, fill: str) -> tuple[Format, Format]:
    """Of the cells of a row, for text and for numbers."""
    common = {**LOOK, "bg_color": fill}
    return book.add_format(common), book.add_format({**common, "align": "center"})


def write_row(sheet: Worksheet, number: int, cells: Sequence[str], widths: Sequence[int], forms: tuple[Format, Format]) -> None:
    """All cells as text but those that are numbers: nothing is computed. The row is as high as its longest cell needs."""
    text, figure = forms
    for column, cell in enumerate(cells):
        if cell.isascii() and cell.isdigit() and len(cell) < 7 and (cell[0] != "0" or cell == "0"):
            sheet.write_number(number, column, int(cell), figure)
        else:
            sheet.write_string(number, column, legal(cell)[:_LONGEST], text)
    # Most cells need one line, as their length alone shows.
    long = ((cell, width - 1) for cell, width in zip(cells, widths, strict=True) if len(cell) * 2 >= width)
    lines = max((-(-_characters(cell) // room) for cell, room in long), default=1)
    sheet.set_row(number, min(_LINE * lines + 3, _HIGHEST))


def _characters(cell: str) -> int:
    """The width in characters of a Chinese font, in which quotation marks and ≥ are wide too."""
    return sum(2 if character >= "\u2000" else 1 for character in cell)
