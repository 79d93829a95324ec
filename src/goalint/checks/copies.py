"""The same thing twice in one document: names, accounts of the narrative, rows and whole tables of indicators."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from goalint.checks.likeness import MIN_ROWS, Row, akin, is_shared, most_like, remember, tables_of
from goalint.rules.check import AnyCheck, Hit, LexiconName, check, evidence_of
from goalint.rules.scope import Scope
from goalint.tree.document import Indicator, Item, Project
from goalint.tree.text import Text
from goalint.tree.width import key

_MIN_GOAL = 8  # characters; a shorter goal may well be meant twice


@check("same-project-name", given={"document"}, placeholders={"name", "first"})
def SAME_PROJECT_NAME(scope: Scope, _: object) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """A project with the name of an earlier one; with its code too it is the same project, which is another matter."""
    seen: dict[str, int] = {}
    for index, project in enumerate(scope.document.projects):
        name = key(project.name.text)
        if not name or seen.setdefault(name, index) == index:
            continue
        first = scope.document.projects[seen[name]]
        if project.code.text and key(project.code.text) == key(first.code.text):
            continue
        yield Hit(
            {"name": project.name.text, "first": str(seen[name] + 1)},
            field="name",
            evidence=(evidence_of(project.name, field="name"), evidence_of(first.name, field="name")),
            project_index=index,
        )


@check("repeated-items", given={"document"}, placeholders={"item", "first"})
def REPEATED_ITEMS(scope: Scope, _: object) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """An item of the narrative with the goal and the targets of an earlier one, told at the later."""
    narrative = scope.document.narrative
    seen: dict[tuple[str, tuple[tuple[str, str], ...]], Item] = {}
    for item in narrative.items if narrative is not None else ():
        goal = key(item.goal.text)
        if len(goal) < _MIN_GOAL:
            continue
        targets = tuple((key(target.name.text), key(target.value.text)) for target in item.targets)
        if not targets:  # what could not be read as targets is still not the same
            targets = tuple((key(line.text), "") for line in item.body if "指标" in line.text)
        first = seen.setdefault((goal, targets), item)
        if first is not item:
            yield Hit(
                {"item": item.name.text, "first": first.name.text},
                evidence=(evidence_of(item.goal), evidence_of(first.goal)),
            )


class Common(NamedTuple):
    """`shared` are names of rows that belong into every table: satisfaction, ceilings. `least` projects, `share` of all."""

    shared: LexiconName
    least: int = 4
    percent: int = 50


@check("row-everywhere", given={"document"}, params=Common, placeholders={"name", "description", "value", "count", "projects"})
def ROW_EVERYWHERE(scope: Scope, params: Common) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """A row with one name, description and value in most of the projects, told once, at its second place."""
    shared = scope.lexicon(params.shared)
    places: dict[tuple[str, str, str], list[tuple[int, Indicator]]] = {}
    for index, project in enumerate(scope.document.projects):
        own: dict[tuple[str, str, str], Indicator] = {}
        for row in project.indicators:
            if row.name.text and not is_shared(row, shared):
                own.setdefault((key(row.name.text), key(row.description.text), key(row.value.text)), row)
        for said, row in own.items():
            places.setdefault(said, []).append((index, row))
    for found in places.values():
        if len(found) < params.least or 100 * len(found) < params.percent * len(scope.document.projects):
            continue
        row = found[0][1]
        yield Hit(
            {
                "name": row.name.text,
                "description": row.description.text,
                "value": row.value.text,
                "count": str(len(found)),
                "projects": "、".join(scope.document.projects[index].name.text for index, _ in found),
            },
            evidence=tuple(evidence_of(one.name, field="name") for _, one in found[1::-1] + found[2:]),
        )


@check("copied-rows", given={"document"}, params=Common, placeholders={"first", "count", "rows"})
def COPIED_ROWS(scope: Scope, params: Common) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """A project with nearly all the rows of an earlier one that is not of its kind, values left aside."""
    shared = scope.lexicon(params.shared)
    projects = scope.document.projects
    tables = tables_of(scope, shared)
    sizes = [len(own) for own in tables]
    seen: dict[Row, list[int]] = {}
    for index, own in enumerate(tables):
        first = most_like(own, sizes, seen, params.percent) if len(own) >= MIN_ROWS else None
        if first is not None and not akin(projects[index].name.text, projects[first].name.text):
            yield Hit(
                {"first": projects[first].name.text, "count": str(len(own & tables[first])), "rows": str(len(own))},
                field="name",
                evidence=(
                    evidence_of(projects[index].name, field="name"),
                    evidence_of(projects[first].name, field="name"),
                    *(evidence_of(name, field="name") for name in _names(projects[index], tables[first])),
                ),
                project_index=index,
            )
        remember(own, index, seen)


def _names(project: Project, rows: frozenset[Row]) -> Iterator[Text]:
    """The names of the rows that stand in the other table too."""
    return (row.name for row in project.indicators if (key(row.name.text), key(row.description.text)) in rows)


SPECS: tuple[AnyCheck, ...] = (
    SAME_PROJECT_NAME,
    REPEATED_ITEMS,
    ROW_EVERYWHERE,
    COPIED_ROWS,
)
