"""The report for machines: schema goalint.findings/1."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from goalint import __version__
from goalint.findings import (
    Accepted,
    BasisRef,
    Evidence,
    Finding,
    NotChecked,
    ProjectRef,
    Report,
    Revision,
    Severity,
    State,
    Unsettled,
)
from goalint.reports import Style
from goalint.reports.json_text import written

SCHEMA = "goalint.findings/1"


def render(report: Report, style: Style) -> Iterator[str]:
    """The whole report as JSON, a line a finding; `style` changes nothing in it."""
    yield from written(_report(report), 2)
    yield "\n"


def _report(report: Report) -> dict[str, Any]:
    written: dict[str, Any] = {
        "schema": SCHEMA,
        "goalint": __version__,
        "packs": [{"name": pack.name, "version": pack.version, "sha256": pack.sha256} for pack in report.packs],
        "summary": summary_json(report),
        "findings": map(finding_json, report.findings),
        "not_checked": map(not_checked_json, report.not_checked),
        "accepted": map(accepted_json, report.accepted),
        "diagnostics": [{**entry._asdict(), "severity": str(entry.severity)} for entry in report.diagnostics],
    }
    if report.revision is not None:
        written["revision"] = _revision(report.revision)
    return written


def _revision(revision: Revision) -> dict[str, Any]:
    return {
        "original": revision.original,
        "paths": dict(revision.paths),
        "fixed": [finding_json(finding) for finding in revision.fixed],
        "unsettled": [unsettled_json(one) for one in revision.unsettled],
    }


def unsettled_json(one: Unsettled) -> dict[str, Any]:
    """A finding of the earlier draft of which nobody knows whether it is fixed, and why."""
    return {**finding_json(one.finding), "why": one.why}


def summary_json(report: Report) -> dict[str, int]:
    """What was checked, found and not checked, in numbers."""
    counts = {
        "documents": sum(file.readable for file in report.files),
        "projects": sum(file.projects for file in report.files),
        "indicators": sum(file.indicators for file in report.files),
        "errors": report.count(Severity.ERROR),
        "warnings": report.count(Severity.WARNING),
        "infos": report.count(Severity.INFO),
        "suppressed": report.suppressed,
        "baselined": report.baselined,
        "ignored": report.ignored,
        "not_checked": len(report.not_checked),
        "unreadable": report.unreadable,
    }
    if report.revision is not None:
        states = Counter(finding.state for finding in report.findings)
        counts |= {
            "still": states[State.STILL],
            "new": states[State.NEW],
            "fixed": len(report.revision.fixed),
            "unsettled": len(report.revision.unsettled),
        }
    return counts


def finding_json(finding: Finding) -> dict[str, Any]:
    """One finding as the contract has it; with its state in a run against an earlier draft."""
    indicator = finding.indicator
    written = {
        "code": finding.code,
        "name": finding.name,
        "severity": str(finding.severity),
        "confidence": str(finding.confidence),
        "category": finding.category,
        "message": finding.message,
        "suggestion": finding.suggestion,
        "args": dict(finding.args),
        "path": finding.path,
        "location": finding.location.as_json(),
        "project": _project(finding.project),
        "indicator": None if indicator is None else {"level2": indicator.level2, "name": indicator.name},
        "field": finding.field,
        "evidence": [_evidence(evidence) for evidence in finding.evidence],
        "basis": [_basis(basis) for basis in finding.basis] or "practice",
        "fingerprint": finding.fingerprint,
    }
    return written if finding.state is None else {**written, "state": str(finding.state)}


def accepted_json(entry: Accepted) -> dict[str, Any]:
    """A finding that is not counted, and what accepts it."""
    until = None if entry.until is None else str(entry.until)
    accepted = {"how": entry.how, "reason": entry.reason, "by": entry.by, "until": until}
    return {**finding_json(entry.finding), "accepted": accepted}


def not_checked_json(entry: NotChecked) -> dict[str, Any]:
    """One thing that could not be checked as the contract has it."""
    return {
        "rule": entry.rule,
        "path": entry.path,
        "project": _project(entry.project),
        "why": entry.why,
        "location": entry.location.as_json(),
    }


def _project(project: ProjectRef | None) -> dict[str, Any] | None:
    return None if project is None else {"seq": project.seq, "code": project.code, "name": project.name}


def _evidence(evidence: Evidence) -> dict[str, Any]:
    entry: dict[str, Any] = {"text": evidence.text, "location": evidence.location.as_json()}
    if evidence.path is not None:
        entry["path"] = evidence.path
    return entry


def _basis(basis: BasisRef) -> dict[str, Any]:
    return {"document": basis.document, "article": basis.article, "title": basis.title}
