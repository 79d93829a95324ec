"""Every example of every shipped rule: alone, and planted into a document in which nothing else is wrong."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

import pytest

from goalint.engine import run, with_regime
from goalint.findings import Finding
from goalint.rules.described import documents_of
from goalint.rules.examples import tested as result_of
from goalint.rules.model import Example, Rule, shelf_of
from goalint.rules.profile import Profile

from .planting import PLANTED, clean, planted
from .shipped import shipped

FEWEST = 2  # examples that flag and that pass, for each rule


class Case(NamedTuple):
    """One example."""

    rule: Rule
    number: int
    example: Example

    def __str__(self) -> str:
        return f"{self.rule.code}-{self.rule.name}-{self.number}-{self.example.expects}"


PACKS = shipped()
SHELF = shelf_of(PACKS)
RULES = [rule for pack in PACKS for rule in pack.rules]
CASES = [Case(rule, index, example) for rule in RULES for index, example in enumerate(rule.examples, 1)]
# Rules about the document as a whole: how many of its forms, values or names are one way. Among others the answer may differ.
WHOLE = {
    "mixed-amount-units", "stated-total-mismatch", "budget-year-unclear", "unknown-level-name", "section-number-gap",
    "uniform-values", "project-code-year", "narrative-without-table", "table-without-narrative", "narrative-out-of-order",
    "identical-schedules", "missing-part", "department-lines-differ",
}  # fmt: skip
PLANTS = [
    case
    for case in CASES
    if case.example.expects != "not_checked"
    and case.example.given in PLANTED
    and not (case.example.given == "document" and case.rule.name in WHOLE)
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_example(case: Case) -> None:
    result = result_of(case.rule, case.number, case.example, SHELF)
    assert result.ok, result.detail()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.code}-{rule.name}")
def test_every_rule_has_examples_on_both_sides(rule: Rule) -> None:
    expects = [example.expects for example in rule.examples]
    assert expects.count("flags") >= FEWEST
    assert expects.count("passes") >= FEWEST


@pytest.mark.parametrize("year", [2021, 2025, 2026])
def test_the_clean_document_is_clean(year: int) -> None:
    outcome = run(documents_of("document", clean(year)), PACKS, profile=Profile.REVIEW)
    assert [(finding.code, finding.message) for finding in outcome.findings] == []
    assert outcome.not_checked == ()
    assert outcome.rules == len(RULES)


@pytest.mark.parametrize("case", PLANTS, ids=str)
def test_a_planted_example_says_what_it_says_alone(case: Case) -> None:
    """The rule tells of the planted node what it tells of the example alone; of the rest of the document nothing new."""
    regime = _regime_of(case)
    before = {finding.fingerprint for finding in _told(case.rule, regime, clean(_year_of(case)))}
    if case.example.regime is None and not case.rule.regimes:
        assert before == set()
    found = _told(case.rule, regime, planted(case.example.given, case.example.node))
    new = [finding for finding in found if finding.fingerprint not in before]
    hits = case.example.hits if case.example.expects == "flags" else 0
    assert len(new) == hits, [finding.message for finding in new]


def _told(rule: Rule, regime: str | None, described: dict[str, Any]) -> Sequence[Finding]:
    return run(documents_of("document", described), PACKS, regime=regime, select=[rule.code]).findings


@cache
def _detected(kind: str, text: str) -> str | None:
    (document,) = documents_of(kind, json.loads(text))
    return with_regime(document, PACKS).regime


def _regime_of(case: Case) -> str | None:
    """The regime that the example has by itself: one row must not decide otherwise because others stand beside it."""
    if case.example.regime is not None:
        return case.example.regime
    detected = _detected(case.example.given, json.dumps(case.example.node))
    return detected if not case.rule.regimes or detected in case.rule.regimes else case.rule.regimes[0]


def _year_of(case: Case) -> int:
    described = planted(case.example.given, case.example.node)
    return int(described.get("fiscal_year") or 2025)
