"""What only shows when many departments' documents are checked together; every pass costs one look at each text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from goalint.checks.departments import department_of, originals, plain_department, region_of
from goalint.findings import Evidence
from goalint.pairing import core_name
from goalint.rules.check import AnyCheck, Hit, LexiconName, check, evidence_of
from goalint.rules.scope import Scope
from goalint.tree.document import Department, Document
from goalint.tree.pattern import lazy
from goalint.tree.text import Text
from goalint.tree.width import key

_NUMBER = lazy(r"^(?:[(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:[)]|[.、．]|是))")
_MIN_TEXT = 30  # characters: a shorter paragraph may be anybody's
_NAMED = 5  # departments named in a message


class Ordinary(NamedTuple):
    """`common` are names of projects that every department has."""

    common: LexiconName


@check("same-project-elsewhere", given={"batch"}, params=Ordinary, placeholders={"name", "departments", "count"})
def SAME_PROJECT_ELSEWHERE(scope: Scope, params: Ordinary) -> Iterator[Hit]:  # noqa: N802 - a constant of the registry
    """A project's name that several departments of one place and year have, told once, at the second of them."""
    documents = scope.documents
    common = scope.lexicon(params.common)
    found: dict[tuple[str, int | None, str], dict[str, tuple[int, int]]] = {}
    for number, document in originals(documents):
        who = department_of(document)
        for index, project in enumerate(document.projects) if who else ():
            name = core_name(project.name.text)
            if name and project.code.region and not common.has(project.name.text):
                place = project.code.region, document.fiscal_year, name
                found.setdefault(place, {}).setdefault(who, (number, index))
    for places in found.values():
        if len(places) < 2:
            continue
        (first, first_index), (number, index), *_ = places.values()
        project = documents[number].projects[index]
        other = documents[first].projects[first_index]
        shown = "、".join(list(places)[:_NAMED]) + ("等" if len(places) > _NAMED else "")
        yield Hit(
            {"name": project.name.text, "departments": shown, "count": str(len(places))},
            field="name",
            evidence=(
                evidence_of(project.name, field="name"),
                evidence_of(other.name, documents[first].source.path, field="name"),
            ),
            document=number,
            project_index=index,
        )


@check("department-renamed", given={"batch"}, placeholders={"code", "name", "first", "first_path"})
def DEPARTMENT_RENAMED(scope: Scope, _: object) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """A department's code that stood for another name before; codes are local, so only within one place and year."""
    documents = scope.documents
    seen: dict[tuple[str, int | None, str], tuple[int, Department]] = {}
    for number, document in originals(documents):
        region = region_of(document)
        told: set[str] = set()
        for department in (document.department, *(project.department for project in document.projects)):
            if department is None or department.code is None or region is None or department.code in told:
                continue
            first_number, first = seen.setdefault((region, document.fiscal_year, department.code), (number, department))
            if plain_department(first.name) in plain_department(department.name) or plain_department(
                department.name
            ) in plain_department(first.name):
                continue
            told.add(department.code)
            path = documents[first_number].source.path if first_number != number else None
            yield Hit(
                {
                    "code": department.code,
                    "name": department.name,
                    "first": first.name,
                    "first_path": f"（{path}）" if path else "",
                },
                location=department.location,
                evidence=(Evidence(department.name, department.location), Evidence(first.name, first.location, path)),
                document=number,
            )


@check("shared-paragraphs", given={"batch"}, placeholders={"count", "department", "excerpt"})
def SHARED_PARAGRAPHS(scope: Scope, _: object) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """Paragraphs of the narrative that another department's document has word for word; told once a document."""
    documents = scope.documents
    seen: dict[str, tuple[int, Text]] = {}
    for number, document in originals(documents):
        same: list[tuple[Text, int, Text]] = []
        for text in _paragraphs(document):
            first_number, first = seen.setdefault(_words(text), (number, text))
            if department_of(documents[first_number]) != department_of(document):
                same.append((text, first_number, first))
        if same:
            text, first_number, first = same[0]
            yield Hit(
                {
                    "count": str(len(same)),
                    "department": department_of(documents[first_number]) or documents[first_number].source.path,
                    "excerpt": text.text[:20],
                },
                location=text.location,
                evidence=(
                    *(evidence_of(one) for one, _, _ in same),
                    *(evidence_of(one, documents[at].source.path) for _, at, one in same),
                ),
                document=number,
            )


def _paragraphs(document: Document) -> Iterator[Text]:
    narrative = document.narrative
    if narrative is not None:
        for text in (*narrative.safeguards, *(item.goal for item in narrative.items)):
            if len(text.text) >= _MIN_TEXT:
                yield text


def _words(text: Text) -> str:
    """A paragraph without its number and marks: 1、完善制度 and 一是完善制度 are the same."""
    return "".join(filter(str.isalnum, _NUMBER.sub("", key(text.text))))


SPECS: tuple[AnyCheck, ...] = (
    SAME_PROJECT_ELSEWHERE,
    DEPARTMENT_RENAMED,
    SHARED_PARAGRAPHS,
)
