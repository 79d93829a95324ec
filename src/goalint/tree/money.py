"""Amounts of money: exact, in yuan."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from goalint.tree.numerals import DIGITS, number_in_digits
from goalint.tree.pattern import lazy
from goalint.tree.text import Text
from goalint.tree.units import YUAN
from goalint.tree.width import key

_MONEY_UNIT = "元整|亿元|千万元|百万元|万元|千元|百元|元|亿|万(?!人|次|亩|户|册|份|平)"
_WITH_UNIT = lazy(rf"({DIGITS})({_MONEY_UNIT})")
_AMOUNT = lazy(rf"(-)?(?:人民币)?[¥￥]?(-)?({DIGITS})({_MONEY_UNIT})?")


class Money(NamedTuple):
    """An amount: the field as written and its value in yuan, None if the field holds no readable amount."""

    field: Text
    yuan: Decimal | None

    @property
    def text(self) -> str:
        """The amount as written."""
        return self.field.text


def money(field: Text, unit: str) -> Money:
    """The amount in a cell, in the form's unit unless the cell names its own.

    `unit` is the form's 单位: 元, 千元, 万元 or 亿元; an unknown one leaves bare numbers without a value.
    """
    amount = _AMOUNT.fullmatch(key(field.text))
    number = number_in_digits(amount.group(3)) if amount else None
    per = YUAN.get((amount and amount.group(4)) or unit)
    if amount is None or number is None or per is None:
        return Money(field, None)
    return Money(field, number * per * (-1 if amount.group(1) or amount.group(2) else 1))


def amounts_in(text: str) -> list[tuple[int, int, Decimal]]:
    """Every amount with its unit in the (narrow) text: start, end and value in yuan."""
    return [
        (match.start(), match.end(), number * YUAN[match.group(2)])
        for match in _WITH_UNIT.finditer(text)
        if (number := number_in_digits(match.group(1))) is not None
    ]
