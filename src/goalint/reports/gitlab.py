"""The code quality report of GitLab, shown in merge requests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from itertools import groupby
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
    for of_file, findings in groupby(report.findings, lambda finding: finding.path):
        path = relative(of_file)
        seen: Counter[str] = Counter()
        for finding in findings:
            # Of entries with one fingerprint GitLab shows one.
            key = "\0".join((path, finding.fingerprint, str(seen[finding.fingerprint])))
            seen[finding.fingerprint] += 1
            yield {
                "description": _description(finding, lang),
                "check_name": finding.code,
                "fingerprint": sha256(key.encode("utf-8", "surrogateescape")).hexdigest(),
                "severity": _SEVERITY[finding.severity],
                "location": {"path": path, "lines": {"begin": finding.location.text_line or 1}},
            }


def _description(finding: Finding, lang: str) -> str:
    text = sentence(finding, lang)
    place = words.place(finding.location, lang) if finding.location.text_line is None else ""
    return text + words.pick(lang, f"（{place}）", f" ({place})") if place else text
