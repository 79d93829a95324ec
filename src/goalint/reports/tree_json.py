"""The parsed tree for machines: schema goalint.tree/1."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from goalint.tree.confidence import Confidence
from goalint.tree.document import Budget, Department, Document, Indicator, Item, Narrative, NotRead, Project, Target
from goalint.tree.location import Location
from goalint.tree.money import Money
from goalint.tree.quantity import Quantity
from goalint.tree.text import EMPTY, READ, Text

SCHEMA = "goalint.tree/1"


def render(documents: Iterable[Document], lang: str = "zh") -> str:
    """The documents as indented JSON; only the reasons in `not_read` depend on the language."""
    tree = {"schema": SCHEMA, "documents": [_document(document, lang) for document in documents]}
    return json.dumps(tree, ensure_ascii=False, indent=2) + "\n"


def number(value: Decimal | None) -> str | None:
    """The exact value without exponent or trailing zeros: 30000, 5013844.46."""
    if value is None:
        return None
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _document(document: Document, lang: str) -> dict[str, Any]:
    source, narrative = document.source, document.narrative
    return {
        "source": {"path": source.path, "format": source.format, "sha256": source.sha256},
        "department": _department(document.department),
        "fiscal_year": document.fiscal_year,
        "regime": document.regime,
        "sections": [
            {"title": section.title, "level": section.level, "location": _where(section.location)}
            for section in document.sections
        ],
        "narrative": None if narrative is None else _narrative(narrative),
        "projects": [_project(project) for project in document.projects],
        "not_read": [_not_read(entry, lang) for entry in document.not_read],
        "paragraphs": _texts(document.paragraphs),
    }


def _not_read(entry: NotRead, lang: str) -> dict[str, Any]:
    told = {"location": _where(entry.location), "why": entry.why(lang), "code": entry.code, "args": dict(entry.args)}
    return told if entry.project is None else {**told, "project": entry.project}


def _narrative(narrative: Narrative) -> dict[str, Any]:
    return {
        "overall": narrative.overall.text,
        "safeguards": [text.text for text in narrative.safeguards],
        "items": [_item(item) for item in narrative.items],
        "places": _places(overall=narrative.overall, safeguards=narrative.safeguards),
    }


def _department(department: Department | None) -> dict[str, Any] | None:
    if department is None:
        return None
    return {"code": department.code, "name": department.name, "location": _where(department.location)}


def _item(item: Item) -> dict[str, Any]:
    return {
        "number": item.number,
        "name": item.name.text,
        "amount": None if item.amount is None else _money(item.amount),
        "schedule": [number(percent) for percent in item.schedule],
        "goal": item.goal.text,
        "targets": [_target(target) for target in item.targets],
        "location": _where(item.location),
        "schedule_text": item.schedule_text.text,
        "heading": item.heading.text,
        "body": [text.text for text in item.body],
        "places": _places(
            name=item.name,
            amount=None if item.amount is None else item.amount.field,
            schedule_text=item.schedule_text,
            goal=item.goal,
            heading=item.heading,
            body=item.body,
        ),
    }


def _target(target: Target) -> dict[str, Any]:
    return {
        "name": target.name.text,
        "value": _quantity(target.value),
        "location": _where(target.location),
        "description": target.description.text,
        "category": target.category,
        "places": _places(name=target.name, value=target.value.field, description=target.description),
    }


def _project(project: Project) -> dict[str, Any]:
    return {
        "part": project.part,
        "seq": project.seq,
        "code": project.code.text,
        "name": project.name.text,
        "unit": project.unit.text,
        "budget": _budget(project.budget),
        "schedule": [
            {
                "label": point.label,
                "month": point.month,
                "text": _or_null(point.field),
                "percent": number(point.percent),
                "place": _place(point.field),
            }
            for point in project.schedule
        ],
        "goals": [goal.text for goal in project.goals],
        "indicators": [_indicator(indicator) for indicator in project.indicators],
        "location": _where(project.location),
        "title": project.title.text,
        "department": _department(project.department),
        "sure": str(project.sure),
        "places": _places(
            code=project.code.field, name=project.name, unit=project.unit, title=project.title, goals=project.goals
        ),
    }


def _budget(budget: Budget) -> dict[str, Any]:
    return {
        "total": _money(budget.total),
        "fiscal": _money(budget.fiscal),
        "other": _money(budget.other),
        "purpose": budget.purpose.text,
        "sources": [_money(source) for source in budget.sources],
        "places": _places(
            total=budget.total.field,
            fiscal=budget.fiscal.field,
            other=budget.other.field,
            purpose=budget.purpose,
            sources=[source.field for source in budget.sources],
        ),
    }


def _indicator(indicator: Indicator) -> dict[str, Any]:
    return {
        "level1": indicator.level1.text,
        "level2": indicator.level2.text,
        "name": indicator.name.text,
        "description": indicator.description.text,
        "value": _quantity(indicator.value),
        "basis": indicator.basis.text,
        "location": _where(indicator.location),
        "sure": str(indicator.sure),
        "places": _places(
            level1=indicator.level1,
            level2=indicator.level2,
            name=indicator.name,
            description=indicator.description,
            value=indicator.value.field,
            basis=indicator.basis,
        ),
    }


def _money(money: Money) -> dict[str, Any] | None:
    """Null where the cell is blank, not there or lost."""
    return {"text": money.text, "yuan": number(money.yuan)} if money.field.state is READ else None


def _quantity(quantity: Quantity) -> dict[str, Any]:
    reading = quantity.reading
    return {
        "text": quantity.text,
        "op": reading.op,
        "number": number(reading.number),
        "upper": number(reading.upper),
        "unit": reading.unit,
        "kind": str(reading.kind),
    }


def _or_null(field: Text) -> str | None:
    return field.text if field.state is READ else None


# --- where the fields stand -------------------------------------------------------------------------------------------


def _places(**fields: Text | Sequence[Text] | None) -> dict[str, Any]:
    """Where each field stands and how it was read: what its text alone does not say."""
    return {
        name: _place(field) if isinstance(field, Text) else [_place(one) for one in field]
        for name, field in fields.items()
        if field is not None
    }


def _where(location: Location) -> dict[str, int | str | bool]:
    """The place as reports tell it, and what else goalint itself must know of it."""
    told: dict[str, int | str | bool] = {**location.as_json()}
    if location.block is not None:
        told["block"] = location.block
    if location.source:
        told["source"] = True
    return told


def _place(field: Text) -> dict[str, Any]:
    told: dict[str, Any] = {"location": _where(field.location)}
    if field.state is not (READ if field.text else EMPTY):
        told["state"] = str(field.state)
    if field.sure is not Confidence.HIGH:
        told["sure"] = str(field.sure)
    if len(field.passage.marks) > 1:
        told["marks"] = [[offset, _where(location)] for offset, location in field.passage.marks]
    return told


def _texts(texts: Sequence[Text]) -> list[dict[str, Any]]:
    return [{"text": text.text, **_place(text)} for text in texts]
