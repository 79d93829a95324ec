"""The documents in examples/: one breaks every rule, one none; what one document cannot break has documents of its own."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from goalint.engine import Outcome, run
from goalint.intake import gather, read
from goalint.rules.model import Rule
from goalint.rules.profile import Profile

from .shipped import shipped

EXAMPLES = Path(__file__).parents[2] / "examples"
RULES = [rule for pack in shipped() for rule in pack.rules]
# A document has one year, one sum, one value or schedule or row for all: beside other mistakes there is no room for these.
ALONE = {"stated-total-mismatch", "budget-year-unclear", "row-in-every-project", "uniform-values", "identical-schedules"}
UNREADABLE = {"file-unreadable", "no-form-found", "no-goal-form"}


@cache
def outcome(*names: str) -> Outcome:
    """What all rules say about the examples of these names, checked together."""
    paths = gather([str(EXAMPLES / name) for name in names])
    return run([next(read(path)).document for path in paths], shipped(), profile=Profile.REVIEW)


def found(*names: str) -> set[str]:
    return {finding.name for finding in outcome(*names).findings}


def several(rule: Rule) -> bool:
    return rule.given == ("batch",) and rule.name != "duplicate-project-code" or rule.name in ALONE


@pytest.mark.parametrize("name", [rule.name for rule in RULES if not several(rule) and rule.name not in UNREADABLE])
def test_the_mistakes_break_every_rule(name: str) -> None:
    assert name in found("mistakes.md")


@pytest.mark.parametrize("name", [rule.name for rule in RULES if several(rule)])
def test_the_departments_break_those_that_need_several_documents(name: str) -> None:
    assert name in found("batch", "mistakes.md")


@pytest.mark.parametrize("name", sorted(UNREADABLE))
def test_what_cannot_be_read_is_told(name: str) -> None:
    assert name in found("unreadable")


@pytest.mark.parametrize("profile", list(Profile))
def test_the_clean_document_breaks_none(profile: Profile) -> None:
    document = next(read(str(EXAMPLES / "clean.md"))).document
    clean = run([document], shipped(), profile=profile)
    assert (clean.findings, clean.not_checked, clean.passed) == ((), (), profile)
