"""Excel workbooks (Office Open XML), as Excel, WPS (xlsx and et), LibreOffice and libraries write them.

What is read is what stands on the screen: numbers and dates by their formats, formulas by the result that the file
holds. Links to other files are never followed.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from goalint.readers.blocks import Blocks, Unread, UnreadableError
from goalint.readers.container import Container
from goalint.readers.format_code import GENERAL, built_in
from goalint.readers.number_format import days_of, decimal_of, display, display_text
from goalint.readers.spreadsheet import Area, Budget, Sheet, SheetTooLargeError, too_large, workbook_blocks
from goalint.readers.xml_stream import Start, stream_xml, whole_number
from goalint.tree.pattern import lazy

_USUAL = "xl/workbook.xml"
_ESCAPED = lazy(r"_x([0-9A-Fa-f]{4})_")
_REFERENCE = lazy(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})$")
_MAX_SHEETS = 1000
_MAX_CODES = 4000  # Excel writes some 250 formats of the user at most
_DATE = 14  # the number of the built-in format of a date
_TRUE = frozenset(("1", "true", "on"))


def read_xlsx(data: bytes) -> Blocks:
    """The sheets of a workbook as tables.

    Raises UnreadableError where the file is no workbook, is damaged, encrypted, or larger than any such document.
    """
    budget, unread = Budget(), list[Unread]()
    return workbook_blocks("xlsx", _Workbook(Container(data)).sheets(budget, unread), unread, budget)


class _Workbook:
    """The parts of a workbook. Shared texts and formats are read when a cell first needs them."""

    def __init__(self, container: Container) -> None:
        self._container = container
        main = (
            _USUAL
            if container.has(_USUAL)
            else next((part for kind, part in self._relations("").values() if kind == "officeDocument"), "")
        )
        if not main:
            raise UnreadableError("missing-part", part=_USUAL)
        self._parts = self._relations(main)
        self._listed: list[tuple[str, str, bool]] = []  # name, key of the relation, hidden
        self.from_1904 = False
        self._stream(main, self._main)

    def sheets(self, budget: Budget, unread: list[Unread]) -> Iterator[Sheet]:
        """The worksheets in the order of their tabs; what is no worksheet (a chart) is passed over."""
        for number, (name, key, hidden) in enumerate(self._listed[:_MAX_SHEETS], 1):
            kind, part = self._parts.get(key, ("", ""))
            if kind != "worksheet":
                continue
            sheet = Sheet(name, number, hidden)
            before = budget.left
            try:
                _SheetScanner(self, sheet, budget).scan(self._container.read(part), part)
            except SheetTooLargeError:
                budget.left = before
                unread.append(too_large(name, number))
                continue
            yield sheet

    @cached_property
    def shared(self) -> list[str]:
        """The texts that cells refer to by number."""
        texts: list[str] = []
        pieces: list[str] = []
        phonetic = inside = False

        def start(tag: str, _: Mapping[str, str]) -> None:
            nonlocal phonetic, inside
            if tag == "rPh":
                phonetic = True
            elif tag == "t":
                inside = not phonetic

        def end(tag: str) -> None:
            nonlocal phonetic, inside
            if tag == "si":
                texts.append(_written(pieces))
                pieces.clear()
            elif tag == "rPh":
                phonetic = False
            elif tag == "t":
                inside = False

        def characters(text: str) -> None:
            if inside:
                pieces.append(text)

        if part := self._part("sharedStrings"):
            stream_xml(self._container.read(part), part, start, end, characters)
        return texts

    @cached_property
    def codes(self) -> list[str]:
        """The format codes by the numbers of the styles that cells refer to."""
        own: dict[int, str] = {}
        numbers: list[int] = []
        inside = False

        def start(tag: str, attributes: Mapping[str, str]) -> None:
            nonlocal inside
            if tag == "numFmt":
                own[whole_number(attributes.get("numFmtId"))] = attributes.get("formatCode", GENERAL)
                if len(own) > _MAX_CODES:
                    raise UnreadableError("too-many-marks", part=part)
            elif tag == "cellXfs":
                inside = True
            elif tag == "xf" and inside:
                numbers.append(whole_number(attributes.get("numFmtId")))

        def end(tag: str) -> None:
            nonlocal inside
            if tag == "cellXfs":
                inside = False

        part = self._part("styles")
        if part:
            stream_xml(self._container.read(part), part, start, end, _ignore)
        return [own.get(number) or built_in(number) for number in numbers]

    def code(self, style: str | None) -> str:
        """The format code of a style; General for a style that is not there."""
        number = whole_number(style)
        return self.codes[number] if number < len(self.codes) else GENERAL

    def _main(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "sheet":
            key = next((value for name, value in attributes.items() if name == "id" or name.endswith(":id")), "")
            self._listed.append((attributes.get("name", ""), key, attributes.get("state", "visible") != "visible"))
        elif tag == "workbookPr":
            self.from_1904 = attributes.get("date1904") in _TRUE

    def _part(self, kind: str) -> str:
        return next((part for other, part in self._parts.values() if other == kind), "")

    def _relations(self, source: str) -> dict[str, tuple[str, str]]:
        """The parts that a part refers to, by the key of the relation, each with the last word of its type.

        Parts that are not there, and places outside the file, are left out.
        """
        folder, _, file = source.rpartition("/")
        name = posixpath.join(folder, "_rels", file + ".rels")
        found: dict[str, tuple[str, str]] = {}

        def start(tag: str, attributes: Mapping[str, str]) -> None:
            if tag == "Relationship" and attributes.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, _unquoted(attributes.get("Target", "")))).lstrip("/")
                if self._container.has(target):
                    found[attributes.get("Id", "")] = attributes.get("Type", "").rpartition("/")[2], target

        if self._container.has(name):
            self._stream(name, start)
        return found

    def _stream(self, part: str, start: Start) -> None:
        stream_xml(self._container.read(part), part, start, _ignore, _ignore)


class _SheetScanner:
    """Takes the cells of one sheet out of its XML."""

    def __init__(self, workbook: _Workbook, sheet: Sheet, budget: Budget) -> None:
        self._workbook = workbook
        self._sheet = sheet
        self._budget = budget
        self._columns: dict[str, int] = {}  # by the letters of their names
        self._row = self._column = -1
        self._cell: Mapping[str, str] | None = None
        self._formula = self._phonetic = False
        self._into: list[str] | None = None  # where the characters that come now belong
        self._value: list[str] = []
        self._text: list[str] = []

    def scan(self, data: bytes, part: str) -> None:
        """Raises UnreadableError as `stream_xml` does, SheetTooLargeError where the budget does not reach."""
        stream_xml(data, part, self._start, self._end, self._characters)

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "c":
            self._cell = attributes
            self._formula = False
            self._column = self._column_of(attributes.get("r"))
        elif self._cell is not None:
            if tag == "v":
                self._into = self._value
            elif tag == "t" and not self._phonetic:
                self._into = self._text
            elif tag == "f":
                self._formula = True
            elif tag == "rPh":
                self._phonetic = True
        elif tag == "row":
            self._row = whole_number(attributes.get("r"), self._row + 2) - 1
            self._column = -1
            if attributes.get("hidden") in _TRUE or attributes.get("ht") == "0":
                self._sheet.hidden_rows.add(self._row)
        elif tag == "col":
            if attributes.get("hidden") in _TRUE or attributes.get("width") == "0":
                first, last = whole_number(attributes.get("min"), 1), whole_number(attributes.get("max"), 1)
                self._sheet.hidden_columns.update(range(first - 1, min(last, 1 << 14)))
        elif tag == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def _end(self, tag: str) -> None:
        if tag == "c":
            if self._value or self._text or self._formula:
                self._put()
                self._value.clear()
                self._text.clear()
            self._cell = None
        elif tag in ("v", "t", "f"):
            self._into = None
        elif tag == "rPh":
            self._phonetic = False

    def _characters(self, text: str) -> None:
        if self._into is not None:
            self._into.append(text)

    def _put(self) -> None:
        cell = self._cell or {}
        kind = cell.get("t", "n")
        value = "".join(self._value)
        if self._formula and not value and kind != "str":
            self._budget.take(1)
            self._sheet.uncomputed.append((self._row, self._column))
            return
        if kind == "s":
            number = whole_number(value, -1)
            text = self._workbook.shared[number] if 0 <= number < len(self._workbook.shared) else ""
        elif kind == "inlineStr":
            text = _written(self._text)
        elif kind in ("str", "e"):
            text = _written([value])
        elif kind == "b":
            text = "TRUE" if value.strip() in _TRUE else "FALSE"
        else:
            text = self._numeric(value, kind, cell.get("s"))
        if text and kind in ("s", "inlineStr", "str") and cell.get("s"):
            text = display_text(text, self._workbook.code(cell.get("s")))
        if text:
            self._sheet.put(self._row, self._column, text, self._budget)

    def _numeric(self, value: str, kind: str, style: str | None) -> str:
        """A number or a moment as its format displays it; as it is written where it is none."""
        code = self._workbook.code(style)
        number = days_of(value) if kind == "d" else decimal_of(value)
        if number is None:
            return value
        if kind == "d" and code == GENERAL:
            code = built_in(_DATE)
        return display(number, code, from_1904=self._workbook.from_1904 and kind != "d")

    def _column_of(self, reference: str | None) -> int:
        """The column of a cell; without a reference the one after the last."""
        if not reference:
            return self._column + 1
        letters = reference.rstrip("0123456789")
        column = self._columns.get(letters)
        if column is None:
            column = self._columns[letters] = _column(letters)
        return column

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        begin, end = _REFERENCE.match(first), _REFERENCE.match(last)
        if begin is None or end is None:
            return
        top, bottom = int(begin.group(2)) - 1, int(end.group(2)) - 1
        left, right = _column(begin.group(1)), _column(end.group(1))
        if 0 <= top <= bottom and 0 <= left <= right:
            self._sheet.merge(Area(top, left, bottom, right))


def _unquoted(target: str) -> str:
    if "%" not in target:
        return target
    from urllib.parse import unquote

    return unquote(target)


def _column(letters: str) -> int:
    """The column of that name, counted from 0: A is 0, AA is 26; -1 for a name that no column has."""
    number = 0
    for letter in letters.upper():
        if not "A" <= letter <= "Z" or number > 1 << 14:
            return -1
        number = 26 * number + ord(letter) - 64
    return number - 1


def _written(pieces: list[str]) -> str:
    """A text with its escaped characters (_x000D_) and its line breaks as they are meant."""
    text = "".join(pieces)
    if "_x" in text:
        text = _ESCAPED.sub(_unescaped, text)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _unescaped(match: re.Match[str]) -> str:
    character = chr(int(match.group(1), 16))
    return character if character.isprintable() or character in "\t\n\r" else ""


def _ignore(*_: object) -> None:
    pass
