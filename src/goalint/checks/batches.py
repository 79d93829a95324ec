"""What only shows when many departments' documents are checked together; every pass costs one look at each text."""

from collections.abc import Iterator
from hashlib import blake2b
from itertools import groupby, islice
from operator import itemgetter
from typing import NamedTuple

from goalint.checks.departments import department_of, plain_department, region_of
from goalint.findings import Evidence
from goalint.pairing import core_name
from goalint.pile import ordered
from goalint.rules.check import AnyCheck, Hit, LexiconName, check, evidence_of
from goalint.rules.notes import Notes, Place
from goalint.rules.scope import Scope
from goalint.rules.site import Site, site_of
from goalint.tree.pattern import lazy
from goalint.tree.text import Text
from goalint.tree.width import key

_MARKS = lazy(r"[\W_]+")
_NUMBER = lazy(r"^(?:[(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:[)]|[.、．]|是))")
_MIN_TEXT = 30  # characters: a shorter paragraph may be anybody's
_NAMED = 5  # departments named in a message


class Ordinary(NamedTuple):
    """`common` are names of projects that every department has."""

    common: LexiconName


class Named(NamedTuple):
    """A project by its name; `place` is where and when such a name stands for one project."""

    place: tuple[str, int | None, str]
    who: str
    site: Site
    evidence: Evidence


def _named(scope: Scope, params: Ordinary) -> Iterator[Named]:
    document = scope.document
    common = scope.lexicon(params.common)
    who = department_of(document)
    for index, project in enumerate(document.projects) if who else ():
        name = core_name(project.name.text)
        if name and project.code.region and not common.has(project.name.text):
            place = project.code.region, document.fiscal_year, name
            yield Named(place, who, site_of(scope.at_project(index), "name"), evidence_of(project.name, field="name"))


@check("same-project-elsewhere", given={"batch"}, params=Ordinary, placeholders={"name", "departments", "count"}, notes=_named)
def SAME_PROJECT_ELSEWHERE(scope: Scope, _: Ordinary) -> Iterator[Hit]:  # noqa: N802 - a constant of the registry
    """A project's name that several departments of one place and year have, told once, at the second of them."""
    notes: Notes[Named] = scope.notes
    for second, (first, named, count) in ordered(_in_departments(notes), itemgetter(0)):
        project = notes.at(second)
        yield Hit(
            {
                "name": project.evidence.text,
                "departments": "、".join(named) + ("等" if count > _NAMED else ""),
                "count": str(count),
            },
            field="name",
            evidence=(project.evidence, notes.at(first).evidence._replace(path=scope.path_of(first.number))),
            document=second.number,
            site=project.site,
        )


def _in_departments(notes: Notes[Named]) -> Iterator[tuple[Place, tuple[Place, tuple[str, ...], int]]]:
    """The second department with a project of one name, the first one, the names of the first few and how many there are."""
    for projects in notes.alike(lambda one: one.place, lambda one: one.who):
        firsts: dict[str, Place] = {}
        others: set[str] = set()
        for place in projects:
            if len(firsts) < _NAMED:
                firsts.setdefault(place.about, place)
            elif place.about not in firsts:
                others.add(place.about)
        if len(firsts) > 1:
            first, second = islice(firsts.values(), 2)
            yield second, (first, tuple(firsts), len(firsts) + len(others))


class Coded(NamedTuple):
    """A department by its code; `place` is where and when such a code stands for one department."""

    place: tuple[str, int | None, str]
    site: Site
    evidence: Evidence


def _coded(scope: Scope, _: object) -> Iterator[Coded]:
    document = scope.document
    region = region_of(document)
    noted: set[tuple[str, str]] = set()
    site = site_of(scope)
    for department in (document.department, *(project.department for project in document.projects)):
        if department is None or department.code is None or region is None or (department.code, department.name) in noted:
            continue
        noted.add((department.code, department.name))
        place = region, document.fiscal_year, department.code
        yield Coded(place, site, Evidence(department.name, department.location))


@check("department-renamed", given={"batch"}, placeholders={"code", "name", "first", "first_path"}, notes=_coded)
def DEPARTMENT_RENAMED(scope: Scope, _: object) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """A department's code that stood for another name before; codes are local, so only within one place and year."""
    notes: Notes[Coded] = scope.notes
    for place, before in ordered(_renamed(notes), itemgetter(0)):
        department, first = notes.at(place), notes.at(before)
        path = scope.path_of(before.number) if before.number != place.number else None
        yield Hit(
            {
                "code": department.place[-1],
                "name": department.evidence.text,
                "first": first.evidence.text,
                "first_path": f"（{path}）" if path else "",
            },
            location=department.evidence.location,
            evidence=(department.evidence, first.evidence._replace(path=path)),
            document=place.number,
            site=department.site,
        )


def _renamed(notes: Notes[Coded]) -> Iterator[tuple[Place, Place]]:
    """Where another name stands for a code, once a document, with where it came first."""
    for departments in notes.alike(lambda one: one.place, lambda one: plain_department(one.evidence.text)):
        first = departments[0]
        told = -1
        for place in islice(departments, 1, None):
            if place.number != told and first.about not in place.about and place.about not in first.about:
                told = place.number
                yield place, first


class Paragraph(NamedTuple):
    """A paragraph of the narrative; `words` stand for what it says."""

    words: bytes
    who: str
    site: Site
    evidence: Evidence


def _paragraphs(scope: Scope, _: object) -> Iterator[Paragraph]:
    narrative = scope.document.narrative
    who = department_of(scope.document)
    if narrative is not None:
        site = site_of(scope)
        for text in (*narrative.safeguards, *(item.goal for item in narrative.items)):
            if len(text.text) >= _MIN_TEXT:
                yield Paragraph(_words(text), who, site, evidence_of(text))


@check("shared-paragraphs", given={"batch"}, placeholders={"count", "department", "excerpt"}, notes=_paragraphs)
def SHARED_PARAGRAPHS(scope: Scope, _: object) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """Paragraphs of the narrative that another department's document has word for word; told once a document."""
    notes: Notes[Paragraph] = scope.notes
    # What is noted of a document is in the order in which it stands there.
    for number, places in groupby(ordered(_shared(notes), itemgetter(0)), lambda entry: entry[0].number):
        same = [(notes.at(place), before.number, notes.at(before)) for place, before in places]
        one, first_number, first = same[0]
        yield Hit(
            {
                "count": str(len(same)),
                "department": first.who or scope.path_of(first_number),
                "excerpt": one.evidence.text[:20],
            },
            location=one.evidence.location,
            evidence=(
                *(one.evidence for one, _, _ in same),
                *(first.evidence._replace(path=scope.path_of(at)) for _, at, first in same),
            ),
            document=number,
            site=one.site,
        )


def _shared(notes: Notes[Paragraph]) -> Iterator[tuple[Place, Place]]:
    """Where a paragraph stands that an earlier document of another department has, and where it stands there."""
    for paragraphs in notes.alike(lambda one: one.words, lambda one: one.who):
        first = paragraphs[0]
        for place in islice(paragraphs, 1, None):
            if place.about != first.about:
                yield place, first


def _words(text: Text) -> bytes:
    """A paragraph without its number and marks: 1、完善制度 and 一是完善制度 are the same."""
    words = _MARKS.sub("", _NUMBER.sub("", key(text.text)))
    return blake2b(words.encode(errors="surrogatepass"), digest_size=16).digest()


SPECS: tuple[AnyCheck, ...] = (
    SAME_PROJECT_ELSEWHERE,
    DEPARTMENT_RENAMED,
    SHARED_PARAGRAPHS,
)
