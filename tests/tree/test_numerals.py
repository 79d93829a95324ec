"""Numbers in digits and in Chinese."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from goalint.tree.numerals import DIGITS, number_in_chinese, number_in_digits, number_of

_CHINESE = {
    "〇": 0, "零": 0, "一": 1, "两": 2, "十": 10, "十一": 11, "二十": 20, "二十五": 25, "一百": 100, "一百零五": 105,
    "一百一十": 110, "一百一": 110, "二百五": 250, "一千零一": 1001, "一千二": 1200, "一千零二十": 1020, "一万": 10_000,
    "一万二": 12_000, "一万零二": 10_002, "两万零五十": 20_050, "十万": 100_000, "三十五万六千": 356_000, "一百万": 1_000_000,
    "一亿二千万": 120_000_000, "三百亿": 30_000_000_000, "二〇二四": 2024, "二零二四": 2024, "二○二四": 2024, "九八": 98,
}  # fmt: skip


@pytest.mark.parametrize(("text", "value"), _CHINESE.items())
def test_chinese_numerals(text: str, value: int) -> None:
    assert number_in_chinese(text) == value
    assert number_of(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "万", "亿", "一个", "第一", "12", "廿", "一.二"])
def test_what_is_no_chinese_numeral(text: str) -> None:
    assert number_in_chinese(text) is None


@pytest.mark.parametrize(
    ("text", "value"), [("12", "12"), ("1,322.00", "1322.00"), ("1，322", "1322"), ("007", "7"), ("0.10", "0.10")]
)
def test_digits(text: str, value: str) -> None:
    assert str(number_in_digits(text)) == value
    assert number_of(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "1.2.3", "1a", "²", "①", "."])
def test_what_is_no_number(text: str) -> None:
    assert number_of(text) is None
    assert number_in_digits(text) is None


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("1,322.00", True),
        ("1322", True),
        ("12,345,678.9", True),
        ("1,32", False),
        ("1,3222", False),
        ("1" * 20, True),
        ("1" * 21, False),
    ],
)
def test_the_shape_of_digits(text: str, whole: bool) -> None:
    assert bool(re.fullmatch(DIGITS, text)) is whole
