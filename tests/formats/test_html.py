"""Described documents through web pages: the same tree, and the same findings, as through text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.formats.findings import findings_of
from tests.formats.web_page import MANNERS, grid
from tests.forms import BLANKS, DREDGING, PUMPS, Plan, Wording, expected, parsed, rows_by_tab, said

from goalint.intake import read_bytes
from goalint.tree.document import Document

every_manner = pytest.mark.parametrize("manner", MANNERS)


def _document(plan: Plan, manner: str) -> Document:
    return read_bytes(MANNERS[manner](plan), "a.mht" if manner == "archive" else "a.html").document


@every_manner
def test_the_same_tree(manner: str) -> None:
    plan = Plan((DREDGING, BLANKS, PUMPS))
    document = _document(plan, manner)
    assert said(document) == expected(plan)
    assert document.not_read == ()
    assert document.fiscal_year == 2025


@every_manner
def test_other_words_and_merged_second_levels(manner: str) -> None:
    plan = Plan((PUMPS, DREDGING), wording=Wording(merge_level2=True, unit="元", order=(0, 1, 2, 4, 3, 5)))
    assert said(_document(plan, manner)) == expected(plan)


@every_manner
def test_the_narrative(manner: str) -> None:
    lines = (
        "第一部分",
        "部门整体绩效目标",
        "一、总体绩效目标",
        "加快河道治理，保障防洪安全。",
        "二、分项绩效目标",
        "1、河道清淤项目绩效目标",
        "绩效目标：完成清淤。",
    )
    plan = Plan((DREDGING,), lines)
    found, wanted = _document(plan, manner), parsed(rows_by_tab(plan))
    assert found.narrative is not None
    assert wanted.narrative is not None
    assert found.narrative.overall.text == wanted.narrative.overall.text
    assert [item.name.text for item in found.narrative.items] == ["河道清淤"]
    assert [text.text for text in found.paragraphs] == [text.text for text in wanted.paragraphs]
    assert [section.title for section in found.sections] == [section.title for section in wanted.sections]


@every_manner
def test_the_same_findings(manner: str) -> None:
    odd = replace(
        DREDGING,
        total="61.00",
        schedule=("20%", "60%", "50%", "100%"),
        rows=(replace(DREDGING.rows[0], value="≥95%"), *DREDGING.rows[1:]),
    )
    plan = Plan((odd, BLANKS, replace(PUMPS, code=odd.code)))
    found = findings_of(_document(plan, manner))
    assert found == findings_of(parsed(rows_by_tab(plan)))
    assert len(found) > 5


@every_manner
def test_cells_are_found_where_they_are_said_to_be(manner: str) -> None:
    document = _document(Plan((DREDGING, PUMPS)), manner)
    first = 2 if manner == "framed" else 1  # the page's own table is the first
    for number, (project, form) in enumerate(zip(document.projects, (DREDGING, PUMPS), strict=True)):
        cells = grid(form, Wording())
        for row in project.indicators:
            place = row.value.field.location
            assert place.table == first + number
            assert place.row is not None
            assert isinstance(place.cell, int)
            assert cells[place.row - 1][place.cell - 1].text == row.value.text
            assert place.line is not None
