"""The run: every rule of the packs applied to every document, each document walked once.

What is told is decided here and nowhere else: profile, select and ignores → severity → suppressions → baseline → confidence;
what is left is put in the order in which a person reads the documents.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from goalint.findings import Accepted, Diagnostic, Finding, NotChecked, Revision, Severity
from goalint.globs import Glob
from goalint.rules.model import Pack, Rule, shelf_of
from goalint.rules.problems import close_to
from goalint.rules.profile import Profile
from goalint.rules.selectors import ALL, ITSELF, known, most_specific, no_rule, similar
from goalint.rules.taxonomy import detect
from goalint.tree.confidence import Confidence
from goalint.tree.document import Document
from goalint.tree.location import Location
from goalint.walk import Told, Walk

if TYPE_CHECKING:
    from goalint.baseline import Baseline, Entry
    from goalint.revision import Original
    from goalint.suppressions import Suppressions


class SelectionError(Exception):
    """A selector or regime that names nothing; the message is in the language of the run."""


class Outcome(NamedTuple):
    """What the rules say: findings and what could not be checked, in reading order; `rules` were in force.

    `documents` are those of the run with their regimes, `stale` the entries of the baseline that are no longer found.
    `passed` is the highest profile up to that of the run whose rules, all in force and all checked, left no finding at
    warning or above, those of the baseline included; None if there is none.
    """

    findings: tuple[Finding, ...]
    not_checked: tuple[NotChecked, ...]
    rules: int
    documents: tuple[Document, ...] = ()
    passed: Profile | None = None
    accepted: tuple[Accepted, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    stale: tuple[Entry, ...] = ()
    revision: Revision | None = None


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


_ALL_TOLD = Filters()


def run(
    documents: Sequence[Document],
    packs: Sequence[Pack],
    *,
    regime: str | None = None,
    profile: Profile = Profile.SUBMIT,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    extend_select: Sequence[str] = (),
    min_severity: Severity = Severity.INFO,
    min_confidence: Confidence = Confidence.LOW,
    filters: Filters = _ALL_TOLD,
    lang: str = "zh",
    spent: dict[str, float] | None = None,
    walked: Sequence[Sequence[Told]] | None = None,
) -> Outcome:
    """Apply the selected rules of the packs (all of the profile, if none are selected) to the documents together.

    `spent`, if given, is filled with the seconds of wall time that each rule took, by its code. `walked` is what a walk with
    the same rules has said of each document by itself, where that is known already. Raises SelectionError for a selector or
    regime that names nothing, EngineError when a Python check crashes.
    """
    rules = in_force(packs, select, ignore, lang, profile, extend_select, min_severity)
    with_regimes = tuple(with_regime(document, packs, regime, lang) for document in documents)
    walk = Walk(rules, shelf_of(packs), lang, spent)
    told = [one for each in (map(walk.through, with_regimes) if walked is None else walked) for one in each]
    told += walk.together(with_regimes)
    ignored: list[Told] = []
    if filters.per_file_ignores or filters.per_project_ignores:
        told, ignored = _without_ignored(told, filters, rules)
    findings = [one for one in told if isinstance(one, Finding)]
    not_checked = {_reason(one): one for one in reversed(told) if isinstance(one, NotChecked)}
    accepted = [Accepted(one, "ignore") for one in ignored if isinstance(one, Finding)]
    diagnostics: list[Diagnostic] = []
    known = [rule for pack in packs for rule in pack.rules]
    if filters.suppressions is not None:
        from datetime import date

        from goalint.suppressions import suppressed

        findings, in_file, diagnostics = suppressed(
            findings,
            filters.suppressions,
            known=known,
            in_force=rules,
            documents=with_regimes,
            not_checked=not_checked.values(),
            today=date.today(),  # noqa: DTZ011  # the day where the user is
            complete=filters.complete,
            lang=lang,
        )
        accepted += in_file
    passed = _passed(profile, rules, findings, min_confidence)
    stale: list[Entry] = []
    if filters.baseline is not None:
        from goalint.baseline import baselined, diagnostics_of

        read = [document.source.path for document in with_regimes if document.projects]
        findings, in_baseline, stale = baselined(
            findings, filters.baseline, known=known, in_force=rules, paths=read, not_checked=not_checked.values()
        )
        accepted += in_baseline
        diagnostics += diagnostics_of(stale, filters.baseline.path, lang)
    revision: Revision | None = None
    if filters.original is not None:
        from goalint.revision import compared

        findings, accepted, revision, said = compared(
            findings,
            accepted,
            filters.original,
            documents=with_regimes,
            rules=rules,
            not_checked=not_checked.values(),
            lang=lang,
        )
        diagnostics += said
    findings = [finding for finding in findings if finding.confidence.rank >= min_confidence.rank]
    order = _reading_order(with_regimes)
    return Outcome(
        tuple(sorted(findings, key=lambda finding: (*order(finding), finding.code))),
        tuple(sorted(not_checked.values(), key=lambda one: (*order(one), one.rule))),
        len(rules),
        with_regimes,
        passed if documents and not select and min_severity is not Severity.ERROR else None,
        tuple(sorted(accepted, key=lambda one: (*order(one.finding), one.finding.code))),
        tuple(diagnostics),
        tuple(stale),
        revision and _sure(revision, min_confidence),
    )


def _sure(revision: Revision, least: Confidence) -> Revision:
    return revision._replace(
        fixed=tuple(one for one in revision.fixed if one.confidence.rank >= least.rank),
        unsettled=tuple(one for one in revision.unsettled if one.finding.confidence.rank >= least.rank),
    )


def _passed(profile: Profile, rules: Sequence[Rule], findings: Sequence[Finding], sure: Confidence) -> Profile | None:
    """The highest profile up to that of the run of which no finding at warning or above and that sure is left."""
    ranks = {rule.code: rule.profile.rank for rule in rules}
    from_ = min(ranks.values(), default=len(Profile))  # a profile without rules is not passed by having none
    below = min(
        (ranks[one.code] for one in findings if one.severity.rank >= Severity.WARNING.rank and one.confidence.rank >= sure.rank),
        default=len(Profile),
    )
    passed = [one for one in Profile if from_ <= one.rank <= profile.rank and one.rank < below]
    return passed[-1] if passed else None


# --- selection --------------------------------------------------------------------------------------------------------


def in_force(
    packs: Sequence[Pack],
    select: Sequence[str],
    ignore: Sequence[str],
    lang: str = "zh",
    profile: Profile = Profile.SUBMIT,
    extend_select: Sequence[str] = (),
    min_severity: Severity = Severity.INFO,
) -> list[Rule]:
    """The rules that a run applies: those selected whose findings are grave enough to be told."""
    chosen = selected(packs, select, ignore, lang, profile, extend_select)
    return [rule for rule in chosen if rule.severity.rank >= min_severity.rank]


def selected(
    packs: Sequence[Pack],
    select: Sequence[str],
    ignore: Sequence[str],
    lang: str = "zh",
    profile: Profile = Profile.SUBMIT,
    extend_select: Sequence[str] = (),
) -> list[Rule]:
    """The rules of the profile that are selected (all, if `select` is empty) and not ignored, the more specific selector
    deciding as in ruff.

    A rule that is selected by its own code or name is in force whatever its profile, and where a pack has switched it off.
    A selector is ALL, a category, the beginning of a code, a code or a name. Raises SelectionError for any other.
    """
    rules = [rule for pack in packs for rule in pack.rules]
    for selector in (*select, *ignore, *extend_select):
        if not known(selector, rules):
            raise SelectionError(no_rule(selector, similar(selector, rules), lang))
    chosen = (*(select or (ALL,)), *extend_select)

    def offered(rule: Rule) -> bool:
        wanted, unwanted = most_specific(chosen, rule), most_specific(ignore, rule)
        usual = rule.enabled and rule.profile.rank <= profile.rank
        return wanted > unwanted and (usual or wanted == ITSELF)

    return [rule for rule in rules if offered(rule)]


def _without_ignored(told: Iterable[Told], filters: Filters, rules: Sequence[Rule]) -> tuple[list[Told], list[Told]]:
    """What stays, and what concerns rules that are left out for a file or a project; those that cannot be suppressed stay."""
    from goalint.suppressions import named

    open_to = {rule.code: rule for rule in rules if rule.suppressible}
    of_file: dict[str, list[str]] = {}

    def ignored(one: Told) -> bool:
        rule = open_to.get(one.code if isinstance(one, Finding) else one.rule)
        if rule is None:
            return False
        if one.path not in of_file:
            of_file[one.path] = [
                s for glob, selectors in filters.per_file_ignores.items() if glob.matches(one.path) for s in selectors
            ]
        if most_specific(of_file[one.path], rule):
            return True
        project = one.project
        return project is not None and any(
            named(wanted, project) and most_specific(selectors, rule) for wanted, selectors in filters.per_project_ignores.items()
        )

    apart: tuple[list[Told], list[Told]] = [], []
    for one in told:
        apart[ignored(one)].append(one)
    return apart


# --- regimes ----------------------------------------------------------------------------------------------------------


def with_regime(document: Document, packs: Sequence[Pack], regime: str | None = None, lang: str = "zh") -> Document:
    """The document with the regime that is set, or else its own, or else the one detected from its indicators.

    Raises SelectionError for a regime that no pack has.
    """
    taxonomies = shelf_of(packs).taxonomies
    if regime is not None and regime not in taxonomies:
        known = list(taxonomies)
        close = close_to(regime, known)
        if lang == "zh":
            hint = f"；是不是想写 {' 或 '.join(close)}？" if close else f"；可用的有 {'、'.join(known) or '（无）'}"
            raise SelectionError(f"没有指标体系“{regime}”{hint}")
        hint = f"; did you mean {' or '.join(close)}?" if close else f"; there are: {', '.join(known) or 'none'}"
        raise SelectionError(f"there is no regime “{regime}”{hint}")
    if regime is None:
        if document.regime in taxonomies:
            return document
        found = detect(document, tuple(taxonomies.values()))
        regime = None if found is None else found.id
    return document if document.regime == regime else document._replace(regime=regime)


# --- order ------------------------------------------------------------------------------------------------------------

_Order = tuple[int, int, tuple[int, ...], str]


def _reading_order(documents: Sequence[Document]) -> Callable[[Finding | NotChecked], _Order]:
    """Files as given, in each first what concerns the document, then project by project as they stand there."""
    numbers: dict[str, int] = {}
    for number, document in enumerate(documents):
        numbers.setdefault(document.source.path, number)

    def order(one: Finding | NotChecked) -> _Order:
        project = -1 if one.project is None else one.project.index
        return numbers.get(one.path, len(numbers)), project, *_place(one.location)

    return order


def _place(location: Location) -> tuple[tuple[int, ...], str]:
    """A place as something to sort by; spreadsheets by sheet, row and cell."""
    return location.order, location.cell if isinstance(location.cell, str) else ""


def _reason(one: NotChecked) -> tuple[str, str, int, str]:
    """What makes two entries of a project the same: it is said once that a rule could not be checked, and why."""
    return one.rule, one.path, -1 if one.project is None else one.project.index, one.why
