"""The output formats of `goalint check`: one module a format, each with one function `render(report, style)`.

It returns the whole as text or bytes, or the text piece by piece, so that a report of any length takes no memory.

A package of others adds a format with an entry point in the group `goalint.reports`, which names such a module.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import Any, NamedTuple

from goalint import installed
from goalint.findings import Report
from goalint.rules.profile import Profile

DEFAULT = "text"
FORMATS: dict[str, str] = {
    "text": "goalint.reports.grouped",
    "grouped": "goalint.reports.grouped",
    "full": "goalint.reports.full",
    "concise": "goalint.reports.concise",
    "statistics": "goalint.reports.statistics",
    "json": "goalint.reports.json_findings",
    "json-lines": "goalint.reports.json_lines",
    "sarif": "goalint.reports.sarif",
    "junit": "goalint.reports.junit",
    "gitlab": "goalint.reports.gitlab",
    "github": "goalint.reports.github",
    "checkstyle": "goalint.reports.checkstyle",
    "markdown": "goalint.reports.markdown",
    "csv": "goalint.reports.csv_list",
    "html": "goalint.reports.html_page",
    "letter": "goalint.reports.letter",
    "xlsx": "goalint.reports.xlsx_list",
}
FOR_PEOPLE = frozenset(("text", "grouped", "full", "concise", "statistics"))  # written in the encoding of the terminal


class Style(NamedTuple):
    """How a report for people looks: language (zh or en), colour, width in terminal cells, summary only.

    `profile` is that of the run and `passed` the highest that was passed, for the summary; None where that is not to be said.
    """

    lang: str = "zh"
    colour: bool = False
    width: int = 100
    quiet: bool = False
    profile: Profile | None = None
    passed: Profile | None = None


def is_format(name: str) -> bool:
    """Whether there is a format of that name, of goalint's own or of another package."""
    return name in FORMATS or name in installed.names(installed.REPORTS)


def render(name: str, report: Report, style: Style) -> str | bytes:
    """The report in the format of that name; text ends in a line feed. KeyError if there is no such format."""
    written = pieces(name, report, style)
    return written if isinstance(written, str | bytes) else "".join(written)


def pieces(name: str, report: Report, style: Style) -> str | bytes | Iterable[str]:
    """The same, text perhaps piece by piece: what comes of it is not worked out before it is asked for."""
    if name in FORMATS:
        module: Any = import_module(FORMATS[name])
    else:
        module = installed.load(installed.REPORTS, name)
        if module is None:
            raise KeyError(name)
    written = module.render(report, style)
    assert isinstance(written, str | bytes | Iterable)
    return written
