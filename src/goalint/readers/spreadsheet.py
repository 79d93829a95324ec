"""From the cells of a sheet, whatever file they come from, to blocks: what stands on the screen, at its address."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from goalint.readers.blocks import Block, Blocks, Hidden, Paragraph, Span, Table, Unread
from goalint.tree.location import Location
from goalint.tree.passage import passage

MAX_CELLS = 250_000
MAX_CHARACTERS = 8_000_000
_MAX_MERGED = 50_000
_MAX_MERGING = 1_000_000  # steps of work over the merged cells of a sheet
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_KEPT_GAP = 3  # blank rows that stay: one may be a row of values not filled in
_MAX_TOLD = 20


class Area(NamedTuple):
    """A rectangle of cells, first and last row and column included, all counted from 0."""

    top: int
    left: int
    bottom: int
    right: int


class SheetTooLargeError(Exception):
    """The workbook holds more than any performance document; the sheet that is being read is given up."""


@dataclass
class Budget:
    """How much of a workbook may still be kept: filled and blank cells, and characters."""

    left: tuple[int, int] = (MAX_CELLS, MAX_CHARACTERS)

    def take(self, cells: int, characters: int = 0) -> None:
        """Raises SheetTooLargeError when too much was taken."""
        self.left = self.left[0] - cells, self.left[1] - characters
        if min(self.left) < 0:
            raise SheetTooLargeError


@dataclass
class Sheet:
    """A sheet as its file has it, rows and columns counted from 0; `cells` are texts by row and column.

    `uncomputed` are the formulas whose result the file does not hold.
    """

    name: str
    number: int
    hidden: bool = False
    cells: dict[int, dict[int, str]] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    uncomputed: list[tuple[int, int]] = field(default_factory=list)

    def put(self, row: int, column: int, text: str, budget: Budget) -> None:
        """Keep a filled cell. Raises SheetTooLargeError; a cell outside every spreadsheet's bounds is none."""
        if 0 <= row < _LAST_ROW and 0 <= column < _LAST_COLUMN:
            budget.take(1, len(text))
            self.cells.setdefault(row, {})[column] = text

    def merge(self, area: Area) -> None:
        """Keep a merged cell. Raises SheetTooLargeError where there are too many."""
        if len(self.merged) >= _MAX_MERGED:
            raise SheetTooLargeError
        self.merged.append(area)

    def at(self, row: int | None = None, column: int | None = None) -> Location:
        """The place of the sheet, of a row or of a cell."""
        cell = None if row is None or column is None else f"{column_letters(column)}{row + 1}"
        return Location(row=None if row is None else row + 1, cell=cell, sheet=self.name, block=self.number)


def column_letters(column: int) -> str:
    """The name of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def workbook_blocks(form: str, sheets: Iterable[Sheet], unread: list[Unread], budget: Budget) -> Blocks:
    """The visible sheets one after the other; hidden ones apart. `unread` is what was not read of the workbook so far."""
    blocks: list[Block] = []
    hidden: list[Hidden] = []
    for sheet in sheets:
        try:
            _settle_merged(sheet)
            found = list(_sheet_blocks(sheet, budget))
        except SheetTooLargeError:
            unread.append(too_large(sheet.name, sheet.number))
            continue
        if sheet.hidden:
            hidden += [Hidden(sheet.at(), tuple(found))] if found else []
            continue
        blocks += found
        unread += _left_out(sheet)
    return Blocks(form, tuple(blocks), tuple(unread), tuple(hidden))


def too_large(name: str, number: int) -> Unread:
    """Says that a sheet was given up."""
    return Unread(Location(sheet=name, block=number), "sheet-too-large", {"limit": str(MAX_CELLS)})


def _settle_merged(sheet: Sheet) -> None:
    """Leave of each merged cell one text, where it is on the screen: in its first row and column that are not hidden."""
    filled = sorted(sheet.cells)
    work = 0
    for area in sheet.merged:
        first = sheet.cells.get(area.top, {}).get(area.left, "")
        for row in filled[bisect_left(filled, area.top) : bisect_right(filled, area.bottom)]:
            cells = sheet.cells[row]
            wide = area.right - area.left >= len(cells)
            for column in list(cells) if wide else range(area.left, area.right + 1):
                if area.left <= column <= area.right:
                    cells.pop(column, None)
            work += 1 + min(area.right - area.left, len(cells))
        if first:
            row, column = _anchor(sheet, area)
            work += row - area.top
            sheet.cells.setdefault(row, {})[column] = first
        if work > _MAX_MERGING:
            raise SheetTooLargeError


def _anchor(sheet: Sheet, area: Area) -> tuple[int, int]:
    """The first cell of a merged one that can be seen; the very first if none can."""
    row = next((row for row in range(area.top, area.bottom + 1) if row not in sheet.hidden_rows), area.top)
    column = next((column for column in range(area.left, area.right + 1) if column not in sheet.hidden_columns), area.left)
    return row, column


def _left_out(sheet: Sheet) -> Iterator[Unread]:
    """What of a visible sheet is not read, and why."""
    for row, column in sheet.uncomputed:
        yield Unread(sheet.at(row, column), "formula-uncomputed", {})
    rows = sorted(row for row in sheet.hidden_rows if any(map(str.strip, sheet.cells.get(row, {}).values())))
    for first, last in _runs(rows)[:_MAX_TOLD]:
        yield Unread(sheet.at(first), "hidden-rows", {"rows": _from_to(str(first + 1), str(last + 1))})
    columns: set[int] = set()
    if sheet.hidden_columns:
        for row, cells in sheet.cells.items():
            if row not in sheet.hidden_rows:
                columns.update(column for column in sheet.hidden_columns & cells.keys() if cells[column].strip())
    if columns:
        told = (_from_to(column_letters(first), column_letters(last)) for first, last in _runs(sorted(columns))[:_MAX_TOLD])
        yield Unread(sheet.at(), "hidden-columns", {"columns": "、".join(told)})


def _runs(numbers: list[int]) -> list[tuple[int, int]]:
    """The first and last of consecutive ones."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1] = runs[-1][0], number
        else:
            runs.append((number, number))
    return runs


def _from_to(first: str, last: str) -> str:
    return first if first == last else f"{first}–{last}"


def _sheet_blocks(sheet: Sheet, budget: Budget) -> Iterator[Block]:
    """The rows as a table; those above the first with several filled cells as paragraphs."""
    rows = {
        row: seen
        for row in sorted(sheet.cells)
        if row not in sheet.hidden_rows
        and (seen := {at: text for at, text in sheet.cells[row].items() if at not in sheet.hidden_columns and text.strip()})
    }
    numbers = list(rows)
    begin = next((index for index, row in enumerate(numbers) if len(rows[row]) > 1), len(numbers))
    for row in numbers[:begin]:
        for column, text in rows[row].items():
            cell = passage(text, sheet.at(row, column))
            start = 0
            for line in text.split("\n"):
                if line.strip():
                    yield Paragraph(cell.slice(start, start + len(line)))
                start += len(line) + 1
    if begin < len(numbers):
        yield _table(sheet, {row: rows[row] for row in numbers[begin:]}, budget)


def _table(sheet: Sheet, rows: dict[int, dict[int, str]], budget: Budget) -> Table:
    """The columns are those in which anything stands."""
    columns = sorted({column for cells in rows.values() for column in cells})
    lines = list(_with_gaps(sheet, list(rows)))
    budget.take(len(lines) * len(columns) - sum(map(len, rows.values())))
    letters = [column_letters(column) for column in columns]
    table = []
    for row in lines:
        cells = rows.get(row, {})
        table.append(
            tuple(
                passage(
                    cells.get(column, ""), Location(row=row + 1, cell=f"{name}{row + 1}", sheet=sheet.name, block=sheet.number)
                )
                for column, name in zip(columns, letters, strict=True)
            )
        )
    return Table(tuple(table), dict(_spans(sheet, rows, lines, columns)))


def _with_gaps(sheet: Sheet, numbers: list[int]) -> Iterator[int]:
    """The rows with the blank ones between them: all where there are few, one for many."""
    before = numbers[0] - 1
    for row in numbers:
        blank = [at for at in range(max(before + 1, row - _KEPT_GAP), row) if at not in sheet.hidden_rows]
        yield from blank if row - before - 1 <= _KEPT_GAP else blank[:1]
        yield row
        before = row


def _spans(
    sheet: Sheet, rows: dict[int, dict[int, str]], lines: list[int], columns: list[int]
) -> Iterator[tuple[tuple[int, int], Span]]:
    for area in sheet.merged:
        row, column = _anchor(sheet, area)
        if column not in rows.get(row, {}):
            continue
        top, left = bisect_left(lines, row), bisect_left(columns, column)
        span = Span(bisect_right(lines, area.bottom) - top, bisect_right(columns, area.right) - left)
        if span != (1, 1):
            yield (top, left), span
