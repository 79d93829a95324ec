"""The examples in rules, run: each node is built from its description and the rule must do what the example says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from goalint.findings import Finding, NotChecked
from goalint.pile import Parcel
from goalint.rules.apply import Program
from goalint.rules.described import documents_of
from goalint.rules.model import Example, Pack, Rule, shelf_of
from goalint.rules.notes import Notes
from goalint.rules.scope import Scope, Shelf, batch, frames_of, scopes
from goalint.rules.taxonomy import detect

OK, MISSING, NOISY, WRONG = "ok", "missing", "noisy", "wrong"


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """What a rule did with one of its examples (`index` counts from 1).

    `verdict` is ok, missing (it should have flagged and did not), noisy (it should have kept still) or wrong (it flagged
    another number of times, or did not say that it could not check, or crashed). `detail` says what happened instead.
    """

    rule: Rule
    index: int
    example: Example
    verdict: str
    detail_zh: str = ""
    detail_en: str = ""

    @property
    def ok(self) -> bool:
        """Whether the rule did what the example says."""
        return self.verdict == OK

    def detail(self, lang: str = "zh") -> str:
        """What happened instead; empty if all is well."""
        return self.detail_zh if lang == "zh" else self.detail_en


def test_pack(pack: Pack) -> list[ExampleResult]:
    """Run every example of every rule of the pack, in order."""
    shelf = shelf_of([pack])
    return [tested(rule, index, example, shelf) for rule in pack.rules for index, example in enumerate(rule.examples, 1)]


test_pack.__test__ = False  # type: ignore[attr-defined]  # pytest would take it for a test wherever it is imported


def tested(rule: Rule, index: int, example: Example, shelf: Shelf) -> ExampleResult:
    """Run one example."""

    def result(verdict: str, zh: str = "", en: str = "") -> ExampleResult:
        return ExampleResult(rule, index, example, verdict, zh, en)

    try:
        told = list(_told(rule, example, shelf))
    except Exception as error:  # a check that crashes on an example is the author's to see, beside the other results
        return result(WRONG, f"检查出错：{type(error).__name__}: {error}", f"the check crashed: {type(error).__name__}: {error}")
    findings = [one for one in told if isinstance(one, Finding)]
    unchecked = [one for one in told if isinstance(one, NotChecked)]
    messages = "；".join(finding.message for finding in findings)
    reasons = "；".join(one.why for one in unchecked)
    if example.expects == "passes":
        if findings:
            return result(
                NOISY, f"不应有发现，却有 {len(findings)} 处：{messages}", f"{len(findings)} findings, expected none: {messages}"
            )
        return result(OK)
    if example.expects == "not_checked":
        if findings:
            return result(NOISY, f"应为未能检查，却有发现：{messages}", f"expected “not checked”, got findings: {messages}")
        if not unchecked:
            return result(WRONG, "应为未能检查，却当作没有问题", "expected “not checked”, but it passed")
        return result(OK)
    if not findings:
        if unchecked:
            return result(
                MISSING, f"应有 {example.hits} 处发现，却未能检查：{reasons}", f"expected {example.hits}, not checked: {reasons}"
            )
        return result(MISSING, f"应有 {example.hits} 处发现，一处也没有", f"expected {example.hits} findings, got none")
    if len(findings) != example.hits:
        return result(
            WRONG,
            f"应有 {example.hits} 处发现，却有 {len(findings)} 处：{messages}",
            f"expected {example.hits} findings, got {len(findings)}: {messages}",
        )
    return result(OK)


def _told(rule: Rule, example: Example, shelf: Shelf) -> list[Finding | NotChecked]:
    """What the rule says about all nodes of its kinds in the documents that the example describes."""
    documents = documents_of(example.given, example.node)
    taxonomies = tuple(shelf.taxonomies.values())
    regimes = []
    for document in documents:
        found = detect(document, taxonomies)
        detected = None if found is None else found.id
        regimes.append(example.regime or (detected if not rule.regimes or detected in rule.regimes else rule.regimes[0]))
    documents = tuple(one._replace(regime=regime) for one, regime in zip(documents, regimes, strict=True))
    frames = frames_of(documents, shelf)
    programs = {kind: Program(rule, kind, shelf) for kind in rule.given}
    told: list[Finding | NotChecked] = []
    notes: Notes[Any] = Notes()
    for frame in frames:
        if rule.regimes and frame.document.regime not in rule.regimes:
            continue
        for scope in scopes(frames, frame.number):
            _extend(told, programs.get(scope.kind), scope)
        if "batch" in programs:
            notes.add(frame.number, Parcel(programs["batch"].noted(Scope("document", frames, frame.number))))
    if "batch" in programs:
        told.extend(one for _, one in programs["batch"].across(batch(documents, shelf, notes)))
    return told


def _extend(told: list[Finding | NotChecked], program: Program | None, scope: Scope) -> None:
    if program is not None:
        told.extend(program.applied(scope))
