"""Numbers of headings and points: gaps, repeats, one list in two styles (domain A02, K05)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from goalint.checks.lists import STYLES, Mark, NumberedList, numbered_lists
from goalint.checks.prose import NARRATIVE, Place, clause, hit, places, places_matching
from goalint.findings import Evidence
from goalint.rules.check import AnyCheck, Hit, check
from goalint.rules.scope import Scope
from goalint.tree.document import Document
from goalint.tree.numerals import number_of
from goalint.tree.pattern import lazy

_POINT = lazy(
    r"([一二三四五六七八九十])(?=是)(?:(?<=^.)|(?<=[。；;：:，,\s”].))|第([一二三四五六七八九十])(?=[，,、：:])(?:(?<=^第.)|(?<=[。；;：:\s]第.))"
)
_MAYBE_POINT = lazy("是(?<=[一二三四五六七八九十]是)|第[一二三四五六七八九十][，,、：:]")
_GOES_ON = lazy(r"[二另]|其次|再者|同时|此外")
_FAR = 500
_NUMERALS = "一二三四五六七八九十"


class _Point(NamedTuple):
    """一是 or 第一: where it stands, which of the two, its number, and the text since the point before."""

    place: Place
    start: int
    kind: str
    value: int
    before: str


def _lists(scope: Scope) -> list[NumberedList]:
    return scope.frame.once(numbered_lists, lambda: numbered_lists(scope.document))


@check("heading-gap", given={"document"}, placeholders={"number", "before", "missing", "unnumbered"})
def HEADING_GAP(scope: Scope, _: object) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """A heading whose number does not follow the one before; silent where most numbers of the list were lost."""
    document = scope.document
    for one in _lists(scope):
        if 2 * len(one.seen) < max(one.seen):
            continue
        for mark, before in one.gaps:
            gone = [value for value in range(before + 1, mark.value) if value not in one.seen]
            if not gone:
                continue
            written = "、".join(_like(mark, value) for value in gone)
            bare = _unnumbered(document, one, mark)
            yield _hit(
                mark, {"number": _like(mark, mark.value), "before": _like(mark, before), "missing": written, "unnumbered": bare}
            )


@check("heading-repeat", given={"document"}, placeholders={"number", "first"})
def HEADING_REPEAT(scope: Scope, _: object) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """Two headings of one list with the same number and different words."""
    for one in _lists(scope):
        for mark, first in one.repeats:
            yield _hit(mark, {"number": _plain(mark), "first": first.text.text[:24]}, first)


@check("mixed-numbering", given={"document"}, placeholders={"number", "usual"})
def MIXED_NUMBERING(scope: Scope, _: object) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """The first number of a list that is closed by another mark than most of its like."""
    for one in _lists(scope):
        closings = [_narrow(mark.closing) for mark in one.marks]
        if len(set(closings)) < 2:
            continue
        usual = max(dict.fromkeys(closings), key=closings.count)
        odd = next(mark for mark, closing in zip(one.marks, closings, strict=True) if closing != usual)
        like = next(mark for mark, closing in zip(one.marks, closings, strict=True) if closing == usual)
        yield _hit(odd, {"number": _plain(odd), "usual": _plain(like)}, like)


@check("point-gap", given={"document"}, placeholders={"number", "missing"})
def POINT_GAP(scope: Scope, _: object) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """一是…三是…: points of a text of which one is not there; 一是 alone is one too."""
    pointed = set(map(id, places_matching(scope, _MAYBE_POINT)))
    if not pointed:
        return
    runs: dict[str, list[_Point]] = {"是": [], "第": []}  # 一是 under 第一 is a list within a list: each runs on by itself
    between = ""
    narrative = False
    # A cell is a text by itself: only those with points matter.
    for place in [one for one in places(scope) if one.part == NARRATIVE or id(one) in pointed]:
        if not (narrative and place.part == NARRATIVE) and (between or any(runs.values())):
            for run in runs.values():
                yield from _ended(run)
            between = ""
        narrative = place.part == NARRATIVE
        if id(place) not in pointed:
            between += place.text.text if narrative else ""
            continue
        last = 0
        for match in _POINT.finditer(place.text.text):
            kind = "是" if match.group(1) else "第"
            value = int(number_of(match.group(1) or match.group(2)) or 0)
            between += place.text.text[last : match.start()]
            if value == 1:
                yield from _ended(runs[kind])
            runs[kind].append(_Point(place, match.start(match.lastindex or 0), kind, value, between))
            between, last = "", match.end()
        between += place.text.text[last:]
    for run in runs.values():
        yield from _ended(run)


def _ended(points: list[_Point]) -> Iterator[Hit]:
    """What the points of one list lack; the list is over then."""
    if points and points[0].value == 1:
        if (
            len(points) == 1
            and points[0].kind == "是"
            and not _GOES_ON.search(points[0].place.text.text, points[0].start, points[0].start + _FAR)
        ):
            yield _point(points[0], 2)
        for earlier, later in pairwise(points):
            missing = earlier.value + 1
            # 三要 or 三、 between 二是 and 四是 is the point in another form.
            if later.value > missing and _NUMERALS[min(missing, 10) - 1] not in later.before:
                yield _point(later, missing)
    points.clear()


def _point(point: _Point, missing: int) -> Hit:
    args = {"number": _spoken(point.value, point.kind), "missing": _spoken(missing, point.kind)}
    return hit(point.place, point.start, point.start + 1, args)


def _spoken(value: int, kind: str) -> str:
    numeral = _NUMERALS[min(value, 10) - 1]
    return numeral + "是" if kind == "是" else "第" + numeral


def _hit(mark: Mark, args: dict[str, str], other: Mark | None = None) -> Hit:
    evidence = [
        Evidence(clause(one.text.text, one.start, one.end + 1), one.text.passage.at(one.start)) for one in (mark, other) if one
    ]
    return Hit(args, location=evidence[0].location, evidence=tuple(evidence), sure=mark.text.sure)


def _plain(mark: Mark) -> str:
    return mark.written.strip()


def _like(mark: Mark, value: int) -> str:
    number = str(value) if mark.style.endswith("digit") else _chinese(value)
    head = mark.written[0] if mark.written[0] in "(（" else ""
    return f"{head}{number}{mark.closing if head else ''}"


def _chinese(value: int) -> str:
    numerals = "一二三四五六七八九"
    tens, ones = divmod(value, 10)
    return ("" if not tens else "十" if tens == 1 else numerals[tens - 1] + "十") + (numerals[ones - 1] if ones else "")


def _narrow(closing: str) -> str:
    return {"．": ".", "）": ")"}.get(closing, closing)


def _unnumbered(document: Document, one: NumberedList, mark: Mark) -> str:
    """Headings without a number between the two: they may have lost theirs."""
    before = one.marks[one.marks.index(mark) - 1].text.location.order if one.marks.index(mark) else ()
    titles = [
        section.title
        for section in document.sections
        if before < section.location.order < mark.text.location.order and not any(p.match(section.title) for _, p in STYLES)
    ]
    return f"（其间“{titles[0][:20]}”等{len(titles)}个标题没有编号）" if titles else ""


SPECS: tuple[AnyCheck, ...] = (HEADING_GAP, HEADING_REPEAT, MIXED_NUMBERING, POINT_GAP)
