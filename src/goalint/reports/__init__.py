"""The output formats of `goalint check`: one module a format, each with one function `render(report, style)`."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from goalint.findings import Report
from goalint.rules.profile import Profile

FORMATS: dict[str, str] = {
    "text": "goalint.reports.grouped",
    "grouped": "goalint.reports.grouped",
    "full": "goalint.reports.full",
    "concise": "goalint.reports.concise",
    "json": "goalint.reports.json_findings",
}


@dataclass(frozen=True, slots=True)
class Style:
    """How a report for people looks: language (zh or en), colour, width in terminal cells, summary only.

    `profile` is that of the run and `passed` the highest that was passed, for the summary; None where that is not to be said.
    """

    lang: str = "zh"
    colour: bool = False
    width: int = 100
    quiet: bool = False
    profile: Profile | None = None
    passed: Profile | None = None


def render(name: str, report: Report, style: Style) -> str:
    """The report in the format of that name, ending in a line feed. KeyError if there is no such format."""
    written = import_module(FORMATS[name]).render(report, style)
    assert isinstance(written, str)
    return written
