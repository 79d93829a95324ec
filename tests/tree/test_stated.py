"""Amounts that a purpose text states for the table's own."""

from __future__ import annotations

from decimal import Decimal

import pytest

from goalint.tree.location import NOWHERE, Location
from goalint.tree.passage import joined, passage
from goalint.tree.stated import stated_amounts
from goalint.tree.text import absent, lost, text_of


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        (
            "预算数3万元，其中：财政资金3万元，其他资金0万元。",
            [("total", "3万元", "30000"), ("fiscal", "3万元", "30000"), ("other", "0万元", "0")],
        ),
        ("预算数 65 万元，其中：财政 资金 65 万元", [("total", "65 万元", "650000"), ("fiscal", "65 万元", "650000")]),
        ("预算金额为1,322.00万元", [("total", "1,322.00万元", "13220000")]),
        ("预算总额：60000元", [("total", "60000元", "60000")]),
        ("财政拨款共计2.5万元", [("fiscal", "2.5万元", "25000")]),
        ("预算数30万元，另财政资金20万元，财政资金10万元", [("total", "30万元", "300000"), ("fiscal", "20万元", "200000")]),
        ("项目总预算45万元，", [("total", "45万元", "450000")]),
        ("上级财政资金20万元，本级财政资金22万元", []),
        ("中央财政资金12万元、县级财政资金30万元", []),
        ("预算安排45万元，用于清淤和护坡", [("total", "45万元", "450000")]),
        ("项目共安排资金45万元，其中：机械租赁30万元，淤泥外运15万元。", [("total", "45万元", "450000")]),
        ("申请财政资金450000元。", [("fiscal", "450000元", "450000")]),
        ("预算安排20万元用于清淤，安排25万元用于护坡", []),
        ("2024年预算安排45万元，用于清淤", []),
        ("用于清淤，预算安排45万元", []),
        ("2024年度预算40万元", []),
        ("预算数约3万元", []),
        ("预算数3万人", []),
        ("用于购置设备3万元", []),
        ("预算数中有3万元用于采购", []),
        ("", []),
    ],
)
def test_stated_amounts(text: str, stated: list[tuple[str, str, str]]) -> None:
    found = [(amount.of, amount.money.text, amount.money.yuan) for amount in stated_amounts(text_of(passage(text)))]
    assert found == [(of, part, Decimal(yuan)) for of, part, yuan in stated]


def test_a_stated_amount_points_at_its_place() -> None:
    purpose = joined([passage("预算数", Location(4, 3)), passage("13万元", Location(5, 3))])
    (amount,) = stated_amounts(text_of(purpose))
    assert amount.money.field.location == Location(5, 3)


def test_what_is_not_there_states_nothing() -> None:
    assert stated_amounts(absent()) == ()
    assert stated_amounts(lost(NOWHERE)) == ()
