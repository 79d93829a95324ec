"""Figures in a project's goals against its indicators: without an indicator, or parts that do not add up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from goalint.rules.check import AnyCheck, Hit, Unchecked, check, evidence_of
from goalint.rules.scope import Scope
from goalint.tree.numerals import DIGITS, number_of
from goalint.tree.pattern import lazy
from goalint.tree.text import LOST, Text
from goalint.tree.units import UNITS, Kind, unit_at
from goalint.tree.width import key

_FIGURE = lazy(rf"(?<![\d第.*/a-z年月])({DIGITS})(万)?")
# Rates, rhythms and enumerations count nothing that the project delivers.
_RATE = lazy(r"(?:每|人均|平均|日均|年均|月均|不少于每|[*/])[^，。；、]{0,6}$")
_DIGITS = lazy(r"\d+")
_BEFORE = 10  # characters: the longest that _RATE can be
_NO_OUTPUT = lazy(r"(?:方面|月|工作日|小时|百分点|阶段|季度|环节|层次|以上学历|角度|维度|重点|领域|要求|五年|规划)")
_LOOSE_UNITS = frozenset(("个", "项", "点", "度", "时", "里", "方", "基", "面", "步", "道", "路", "层", "队", "组", "类", "种"))
# Who is counted in one of these is counted in the other, and so are occasions.
_SAME = {unit: group for group in (("人", "名", "位", "人次", "人数"), ("次", "场", "场次", "期", "班次")) for unit in group}


class _Figure(NamedTuple):
    """A number of things that a goal names."""

    number: Decimal
    unit: str
    text: str
    field: Text
    start: int


@check("goal-figures", given={"project"}, placeholders={"figures"})
def GOAL_FIGURES(scope: Scope, _: object) -> Iterator[Hit | Unchecked]:  # noqa: N802 - a constant of the registry
    """Numbers of things in the goals of which no indicator counts a single one."""
    project = scope.project
    figures = [one for one in _figures_of(scope) if one.unit not in _LOOSE_UNITS]
    if not figures or not project.indicators:
        return
    units = {_SAME.get(unit, unit) for row in project.indicators if (unit := row.value.reading.unit)}
    if any(_SAME.get(one.unit, one.unit) in units for one in figures):
        return
    rows = "\n".join(key(row.name.text) + key(row.description.text) + key(row.value.text) for row in project.indicators)
    if any(_stands(one, rows) for one in figures):
        return
    index = scope.project_index
    if index is not None and scope.document.rows_lost(index) or any(r.value.field.state is LOST for r in project.indicators):
        yield Unchecked("表中有指标行或指标值没有读到", "rows or values of the table were not read", figures[0].field.location)
        return
    yield Hit(
        {"figures": "、".join(dict.fromkeys(one.text for one in figures))},
        location=figures[0].field.passage.at(figures[0].start),
        evidence=tuple(evidence_of(field, field="goals") for field in dict.fromkeys(one.field for one in figures)),
    )


@check("goal-sum", given={"project"}, placeholders={"parts", "sum", "name", "value"})
def GOAL_SUM(scope: Scope, _: object) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """Parts in the goals that do not add up to the only indicator in their unit."""
    project = scope.project
    parts: dict[str, list[_Figure]] = {}
    for figure in _figures_of(scope):
        parts.setdefault(figure.unit, []).append(figure)
    for unit, found in parts.items():
        rows = [row for row in project.indicators if row.value.reading.unit == unit and row.value.reading.kind is Kind.COUNT]
        if len(found) < 2 or len(rows) != 1 or rows[0].value.reading.number is None:
            continue
        numbers = [one.number for one in found]
        total, value = sum(numbers, Decimal(0)), rows[0].value.reading.number
        if value == total or value in numbers or any(2 * number == total for number in numbers):
            continue
        row = rows[0]
        yield Hit(
            {
                "parts": "、".join(one.text for one in found),
                "sum": f"{total.normalize():f}{unit}",
                "name": row.name.text,
                "value": row.value.text,
            },
            location=row.value.field.location,
            evidence=(evidence_of(row.value.field), *(evidence_of(field) for field in dict.fromkeys(one.field for one in found))),
        )


def _figures_of(scope: Scope) -> list[_Figure]:
    return scope.frame.once((_figures, scope.project_index), lambda: _figures(scope.project.goals))


def _figures(goals: Sequence[Text]) -> list[_Figure]:
    """Numbers with a counting unit, as they stand in the goals; rates and enumerations left aside."""
    out = []
    for field in goals:
        text = key(field.text)
        for match in _matches(text):
            number = number_of(match.group(1))
            unit = unit_at(text, match.end())
            if number is None or unit is None or UNITS[unit] is not Kind.COUNT or unit.isascii():
                continue
            end = match.end() + len(unit)
            before, after = text[max(0, match.start() - _BEFORE) : match.start()], text[end:]
            if _RATE.search(before) or _NO_OUTPUT.match(after) or after.startswith(("/", "以", "%")):
                continue
            factor = 10_000 if match.group(2) else 1
            at = field.text.find(match.group(1))
            out.append(_Figure(number * factor, unit, match.group() + unit, field, max(at, 0)))
    return out


def _matches(text: str) -> Iterator[re.Match[str]]:
    """Where _FIGURE is found: it begins with a digit, and digits are found sooner than what must not stand before them."""
    at = 0
    for digits in _DIGITS.finditer(text):
        match = _FIGURE.match(text, digits.start()) if digits.start() >= at else None
        if match is not None:
            yield match
            at = match.end()


def _stands(figure: _Figure, text: str) -> bool:
    number = f"{figure.number.normalize():f}"
    return number in text and re.search(rf"(?<!\d){re.escape(number)}(?!\d)", text) is not None


SPECS: tuple[AnyCheck, ...] = (
    GOAL_FIGURES,
    GOAL_SUM,
)
