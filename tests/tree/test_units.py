"""Units of measurement: each is found, the longest wins, each has its kind."""

from __future__ import annotations

from decimal import Decimal

import pytest

from goalint.tree.quantity import read_quantity
from goalint.tree.units import UNITS, YUAN, Kind, unit_at, yuan_per

# “≥5月” is a month of the year, and the full-width sign is the same unit as %.
_OTHERWISE = {"月", "％"}


@pytest.mark.parametrize("unit", [unit for unit in UNITS if unit not in _OTHERWISE])
def test_a_compared_number_with_any_unit_is_read_back(unit: str) -> None:
    reading = read_quantity(f"≥37.5{unit}")
    assert (reading.op, reading.number, reading.unit, reading.kind) == ("≥", Decimal("37.5"), unit, UNITS[unit])


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("人次/年增长", "人次/年"),
        ("人次", "人次"),
        ("人", "人"),
        ("万元", "万元"),
        ("万人", "万"),
        ("kwh", "kWh"),
        ("的", None),
        ("", None),
    ],
)
def test_the_longest_unit_wins(text: str, unit: str | None) -> None:
    assert unit_at(text, 0) == unit


def test_a_unit_is_sought_at_the_position_only() -> None:
    assert unit_at("满3次", 1) is None
    assert unit_at("满3次", 2) == "次"
    assert unit_at("满3次", 3) is None


@pytest.mark.parametrize(
    ("unit", "kind"),
    [
        ("次", Kind.COUNT),
        ("%", Kind.RATIO),
        ("万元", Kind.MONEY),
        ("工作日", Kind.DURATION),
        ("㎡", Kind.COUNT),
        ("次数", Kind.COUNT),
    ],
)
def test_kinds(unit: str, kind: Kind) -> None:
    assert UNITS[unit] is kind


def test_yuan() -> None:
    assert [YUAN[unit] for unit in ("元", "千元", "万元", "亿元")] == [1, 1_000, 10_000, 100_000_000]
    assert yuan_per("万元/年") == 10_000
    assert yuan_per("次") is None
