"""What only shows when many departments' documents are checked together; every pass costs one look at each text."""

from collections.abc import Iterator
from hashlib import blake2b
from typing import NamedTuple

from goalint.checks.departments import department_of, plain_department, region_of
from goalint.findings import Evidence
from goalint.pairing import core_name
from goalint.rules.check import AnyCheck, Hit, LexiconName, check, evidence_of
from goalint.rules.scope import Scope
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
    project_index: int
    evidence: Evidence


def _named(scope: Scope, params: Ordinary) -> Iterator[Named]:
    document = scope.document
    common = scope.lexicon(params.common)
    who = department_of(document)
    for index, project in enumerate(document.projects) if who else ():
        name = core_name(project.name.text)
        if name and project.code.region and not common.has(project.name.text):
            place = project.code.region, document.fiscal_year, name
            yield Named(place, who, index, evidence_of(project.name, field="name"))


@check("same-project-elsewhere", given={"batch"}, params=Ordinary, placeholders={"name", "departments", "count"}, notes=_named)
def SAME_PROJECT_ELSEWHERE(scope: Scope, _: Ordinary) -> Iterator[Hit]:  # noqa: N802 - a constant of the registry
    """A project's name that several departments of one place and year have, told once, at the second of them."""
    for projects in scope.notes.alike(lambda one: one.place):
        firsts: dict[str, tuple[int, Named]] = {}
        for number, project in projects:
            firsts.setdefault(project.who, (number, project))
        if len(firsts) < 2:
            continue
        (other, first), (number, project), *_rest = firsts.values()
        shown = "、".join(list(firsts)[:_NAMED]) + ("等" if len(firsts) > _NAMED else "")
        yield Hit(
            {"name": project.evidence.text, "departments": shown, "count": str(len(firsts))},
            field="name",
            evidence=(project.evidence, first.evidence._replace(path=scope.path_of(other))),
            document=number,
            project_index=project.project_index,
        )


class Coded(NamedTuple):
    """A department by its code; `place` is where and when such a code stands for one department."""

    place: tuple[str, int | None, str]
    evidence: Evidence


def _coded(scope: Scope, _: object) -> Iterator[Coded]:
    document = scope.document
    region = region_of(document)
    noted: set[tuple[str, str]] = set()
    for department in (document.department, *(project.department for project in document.projects)):
        if department is None or department.code is None or region is None or (department.code, department.name) in noted:
            continue
        noted.add((department.code, department.name))
        place = region, document.fiscal_year, department.code
        yield Coded(place, Evidence(department.name, department.location))


@check("department-renamed", given={"batch"}, placeholders={"code", "name", "first", "first_path"}, notes=_coded)
def DEPARTMENT_RENAMED(scope: Scope, _: object) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """A department's code that stood for another name before; codes are local, so only within one place and year."""
    for (first_number, first), *later in scope.notes.alike(lambda one: one.place):
        told: set[int] = set()
        known = plain_department(first.evidence.text)
        for number, department in later:
            name = plain_department(department.evidence.text)
            if number in told or known in name or name in known:
                continue
            told.add(number)
            path = scope.path_of(first_number) if first_number != number else None
            yield Hit(
                {
                    "code": department.place[-1],
                    "name": department.evidence.text,
                    "first": first.evidence.text,
                    "first_path": f"（{path}）" if path else "",
                },
                location=department.evidence.location,
                evidence=(department.evidence, first.evidence._replace(path=path)),
                document=number,
            )


class Paragraph(NamedTuple):
    """A paragraph of the narrative; `words` stand for what it says."""

    words: bytes
    who: str
    order: int
    evidence: Evidence


def _paragraphs(scope: Scope, _: object) -> Iterator[Paragraph]:
    narrative = scope.document.narrative
    who = department_of(scope.document)
    if narrative is not None:
        for index, text in enumerate((*narrative.safeguards, *(item.goal for item in narrative.items))):
            if len(text.text) >= _MIN_TEXT:
                yield Paragraph(_words(text), who, index, evidence_of(text))


@check("shared-paragraphs", given={"batch"}, placeholders={"count", "department", "excerpt"}, notes=_paragraphs)
def SHARED_PARAGRAPHS(scope: Scope, _: object) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """Paragraphs of the narrative that another department's document has word for word; told once a document."""
    shared: dict[int, list[tuple[Paragraph, int, Paragraph]]] = {}
    for (first_number, first), *later in scope.notes.alike(lambda one: one.words):
        for number, one in later:
            if one.who != first.who:
                shared.setdefault(number, []).append((one, first_number, first))
    for number, same in shared.items():
        same.sort(key=lambda entry: entry[0].order)
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
        )


def _words(text: Text) -> bytes:
    """A paragraph without its number and marks: 1、完善制度 and 一是完善制度 are the same."""
    words = _MARKS.sub("", _NUMBER.sub("", key(text.text)))
    return blake2b(words.encode(errors="surrogatepass"), digest_size=16).digest()


SPECS: tuple[AnyCheck, ...] = (
    SAME_PROJECT_ELSEWHERE,
    DEPARTMENT_RENAMED,
    SHARED_PARAGRAPHS,
)
