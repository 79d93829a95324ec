"""One line a finding."""

from __future__ import annotations

import re
from collections.abc import Callable

from goalint.findings import FileSummary, Finding, Report
from goalint.reports import Style, render
from goalint.tree.location import Location

CHINESE = """\
a.txt:5:10: TXT1 警告? “意见”连写了两遍
a.txt:60: BUD201 提示 项目3（库房维修费）：资金用途里写的预算数与表中不一致
a.txt:106:2: VAL101 错误 项目3（库房维修费）：“编印数量”是计数指标，指标值却写成“≥95%”
b.doc: READ001 错误 无法读取：文件已加密
检查了 2 个文件、9 个项目、79 个指标，启用 14 条规则：错误 2，警告 1，提示 1；另有 2 项无法检查；1 个文件无法读取。
"""


def test_the_whole_report(report: Report) -> None:
    assert render("concise", report, Style()) == CHINESE
    assert render("concise", report, Style(quiet=True)) == CHINESE.splitlines()[-1] + "\n"


def test_in_english(report: Report) -> None:
    assert "a.txt:106:2: VAL101 error project 3 (库房维修费): “编印" in str(render("concise", report, Style("en")))


def test_a_line_is_never_broken(finding: Callable[..., Finding]) -> None:
    message = "资金用途里写的\n预算数与表中不一致，" * 30
    one = finding(message=message, path="C:\\季度\\a.docx", location=Location(page=2, table=1, row=4))
    first, _ = str(render("concise", Report((), (FileSummary("a", True),), (one,), rules=1), Style(width=40))).splitlines()
    assert first.startswith("C:\\季度\\a.docx:第2页表1第4行: VAL101 错误 ")
    assert "".join(message.split()) in "".join(first.split())


def test_colour_changes_nothing_but_colour(report: Report) -> None:
    coloured = str(render("concise", report, Style(colour=True)))
    assert coloured != CHINESE
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == CHINESE
