"""The grid of a table: at which column each cell stands, and what merged cells cover."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from goalint.readers.blocks import Span, Table
from goalint.readers.docx.names import SDT, SDT_CONTENT, TC, TR, VAL, children, is_on, number, w
from goalint.tree.passage import Passage, passage

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_COLUMNS = 128  # Word allows 63
_WRAPPERS = frozenset((w("customXml"), w("ins"), w("moveTo")))
_ROW_PR, _CELL_PR, _SPAN, _MERGE, _OLD_MERGE = w("trPr"), w("tcPr"), w("gridSpan"), w("vMerge"), w("hMerge")
_GRID, _COLUMN, _WIDTH = w("tblGrid"), w("gridCol"), w("w")
_NARROW = 150  # twentieths of a point; a character of the smallest print in use takes as much
_BEFORE, _DELETED, _HIDDEN, _CELL_DELETED = w("gridBefore"), w("del"), w("hidden"), w("cellDel")


@dataclass(slots=True)
class Cell:
    """A cell of a row: the grid columns from `start` to `end`; `merge` is “restart” or “continue” of one merged downwards."""

    start: int
    end: int
    merge: str | None
    said: Passage


def rows_of(table: _Element) -> list[_Element]:
    """The rows of a table, also those inside content controls."""
    return _wrapped(table, TR)


def cells_of(row: _Element) -> list[_Element]:
    """The cells of a row, also those inside content controls."""
    return _wrapped(row, TC)


def _wrapped(parent: _Element, wanted: str) -> list[_Element]:
    out: list[_Element] = []
    for child in children(parent):
        tag = child.tag
        if tag == wanted:
            out.append(child)
        elif tag == SDT:
            for content in child.iterchildren(SDT_CONTENT):
                out += _wrapped(content, wanted)
        elif tag in _WRAPPERS:
            out += _wrapped(child, wanted)
    return out


def first_column(row: _Element) -> int | None:
    """How many grid columns the row leaves free at its left; None for a row that was deleted or is hidden."""
    before = 0
    for properties in children(row):
        if properties.tag == _ROW_PR:
            for child in children(properties):
                if child.tag == _BEFORE:
                    before = max(0, number(child.get(VAL)))
                elif child.tag == _DELETED or child.tag == _HIDDEN and is_on(child.get(VAL)):
                    return None
            break
    return before


def reach(content: Sequence[_Element]) -> tuple[int, str | None, bool]:
    """How many grid columns the cell of that content takes, whether it is “restart” or “continue” of a merged one, and whether
    the cell goes on from its left neighbour. No columns: the cell was deleted.
    """
    columns, merge, left = 1, None, False
    for properties in content:
        if properties.tag == _CELL_PR:
            for child in children(properties):
                tag = child.tag
                if tag == _SPAN:
                    columns = max(1, number(child.get(VAL), 1))
                elif tag == _MERGE:
                    merge = "restart" if child.get(VAL) == "restart" else "continue"
                elif tag == _OLD_MERGE:
                    left = child.get(VAL, "continue") == "continue"
                elif tag == _CELL_DELETED:
                    columns = 0
            break
    return columns, merge, left


def widths_of(table: _Element) -> list[int]:
    """The widths of the grid's columns, in twentieths of a point; empty where the table does not say."""
    columns = table.find(_GRID)
    return [] if columns is None else [number(column.get(_WIDTH)) for column in columns.iterchildren(_COLUMN)]


def straighten(rows: Sequence[Sequence[Cell]], widths: Sequence[int]) -> None:
    """Let edges that were drawn a hair apart be one: a column too narrow for a character, which no cell needs, goes."""
    narrow = {at for at, width in enumerate(widths) if width < _NARROW}
    if not narrow:
        return
    for row in rows:
        for cell in row:
            columns = range(cell.start, cell.end)
            if all(at in narrow for at in columns):
                narrow.discard(max(columns, key=lambda at: widths[at]))
    new = [0]
    for at in range(MAX_COLUMNS):
        new.append(new[-1] + (at not in narrow))
    for row in rows:
        for cell in row:
            cell.start, cell.end = new[cell.start], new[cell.end]


def grid(rows: Sequence[Sequence[Cell]]) -> Table:
    """The table of the rows. A blank place is said to be in the cell that covers it, or the next one of the row."""
    out: list[tuple[Passage, ...]] = []
    merged: dict[tuple[int, int], Span] = {}
    open_at: dict[int, tuple[int, int, int]] = {}  # start column → first row, end column, rows so far
    for at, row in enumerate(rows):
        places: list[Passage] = []
        going: dict[int, tuple[int, int, int]] = {}
        for cell in row:
            blanks = max(cell.start - len(places), 0)
            # One that goes on where nothing began is a beginning: the part of a table that was cut off there.
            above = open_at.get(cell.start) if cell.merge == "continue" else None
            if above is not None:
                going[cell.start] = (above[0], above[1], above[2] + 1)
                merged[above[0], cell.start] = Span(above[2] + 1, above[1] - cell.start)
                places += [passage("", cell.said.location)] * (blanks + cell.end - cell.start)
                continue
            wide = cell.end - cell.start
            if blanks:
                places += [passage("", cell.said.location)] * blanks
            places.append(cell.said)
            if cell.merge is not None:
                going[cell.start] = (at, cell.end, 1)
            if wide > 1:
                places += [passage("", cell.said.location)] * (wide - 1)
                merged[at, cell.start] = Span(1, wide)
        open_at = going
        out.append(tuple(places))
    return Table(tuple(out), merged)
