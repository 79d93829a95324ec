"""The values of the rule language, and how they answer when something is missing or was lost.

Every value is a number, a text, a truth value or a list of them; or a gap. NA says that the drafter gave nothing, LOST
that the conversion dropped it. A number that lost parts leave undecided is a Range: what does not depend on the lost
part is still decided.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import Any, Final, NamedTuple

from goalint.tree.width import key


class Gap(Enum):
    """Why there is no value."""

    NA = "na"  # nothing was given: the rule does not apply
    LOST = "lost"  # it cannot be known: the rule cannot be checked


NA: Final = Gap.NA
LOST: Final = Gap.LOST
INFINITE: Final = Decimal("Infinity")


class Range(NamedTuple):
    """A number that is only known to lie between two bounds, both included."""

    low: Decimal
    high: Decimal


# Decimal, str, bool, Gap, Range, or a tuple of them (of anything, for lists of nodes).
Value = Any

fold = lru_cache(maxsize=16384)(key)


def between(low: Decimal, high: Decimal) -> Decimal | Range:
    """The number if both bounds are one, else the range."""
    return low if low == high else Range(low, high)


def gap_of(*values: Value) -> Gap | None:
    """The gap that a calculation with these values has: LOST before NA; None if all are there."""
    found: Gap | None = None
    for value in values:
        if value is LOST:
            return Gap.LOST
        if value is NA:
            found = Gap.NA
    return found


def both(values: Iterable[Value]) -> bool | Gap:
    """Three-valued “and”: one False decides; otherwise LOST before NA before True."""
    worst: bool | Gap = True
    for value in values:
        if value is False:
            return False
        if value is LOST or (value is NA and worst is True):
            worst = value
    return worst


def either(values: Iterable[Value]) -> bool | Gap:
    """Three-valued “or”: one True decides; otherwise LOST before NA before False."""
    best: bool | Gap = False
    for value in values:
        if value is True:
            return True
        if value is LOST or (value is NA and best is False):
            best = value
    return best


def opposite(value: Value) -> bool | Gap:
    """Three-valued “not”."""
    return value if type(value) is Gap else not value


def _bounds(value: Decimal | Range) -> tuple[Decimal, Decimal]:
    return (value.low, value.high) if type(value) is Range else (value, value)  # type: ignore[return-value]


def less(left: Value, right: Value) -> bool | Gap:
    """left < right for numbers."""
    if type(left) is Decimal and type(right) is Decimal:
        return left < right
    if gap := gap_of(left, right):
        return gap
    (low, high), (low2, high2) = _bounds(left), _bounds(right)
    return True if high < low2 else False if low >= high2 else LOST


def less_or_equal(left: Value, right: Value) -> bool | Gap:
    """left <= right for numbers."""
    if type(left) is Decimal and type(right) is Decimal:
        return left <= right
    if gap := gap_of(left, right):
        return gap
    (low, high), (low2, high2) = _bounds(left), _bounds(right)
    return True if high <= low2 else False if low > high2 else LOST


def equal_numbers(left: Value, right: Value) -> bool | Gap:
    """left == right for numbers."""
    if type(left) is Decimal and type(right) is Decimal:
        return left == right
    if gap := gap_of(left, right):
        return gap
    (low, high), (low2, high2) = _bounds(left), _bounds(right)
    if high < low2 or high2 < low:
        return False
    return True if low == high == low2 == high2 else LOST


def equal_texts(left: Value, right: Value) -> bool | Gap:
    """left == right for texts, however wide or spaced they were typed."""
    if type(left) is str and type(right) is str:
        return left == right or fold(left) == fold(right)
    return gap_of(left, right) or LOST


def equal(left: Value, right: Value) -> bool | Gap:
    """left == right, for any two values of one type."""
    if type(left) is str and type(right) is str:
        return left == right or fold(left) == fold(right)
    if type(left) is bool and type(right) is bool:
        return left is right
    return equal_numbers(left, right)


def within_text(part: Value, whole: Value) -> bool | Gap:
    """Whether a text holds another."""
    return gap_of(part, whole) or fold(part) in fold(whole)


def within_list(one: Value, many: Value) -> bool | Gap:
    """Whether a list holds a value; blank elements are equal to nothing, lost ones to perhaps anything."""
    if gap := gap_of(one, many):
        return gap
    return either(equal(one, other) for other in many if other is not NA)


def add(left: Value, right: Value) -> Value:
    """left + right."""
    if type(left) is Decimal and type(right) is Decimal:
        return left + right
    return gap_of(left, right) or _combined(left, right, lambda a, b: a + b)


def subtract(left: Value, right: Value) -> Value:
    """left - right."""
    if type(left) is Decimal and type(right) is Decimal:
        return left - right
    return gap_of(left, right) or _combined(left, right, lambda a, b: a - b)


def multiply(left: Value, right: Value) -> Value:
    """left * right."""
    if type(left) is Decimal and type(right) is Decimal:
        return left * right
    return gap_of(left, right) or _combined(left, right, lambda a, b: a * b)


def divide(left: Value, right: Value) -> Value:
    """left / right; NA when the divisor is 0, LOST when it is not known exactly."""
    if gap := gap_of(left, right):
        return gap
    if type(right) is Range:
        return LOST
    if right == 0:
        return NA
    return _combined(left, right, lambda a, b: a / b)


def negative(value: Value) -> Value:
    """The number with the other sign."""
    return subtract(Decimal(0), value)


def _combined(left: Value, right: Value, operation: Any) -> Value:
    """The operation over all corners of the two ranges: each of the four is monotonic in either operand."""
    corners = [(a, b) for a in _bounds(left) for b in _bounds(right)]
    if not all(a.is_finite() and b.is_finite() for a, b in corners):
        return LOST
    results = [operation(a, b) for a, b in corners]
    return between(min(results), max(results))


def in_full(number: Decimal) -> str:
    """The number as people write it: no exponent, no needless zeros."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
