"""The rows of a table: what each shows by itself, whatever form it stands in, and what reaches into it from above."""

from __future__ import annotations

from collections.abc import Iterator

from goalint.parser.cells import Cells, labels_of, names_columns, parted
from goalint.parser.labels import TITLE, Label, fields_of
from goalint.parser.sides import side_of
from goalint.readers.blocks import Span, Table
from goalint.tree.passage import Passage
from goalint.tree.width import key


class Reach:
    """What the merged cells of a table cover, and whether its source has no cells where they go on (`left_out`)."""

    def __init__(self, table: Table) -> None:
        self.left_out = False
        self._merged = table.merged
        self._below = {
            (row + down, column): table.rows[row][column]
            for (row, column), span in table.merged.items()
            if span.rows > 1
            for down in range(1, span.rows)
        }

    def covering(self, row: int, column: int) -> Passage | None:
        """The merged cell of a row above that goes on at that place."""
        return self._below.get((row, column))

    def spans(self, row: int) -> dict[int, Span]:
        """What the merged cells cover that begin in that row, by column."""
        return {column: span for (at, column), span in self._merged.items() if at == row}


class TableRow:
    """A row of a table. `filled` are the places of its cells that say something, `labels` what its cells are (see `labels_of`),
    `found` all of these, `head` says that it names the columns of indicators.
    """

    __slots__ = ("cells", "filled", "found", "head", "labels", "number", "reach")

    def __init__(self, cells: Cells, number: int, reach: Reach, *, head: bool | None = None) -> None:
        """`head` says whether the row is one where that is known."""
        self.cells = cells
        self.number = number
        self.reach = reach
        texts = [cell.text for cell in cells]
        if len(texts) > 2 and len(texts[0]) > 2 and texts[0] == texts[-1] and len(set(texts)) == 1 and not texts[0].isascii():
            # A cell over the whole table that an export repeats.
            self.cells = cells = [cells[0], *(cell.slice(len(cell.text)) for cell in cells[1:])]
            texts = [cell.text for cell in cells]
        self.filled = [index for index, text in enumerate(texts) if text and not text.isspace()]
        self.labels = fields_of(texts)
        self.head = bool(head)
        self.found: frozenset[Label] = frozenset()
        if any(self.labels):
            self.head = names_columns(cells, self.labels) if head is None else head
            self.labels = labels_of(cells, self.labels, self.head)
            self.found = frozenset(label for label in self.labels if label)

    @property
    def first(self) -> int:
        """The place of the first cell that says something; 0 where none does."""
        return self.filled[0] if self.filled else 0

    @property
    def is_title(self) -> bool:
        """Nothing but the title of a form: in a sheet the next form begins there, whatever its first label is."""
        if len(self.filled) != 1:
            return False
        text = self.cells[self.filled[0]].text
        return bool(TITLE.search(key(text))) and side_of(text) is None

    @property
    def names_side(self) -> bool:
        """Nothing but the time that what follows is of: 年度指标."""
        return len(self.filled) == 1 and side_of(self.cells[self.filled[0]].text) is not None

    def said(self) -> list[Passage]:
        """The cells that say something."""
        return [self.cells[index] for index in self.filled]

    def parted(self) -> TableRow:
        """The row with 项目名称：河道清淤 as label and value; it is no head of columns."""
        cells = parted(self.cells)
        return self if cells is self.cells else TableRow(cells, self.number, self.reach, head=False)

    @property
    def spans(self) -> dict[int, Span]:
        """What the merged cells cover that begin in the row, by column."""
        return self.reach.spans(self.number)

    def covering(self, column: int) -> Passage | None:
        """The merged cell of a row above that goes on in the row at that column."""
        return self.reach.covering(self.number, column)


def rows_of(table: Table) -> Iterator[TableRow]:
    """The rows of a table, in order."""
    reach = Reach(table)
    return (TableRow(cells, number, reach) for number, cells in enumerate(table.rows))
