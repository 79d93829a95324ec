"""SARIF 2.1.0, for code scanning and its viewers: projects and indicators are logical locations."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from goalint import __version__
from goalint.findings import Accepted, Evidence, Finding, NotChecked, Report, RuleRef, Severity, State, Unsettled
from goalint.reports import Style, words
from goalint.reports.json_findings import summary_json
from goalint.reports.json_text import written
from goalint.reports.paths import uri
from goalint.reports.sentence import sentence
from goalint.tree.location import Location

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_FINGERPRINT = "goalint/v1"
_BASELINE_STATE = {State.STILL: "unchanged", State.NEW: "new", State.FIXED: "absent"}
_WHY_ACCEPTED = {
    "suppression": ("已豁免", "suppressed"),
    "baseline": ("已在基线中", "in the baseline"),
    "ignore": ("按配置不报", "ignored by the configuration"),
}


def render(report: Report, style: Style) -> Iterator[str]:
    """One run with all findings as results; what could not be checked becomes a notification of the tool."""
    yield from written(_Log(report, style.lang).json(), 4)
    yield "\n"


class _Log:
    def __init__(self, report: Report, lang: str) -> None:
        self.report = report
        self.lang = lang
        self.rules = {rule.code: index for index, rule in enumerate(report.rules_told)}
        self.files = {file.path: index for index, file in enumerate(report.files)}
        self.categories = {finding.code: finding.category for finding in self.described()}
        self.uris: dict[str, str] = {}

    def described(self) -> Iterator[Finding]:
        yield from self.report.findings
        yield from (one.finding for one in self.report.accepted)
        if self.report.revision is not None:
            yield from self.report.revision.fixed

    def json(self) -> dict[str, Any]:
        report = self.report
        driver = {
            "name": "goalint",
            "version": __version__,
            "language": words.pick(self.lang, "zh-CN", "en"),
            "rules": [self.rule(rule) for rule in report.rules_told],
        }
        invocation = {
            "executionSuccessful": not report.unreadable,
            "toolExecutionNotifications": [
                *(self.notification(entry) for entry in report.not_checked),
                *(self.not_settled(one) for one in (report.revision.unsettled if report.revision is not None else ())),
            ],
        }
        run = {
            "tool": {"driver": driver},
            "language": driver["language"],
            "columnKind": "unicodeCodePoints",
            "invocations": [invocation],
            "artifacts": [{"location": {"uri": self.uri(file.path)}, "roles": ["analysisTarget"]} for file in report.files],
            "results": self.results(),
            "properties": {"summary": summary_json(report), "packs": [f"{pack.name} {pack.version}" for pack in report.packs]},
        }
        return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}

    def results(self) -> Iterator[dict[str, Any]]:
        """The findings, those of an earlier draft that are fixed, and those that are accepted and to be shown.

        All say whether they are suppressed, or none does; so it is with what they are against an earlier draft.
        """
        report = self.report
        unsuppressed: dict[str, Any] = {"suppressions": []} if report.accepted else {}
        for one in chain(report.findings, report.revision.fixed if report.revision is not None else ()):
            yield {**self.result(one), **unsuppressed}
        for accepted in report.accepted:
            yield {**self.result(accepted.finding), "suppressions": [self.suppression(accepted)]}

    def suppression(self, one: Accepted) -> dict[str, Any]:
        """What keeps a finding back: all of it stands outside of the documents."""
        why = one.reason or words.pick(self.lang, *_WHY_ACCEPTED[one.how])
        said = {"by": one.by, "until": str(one.until) if one.until else None}
        properties = {"how": one.how, **{name: text for name, text in said.items() if text}}
        return {"kind": "external", "status": "accepted", "justification": why, "properties": properties}

    def uri(self, path: str) -> str:
        if path not in self.uris:
            self.uris[path] = uri(path)
        return self.uris[path]

    def rule(self, rule: RuleRef) -> dict[str, Any]:
        explain = f"goalint rule {rule.code}"
        text = words.pick(self.lang, f"查看说明、依据和例子：{explain}", f"explanation, basis and examples: {explain}")
        described = {
            "id": rule.code,
            "name": rule.name,
            "shortDescription": {"text": rule.title},
            "fullDescription": {"text": rule.why or rule.title},
            "help": {"text": f"{rule.why}\n\n{text}" if rule.why else text},
            "defaultConfiguration": {"level": _LEVEL[rule.severity]},
        }
        category = self.categories.get(rule.code)
        return {**described, "properties": {"tags": [category]}} if category else described

    def result(self, finding: Finding) -> dict[str, Any]:
        message = sentence(finding, self.lang)
        if finding.suggestion:
            message += words.pick(self.lang, "。建议：", ". Suggestion: ") + finding.suggestion
        found: dict[str, Any] = {"ruleId": finding.code}
        if finding.code in self.rules:
            found["ruleIndex"] = self.rules[finding.code]
        found |= {
            "level": _LEVEL[finding.severity],
            "message": {"text": message},
            "locations": [self.location(finding.path, finding.location, finding.evidence[:1], finding)],
            "partialFingerprints": {_FINGERPRINT: finding.fingerprint},
        }
        if finding.state is not None:
            found["baselineState"] = _BASELINE_STATE[finding.state]
        related = [
            {"id": number, **self.location(evidence.path or finding.path, evidence.location, (evidence,))}
            for number, evidence in enumerate(finding.evidence[1:], 1)
        ]
        if related:
            found["relatedLocations"] = related
        properties: dict[str, Any] = {"confidence": str(finding.confidence)}
        if finding.suggestion:
            properties["suggestion"] = finding.suggestion
        return {**found, "properties": properties}

    def location(
        self, path: str, place: Location, evidence: tuple[Evidence, ...], finding: Finding | None = None
    ) -> dict[str, Any]:
        artifact: dict[str, Any] = {"uri": self.uri(path)}
        if path in self.files:
            artifact["index"] = self.files[path]
        physical: dict[str, Any] = {"artifactLocation": artifact}
        if place.text_line is not None:
            region: dict[str, Any] = {"startLine": place.text_line}
            if place.column is not None:
                region["startColumn"] = place.column
            if evidence and evidence[0].location == place:
                region["snippet"] = {"text": evidence[0].text}
            physical["region"] = region
        made: dict[str, Any] = {"physicalLocation": physical}
        logical = list(self.logical(finding)) if finding is not None else []
        if logical:
            made["logicalLocations"] = logical
        if where := words.place(place, self.lang):
            made["message"] = {"text": where}
        return made

    def logical(self, finding: Finding) -> Iterator[dict[str, Any]]:
        """The project and, in it, the indicator."""
        project, indicator = finding.project, finding.indicator
        if project is not None:
            name = project.name or project.code or str(project.seq)
            full = "/".join(_part(text) for text in (str(project.seq), project.code, project.name) if text)
            yield {"name": name, "fullyQualifiedName": full, "kind": "project"}
            if indicator is not None:
                below = "/".join(_part(text) for text in (indicator.level2, indicator.name) if text)
                yield {"name": indicator.name, "fullyQualifiedName": f"{full}/{below}", "kind": "indicator"}

    def notification(self, entry: NotChecked) -> dict[str, Any]:
        made: dict[str, Any] = {
            "level": "warning",
            "message": {"text": entry.why},
            "locations": [self.location(entry.path, entry.location, ())],
        }
        if entry.rule in self.rules:
            made["associatedRule"] = {"id": entry.rule, "index": self.rules[entry.rule]}
        return made

    def not_settled(self, one: Unsettled) -> dict[str, Any]:
        """A finding of the earlier draft of which nobody knows whether it is fixed."""
        finding = one.finding
        what = f"{finding.code} {sentence(finding, self.lang)}"
        text = words.unsettled(self.lang) + words.pick(self.lang, "：", ": ") + what + words.pick(self.lang, "；", "; ") + one.why
        return {
            "level": "warning",
            "message": {"text": text},
            "locations": [self.location(finding.path, finding.location, ())],
        }


def _part(text: str) -> str:
    """One part of a qualified name; a slash in it would look like two."""
    return text.replace("/", "∕")
