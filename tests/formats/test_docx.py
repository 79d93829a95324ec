"""A plan written to a Word document says what it said, at places where a person finds it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document as WordDocument
from docx.oxml.ns import qn
from hypothesis import given, settings
from tests.formats.word import word
from tests.forms import BLANKS, DREDGING, PUMPS, Plan, Wording, cells_by_line, expected, said
from tests.property.test_forms import plans

from goalint.cli.app import app
from goalint.intake import read_bytes
from goalint.tree.document import Document
from goalint.tree.text import Text

_PLAN = Plan((DREDGING, PUMPS, BLANKS), ("一、总体绩效目标", "保障防汛安全。", "二、分项绩效目标", "1、河道清淤绩效目标"))
_VARIANTS = [{}, {"automatic": True}, {"broken": True}, {"boxed": True}, {"automatic": True, "boxed": True, "broken": True}]


@pytest.mark.parametrize("variant", _VARIANTS)
@pytest.mark.parametrize(
    "plan",
    [
        _PLAN,
        replace(_PLAN, wording=Wording(order=(0, 1, 2, 4, 3, 5), unit="元", merge_level2=True)),
        replace(_PLAN, wording=Wording(code="专项资金编码", name="专项资金名称", order=(0, 1, 2, 4, 5, 3))),
    ],
)
def test_a_document_says_what_the_plan_says(plan: Plan, variant: dict[str, bool]) -> None:
    document = read_bytes(word(plan, **variant), "a.docx").document
    assert said(document) == expected(plan)
    assert document.not_read == ()
    assert document.source.format == "docx"


@given(plans(blank=True))
@settings(max_examples=30, deadline=None)
def test_any_plan_comes_back(plan: Plan) -> None:
    for variant in ({}, {"automatic": True}):
        assert said(read_bytes(word(plan, **variant), "a.docx").document) == expected(plan)


def _fields(document: Document) -> Iterator[Text]:
    for project in document.projects:
        yield from (project.title, project.code.field, project.name, project.unit)
        yield from (project.budget.total.field, project.budget.fiscal.field, project.budget.other.field, project.budget.purpose)
        yield from project.goals
        yield from (point.field for point in project.schedule)
        for row in project.indicators:
            yield from (row.level1, row.level2, row.name, row.description, row.value.field, row.basis)


@pytest.mark.parametrize("variant", [{}, {"broken": True}])
def test_the_text_stands_at_the_place_that_is_told(variant: dict[str, bool]) -> None:
    data = word(_PLAN, **variant)
    opened = WordDocument(BytesIO(data))
    checked = 0
    for field in _fields(read_bytes(data, "a.docx").document):
        place = field.location
        if place.table is None:
            assert place.line is not None
            assert field.text in opened.paragraphs[place.line - 1].text
        else:
            assert place.row is not None
            assert isinstance(place.cell, int)
            row = opened.tables[place.table - 1].rows[place.row - 1]._tr
            cell = row.findall(qn("w:tc"))[place.cell - 1]
            there = "\n".join("".join(t.text or "" for t in one.iter(qn("w:t"))) for one in cell.findall(qn("w:p")))
            assert field.text in there
        checked += bool(field.text)
    assert checked > 100


def test_the_same_findings_as_the_text(tmp_path: Path) -> None:
    def findings(name: str, data: bytes) -> set[tuple[str, str | None, str | None]]:
        (tmp_path / name).write_bytes(data)
        ran = CliRunner().invoke(app, ["check", str(tmp_path / name), "--isolated", "--output-format", "json"])
        answer = json.loads(ran.stdout)
        return {
            (one["code"], (one["project"] or {}).get("code"), (one["indicator"] or {}).get("name")) for one in answer["findings"]
        }

    wrong = replace(DREDGING, rows=(replace(DREDGING.rows[0], value="≥95%"), *DREDGING.rows[1:]))
    plan = replace(_PLAN, forms=(wrong, PUMPS, BLANKS))
    of_text = findings("a.txt", cells_by_line(plan).encode())
    assert of_text
    assert findings("a.docx", word(plan)) == of_text
