from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from goalint.rules.datatypes import NODES, PERCENTS, TEXT, YUAN, shown
from goalint.rules.described import documents_of
from goalint.rules.fields import said, yuan_of
from goalint.rules.model import Pack, shelf_of
from goalint.rules.nodes import FIELDS, what_is
from goalint.rules.scope import KINDS, Scope, batch, frames_of, scopes
from goalint.rules.values import LOST, NA, Range
from goalint.tree.location import Location
from goalint.tree.money import money
from goalint.tree.passage import passage
from goalint.tree.text import absent, lost, text_of

D = Decimal
NODE: dict[str, dict[str, Any]] = {
    "indicator": {
        "level1": "效果", "level2": "数量指标", "name": "人数（人）", "value": "10-20人", "basis": "计划",
        "project": {"name": "甲", "code": "13992123P00018110001F", "budget": {"total": "3", "other": None}, "schedule": ["30%"]},
        "document": {"fiscal_year": "2024", "department": "某局", "department_code": "101001"},
    },
    "schedule": {"points": ["30%", None, "?", "甲"]},
    "item": {
        "number": "一", "name": "甲", "amount": "3万元", "schedule": ["20%", "50%"], "goal": "目标",
        "targets": [{"name": "次数", "value": "≥3次"}],
    },
    "target": {"name": "次数", "value": "2024年6月前", "category": "数量", "item": {"name": "甲"}},
    "section": {"title": "一、总体", "level": "2"},
    "document": {"projects": [{}, {}], "narrative": [{}], "overall": "目标", "sections": [{"title": "一"}]},
    "project": {"name": "甲", "goals": ["一", None], "indicators": [{}], "rows_lost": True},
}  # fmt: skip


def scope_of(pack: Pack, kind: str, node: dict[str, Any]) -> Scope:
    documents = [one._replace(regime="BASE") for one in documents_of(kind, node)]
    frames = frames_of(documents, shelf_of([pack]))
    return [scope for scope in scopes(frames, 0) if scope.kind == kind][-1]


def value(pack: Pack, kind: str, name: str) -> object:
    return FIELDS[kind][name].get(scope_of(pack, kind, NODE[kind]))


@pytest.mark.parametrize(
    ("kind", "name", "expected"),
    [
        ("indicator", "level1", "效果"),
        ("indicator", "first", "效益指标"),
        ("indicator", "category", "数量指标"),
        ("indicator", "name_unit", "人"),
        ("indicator", "description", NA),
        ("indicator", "value.number", D(10)),
        ("indicator", "value.upper", D(20)),
        ("indicator", "value.unit", "人"),
        ("indicator", "value.kind", "count"),
        ("indicator", "value.op", NA),
        ("indicator", "value.tail", NA),
        ("indicator", "value.stated", False),
        ("indicator", "value.day", NA),
        ("indicator", "unit", "人"),
        ("target", "unit", NA),
        ("target", "value.stated", False),
        ("indicator", "value.year", NA),
        ("indicator", "project.name", "甲"),
        ("indicator", "project.code.shape", "integrated"),
        ("indicator", "project.code.region", "139921"),
        ("indicator", "project.code.year", D(2023)),
        ("indicator", "project.code.letter", "P"),
        ("indicator", "project.code.check", "F"),
        ("indicator", "project.code.expected_check", "F"),
        ("indicator", "project.budget.total", D(30000)),
        ("indicator", "project.budget.total.text", "3"),
        ("indicator", "project.budget.other", NA),
        ("indicator", "project.budget.fiscal", NA),
        ("indicator", "project.schedule.last", D(30)),
        ("indicator", "project.unit", "万元"),
        ("indicator", "document.fiscal_year", D(2024)),
        ("indicator", "document.department", "某局"),
        ("indicator", "document.department_code", "101001"),
        ("indicator", "document.regime", "BASE"),
        ("schedule", "points", (D(30), NA, LOST, NA)),
        ("schedule", "filled", Range(D(2), D(3))),
        ("schedule", "blank", Range(D(1), D(2))),
        ("schedule", "unreadable", Range(D(1), D(2))),
        ("schedule", "last", NA),
        ("schedule", "labels", ("3月底", "6月底", "10月底", "12月底")),
        ("item", "amount", D(30000)),
        ("item", "schedule", (D(20), D(50))),
        ("item", "number", "一"),
        ("item", "goal", "目标"),
        ("target", "value.year", D(2024)),
        ("target", "value.month", D(6)),
        ("target", "category", "数量"),
        ("target", "item.name", "甲"),
        ("section", "title", "一、总体"),
        ("section", "level", D(2)),
        ("document", "overall", "目标"),
        ("document", "department", NA),
        ("project", "goals", ("一", NA)),
        ("project", "indicators", LOST),  # a row could not be placed: nobody knows how many there are
        ("project", "seq", D(1)),
        ("project", "code.text", NA),
    ],
)
def test_fields(tiny: Pack, kind: str, name: str, expected: object) -> None:
    assert value(tiny, kind, name) == expected


def test_every_field_of_every_kind_has_a_value_and_an_origin(tiny: Pack) -> None:
    assert set(FIELDS) == set(KINDS)
    for kind, node in NODE.items():
        scope = scope_of(tiny, kind, node)
        for name, field in FIELDS[kind].items():
            got = field.get(scope)
            assert got is not None, name
            assert not isinstance(got, (int, float)) or isinstance(got, bool), f"{name} is no Decimal"
            assert all(text.location != Location() for text in field.origin(scope)), name
            assert shown(got, field.type)
            assert what_is(field)
            assert what_is(field, "en").isascii()


def test_a_batch_knows_its_documents(tiny: Pack) -> None:
    shelf = shelf_of([tiny])
    scope = batch(documents_of("batch", {"documents": [{}, {}]}), shelf)
    assert len(FIELDS["batch"]["documents"].get(scope)) == 2
    with pytest.raises(LookupError):
        _ = scope.document


def test_a_scope_is_inside_what_it_is_inside(tiny: Pack) -> None:
    scope = scope_of(tiny, "section", NODE["section"])
    for part in ("project", "item", "indicator", "target"):
        with pytest.raises(LookupError):
            getattr(scope, part)


def test_states() -> None:
    at = Location(line=1)
    assert said(text_of(passage("甲"))) == "甲"
    assert said(text_of(passage("  "))) is NA
    assert said(absent()) is NA
    assert said(lost(at)) is LOST
    assert said(None) is NA


@pytest.mark.parametrize(("written", "expected"), [("3", D(30000)), ("—", NA), ("无", NA), ("三万余", LOST), ("", NA)])
def test_words_in_place_of_an_amount_are_not_blank(written: str, expected: object) -> None:
    assert yuan_of(money(text_of(passage(written)), "万元")) == expected


def test_shown() -> None:
    assert shown(D("30000"), YUAN) == "3万元"
    assert shown(D("123.40"), YUAN) == "123.4元"
    assert shown((D(30), NA, LOST), PERCENTS) == "30%、（空）、（缺失）"
    assert shown((D(30), NA), PERCENTS, "en") == "30%, (blank)"
    assert shown((1, 2, 3), NODES) == "3"
    assert shown("甲", TEXT) == "甲"


@pytest.mark.parametrize(
    ("name", "written", "unit", "stated"),
    [
        ("人数", "≥3人", "人", True),
        ("人数（人）", "≥3", "人", True),
        ("人数（人）", "3个", "个", False),
        ("合格率（%）", "95以上", "%", True),
        ("人数", "3", NA, False),
        ("人数（人）", None, "人", NA),
        ("人数（人）", "?", LOST, LOST),
        ("?", "≥3人", "人", True),
        ("?", "≥3", LOST, True),
        ("时间", "2025年6月30日前", NA, False),
    ],
)
def test_unit_and_comparison(tiny: Pack, name: str, written: str | None, unit: object, stated: object) -> None:
    scope = scope_of(tiny, "indicator", {"name": name, "value": written})
    assert FIELDS["indicator"]["unit"].get(scope) == unit
    assert FIELDS["indicator"]["value.stated"].get(scope) is stated


def test_the_day_of_a_deadline(tiny: Pack) -> None:
    scope = scope_of(tiny, "indicator", {"name": "时间", "value": "2025年6月30日前"})
    parts = [FIELDS["indicator"][f"value.{name}"].get(scope) for name in ("year", "month", "day")]
    assert parts == [D(2025), D(6), D(30)]
