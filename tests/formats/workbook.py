"""The plans of tests/forms.py as workbooks: merged cells, numbers under number formats, one form a sheet or all in one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import groupby
from typing import NamedTuple

from tests.forms import DEPARTMENT, MERGED, Form, Plan, Wording, table, titled

# Of the rows of a form's head, the column that each cell begins in, and that after the last.
_HEAD = (
    (0, 1, 3, 4, 7),
    (0, 1, 2, 3, 4, 5, 6, 7),
    (0, 1, 7),
    (0, 1, 2, 4, 6, 7),
    (0, 1, 2, 4, 6, 7),
    (0, 1, 7),
)
_NUMBER = re.compile(r"\d+(?:\.(\d+))?(%?)$")


class Cell(NamedTuple):
    """A cell of a sheet, rows and columns from 0, and how many it covers; `code` is the format of a number."""

    row: int
    column: int
    value: str | float
    code: str = "General"
    rows: int = 1
    columns: int = 1


def cells(plan: Plan, form: Form, number: int, row: int = 0) -> Iterator[Cell]:
    """The cells of a form that begins in that row."""
    wording = plan.wording
    yield Cell(row, 0, titled(number, form, wording), columns=7)
    yield Cell(row + 1, 0, DEPARTMENT, columns=5)
    yield Cell(row + 1, 5, f"单位：{wording.unit}", columns=2)
    rows = table(form, wording)
    for index, line in enumerate(rows):
        edges = _HEAD[index] if index < len(_HEAD) else tuple(range(len(line) + 1))
        for place, text in enumerate(line):
            if text == MERGED:
                continue
            down = 1
            while index + down < len(rows) and len(rows[index + down]) > place and rows[index + down][place] == MERGED:
                down += 1
            value, code = _typed(text)
            yield Cell(row + 2 + index, edges[place], value, code, down, edges[place + 1] - edges[place])


def height(form: Form, wording: Wording) -> int:
    """How many rows the form takes with its title and a blank row after it."""
    return len(table(form, wording)) + 3


def _typed(text: str) -> tuple[str | float, str]:
    """Numbers as numbers with the format that shows them so; codes and all else as text."""
    match = _NUMBER.match(text)
    if not match or len(text) > 12:
        return text, "General"
    places = len(match.group(1) or "")
    code = "0" + ("." + "0" * places if places else "") + match.group(2)
    return float(text.rstrip("%")) / (100 if match.group(2) else 1), code


def sheets(plan: Plan, *, stacked: bool) -> Iterator[tuple[str, list[Cell]]]:
    """The sheets with their names: the narrative, a line a row; then one a form, or all forms under one another in one."""
    if plan.narrative:
        yield "整体绩效目标", [Cell(row, 0, line, columns=6) for row, line in enumerate(plan.narrative)]
    if not stacked:
        for number, form in enumerate(plan.forms, 1):
            yield str(number), list(cells(plan, form, number))
        return
    found: list[Cell] = []
    row = 0
    for number, form in enumerate(plan.forms, 1):
        found += cells(plan, form, number, row)
        row += height(form, plan.wording)
    yield "绩效目标表", found


def xls(plan: Plan, *, stacked: bool = False) -> bytes:
    """The workbook in the old format, as xlwt writes it."""
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    for name, found in sheets(plan, stacked=stacked):
        sheet = book.add_sheet(name)
        for cell in found:
            style = xlwt.easyxf(num_format_str=cell.code)
            last = cell.row + cell.rows - 1, cell.column + cell.columns - 1
            sheet.write_merge(cell.row, last[0], cell.column, last[1], cell.value, style)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def xml_workbook(plan: Plan, *, stacked: bool = False) -> bytes:
    """The workbook as one XML file, as older systems export it."""
    from xml.sax.saxutils import escape, quoteattr

    codes: dict[str, str] = {}
    out = []
    for name, found in sheets(plan, stacked=stacked):
        out.append(f"<Worksheet ss:Name={quoteattr(name)}><Table>")
        for row, line in groupby(found, key=lambda cell: cell.row):
            out.append(f'<Row ss:Index="{row + 1}">')
            for cell in line:
                style = codes.setdefault(cell.code, f"s{len(codes)}")
                kind = "String" if isinstance(cell.value, str) else "Number"
                out.append(
                    f'<Cell ss:Index="{cell.column + 1}" ss:StyleID="{style}" ss:MergeAcross="{cell.columns - 1}"'
                    f' ss:MergeDown="{cell.rows - 1}"><Data ss:Type="{kind}">{escape(str(cell.value))}</Data></Cell>'
                )
            out.append("</Row>")
        out.append("</Table></Worksheet>")
    styles = "".join(
        f'<Style ss:ID="{style}"><NumberFormat ss:Format={quoteattr(code)}/></Style>' for code, style in codes.items()
    )
    names = 'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
    head = '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
    return f"{head}<Workbook {names}><Styles>{styles}</Styles>{''.join(out)}</Workbook>".encode()


def xlsx(plan: Plan, *, stacked: bool = False) -> bytes:
    """The workbook as openpyxl writes it."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for name, found in sheets(plan, stacked=stacked):
        sheet = book.create_sheet(name)
        for cell in found:
            there = sheet.cell(cell.row + 1, cell.column + 1, cell.value)
            there.number_format = cell.code
            if isinstance(cell.value, str):
                there.data_type = "s"  # =10台 is no formula
            if cell.rows * cell.columns > 1:
                sheet.merge_cells(
                    start_row=cell.row + 1,
                    start_column=cell.column + 1,
                    end_row=cell.row + cell.rows,
                    end_column=cell.column + cell.columns,
                )
    out = BytesIO()
    book.save(out)
    return out.getvalue()
