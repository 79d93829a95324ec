"""Whether two values say the same thing: 12个月 and 1年 do, 2台 and 2套 do not."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from goalint.tree.quantity import Quantity, Reading
from goalint.tree.text import READ
from goalint.tree.units import UNITS, Kind, yuan_per

# Units of one measure on one line, each with what it is of the first; those that drafters use for each other count as one.
_SCALES = """
% 1 百分比 1 百分点 1 个百分点 1 百分率 1 比例 1 比率 1 ‰ 0.1 成 10
米 1 m 1 延米 1 公里 1000 千米 1000 km 1000 里 500 厘米 0.01 cm 0.01
亩 1 公顷 15 平方公里 1500 km² 1500
平方米 1 ㎡ 1 平米 1 m2 1 m² 1
公斤 1 千克 1 kg 1 吨 1000 t 1000 克 0.001 g 0.001
立方米 1 m³ 1 m3 1 方 1
千瓦 1 kW 1 兆瓦 1000 MW 1000
千瓦时 1 kWh 1 度 1
个月 1 月 1 年 12 季度 3 个季度 3 季 3
天 1 日 1 自然日 1 周 7 星期 7
工作日 1 个工作日 1
分钟 1 分 1 小时 60 个小时 60 时 60
人 1 名 1 位 1
册 1 本 1
场 1 场次 1
期 1 期次 1
批 1 批次 1
班 1 班次 1 班期 1
个 1 项 1 家 1 所 1 处 1 座 1 间 1 站 1 点 1 村 1 社区 1 单位 1 种 1 类 1
"""
_SCALE: dict[str, tuple[int, Decimal]] = {
    unit: (number, Decimal(factor))
    for number, line in enumerate(_SCALES.split("\n"))
    for unit, factor in zip(line.split()[::2], line.split()[1::2], strict=True)
}
_COUNTABLE = frozenset((Kind.COUNT, Kind.RATIO, Kind.MONEY, Kind.DURATION))
_UP, _DOWN = frozenset("≥>"), frozenset("≤<")


class Agreement(StrEnum):
    """How two values stand to each other."""

    SAME = "same"
    NUMBER = "number"
    UNIT = "unit"
    DIRECTION = "direction"
    KIND = "kind"  # a number here, a date there
    WORDS = "words"  # a number here, words there
    UNKNOWN = "unknown"  # nothing to compare


def agreement(one: Quantity, other: Quantity, one_unit: str | None = None, other_unit: str | None = None) -> Agreement:
    """How two values compare; the units are those that stand outside of them, as in the brackets of a name.

    A number without any unit is compared by itself, a missing comparator agrees with every other.
    """
    if one.field.state is not READ or other.field.state is not READ:
        return Agreement.UNKNOWN
    left, right = one.reading, other.reading
    kinds = {left.kind, right.kind}
    if kinds & {Kind.NONE, Kind.GARBLED}:
        return Agreement.UNKNOWN
    numbers = sum(reading.kind in _COUNTABLE and reading.number is not None for reading in (left, right))
    if numbers == 2:
        return _numbers(left, right, one_unit, other_unit)
    if Kind.TEXT in kinds:
        return Agreement.WORDS if numbers == 1 else Agreement.UNKNOWN
    if numbers == 1:
        return Agreement.KIND
    return _days(left, right)


def _numbers(left: Reading, right: Reading, left_unit: str | None, right_unit: str | None) -> Agreement:
    ours, theirs = left.unit or left_unit, right.unit or right_unit
    first, second = left.number, right.number
    if first is None or second is None:
        return Agreement.UNKNOWN
    if left.unit is None and left.kind is Kind.RATIO and not left_unit:
        first, ours = first * 100, "%"
    if right.unit is None and right.kind is Kind.RATIO and not right_unit:
        second, theirs = second * 100, "%"
    scale = Decimal(1), Decimal(1)
    if ours and theirs and ours != theirs:
        found = _scales(ours, theirs)
        if found is None:
            return Agreement.UNIT
        scale = found
    ends = left.upper and left.upper * scale[0], right.upper and right.upper * scale[1]
    if not _meet(first * scale[0], ends[0], second * scale[1], ends[1]):
        return Agreement.NUMBER
    signs = {left.op, right.op}
    return Agreement.DIRECTION if signs & _UP and signs & _DOWN else Agreement.SAME


def _scales(ours: str, theirs: str) -> tuple[Decimal, Decimal] | None:
    """What to multiply the numbers by to have them in one unit; None if the units measure different things."""
    head, _, per = ours.partition("/")
    other_head, _, other_per = theirs.partition("/")
    if UNITS.get(ours) is Kind.MONEY and UNITS.get(theirs) is Kind.MONEY:
        factors = yuan_per(ours), yuan_per(theirs)
        if per != other_per and per and other_per or factors[0] is None or factors[1] is None:
            return None
        return factors[0], factors[1]
    if (per or other_per) and per != other_per:
        return (Decimal(1), Decimal(1)) if head == other_head else None
    found, other = _SCALE.get(head), _SCALE.get(other_head)
    if found is None or other is None:
        return (Decimal(1), Decimal(1)) if head == other_head else None
    return (found[1], other[1]) if found[0] == other[0] else None


def _meet(first: Decimal, first_end: Decimal | None, second: Decimal, second_end: Decimal | None) -> bool:
    """Two numbers are equal, two ranges are; a number meets a range that it lies in."""
    if first_end is not None and second_end is not None:
        return (first, first_end) == (second, second_end)
    if first_end is not None:
        return first <= second <= first_end
    if second_end is not None:
        return second <= first <= second_end
    return first == second


def _days(left: Reading, right: Reading) -> Agreement:
    if left.day is None or right.day is None:
        return Agreement.UNKNOWN
    known = [(ours, theirs) for ours, theirs in zip(left.day, right.day, strict=True) if ours and theirs]
    return Agreement.SAME if all(ours == theirs for ours, theirs in known) else Agreement.NUMBER
