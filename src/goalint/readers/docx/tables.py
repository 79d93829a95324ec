"""The grid of a table: at which column each cell stands, and what merged cells cover."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from goalint.readers.blocks import Span, Table
from goalint.readers.docx.names import SDT, SDT_CONTENT, TC, TR, VAL, is_on, number, w
from goalint.tree.location import Location
from goalint.tree.passage import Passage, passage

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_COLUMNS = 128  # Word allows 63
_WRAPPERS = frozenset((w("customXml"), w("ins"), w("moveTo")))
_ROW_PR, _CELL_PR, _SPAN, _MERGE, _OLD_MERGE = w("trPr"), w("tcPr"), w("gridSpan"), w("vMerge"), w("hMerge")
_BEFORE, _DELETED, _HIDDEN, _CELL_DELETED = w("gridBefore"), w("del"), w("hidden"), w("cellDel")


@dataclass(slots=True)
class Cell:
    """A cell of a row: the grid columns from `start` to `end`; `below` says that it goes on from the cell above it."""

    start: int
    end: int
    below: bool
    said: Passage


def rows_of(table: _Element) -> Iterator[_Element]:
    """The rows of a table, also those inside content controls."""
    return _wrapped(table, TR)


def cells_of(row: _Element) -> list[_Element]:
    """The cells of a row, also those inside content controls."""
    return list(_wrapped(row, TC))


def _wrapped(parent: _Element, wanted: str) -> Iterator[_Element]:
    for child in parent:
        if child.tag == wanted:
            yield child
        elif child.tag == SDT:
            for content in child.iterchildren(SDT_CONTENT):
                yield from _wrapped(content, wanted)
        elif child.tag in _WRAPPERS:
            yield from _wrapped(child, wanted)


def first_column(row: _Element) -> int | None:
    """How many grid columns the row leaves free at its left; None for a row that was deleted or is hidden."""
    properties = row.find(_ROW_PR)
    if properties is None:
        return 0
    before = 0
    for child in properties:
        if child.tag == _BEFORE:
            before = max(0, number(child.get(VAL)))
        elif child.tag == _DELETED or child.tag == _HIDDEN and is_on(child.get(VAL)):
            return None
    return before


def reach(cell: _Element) -> tuple[int, str | None, bool]:
    """How many grid columns a cell takes, whether it is “restart” or “continue” of a merged one, and whether the cell
    goes on from its left neighbour. No columns: the cell was deleted.
    """
    properties = cell.find(_CELL_PR)
    columns, merge, left = 1, None, False
    if properties is not None:
        for child in properties:
            if child.tag == _SPAN:
                columns = max(1, number(child.get(VAL), 1))
            elif child.tag == _MERGE:
                merge = child.get(VAL, "continue")
            elif child.tag == _OLD_MERGE:
                left = child.get(VAL, "continue") == "continue"
            elif child.tag == _CELL_DELETED:
                columns = 0
    return columns, merge, left


def grid(rows: Sequence[Sequence[Cell]], place: Location) -> Table:
    """The table of the rows; `place` is where blank places without a cell are said to be."""
    blank = passage("", place)
    out: list[tuple[Passage, ...]] = []
    merged: dict[tuple[int, int], Span] = {}
    open_at: dict[int, tuple[int, int, int]] = {}  # start column → first row, end column, rows so far
    for at, row in enumerate(rows):
        places: list[Passage] = []
        going: dict[int, tuple[int, int, int]] = {}
        for cell in row:
            places += [blank] * (cell.start - len(places))
            above = open_at.get(cell.start) if cell.below else None
            if above is not None:
                going[cell.start] = (above[0], above[1], above[2] + 1)
                places += [blank] * (cell.end - cell.start)
                merged[above[0], cell.start] = Span(above[2] + 1, above[1] - cell.start)
                continue
            places.append(cell.said)
            places += [blank] * (cell.end - cell.start - 1)
            going[cell.start] = (at, cell.end, 1)
            if cell.end - cell.start > 1:
                merged[at, cell.start] = Span(1, cell.end - cell.start)
        open_at = going
        out.append(tuple(places))
    return Table(tuple(out), merged)
