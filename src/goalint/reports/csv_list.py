"""The list of problems as CSV that spreadsheets open as it is: with a byte order mark, and no cell that they would compute."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import chain

from goalint.findings import Report
from goalint.reports import Style
from goalint.reports.issue_list import head, rows
from goalint.tree.pattern import lazy

# With these a cell begins that a spreadsheet takes for a formula; it takes the full-width ones too.
_FORMULA = tuple("=+-@＝＋－＠\t\r")
_NUMBER = lazy(r"[-+]?[\d,.]+%?")


def render(report: Report, style: Style) -> Iterator[str]:
    """One heading and a row a problem."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    out.write("\ufeff")
    for cells in chain((head(report, style.lang),), (row.cells for row in rows(report, style.lang))):
        writer.writerow(map(harmless, cells))
        yield out.getvalue()
        out.seek(0)
        out.truncate()


def harmless(cell: str) -> str:
    """The cell with an apostrophe before it if it would be computed; a negative number is none that would."""
    return "'" + cell if cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell) else cell
