"""The first and second levels of a form: those that are required, those that do not exist, those under the wrong parent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from goalint.rules.check import AnyCheck, Hit, Unchecked, check, evidence_of
from goalint.rules.nodes import FIELDS
from goalint.rules.scope import Scope
from goalint.rules.taxonomy import Taxonomy, level_name
from goalint.rules.values import LOST
from goalint.tree.document import Indicator
from goalint.tree.text import ABSENT, Text

_ROWS = FIELDS["project"]["indicators"]
_SHORT = "指标"


def _parent(taxonomy: Taxonomy, category: str | None) -> str | None:
    return next((two.parent for two in taxonomy.second_level if two.name == category), None)


class _Astray(NamedTuple):
    """A category that stands under a first level which is not its parent."""

    category: str
    first: str
    parent: str


class _Standing(NamedTuple):
    """A row with the regime's own names of the levels that it stands under, and the parent of the second."""

    row: Indicator
    first: str | None
    category: str | None
    parent: str | None
    astray: _Astray | None


def _astray(taxonomy: Taxonomy, level1: str, level2: str) -> _Astray | None:
    first, category = taxonomy.first(level1), taxonomy.second(level2, level1)
    parent = _parent(taxonomy, category)
    if first is None or category is None or parent is None:
        return None
    # The same name may be a second level of several first levels, then each of them is right.
    return None if first in (taxonomy.parents(level2) or {parent}) else _Astray(category, first, parent)


def _standings(scope: Scope, taxonomy: Taxonomy) -> list[list[_Standing]]:
    """What the rows of each project of the document stand under."""

    def found() -> list[list[_Standing]]:
        known: dict[tuple[str, str], tuple[str | None, str | None, str | None, _Astray | None]] = {}
        out = []
        for project in scope.document.projects:
            standings = []
            for row in project.indicators:
                levels = row.level1.text, row.level2.text
                if levels not in known:
                    category = taxonomy.second(levels[1], levels[0])
                    astray = _astray(taxonomy, *map(level_name, levels))
                    known[levels] = taxonomy.first(levels[0]), category, _parent(taxonomy, category), astray
                standings.append(_Standing(row, *known[levels]))
            out.append(standings)
        return out

    return scope.frame.once(_standings, found)


def _present(scope: Scope, taxonomy: Taxonomy) -> tuple[set[str], set[str], bool]:
    """The first levels and categories that the project's rows stand under, and whether some rows leave that open."""
    standings = _standings(scope, taxonomy)[scope.project_index or 0]
    firsts = {name for one in standings for name in (one.first, one.parent) if name}
    seconds = {one.category for one in standings if one.category is not None}
    return firsts, seconds, any(one.first is None and one.category is None for one in standings)


def _missing(scope: Scope, names: list[str], vague: bool) -> Iterator[Hit | Unchecked]:
    """One finding that names all that is missing; not checked where a row was lost or stands under no known level."""
    if not names:
        return
    if _ROWS.get(scope) is LOST:
        yield Unchecked("有的指标行没有读到，不知道是否缺少类别", "rows were lost: a category may only seem to be missing")
    elif vague:
        yield Unchecked("有的指标行看不出属于哪一级指标", "some rows stand under no level that is known")
    else:
        yield Hit(
            {"missing": "、".join(names), "kinds": "、".join(name.removesuffix(_SHORT) for name in names)}, field="indicators"
        )


@check("missing-first", given={"project"}, placeholders={"missing", "kinds"})
def MISSING_FIRST(scope: Scope, _: object) -> Iterator[Hit | Unchecked]:  # noqa: N802 - it becomes a constant of the registry
    """First levels that the regime requires and the project has no row of; a form without any row is told elsewhere."""
    taxonomy = scope.taxonomy
    if taxonomy is not None and scope.project.indicators:
        firsts, _seconds, vague = _present(scope, taxonomy)
        yield from _missing(scope, [one.name for one in taxonomy.first_level if one.required and one.name not in firsts], vague)


@check("missing-second", given={"project"}, placeholders={"missing", "kinds"})
def MISSING_SECOND(scope: Scope, _: object) -> Iterator[Hit | Unchecked]:  # noqa: N802 - it becomes a constant of the registry
    """Second levels that the regime requires and the project has no row of, under first levels that it has."""
    taxonomy = scope.taxonomy
    # A form that has no column for them lacks none.
    if taxonomy is not None and any(row.level2.state is not ABSENT for row in scope.project.indicators):
        firsts, seconds, vague = _present(scope, taxonomy)
        wanted = [two.name for two in taxonomy.second_level if two.required and two.parent in firsts]
        yield from _missing(scope, [name for name in wanted if name not in seconds], vague)


def _used(scope: Scope, taxonomy: Taxonomy) -> set[str | None]:
    """The first levels of all forms of the document."""
    return {one.first for standings in _standings(scope, taxonomy) for one in standings}


@check("wrong-parent", given={"project"}, placeholders={"category", "parent", "found"})
def WRONG_PARENT(scope: Scope, _: object) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """A second level under the wrong first level, raised once for each such pair in a project."""
    taxonomy = scope.taxonomy
    if taxonomy is None:
        return
    seen: set[tuple[str, str]] = set()
    for row, *_, astray in _standings(scope, taxonomy)[scope.project_index or 0]:
        pair = (level_name(row.level1.text), level_name(row.level2.text)) if astray is not None else ("", "")
        if astray is None or pair in seen:
            continue
        seen.add(pair)
        category, first, parent = astray
        if first not in taxonomy.elsewhere(category, _used(scope, taxonomy)):
            yield Hit(
                {"category": row.level2.text, "parent": parent, "found": row.level1.text},
                field="level2",
                evidence=(evidence_of(row.level2, field="level2"), evidence_of(row.level1, field="level1")),
                indicator=row,
            )


@check("unknown-level", given={"document"}, placeholders={"name", "count", "known"})
def UNKNOWN_LEVEL(scope: Scope, _: object) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """A level name that the regime does not have, raised once for each name; silent where hardly any name is known.

    A form with its own vocabulary is not wrong for it: only what stands out in a document that otherwise follows is told.
    """
    taxonomy = scope.taxonomy
    if taxonomy is None:
        return
    for which in ("level1", "level2"):
        standings = [(index, one) for index, found in enumerate(_standings(scope, taxonomy)) for one in found]
        written = [(index, one, text) for index, one in standings if (text := _level(one.row, which)).text]
        unknown = [one for one in written if _unknown(taxonomy, one[1], which)]
        if not unknown or len(unknown) * 4 > len(written):
            continue
        levels = taxonomy.first_level if which == "level1" else taxonomy.second_level
        counts = Counter(level_name(text.text) for _, _, text in unknown)
        told: set[str] = set()
        for index, (row, *_), text in unknown:
            name = level_name(text.text)
            if name not in told:
                told.add(name)
                yield Hit(
                    {"name": text.text, "count": str(counts[name]), "known": "、".join(one.name for one in levels)},
                    field=which,
                    evidence=(evidence_of(text, field=which),),
                    project_index=index,
                    indicator=row,
                )


def _unknown(taxonomy: Taxonomy, standing: _Standing, which: str) -> bool:
    if which == "level1":
        return standing.first is None
    return standing.category is None and taxonomy.first(standing.row.level2.text) is None


@check("mixed-levels", given={"document"}, placeholders={"name", "usual"})
def MIXED_LEVELS(scope: Scope, _: object) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """A level called by another of its names than in the rest of the document, raised once for each such name."""
    taxonomy = scope.taxonomy
    if taxonomy is None:
        return
    rows = [(index, row) for index, project in enumerate(scope.document.projects) for row in project.indicators]
    uses: dict[tuple[str, str], dict[str, list[int]]] = {}
    for which, known in (("level1", taxonomy.first), ("level2", taxonomy.second)):
        written: dict[str, list[int]] = {}
        for number, (_, row) in enumerate(rows):
            written.setdefault(_level(row, which).text, []).append(number)
        for name, numbers in written.items():
            if (own := known(name)) is not None:
                uses.setdefault((which, own), {}).setdefault(level_name(name), []).extend(numbers)
    for (which, _known), names in sorted(uses.items(), key=lambda use: (min(map(min, use[1].values())), use[0])):
        usual = max(names, key=lambda name: len(names[name]))
        for name, numbers in names.items():
            if name != usual:
                index, row = rows[numbers[0]]
                text, other = _level(row, which), _level(rows[names[usual][0]][1], which)
                yield Hit(
                    {"name": text.text, "usual": other.text},
                    field=which,
                    evidence=(evidence_of(text, field=which), evidence_of(other, field=which)),
                    project_index=index,
                    indicator=row,
                )


def _level(row: Indicator, which: str) -> Text:
    return row.level1 if which == "level1" else row.level2


SPECS: tuple[AnyCheck, ...] = (MISSING_FIRST, MISSING_SECOND, MIXED_LEVELS, UNKNOWN_LEVEL, WRONG_PARENT)
