"""Counts by rule."""

from __future__ import annotations

from collections.abc import Callable

from goalint.findings import FileSummary, Finding, Report, Severity
from goalint.reports import Style, render

CHINESE = """\
条数  文件  规则    严重程度  名称              内容
3     2     VAL101  错误      percent-on-count  计数的指标用了百分比
1     1     A1      错误      percent-on-count  计数的指标用了百分比
1     1     B1      提示      percent-on-count  计数的指标用了百分比

检查了 2 个文件、0 个项目、0 个指标，启用 3 条规则：错误 3，警告 1，提示 1。
"""


def test_the_most_frequent_first(finding: Callable[..., Finding]) -> None:
    findings = (
        finding(code="B1", severity=Severity.INFO),
        finding(severity=Severity.WARNING),
        finding(),
        finding(path="b.txt"),
        finding(code="A1"),
    )
    report = Report((), (FileSummary("a.txt", True), FileSummary("b.txt", True)), findings, rules=3)
    assert render("statistics", report, Style()) == CHINESE
    assert render("statistics", report, Style(quiet=True)) == CHINESE.splitlines()[-1] + "\n"


def test_nothing_found() -> None:
    text = render("statistics", Report((), (FileSummary("a.txt", True),), rules=3), Style("en"))
    assert text == "Checked 1 file, 0 projects, 0 indicators against 3 rules: no problem found.\n"
