"""Whether the unit of a value can count what the name names (domain C02)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from goalint.rules.check import AnyCheck, ClassifierName, Hit, LexiconName, check, evidence_of
from goalint.rules.lexicon import unit_in_brackets, without_brackets
from goalint.rules.scope import Scope
from goalint.tree.confidence import Confidence
from goalint.tree.pattern import lazy
from goalint.tree.units import UNITS, Kind
from goalint.tree.width import key

# Percentages on counts, on deadlines and dates on rates have rules of their own.
_COMPARED = frozenset((Kind.COUNT, Kind.MONEY, Kind.DURATION))
_AND = lazy("[、和及与或]")


class UnitFit(NamedTuple):
    """`things` tells what a name counts; `misfits`, by the same classes, which units cannot count it.

    `tails` are the ends of names that say only that something is counted: 报告数量 counts 报告. After one of `makes` (举办, 编印)
    nothing but the thing itself is counted; the units that cannot count it then stand under its class with 做 before it.
    """

    things: ClassifierName
    misfits: ClassifierName
    tails: LexiconName
    makes: LexiconName


@check("unit-fit", given={"indicator", "target"}, params=UnitFit, placeholders={"unit", "thing"})
def UNIT_FIT(scope: Scope, params: UnitFit) -> Sequence[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """Raise a value whose unit is of another kind than that in the name's brackets, or cannot count what is named."""
    node = scope.target if scope.kind == "target" else scope.indicator
    reading = node.value.reading
    unit, name = reading.unit, node.name.text
    if unit is None or unit in ("万", "亿") or reading.kind not in _COMPARED or not name:
        return ()
    named = _named(scope, params, name, unit)
    found = (named, Confidence.HIGH) if named is not None else _thing(scope, params, name, node.value.text, unit)
    if found is None:
        return ()
    thing, sure = found
    evidence = (evidence_of(node.value.field, field="value.text"), evidence_of(node.name, field="name"))
    return (Hit({"unit": unit, "thing": thing}, field="value.text", evidence=evidence, sure=sure),)


def _named(scope: Scope, params: UnitFit, name: str, unit: str) -> str | None:
    """The unit in the name's brackets, if that of the value measures something else altogether: 公顷 and 人."""
    named = unit_in_brackets(name)
    if named is None:
        return None
    if UNITS[named] is not UNITS.get(unit, Kind.COUNT):
        return named
    thing = scope.classifier(params.things).class_of(named)
    return named if thing is not None and thing in _misfits(scope, params, unit) else None


def _misfits(scope: Scope, params: UnitFit, unit: str) -> set[str]:
    """The classes of things that the unit cannot count."""
    return {found for found, _ in scope.classifier(params.misfits).matches(key(unit))}


def _thing(scope: Scope, params: UnitFit, name: str, value: str, unit: str) -> tuple[str, Confidence] | None:
    """The class of what is counted, if the unit cannot count it, and how sure that is."""
    bare = key(without_brackets(name))
    if key(unit) in bare[-len(unit) - 1 :] or "/" in value and "/" not in unit:
        return None  # 参会人数 in 人, or a compound (10人/10万) of which only a part was read
    misfits = _misfits(scope, params, unit)
    parts = [_counted(scope, params, part) for part in _AND.split(bare)]
    head = parts[-1]  # what a name is about stands at its end: 脱贫户、监测户增收 counts no 户
    if head is None:
        return None
    if all(thing is None or thing in misfits for thing in parts):  # 场次和人数 may be given in 场
        return head, Confidence.HIGH
    made = f"做{head}" in misfits and scope.lexicon(params.makes).has(bare)
    return (head, Confidence.LOW) if made else None  # 举办讲座 in 人: those who came may be meant


def _counted(scope: Scope, params: UnitFit, name: str) -> str | None:
    """The class of what a name counts, by its last word or the one before words like 数量."""
    things, tails = scope.classifier(params.things), scope.lexicon(params.tails)
    thing = things.class_of(name)
    while thing is None and (found := tails.find(name)) and found[-1].start > 0:
        name = name[: found[-1].start].removesuffix("的")
        thing = things.class_of(name)
    return thing


SPECS: tuple[AnyCheck, ...] = (UNIT_FIT,)
