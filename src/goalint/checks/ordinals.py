"""Ordinals in a project's goal against those of its indicators: 第二十二至第二十八次 here, 第二十四至第三十次 there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from goalint.rules.check import AnyCheck, Hit, check, evidence_of
from goalint.rules.scope import Scope
from goalint.tree.numerals import number_of
from goalint.tree.pattern import lazy
from goalint.tree.text import READ, Text
from goalint.tree.width import narrow

_N = r"(\d{1,4}|[一二两三四五六七八九十百]{1,6})"
_CLASS = "(届次|[届次期批轮号]|标段|阶段)"
_RANGE = lazy(rf"第?{_N}{_CLASS}?(?:[、,，]?\s*)(?:至|到|[-~])第?{_N}{_CLASS}(?=([^，。；、,;()（）]*))")
_SINGLE = lazy(rf"第{_N}{_CLASS}(?=([^，。；、,;()（）]*))")
# 九届四次全会 without 第: the term says whose session it is, the number before 次 which.
_SESSION = lazy(rf"届[^第，。；、,;()（）\d]{{0,10}}?{_N}(次)(?=([^，。；、,;()（）]*))")
# The thing that is numbered ends where the act begins.
_ACT = lazy(
    r"(?:的)?(?:顺利|圆满|按时|按期|如期|成功)*(?:召开|举办|举行|开展|完成|实施|组织|建设|保障|发放|拨付|支付|工作|服务|筹备|情况|次数|数量|任务|第|$)"
)
_MAYBE = lazy(r"[至到~～－-]")
_MIN_THING = 2


class _Ordinals(NamedTuple):
    """From one ordinal to another of a thing, as written."""

    first: int
    last: int
    thing: str
    text: str
    field: Text
    start: int


@check("ordinal-ranges", given={"project"}, placeholders={"goal", "indicator", "thing"})
def ORDINAL_RANGES(scope: Scope, _: object) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """A range of ordinals of one thing in the goals that no indicator has, while one has another; told once a thing.

    Single ordinals are compared only where goals and indicators name one each. Several ranges that together make up
    the goal's are no contradiction.
    """
    project = scope.project
    goals = _by_thing(project.goals)
    if not goals:
        return
    rows = _by_thing(field for row in project.indicators for field in (row.name, row.description, row.value.field))
    for thing, said in goals.items():
        told = rows.get(thing)
        if not told:
            continue
        ranges, others = _spans(said), _spans(told)
        alone = all(first == last for first, last in ranges | others)
        if alone and (len(ranges) > 1 or len(others) > 1) or ranges & others or _covered(ranges) == _covered(others):
            continue
        if not alone and (all(first == last for first, last in ranges) or all(first == last for first, last in others)):
            continue
        ours, theirs = said[0], told[0]
        yield Hit(
            {"goal": ours.text, "indicator": theirs.text, "thing": thing.partition(" ")[2]},
            location=theirs.field.passage.at(theirs.start),
            evidence=(*(evidence_of(one.field) for one in told), evidence_of(ours.field)),
        )


@check("ordinal-in-name", given={"project"}, placeholders={"name", "text"})
def ORDINAL_IN_NAME(scope: Scope, _: object) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """The project's name numbers a thing, and its goals or purpose number the same thing otherwise, never as the name does."""
    project = scope.project
    if project.name.state is not READ:
        return
    fields = [field for field in (*project.goals, project.budget.purpose) if field.state is READ]
    for own in _ordinals(project.name):
        others = [one for field in fields for one in _ordinals(field) if _is_same(own.thing, one.thing)]
        if others and not any(one.first <= own.first <= one.last for one in others):
            yield Hit(
                {"name": own.text, "text": others[0].text},
                location=others[0].field.passage.at(others[0].start),
                evidence=(*(evidence_of(one.field) for one in others), evidence_of(project.name, field="name")),
            )
            return


def _is_same(thing: str, other: str) -> bool:
    """One is called by the beginning of the other: 运动会, 运动会参赛经费."""
    return thing.startswith(other) or other.startswith(thing)


def _by_thing(fields: Iterator[Text] | tuple[Text, ...]) -> dict[str, list[_Ordinals]]:
    out: dict[str, list[_Ordinals]] = {}
    for field in fields:
        for found in _ordinals(field) if field.state is READ else ():
            out.setdefault(found.thing, []).append(found)
    return out


def _ordinals(field: Text) -> Iterator[_Ordinals]:
    if "第" not in field.text and "届" not in field.text and not _MAYBE.search(field.text):
        return
    text = narrow(field.text)
    if len(text) != len(field.text):
        return
    taken: list[tuple[int, int]] = []
    for match in _RANGE.finditer(text):
        first, last = number_of(match.group(1)), number_of(match.group(3))
        thing = _thing(match.group(4), match.group(5))
        if first is not None and last is not None and first < last and thing and _is_ordinal(match):
            taken.append(match.span())
            yield _Ordinals(int(first), int(last), thing, _shown(field, match, 5), field, match.start())
    for match in (*_SINGLE.finditer(text), *_SESSION.finditer(text)):
        number, thing = number_of(match.group(1)), _thing(match.group(2), match.group(3))
        if number is not None and thing and not any(start <= match.start() < end for start, end in taken):
            yield _Ordinals(int(number), int(number), thing, _shown(field, match, 3), field, match.start())


def _is_ordinal(match: re.Match[str]) -> bool:
    """Something says that the numbers count in order: 第, or the classifier at both ends."""
    return "第" in match.group()[: match.end(4) - match.start()] or bool(match.group(2))


def _thing(classifier: str, following: str) -> str:
    """What is numbered, with its classifier; empty if nothing says what it is."""
    act = _ACT.search(following)
    noun = "".join(following[: act.start() if act else None].split())
    return f"{classifier} {noun}" if len(noun) >= _MIN_THING else ""


def _shown(field: Text, match: re.Match[str], rest: int) -> str:
    return field.text[match.start() : match.start(rest)]


def _spans(found: list[_Ordinals]) -> set[tuple[int, int]]:
    return {(one.first, one.last) for one in found}


def _covered(spans: set[tuple[int, int]]) -> set[int]:
    return {number for first, last in spans for number in range(first, min(last, first + 1000) + 1)}


SPECS: tuple[AnyCheck, ...] = (ORDINAL_RANGES, ORDINAL_IN_NAME)
