"""The parsed tree for machines: schema goalint.tree/1."""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from goalint.tree.document import Budget, Department, Document, Indicator, Item, Project, Target
from goalint.tree.money import Money
from goalint.tree.quantity import Quantity
from goalint.tree.text import State, Text

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
            {"title": section.title, "level": section.level, "location": section.location.as_json()}
            for section in document.sections
        ],
        "narrative": None
        if narrative is None
        else {
            "overall": narrative.overall.text,
            "safeguards": [text.text for text in narrative.safeguards],
            "items": [_item(item) for item in narrative.items],
        },
        "projects": [_project(project) for project in document.projects],
        "not_read": [{"location": entry.location.as_json(), "why": entry.why(lang)} for entry in document.not_read],
    }


def _department(department: Department | None) -> dict[str, Any] | None:
    return None if department is None else {"code": department.code, "name": department.name}


def _item(item: Item) -> dict[str, Any]:
    return {
        "number": item.number,
        "name": item.name.text,
        "amount": None if item.amount is None else _money(item.amount),
        "schedule": [number(percent) for percent in item.schedule],
        "goal": item.goal.text,
        "targets": [_target(target) for target in item.targets],
        "location": item.location.as_json(),
    }


def _target(target: Target) -> dict[str, Any]:
    return {"name": target.name.text, "value": _quantity(target.value), "location": target.location.as_json()}


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
            }
            for point in project.schedule
        ],
        "goals": [goal.text for goal in project.goals],
        "indicators": [_indicator(indicator) for indicator in project.indicators],
        "location": project.location.as_json(),
    }


def _budget(budget: Budget) -> dict[str, Any]:
    return {
        "total": _money(budget.total),
        "fiscal": _money(budget.fiscal),
        "other": _money(budget.other),
        "purpose": budget.purpose.text,
    }


def _indicator(indicator: Indicator) -> dict[str, Any]:
    return {
        "level1": indicator.level1.text,
        "level2": indicator.level2.text,
        "name": indicator.name.text,
        "description": indicator.description.text,
        "value": _quantity(indicator.value),
        "basis": indicator.basis.text,
        "location": indicator.location.as_json(),
    }


def _money(money: Money) -> dict[str, Any] | None:
    """Null where the cell is blank, not there or lost."""
    return {"text": money.text, "yuan": number(money.yuan)} if money.field.state is State.READ else None


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
    return field.text if field.state is State.READ else None
