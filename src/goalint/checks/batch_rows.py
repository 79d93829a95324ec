"""Rows of indicators held against those of other departments in the run, without comparing every pair of projects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from goalint.checks.departments import department_of, originals
from goalint.checks.likeness import MIN_ROWS, Row, akin, most_like, remember, rows_of
from goalint.rules.check import AnyCheck, Hit, LexiconName, check, evidence_of
from goalint.rules.scope import Scope
from goalint.tree.document import Document, Indicator, Project
from goalint.tree.units import Kind
from goalint.tree.width import key

_MIN_NAME = 5  # characters; a shorter name may mean something else in every department
_SIGNS = {"≥": "≥", ">": "≥", "≤": "≤", "<": "≤"}


class Copied(NamedTuple):
    """`shared` are names of rows that belong into every table; `percent` of the rows must be the same."""

    shared: LexiconName
    percent: int = 80


@check("rows-copied-elsewhere", given={"batch"}, params=Copied, placeholders={"first", "department", "count", "rows"})
def ROWS_COPIED_ELSEWHERE(scope: Scope, params: Copied) -> Iterator[Hit]:  # noqa: N802 - a constant of the registry
    """A project with nearly all the rows of another department's project that is not of its kind."""
    documents = scope.documents
    shared = scope.lexicon(params.shared)
    projects: list[Project] = []
    owners: list[int] = []
    tables: list[frozenset[Row]] = []
    seen: dict[Row, list[int]] = {}
    for number, document in originals(documents):
        before = len(projects)
        for index, project in enumerate(document.projects):
            own = rows_of(project, shared)
            first = most_like(own, tables, seen, params.percent) if len(own) >= MIN_ROWS else None
            if first is not None and _strangers(documents, number, project, owners[first], projects[first]):
                yield Hit(
                    {
                        "first": projects[first].name.text,
                        "department": department_of(documents[owners[first]]),
                        "count": str(len(own & tables[first])),
                        "rows": str(len(own)),
                    },
                    field="name",
                    evidence=(
                        evidence_of(project.name, field="name"),
                        evidence_of(projects[first].name, documents[owners[first]].source.path, field="name"),
                    ),
                    document=number,
                    project_index=index,
                )
            projects.append(project)
            owners.append(number)
            tables.append(own)
        for place in range(before, len(projects)):  # those of one document are another rule's matter
            remember(tables[place], place, seen)


def _strangers(documents: Sequence[Document], number: int, project: Project, other: int, first: Project) -> bool:
    names = department_of(documents[number]), department_of(documents[other])
    return "" not in names and names[0] != names[1] and not akin(project.name.text, first.name.text)


class _Place(NamedTuple):
    """Where a row stands."""

    document: int
    project_index: int
    row: Indicator


class Odd(NamedTuple):
    """How many departments must write it one way, and how many times as many as the other way."""

    least: int = 4
    times: int = 4


@check("rows-at-odds", given={"batch"}, params=Odd, placeholders={"name", "ours", "theirs", "count"})
def ROWS_AT_ODDS(scope: Scope, params: Odd) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """An indicator whose comparator or counting unit is not the one that nearly all other departments give it."""
    documents = scope.documents
    signs: dict[str, dict[str, dict[str, _Place]]] = {}
    units: dict[str, dict[str, dict[str, _Place]]] = {}
    for number, document in originals(documents):
        who = department_of(document)
        for index, project in enumerate(document.projects) if who else ():
            for row in project.indicators:
                name, reading = key(row.name.text), row.value.reading
                if len(name) < _MIN_NAME or reading.number is None:
                    continue
                place = _Place(number, index, row)
                if sign := _SIGNS.get(reading.op or ""):
                    signs.setdefault(name, {}).setdefault(sign, {}).setdefault(who, place)
                if reading.kind is Kind.COUNT and reading.unit is not None:
                    units.setdefault(name, {}).setdefault(reading.unit, {}).setdefault(who, place)
    for ways in (*signs.values(), *units.values()):
        yield from _odd(documents, ways, params)


def _odd(documents: Sequence[Document], ways: Mapping[str, Mapping[str, _Place]], params: Odd) -> Iterator[Hit]:
    usual = max(ways, key=lambda way: (len(ways[way]), way))
    if len(ways) < 2 or len(ways[usual]) < params.least:
        return
    for way, places in ways.items():
        if way == usual or len(places) * params.times > len(ways[usual]):
            continue
        other = next(iter(ways[usual].values()))
        for place in places.values():
            yield Hit(
                {"name": place.row.name.text, "ours": way, "theirs": usual, "count": str(len(ways[usual]))},
                field="value.text",
                evidence=(
                    evidence_of(place.row.value.field, field="value"),
                    evidence_of(other.row.value.field, documents[other.document].source.path, field="value"),
                ),
                document=place.document,
                project_index=place.project_index,
                indicator=place.row,
            )


SPECS: tuple[AnyCheck, ...] = (
    ROWS_COPIED_ELSEWHERE,
    ROWS_AT_ODDS,
)
