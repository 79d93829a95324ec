"""How many findings each rule has, the most frequent first."""

from __future__ import annotations

from collections import Counter

from goalint.findings import Finding, Report
from goalint.reports import Style, words
from goalint.reports.summary import Teller, by_file
from goalint.reports.table import table


def render(report: Report, style: Style) -> str:
    """A line a rule: findings, files that have some, code, severity, name, title; and the summary.

    The severity is that of the rule's gravest finding: projects and files may have it changed.
    """
    counts: Counter[str] = Counter()
    files: Counter[str] = Counter()
    gravest: dict[str, Finding] = {}
    for _, findings, _ in by_file(report):
        counts.update(finding.code for finding in findings)
        files.update({finding.code for finding in findings})
        for finding in findings:
            if finding.severity.rank >= gravest.setdefault(finding.code, finding).severity.rank:
                gravest[finding.code] = finding
    head = words.pick(style.lang, "条数 文件 规则 严重程度 名称 内容", "findings files rule severity name about").split()
    rows = []
    for code, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        of = gravest[code]
        rows.append((str(count), str(files[code]), code, words.severity(of.severity, style.lang), of.name, of.title))
    lines = table(head, rows, style.width) if rows and not style.quiet else []
    return "\n".join([*lines, *([""] if lines else []), Teller(style).summary(report)]) + "\n"
