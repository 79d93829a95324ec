"""Forms as lists: a row an indicator, columns in any order, the project's cells merged, repeated or written once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.forms import BLANKS, DREDGING, PUMPS, Form

from goalint.parser import parse
from goalint.readers.blocks import Block, Blocks, Paragraph, Span, Table
from goalint.tree.document import Document, Source
from goalint.tree.location import Location
from goalint.tree.passage import passage
from goalint.tree.text import State

Manner = Literal["merged", "repeated", "once"]
_FORMS = (DREDGING, PUMPS, BLANKS)
_COLUMNS = (
    *("项目编码", "项目名称", "预算（万元）", "年度目标"),
    *("一级指标", "二级指标", "三级指标", "指标解释", "指标值", "指标值确定依据"),
    *("序号", "权重"),
)
_OF_PROJECT = _COLUMNS[:4]
_LEVELS = _COLUMNS[4:6]


def _document(*blocks: Block) -> Document:
    return parse(Blocks("test", blocks), Source("a.test", "test", ""))


def _table(rows: Sequence[Sequence[str]], merged: dict[tuple[int, int], Span] | None = None, first: int = 1) -> Table:
    return Table(
        tuple(
            tuple(passage(text, Location(table=1, row=row, cell=cell)) for cell, text in enumerate(line, 1))
            for row, line in enumerate(rows, first)
        ),
        merged or {},
    )


def _lines(*lines: str) -> Table:
    return _table([line.split("|") for line in lines])


def _listed(forms: Sequence[Form], columns: Sequence[str], manner: Manner) -> Table:
    """The forms as a list with these columns; how the cells of a project are written below its first row is the manner."""
    rows: list[list[str]] = [list(columns)]
    merged: dict[tuple[int, int], Span] = {}
    for form in forms:
        above = ("", "")
        for number, row in enumerate(form.rows):
            level1, level2, name, description, value, basis = row.cells()
            carried = manner != "repeated"
            texts = {
                "项目编码": form.code, "项目名称": form.name, "预算（万元）": form.total, "年度目标": "\n".join(form.goals),
                "一级指标": "" if carried and above[0] == level1 else level1,
                "二级指标": "" if carried and above == (level1, level2) else level2,
                "三级指标": name, "指标解释": description, "指标值": value, "指标值确定依据": basis, "序号": "1", "权重": "10",
            }  # fmt: skip
            if number and carried:
                texts |= dict.fromkeys(_OF_PROJECT, "")
            if not number and manner == "merged":
                for index, column in enumerate(columns):
                    if column in _OF_PROJECT:
                        merged[len(rows), index] = Span(len(form.rows), 1)
            rows.append([texts[column] for column in columns])
            above = (level1, level2)
    return _table(rows, merged)


def _said(document: Document) -> list[object]:
    return [
        (
            project.code.text,
            project.name.text,
            project.budget.total.text,
            [goal.text for goal in project.goals],
            [
                (row.level1.text, row.level2.text, row.name.text, row.description.text, row.value.text, row.basis.text)
                for row in project.indicators
            ],
        )
        for project in document.projects
    ]


def _expected(forms: Sequence[Form]) -> list[object]:
    return [(form.code, form.name, form.total, list(form.goals), [row.cells() for row in form.rows]) for form in forms]


@given(st.permutations(_COLUMNS), st.sampled_from(["merged", "repeated", "once"]), st.permutations(_FORMS))
def test_every_project_comes_back_whatever_the_order_of_columns(columns: list[str], manner: Manner, forms: list[Form]) -> None:
    document = _document(_listed(forms, columns, manner))
    assert _said(document) == _expected(forms)
    assert document.not_read == ()
    assert {project.unit.text for project in document.projects} == {"万元"}
    assert [project.seq for project in document.projects] == [1, 2, 3]


def test_rows_that_name_their_project_belong_to_it_wherever_they_stand() -> None:
    table = _lines(
        "项目名称|三级指标|指标值|计量单位",
        "河道清淤|清淤长度|≥12|公里",
        "防汛物资|水泵|≥10|台",
        "河道清淤|验收合格率|≥98|%",
    )
    projects = _document(table).projects
    assert [(project.name.text, len(project.indicators)) for project in projects] == [("河道清淤", 2), ("防汛物资", 1)]


def test_projects_of_one_name_are_told_apart_by_their_departments() -> None:
    table = _lines(
        "单位|项目名称|三级指标|指标值|计量单位",
        "虚河县水利局|会议费|会议次数|≥2|次",
        "虚河县水利局|会议费|参会人数|≥80|人",
        "虚河县教育局|会议费|会议次数|≥3|次",
    )
    document = _document(table)
    assert [project.department.name if project.department else None for project in document.projects] == [
        "虚河县水利局",
        "虚河县教育局",
    ]
    assert [len(project.indicators) for project in document.projects] == [2, 1]
    assert document.department is None


def test_sign_number_and_unit_become_the_value() -> None:
    table = _lines(
        "项目名称|三级指标|指标性质|计算符号|指标值|度量单位",
        "河道清淤|清淤长度|定量|≥|12|公里",
        "|验收合格率|定量|大于等于|98|%",
        "|满意度|定量|≥|95%|%",
        "|完成时间|定性||5月底前|",
        "|单价|定量|3|5|万元",
    )
    document = _document(table)
    assert [row.value.text for row in document.projects[0].indicators] == ["≥12公里", "大于等于98%", "≥95%", "5月底前", "5万元"]
    # 3 may mean anything: it is told, not guessed.
    assert [(item.code, item.args["text"]) for item in document.not_read] == [("sign-unknown", "3")]


def test_the_head_may_have_two_rows() -> None:
    rows = [
        line.split("|")
        for line in ("项目名称|绩效指标|||预算|上年执行", "|三级指标|指标值|计量单位||", "河道清淤|清淤长度|≥12|公里|60|50")
    ]
    merged = {(0, 0): Span(2, 1), (0, 1): Span(1, 3), (0, 4): Span(2, 1), (0, 5): Span(2, 1)}
    document = _document(Paragraph(passage("单位：万元", Location(line=1))), _table(rows, merged))
    (project,) = document.projects
    assert project.name.text == "河道清淤"
    assert project.budget.total.yuan == 600_000
    assert project.indicators[0].value.text == "≥12公里"


def test_months_are_the_schedule() -> None:
    table = _lines("项目名称|3月底|6月底|12月底|三级指标|指标值|计量单位", "河道清淤|30%||100%|清淤长度|≥12|公里")
    (project,) = _document(table).projects
    assert [(point.month, point.field.text) for point in project.schedule] == [(3, "30%"), (6, ""), (12, "100%")]
    assert project.schedule[1].field.state is State.EMPTY


def test_sums_repeated_heads_and_signatures_are_no_rows() -> None:
    head = "项目名称|预算数|三级指标|指标值|计量单位"
    table = _lines(
        head, "河道清淤|60|清淤长度|≥12|公里", head, "|60|验收合格率|≥98|%", "合计|60|||", "填表人：张三|||联系电话：1|"
    )
    document = _document(table)
    assert [row.name.text for row in document.projects[0].indicators] == ["清淤长度", "验收合格率"]
    assert document.not_read == ()


def test_what_is_not_understood_is_told() -> None:
    table = _lines(
        "项目名称|预算数|三级指标|指标值|计量单位|上年完成值",
        "河道清淤|60|清淤长度|≥12|公里|10",
        "河道清淤|70|验收合格率|≥98|%|",
    )
    document = _document(table)
    assert document.projects[0].budget.total.text == "60"
    assert {item.code: dict(item.args) for item in document.not_read} == {
        "columns-unknown": {"names": "上年完成值"},
        "field-differs": {"label": "预算数", "first": "60", "text": "70"},
    }


@pytest.mark.parametrize("title", ["", "绩效指标库"])
def test_a_library_of_indicators_is_no_form(title: str) -> None:
    table = _lines(*[title] * bool(title), "一级指标|二级指标|三级指标|指标解释", "产出指标|数量指标|会议次数|次数")
    document = _document(table)
    assert document.projects == ()
    assert [item.code for item in document.not_read] == ["list-without-projects"]


def test_an_indicator_table_that_goes_on_in_the_next_is_no_list() -> None:
    form = ("项目编码|1|项目名称|河道清淤", "预算数|60||")
    head = "一级指标|二级指标|三级指标|指标值"
    document = _document(_lines(*form, head, "产出指标|数量指标|甲|1个"), _lines(head, "效益指标|社会效益指标|乙|2个"))
    assert [row.name.text for row in document.projects[0].indicators] == ["甲", "乙"]
    assert document.not_read == ()
