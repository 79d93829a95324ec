"""The narrative's amount and schedule against those of the project's table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from goalint.pairing import Pair
from goalint.rules.check import AnyCheck, Hit, Unchecked, check, evidence_of
from goalint.rules.scope import Scope
from goalint.tree.document import Item
from goalint.tree.text import LOST


@check("narrative-amount", given={"document"}, placeholders={"stated", "table", "item"})
def NARRATIVE_AMOUNT(scope: Scope, _: object) -> Iterator[Hit | Unchecked]:  # noqa: N802 - a constant of the registry
    """An amount that the narrative gives for a project and that its table gives otherwise, as budget or as fiscal funds."""
    for item, pair in _paired(scope):
        if item.amount is None or item.amount.yuan is None:
            continue
        project = scope.document.projects[pair.project_index]
        total = project.budget.total
        if total.field.state is LOST:
            yield Unchecked("表中的预算数没有读到", "the table's budget was not read", total.field.location, pair.project_index)
        elif total.yuan is not None and item.amount.yuan not in (total.yuan, project.budget.fiscal.yuan):
            yield Hit(
                {"stated": item.amount.text, "table": total.text + project.unit.text, "item": item.name.text},
                field="budget.total",
                location=item.amount.field.location,
                evidence=(evidence_of(item.amount.field), evidence_of(total.field, field="budget.total")),
                sure=pair.sure,
                project_index=pair.project_index,
            )
    yield from _ambiguous(scope, lambda item: item.amount is not None)


@check("narrative-schedule", given={"document"}, placeholders={"stated", "table", "item"})
def NARRATIVE_SCHEDULE(scope: Scope, _: object) -> Iterator[Hit | Unchecked]:  # noqa: N802 - a constant of the registry
    """A schedule that the narrative gives for a project and that its table gives otherwise."""
    for item, pair in _paired(scope):
        points = scope.document.projects[pair.project_index].schedule
        if not item.schedule or not points:
            continue
        if len(item.schedule) != len(points):
            if all(point.field.state is not LOST for point in points):
                yield Unchecked(
                    "文字与表格的时点个数不同，无法逐一比较",
                    "text and table have different numbers of points",
                    item.schedule_text.location,
                    pair.project_index,
                )
            continue
        pairs = list(zip(item.schedule, points, strict=True))
        differing = [point for stated, point in pairs if point.percent is not None and point.percent != stated]
        if differing:
            yield Hit(
                {
                    "stated": "、".join(map(_percent, item.schedule)),
                    "table": "、".join(point.field.text or "空" for point in points),
                    "item": item.name.text,
                },
                field="schedule.points",
                location=item.schedule_text.location,
                evidence=(
                    evidence_of(item.schedule_text),
                    *(evidence_of(point.field, field=f"schedule.{point.label}") for point in differing),
                ),
                sure=pair.sure,
                project_index=pair.project_index,
            )
        elif any(point.field.state is LOST for point in points):
            gone = next(point for point in points if point.field.state is LOST)
            why = f"表中“{gone.label}”的数值没有读到", f"the table's value for {gone.label} was not read"
            yield Unchecked(*why, gone.field.location, pair.project_index)
    yield from _ambiguous(scope, lambda item: bool(item.schedule))


def _paired(scope: Scope) -> Iterator[tuple[Item, Pair]]:
    narrative = scope.document.narrative
    if narrative is not None:
        for pair in scope.pairing.pairs:
            yield narrative.items[pair.item_index], pair


def _ambiguous(scope: Scope, says: Callable[[Item], bool]) -> Iterator[Unchecked]:
    """Items with something to compare whose project is not clear."""
    narrative = scope.document.narrative
    for index in scope.pairing.ambiguous:
        item = narrative.items[index] if narrative else None
        if item is not None and says(item):
            yield Unchecked(
                f"分项“{item.name.text}”对应多个项目，无法确定是哪一个",
                f"the item “{item.name.text}” fits several projects",
                item.location,
            )


def _percent(value: Decimal) -> str:
    return f"{value.normalize():f}%"


SPECS: tuple[AnyCheck, ...] = (NARRATIVE_AMOUNT, NARRATIVE_SCHEDULE)
