"""The list of problems as a workbook, as reviewers send it back: rows coloured by severity, and a sheet with every file."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from goalint import __version__
from goalint.findings import FileSummary, Finding, NotChecked, Report, Severity
from goalint.own_reports import MARK
from goalint.reports import Style, words
from goalint.reports.issue_list import PRINTED, columns, head, rows
from goalint.reports.markup import legal
from goalint.reports.sheet import BODY, DATED, text_formats, titled_sheet, write_row
from goalint.reports.summary import Teller, by_file
from goalint.reports.width import shown

if TYPE_CHECKING:
    from xlsxwriter import Workbook

_FILL = {Severity.ERROR: "#FBE3E0", Severity.WARNING: "#FFF6DB", Severity.INFO: "#E8F1FA", None: "#EEEEEE"}
_PASSED = "#E6F4E6"


def render(report: Report, style: Style) -> bytes:
    """The workbook: 问题清单 and 汇总."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": words.pick(style.lang, "问题清单", "Problems"), "created": DATED})
        book.set_custom_property(MARK, __version__)
        _problems(book, report, style.lang)
        _files(book, report, style)
    return out.getvalue()


def _problems(book: Workbook, report: Report, lang: str) -> None:
    listed = list(rows(report, lang))
    widths = [column.width for column in columns(report)]
    sheet = titled_sheet(book, words.pick(lang, "问题清单", "Problems"), head(report, lang), widths, len(listed))
    sheet.print_area(0, 0, len(listed), PRINTED - 1)
    formats = {severity: text_formats(book, fill) for severity, fill in _FILL.items()}
    for number, row in enumerate(listed, 1):
        write_row(sheet, number, row.cells, widths, formats[row.severity])


def _files(book: Workbook, report: Report, style: Style) -> None:
    """How every file came out; green for those without a finding of which nothing stayed open."""
    lang = style.lang
    titles = words.pick(
        lang,
        "文件 预算单位 年度 项目数 指标数 错误 警告 提示 未能检查 结论",
        "file department year projects indicators errors warnings infos not_checked result",
    ).split()
    widths = [40, 24, 8, 9, 9, 8, 8, 8, 11, 28]
    sheet = titled_sheet(book, words.pick(lang, "汇总", "Files"), titles, widths, len(report.files))
    teller = Teller(Style(lang, profile=style.profile, passed=style.passed))
    forms = {fill: text_formats(book, fill) for fill in (*_FILL.values(), _PASSED)}
    number = 0
    for number, (file, findings, not_checked) in enumerate(by_file(report), 1):
        counts = [sum(finding.severity is severity for finding in findings) for severity in _BY_WEIGHT]
        if findings and file.readable:
            verdict = words.pick(lang, "有问题，见问题清单", "see Problems")
        else:
            verdict = teller.nothing_found(file, bool(not_checked))
        numbers = map(str, (file.projects, file.indicators, *counts, len(not_checked)))
        cells = (shown(file.path), shown(file.department or ""), str(file.fiscal_year or ""), *numbers, verdict)
        write_row(sheet, number, cells, widths, forms[_verdict_fill(file, findings, not_checked)])
    sheet.merge_range(number + 2, 0, number + 2, len(titles) - 1, legal(teller.summary(report)), book.add_format(BODY))


_BY_WEIGHT = (Severity.ERROR, Severity.WARNING, Severity.INFO)


def _verdict_fill(file: FileSummary, findings: Sequence[Finding], not_checked: Sequence[NotChecked]) -> str:
    if findings:
        return _FILL[max((finding.severity for finding in findings), key=lambda severity: severity.rank)]
    if not file.readable:
        return _FILL[Severity.ERROR]
    return _FILL[None] if not_checked or file.accepted else _PASSED
