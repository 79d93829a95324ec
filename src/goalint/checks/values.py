"""What no single comparison says of values: blank ones, one for all rows, the whole budget as the only cost (domain C, F05)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from goalint.rules.check import AnyCheck, Hit, LexiconName, Unchecked, check, evidence_of
from goalint.rules.scope import Scope
from goalint.tree.document import ROWS_LOST, Indicator
from goalint.tree.pattern import lazy
from goalint.tree.quantity import Quantity, compared_in, read_quantity
from goalint.tree.text import EMPTY, LOST, READ
from goalint.tree.units import UNITS, Kind
from goalint.tree.width import key

_AT_LEAST = ("≥", ">")
_PERCENT = frozenset(("%", "百分比", "百分率"))
_BOUND_AFTER = lazy(r"\d+(?:\.\d+)?\s*[%％](?:及?以上|以内|以下)[)）]?$")  # 满意度95%以上
# What a percentage cannot be the value of, since the name says it: an amount, 本年安排60万元, or a day, 10月底前完工.
_AMOUNT_AFTER = lazy(r"(?<=[^\W\d_])\d[\d.]*\s*[百千万亿]*元(?:/\w{1,3})?$")
_DAY_BEFORE = lazy(
    r"(?<![每\d])(?:(?:20\d\d年)?\d{1,2}月(?:\d{1,2}[日号]|底|末|[上中下]旬)?|(?:20\d\d)?年[底末])[之以]?前(?=[^率度比均]{2,12}$)"
)
# ≥ put together from halves of different widths, or from a bracket: >＝, 〉=. A conversion may make ＞＝ of ≥, but not these.
_TYPED = lazy(r"[<>]\s*＝|[＜＞]\s*=|[〈〉]\s*[=＝]")


class OneValue(NamedTuple):
    """The value has to be that of more than `share` of the document's indicators, and of `least` of them."""

    share: Decimal = Decimal("0.5")
    least: int = 20


@check("one-value", given={"document"}, params=OneValue, placeholders={"value", "count", "total"})
def ONE_VALUE(scope: Scope, params: OneValue) -> Iterator[Hit | Unchecked]:  # noqa: N802 - a constant of the registry
    """Raise the value that most indicators of the document share."""
    document = scope.document
    rows = [(index, row) for index, project in enumerate(document.projects) for row in project.indicators]
    lost = sum(row.value.field.state is LOST for _, row in rows)
    lost += sum(entry.code in ROWS_LOST for entry in document.not_read)
    counts = Counter(said for _, row in rows if (said := _said(row.value)))
    if not counts:
        return
    value, count = counts.most_common(1)[0]
    total = len(rows)
    if count >= params.least and count > params.share * total:
        shared: list[Indicator] = [row for _, row in rows if _said(row.value) == value]
        first = shared[0].value.field
        yield Hit(
            {"value": first.text, "count": str(count), "total": str(total)},
            location=first.location,
            evidence=tuple(evidence_of(row.value.field, field="value.text") for row in shared[:3]),
        )
    elif lost and count + lost >= params.least and count + lost > params.share * (total + lost):
        yield Unchecked("有指标没有读到，无法判断是否多数指标用同一个值", "some indicators were not read")


def _said(value: Quantity) -> str | tuple[str, Decimal, str]:
    """A value as far as it is the same as another: 95%, ９５ ％ and 95百分比 under one sign."""
    reading = value.reading
    if value.field.state is not READ or reading.kind is Kind.NONE:
        return ""
    if reading.number is None or reading.around:
        return key(value.text)
    return reading.op or "=", reading.number, "%" if reading.unit in _PERCENT else reading.unit or ""


@check("typed-signs", given={"document"}, placeholders={"value", "count"})
def TYPED_SIGNS(scope: Scope, _: object) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """Raise, once for the document, comparisons put together from signs that do not belong together."""
    document = scope.document
    values = [row.value for project in document.projects for row in project.indicators]
    if document.narrative is not None:
        values = [target.value for item in document.narrative.items for target in item.targets] + values
    if not _TYPED.search("\0".join(value.text for value in values)):
        return
    typed = [value for value in values if value.reading.op is not None and _TYPED.search(value.text)]
    if typed:
        yield Hit(
            {"value": typed[0].text, "count": str(len(typed))},
            location=typed[0].field.location,
            evidence=tuple(evidence_of(value.field, field="value.text") for value in typed[:3]),
        )


@check("target-in-name", given={"indicator", "target"}, placeholders={"target"})
def TARGET_IN_NAME(scope: Scope, _: object) -> Sequence[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """Raise a name that ends with what is to be reached, or is that and nothing else; ages and grades say whom it is about."""
    node = scope.target if scope.kind == "target" else scope.indicator
    name = node.name
    target = _target_in(name.text)
    if target is None and node.value.reading.kind is Kind.RATIO:
        target = _amount_or_day_in(name.text)
    if target is None or key(name.text) == key(node.value.text):
        return ()
    return (Hit({"target": target}, field="name", evidence=(evidence_of(name, field="name"),)),)


@lru_cache(maxsize=8192)
def _target_in(name: str) -> str | None:
    for start, end in compared_in(name):
        compared = name[start:end]
        if name[end:].strip(")） ") in ("", "以上", "以内", "以下") and not compared.endswith(("岁", "级")):
            return compared
    if after := _BOUND_AFTER.search(name):
        return after.group()
    whole = read_quantity(name)
    return name if whole.unit in UNITS and not whole.around and whole.kind in (Kind.MONEY, Kind.COUNT, Kind.RATIO) else None


@lru_cache(maxsize=8192)
def _amount_or_day_in(name: str) -> str | None:
    found = _AMOUNT_AFTER.search(name) or _DAY_BEFORE.search(name)
    return found.group() if found else None


class LoneCeiling(NamedTuple):
    """`categories` hold the cost indicators; `ceilings` are names that say no more than that the budget is kept."""

    categories: tuple[str, ...]
    ceilings: LexiconName


@check("lone-ceiling", given={"project"}, params=LoneCeiling, placeholders={"name", "value", "total"})
def LONE_CEILING(scope: Scope, params: LoneCeiling) -> Iterator[Hit]:  # noqa: N802 - a constant of the registry
    """Raise the one cost indicator of a project if it is only that the whole budget is not exceeded."""
    project = scope.project
    costs = [row for row in project.indicators if _is_cost(scope, row, params.categories)]
    total = project.budget.total
    if len(costs) != 1 or total.yuan is None:
        return
    row = costs[0]
    if (
        row.value.yuan == total.yuan
        and row.value.reading.op not in _AT_LEAST
        and scope.lexicon(params.ceilings).has(row.name.text)
    ):
        yield Hit(
            {"name": row.name.text, "value": row.value.text, "total": total.text + project.unit.text},
            field="value.text",
            evidence=(evidence_of(row.value.field, field="value.text"), evidence_of(total.field, field="budget.total")),
            indicator=row,
        )


@check("blank-value", given={"indicator"})
def BLANK_VALUE(scope: Scope, _: object) -> Sequence[Hit | Unchecked]:  # noqa: N802 - a constant of the registry
    """Raise a row whose value is blank; a form without the column has none to fill in."""
    row = scope.indicator
    value = row.value.field
    if row.name.state is not READ or value.state is READ:
        return ()
    if value.state is EMPTY:
        return (Hit(field="value.text", evidence=(evidence_of(value, field="value.text"),)),)
    return (Unchecked("没有读到“指标值”", "the value was not read", value.location),) if value.state is LOST else ()


def _is_cost(scope: Scope, row: Indicator, categories: tuple[str, ...]) -> bool:
    return scope.category_of(row) in categories


SPECS: tuple[AnyCheck, ...] = (BLANK_VALUE, LONE_CEILING, ONE_VALUE, TARGET_IN_NAME, TYPED_SIGNS)
