"""The tree as CSV and as a workbook: what a person opens in Excel, and what goalint can read again."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given, settings
from openpyxl import load_workbook
from tests.forms import BLANKS, DREDGING, PUMPS, Plan, Row, cells_by_line, parsed, said
from tests.property.test_forms import plans

from goalint.intake import read_bytes
from goalint.reports import tree_csv, tree_xlsx
from goalint.tree.document import Document

_PLAN = Plan((DREDGING, PUMPS, BLANKS))


def _document(plan: Plan = _PLAN) -> Document:
    return parsed(cells_by_line(plan))


def _table(*documents: Document, lang: str = "zh") -> list[dict[str, str]]:
    text = tree_csv.render(documents, lang)
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def _content(document: Document) -> list[dict[str, Any]]:
    """What a list can say of projects: no titles, no part, amounts in yuan."""
    return [{name: value for name, value in one.items() if name not in ("title", "part", "unit")} for one in said(document)]


def test_a_row_an_indicator_with_its_project() -> None:
    rows = _table(_document())
    assert len(rows) == sum(len(form.rows) for form in _PLAN.forms)
    first = rows[0]
    assert first["项目编码"] == DREDGING.code
    assert first["预算单位"] == "209001虚河县水利局本级"
    assert (first["预算数（元）"], first["财政资金（元）"], first["其他资金（元）"]) == ("600000", "500000", "100000")
    assert [first[month] for month in ("3月底", "6月底", "10月底", "12月底")] == list(DREDGING.schedule)
    assert first["年度绩效目标"] == "\n".join(DREDGING.goals)
    assert (first["一级指标"], first["三级指标"], first["指标值"]) == ("产出指标", "清淤河道长度", "≥12公里")
    assert first["位置"].startswith("第")


def test_a_project_without_indicators_has_a_row() -> None:
    rows = _table(_document(Plan((replace(DREDGING, rows=()), PUMPS))))
    assert rows[0]["项目名称"] == DREDGING.name
    assert rows[0]["三级指标"] == ""


def test_headings_in_english() -> None:
    assert {"code", "indicator", "value"} <= set(_table(_document(), lang="en")[0])


@pytest.mark.parametrize(
    ("value", "cell"),
    [("=10台", "'=10台"), ("@甲", "'@甲"), ("-3万元", "'-3万元"), ("-3.5", "-3.5"), ("≥5个", "≥5个"), ("+5%", "+5%")],
)
def test_no_cell_is_computed_and_no_number_damaged(value: str, cell: str) -> None:
    row = Row("产出指标", "数量指标", "甲", "乙", value, "丙")
    (found,) = _table(_document(Plan((replace(DREDGING, rows=(row,)),))))
    assert found["指标值"] == cell


@given(plans(blank=True))
@settings(max_examples=25, deadline=None)
def test_the_workbook_can_be_read_again(plan: Plan) -> None:
    assume(len({form.code for form in plan.forms}) == len(plan.forms))  # in a list, one code is one project
    document = _document(plan)
    again = read_bytes(tree_xlsx.render([document]), "a.xlsx").document
    assert _content(again) == _content(document)
    assert again.not_read == ()


def test_amounts_are_numbers_and_codes_are_text() -> None:
    sheet = load_workbook(io.BytesIO(tree_xlsx.render([_document()])))["绩效目标"]
    head = [cell.value for cell in sheet[1]]
    values = dict(zip(head, (cell.value for cell in sheet[2]), strict=True))
    assert values["预算数（元）"] == 600_000
    assert values["项目编码"] == DREDGING.code
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_what_was_not_understood_has_a_sheet_of_its_own() -> None:
    assert load_workbook(io.BytesIO(tree_xlsx.render([_document()]))).sheetnames == ["绩效目标"]
    broken = parsed(cells_by_line(_PLAN).replace("\t10月底\n", "", 1))
    assert broken.not_read
    sheet = load_workbook(io.BytesIO(tree_xlsx.render([broken])))["未读懂"]
    assert [row[2].value for row in sheet.iter_rows(min_row=2)] == [entry.why() for entry in broken.not_read]
    assert any("〔转换时丢失〕" in row.values() for row in _table(broken))
