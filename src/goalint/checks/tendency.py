"""Which way an indicator's name points: whether less or more of what it measures is better.

The end of a name says what is measured: 投诉率 is less, 投诉办结率 more is better. Growth and drop are as good or bad as what
grows and drops (近视率增幅). Names on no list are judged by what stands before the measure (投诉 in 有责投诉次数), by what is
waited for (平均候诊时间), by the height of a rate and by the category.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from goalint.rules.check import ClassifierName, LexiconName
from goalint.rules.lexicon import Lexicon
from goalint.rules.scope import Scope
from goalint.tree.confidence import Confidence
from goalint.tree.quantity import Reading
from goalint.tree.units import Kind

_NO_SHARE = (None, "date", "duration")  # what a percentage under such a name means, is another question
_MOST = Decimal(100)
_RATED = ("度", "性", "水平")


class Less(NamedTuple):
    """Of which names less is better.

    `ways` classes names by their end; `ends` are measures at the end of a name and `adverse` what stands before them; names
    with a word of `handled` or `worked_on` count the work done on it, with one of `changed` the change of it, unless they end
    with one of `growth`. A name is a wait if it has a word of `waits`, none of `lasting`, and ends with one of `lengths`; under
    the categories `timely` it need not have one of `waits` if it is given in units of `short` and has no word of `spans`.
    """

    ways: ClassifierName
    measures: ClassifierName
    ends: LexiconName
    adverse: LexiconName
    handled: LexiconName
    worked_on: LexiconName
    changed: LexiconName
    waits: LexiconName
    lengths: LexiconName
    lasting: LexiconName
    growth: LexiconName
    spans: LexiconName
    timely: tuple[str, ...]
    short: tuple[str, ...]


class More(NamedTuple):
    """Of which names more is better.

    `ways`, `ends`, `adverse`, `handled` and `worked_on` as for less. `outputs` is work done for others, and under the categories
    `counted` so is all that is counted but what has a word of `bounded`; `good` stands before the measure of a rate. A rate of at
    least `high` percent is meant to be reached, but not those with a word of `shares`, nor one under `costs`; money
    under `earned` is. Names with a word of `limits` may have a ceiling, those with one of `negated` or `defects` are turned
    round. Of what less is better of, more is wanted of names that end with one of `drops`, and not of those with one of `growth`.
    """

    ways: ClassifierName
    measures: ClassifierName
    ends: LexiconName
    adverse: LexiconName
    handled: LexiconName
    worked_on: LexiconName
    outputs: LexiconName
    bounded: LexiconName
    good: LexiconName
    shares: LexiconName
    limits: LexiconName
    negated: LexiconName
    defects: LexiconName
    growth: LexiconName
    drops: LexiconName
    counted: tuple[str, ...]
    costs: tuple[str, ...]
    earned: tuple[str, ...]
    high: Decimal = Decimal(60)


def less_is_better(scope: Scope, params: Less, name: str, reading: Reading) -> Confidence | None:
    """How sure it is that less of it is better: by the name's end, by what it measures, or because somebody waits for it."""
    has = _finds(scope, name)
    if (grown := _before(name, scope.lexicon(params.growth))) and _is_evil(scope, params, grown):
        return Confidence.HIGH
    if has(params.changed) or reading.kind is Kind.RATIO and scope.classifier(params.measures).class_of(name) in _NO_SHARE:
        return None
    way = scope.classifier(params.ways).class_of(name)
    if way == "lower":
        return Confidence.HIGH if reading.kind is Kind.DURATION or not has(params.handled) else None
    if way is not None:
        return None
    if reading.kind is Kind.DURATION and has(params.lengths):
        if has(params.waits):
            return None if has(params.lasting) else Confidence.HIGH
        if reading.unit in params.short and _category(scope) in params.timely:
            return None if has(params.lasting) or has(params.spans) else Confidence.MEDIUM
    return Confidence.HIGH if _is_adverse(scope, params, name) else None


def _is_evil(scope: Scope, params: Less | More, thing: str) -> bool:
    """Less of what grows or drops is better."""
    way = scope.classifier(params.ways).class_of(thing)
    return way == "lower" and not _finds(scope, thing)(params.handled) or way is None and _is_adverse(scope, params, thing)


def _is_adverse(scope: Scope, params: Less | More, name: str) -> bool:
    """What the name measures is an evil, and not the work done on it."""
    has = _finds(scope, name)
    stem = _stem(name, scope.lexicon(params.ends))
    return scope.lexicon(params.adverse).has(stem) and not (has(params.worked_on) or has(params.handled))


def more_is_better(scope: Scope, params: More, name: str, reading: Reading) -> Confidence | None:
    """How sure it is that more of it is better: by the name's end, as work done for others, or as a rate to be reached."""
    has = _finds(scope, name)
    if (grown := _before(name, scope.lexicon(params.growth))) and _is_evil(scope, params, grown):
        return None
    if (dropped := _before(name, scope.lexicon(params.drops))) and _is_evil(scope, params, dropped):
        return None if has(params.negated) else Confidence.HIGH
    return Confidence.HIGH if _is_more(scope, params, name, reading) else None


def _is_more(scope: Scope, params: More, name: str, reading: Reading) -> bool:
    has = _finds(scope, name)
    way = scope.classifier(params.ways).class_of(name)
    if way == "higher":
        # 及时性 of less than 24 hours: the time itself, not how often it was kept.
        return not has(params.negated) and not (reading.kind is Kind.DURATION and name.endswith(("率", *_RATED)))
    if way is not None or has(params.limits) or _is_adverse(scope, params, name):
        return False
    category = _category(scope)
    if reading.kind is Kind.COUNT:
        counted = has(params.outputs) or category in params.counted and not has(params.bounded)
        worked_on = has(params.handled) or has(params.worked_on)
        return counted and (worked_on or not has(params.defects)) and not has(params.negated)
    if category in params.costs or has(params.shares):
        return False
    if reading.kind is Kind.MONEY:
        return category in params.earned
    if reading.kind is not Kind.RATIO:
        return False
    if scope.lexicon(params.good).has(_stem(name, scope.lexicon(params.ends))):
        return not has(params.negated)
    high = reading.number is not None and params.high <= reading.number < _MOST and reading.unit not in ("倍", "‰")
    rated = name.endswith(_RATED) or scope.classifier(params.measures).class_of(name) == "ratio"
    return high and rated and not has(params.negated)


def _finds(scope: Scope, name: str) -> Callable[[str], bool]:
    """Whether a word of a list stands in the name, by the name of the list."""
    return lambda words: scope.lexicon(words).has(name)


def _category(scope: Scope) -> str | None:
    return None if scope.kind == "target" else scope.category_of(scope.indicator)


def _before(name: str, ends: Lexicon) -> str | None:
    """What stands before the end that a name has, if it has one: 投诉 of 投诉增长率."""
    found = ends.find(name)
    return name[: found[-1].start].removesuffix("的") if found and found[-1].end == len(name) else None


def _stem(name: str, ends: Lexicon) -> str:
    """What stands before the measure that a name ends with, else the name: 投诉 of 投诉次数."""
    return _before(name, ends) or name
