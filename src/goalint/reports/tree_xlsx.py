"""The tree as a workbook: a row an indicator, and a sheet of what was not understood."""

from __future__ import annotations

import io
from collections.abc import Sequence

from goalint.reports.sheet import DATED, LOOK, text_formats, titled_sheet, write_row
from goalint.reports.tree_rows import columns, rows, unread_rows
from goalint.reports.words import pick
from goalint.tree.document import Document
from goalint.tree.pattern import lazy

_AMOUNT = lazy(r"-?\d{1,13}(?:\.\d{1,2})?")  # what a spreadsheet keeps exactly
_PLAIN = "#FFFFFF"
_UNREAD_WIDTHS = (28, 24, 70)


def render(documents: Sequence[Document], lang: str = "zh") -> bytes:
    """The workbook: 绩效目标, and 未读懂 if there is anything in it."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": pick(lang, "绩效目标", "Performance goals"), "created": DATED})
        forms = text_formats(book, _PLAIN)
        listed, head = list(rows(documents, lang)), columns(documents)
        widths = [column.width for column in head]
        titles = [pick(lang, column.zh, column.en) for column in head]
        sheet = titled_sheet(book, pick(lang, "绩效目标", "Goals"), titles, widths, len(listed))
        amounts = [index for index, column in enumerate(head) if column.amount]
        figure = book.add_format({"num_format": "0.00", **LOOK})
        for number, row in enumerate(listed, 1):
            write_row(sheet, number, row, widths, forms)
            for index in amounts:
                if _AMOUNT.fullmatch(row[index]):
                    sheet.write_number(number, index, float(row[index]), figure)
        if unread := unread_rows(documents, lang):
            titles = pick(lang, "文件 位置 原因", "file location reason").split()
            sheet = titled_sheet(book, pick(lang, "未读懂", "Not understood"), titles, _UNREAD_WIDTHS, len(unread))
            for number, row in enumerate(unread, 1):
                write_row(sheet, number, row, _UNREAD_WIDTHS, forms)
    return out.getvalue()
