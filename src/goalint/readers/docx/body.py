"""The body of a Word document: its paragraphs and tables in reading order, with their places."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from goalint.readers.blocks import Block, Paragraph, Unread, UnreadableError
from goalint.readers.docx.names import ALTERNATE, BODY, SDT, TBL, P, w
from goalint.readers.docx.package import Package
from goalint.readers.docx.paragraph import Paragraphs, chosen, control_content
from goalint.readers.docx.tables import MAX_COLUMNS, Cell, cells_of, first_column, grid, reach, rows_of, straighten, widths_of
from goalint.tree.location import Location
from goalint.tree.passage import passage

if TYPE_CHECKING:
    from lxml.etree import _Element

_OnParagraph = Callable[[str, list["_Element"]], None]
_OnTable = Callable[["_Element"], None]
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
        self._story(body, self._body_paragraph, self._table)
        if not self.blocks and not self.unread:
            raise UnreadableError("only-pictures" if self._paragraphs.pictures else "empty")

    def _story(self, parent: _Element, on_paragraph: _OnParagraph, on_table: _OnTable) -> None:
        """Hand over each paragraph (its text, and the text boxes anchored in it) and each table."""
        if rest := self._walk(parent, on_paragraph, on_table, ""):
            on_paragraph(rest, [])

    def _walk(self, parent: _Element, on_paragraph: _OnParagraph, on_table: _OnTable, before: str) -> str:
        """The same for a part of the story; `before` is what a deleted end of paragraph leaves for the next one."""
        for child in parent:
            tag = child.tag
            if tag == P:
                said = self._paragraphs.read(child)
                if said.goes_on:
                    before += said.text
                    on_paragraph("", said.boxes)
                else:
                    on_paragraph(before + said.text, said.boxes)
                    before = ""
            elif tag == TBL:
                on_table(child)
            elif tag == SDT:
                content = control_content(child)
                if content is not None:
                    before = self._walk(content, on_paragraph, on_table, before)
            elif tag in _WRAPPERS:
                before = self._walk(child, on_paragraph, on_table, before)
            elif tag == ALTERNATE:
                before = self._walk(chosen(child), on_paragraph, on_table, before)
            elif tag == _CHUNK:
                self._paragraphs.objects.append("altChunk")
                on_paragraph("", [])
        return before

    def _body_paragraph(self, text: str, boxes: list[_Element]) -> None:
        self._line += 1
        self._block += 1
        self._show(text, boxes, Location(line=self._line, block=self._block))

    def _show(self, text: str, boxes: list[_Element], place: Location) -> None:
        """A paragraph outside tables (each of its lines by itself), and the text boxes anchored in it."""
        self._note_objects(place)
        for line in text.split("\n"):
            if stripped := line.strip():
                self.blocks.append(Paragraph(passage(stripped, place)))
        for box in boxes:
            self._story(box, lambda text, inner: self._show(text, inner, place), self._table)

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
            place = Location(table=number, row=at, cell=1, block=self._block)
            self._story(cells[0], lambda text, boxes, place=place: self._show(text, boxes, place), self._table)  # type: ignore[misc]

    def _row(self, place: Location, cells: list[_Element], column: int, inner: list[_Element]) -> list[Cell]:
        """The cells of a row; tables of their own that stand in them are added to `inner`."""
        out: list[Cell] = []
        for at, element in enumerate(cells, 1):
            columns, merge, left = reach(element)
            columns = min(columns, MAX_COLUMNS - column)
            if columns <= 0:
                continue
            here = Location(table=place.table, row=place.row, cell=at, block=place.block)
            if left and out:
                out[-1].end += columns
            else:
                text = "\n".join(self._lines(element, inner))
                self._note_objects(here)
                out.append(Cell(column, column + columns, merge, passage(text, here)))
            column += columns
        return out

    def _lines(self, cell: _Element, inner: list[_Element]) -> list[str]:
        """The lines of a cell, those of small tables in it included; larger ones are added to `inner`."""
        return _CellContent(self._story, inner).of(cell)


class _CellContent:
    """What is in a cell, line by line. A class, since functions that call each other would wait for the garbage collector."""

    def __init__(self, story: Callable[[_Element, _OnParagraph, _OnTable], None], inner: list[_Element]) -> None:
        self.lines: list[str] = []
        self._story = story
        self._inner = inner

    def of(self, cell: _Element) -> list[str]:
        self._story(cell, self.paragraph, self.table)
        return self.lines

    def paragraph(self, text: str, boxes: list[_Element]) -> None:
        self.lines.extend(stripped for line in text.split("\n") if (stripped := line.strip()))
        for box in boxes:
            self._story(box, self.paragraph, self.table)

    def table(self, element: _Element) -> None:
        rows = [cells_of(row) for row in rows_of(element) if first_column(row) is not None]
        if len(rows) > 1 and max(map(len, rows)) >= _TABLE_OF_ITS_OWN:
            self._inner.append(element)
            return
        for row in rows:
            said = (" ".join(_CellContent(self._story, self._inner).of(cell)) for cell in row)
            if line := " ".join(filter(None, said)):
                self.lines.append(line)
