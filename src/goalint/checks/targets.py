"""The targets that the narrative names against the rows of the project's table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from goalint.agreement import Agreement, agreement
from goalint.rules.check import AnyCheck, Hit, Unchecked, check, evidence_of
from goalint.rules.lexicon import unit_in_brackets
from goalint.rules.scope import Scope
from goalint.target_pairing import TargetPairing, target_pairing
from goalint.tree.confidence import Confidence, lower
from goalint.tree.document import Indicator, Item, Project, Target
from goalint.tree.text import LOST
from goalint.tree.units import Kind

_DIFFERENT = frozenset((Agreement.NUMBER, Agreement.UNIT, Agreement.DIRECTION, Agreement.KIND))
_PLACEHOLDERS = {"item", "target", "stated", "indicator", "table"}


class Alike(NamedTuple):
    """`like` compares the targets that only resemble a row; without it, those that are one and the same."""

    like: bool = False


class _Held(NamedTuple):
    """A target of an item held against a row of its project."""

    item: Item
    target: Target
    row: Indicator
    project_index: int
    like: bool
    sure: Confidence
    agreement: Agreement  # how the two values stand to each other

    def hit(self) -> Hit:
        """What is told of the two."""
        return Hit(
            {
                "item": self.item.name.text,
                "target": self.target.name.text,
                "stated": self.target.value.text,
                "indicator": self.row.name.text,
                "table": self.row.value.text,
            },
            location=self.target.value.field.location,
            evidence=(
                evidence_of(self.target.value.field),
                evidence_of(self.target.name),
                evidence_of(self.row.name, field="name"),
                evidence_of(self.row.value.field, field="value"),
            ),
            sure=self.sure,
            project_index=self.project_index,
        )


@check("narrative-targets", given={"document"}, params=Alike, placeholders=_PLACEHOLDERS)
def NARRATIVE_TARGETS(scope: Scope, params: Alike) -> Iterator[Hit | Unchecked]:  # noqa: N802 - a constant of the registry
    """A target that has another number, unit or direction than its row in the table."""
    for item, project_index, _, found, together in _paired(scope):
        for held in together:
            if held.like is not params.like:
                continue
            if held.row.value.field.state is LOST and held.target.value.text:
                yield _lost(held)
            elif held.agreement in _DIFFERENT:
                yield held.hit()
        if not params.like:
            yield from _unclear(scope.document.projects[project_index], project_index, item, found)


@check("narrative-target-words", given={"document"}, placeholders=_PLACEHOLDERS)
def NARRATIVE_TARGET_WORDS(scope: Scope, _: object) -> Iterator[Hit | Unchecked]:  # noqa: N802 - a constant of the registry
    """A target that is a number in one place and words in the other; of satisfaction also where the groups differ."""
    for *_, together in _paired(scope):
        for held in together:
            if held.agreement is Agreement.WORDS and (not held.like or "满意" in held.target.name.text):
                yield held.hit()


@check("narrative-targets-absent", given={"document"}, placeholders={"item", "targets", "count"})
def NARRATIVE_TARGETS_ABSENT(scope: Scope, _: object) -> Iterator[Hit | Unchecked]:  # noqa: N802 - a constant of the registry
    """Targets of an item that no row of its project's table speaks of: one finding for the item."""
    for item, project_index, sure, found, _ in _paired(scope):
        absent = [item.targets[index] for index in found.absent if item.targets[index].value.reading.kind is not Kind.NONE]
        if not absent or not scope.document.projects[project_index].indicators:
            continue
        if scope.document.rows_lost(project_index):
            yield Unchecked("表中有指标行没有读到", "rows of the table were not read", item.location, project_index)
            continue
        names = "、".join(f"“{target.name.text}”" for target in absent)
        yield Hit(
            {"item": item.name.text, "targets": names, "count": str(len(absent))},
            location=absent[0].location,
            evidence=tuple(evidence_of(target.name) for target in absent),
            sure=sure,
            project_index=project_index,
        )


_Paired = tuple[Item, int, Confidence, TargetPairing, list[_Held]]


def _paired(scope: Scope) -> list[_Paired]:
    """Each item that has a project, with its targets paired, and those held against their rows."""
    return scope.frame.once(_paired, lambda: list(_pairs(scope)))


def _pairs(scope: Scope) -> Iterator[_Paired]:
    narrative = scope.document.narrative
    for pair in scope.pairing.pairs if narrative is not None else ():
        item = narrative.items[pair.item_index] if narrative is not None else None
        if item is not None and item.targets:
            found = target_pairing(item, scope.document.projects[pair.project_index])
            yield item, pair.project_index, pair.sure, found, list(_held(scope, item, pair.project_index, pair.sure, found))


def _held(scope: Scope, item: Item, project_index: int, sure: Confidence, found: TargetPairing) -> Iterator[_Held]:
    rows = scope.document.projects[project_index].indicators
    for pair in found.pairs:
        target, row = item.targets[pair.target_index], rows[pair.indicator_index]
        units = unit_in_brackets(target.name.text), unit_in_brackets(row.name.text)
        both = lower(sure, pair.sure, row.sure)
        yield _Held(item, target, row, project_index, pair.like, both, agreement(target.value, row.value, *units))


def _unclear(project: Project, project_index: int, item: Item, found: TargetPairing) -> Iterator[Unchecked]:
    """Targets that several rows would fit."""
    for index in found.ambiguous:
        target = item.targets[index]
        if target.value.reading.number is not None:
            zh = f"“{target.name.text}”在“{project.name.text}”的表中对应多行，无法确定是哪一行"
            en = f"“{target.name.text}” fits several rows of the form of “{project.name.text}”"
            yield Unchecked(zh, en, target.location, project_index)


def _lost(held: _Held) -> Unchecked:
    name = held.row.name.text
    why = f"表中“{name}”的指标值没有读到", f"the table's value of “{name}” was not read"
    return Unchecked(*why, held.row.value.field.location, held.project_index)


SPECS: tuple[AnyCheck, ...] = (
    NARRATIVE_TARGETS,
    NARRATIVE_TARGET_WORDS,
    NARRATIVE_TARGETS_ABSENT,
)
