"""Rows of indicators held against those of other departments in the run, without comparing every pair of projects."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import NamedTuple

from goalint.checks.departments import department_of
from goalint.checks.likeness import BUCKET, MIN_ROWS, akin, tables_of
from goalint.findings import Evidence
from goalint.pile import Apart
from goalint.rules.check import AnyCheck, Hit, LexiconName, check, evidence_of
from goalint.rules.notes import Notes
from goalint.rules.scope import Scope
from goalint.rules.site import Site, site_of

_BYTES = 100_000  # of packed notes whose rows are in memory together
_TABLES = 500  # whose likeness is counted together


class Copied(NamedTuple):
    """`shared` are names of rows that belong into every table; `percent` of the rows must be the same."""

    shared: LexiconName
    percent: int = 80


class Table(NamedTuple):
    """A project with its own rows, each a number that stands for what it says."""

    rows: frozenset[int]
    who: str
    site: Site
    evidence: Evidence


def _tables(scope: Scope, params: Copied) -> Iterator[Table]:
    shared = scope.lexicon(params.shared)
    who = department_of(scope.document)
    for index, (project, own) in enumerate(zip(scope.document.projects, tables_of(scope, shared), strict=True)):
        site = site_of(scope.at_project(index), "name")
        yield Table(frozenset(map(_number, own)), who, site, evidence_of(project.name, field="name"))


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
    notes: Notes[Table] = scope.notes
    documents = array("L")  # of each table
    sizes = array("L")
    rows = Apart(1 + notes.size // _BYTES)
    for number, table in notes:
        for row in table.rows:
            rows.add(row % rows.parts, row, len(sizes))
        documents.append(number)
        sizes.append(len(table.rows))

    def table_at(place: int) -> Table:
        return notes[documents[place]][place - bisect_left(documents, documents[place])]

    for place, like, common in _most_like(rows, documents, sizes):
        if 100 * common < params.percent * max(sizes[place], sizes[like]):
            continue
        own, first = table_at(place), table_at(like)
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
            evidence=(own.evidence, first.evidence._replace(path=scope.path_of(documents[like]))),
            document=documents[place],
            site=own.site,
        )


def _most_like(rows: Apart, documents: Sequence[int], sizes: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Each table with that of an earlier document which shares most rows with it, the first of such, and their number.

    The work is bounded: of the tables that have a row the first few are held against the later ones.
    """
    shared = Apart(1 + len(sizes) // _TABLES)
    for part in range(rows.parts):
        seen: dict[int, list[int]] = {}
        pairs = iter(rows.part(part))
        for row, place in zip(pairs, pairs, strict=True):
            before = seen.setdefault(row, [])
            if sizes[place] >= MIN_ROWS:
                # Those of one document are another rule's matter.
                others = (place << 32 | other for other in before if documents[other] != documents[place])
                shared.add(place // _TABLES, *others)
            if len(before) < BUCKET:
                before.append(place)
    for part in range(shared.parts):
        best: dict[int, tuple[int, int]] = {}
        for both, common in sorted(Counter(shared.part(part)).items()):
            place, other = both >> 32, both & 0xFFFFFFFF
            if place not in best or common > best[place][1]:
                best[place] = other, common
        for place, (other, common) in best.items():
            yield place, other, common


SPECS: tuple[AnyCheck, ...] = (ROWS_COPIED_ELSEWHERE,)
