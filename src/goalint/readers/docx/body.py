"""The body of a Word document: its paragraphs and tables in reading order, with their places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from goalint.readers.blocks import Block, Paragraph, Unread, UnreadableError
from goalint.readers.docx.names import ALTERNATE, BODY, SDT, TBL, P, children, w
from goalint.readers.docx.package import Package
from goalint.readers.docx.paragraph import Paragraphs, chosen, control_content
from goalint.readers.docx.tables import MAX_COLUMNS, Cell, cells_of, first_column, grid, reach, rows_of, straighten, widths_of
from goalint.tree.location import Location
from goalint.tree.passage import passage

if TYPE_CHECKING:
    from lxml.etree import _Element

_Part = tuple[str, list["_Element"], "_Element | None"]  # a paragraph (its text, and the text boxes anchored in it), or a table
_WRAPPERS = frozenset((w("customXml"), w("ins"), w("moveTo")))
_MAX_KIND = 40
_CHUNK = w("altChunk")
_TABLE_OF_ITS_OWN = 3  # columns


class Body:
    """Reads the document: `blocks` is what it holds, `unread` what was seen in it and could not be read."""

    def __init__(self, package: Package) -> None:
        self.blocks: list[Block] = []
        self.unread: list[Unread] = []
        self._paragraphs = Paragraphs(package)
        self._line = self._tables = self._block = 0
        root = package.document()
        body = root.find(BODY)
        if body is None:
            raise UnreadableError("missing-part", part="w:body")
        for text, boxes, table in self._story(children(body)):
            if table is not None:
                self._table(table)
            else:
                self._line += 1
                self._block += 1
                self._show(text, boxes, Location(line=self._line, block=self._block))
        if not self.blocks and not self.unread:
            raise UnreadableError("only-pictures" if self._paragraphs.pictures else "empty")

    def _story(self, content: Sequence[_Element]) -> Iterator[_Part]:
        """The paragraphs and tables in the content of an element, in order. Each must be used before the next
        is asked for.
        """
        before = ""  # what a deleted end of paragraph leaves for the next one
        waiting = list(reversed(content))
        while waiting:
            child = waiting.pop()
            tag = child.tag
            if tag == P:
                text, boxes, goes_on = self._paragraphs.read(child)
                if goes_on:
                    before += text
                    yield "", boxes, None
                else:
                    yield before + text, boxes, None
                    before = ""
            elif tag == TBL:
                yield "", [], child
            elif tag == SDT:
                inner = control_content(child)
                if inner is not None:
                    waiting += reversed(children(inner))
            elif tag in _WRAPPERS:
                waiting += reversed(children(child))
            elif tag == ALTERNATE:
                waiting += reversed(children(chosen(child)))
            elif tag == _CHUNK:
                self._paragraphs.objects.append("altChunk")
                yield "", [], None
        if before:
            yield before, [], None

    def _at(self, place: Location, content: Sequence[_Element]) -> None:
        """What stands at one place of the document by itself: in a text box, in a cell that arranges."""
        for text, boxes, table in self._story(content):
            if table is not None:
                self._table(table)
            else:
                self._show(text, boxes, place)

    def _show(self, text: str, boxes: list[_Element], place: Location) -> None:
        """A paragraph outside tables (each of its lines by itself), and the text boxes anchored in it."""
        self._note_objects(place)
        for line in text.split("\n"):
            if stripped := line.strip():
                self.blocks.append(Paragraph(passage(stripped, place)))
        for box in boxes:
            self._at(place, children(box))

    def _note_objects(self, place: Location) -> None:
        if found := self._paragraphs.objects:
            self.unread += (Unread(place, "embedded-object", {"kind": kind[:_MAX_KIND]}) for kind in found)
            found.clear()

    def _table(self, table: _Element) -> None:
        self._tables += 1
        number = self._tables
        rows = [(row, cells_of(row)) for row in rows_of(table)]
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
            done.append(self._row(Location(table=number, row=at, block=self._block), cells, column, inner))
            if inner:
                self._put(done, widths)
                done = []
                for nested in inner:
                    self._table(nested)
                self._block += 1
        self._put(done, widths)

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
            self._at(Location(table=number, row=at, cell=1, block=self._block), children(cells[0]))

    def _row(self, place: Location, cells: list[_Element], column: int, inner: list[_Element]) -> list[Cell]:
        """The cells of a row; tables of their own that stand in them are added to `inner`."""
        out: list[Cell] = []
        for at, element in enumerate(cells, 1):
            content = children(element)
            columns, merge, left = reach(content)
            columns = min(columns, MAX_COLUMNS - column)
            if columns <= 0:
                continue
            here = Location(table=place.table, row=place.row, cell=at, block=place.block)
            if left and out:
                out[-1].end += columns
            else:
                text = "\n".join(self._lines(content, inner))
                self._note_objects(here)
                out.append(Cell(column, column + columns, merge, passage(text, here)))
            column += columns
        return out

    def _lines(self, content: Sequence[_Element], inner: list[_Element]) -> list[str]:
        """The lines of a cell, those of small tables in it included; larger ones are added to `inner`."""
        lines: list[str] = []
        for text, boxes, table in self._story(content):
            if "\n" in text:
                lines += (stripped for line in text.split("\n") if (stripped := line.strip()))
            elif text := text.strip():
                lines.append(text)
            for box in boxes:
                lines += self._lines(children(box), inner)
            if table is not None:
                lines += self._rows_as_lines(table, inner)
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
