"""The body of a Word document: its paragraphs and tables in reading order, with their places."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from goalint.readers.blocks import Block, Paragraph, Unread, UnreadableError
from goalint.readers.docx.names import ALTERNATE, BODY, SDT, TBL, P, children, w
from goalint.readers.docx.package import Package
from goalint.readers.docx.paragraph import Paragraphs, chosen, control_content
from goalint.readers.docx.tables import MAX_COLUMNS, Cell, cells_of, first_column, grid, reach, rows_of, straighten, widths_of
from goalint.tree.location import Location, in_table
from goalint.tree.passage import passage

if TYPE_CHECKING:
    from lxml.etree import _Element

_OPENED = frozenset((SDT, ALTERNATE, w("customXml"), w("ins"), w("moveTo")))
_MAX_KIND = 40
_MAX_CELLS = 200_000
_CHUNK = w("altChunk")
_TABLE_OF_ITS_OWN = 3  # columns


class Body:
    """Reads the document: `blocks` is what it holds, `unread` what was seen in it and could not be read."""

    def __init__(self, package: Package) -> None:
        self.blocks: list[Block] = []
        self.unread: list[Unread] = []
        self._paragraphs = Paragraphs(package)
        self._line = self._tables = self._block = self._cells = 0
        root = package.document()
        body = root.find(BODY)
        if body is None:
            raise UnreadableError("missing-part", part="w:body")
        self._flow(children(body), None)
        if not self.blocks and not self.unread:
            raise UnreadableError("only-pictures" if self._paragraphs.pictures else "empty")

    def _flow(self, content: list[_Element], place: Location | None) -> None:
        """What the content of an element says outside tables, and its tables; `place` is None where paragraphs have their own."""
        before = ""
        for child in opened(content):
            tag = child.tag
            if tag == P:
                text, boxes, before = self._paragraphs.read(child, before)
                self._show(text, boxes, place)
            elif tag == TBL:
                self._table(child)
            elif tag == _CHUNK:
                self._paragraphs.objects.append("altChunk")
                self._show("", [], place)
        if before:
            self._show(before, [], place)

    def _show(self, text: str, boxes: list[_Element], place: Location | None) -> None:
        """A paragraph outside tables (each of its lines by itself), and the text boxes anchored in it."""
        if place is None:
            self._line += 1
            self._block += 1
            place = Location(line=self._line, block=self._block)
        self._note_objects(place)
        self.blocks += (Paragraph(passage(line, place)) for line in _stripped(text))
        for box in boxes:
            self._flow(children(box), place)

    def _note_objects(self, place: Location) -> None:
        if found := self._paragraphs.objects:
            self.unread += (Unread(place, "embedded-object", {"kind": kind[:_MAX_KIND]}) for kind in found)
            found.clear()

    def _table(self, table: _Element) -> None:
        self._tables += 1
        number = self._tables
        rows = [(row, self._cells_of(row)) for row in rows_of(table)]
        if all(len(cells) == 1 for _, cells in rows):
            self._frame(number, rows)
            return
        self._block += 1
        widths = widths_of(table)
        done: list[list[Cell]] = []
        for at, (row, cells) in enumerate(rows, 1):
            column = first_column(row)
            if column is None:
                continue
            inner: list[_Element] = []
            done.append(self._row(number, at, cells, column, inner))
            if inner:
                self._put(done, widths)
                done = []
                for nested in inner:
                    self._table(nested)
                self._block += 1
        self._put(done, widths)

    def _cells_of(self, row: _Element) -> list[_Element]:
        cells = cells_of(row)
        self._cells += max(len(cells), 1)
        if self._cells > _MAX_CELLS:
            raise UnreadableError("too-many-cells", limit=str(_MAX_CELLS))
        return cells

    def _put(self, rows: list[list[Cell]], widths: list[int]) -> None:
        if rows:
            straighten(rows, widths)
            self.blocks.append(grid(rows))

    def _frame(self, number: int, rows: list[tuple[_Element, list[_Element]]]) -> None:
        """A table of one column arranges paragraphs and tables: what it holds stands for itself."""
        for at, (row, cells) in enumerate(rows, 1):
            if first_column(row) is None:
                continue
            self._block += 1
            self._flow(children(cells[0]), in_table(number, at, 1, self._block))

    def _row(self, table: int, row: int, cells: list[_Element], column: int, inner: list[_Element]) -> list[Cell]:
        """The cells of a row; tables of their own that stand in them are added to `inner`."""
        out: list[Cell] = []
        block, objects = self._block, self._paragraphs.objects
        for at, element in enumerate(cells, 1):
            content = children(element)
            columns, merge, left = reach(content)
            end = column + columns
            if end > MAX_COLUMNS:
                end = MAX_COLUMNS
            if end <= column:
                continue
            if left and out:
                out[-1].end += end - column
            else:
                here = in_table(table, row, at, block)
                out.append(Cell(column, end, merge, passage("\n".join(self._lines(content, inner)), here)))
                if objects:
                    self._note_objects(here)
            column = end
        return out

    def _lines(self, content: list[_Element], inner: list[_Element]) -> list[str]:
        """The lines of a cell, those of small tables in it included; larger ones are added to `inner`."""
        lines: list[str] = []
        before = ""
        for child in opened(content):
            tag = child.tag
            if tag == P:
                text, boxes, before = self._paragraphs.read(child, before)
                if "\n" in text:
                    lines += _stripped(text)
                elif text := text.strip():
                    lines.append(text)
                for box in boxes:
                    lines += self._lines(children(box), inner)
            elif tag == TBL:
                lines += self._rows_as_lines(child, inner)
            elif tag == _CHUNK:
                self._paragraphs.objects.append("altChunk")
        if before:
            lines += _stripped(before)
        return lines

    def _rows_as_lines(self, table: _Element, inner: list[_Element]) -> Iterator[str]:
        rows = [cells_of(row) for row in rows_of(table) if first_column(row) is not None]
        if len(rows) > 1 and max(map(len, rows)) >= _TABLE_OF_ITS_OWN:
            inner.append(table)
            return
        for row in rows:
            said = (" ".join(self._lines(children(cell), inner)) for cell in row)
            if line := " ".join(filter(None, said)):
                yield line


def _stripped(text: str) -> list[str]:
    """The lines of a text that say anything."""
    return [stripped for line in text.split("\n") if (stripped := line.strip())]


def opened(content: list[_Element]) -> list[_Element]:
    """The content of an element with that of content controls and the like in their place."""
    if _OPENED.isdisjoint([child.tag for child in content]):
        return content
    waiting = content[::-1]
    out: list[_Element] = []
    while waiting:
        child = waiting.pop()
        tag = child.tag
        if tag not in _OPENED:
            out.append(child)
        elif tag == ALTERNATE:
            waiting += reversed(children(chosen(child)))
        elif tag != SDT:
            waiting += reversed(children(child))
        elif (inner := control_content(child)) is not None:
            waiting += reversed(children(inner))
    return out
