"""Indicators held against the way in which the other departments of the run write them."""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter
from typing import NamedTuple

from goalint.checks.departments import department_of
from goalint.findings import Evidence
from goalint.pile import ordered
from goalint.rules.check import AnyCheck, Hit, check, evidence_of
from goalint.rules.notes import Notes, Place
from goalint.rules.scope import Scope
from goalint.tree.units import Kind
from goalint.tree.width import key

_MIN_NAME = 5  # characters; a shorter name may mean something else in every department
_SIGNS = {"≥": "≥", ">": "≥", "≤": "≤", "<": "≤"}


class Written(NamedTuple):
    """How a document writes an indicator: the first row of that name with its sign or its unit, None where another came first.

    Which project and row it is says its number: next to none is ever told, so that what a finding takes is not noted of each.
    """

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
    notes: Notes[Written] = scope.notes
    for place, (way, usual, count, like) in ordered(_odd(notes, params), itemgetter(0)):
        ours, theirs = notes.at(place), notes.at(like)
        indicator = scope.documents[place.number].projects[ours.project_index].indicators[ours.row]
        yield Hit(
            {"name": indicator.name.text, "ours": way, "theirs": usual, "count": str(count)},
            field="value.text",
            evidence=(ours.evidence, theirs.evidence._replace(path=scope.path_of(like.number))),
            document=place.number,
            project_index=ours.project_index,
            indicator=indicator,
        )


def _odd(notes: Notes[Written], params: Odd) -> Iterator[tuple[Place, tuple[str, str, int, Place]]]:
    """Where a row is written another way, once a department: this way, the usual one, who use that, and the first of them."""
    for rows in notes.alike(lambda one: one.name, lambda one: (one.sign, one.unit, one.who)):
        for what in (0, 1):  # the sign, the unit
            filers: dict[str, set[str]] = {}
            for row in rows:
                if (way := row.about[what]) is not None:
                    filers.setdefault(way, set()).add(row.about[2])
            usual = max(filers, key=lambda way: (len(filers[way]), way), default="")
            count = len(filers.get(usual, ()))
            odd = {way for way, who in filers.items() if way != usual and len(who) * params.times <= count}
            if count < params.least or not odd:
                continue
            like = next(row for row in rows if row.about[what] == usual)
            told: set[tuple[str, str]] = set()
            for row in rows:
                way, who = row.about[what], row.about[2]
                if way in odd and (way, who) not in told:
                    told.add((way, who))
                    yield row, (way, usual, count, like)


SPECS: tuple[AnyCheck, ...] = (ROWS_AT_ODDS,)
