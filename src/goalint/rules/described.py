"""Nodes built from the descriptions in examples, in the tree's own terms.

A key that is not given is absent from the form, null is a blank cell, "?" stands for what the conversion lost. Every
part stands on a line of its own, in the order of a real document.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from goalint.tree.code import project_code
from goalint.tree.document import (
    Budget,
    Department,
    Document,
    Indicator,
    Item,
    Narrative,
    NotRead,
    Project,
    SchedulePoint,
    Section,
    Source,
    Target,
)
from goalint.tree.location import Location
from goalint.tree.money import amounts_in, money
from goalint.tree.passage import passage
from goalint.tree.quantity import plain_number, quantity
from goalint.tree.stated import stated_amounts
from goalint.tree.text import Text, absent, lost, text_of
from goalint.tree.width import key

Described = Mapping[str, Any]

_LOST = "?"
_LABELS = ("3月底", "6月底", "10月底", "12月底")
_PART = "预算项目绩效目标"


def documents_of(kind: str, node: Described) -> tuple[Document, ...]:
    """The documents that an example's node stands in: one, or those of a batch."""
    if kind == "batch":
        return tuple(_Writer().document(one, number) for number, one in enumerate(node.get("documents") or (), 1))
    return (_Writer().document(_around(kind, node), 1),)


def _around(kind: str, node: Described) -> Described:
    """The document around a node: what the example gives of it, and the node in its place."""
    document: dict[str, Any] = dict(node.get("document") or {})
    own = {name: value for name, value in node.items() if name != "document"}
    match kind:
        case "document":
            return node
        case "section":
            return {**document, "sections": [*(document.get("sections") or ()), own]}
        case "item":
            return {**document, "narrative": [*(document.get("narrative") or ()), own]}
        case "target":
            item = dict(own.pop("item", None) or {})
            return _around("item", {**item, "targets": [*(item.get("targets") or ()), own], "document": document})
        case "indicator":
            project = dict(own.pop("project", None) or {})
            inside = project.pop("document", None) or {}
            rows = [*(project.get("indicators") or ()), own]
            return _around("project", {**project, "indicators": rows, "document": {**inside, **document}})
        case "schedule":
            project = dict(own.pop("project", None) or {})
            inside = project.pop("document", None) or {}
            project |= {"schedule": own.get("points"), "labels": own.get("labels", _LABELS)}
            return _around("project", {**project, "document": {**inside, **document}})
        case _:
            narrative = own.pop("narrative", None) or ()
            return {
                **document,
                "narrative": [*(document.get("narrative") or ()), *narrative],
                "projects": [*(document.get("projects") or ()), own],
            }


class _Writer:
    """Writes one document, giving every part the next line."""

    def __init__(self) -> None:
        self.line = 0

    def _next(self) -> Location:
        self.line += 1
        return Location(line=self.line, column=1)

    def text(self, given: Described, name: str) -> Text:
        """The field under a key."""
        return self.cell(given[name]) if name in given else absent(self._next())

    def cell(self, written: str | None) -> Text:
        """A cell that the form has."""
        at = self._next()
        return lost(at) if written == _LOST else text_of(passage(written or "", at))

    def document(self, given: Described, number: int) -> Document:
        """A document; without a narrative if the example gives nothing of it."""
        year = given.get("fiscal_year")
        sections = tuple(Section(one["title"], int(one.get("level", 1)), self._next()) for one in given.get("sections") or ())
        narrative = None
        if any(name in given for name in ("narrative", "overall", "safeguards")):
            narrative = Narrative(
                self.text(given, "overall"),
                tuple(self.cell(one) for one in given.get("safeguards") or ()),
                tuple(self.item(one) for one in given.get("narrative") or ()),
            )
        described = given.get("projects") or ()
        projects = tuple(self.project(one, seq) for seq, one in enumerate(described, 1))
        not_read = [
            NotRead(projects[index].location, "row-unplaced", {"text": _LOST}, index)
            for index, one in enumerate(described)
            if one.get("rows_lost")
        ]
        for one in given.get("not_read") or ():
            project = one.get("project")
            number_of_project = None if project is None else int(project)
            not_read.append(NotRead(self._next(), one["code"], dict(one.get("args") or {}), number_of_project))
        department = self.department(given)
        document = Document(
            Source(given.get("path") or f"例{number}.txt", "text", ""),
            department,
            None if year is None else int(year),
            None,
            sections,
            narrative,
            projects,
            tuple(not_read),
            tuple(self.cell(one) for one in given.get("paragraphs") or ()),
        )
        own = zip(projects, described, strict=True)
        return document._replace(
            projects=tuple(project if "department" in one else project._replace(department=department) for project, one in own),
        )

    def department(self, given: Described) -> Department | None:
        """The department of a document or form, if the example names it."""
        name = given.get("department")
        return None if name is None else Department(given.get("department_code"), name, self._next())

    def item(self, given: Described) -> Item:
        """An item of the narrative; its amount carries its own unit."""
        at = self._next()
        cells = given.get("schedule") or ()
        percents = tuple(percent for one in cells if (percent := percent_of(one)) is not None)
        amount = None
        if "amount" in given:
            field = self.cell(given["amount"])
            stated = amounts_in(key(field.text))
            amount = money(field, "元")._replace(yuan=stated[0][2]) if stated else money(field, "")
        return Item(
            given.get("number"),
            self.text(given, "name"),
            amount,
            percents,
            self.cell(_LOST if _LOST in cells else "、".join(one or "" for one in cells)) if cells else absent(at),
            self.text(given, "goal"),
            tuple(self.target(one) for one in given.get("targets") or ()),
            tuple(self.cell(one) for one in given.get("body") or ()),
            at,
        )

    def target(self, given: Described) -> Target:
        """A target of an item."""
        at = self._next()
        value = quantity(self.text(given, "value"))
        return Target(self.text(given, "name"), value, self.text(given, "description"), given.get("category", ""), at)

    def project(self, given: Described, seq: int) -> Project:
        """A form."""
        at = self._next()
        unit = given.get("unit", "万元")
        amounts = given.get("budget") or {}
        purpose = self.text(amounts, "purpose")
        return Project(
            given.get("part", _PART),
            seq,
            self.text(given, "title"),
            self.department(given),
            project_code(self.text(given, "code")),
            self.text(given, "name"),
            self.cell(unit),
            Budget(
                money(self.text(amounts, "total"), unit),
                money(self.text(amounts, "fiscal"), unit),
                money(self.text(amounts, "other"), unit),
                purpose,
                stated_amounts(purpose),
            ),
            self.schedule(given.get("schedule") or (), given.get("labels", _LABELS)),
            tuple(self.cell(one) for one in given.get("goals") or ()),
            tuple(self.indicator(one) for one in given.get("indicators") or ()),
            at,
        )

    def schedule(self, cells: Sequence[str | None], labels: Sequence[str]) -> tuple[SchedulePoint, ...]:
        """The points of the schedule under their labels, as many as the example gives."""
        points = []
        for number, written in enumerate(cells):
            label = labels[number] if number < len(labels) else f"第{number + 1}点"
            month = label.split("月")[0]
            points.append(
                SchedulePoint(label, int(month) if month.isdecimal() else None, self.cell(written), percent_of(written))
            )
        return tuple(points)

    def indicator(self, given: Described) -> Indicator:
        """A row of the table."""
        at = self._next()
        return Indicator(
            self.text(given, "level1"),
            self.text(given, "level2"),
            self.text(given, "name"),
            self.text(given, "description"),
            quantity(self.text(given, "value")),
            self.text(given, "basis"),
            at,
        )


def percent_of(written: str | None) -> Decimal | None:
    """The number of a schedule's cell, with or without %; None if it is blank, lost or no number."""
    plain = key(written or "").removesuffix("%")
    number = plain_number(plain.removeprefix("-"))
    return None if number is None else -number if plain.startswith("-") else number
