"""Amounts of money are exact and in yuan."""

from __future__ import annotations

from decimal import Decimal

import pytest

from goalint.tree.location import NOWHERE
from goalint.tree.money import amounts_in, money
from goalint.tree.passage import passage
from goalint.tree.text import absent, lost, text_of


@pytest.mark.parametrize(
    ("text", "unit", "yuan"),
    [
        ("3.00", "万元", "30000"),
        ("60000", "元", "60000"),
        ("60,000.00", "元", "60000"),
        ("1，322.00", "万元", "13220000"),
        ("3.00", "千元", "3000"),
        ("1.2", "亿元", "120000000"),
        ("0.1", "万元", "1000"),
        ("0", "元", "0"),
        ("0.00", "万元", "0"),
        ("-3.5", "万元", "-35000"),
        ("－3.5", "万元", "-35000"),
        ("1 322.00", "万元", "13220000"),
        ("¥3.00", "元", "3"),
        ("3万元", "元", "30000"),  # the cell's own unit wins
        ("3.00元", "万元", "3"),
        ("3.5亿", "元", "350000000"),
        ("￥3.00", "元", "3"),
        ("¥-3.00", "元", "-3"),
        ("-3万元", "元", "-30000"),
        ("3元整", "元", "3"),
        ("3.1234567", "万元", "31234.567"),
    ],
)
def test_amounts(text: str, unit: str, yuan: str) -> None:
    amount = money(text_of(passage(text)), unit)
    assert amount.yuan == Decimal(yuan)
    assert amount.text == text


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("", "万元"),
        ("/", "万元"),
        ("无", "万元"),
        ("3.00", ""),
        ("3.00", "美元"),
        ("1,32", "元"),
        ("3万人", "元"),
        ("约3", "元"),
        ("-", "元"),
    ],
)
def test_no_amount(text: str, unit: str) -> None:
    assert money(text_of(passage(text)), unit).yuan is None


def test_an_amount_keeps_why_it_is_not_there() -> None:
    assert money(absent(), "万元").field.missing
    assert not money(lost(NOWHERE), "万元").field.missing


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("预算数3万元，其中0.5万元", [("3万元", "30000"), ("0.5万元", "5000")]),
        ("1,322.00万元", [("1,322.00万元", "13220000")]),
        ("5013844.46元", [("5013844.46元", "5013844.46")]),
        ("投资210亿元", [("210亿元", "21000000000")]),
        ("3万", [("3万", "30000")]),
        ("3万人次和2万册", []),
        ("300", []),
    ],
)
def test_amounts_inside_text(text: str, found: list[tuple[str, str]]) -> None:
    assert [(text[start:end], yuan) for start, end, yuan in amounts_in(text)] == [(part, Decimal(yuan)) for part, yuan in found]
