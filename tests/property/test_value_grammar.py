"""The value grammar takes any text, and gives back what was put together."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalint.tree.dates import dates_in, years_in
from goalint.tree.money import amounts_in, money
from goalint.tree.numerals import number_in_chinese, number_in_digits, number_of
from goalint.tree.passage import passage
from goalint.tree.quantity import compared_in, quantity, read_quantity
from goalint.tree.text import text_of
from goalint.tree.units import UNITS, Kind, unit_at
from goalint.tree.width import columns, key, narrow

_ATOMS = [
    *"≥≤><=＞＜＝〉〈-~—～至到%％/:：.。,，()（）{}$\\ \n　第约共为达余多且百千万亿十一二〇两零年月日季度底前内完成",
    *"0123456789０５".split(),
    *"\\geq \\leq 不少于 不得低于 不超过 以上 以内 左右 百分之 百分点".split(),
    *"次 人次 万元 个工作日 元/人·月 2024 2024年 12月 31日 全覆盖 无 次数".split(),
]
_texts = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(_ATOMS), max_size=12).map("".join))


@given(_texts)
def test_any_text_is_read_without_an_exception_and_always_alike(text: str) -> None:
    reading = read_quantity(text)
    read_quantity.cache_clear()
    assert read_quantity(text) == reading
    assert (reading.number is None) or reading.kind in (Kind.COUNT, Kind.RATIO, Kind.MONEY, Kind.DURATION)
    assert reading.upper is None or (reading.number is not None and reading.upper >= reading.number)
    assert reading.op in (None, "≥", "≤", ">", "<", "=")
    assert 0 <= reading.around <= len(key(text))
    assert quantity(text_of(passage(text))).text == text.strip()


@given(_texts)
def test_white_space_and_width_do_not_change_a_reading(text: str) -> None:
    wide = "".join(
        chr(ord(character) + 0xFEE0) if "!" <= character <= "~" and character not in "\\${}" else character for character in text
    )
    if "\\" not in text and "$" not in text and "{" not in text and "}" not in text:
        assert read_quantity(wide) == read_quantity(text)
        assert read_quantity(" ".join(text)) == read_quantity(text)


@given(_texts)
def test_spans_lie_inside_the_text(text: str) -> None:
    spans = [(start, end) for start, end, _ in dates_in(text)] + [(start, end) for start, end, _ in amounts_in(text)]
    spans += compared_in(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(1900 <= year < 2100 for year in years_in(text))


@given(_texts)
def test_every_day_can_be_one(text: str) -> None:
    for _, _, day in dates_in(text):
        assert day.year is None or 1900 <= day.year < 2100
        assert day.month is None or 1 <= day.month <= 12
        assert day.day is None or 1 <= day.day <= 31
        assert day.day is None or day.month is not None


_ops = st.sampled_from(
    [("≥", "≥"), ("≤", "≤"), ("＞", ">"), ("<", "<"), ("=", "="), ("不少于", "≥"), ("不超过", "≤"), (">＝", "≥"), ("", None)]
)
# A number between 1900 and 2099 may be a year, and 5月 is one of the year's months.
_numbers = st.decimals(0, 99_999, places=2, allow_nan=False).filter(lambda number: not 1900 <= number < 2100)
_units = st.sampled_from([unit for unit in UNITS if unit not in ("月", "％", "季度")])


@given(_ops, _numbers, _units, st.sampled_from(["", " ", "  "]))
def test_comparator_number_and_unit_are_given_back(op: tuple[str, str | None], number: Decimal, unit: str, gap: str) -> None:
    reading = read_quantity(f"{op[0]}{gap}{number}{gap}{unit}")
    assert (reading.op, reading.number, reading.unit, reading.kind) == (op[1], number, unit, UNITS[unit])
    assert (reading.tail, reading.around) == ("", 0)


@given(_ops, _numbers, _numbers, st.sampled_from("-~—～至到"), st.sampled_from(["次", "%", "天", "万元", "人次"]), st.booleans())
def test_ranges_are_given_back(op: tuple[str, str | None], a: Decimal, b: Decimal, dash: str, unit: str, both: bool) -> None:
    low, high = sorted((a, b))
    reading = read_quantity(f"{op[0]}{low}{unit if both else ''}{dash}{high}{unit}")
    assert (reading.op, reading.number, reading.upper, reading.unit) == (op[1], low, high, unit)


@given(st.integers(1900, 2099), st.integers(1, 12), st.integers(1, 28), st.sampled_from(["", "前", "前完成", "之前"]))
def test_dates_are_given_back(year: int, month: int, day: int, after: str) -> None:
    for text in (f"{year}年{month}月{day}日{after}", f"{year}-{month:02}-{day:02}{after}", f"{year}.{month}.{day}{after}"):
        reading = read_quantity(text)
        assert (reading.kind, reading.day) == (Kind.DATE, (year, month, day))


_DIGITS = "零一二三四五六七八九"


def _in_chinese(number: int) -> str:
    """The number in Chinese, below ten thousand."""
    out, zero = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            out += ("零" if zero and out else "") + _DIGITS[digit] + name
            zero = False
        else:
            zero = True
    return out or "零"


@given(st.integers(0, 9999))
def test_chinese_numerals_are_given_back(number: int) -> None:
    assert number_in_chinese(_in_chinese(number)) == number
    assert number_in_chinese("".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))) == number


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_chinese_myriads_are_given_back(myriads: int, rest: int) -> None:
    zero = "零" if rest < 1000 else ""
    assert number_in_chinese(f"{_in_chinese(myriads)}万{zero}{_in_chinese(rest)}") == myriads * 10_000 + rest


@given(
    st.decimals(0, 10**9, places=4, allow_nan=False),
    st.sampled_from([("元", 1), ("千元", 1000), ("万元", 10_000), ("亿元", 10**8)]),
)
def test_money_is_exact(amount: Decimal, unit: tuple[str, int]) -> None:
    assert money(text_of(passage(f"{amount:,}")), unit[0]).yuan == amount * unit[1]
    assert money(text_of(passage(f"-{amount}")), unit[0]).yuan == -amount * unit[1]
    assert [yuan for _, _, yuan in amounts_in(f"共{amount}{unit[0]}。")] == [amount * unit[1]]


@given(st.text(max_size=30))
def test_numbers_of_any_text_do_not_raise(text: str) -> None:
    for read in (number_of, number_in_digits, number_in_chinese):
        read(text)


@pytest.mark.parametrize("text", ["NaN", "Infinity", "1e5", "1_000", " 1 "])
def test_only_digits_are_numbers(text: str) -> None:
    assert number_in_digits(text) is None


@given(st.text(max_size=30))
def test_folding_is_stable(text: str) -> None:
    assert narrow(narrow(text)) == narrow(text)
    assert key(key(text)) == key(text)
    assert len(text) <= columns(text) <= 2 * len(text)


@given(st.text(max_size=12), st.integers(0, 12))
def test_a_unit_found_is_there(text: str, position: int) -> None:
    folded = text.casefold()
    if (unit := unit_at(folded, min(position, len(folded)))) is not None:
        assert unit.casefold() == folded[position : position + len(unit)]
