"""One line a finding, never wrapped, to search and to click: path:place: code severity message."""

from __future__ import annotations

from collections.abc import Iterator

from goalint.findings import Finding, Report
from goalint.reports import Style, words
from goalint.reports.colour import BOLD, OF_SEVERITY, Paint
from goalint.reports.sentence import doubt, sentence, state
from goalint.reports.summary import Teller
from goalint.reports.width import shown
from goalint.tree.location import Location


def render(report: Report, style: Style) -> Iterator[str]:
    """The findings in their order (unless `style.quiet`) and the summary."""
    paint = Paint(style.colour)
    for finding in () if style.quiet else report.findings:
        yield _line(finding, style.lang, paint) + "\n"
    yield Teller(style).summary(report) + "\n"


def _line(finding: Finding, lang: str, paint: Paint) -> str:
    where = ":".join(part for part in (shown(finding.path), _place(finding.location, lang)) if part)
    severity = paint(words.severity(finding.severity, lang) + doubt(finding), OF_SEVERITY[finding.severity])
    return f"{paint(where, BOLD)}: {finding.code} {severity} {_of(finding, lang)}{sentence(finding, lang)}{state(finding, lang)}"


def _of(finding: Finding, lang: str) -> str:
    """The project, which a line that stands alone must name."""
    if finding.project is None:
        return ""
    seq, name = finding.project.seq, shown(finding.project.name)
    if lang == "en":
        return f"project {seq} ({name}): " if name else f"project {seq}: "
    return f"项目{seq}（{name}）：" if name else f"项目{seq}："


def _place(location: Location, lang: str) -> str:
    """Line and column as editors write them, else the place in words."""
    if location.text_line is None:
        return words.place(location, lang)
    return ":".join(str(number) for number in (location.line, location.column) if number is not None)
