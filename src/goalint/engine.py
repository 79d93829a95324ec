"""The run: every rule of the packs applied to every document, each document walked once.

What is told is decided here and nowhere else: profile, select and ignores → severity → suppressions → baseline → confidence;
what is left is put in the order in which a person reads the documents.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from goalint.findings import Accepted, Diagnostic, Finding, NotChecked, Revision, Severity
from goalint.pile import Strung
from goalint.rules.model import Pack, Rule, shelf_of
from goalint.rules.problems import close_to
from goalint.rules.profile import Profile
from goalint.rules.selectors import ALL, ITSELF, known, most_specific, no_rule, similar
from goalint.rules.taxonomy import detect
from goalint.sieve import Filters, Sieve, Sifted
from goalint.tree.confidence import Confidence
from goalint.tree.document import Document
from goalint.walk import Walk, Walks

if TYPE_CHECKING:
    from goalint.baseline import Entry
    from goalint.revision import Original


class SelectionError(Exception):
    """A selector or regime that names nothing; the message is in the language of the run."""


class Outcome(NamedTuple):
    """What the rules say: findings and what could not be checked, in reading order; `rules` were in force.

    `documents` are those of the run with their regimes, `stale` the entries of the baseline that are no longer found.
    `passed` is the highest profile up to that of the run whose rules, all in force and all checked, left no finding at
    warning or above, those of the baseline included; None if there is none.
    """

    findings: Sequence[Finding]
    not_checked: Sequence[NotChecked]
    rules: int
    documents: Sequence[Document] = ()
    passed: Profile | None = None
    accepted: Sequence[Accepted] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    stale: tuple[Entry, ...] = ()
    revision: Revision | None = None


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
    walks: Walks | None = None,
) -> Outcome:
    """Apply the selected rules of the packs (all of the profile, if none are selected) to the documents together.

    `spent`, if given, is filled with the seconds of wall time that each rule took, by its code. `walks` are what those with the
    same rules through the documents, which have their regimes, gave, where that is known already. Raises SelectionError for a
    selector or regime that names nothing, EngineError when a Python check crashes.
    """
    rules = in_force(packs, select, ignore, lang, profile, extend_select, min_severity)
    walk = Walk(rules, shelf_of(packs), lang, spent)
    if walks is None:
        documents = tuple(with_regime(document, packs, regime, lang) for document in documents)
        walks = Walks()
        for document in documents:
            walks.add(document.source, walk.through(document), readable=bool(document.projects))
    sieve = Sieve(filters, packs, rules, min_confidence, lang)
    across = walk.together(documents, walks)
    parts: Iterable[Sifted] = (
        sieve.sifted(
            path,
            [
                *chain.from_iterable(walks.told[number] for number in numbers),
                *chain.from_iterable(said[number] for said in across for number in numbers),
            ],
            readable=any(walks.readable[number] for number in numbers),
        )
        for path, numbers in walks.by_path()
    )
    revision: Revision | None = None
    uncompared: list[Diagnostic] = []
    if filters.original is not None:
        parts, revision, uncompared = _compared(list(parts), filters.original, documents, rules, min_confidence, lang)
    findings, not_checked, accepted = Strung[Finding](), Strung[NotChecked](), Strung[Accepted]()
    for part in parts:
        sure = (finding for finding in part.findings if finding.confidence.rank >= min_confidence.rank)
        findings.extend(sorted(sure, key=lambda finding: (*_order(finding), finding.code)))
        not_checked.extend(sorted(part.not_checked, key=lambda one: (*_order(one), one.rule)))
        accepted.extend(sorted(part.accepted, key=lambda one: (*_order(one.finding), one.finding.code)))
    stale, diagnostics = sieve.over(documents, walks.paths)
    return Outcome(
        findings,
        not_checked,
        len(rules),
        documents,
        sieve.passed(profile) if documents and not select and min_severity is not Severity.ERROR else None,
        accepted,
        (*diagnostics, *uncompared),
        tuple(stale),
        revision,
    )


def _compared(
    parts: Sequence[Sifted],
    original: Original,
    documents: Sequence[Document],
    rules: Sequence[Rule],
    min_confidence: Confidence,
    lang: str,
) -> tuple[list[Sifted], Revision, list[Diagnostic]]:
    """The same held against the drafts as they were sent back."""
    from goalint.revision import compared

    findings, accepted, revision, said = compared(
        [finding for part in parts for finding in part.findings],
        [one for part in parts for one in part.accepted],
        original,
        documents=documents,
        rules=rules,
        not_checked=[one for part in parts for one in part.not_checked],
        lang=lang,
    )
    left, kept_back = iter(findings), iter(accepted)
    again = [
        Sifted(list(islice(left, len(part.findings))), part.not_checked, list(islice(kept_back, len(part.accepted))))
        for part in parts
    ]
    return again, _sure(revision, min_confidence), said


def _sure(revision: Revision, least: Confidence) -> Revision:
    return revision._replace(
        fixed=tuple(one for one in revision.fixed if one.confidence.rank >= least.rank),
        unsettled=tuple(one for one in revision.unsettled if one.finding.confidence.rank >= least.rank),
    )


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


def _order(one: Finding | NotChecked) -> tuple[int, tuple[int, ...], str]:
    """In a document first what concerns it as a whole, then project by project as they stand there."""
    cell = one.location.cell
    return -1 if one.project is None else one.project.index, one.location.order, cell if isinstance(cell, str) else ""
