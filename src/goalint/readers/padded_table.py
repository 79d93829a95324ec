"""Markdown's tables whose converter wrote the columns of a merged cell as blanks of one space and left its further rows out.

Such a row is short by the columns that cells of rows above go on in; these stand to the left, as categories of indicators do.
"""

from __future__ import annotations

from collections.abc import Sequence

from goalint.readers.blocks import Span
from goalint.tree.passage import Passage

PAD = " "  # a blank cell has a space on either side of nothing, the place of a merged cell one alone
_MOST_COLUMNS = 200

Cells = tuple[Passage, ...]


def placed(
    raw: Sequence[Cells], rows: Sequence[Cells], width: int
) -> tuple[tuple[Cells, ...], dict[tuple[int, int], Span]] | None:
    """The rows with each cell at its column, and what merged cells cover; None if the table is not of that kind.

    `raw` are the cells as written, `rows` the same without the space around them; `width` is the number of columns.
    """
    if width > _MOST_COLUMNS or all(len(row) >= width for row in raw):
        return None
    if not any(cell.text == PAD for row in raw for cell in row):
        return None
    owners: list[tuple[int, int]] = []  # of each column: the place of the cell that stands in it, or goes on there
    out: list[Cells] = []
    merged: dict[tuple[int, int], Span] = {}
    for number, (written, cells) in enumerate(zip(raw, rows, strict=True)):
        short = width - len(written)
        if not written or short < 0 or short and not owners:
            return None
        if short and owners[short] == owners[short - 1]:
            return None  # no cell above ends there
        new = owners[:short]
        for place in dict.fromkeys(new):
            merged[place] = Span(number - place[0] + 1, new.count(place))
        blank = cells[0].slice(0, 0)
        for column, cell in enumerate(written, short):
            new.append(new[-1] if cell.text == PAD and column > short else (number, column))
        for place in dict.fromkeys(new[short:]):
            if (columns := new.count(place)) > 1:
                merged[place] = Span(1, columns)
        out.append((*[blank] * short, *cells))
        owners = new
    return tuple(out), merged
