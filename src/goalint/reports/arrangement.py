"""The findings of a file as a reviewer notes them: all of it, what several projects share, each project; nothing twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from goalint.findings import Finding, NotChecked, ProjectRef
from goalint.reports import words
from goalint.reports.fold import Fold, folded, listed, ranges
from goalint.reports.width import shown
from goalint.tree.location import Location

_SHARED = 3  # so many projects with the same finding have it said once for all


class Arrangement(NamedTuple):
    """Folds, the gravest and surest first in each part. `ambiguous` are the numbers that several projects have."""

    whole: list[Fold]
    shared: list[Fold]
    projects: list[tuple[ProjectRef, list[Fold]]]
    ambiguous: frozenset[int]


def arranged(findings: Sequence[Finding]) -> Arrangement:
    """The findings of one file, each in one fold."""
    own = [finding for finding in findings if finding.project is not None]
    shared = [fold for fold in folded(own, _of_project) if len(_projects(fold)) >= _SHARED]
    told = {id(finding) for fold in shared for finding in fold.findings}
    by_project: dict[int, tuple[ProjectRef, list[Finding]]] = {}
    for finding in own:
        if id(finding) not in told and (project := finding.project) is not None:
            by_project.setdefault(project.index, (project, []))[1].append(finding)
    return Arrangement(
        _weighed(folded(finding for finding in findings if finding.project is None)),
        _weighed(shared),
        [(project, _weighed(folded(group))) for _, (project, group) in sorted(by_project.items())],
        _ambiguous(own),
    )


def places(fold: Fold, lang: str, ambiguous: frozenset[int] | None = None) -> str:
    """Where the findings of a fold are; unless `ambiguous` is None with their projects, by number or else by name."""
    where = listed((text for one in fold.findings if (text := words.place(_row(one.location), lang))), lang)
    if ambiguous is None:
        return where
    projects = _projects(fold)
    if ambiguous.isdisjoint(project.seq for project in projects):
        numbers = ranges((project.seq for project in projects), lang)
        text = words.pick(lang, f"项目 {numbers}", f"projects {numbers}")
    else:
        names = [f"“{shown(project.name) or project.seq}”" for project in projects]
        text = words.pick(lang, "项目" + "".join(names), "projects " + ", ".join(names))
    return words.pick(lang, "：", ": ").join(part for part in (text, where) if part)


def reasons(entries: Iterable[NotChecked], lang: str) -> list[str]:
    """Why some of a file could not be checked, with rules and projects, the most frequent first."""
    by_reason: dict[str, list[NotChecked]] = {}
    for entry in entries:
        by_reason.setdefault(shown(entry.why), []).append(entry)
    return [_reason(why, group, lang) for why, group in sorted(by_reason.items(), key=lambda item: -len(item[1]))]


def _reason(why: str, entries: Sequence[NotChecked], lang: str) -> str:
    rules = listed(sorted({entry.rule for entry in entries}), lang)
    projects = len({entry.project.index for entry in entries if entry.project is not None})
    count = words.pick(lang, "，", ", ") + words.counted(projects, "个项目", "project", lang) if projects else ""
    return why + words.pick(lang, f"（{rules}{count}）", f" ({rules}{count})")


def _weighed(folds: Iterable[Fold]) -> list[Fold]:
    return sorted(folds, key=lambda fold: (-fold.findings[0].severity.rank, -fold.findings[0].confidence.rank))


def _row(location: Location) -> Location:
    """The place without the number of the cell: what the sentence names stands out in its row."""
    return location if location.row is None or isinstance(location.cell, str) else location._replace(cell=None)


def _of_project(finding: Finding) -> bool:
    """Whether it is the project that is spoken of, not a row or target of it."""
    return finding.indicator is None and "target" not in finding.args


def _projects(fold: Fold) -> list[ProjectRef]:
    found = {one.project.index: one.project for one in fold.findings if one.project is not None}
    return [found[index] for index in sorted(found)]


def _ambiguous(findings: Iterable[Finding]) -> frozenset[int]:
    by_number: dict[int, set[int]] = {}
    for finding in findings:
        if finding.project is not None:
            by_number.setdefault(finding.project.seq, set()).add(finding.project.index)
    return frozenset(number for number, indexes in by_number.items() if len(indexes) > 1)
