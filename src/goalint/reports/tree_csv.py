"""The tree as CSV that spreadsheets open as it is: a row an indicator."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from goalint.reports.csv_list import harmless
from goalint.reports.tree_rows import columns, rows
from goalint.reports.words import pick
from goalint.tree.document import Document


def render(documents: Sequence[Document], lang: str = "zh") -> str:
    """A heading, and a row an indicator."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(pick(lang, column.zh, column.en) for column in columns(documents))
    writer.writerows(map(harmless, row) for row in rows(documents, lang))
    return "\ufeff" + out.getvalue()
