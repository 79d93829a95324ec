"""Which way an indicator's name points, and whether its value bounds it from that side (domain D02, D03).

The end of a name says what is measured: 投诉率 is less, 投诉办结率 more is better. Names on no list are judged by what stands
before the measure (投诉 in 有责投诉次数), by what is waited for (平均候诊时间), by the height of a rate and by the category.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import NamedTuple

from goalint.rules.check import AnyCheck, ClassifierName, Hit, LexiconName, Unchecked, check, evidence_of
from goalint.rules.lexicon import Lexicon, without_brackets
from goalint.rules.scope import Scope
from goalint.tree.quantity import Reading
from goalint.tree.text import State
from goalint.tree.units import Kind
from goalint.tree.width import key

_NO_SHARE = (None, "date", "duration")  # what a percentage under such a name means, is another question
_MOST = Decimal(100)
_RATED = ("度", "性", "水平")


class Less(NamedTuple):
    """Of which names less is better.

    `ways` classes names by their end; `ends` are measures at the end of a name and `adverse` what stands before them; names
    with a word of `handled` or `worked_on` count the work done on it, with one of `changed` the change of it. A name is a wait
    if it has a word of `waits`, none of `lasting`, and ends with one of `lengths`.
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


class More(NamedTuple):
    """Of which names more is better.

    `ways`, `ends`, `adverse`, `handled` and `worked_on` as for less. `outputs` is work done for others, and under the categories
    `counted` so is all that is counted but what has a word of `bounded`; `good` stands before the measure of a rate. A rate of at
    least `high` percent is meant to be reached, but not those with a word of `shares`, nor one under `costs`; money
    under `earned` is. Names with a word
    of `limits` may have a ceiling, those with one of `negated` or `defects` are turned round.
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
    counted: tuple[str, ...]
    costs: tuple[str, ...]
    earned: tuple[str, ...]
    high: Decimal = Decimal(60)


@check("less-is-better", given={"indicator", "target"}, params=Less)
def LESS_IS_BETTER(scope: Scope, params: Less) -> Iterator[Hit | Unchecked]:  # noqa: N802 - a constant of the registry
    """Raise a lower bound under what is wanted as little of as possible."""
    yield from _bounded(scope, "≥>", lambda name, reading: _less(scope, params, name, reading))


@check("more-is-better", given={"indicator", "target"}, params=More)
def MORE_IS_BETTER(scope: Scope, params: More) -> Iterator[Hit | Unchecked]:  # noqa: N802 - a constant of the registry
    """Raise an upper bound on what is wanted as much of as possible."""
    yield from _bounded(scope, "≤<", lambda name, reading: _more(scope, params, name, reading))


Judge = Callable[[str, Reading], bool]


def _bounded(scope: Scope, signs: str, judge: Judge) -> Iterator[Hit | Unchecked]:
    """A value with one of the signs and no second bound, whose name the judge says should have the other one."""
    node = scope.target if scope.kind == "target" else scope.indicator
    name, value = node.name, node.value
    if value.field.state is State.LOST:
        if name.text and judge(key(without_brackets(name.text)), Reading("≥", Decimal(0), kind=Kind.COUNT)):
            yield Unchecked("没有读到“指标值”", "the value was not read", value.field.location)
        return
    reading = value.reading
    if reading.op is None or reading.op not in signs or reading.upper is not None:
        return
    if name.state is State.LOST:
        yield Unchecked("没有读到“指标名称”", "the name was not read", name.location)
    elif judge(key(without_brackets(name.text)), reading):
        evidence = (evidence_of(value.field, field="value.text"), evidence_of(name, field="name"))
        yield Hit(field="value.text", evidence=evidence)


def _less(scope: Scope, params: Less, name: str, reading: Reading) -> bool:
    """Less of it is better: by the name's end, by what it measures, or because somebody waits for it."""
    has = _finds(scope, name)
    if has(params.changed) or reading.kind is Kind.RATIO and scope.classifier(params.measures).class_of(name) in _NO_SHARE:
        return False
    way = scope.classifier(params.ways).class_of(name)
    if way == "lower":
        return reading.kind is Kind.DURATION or not has(params.handled)
    if way is not None:
        return False
    if reading.kind is Kind.DURATION and has(params.lengths) and has(params.waits):
        return not has(params.lasting)
    return _is_adverse(scope, params, name)


def _is_adverse(scope: Scope, params: Less | More, name: str) -> bool:
    """What the name measures is an evil, and not the work done on it."""
    has = _finds(scope, name)
    stem = _stem(name, scope.lexicon(params.ends))
    return scope.lexicon(params.adverse).has(stem) and not (has(params.worked_on) or has(params.handled))


def _more(scope: Scope, params: More, name: str, reading: Reading) -> bool:
    """More of it is better: by the name's end, because it is work done for others, or as a rate that is to be reached."""
    has = _finds(scope, name)
    way = scope.classifier(params.ways).class_of(name)
    if way == "higher":
        # 及时性 of less than 24 hours: the time itself, not how often it was kept.
        return not has(params.negated) and not (reading.kind is Kind.DURATION and name.endswith(("率", *_RATED)))
    if way is not None or has(params.limits) or _is_adverse(scope, params, name):
        return False
    category = None if scope.kind == "target" else scope.category_of(scope.indicator)
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


def _stem(name: str, ends: Lexicon) -> str:
    """What stands before the measure that a name ends with: 投诉 of 投诉次数."""
    found = ends.find(name)
    return name[: found[-1].start].removesuffix("的") if found and found[-1].start > 0 and found[-1].end == len(name) else name


SPECS: tuple[AnyCheck, ...] = (LESS_IS_BETTER, MORE_IS_BETTER)
