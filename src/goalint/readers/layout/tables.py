"""Tables as pages show them → tables as they were written: what a page break cut is put together again."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from goalint.readers.blocks import Span, Table
from goalint.readers.layout.lines import Measure, TextLine, between, cell_text, measure
from goalint.readers.layout.page import Box
from goalint.readers.layout.ruled import Grid, Region
from goalint.readers.layout.rules import TOGETHER, edges
from goalint.tree.location import Location
from goalint.tree.passage import Passage, joined, passage
from goalint.tree.width import key

_ALIKE = TOGETHER + 1.0  # how far the edges of a table may shift from page to page
_REPEATED = 3  # cells that a repeated head has at least


@dataclass
class PlacedTable:
    """A table on its page; `texts` holds the lines of each cell of the grid, `place` the page and the table's number."""

    grid: Grid
    place: Location
    texts: list[list[TextLine]]
    _counted: dict[int, list[int]] = field(default_factory=dict)

    def edges_of(self, row: int) -> list[float]:
        """The places of the column edges that part the cells of a row."""
        owner = self.grid.owner[row]
        inner = [self.grid.xs[at] for at in range(1, len(owner)) if owner[at] != owner[at - 1]]
        return [self.grid.xs[0], *inner, self.grid.xs[-1]]

    def words_of(self, row: int) -> tuple[str, ...]:
        """What the cells that begin in a row say, folded."""
        indices = dict.fromkeys(index for index in self.grid.owner[row] if self.grid.regions[index].row == row)
        return tuple(key("".join(line.text for line in self.texts[index])) for index in indices)

    def location(self, row: int, column: int) -> Location:
        """The place of the cell at a place of the grid: its number is what a person counts along the row."""
        counted = self._counted.get(row)
        if counted is None:
            owner = self.grid.owner[row]
            steps = (owner[at] != owner[at - 1] for at in range(1, len(owner)))
            counted = self._counted[row] = list(accumulate(steps, initial=1))
        return self.place._replace(row=row + 1, cell=counted[column])


@dataclass
class _Piece:
    """The part of a cell that stands on one page."""

    lines: list[TextLine]
    box: Box
    location: Location


@dataclass
class _Cell:
    row: int
    rows: int
    left: float
    right: float
    pieces: list[_Piece]

    @property
    def end(self) -> int:
        return self.row + self.rows

    @property
    def lines(self) -> list[TextLine]:
        return self.pieces[-1].lines


@dataclass
class RunningTable:
    """A table over one or more pages. `padding` is the usual one of the document's cells."""

    padding: float
    parts: list[PlacedTable] = field(default_factory=list)
    _cells: list[_Cell] = field(default_factory=list)
    _places: list[tuple[PlacedTable, int]] = field(default_factory=list)  # of each row, the page's table and its row there
    _heads: set[tuple[str, ...]] = field(default_factory=set)

    def goes_on_in(self, table: PlacedTable) -> bool:
        """Whether the first table of the next page has the columns that this one ends with."""
        first = min(self._repeated(table), len(table.grid.owner) - 1)
        return _alike(self.parts[-1].edges_of(-1), table.edges_of(first))

    def add(self, table: PlacedTable) -> None:
        """Take the next page's part of the table (or the first): repeated heads are left out, a cut row is closed."""
        skip = self._repeated(table) if self.parts else 0
        ends = {(_rounded(cell.left), _rounded(cell.right)): cell for cell in self._cells if cell.end == len(self._places)}
        cut = bool(self.parts) and _is_cut(ends, table, skip, self.padding)
        led = _blank_at_left(table, skip)
        offset = len(self._places) - skip - cut
        for index, region in enumerate(table.grid.regions):
            last = region.row + region.rows
            if last <= skip:
                continue
            row = max(region.row, skip)
            box = table.grid.box_of(region)
            piece = _Piece(table.texts[index], box, table.location(row, region.column))
            above = _near(ends, box) if row == skip and self.parts else None
            if above is not None and (cut or _covers(above, piece, last - row, index in led)):
                above.rows += last - row - cut
                above.pieces.append(piece)
            else:
                self._cells.append(_Cell(row + offset, last - row, box.left, box.right, [piece]))
        self._places += [(table, row) for row in range(skip + cut, len(table.grid.owner))]
        self._heads |= {
            words for row in range(len(table.grid.owner)) if sum(map(bool, words := table.words_of(row))) >= _REPEATED
        }
        self.parts.append(table)

    def table(self) -> Table:
        """The block for the parser."""
        xs = edges(x for table in self.parts for x in table.grid.xs)
        rows = [
            [passage("", table.place._replace(row=row + 1, cell=column + 1)) for column in range(len(xs) - 1)]
            for table, row in self._places
        ]
        merged: dict[tuple[int, int], Span] = {}
        for cell in self._cells:
            first, last = _index(xs, cell.left), _index(xs, cell.right)
            if first >= last or cell.row >= len(rows):
                continue
            rows[cell.row][first] = _text(cell, self.padding)
            if cell.rows > 1 or last - first > 1:
                merged[cell.row, first] = Span(cell.rows, last - first)
        return Table(tuple(map(tuple, rows)), merged)

    def _repeated(self, table: PlacedTable) -> int:
        """How many rows at the top repeat rows of the pages before."""
        count = 0
        while count < len(table.grid.owner) - 1 and table.words_of(count) in self._heads:
            count += 1
        return count


def _is_cut(ends: dict[tuple[int, int], _Cell], table: PlacedTable, row: int, padding: float) -> bool:
    """The row goes on from the page before: whatever text it has belongs to a cell there that was full to the bottom."""
    for index, region in _beginning(table.grid, row):
        lines = table.texts[index]
        if not lines:
            continue
        above = _near(ends, table.grid.box_of(region))
        if above is None or not above.lines or not _runs_over(above, lines[0], padding):
            return False
    return True


def _beginning(grid: Grid, row: int) -> Iterator[tuple[int, Region]]:
    for index in dict.fromkeys(grid.owner[row]):
        yield index, grid.regions[index]


def _runs_over(above: _Cell, following: TextLine, padding: float) -> bool:
    lines, box = above.lines, above.pieces[-1].box
    last = lines[-1]
    pitch = last.base - lines[-2].base if len(lines) > 1 else 1.5 * last.size
    over = min(max(lines[0].base - lines[0].size - box.top, 0.0), last.size) + 0.4 * last.size
    return last.base + pitch + over > box.bottom and measure(lines, box, padding).goes_on(last, following)


def _covers(above: _Cell, piece: _Piece, rows: int, leads: bool) -> bool:
    """One cell over the page break: it says something on one side of the break only, and spans rows or leads its row."""
    said = any(part.lines for part in above.pieces)
    return (above.rows > 1 or rows > 1 or leads) and said != bool(piece.lines)


def _blank_at_left(table: PlacedTable, row: int) -> set[int]:
    """The blank cells that a row begins with. At the top of a page those are of merged cells: each row begins with its kinds."""
    cells = list(dict.fromkeys(table.grid.owner[row]))
    end = next((at for at, index in enumerate(cells) if table.texts[index]), 0)
    return set(cells[:end])


def _text(cell: _Cell, padding: float) -> Passage:
    pieces = [piece for piece in cell.pieces if piece.lines]
    if not pieces:
        return passage("", cell.pieces[0].location)
    parts: list[Passage] = []
    above: tuple[Measure, TextLine] | None = None
    for piece in pieces:
        measured = measure(piece.lines, piece.box, padding)
        if above is not None:
            parts.append(passage(between(*above, piece.lines[0]), piece.location))
        parts.append(cell_text(measured))
        above = measured, piece.lines[-1]
    return joined([part for part in parts if part.text])


def _alike(one: Sequence[float], other: Sequence[float]) -> bool:
    return len(one) == len(other) and all(abs(left - right) <= _ALIKE for left, right in zip(one, other, strict=True))


def _near(ends: dict[tuple[int, int], _Cell], box: Box) -> _Cell | None:
    return next(
        (cell for cell in ends.values() if abs(cell.left - box.left) <= _ALIKE and abs(cell.right - box.right) <= _ALIKE), None
    )


def _rounded(place: float) -> int:
    return round(place * 4)


def _index(xs: Sequence[float], place: float) -> int:
    after = bisect_left(xs, place)
    if after == len(xs) or after and place - xs[after - 1] <= xs[after] - place:
        return after - 1
    return after
