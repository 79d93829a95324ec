"""What is not told although a rule says it: ignores → suppressions → baseline, document by document.

What entries were good for, and which profile is passed, shows when all documents have gone through.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from goalint.findings import Accepted, Diagnostic, Finding, NotChecked, Severity
from goalint.globs import Glob
from goalint.rules.model import Pack, Rule
from goalint.rules.profile import Profile
from goalint.rules.selectors import most_specific
from goalint.tree.confidence import Confidence
from goalint.tree.document import ROWS_LOST, Document
from goalint.walk import Told

if TYPE_CHECKING:
    from goalint.baseline import Baseline, BaselineUse, Entry
    from goalint.revision import Original
    from goalint.suppressions import Suppressions, SuppressionUse


class Filters(NamedTuple):
    """What is not told although a rule says it: rules left out for files and projects, suppressions, a baseline.

    `original` is what the findings are held against to tell which are new.
    `complete` says that the run holds all documents that the suppressions are about.
    """

    per_file_ignores: Mapping[Glob, Sequence[str]] = MappingProxyType({})
    per_project_ignores: Mapping[str, Sequence[str]] = MappingProxyType({})
    suppressions: Suppressions | None = None
    complete: bool = False
    baseline: Baseline | None = None
    original: Original | None = None


class Sifted(NamedTuple):
    """What there is to tell of a document, and what is accepted there."""

    findings: Sequence[Finding]
    not_checked: Sequence[NotChecked]
    accepted: Sequence[Accepted]


class Sieve:
    """Takes out what is accepted, and remembers what is to be said when all is over."""

    def __init__(
        self, filters: Filters, packs: Sequence[Pack], rules: Sequence[Rule], min_confidence: Confidence, lang: str
    ) -> None:
        self._filters = filters
        self._rules = rules
        self._ranks = {rule.code: rule.profile.rank for rule in rules}
        self._least = min_confidence
        self._lang = lang
        self._lowest = len(Profile)  # of the profiles of rules with findings that count
        self._read: list[str] = []
        self._unsure: set[tuple[str, str]] = set()
        self._suppressions: SuppressionUse | None = None
        self._baseline: BaselineUse | None = None
        known = [rule for pack in packs for rule in pack.rules]
        if filters.suppressions is not None:
            from datetime import date

            from goalint.suppressions import SuppressionUse

            today = date.today()  # noqa: DTZ011  # the day where the user is
            self._suppressions = SuppressionUse(filters.suppressions, known, rules, today, filters.complete, lang)
        if filters.baseline is not None:
            from goalint.baseline import BaselineUse

            self._baseline = BaselineUse(filters.baseline, known, rules)

    def sifted(self, path: str, told: Sequence[Told], *, readable: bool) -> Sifted:
        """What is left of what the rules say of the document of that path."""
        ignored: Sequence[Told] = ()
        if self._filters.per_file_ignores or self._filters.per_project_ignores:
            told, ignored = self._without_ignored(path, told)
        findings = [one for one in told if isinstance(one, Finding)]
        not_checked = {_reason(one): one for one in reversed(told) if isinstance(one, NotChecked)}
        accepted = [Accepted(one, "ignore") for one in ignored if isinstance(one, Finding)]
        if self._suppressions is not None:
            findings, more = self._suppressions.apart(findings)
            accepted += more
        ranks = (
            self._ranks[one.code]
            for one in findings
            if one.severity.rank >= Severity.WARNING.rank and one.confidence.rank >= self._least.rank
        )
        self._lowest = min((self._lowest, *ranks))
        if self._baseline is not None:
            findings, more = self._baseline.apart(findings)
            accepted += more
        if self._suppressions is not None or self._baseline is not None:
            self._unsure.update((one.rule, path) for one in not_checked.values())
            if readable:
                self._read.append(path)
        return Sifted(findings, list(not_checked.values()), accepted)

    def passed(self, profile: Profile) -> Profile | None:
        """The highest profile up to that of the run of which no finding at warning or above and that sure is left."""
        from_ = min(self._ranks.values(), default=len(Profile))  # a profile without rules is not passed by having none
        passed = [one for one in Profile if from_ <= one.rank <= profile.rank and one.rank < self._lowest]
        return passed[-1] if passed else None

    def over(self, documents: Sequence[Document], paths: Sequence[str]) -> tuple[list[Entry], list[Diagnostic]]:
        """The entries of the baseline that are no longer found, and what there is to say of suppressions and baseline.

        `paths` are those of the documents, which need not be looked at for them.
        """
        said: list[Diagnostic] = []
        stale: list[Entry] = []
        if self._suppressions is not None:
            said += self._suppressions.told(documents, self._unsure)
        if self._baseline is not None and self._filters.baseline is not None:
            from goalint.baseline import diagnostics_of

            numbers: dict[str, list[int]] = {}
            for number, path in enumerate(paths):
                numbers.setdefault(os.path.abspath(path), []).append(number)

            @cache
            def lost_rows(place: str) -> bool:
                lost = (one.code for number in numbers.get(place, ()) for one in documents[number].not_read)
                return not ROWS_LOST.isdisjoint(lost)

            stale = self._baseline.stale(self._read, self._unsure, lost_rows)
            said += diagnostics_of(stale, self._filters.baseline.path, self._lang)
        return stale, said

    def _without_ignored(self, path: str, told: Iterable[Told]) -> tuple[list[Told], list[Told]]:
        """What stays, and what concerns rules that are left out for a file or a project; those that cannot be suppressed stay."""
        from goalint.suppressions import named

        open_to = {rule.code: rule for rule in self._rules if rule.suppressible}
        of_file = [s for glob, selectors in self._filters.per_file_ignores.items() if glob.matches(path) for s in selectors]

        def ignored(one: Told) -> bool:
            rule = open_to.get(one.code if isinstance(one, Finding) else one.rule)
            if rule is None:
                return False
            if most_specific(of_file, rule):
                return True
            project = one.project
            return project is not None and any(
                named(wanted, project) and most_specific(selectors, rule)
                for wanted, selectors in self._filters.per_project_ignores.items()
            )

        apart: tuple[list[Told], list[Told]] = [], []
        for one in told:
            apart[ignored(one)].append(one)
        return apart


def _reason(one: NotChecked) -> tuple[str, int, str]:
    """What makes two entries of a project the same: it is said once that a rule could not be checked, and why."""
    return one.rule, -1 if one.project is None else one.project.index, one.why
