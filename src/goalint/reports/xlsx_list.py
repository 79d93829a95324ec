"""The list of problems as a workbook, as reviewers send it back: rows coloured by severity, and a sheet with every file."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from goalint.findings import Finding, NotChecked, Report, Severity
from goalint.reports import Style, words
from goalint.reports.issue_list import COLUMNS, PRINTED, head, rows
from goalint.reports.markup import legal
from goalint.reports.summary import Teller, by_file
from goalint.reports.width import shown

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_HEADING = {"font_name": "黑体", "bold": True, "font_size": 11, "bg_color": "#D9E1EC", "align": "center", "valign": "vcenter"}
_BODY = {"font_name": "仿宋", "font_size": 11, "valign": "top"}
_COMMON = {"border": 1, "border_color": "#BFBFBF", "text_wrap": True}
_FILL = {Severity.ERROR: "#FBE3E0", Severity.WARNING: "#FFF6DB", Severity.INFO: "#E8F1FA", None: "#EEEEEE"}
_PASSED = "#E6F4E6"
_LONGEST = 32767  # characters that a cell may have
_LINE = 15  # points
_HIGHEST = 409  # points that a row may have
_DATED = datetime(2000, 1, 1)  # noqa: DTZ001 - any fixed date: the same report is the same file


def render(report: Report, style: Style) -> bytes:
    """The workbook: 问题清单 and 汇总."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": words.pick(style.lang, "问题清单", "Problems"), "created": _DATED})
        _problems(book, report, style.lang)
        _files(book, report, style)
    return out.getvalue()


def _problems(book: Workbook, report: Report, lang: str) -> None:
    listed = rows(report, lang)
    widths = [column.width for column in COLUMNS]
    sheet = _sheet(book, words.pick(lang, "问题清单", "Problems"), head(lang), widths, len(listed))
    sheet.print_area(0, 0, len(listed), PRINTED - 1)
    formats = {severity: _format(book, fill) for severity, fill in _FILL.items()}
    for number, row in enumerate(listed, 1):
        _write(sheet, number, row.cells, widths, formats[row.severity])


def _files(book: Workbook, report: Report, style: Style) -> None:
    """How every file came out; green for those without a finding of which nothing stayed open."""
    lang = style.lang
    titles = words.pick(
        lang,
        "文件 预算单位 年度 项目数 指标数 错误 警告 提示 未能检查 结论",
        "file department year projects indicators errors warnings infos not_checked result",
    ).split()
    widths = [40, 24, 8, 9, 9, 8, 8, 8, 11, 28]
    sheet = _sheet(book, words.pick(lang, "汇总", "Files"), titles, widths, len(report.files))
    teller = Teller(Style(lang, profile=style.profile, passed=style.passed))
    forms = {fill: _format(book, fill) for fill in (*_FILL.values(), _PASSED)}
    number = 0
    for number, (file, findings, not_checked) in enumerate(by_file(report), 1):
        counts = [sum(finding.severity is severity for finding in findings) for severity in _BY_WEIGHT]
        if findings and file.readable:
            verdict = words.pick(lang, "有问题，见问题清单", "see Problems")
        else:
            verdict = teller.nothing_found(file, bool(not_checked))
        numbers = map(str, (file.projects, file.indicators, *counts, len(not_checked)))
        cells = (shown(file.path), shown(file.department or ""), str(file.fiscal_year or ""), *numbers, verdict)
        _write(sheet, number, cells, widths, forms[_verdict_fill(file.readable, findings, not_checked)])
    sheet.merge_range(number + 2, 0, number + 2, len(titles) - 1, legal(teller.summary(report)), book.add_format(_BODY))


_BY_WEIGHT = (Severity.ERROR, Severity.WARNING, Severity.INFO)


def _verdict_fill(readable: bool, findings: Sequence[Finding], not_checked: Sequence[NotChecked]) -> str:
    if findings:
        return _FILL[max((finding.severity for finding in findings), key=lambda severity: severity.rank)]
    if not readable:
        return _FILL[Severity.ERROR]
    return _FILL[None] if not_checked else _PASSED


def _sheet(book: Workbook, name: str, titles: Sequence[str], widths: Sequence[int], count: int) -> Worksheet:
    """A sheet with a heading that stays in sight, filters, and a page layout."""
    sheet: Worksheet = book.add_worksheet(name)
    heading = book.add_format({**_HEADING, **_COMMON})
    for number, (title, width) in enumerate(zip(titles, widths, strict=True)):
        sheet.set_column(number, number, width)
        sheet.write_string(0, number, title, heading)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(count, 1), len(titles) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    return sheet


def _format(book: Workbook, fill: str) -> tuple[Format, Format]:
    """For text and for numbers."""
    common = {**_BODY, **_COMMON, "bg_color": fill}
    return book.add_format(common), book.add_format({**common, "align": "center"})


def _write(sheet: Worksheet, number: int, cells: Sequence[str], widths: Sequence[int], forms: tuple[Format, Format]) -> None:
    """All cells as text but those that are numbers: nothing is computed. The row is as high as its longest cell needs."""
    text, figure = forms
    for column, cell in enumerate(cells):
        if cell.isascii() and cell.isdigit() and len(cell) < 7:
            sheet.write_number(number, column, int(cell), figure)
        else:
            sheet.write_string(number, column, legal(cell)[:_LONGEST], text)
    # Most cells need one line, as their length alone shows.
    long = ((cell, width - 1) for cell, width in zip(cells, widths, strict=True) if len(cell) * 2 >= width)
    lines = max((-(-_characters(cell) // room) for cell, room in long), default=1)
    sheet.set_row(number, min(_LINE * lines + 3, _HIGHEST))


def _characters(cell: str) -> int:
    """The width in characters of a Chinese font, in which quotation marks and ≥ are wide too."""
    return sum(2 if character >= "\u2000" else 1 for character in cell)
