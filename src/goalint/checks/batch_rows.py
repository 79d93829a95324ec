"""Rows of indicators held against those of other departments in the run, without comparing every pair of projects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import blake2b
from typing import NamedTuple

from goalint.checks.departments import department_of
from goalint.checks.likeness import MIN_ROWS, akin, most_like, remember, tables_of
from goalint.findings import Evidence
from goalint.rules.check import AnyCheck, Hit, LexiconName, check, evidence_of
from goalint.rules.scope import Scope
from goalint.tree.units import Kind
from goalint.tree.width import key

_MIN_NAME = 5  # characters; a shorter name may mean something else in every department
_SIGNS = {"≥": "≥", ">": "≥", "≤": "≤", "<": "≤"}


class Copied(NamedTuple):
    """`shared` are names of rows that belong into every table; `percent` of the rows must be the same."""

    shared: LexiconName
    percent: int = 80


class Table(NamedTuple):
    """A project with its own rows, each a number that stands for what it says."""

    rows: frozenset[int]
    who: str
    project_index: int
    evidence: Evidence


def _tables(scope: Scope, params: Copied) -> Iterator[Table]:
    shared = scope.lexicon(params.shared)
    who = department_of(scope.document)
    for index, (project, own) in enumerate(zip(scope.document.projects, tables_of(scope, shared), strict=True)):
        yield Table(frozenset(map(_number, own)), who, index, evidence_of(project.name, field="name"))


def _number(row: tuple[str, str]) -> int:
    said = "\0".join(row).encode(errors="surrogatepass")
    return int.from_bytes(blake2b(said, digest_size=8).digest(), "big")


@check(
    "rows-copied-elsewhere",
    given={"batch"},
    params=Copied,
    placeholders={"first", "department", "count", "rows"},
    notes=_tables,
)
def ROWS_COPIED_ELSEWHERE(scope: Scope, params: Copied) -> Iterator[Hit]:  # noqa: N802 - a constant of the registry
    """A project with nearly all the rows of another department's project that is not of its kind."""
    places: list[tuple[int, int]] = []  # of the tables so far: the document, and which of its notes
    sizes: list[int] = []
    seen: dict[int, list[int]] = {}
    for number, tables in scope.notes.by_document():
        for own in tables:
            found = most_like(own.rows, sizes, seen, params.percent) if len(own.rows) >= MIN_ROWS else None
            if found is None:
                continue
            other, index = places[found]
            first: Table = scope.notes[other][index]
            if "" in (own.who, first.who) or own.who == first.who or akin(own.evidence.text, first.evidence.text):
                continue
            yield Hit(
                {
                    "first": first.evidence.text,
                    "department": first.who,
                    "count": str(len(own.rows & first.rows)),
                    "rows": str(len(own.rows)),
                },
                field="name",
                evidence=(own.evidence, first.evidence._replace(path=scope.path_of(other))),
                document=number,
                project_index=own.project_index,
            )
        for index, own in enumerate(tables):  # those of one document are another rule's matter
            remember(own.rows, len(sizes), seen)
            places.append((number, index))
            sizes.append(len(own.rows))


class Written(NamedTuple):
    """How a document writes an indicator: the first row of that name with its sign or its unit, None where another came first."""

    name: str
    sign: str | None
    unit: str | None
    who: str
    project_index: int
    row: int
    evidence: Evidence


class Odd(NamedTuple):
    """How many departments must write it one way, and how many times as many as the other way."""

    least: int = 4
    times: int = 4


def _written(scope: Scope, _: Odd) -> Iterator[Written]:
    who = department_of(scope.document)
    noted: set[tuple[str, str]] = set()
    for index, project in enumerate(scope.document.projects) if who else ():
        for place, row in enumerate(project.indicators):
            name, reading = key(row.name.text), row.value.reading
            if len(name) < _MIN_NAME or reading.number is None:
                continue
            sign = _SIGNS.get(reading.op or "")
            unit = reading.unit if reading.kind is Kind.COUNT else None
            sign = None if sign is None or (name, sign) in noted else sign
            unit = None if unit is None or (name, unit) in noted else unit
            noted.update((name, way) for way in (sign, unit) if way is not None)
            if sign is not None or unit is not None:
                yield Written(name, sign, unit, who, index, place, evidence_of(row.value.field, field="value"))


@check("rows-at-odds", given={"batch"}, params=Odd, placeholders={"name", "ours", "theirs", "count"}, notes=_written)
def ROWS_AT_ODDS(scope: Scope, params: Odd) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """An indicator whose comparator or counting unit is not the one that nearly all other departments give it."""
    for rows in scope.notes.alike(lambda one: one.name):
        signs: dict[str, dict[str, tuple[int, Written]]] = {}
        units: dict[str, dict[str, tuple[int, Written]]] = {}
        for number, row in rows:
            if row.sign is not None:
                signs.setdefault(row.sign, {}).setdefault(row.who, (number, row))
            if row.unit is not None:
                units.setdefault(row.unit, {}).setdefault(row.who, (number, row))
        for ways in (signs, units):
            if len(ways) > 1:
                yield from _odd(scope, ways, params)


def _odd(scope: Scope, ways: Mapping[str, Mapping[str, tuple[int, Written]]], params: Odd) -> Iterator[Hit]:
    usual = max(ways, key=lambda way: (len(ways[way]), way))
    if len(ways[usual]) < params.least:
        return
    for way, places in ways.items():
        if way == usual or len(places) * params.times > len(ways[usual]):
            continue
        other, theirs = next(iter(ways[usual].values()))
        for number, ours in places.values():
            indicator = scope.documents[number].projects[ours.project_index].indicators[ours.row]
            yield Hit(
                {"name": indicator.name.text, "ours": way, "theirs": usual, "count": str(len(ways[usual]))},
                field="value.text",
                evidence=(ours.evidence, theirs.evidence._replace(path=scope.path_of(other))),
                document=number,
                project_index=ours.project_index,
                indicator=indicator,
            )


SPECS: tuple[AnyCheck, ...] = (
    ROWS_COPIED_ELSEWHERE,
    ROWS_AT_ODDS,
)
