"""Workbooks that are one XML file (XML Spreadsheet 2003), as older systems export them under the name of .xls."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from goalint.readers.blocks import Blocks, Unread, UnreadableError
from goalint.readers.format_code import GENERAL, built_in
from goalint.readers.number_format import days_of, decimal_of, display, display_text
from goalint.readers.spreadsheet import Area, Budget, Sheet, SheetTooLargeError, too_large, workbook_blocks
from goalint.readers.xml_stream import stream_xml, whole_number

MAX_BYTES = 64 * 1024 * 1024
_NAME = "Workbook"
_TRUE = frozenset(("1", "true", "True"))
# Formats that have a name here and a code elsewhere.
_NAMED = {
    "General Number": GENERAL, "General Date": built_in(22), "Long Date": built_in(31), "Medium Date": built_in(15),
    "Short Date": built_in(14), "Long Time": built_in(21), "Medium Time": built_in(18), "Short Time": built_in(20),
    "Currency": built_in(7), "Fixed": "0.00", "Standard": "#,##0.00", "Percent": "0.00%", "Scientific": "0.00E+00",
}  # fmt: skip


def read_xml_workbook(data: bytes) -> Blocks:
    """The sheets of a workbook as tables. Raises UnreadableError where the file is damaged or too large."""
    if len(data) > MAX_BYTES:
        raise UnreadableError("too-large", size=f"{len(data) / 1024 / 1024:.1f} MB", limit=f"{MAX_BYTES // 1024 // 1024} MB")
    budget = Budget()
    scanner = _Scanner(budget)
    stream_xml(data, _NAME, scanner.start, scanner.end, scanner.characters)
    return workbook_blocks("xls", scanner.sheets, scanner.unread, budget)


class _Scanner:
    """Takes sheets out of the stream of elements."""

    def __init__(self, budget: Budget) -> None:
        self.sheets: list[Sheet] = []
        self.unread: list[Unread] = []
        self._budget = budget
        self._count = 0
        self._sheet: Sheet | None = None
        self._before = budget.left
        self._codes: dict[str, str] = {}
        self._style = ""
        self._row = self._column = -1
        self._across = 0
        self._next_column = 0  # whose width or hiding comes next
        self._cell: Mapping[str, str] | None = None
        self._comment = False
        self._kind: str | None = None
        self._pieces: list[str] = []
        self._visible: list[str] | None = None

    def start(self, tag: str, written: Mapping[str, str]) -> None:
        attributes = {name.rpartition(":")[2]: value for name, value in written.items()}
        if tag == "Cell" and self._sheet is not None:
            self._column = whole_number(attributes.get("Index"), self._column + 1 + self._across + 1) - 1
            self._across = whole_number(attributes.get("MergeAcross"))
            self._cell = attributes
            self._guarded(self._merge)
        elif tag == "Comment":
            self._comment = True
        elif tag == "Data" and self._cell is not None and not self._comment:
            self._kind = attributes.get("Type", "String")
        elif tag == "Row":
            self._row = whole_number(attributes.get("Index"), self._row + 2) - 1
            self._column, self._across = -1, 0
            if self._sheet is not None and (attributes.get("Hidden") in _TRUE or attributes.get("Height") == "0"):
                self._sheet.hidden_rows.add(self._row)
        elif tag == "Column":
            first = whole_number(attributes.get("Index"), self._next_column + 1) - 1
            self._next_column = first + min(whole_number(attributes.get("Span")), 1 << 14) + 1
            if self._sheet is not None and (attributes.get("Hidden") in _TRUE or attributes.get("Width") == "0"):
                self._sheet.hidden_columns.update(range(first, self._next_column))
        elif tag == "Worksheet":
            self._count += 1
            self._sheet = Sheet(attributes.get("Name", ""), self._count)
            self._before = self._budget.left
            self._row, self._next_column = -1, 0
        elif tag == "Style":
            self._style = attributes.get("ID", "")
        elif tag == "NumberFormat":
            code = attributes.get("Format", GENERAL)
            self._codes[self._style] = _NAMED.get(code, code)
        elif tag == "Visible":
            self._visible = []

    def end(self, tag: str) -> None:
        if tag == "Data":
            if self._kind is not None:
                self._guarded(self._put)
            self._kind = None
            self._pieces.clear()
        elif tag == "Comment":
            self._comment = False
        elif tag == "Cell":
            self._cell = None
        elif tag == "Visible" and self._visible is not None:
            if self._sheet is not None:
                self._sheet.hidden = "".join(self._visible).strip() != "SheetVisible"
            self._visible = None
        elif tag == "Worksheet" and self._sheet is not None:
            self.sheets.append(self._sheet)
            self._sheet = None

    def characters(self, text: str) -> None:
        if self._kind is not None:
            self._pieces.append(text)
        elif self._visible is not None:
            self._visible.append(text)

    def _guarded(self, step: Callable[[Sheet], None]) -> None:
        """Take a step with the sheet, which is given up where it grows too large."""
        sheet = self._sheet
        if sheet is None:
            return
        try:
            step(sheet)
        except SheetTooLargeError:
            self.unread.append(too_large(sheet.name, sheet.number))
            self._budget.left = self._before
            self._sheet = None

    def _merge(self, sheet: Sheet) -> None:
        down = whole_number((self._cell or {}).get("MergeDown"))
        if self._across or down:
            sheet.merge(Area(self._row, self._column, self._row + down, self._column + self._across))

    def _put(self, sheet: Sheet) -> None:
        code = self._codes.get((self._cell or {}).get("StyleID", ""), GENERAL)
        text = "".join(self._pieces)
        match self._kind:
            case "Number":
                number = decimal_of(text)
                text = text if number is None else display(number, code)
            case "DateTime":
                days = days_of(text)
                text = text if days is None else display(days, built_in(14) if code == GENERAL else code)
            case "Boolean":
                text = "TRUE" if text.strip() in _TRUE else "FALSE"
            case "String":
                text = display_text(text.replace("\r\n", "\n").replace("\r", "\n"), code)
        if text:
            sheet.put(self._row, self._column, text, self._budget)
