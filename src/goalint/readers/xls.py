"""Old Excel workbooks (BIFF, `.xls` and the `.et` of the same kind): cells as they are on the screen."""

from __future__ import annotations

import os
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from goalint.readers.blocks import Blocks, Unread, UnreadableError
from goalint.readers.format_code import GENERAL, built_in
from goalint.readers.number_format import display, display_text
from goalint.readers.spreadsheet import Area, Budget, Sheet, SheetTooLargeError, too_large, workbook_blocks

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.sheet import Sheet as OldSheet

MAX_BYTES = 16 * 1024 * 1024  # the library takes about a second for 3 MB of cells
# Formats that xlrd words as an American Excel does; see `built_in` for a Chinese one.
_LOCAL = frozenset((*range(14, 37), *range(45, 59)))
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_EMPTY, _TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR = range(6)


def read_xls(data: bytes) -> Blocks:
    """The sheets of a workbook as tables.

    Raises UnreadableError where the file is no workbook, is damaged, under a password, or too large.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableError("too-large", size=f"{len(data) / 1024 / 1024:.1f} MB", limit=f"{MAX_BYTES // 1024 // 1024} MB")
    budget, unread = Budget(), list[Unread]()
    return workbook_blocks("xls", _sheets(data, budget, unread), unread, budget)


def _sheets(data: bytes, budget: Budget, unread: list[Unread]) -> Iterator[Sheet]:
    book = _opened(data)
    for index, name in enumerate(book.sheet_names()):
        before = budget.left
        try:
            yield _sheet(book, index, budget)
        except SheetTooLargeError:
            budget.left = before
            unread.append(too_large(name, index + 1))


def _opened(data: bytes) -> Book:
    import xlrd
    from xlrd.biffh import XLRDError

    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # xlrd prints what it finds odd
        for encoding in (None, "gb18030"):  # old files may not say that they are Chinese
            try:
                return xlrd.open_workbook(
                    file_contents=data, formatting_info=True, ragged_rows=True, logfile=nowhere, encoding_override=encoding
                )
            except UnicodeDecodeError:
                continue
            except XLRDError as error:
                raise UnreadableError("encrypted" if "encrypted" in str(error) else "old-workbook", detail=str(error)) from None
            # A damaged file may make the library raise anything.
            except Exception as error:
                raise UnreadableError("old-workbook", detail=type(error).__name__) from None
    raise UnreadableError("old-workbook", detail="encoding")


def _sheet(book: Book, index: int, budget: Budget) -> Sheet:
    source = book.sheet_by_index(index)
    sheet = Sheet(source.name, index + 1, hidden=source.visibility != 0)
    sheet.hidden_rows = {row for row, info in source.rowinfo_map.items() if info.hidden or not info.height}
    sheet.hidden_columns = {column for column, info in source.colinfo_map.items() if info.hidden or not info.width}
    sheet.merged = [Area(top, left, bottom - 1, right - 1) for top, bottom, left, right in source.merged_cells]
    codes = _Codes(book)
    for row in range(source.nrows):
        kinds = source.row_types(row)
        for column, kind in enumerate(kinds):
            if _TEXT <= kind <= _ERROR and (text := _shown(source, row, column, kind, codes)):
                sheet.put(row, column, text, budget)
    return sheet


class _Codes:
    """The format codes of a workbook by the styles of its cells."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self.from_1904 = book.datemode == 1
        self._known: dict[int, str] = {}

    def of(self, style: int) -> str:
        """The code of the style with that number; General where it has none."""
        code = self._known.get(style)
        if code is None:
            code = self._known[style] = self._look_up(style)
        return code

    def _look_up(self, style: int) -> str:
        if not 0 <= style < len(self._book.xf_list):
            return GENERAL
        number = self._book.xf_list[style].format_key
        found = self._book.format_map.get(number)
        return built_in(number) if number in _LOCAL or found is None else found.format_str or GENERAL


def _shown(source: OldSheet, row: int, column: int, kind: int, codes: _Codes) -> str:
    value: Any = source.cell_value(row, column)
    if kind == _TEXT:
        text = str(value).replace("\r\n", "\n").replace("\r", "\n")
        return display_text(text, codes.of(source.cell_xf_index(row, column)))
    if kind == _BOOLEAN:
        return "TRUE" if value else "FALSE"
    if kind == _ERROR:
        return _ERRORS.get(value, "#N/A")
    number = Decimal(repr(float(value)))
    if not number.is_finite():
        return str(value)
    return display(number, codes.of(source.cell_xf_index(row, column)), from_1904=codes.from_1904)
