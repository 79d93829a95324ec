"""Workflow commands of GitHub Actions: every finding an annotation."""

from __future__ import annotations

from collections.abc import Iterator

from goalint.findings import Finding, Report, Severity
from goalint.reports import Style, words
from goalint.reports.markup import legal
from goalint.reports.paths import relative
from goalint.reports.sentence import sentence
from goalint.reports.summary import Teller

_COMMAND = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(report: Report, style: Style) -> Iterator[str]:
    """One line a finding, and a notice with the summary: what was not checked has no place of its own."""
    for finding in report.findings:
        yield _annotation(finding, style.lang) + "\n"
    yield f"::notice title=goalint::{_data(Teller(style).summary(report))}\n"


def _annotation(finding: Finding, lang: str) -> str:
    properties = {
        "file": relative(finding.path),
        "line": finding.location.text_line,
        "col": finding.location.column,
        "title": f"{finding.code} {finding.title}",
    }
    given = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items() if value is not None)
    text = sentence(finding, lang)
    if finding.location.text_line is None and (place := words.place(finding.location, lang)):
        text += words.pick(lang, f"（{place}）", f" ({place})")
    if finding.suggestion:
        text += "\n" + finding.suggestion
    return f"::{_COMMAND[finding.severity]} {given}::{_data(text)}"


def _data(text: str) -> str:
    return legal(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
