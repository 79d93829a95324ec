"""A finding in a sentence: what it is about and what is wrong with it, on one line."""

from __future__ import annotations

from goalint.findings import Finding
from goalint.reports import words
from goalint.reports.width import shown
from goalint.tree.confidence import Confidence

_DOUBT = {Confidence.HIGH: "", Confidence.MEDIUM: "?", Confidence.LOW: "??"}


def subject(finding: Finding) -> str:
    """The indicator or target that the message is about but does not name; empty if there is none."""
    name = shown(finding.indicator.name if finding.indicator else finding.args.get("target", ""))
    return "" if name in shown(finding.message) else name


def sentence(finding: Finding, lang: str) -> str:
    """The message on one line, after the indicator's name unless it says that itself."""
    about = subject(finding)
    return (about + words.pick(lang, "：", ": ") if about else "") + shown(finding.message)


def state(finding: Finding, lang: str) -> str:
    """（仍在） or （新出现）; empty in a run that holds nothing against an earlier draft."""
    if finding.state is None:
        return ""
    return words.pick(lang, f"（{words.state(finding.state, lang)}）", f" ({words.state(finding.state, lang)})")


def doubt(finding: Finding) -> str:
    """How unsure the finding is, as a mark in the margin: nothing, “?” or “??”."""
    return mark(finding.confidence)


def mark(confidence: Confidence) -> str:
    """The mark of a confidence."""
    return _DOUBT[confidence]
