"""Where something stands in its source, in the terms its format has."""

from __future__ import annotations

from typing import NamedTuple


class Location(NamedTuple):
    """A place that a person finds again. All numbers are 1-based; None where the format has no such thing.

    In text, `line` and `column` count lines and characters of what was decoded (a line ends at LF, CR or CR LF). `page`,
    `table`, `row`, `cell` and `sheet` count as the format does.

    In Word documents pages depend on printer and fonts, so there are none. A place in a table is the table's number (as
    “Go To” counts them; a table lifted out of a cell counts after the one around it), the row, and which cell of the row
    it is, a merged one counted once. Outside tables `line` is the number of the paragraph, blank ones counted and those in
    tables not, and there is no `column`.

    In PDFs and OFD files `page` counts through all of the file, `table` the tables of the page, `row` the rows that the page
    shows of it, and `cell` what a person counts along that row, a merged one once. Outside tables `line` is the line of the
    page, those in tables not counted.

    In web pages `line` is that of the source, and no column is known.

    The last two are no part of what is told. Where the numbers of a format do not sort into reading order, `block` does;
    `source` says that `line` is one of the file though there is no column.
    """

    line: int | None = None
    column: int | None = None
    page: int | None = None
    table: int | None = None
    row: int | None = None
    cell: str | int | None = None
    sheet: str | None = None
    block: int | None = None
    source: bool = False

    def advanced(self, characters: int) -> Location:
        """The place so many characters further on the same line; unchanged where there are no columns."""
        if self.column is None or not characters:
            return self
        return Location(self.line, self.column + characters, *self[2:])

    @property
    def is_paragraph(self) -> bool:
        """`line` counts paragraphs, not lines."""
        return self.text_line is None and self.line is not None and self.page is None

    @property
    def text_line(self) -> int | None:
        """The line of a text that an editor shows; None where there are paragraphs, or lines of a page."""
        return None if self.block is not None and not self.source else self.line

    @property
    def order(self) -> tuple[int, ...]:
        """Sorts places of one source into reading order; what a format does not have counts as 0."""
        cell = self.cell if isinstance(self.cell, int) else 0
        before = (self.page or 0, self.block or 0, self.line or 0)
        return (*before, self.table or 0, self.row or 0, cell, self.column or 0)

    def as_json(self) -> dict[str, int | str]:
        """Only the parts that the format has."""
        return {key: value for key, value in zip(_TOLD, self, strict=False) if value is not None}


def in_table(table: int, row: int, cell: int, block: int) -> Location:
    """A place in a table of a Word document."""
    # There are thousands: by the names of its parts a place takes four times as long to make.
    return tuple.__new__(Location, (None, None, None, table, row, cell, None, block, False))


_TOLD = Location._fields[:-2]
NOWHERE = Location()
