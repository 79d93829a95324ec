"""The running text of a document with what it belongs to: paragraphs outside the forms, and the cells that hold words."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from goalint.findings import Evidence
from goalint.rules.check import Hit
from goalint.rules.lexicon import Anchored, anchored
from goalint.rules.scope import Scope
from goalint.tree.confidence import Confidence, lower
from goalint.tree.document import Document, Indicator, Item, Narrative
from goalint.tree.location import Location
from goalint.tree.passage import passage
from goalint.tree.pattern import lazy
from goalint.tree.repetition import repeated_at
from goalint.tree.text import READ, Text, text_of
from goalint.tree.width import key

NARRATIVE, PROJECT, INDICATOR, BASIS = "narrative", "project", "indicator", "basis"
PARTS = (NARRATIVE, PROJECT, INDICATOR, BASIS)
_BREAK = lazy(r"[。；;，,！？\n]")
_REACH = 24
BETWEEN = "\0"  # what stands between the texts where all are searched in one


class Place(NamedTuple):
    """A text and where it belongs: `part` is one of PARTS, `field` its name in the rule language if it is a cell's.

    `item_index` is the narrative item that a paragraph is part of.
    """

    text: Text
    part: str
    field: str | None = None
    project_index: int | None = None
    indicator: Indicator | None = None
    item_index: int | None = None


class _Prose(NamedTuple):
    """What every text rule asks of the same document in turn."""

    places: tuple[Place, ...]
    running: str  # their texts in one, a character between them that no pattern of words matches
    starts: tuple[int, ...]  # where each begins in it


class _Folded(NamedTuple):
    """The texts of all places folded, each once with the numbers of the places that have it, and all of them in one."""

    texts: dict[str, list[int]]
    numbers: tuple[list[int], ...]
    everything: str
    starts: tuple[int, ...]
    pairs: set[int]  # its characters two by two: most terms of a list are ruled out by a pair that comes up nowhere


def places(scope: Scope) -> tuple[Place, ...]:
    """All texts that were read, in order. A cell that repeats another of its row, or a basis of its project, comes once."""
    return _prose(scope).places


def places_with(scope: Scope, terms: Iterable[str]) -> list[Place]:
    """The texts that may hold one of the terms of a word list, whatever its exceptions: most hold none."""
    texts, numbers, everything, starts, pairs = _in_one(scope)
    found: set[int] = set()
    for (term, at_start, at_end), its_pairs in _sought(tuple(terms)):
        if at_start and at_end:
            found.update(texts.get(term, ()))
            continue
        at = everything.find(term) if its_pairs <= pairs else -1
        while at >= 0:
            text = bisect_right(starts, at)
            found.update(numbers[text - 1])
            at = everything.find(term, starts[text]) if text < len(starts) else -1
    of = places(scope)
    return [of[number] for number in sorted(found)]


def numbers_of(scope: Scope, text: str) -> Sequence[int]:
    """The numbers of the places that have a (folded) text; paragraphs come first, so that theirs are their own."""
    return _in_one(scope).texts.get(text, ())


def _in_one(scope: Scope) -> _Folded:
    return scope.frame.once(_Folded, lambda: _folded(_prose(scope).places))


@cache  # of each word list once
def _sought(terms: tuple[str, ...]) -> tuple[tuple[Anchored, set[int]], ...]:
    return tuple((term, _pairs(term.term)) for term in map(anchored, terms))


def _pairs(text: str) -> set[int]:
    """Each two characters that stand side by side, as one number: found in a third of the time that pairs of letters take."""
    coded = memoryview(text.encode("utf-16", "surrogatepass"))[2:]  # after the mark of its order
    odd = coded[2:]
    return {*coded[: len(coded) // 4 * 4].cast("I"), *odd[: len(odd) // 4 * 4].cast("I")}


def _folded(found: Sequence[Place]) -> _Folded:
    texts: dict[str, list[int]] = {}
    for number, place in enumerate(found):
        texts.setdefault(key(place.text.text), []).append(number)
    everything = BETWEEN.join(texts)
    return _Folded(texts, tuple(texts.values()), everything, _starts(texts), _pairs(everything))


def _starts(texts: Iterable[str]) -> tuple[int, ...]:
    """Where each text begins when they are joined with one character between them."""
    return tuple(accumulate((len(text) + 1 for text in texts), initial=0))[:-1]


def matches(scope: Scope, pattern: re.Pattern[str]) -> Iterator[tuple[Place, int, int, re.Match[str]]]:
    """The matches in all texts, each with its place and where it begins and ends there, in one search over everything.

    For patterns that are made of letters and marks that they name: a class that excludes some would run on over the ends.
    """
    prose = _prose(scope)
    at = 0
    for match in pattern.finditer(prose.running):
        at = bisect_right(prose.starts, match.start(), at) - 1
        start = prose.starts[at]
        yield prose.places[at], match.start() - start, match.end() - start, match


def places_matching(scope: Scope, pattern: re.Pattern[str]) -> Iterator[Place]:
    """The texts in which the pattern is found, each once; for patterns as `matches` takes them."""
    prose = _prose(scope)
    at, start = 0, 0
    while match := pattern.search(prose.running, start):
        at = bisect_right(prose.starts, match.start(), at) - 1
        yield prose.places[at]
        at += 1
        if at == len(prose.starts):
            return
        start = prose.starts[at]


def places_repeating(scope: Scope, shortest: int, longest: int) -> Iterator[Place]:
    """The texts in which so many characters stand twice in a row, each once; a few more where a cell repeats the one before."""
    prose = _prose(scope)
    last = -1
    for offset in repeated_at(prose.running, shortest, longest):
        at = bisect_right(prose.starts, offset, max(last, 0)) - 1
        if at != last:
            yield prose.places[at]
            last = at


def _prose(scope: Scope) -> _Prose:
    return scope.frame.once(_prose, lambda: _put_together(scope.document))


def _put_together(document: Document) -> _Prose:
    found = (*_paragraphs(document), *_cells(document))
    texts = [place.text.text for place in found]
    return _Prose(found, BETWEEN.join(texts), _starts(texts))


def paragraphs(document: Document) -> tuple[Text, ...]:
    """Every paragraph outside the forms; put together from the narrative where the document was not read from a file."""
    if document.paragraphs or document.narrative is None and not document.sections:
        return document.paragraphs
    found = [text_of(passage(section.title, section.location)) for section in document.sections]
    if (narrative := document.narrative) is not None:
        found += [*_lines(narrative.overall), *narrative.safeguards]
        for item in narrative.items:
            found += _item_texts(item)
    return tuple(sorted((text for text in found if text.text), key=lambda text: text.location.order))


def hit(place: Place, start: int, end: int, args: Mapping[str, str], sure: Confidence | None = None) -> Hit:
    """A finding at characters start to end of a place; its evidence is the clause around them."""
    at = place.text.passage.at(start)
    return Hit(
        args,
        field=place.field,
        location=at,
        evidence=(Evidence(clause(place.text.text, start, end), at, field=place.field),),
        sure=lower(place.text.sure, sure or Confidence.HIGH),
        project_index=place.project_index,
        indicator=place.indicator,
    )


def clause(text: str, start: int, end: int) -> str:
    """What stands between the nearest marks, or so many characters, on either side."""
    before = max((match.end() for match in _BREAK.finditer(text, max(0, start - _REACH), start)), default=max(0, start - _REACH))
    after = _BREAK.search(text, end, end + _REACH)
    return text[before : after.start() if after else end + _REACH].strip()


def _lines(text: Text) -> Iterator[Text]:
    start = 0
    for line in text.text.split("\n"):
        yield text_of(text.passage.slice(start, start + len(line)), text.sure)
        start += len(line) + 1


def _item_texts(item: Item) -> Iterator[Text]:
    yield item.heading if item.heading.text else item.name
    if item.body:
        yield from item.body
        return
    yield item.goal
    for target in item.targets:
        yield target.name
        yield target.description


def _paragraphs(document: Document) -> Iterator[Place]:
    texts = paragraphs(document)
    items = _items_of(texts, document.narrative)
    for index, text in enumerate(texts):
        yield Place(text, NARRATIVE, item_index=items.get(index))


def _items_of(texts: tuple[Text, ...], narrative: Narrative | None) -> dict[int, int]:
    """Which paragraphs belong to which item: the one it begins on, and as many after it as it has in its body."""
    found: dict[int, int] = {}
    at = 0
    for number, item in enumerate(narrative.items if narrative else ()):
        begin = next((index for index in range(at, len(texts)) if _begins(texts[index], item)), None)
        if begin is None:
            continue
        at = begin + 1 + len(item.body)
        found |= dict.fromkeys(range(begin, min(at, len(texts))), number)
    return found


def _begins(text: Text, item: Item) -> bool:
    return item.name.text in text.text and line_of(text.location) == line_of(item.location)


def line_of(location: Location) -> Location:
    """The line, or the cell, that a place is in."""
    return location._replace(column=None)


def _cells(document: Document) -> Iterator[Place]:
    for index, project in enumerate(document.projects):
        goals = [("goals", goal) for goal in project.goals]
        for field, text in (("name", project.name), ("budget.purpose", project.budget.purpose), *goals):
            if text.state is READ:
                yield Place(text, PROJECT, field, index)
        bases: set[str] = set()
        for row in project.indicators:
            name, description, value = row.name.text, row.description.text, row.value.text
            if row.name.state is READ:
                yield Place(row.name, INDICATOR, "name", index, row)
            if row.description.state is READ and description != name:
                yield Place(row.description, INDICATOR, "description", index, row)
            if row.value.field.state is READ and value not in (name, description):
                yield Place(row.value.field, INDICATOR, "value.text", index, row)
            if row.basis.state is READ and row.basis.text not in bases:
                bases.add(row.basis.text)
                yield Place(row.basis, BASIS, "basis", index, row)
