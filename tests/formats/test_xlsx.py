"""A plan written to a workbook says what it said, at addresses where a person finds it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given, settings
from openpyxl import load_workbook
from tests.formats.workbook import xlsx
from tests.forms import BLANKS, DREDGING, PUMPS, Plan, Wording, expected, said
from tests.property.test_forms import plans

from goalint.intake import read_bytes
from goalint.tree.document import Document
from goalint.tree.text import Text

_PLAN = Plan((DREDGING, PUMPS, BLANKS))


def _fields(document: Document) -> Iterator[Text]:
    """Every field that stands in one cell."""
    for project in document.projects:
        yield from (project.title, project.code.field, project.name, project.unit)
        yield from (project.budget.total.field, project.budget.fiscal.field, project.budget.other.field, project.budget.purpose)
        yield from project.goals
        yield from (point.field for point in project.schedule)
        for row in project.indicators:
            yield from (row.level1, row.level2, row.name, row.description, row.value.field, row.basis)


@pytest.mark.parametrize("stacked", [False, True])
@pytest.mark.parametrize(
    "plan",
    [
        _PLAN,
        replace(_PLAN, wording=Wording(order=(0, 1, 2, 4, 3, 5), unit="元", merge_level2=True)),
        replace(_PLAN, wording=Wording(code="专项资金编码", name="专项资金名称", order=(0, 1, 2, 4, 5, 3))),
    ],
)
def test_a_workbook_says_what_the_plan_says(plan: Plan, stacked: bool) -> None:
    document = read_bytes(xlsx(plan, stacked=stacked), "a.xlsx").document
    assert said(document) == expected(plan)
    assert document.not_read == ()
    assert document.source.format == "xlsx"


@given(plans(blank=True))
@settings(max_examples=30, deadline=None)
def test_any_plan_comes_back(plan: Plan) -> None:
    for stacked in (False, True):
        document = read_bytes(xlsx(plan, stacked=stacked), "a.xlsx").document
        assert said(document) == expected(plan)
        assert {item.code for item in document.not_read} <= set()


@pytest.mark.parametrize("stacked", [False, True])
def test_the_text_stands_at_the_address_that_is_told(stacked: bool) -> None:
    data = xlsx(_PLAN, stacked=stacked)
    document = read_bytes(data, "a.xlsx").document
    book = load_workbook(BytesIO(data))
    checked = 0
    for field in _fields(document):
        place = field.location
        assert place.sheet is not None
        assert isinstance(place.cell, str)
        cell = book[place.sheet][place.cell]
        assert cell.row == place.row
        if isinstance(cell.value, str):
            assert field.text in cell.value
            checked += 1
        elif cell.value is not None:
            assert float(field.text.rstrip("%")) == pytest.approx(cell.value * (100 if "%" in cell.number_format else 1))
            checked += 1
        else:
            assert field.text == ""
    assert checked > 100


@pytest.mark.parametrize("stacked", [False, True])
def test_a_narrative_in_a_sheet_of_its_own(stacked: bool) -> None:
    lines = (
        *("第一部分 部门整体绩效目标", "一、总体绩效目标", "全县河道安全度汛。", "二、分项绩效目标"),
        *("1、河道清淤绩效目标", "绩效目标：完成北环河清淤。", "绩效指标：清淤河道长度≥12公里。"),
        *("2、防汛物资购置绩效目标", "绩效目标：补足防汛物资。", "绩效指标：购置水泵数量=10台。"),
        *("三、工作保障措施", "1、完善制度。", "第二部分 预算项目绩效目标"),
    )
    plan = replace(_PLAN, narrative=lines)
    document = read_bytes(xlsx(plan, stacked=stacked), "a.xlsx").document
    assert said(document) == expected(plan)
    assert document.narrative is not None
    assert [(item.number, item.name.text) for item in document.narrative.items] == [("1", "河道清淤"), ("2", "防汛物资购置")]
    assert [target.value.text for item in document.narrative.items for target in item.targets] == ["≥12公里", "=10台"]
    assert document.narrative.items[1].location.cell == "A8"
    assert document.narrative.overall.text == "全县河道安全度汛。"


def test_sections_and_projects_stand_in_the_order_of_the_sheets() -> None:
    document = read_bytes(xlsx(_PLAN), "a.xlsx").document
    assert [section.title[:1] for section in document.sections] == ["1", "2", "3"]
    assert [project.location.sheet for project in document.projects] == ["1", "2", "3"]
