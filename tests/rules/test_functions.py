from __future__ import annotations

from decimal import Decimal

import pytest

from goalint.rules.functions import FUNCTIONS
from goalint.rules.lexicon import Classifier, Lexicon
from goalint.rules.patterns import searcher
from goalint.rules.values import INFINITE, LOST, NA, Range

D = Decimal


def call(name: str, *arguments: object) -> object:
    return FUNCTIONS[name].run(*arguments)


def numbers(*written: object) -> tuple[object, ...]:
    return tuple(one if one in (NA, LOST) else D(str(one)) for one in written)


@pytest.mark.parametrize(("value", "answer"), [(NA, True), (LOST, LOST), ("", False), (D(0), False), (Range(D(0), D(1)), False)])
def test_missing(value: object, answer: object) -> None:
    assert call("missing", value) is answer


def test_or_zero() -> None:
    assert call("or_zero", NA) == 0
    assert call("or_zero", LOST) is LOST
    assert call("or_zero", D(3)) == 3


def test_len() -> None:
    assert call("len", "两字") == 2
    assert call("len", numbers(1, NA, LOST)) == 3
    assert call("len", LOST) is LOST


@pytest.mark.parametrize(
    ("points", "answer"),
    [
        ((30, 60, 80, 100), True),
        ((30, 30, 30, 30), True),
        ((30, 20, 80, 100), False),
        ((30, NA, 20, 100), False),
        ((30, LOST, 20, 100), False),
        ((30, LOST, 60, 100), LOST),
        ((LOST, LOST), LOST),
        ((LOST,), True),
        ((LOST, NA, NA), True),
        ((NA, NA), True),
        ((), True),
    ],
)
def test_rising(points: tuple[object, ...], answer: object) -> None:
    assert call("rising", numbers(*points)) is answer


@pytest.mark.parametrize(
    ("points", "answer"),
    [
        ((50, 50, 50), D(1)),
        ((50, NA, 60), D(2)),
        ((50, LOST, 50), Range(D(1), D(2))),
        ((30, 60, LOST), Range(D(2), D(3))),
        ((LOST,), Range(D(0), D(1))),
        ((), D(0)),
    ],
)
def test_distinct(points: tuple[object, ...], answer: object) -> None:
    assert call("distinct", numbers(*points)) == answer


def test_distinct_texts_are_folded() -> None:
    assert call("distinct", ("甲 A", "甲ａ")) == 1


def test_sum_needs_all() -> None:
    assert call("sum", numbers(1, 2)) == 3
    assert call("sum", numbers(1, NA)) is NA
    assert call("sum", numbers(NA, LOST)) is LOST
    assert call("sum", (D(1), Range(D(0), D(2)))) == Range(D(1), D(3))


def test_extremes() -> None:
    assert call("min", numbers(3, NA, 1)) == 1
    assert call("max", numbers(3, LOST)) == Range(D(3), INFINITE)
    assert call("min", numbers(3, LOST)) == Range(-INFINITE, D(3))
    assert call("min", numbers(NA)) is NA
    assert call("min", numbers(LOST)) is LOST


def test_last() -> None:
    assert call("last", numbers(1, 2)) == 2
    assert call("last", numbers(1, LOST)) is LOST
    assert call("last", ()) is NA


def test_has() -> None:
    vague = Lexicon("vague", ["提高"])
    assert call("has", "提高水平", vague) is True
    assert call("has", NA, vague) is NA
    assert call("has", ("水平", "提高"), vague) is True
    assert call("has", ("水平", LOST), vague) is LOST
    assert call("has", ("提高", LOST), vague) is True
    assert call("has", ("水平", NA), vague) is False
    assert call("has", (NA, NA), vague) is NA
    assert call("has", (), vague) is False


def test_kind_of_looks_at_the_bracketed_unit_first() -> None:
    measure = Classifier("measure", {"count": (["数量"], []), "ratio": (["率"], [])})
    assert call("kind_of", "设备数量（%）", measure) == "ratio"
    assert call("kind_of", "设备数量", measure) == "count"
    assert call("kind_of", "合格率（人）", measure) == "count"
    assert call("kind_of", "水平", measure) is NA
    assert call("kind_of", LOST, measure) is LOST


def test_same_ignores_punctuation() -> None:
    assert call("same", "“甲、乙”", "甲 乙。") is True
    assert call("same", "95%", "95") is False
    assert call("same", "甲", NA) is NA


def test_matches_narrow_text_without_spaces() -> None:
    assert call("matches", "第 １２ 次", searcher(r"第\d+次")) is True
    assert call("matches", ("甲", LOST), searcher("乙")) is LOST


def test_a_pattern_that_takes_too_long_does_not_apply() -> None:
    assert call("matches", "a" * 5000 + "b", searcher(r"(a|aa|a?)+$")) is NA


def test_years() -> None:
    assert call("year_in", "２０２２年和2024年") == 2022
    assert call("years_in", "2022年和2024年") == (D(2022), D(2024))
    assert call("year_in", "今年") is NA
    assert call("years_in", "今年") == ()


@pytest.mark.parametrize(
    ("name", "text", "part", "answer"),
    [
        ("starts", "设备购置数量", "设备", True),
        ("starts", "设备购置数量", "数量", False),
        ("starts", "ＡＢ 数量", "a b", True),
        ("starts", NA, "设备", NA),
        ("starts", LOST, "设备", LOST),
        ("ends", "设备购置数量", "数量", True),
        ("ends", "设备购置 数 量", "数量", True),
        ("ends", "设备购置数量（台）", "数量", False),
        ("ends", "数量", NA, NA),
    ],
)
def test_starts_and_ends(name: str, text: object, part: object, answer: object) -> None:
    assert call(name, text, part) is answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("设备数量（台）", "设备数量"),
        ("设备数量", "设备数量"),
        ("（台）", "（台）"),
        ("设备（台）数量", "设备（台）数量"),
        (NA, NA),
        (LOST, LOST),
    ],
)
def test_bare(text: object, answer: object) -> None:
    assert call("bare", text) == answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("举办3场", True),
        ("举办３场", True),
        ("举办三场", True),
        ("举办三十二场次", True),
        ("一定程度上提高", False),
        ("统一思想", False),
        ("提高水平", False),
        ("", False),
        (NA, NA),
        (LOST, LOST),
        (("提高", "三场"), True),
        (("提高", LOST), LOST),
    ],
)
def test_digits(text: object, answer: object) -> None:
    assert call("digits", text) is answer


@pytest.mark.parametrize(
    ("values", "one", "answer"),
    [
        (numbers(100, 60, 100), D(100), D(2)),
        (numbers(100, NA, 60), D(100), D(1)),
        (numbers(100, LOST, 60), D(100), Range(D(1), D(2))),
        (("甲 A", "乙"), "甲ａ", D(1)),
        ((), D(1), D(0)),
        (numbers(1), NA, NA),
        (LOST, D(1), LOST),
    ],
)
def test_count_of(values: object, one: object, answer: object) -> None:
    assert call("count_of", values, one) == answer


def test_every_function_is_documented() -> None:
    for name, function in FUNCTIONS.items():
        assert function.signature.startswith(f"{name}(")
        assert function.signature.count(",") + 1 == len(function.parameters)
        assert function.zh
        assert function.en
