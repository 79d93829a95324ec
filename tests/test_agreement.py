"""Two values that say the same, or do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalint.agreement import Agreement, agreement
from goalint.tree.location import NOWHERE
from goalint.tree.passage import passage
from goalint.tree.quantity import Quantity, quantity
from goalint.tree.text import lost, text_of


def _value(text: str) -> Quantity:
    return quantity(text_of(passage(text)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("≥95%", "不低于95%"),
        ("≥1年", "12个月"),
        ("12公里", "≥12000米"),
        ("≥1.2万人", "12000人"),
        ("3万元", "≤30000元"),
        ("49套", "≥49套"),
        ("≥200", "200人次"),
        ("2公顷", "30亩"),
        ("100%", "全覆盖"),
        ("2024年底", "2024年12月31日前"),
        ("3-5天", "4天"),
        ("29名", "29人"),
        ("90%", "≥90百分比"),
        ("8个", "8家"),
    ],
)
def test_the_same(one: str, other: str) -> None:
    assert agreement(_value(one), _value(other)) is agreement(_value(other), _value(one)) is Agreement.SAME


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        ("2台", "4台", Agreement.NUMBER),
        ("≥95%", "≥90%", Agreement.NUMBER),
        ("1年", "13个月", Agreement.NUMBER),
        ("3万元", "≤3万", Agreement.SAME),
        ("49台", "49套", Agreement.UNIT),
        ("15次", "15场", Agreement.UNIT),
        ("200人", "200人次", Agreement.UNIT),
        ("≥95%", "≥95人", Agreement.UNIT),
        ("≤5%", "≥5%", Agreement.DIRECTION),
        ("2024年6月底前", "2024年12月底前", Agreement.NUMBER),
        ("≥95%", "2024年底前", Agreement.KIND),
        ("≥90%", "满意", Agreement.WORDS),
        ("满意", "较为满意", Agreement.UNKNOWN),
        ("≥95%", "/", Agreement.UNKNOWN),
        ("≥952024年年底完成", "≥95%", Agreement.UNKNOWN),
        ("3-5天", "6天", Agreement.NUMBER),
        ("10元/人", "10元/次", Agreement.UNIT),
    ],
)
def test_not_the_same(one: str, other: str, verdict: Agreement) -> None:
    assert agreement(_value(one), _value(other)) is agreement(_value(other), _value(one)) is verdict


def test_a_unit_in_the_names_brackets_counts() -> None:
    assert agreement(_value("≥95%"), _value("≥95"), None, "%") is Agreement.SAME
    assert agreement(_value("49套"), _value("49"), None, "台") is Agreement.UNIT


def test_what_was_lost_is_not_compared() -> None:
    assert agreement(_value("≥95%"), quantity(lost(NOWHERE))) is Agreement.UNKNOWN


@given(st.decimals(0, 10**6, places=2), st.sampled_from(["%", "人", "台", "公里", "万元", "天", "个月", "亩", ""]))
def test_every_value_agrees_with_itself(number: object, unit: str) -> None:
    value = _value(f"≥{number}{unit}")
    assert agreement(value, value) is Agreement.SAME
