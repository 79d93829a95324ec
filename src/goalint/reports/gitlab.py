"""The code quality report of GitLab, shown in merge requests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from goalint.findings import Finding, Report, Severity
from goalint.reports import Style, words
from goalint.reports.json_text import written
from goalint.reports.paths import relative
from goalint.reports.sentence import sentence

_SEVERITY = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(report: Report, style: Style) -> Iterator[str]:
    """All findings; where a format has no lines the place stands in the description."""
    yield from written(_entries(report, style.lang), 1)
    yield "\n"


def _entries(report: Report, lang: str) -> Iterator[dict[str, Any]]:
    seen: Counter[tuple[str, str]] = Counter()
    paths = {path: relative(path) for path in dict.fromkeys(finding.path for finding in report.findings)}
    for finding in report.findings:
        path = paths[finding.path]
        key = (path, finding.fingerprint)
        # Of entries with one fingerprint GitLab shows one.
        number = seen[key]
        seen[key] += 1
        yield {
            "description": _description(finding, lang),
            "check_name": finding.code,
            "fingerprint": sha256("\0".join((*key, str(number))).encode("utf-8", "surrogateescape")).hexdigest(),
            "severity": _SEVERITY[finding.severity],
            "location": {"path": path, "lines": {"begin": finding.location.text_line or 1}},
        }


def _description(finding: Finding, lang: str) -> str:
    text = sentence(finding, lang)
    place = words.place(finding.location, lang) if finding.location.text_line is None else ""
    return text + words.pick(lang, f"（{place}）", f" ({place})") if place else text
