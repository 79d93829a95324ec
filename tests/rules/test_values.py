from __future__ import annotations

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalint.rules import values
from goalint.rules.values import INFINITE, LOST, NA, Range, both, either, opposite

TRUTHS = (True, False, NA, LOST)
D = Decimal


def test_and_is_decided_by_one_false() -> None:
    for truth in TRUTHS:
        assert both([truth, False]) is False
        assert both([False, truth]) is False


def test_or_is_decided_by_one_true() -> None:
    for truth in TRUTHS:
        assert either([truth, True]) is True
        assert either([True, truth]) is True


def test_lost_wins_over_na() -> None:
    assert both([NA, LOST]) is LOST
    assert both([LOST, NA]) is LOST
    assert either([NA, LOST]) is LOST
    assert either([LOST, NA]) is LOST
    assert both([True, NA]) is NA
    assert either([False, NA]) is NA


def test_de_morgan() -> None:
    for left, right in product(TRUTHS, repeat=2):
        assert opposite(both([left, right])) is either([opposite(left), opposite(right)])


def test_double_negation() -> None:
    for truth in TRUTHS:
        assert opposite(opposite(truth)) is truth


@pytest.mark.parametrize(
    ("left", "right", "less", "equal"),
    [
        (D(1), D(2), True, False),
        (Range(D(1), D(2)), D(3), True, False),
        (Range(D(1), D(2)), D(2), LOST, LOST),
        (Range(D(1), D(2)), D(1), False, LOST),
        (Range(D(1), D(2)), Range(D(3), D(4)), True, False),
        (Range(-INFINITE, D(2)), D(3), True, False),
        (Range(-INFINITE, D(2)), D(0), LOST, LOST),
        (NA, D(1), NA, NA),
        (LOST, NA, LOST, LOST),
        (D(1), LOST, LOST, LOST),
    ],
)
def test_comparisons(left: object, right: object, less: object, equal: object) -> None:
    assert values.less(left, right) is less
    assert values.equal_numbers(left, right) is equal
    assert values.equal_numbers(right, left) is equal


def test_texts_are_equal_however_they_are_typed() -> None:
    assert values.equal_texts("（ＡＢ） 1", "(ab)1") is True
    assert values.equal_texts("甲", "乙") is False
    assert values.within_text("接待 人数", "年接待人数") is True


def test_a_list_holds_a_value() -> None:
    assert values.within_list(D(1), (D(2), D(1), LOST)) is True
    assert values.within_list(D(1), (D(2), LOST)) is LOST
    assert values.within_list(D(1), (D(2), NA)) is False
    assert values.within_list(NA, (D(2),)) is NA


def test_division() -> None:
    assert values.divide(D(1), D(0)) is NA
    assert values.divide(D(1), D(4)) == D("0.25")
    assert values.divide(D(1), Range(D(0), D(1))) is LOST
    assert values.divide(LOST, D(0)) is LOST


def test_infinite_bounds_are_not_calculated_with() -> None:
    assert values.subtract(Range(-INFINITE, D(1)), Range(-INFINITE, D(1))) is LOST


numbers = st.decimals(-1000, 1000, places=2)
ranges = st.tuples(numbers, numbers).map(lambda pair: Range(min(pair), max(pair)))
OPERATIONS = (values.add, values.subtract, values.multiply)


@given(ranges, ranges, st.sampled_from(OPERATIONS), st.data())
def test_ranges_hold_every_result(left: Range, right: Range, operation: object, data: st.DataObject) -> None:
    a = data.draw(st.decimals(left.low, left.high, places=2))
    b = data.draw(st.decimals(right.low, right.high, places=2))
    outcome = operation(left, right)  # type: ignore[operator]
    low, high = (outcome.low, outcome.high) if isinstance(outcome, Range) else (outcome, outcome)
    assert low <= operation(a, b) <= high  # type: ignore[operator]


@given(ranges, ranges, st.sampled_from((values.less, values.less_or_equal, values.equal_numbers)), st.data())
def test_a_decided_comparison_holds_for_every_number(left: Range, right: Range, compare: object, data: st.DataObject) -> None:
    a = data.draw(st.decimals(left.low, left.high, places=2))
    b = data.draw(st.decimals(right.low, right.high, places=2))
    decided = compare(left, right)  # type: ignore[operator]
    assert decided in (LOST, compare(a, b))  # type: ignore[operator]


@pytest.mark.parametrize(("number", "text"), [("3.00", "3"), ("1E+3", "1000"), ("0.10", "0.1"), ("100", "100"), ("-0.5", "-0.5")])
def test_numbers_in_full(number: str, text: str) -> None:
    assert values.in_full(D(number)) == text
