"""Whether a value bounds what its indicator measures from the side that the name asks for (domain D02, D03)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TypeVar

from goalint.checks.tendency import Less, More, less_is_better, more_is_better
from goalint.rules.check import AnyCheck, Hit, Unchecked, check, evidence_of
from goalint.rules.lexicon import without_brackets
from goalint.rules.scope import Scope
from goalint.tree.confidence import Confidence
from goalint.tree.quantity import Reading
from goalint.tree.text import LOST
from goalint.tree.units import Kind
from goalint.tree.width import key


@check("less-is-better", given={"indicator", "target"}, params=Less)
def LESS_IS_BETTER(scope: Scope, params: Less) -> Sequence[Hit | Unchecked]:  # noqa: N802 - a constant of the registry
    """Raise a lower bound under what is wanted as little of as possible."""
    return _bounded(scope, "≥>", less_is_better, params)


@check("more-is-better", given={"indicator", "target"}, params=More)
def MORE_IS_BETTER(scope: Scope, params: More) -> Sequence[Hit | Unchecked]:  # noqa: N802 - a constant of the registry
    """Raise an upper bound on what is wanted as much of as possible."""
    return _bounded(scope, "≤<", more_is_better, params)


P = TypeVar("P")
Judge = Callable[[Scope, P, str, Reading], Confidence | None]


def _bounded(scope: Scope, signs: str, judge: Judge[P], params: P) -> Sequence[Hit | Unchecked]:
    """A value with one of the signs and no second bound, whose name the judge says should have the other one."""
    node = scope.target if scope.kind == "target" else scope.indicator
    name, value = node.name, node.value
    if value.field.state is LOST:
        counted = Reading("≥", Decimal(0), kind=Kind.COUNT)
        if not name.text or judge(scope, params, key(without_brackets(name.text)), counted) is None:
            return ()
        return (Unchecked("没有读到“指标值”", "the value was not read", value.field.location),)
    reading = value.reading
    if reading.op is None or reading.op not in signs or reading.upper is not None:
        return ()
    if name.state is LOST:
        return (Unchecked("没有读到“指标名称”", "the name was not read", name.location),)
    sure = judge(scope, params, key(without_brackets(name.text)), reading)
    if sure is None:
        return ()
    evidence = (evidence_of(value.field, field="value.text"), evidence_of(name, field="name"))
    return (Hit(field="value.text", evidence=evidence, sure=sure),)


SPECS: tuple[AnyCheck, ...] = (LESS_IS_BETTER, MORE_IS_BETTER)
