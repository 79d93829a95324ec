"""Marks: quotes and brackets without their other half, half-width marks and loose spaces in Chinese (domain K06, K07, K09)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from goalint.checks.prose import BASIS, BETWEEN, NARRATIVE, Place, clause, hit, matches, places, places_matching
from goalint.findings import Evidence
from goalint.rules.check import AnyCheck, Hit, LexiconName, check
from goalint.rules.scope import Scope
from goalint.tree.pattern import lazy
from goalint.tree.width import HAN

_PAIRS = {"”": "“", "）": "（", ")": "（", "》": "《", "】": "【", "」": "「", "』": "『", "〕": "〔", "]": "[", "］": "["}
_OPENING = {"“": "“", "（": "（", "(": "（", "《": "《", "【": "【", "「": "「", "『": "『", "〔": "〔", "[": "[", "［": "["}
_MARK = lazy("[" + re.escape("".join((*_PAIRS, *_OPENING))) + "]")
# 1） and 一) number a list and want no other half.
_LIST_NUMBER = lazy(r"(?:^|[^\w（(])(?:\d{1,2}|[一二三四五六七八九十]{1,2}|[a-zA-Z])$")
_PARAGRAPHS_ON = 3
_SENTENCE = lazy(r"[，。；,;.]")
_SHOWN = 20
_TAIL = 8

_Open = tuple[int, Place, int, str]


# Made when first used: both belong to rules that most runs leave out, and take long to compile.
@cache
def _half_width() -> re.Pattern[str]:
    mark = "[,;:?!.]"
    return re.compile(rf"{mark}(?<={HAN}{mark}|[”）》】]{mark})(?={HAN}|[“（《]|\n?(?:{BETWEEN}|\Z))")


@cache
def _loose_space() -> re.Pattern[str]:
    space = r"[ \t\u3000\xa0]"
    number = "".join(rf"(?<!{begin}{digits}、.)" for begin in ("^", BETWEEN) for digits in (r"\d", r"\d\d"))
    return re.compile(rf"{space}(?<={HAN}{space}|[“”、，。；：）》]{space}){number}{space}*(?={HAN}|[“”、，。；：（《])")


@check("unbalanced-mark", given={"document"}, placeholders={"mark"})
def UNBALANCED_MARK(scope: Scope, _: object) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """A quote or bracket that is not closed, or not opened; a quotation may go on over paragraphs. One for each text."""
    marked = set(map(id, places_matching(scope, _MARK)))
    waiting: list[_Open] = []
    for number, place in enumerate(places(scope)) if marked else ():
        if place.part == BASIS or not (waiting or id(place) in marked):
            continue
        open_: list[_Open] = []
        extra: list[_Open] = []
        if not _is_balanced("".join(_MARK.findall(place.text.text))):
            open_, extra = _balance(number, place)
        if place.part == NARRATIVE:
            for entry in list(extra):
                match = next((one for one in waiting if _OPENING[one[3]] == _PAIRS[entry[3]]), None)
                if match is not None:
                    waiting.remove(match)
                    extra.remove(entry)
            waiting += open_[:1]
        else:
            extra += open_[:1]
        over = [one for one in waiting if number - one[0] > _PARAGRAPHS_ON or place.part != NARRATIVE]
        waiting = [one for one in waiting if one not in over]
        for _, at, offset, mark in (*over, *extra[:1]):
            yield hit(at, offset, offset + 1, {"mark": mark})
    for _, at, offset, mark in waiting:
        yield hit(at, offset, offset + 1, {"mark": mark})


@lru_cache(maxsize=1024)
def _is_balanced(marks: str) -> bool:
    """Whether nothing is left open and nothing closed that was not opened, whatever stands around the marks."""
    open_: dict[str, int] = {}
    for mark in marks:
        kind = _OPENING.get(mark) or _PAIRS[mark]
        open_[kind] = open_.get(kind, 0) + (1 if mark in _OPENING else -1)
        if open_[kind] < 0:
            return False
    return not any(open_.values())


def _balance(number: int, place: Place) -> tuple[list[_Open], list[_Open]]:
    """What a text leaves open, and what it closes that it did not open."""
    text = place.text.text
    open_: dict[str, list[_Open]] = {}
    extra: list[_Open] = []
    for match in _MARK.finditer(text):
        offset, mark = match.start(), match.group()
        if mark in _OPENING:
            open_.setdefault(_OPENING[mark], []).append((number, place, offset, mark))
        elif open_.get(_PAIRS[mark]):
            open_[_PAIRS[mark]].pop()
        elif mark not in ")）" or not _LIST_NUMBER.search(text[max(0, offset - 4) : offset]):
            extra.append((number, place, offset, mark))
    return sorted((one for left in open_.values() for one in left), key=lambda one: one[2]), extra


@check("half-width-mark", given={"document"}, placeholders={"mark", "count"})
def HALF_WIDTH_MARK(scope: Scope, _: object) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """Half-width marks in Chinese text: one finding that shows all of them."""
    yield from _together([(place, start, end) for place, start, end, _ in matches(scope, _half_width())])


class Loose(NamedTuple):
    """`most`: more spaces than this are the conversion's doing."""

    most: int


@check("loose-space", given={"document"}, params=Loose, placeholders={"mark", "count"})
def LOOSE_SPACE(scope: Scope, params: Loose) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """Spaces between Chinese characters in the narrative's sentences: one finding. In cells they come from wrapped lines."""
    found = [
        (place, start, end)
        for place, start, end, _ in matches(scope, _loose_space())
        if place.part == NARRATIVE and _SENTENCE.search(place.text.text)  # 第一部分 总体目标: headings keep their parts apart
    ]
    if len(found) <= params.most:
        yield from _together(found)


def _together(found: list[tuple[Place, int, int]]) -> Iterator[Hit]:
    if not found:
        return
    place, start, end = found[0]
    evidence = tuple(
        Evidence(clause(one.text.text, begin, stop), one.text.passage.at(begin)) for one, begin, stop in found[:_SHOWN]
    )
    yield Hit(
        {"mark": place.text.text[start:end], "count": str(len(found))},
        location=evidence[0].location,
        evidence=evidence,
        sure=place.text.sure,
    )


class Unfinished(NamedTuple):
    """`ends` are words and marks with which no sentence ends."""

    ends: LexiconName


@check("unfinished", given={"document"}, params=Unfinished, placeholders={"end"})
def UNFINISHED(scope: Scope, params: Unfinished) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """A text that stops in mid-sentence; a paragraph only where the next cannot be its other half."""
    ends = scope.lexicon(params.ends)
    texts = places(scope)
    for index, place in enumerate(texts):
        if place.field in ("name", "value.text", "basis"):
            continue
        text = place.text.text
        before = max(0, len(text) - _TAIL)
        if not ends.find(text[before:]):
            continue
        following = texts[index + 1] if place.part == NARRATIVE and index + 1 < len(texts) else None
        if following is not None and following.part == NARRATIVE and following.item_index == place.item_index:
            continue
        for start, end in ends.places(text[before:])[-1:]:
            yield hit(place, before + start, before + end, {"end": text[before + start : before + end]})


SPECS: tuple[AnyCheck, ...] = (HALF_WIDTH_MARK, LOOSE_SPACE, UNBALANCED_MARK, UNFINISHED)
