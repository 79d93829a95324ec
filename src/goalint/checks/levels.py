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
from goalint.tree.document import Indicator, Project
from goalint.tree.text import State, Text

_ROWS = FIELDS["project"]["indicators"]
_SHORT = "指标"


def _parent(taxonomy: Taxonomy, category: str | None) -> str | None:
    return next((two.parent for two in taxonomy.second_level if two.name == category), None)


class _Standing(NamedTuple):
    """Rows of a project that stand under the same two levels: the first of them, and how many they are."""

    row: Indicator
    rows: int


def _standings(scope: Scope) -> list[list[_Standing]]:
    """What the rows of each project of the document stand under, in the order in which it comes up: there are few such pairs."""
    return scope.frame.once(_standings, lambda: [_of_one(project) for project in scope.document.projects])


def _of_one(project: Project) -> list[_Standing]:
    found: dict[tuple[str, str], list[Indicator]] = {}
    for row in project.indicators:
        found.setdefault((row.level1.text, row.level2.text), []).append(row)
    return [_Standing(rows[0], len(rows)) for rows in found.values()]


def _present(scope: Scope, taxonomy: Taxonomy) -> tuple[set[str], set[str], bool]:
    """The first levels and categories that the project's rows stand under, and whether some rows leave that open."""
    firsts: set[str] = set()
    seconds: set[str] = set()
    vague = False
    for row, _ in _standings(scope)[scope.project_index or 0]:
        first = taxonomy.first(row.level1.text)
        category = taxonomy.second(row.level2.text, row.level1.text)
        firsts |= {found for found in (first, _parent(taxonomy, category)) if found}
        if category is not None:
            seconds.add(category)
        vague = vague or (first is None and category is None)
    return firsts, seconds, vague


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
    if taxonomy is not None and any(row.level2.state is not State.ABSENT for row in scope.project.indicators):
        firsts, seconds, vague = _present(scope, taxonomy)
        wanted = [two.name for two in taxonomy.second_level if two.required and two.parent in firsts]
        yield from _missing(scope, [name for name in wanted if name not in seconds], vague)


def _used(scope: Scope, taxonomy: Taxonomy) -> set[str | None]:
    """The first levels of all forms of the document."""
    return {taxonomy.first(row.level1.text) for standings in _standings(scope) for row, _ in standings}


@check("wrong-parent", given={"project"}, placeholders={"category", "parent", "found"})
def WRONG_PARENT(scope: Scope, _: object) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """A second level under the wrong first level, raised once for each such pair in a project."""
    taxonomy = scope.taxonomy
    if taxonomy is None:
        return
    seen: set[tuple[str, str]] = set()
    for row, _ in _standings(scope)[scope.project_index or 0]:
        pair = (level_name(row.level1.text), level_name(row.level2.text))
        if pair in seen:
            continue
        seen.add(pair)
        first, category = taxonomy.first(pair[0]), taxonomy.second(*reversed(pair))
        parent = _parent(taxonomy, category)
        if first is None or category is None or parent is None:
            continue
        # The same name may be a second level of several first levels, then each of them is right.
        parents = taxonomy.parents(pair[1])
        if first not in (parents or {parent}) and first not in taxonomy.elsewhere(category, _used(scope, taxonomy)):
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
        standings = [(index, *one) for index, found in enumerate(_standings(scope)) for one in found]
        written = [one for one in standings if _level(one[1], which).text]
        unknown = [one for one in written if _unknown(taxonomy, one[1], which)]
        if not unknown or sum(one[2] for one in unknown) * 4 > sum(one[2] for one in written):
            continue
        levels = taxonomy.first_level if which == "level1" else taxonomy.second_level
        counts: Counter[str] = Counter()
        for _, row, count in unknown:
            counts[level_name(_level(row, which).text)] += count
        told: set[str] = set()
        for index, row, _ in unknown:
            text = _level(row, which)
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


def _unknown(taxonomy: Taxonomy, row: Indicator, which: str) -> bool:
    if which == "level1":
        return taxonomy.first(row.level1.text) is None
    return taxonomy.second(row.level2.text, row.level1.text) is None and taxonomy.first(row.level2.text) is None


@check("mixed-levels", given={"document"}, placeholders={"name", "usual"})
def MIXED_LEVELS(scope: Scope, _: object) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """A level called by another of its names than in the rest of the document, raised once for each such name."""
    taxonomy = scope.taxonomy
    if taxonomy is None:
        return
    uses: dict[tuple[str, str], dict[str, _Use]] = {}
    for index, standings in enumerate(_standings(scope)):
        for row, rows in standings:
            for which, known in (("level1", taxonomy.first(row.level1.text)), ("level2", taxonomy.second(row.level2.text))):
                if known is not None:
                    names = uses.setdefault((which, known), {})
                    name = level_name(_level(row, which).text)
                    first = names.get(name, _Use(index, row, 0))
                    names[name] = first._replace(rows=first.rows + rows)
    for (which, _known), names in uses.items():
        usual = max(names, key=lambda name: names[name].rows)
        for name, (index, row, _) in names.items():
            if name != usual:
                text, other = _level(row, which), _level(names[usual].row, which)
                yield Hit(
                    {"name": text.text, "usual": other.text},
                    field=which,
                    evidence=(evidence_of(text, field=which), evidence_of(other, field=which)),
                    project_index=index,
                    indicator=row,
                )


class _Use(NamedTuple):
    """The first row that stands under a name, the project it is in, and how many rows do."""

    project_index: int
    row: Indicator
    rows: int


def _level(row: Indicator, which: str) -> Text:
    return row.level1 if which == "level1" else row.level2


SPECS: tuple[AnyCheck, ...] = (MISSING_FIRST, MISSING_SECOND, MIXED_LEVELS, UNKNOWN_LEVEL, WRONG_PARENT)
