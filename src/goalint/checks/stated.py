"""Amounts that a text states against those of the table."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from goalint.rules.check import AnyCheck, Hit, Unchecked, check, evidence_of
from goalint.rules.scope import Scope
from goalint.tree.money import Money
from goalint.tree.text import LOST

_LABELS = {"total": "预算数", "fiscal": "财政资金", "other": "其他资金"}


@check("stated-amounts", given={"project"}, placeholders={"label", "stated", "table"})
def STATED_AMOUNTS(scope: Scope, _: object) -> Iterator[Hit | Unchecked]:  # noqa: N802 - a constant of the registry
    """An amount that the purpose states for 预算数, 财政资金 or 其他资金 and that the table gives otherwise."""
    budget = scope.project.budget
    for stated in budget.stated:
        table: Money = getattr(budget, stated.of)
        label = _LABELS[stated.of]
        if table.field.state is LOST:
            yield Unchecked(f"表中的“{label}”没有读到", f"the table's {label} was not read", table.field.location)
            continue
        # A blank cell says 0; a cell with words in it, or no cell at all for the total, says nothing to compare.
        yuan = Decimal(0) if table.field.missing and stated.of == "other" else table.yuan
        if yuan is None or stated.money.yuan is None or yuan == stated.money.yuan:
            continue
        shown = table.text + scope.project.unit.text if table.text else "空"
        yield Hit(
            {"label": label, "stated": stated.money.text, "table": shown},
            field="budget.purpose",
            evidence=(
                evidence_of(stated.money.field, field="budget.purpose"),
                evidence_of(table.field, field=f"budget.{stated.of}"),
            ),
        )


SPECS: tuple[AnyCheck, ...] = (STATED_AMOUNTS,)
