"""What stands beside the findings of a run in reports for people: those that are accepted, one line each."""

from __future__ import annotations

from collections.abc import Iterator

from goalint.findings import Accepted, Finding, Report
from goalint.reports import words
from goalint.reports.colour import BOLD
from goalint.reports.sentence import sentence
from goalint.reports.summary import Teller
from goalint.reports.width import hanging, shown

_INDENT = 6
_WAYS = (
    ("suppression", "已豁免", "suppressed"),
    ("baseline", "已在基线中", "in the baseline"),
    ("ignore", "按配置不报", "ignored by the configuration"),
)


def beside(report: Report, teller: Teller) -> Iterator[str]:
    """Every accepted finding that is to be shown, by file, with what accepts it; a blank line after each group."""
    for how, zh, en in _WAYS:
        entries = [entry for entry in report.accepted if entry.how == how]
        if entries:
            yield teller.paint(teller.say(zh, en), BOLD)
        for path in dict.fromkeys(entry.finding.path for entry in entries):
            yield f"  {shown(path)}"
            for entry in (one for one in entries if one.finding.path == path):
                why = teller.say("，", ", ").join(_reasons(entry, teller))
                yield from line(entry.finding, teller, teller.say(f"（{why}）", f" ({why})") if why else "")
        if entries:
            yield ""


def line(finding: Finding, teller: Teller, after: str = "") -> list[str]:
    """A finding in a line, with its project, and what comes after it."""
    place = words.place(finding.location, teller.lang)
    head = "  ".join(part for part in (finding.code, place) if part)
    project = shown(finding.project.name or finding.project.code) + teller.say("：", ": ") if finding.project is not None else ""
    return hanging(f"    {head}  ", project + sentence(finding, teller.lang) + after, teller.width, _INDENT)


def _reasons(entry: Accepted, teller: Teller) -> Iterator[str]:
    """Why a finding is accepted, by whom and until when."""
    if entry.reason:
        yield teller.say("原因：", "reason: ") + shown(entry.reason)
    if entry.by:
        yield shown(entry.by)
    if entry.until:
        yield teller.say(f"至 {entry.until}", f"until {entry.until}")
