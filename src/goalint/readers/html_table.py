"""Tables of a web page: cells at their columns of the grid, and tables that only lay out the page taken apart."""

from __future__ import annotations

from typing import NamedTuple

from goalint.readers.blocks import Span, Table, Unread, UnreadableError
from goalint.readers.html_flow import Content, Flow
from goalint.tree.location import Location
from goalint.tree.passage import Passage, passage

# Browsers cut off at 1000 columns as well.
_MAX_COLUMNS = 1000
MAX_PLACES = 1_000_000
_SHOWN = 40


class _Cell(NamedTuple):
    flow: Flow
    rows: int
    columns: int


class _Row:
    """A row as written. `section` tells heads, bodies and feet apart: no cell reaches out of its own."""

    __slots__ = ("cells", "place", "section")

    def __init__(self, section: int, place: Location) -> None:
        self.section = section
        self.place = place
        self.cells: list[_Cell] = []

    @property
    def layout(self) -> bool:
        """It holds tables together with other text, or one cell with tables: its cells only part the page."""
        return any(cell.flow.tables for cell in self.cells) and (
            len(self.cells) == 1 or any(cell.flow.tables and cell.flow.text.text for cell in self.cells)
        )


class OpenTable:
    """A table while it is read. `around` is the flow that it stands in: text between its cells goes there."""

    def __init__(self, number: int, around: Flow) -> None:
        self.around = around
        self._number = number
        self._rows: list[_Row] = []
        self._count = 0
        self._section = 0
        self._open = False

    def open_row(self, place: Location) -> None:
        """A row begins there."""
        self._count += 1
        self._rows.append(_Row(self._section, place._replace(table=self._number, row=self._count)))
        self._open = True

    def hide_row(self) -> None:
        """A row that is not shown, but counted."""
        self._count += 1
        self._open = False

    def end_row(self, *, section: bool = False) -> None:
        """The row ends, and with it perhaps the head or body of the table."""
        self._open = False
        self._section += section

    def open_cell(self, place: Location, rows: int, columns: int) -> Flow:
        """A cell begins there, in a row of its own where none is open. The flow is for its contents."""
        if not self._open:
            self.open_row(place)
        row = self._rows[-1]
        flow = Flow(place._replace(table=self._number, row=self._count, cell=len(row.cells) + 1))
        row.cells.append(_Cell(flow, rows, columns))
        return flow

    def contents(self, budget: int) -> tuple[list[Content], list[Unread], int]:
        """What the table shows, what of it could not be placed, and how many places of its grid were used.

        Raises UnreadableError where that is more than `budget`.
        """
        grid = _Grid(self._rows, budget)
        nested = any(cell.flow.tables for row in self._rows for cell in row.cells)
        parted = nested or all(len(row.cells) <= 1 for row in self._rows)
        out: list[Content] = []
        start = 0
        for index, row in enumerate(self._rows):
            tables = [content for cell in row.cells for content in cell.flow.tables]
            if row.layout or not tables and parted and len(row.cells) == 1:
                grid.cut(start, index, out)
                start = index + 1
                for cell in row.cells:
                    out += cell.flow.contents
            elif tables:  # a form's row with a table in one of its cells: the table follows the row
                grid.cut(start, index + 1, out)
                start = index + 1
                out += tables
        grid.cut(start, len(self._rows), out)
        return out, grid.unread, grid.places


class _Grid:
    """The rows with each cell at its column, as far as merged cells of rows above leave room."""

    def __init__(self, rows: list[_Row], budget: int) -> None:
        self.unread: list[Unread] = []
        self.places = 0
        self._budget = budget
        self._rows: list[tuple[Passage, ...]] = []
        self._merged: dict[tuple[int, int], Span] = {}
        ends: dict[int, int] = {}  # by section: the row after its last
        for index, row in enumerate(rows):
            ends[row.section] = index + 1
        taken: list[int] = []  # by column: the first row that is free
        for index, row in enumerate(rows):
            self._place(index, row, taken, ends[row.section])

    def cut(self, start: int, end: int, out: list[Content]) -> None:
        """Add the rows from start to end as a table of their own, if there is anything in them."""
        rows = tuple(self._rows[start:end])
        if not any(rows):
            return
        merged = {
            (row - start, column): Span(min(span.rows, end - row), span.columns)
            for (row, column), span in self._merged.items()
            if start <= row < end
        }
        out.append(Content(Table(rows, merged)))

    def _place(self, index: int, row: _Row, taken: list[int], end: int) -> None:
        blank = passage("", row.place)
        cells: list[Passage] = []
        column = 0
        for number, cell in enumerate(row.cells):
            while column < len(taken) and taken[column] > index:
                column += 1
            columns = min(max(cell.columns, 1), _MAX_COLUMNS - column)
            if columns <= 0:
                self._left_out(row.cells[number:])
                break
            down = min(cell.rows or end, end - index)
            self._use(columns * down)
            taken += [0] * (column + columns - len(taken))
            taken[column : column + columns] = [index + down] * columns
            cells += [blank] * (column - len(cells))
            cells += [cell.flow.text, *[blank] * (columns - 1)]
            if columns > 1 or down > 1:
                self._merged[index, column] = Span(down, columns)
            column += columns
        covered = next((place for place in range(len(taken), len(cells), -1) if taken[place - 1] > index), len(cells))
        self._use(covered)
        self._rows.append((*cells, *[blank] * (covered - len(cells))))

    def _use(self, places: int) -> None:
        self.places += places
        if self.places > self._budget:
            raise UnreadableError("too-many-cells", limit=str(MAX_PLACES))

    def _left_out(self, cells: list[_Cell]) -> None:
        filled = [text for cell in cells if (text := cell.flow.text).text]
        if filled:
            shown = " ".join(text.text for text in filled)[:_SHOWN]
            self.unread.append(Unread(filled[0].location, "row-unplaced", {"text": shown}))
