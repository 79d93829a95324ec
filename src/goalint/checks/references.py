"""What a text refers to: documents by number, movements of the past, offices of another level (domain J03, J05–J07)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from goalint.checks.prose import Place, hit, places_matching, places_with
from goalint.rules.check import AnyCheck, ClassifierName, Hit, check
from goalint.rules.lexicon import origins
from goalint.rules.scope import Scope
from goalint.tree.pattern import lazy
from goalint.tree.width import HAN

_NUMBERED = lazy(r"号(?<=[\d\s]号)")  # what every number of a document ends with; patterns begin with what is rare
DOCUMENT_NUMBER = lazy(HAN + r"{1,12}\s*([〔\[［【(（])\s*((?:19|20)\d{2})\s*[〕\]］】)）]\s*第?\s*\d{1,4}\s*号")
_TITLE = lazy(r"《[^《》\n]{1,80}》")
_OFFICE = lazy(r"(?:选举|任免|罢免|补选|任命)[^。；，\n]{0,60}?(省长|自治区主席)")


class Phrases(NamedTuple):
    """`phrases`: the name of a class is the last budget year for which its terms were of the day."""

    phrases: ClassifierName


@check("stale-phrase", given={"document"}, params=Phrases, placeholders={"phrase", "last", "fiscal_year"})
def STALE_PHRASE(scope: Scope, params: Phrases) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """A movement, congress or name of a body that was of the day in an earlier year; titles of documents are none."""
    fiscal_year = scope.document.fiscal_year
    if fiscal_year is None:
        return
    classifier = scope.classifier(params.phrases)
    stale = [term for last, (terms, _) in classifier.classes.items() if int(last) < fiscal_year for term in terms]
    for place in places_with(scope, stale):
        text = place.text.text
        matches = [(int(last), match) for last, match in classifier.matches(text) if int(last) < fiscal_year]
        if not matches:
            continue
        titles = [match.span() for match in _TITLE.finditer(text)]
        offsets = origins(text)
        told = 0
        for last, match in sorted(matches, key=lambda one: (one[1].start, -one[1].end)):
            start, end = offsets[match.start], offsets[match.end - 1] + 1
            if start >= told and not any(left <= start < right for left, right in titles):
                told = end
                phrase = text[start:end].replace("“", "‘").replace("”", "’")
                yield hit(place, start, end, {"phrase": phrase, "last": str(last), "fiscal_year": str(fiscal_year)})


def _numbers(scope: Scope) -> list[tuple[Place, re.Match[str]]]:
    """The numbers of documents in all texts."""

    def found() -> list[tuple[Place, re.Match[str]]]:
        numbered = places_matching(scope, _NUMBERED)
        return [(place, match) for place in numbered for match in DOCUMENT_NUMBER.finditer(place.text.text)]

    return scope.frame.once(_numbers, found)


@check("old-document", given={"document"}, placeholders={"number", "year", "age"})
def OLD_DOCUMENT(scope: Scope, _: object) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """A document number more than ten years old, once for each project that rests on it."""
    fiscal_year = scope.document.fiscal_year
    if fiscal_year is None:
        return
    told: set[tuple[int | None, str]] = set()
    for place, match in _numbers(scope):
        year = int(match.group(2))
        number = "".join(match.group().split())
        if fiscal_year - year <= 10 or (place.project_index, number) in told:
            continue
        told.add((place.project_index, number))
        yield hit(place, *match.span(), {"number": number, "year": str(year), "age": str(fiscal_year - year)})


@check("number-brackets", given={"document"}, placeholders={"number", "right", "count"})
def NUMBER_BRACKETS(scope: Scope, _: object) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """Document numbers whose year stands in other brackets than 〔〕: one finding for all of the document."""
    first: tuple[Place, re.Match[str]] | None = None
    numbers: set[str] = set()
    for place, match in _numbers(scope):
        if match.group(1) != "〔":
            numbers.add("".join(match.group().split()))
            first = first or (place, match)
    if first is not None:
        place, match = first
        number = match.group()
        right = re.sub(r"[\[［【(（]\s*(\d{4})\s*[\]］】)）]", r"〔\1〕", number)
        yield hit(place, *match.span(), {"number": number, "right": right, "count": str(len(numbers))})


@check("other-office", given={"document"}, placeholders={"office"})
def OTHER_OFFICE(scope: Scope, _: object) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """The election or appointment of a provincial office in the document of a city or county."""
    department = scope.document.department
    if department is None or not re.search(r"[市县区旗]", department.name) or re.search(r"省|自治区|兵团", department.name):
        return
    for place in places_with(scope, ("省长", "自治区主席")):
        for match in _OFFICE.finditer(place.text.text):
            yield hit(place, *match.span(1), {"office": match.group(1)})


SPECS: tuple[AnyCheck, ...] = (NUMBER_BRACKETS, OLD_DOCUMENT, OTHER_OFFICE, STALE_PHRASE)
