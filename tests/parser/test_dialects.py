"""One document, written down in every dialect: the tree is the same."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.deadline import within
from tests.forms import (
    BLANKS,
    DIALECTS,
    DREDGING,
    GRIDS,
    PUMPS,
    Plan,
    Row,
    Wording,
    bars,
    bars_dropped,
    cells_by_line,
    expected,
    parsed,
    rows_by_tab,
    said,
)

from goalint.tree.confidence import Confidence
from goalint.tree.passage import Passage
from goalint.tree.text import State

every_dialect = pytest.mark.parametrize("dialect", DIALECTS)
every_grid = pytest.mark.parametrize("dialect", GRIDS)


@every_dialect
def test_the_same_tree_from_every_dialect(dialect: str) -> None:
    plan = Plan((DREDGING, PUMPS))
    document = parsed(DIALECTS[dialect](plan))
    assert said(document) == expected(plan)
    assert document.not_read == ()
    assert document.fiscal_year == 2025


@every_grid
def test_blank_cells_stay_blank(dialect: str) -> None:
    plan = Plan((DREDGING, BLANKS, PUMPS))
    document = parsed(DIALECTS[dialect](plan))
    assert said(document) == expected(plan)
    blank = document.projects[1]
    assert [point.field.state for point in blank.schedule] == [State.READ, State.EMPTY, State.EMPTY, State.READ]
    assert [row.value.field.state for row in blank.indicators] == [State.READ, State.EMPTY, State.READ, State.READ]
    assert [row.basis.state for row in blank.indicators] == [State.EMPTY, State.READ, State.EMPTY, State.EMPTY]
    assert blank.budget.other.field.state is State.EMPTY


@pytest.mark.parametrize("dialect", ["printed", "lines only"])
def test_blank_cells_that_left_no_trace_are_never_called_empty(dialect: str) -> None:
    plan = Plan((DREDGING, BLANKS, PUMPS))
    document = parsed(DIALECTS[dialect](plan))
    assert [said(document)[index] for index in (0, 2)] == [expected(plan)[index] for index in (0, 2)]
    assert {item.project for item in document.not_read} == {1}
    blank = document.projects[1]
    assert not [point for point in blank.schedule if point.field.missing]
    assert not [row for row in blank.indicators if row.value.field.missing]


@every_dialect
def test_two_seconds_of_one_first_share_a_merged_cell(dialect: str) -> None:
    plan = Plan((DREDGING, PUMPS), wording=Wording(merge_level2=True))
    assert said(parsed(DIALECTS[dialect](plan))) == expected(plan)


@every_dialect
@pytest.mark.parametrize(("unit", "yuan"), [("元", 60), ("千元", 60_000), ("万元", 600_000)])
def test_money_is_in_the_unit_of_the_form(dialect: str, unit: str, yuan: int) -> None:
    plan = Plan((DREDGING, PUMPS), wording=Wording(unit=unit))
    document = parsed(DIALECTS[dialect](plan))
    assert document.projects[0].budget.total.yuan == yuan
    assert said(document) == expected(plan)


_ALIASES = Wording(
    title="{number}、{name}项目绩效目标申报表",
    code="项目代码",
    name="专项资金名称",
    budget="预算规模",
    total="资金总额",
    fiscal="财政拨款",
    other="其它资金",
    schedule="支出计划",
    goals="年度绩效目标",
    columns=("一级绩效指标", "二级绩效指标", "指标名称", "指标解释", "目标值", "指标来源"),
)
_SPACED = Wording(
    code="项 目 编 码",
    name="项目　名称",
    total="预 算 数",
    columns=("一级 指标", "二级 指标", "三级 指标", "绩效 指标描述", "指 标 值", "指标值 确定依据"),
)
_COLONS = Wording(code="项目编码：", name="项目名称：", total="预算数：", schedule="资金支出计划(%)：", goals="绩效目标：")
_VALUE_LAST = Wording(order=(0, 1, 2, 3, 5, 4))
_VALUE_EARLY = Wording(order=(0, 1, 2, 4, 3, 5))


@every_dialect
@pytest.mark.parametrize("wording", [_ALIASES, _SPACED, _COLONS], ids=["aliases", "spaces", "colons"])
def test_other_words_for_the_labels(dialect: str, wording: Wording) -> None:
    plan = Plan((DREDGING, PUMPS), wording=wording)
    document = parsed(DIALECTS[dialect](plan))
    assert said(document) == expected(plan)
    assert document.not_read == ()


@every_dialect
@pytest.mark.parametrize("wording", [_VALUE_LAST, _VALUE_EARLY], ids=["value last", "value early"])
def test_other_orders_of_columns(dialect: str, wording: Wording) -> None:
    plan = Plan((DREDGING, PUMPS), wording=wording)
    assert said(parsed(DIALECTS[dialect](plan))) == expected(plan)


# Rows that merged cells make short are taken to be so at the left, where categories stand.
@pytest.mark.parametrize("dialect", [name for name in DIALECTS if name != "bars, padded"])
@pytest.mark.parametrize("order", [(1, 0, 2, 3, 4, 5), (2, 3, 4, 5, 0, 1)], ids=["second level first", "levels last"])
def test_levels_that_do_not_stand_first(dialect: str, order: tuple[int, ...]) -> None:
    plan = Plan((DREDGING, PUMPS), wording=Wording(order=order))
    assert said(parsed(DIALECTS[dialect](plan))) == expected(plan)


@every_dialect
def test_a_table_without_description_and_basis(dialect: str) -> None:
    plan = Plan((DREDGING, PUMPS), wording=Wording(order=(0, 1, 2, 4)))
    wanted = expected(plan)
    for project in wanted:
        project["rows"] = [(*row[:3], "", row[4], "") for row in project["rows"]]
    document = parsed(DIALECTS[dialect](plan))
    assert said(document) == wanted
    assert {row.basis.state for project in document.projects for row in project.indicators} == {State.ABSENT}


def _passages(plan: Plan, dialect: str) -> list[Passage]:
    out: list[Passage] = []
    for project in parsed(DIALECTS[dialect](plan)).projects:
        budget = project.budget
        fields = [project.title, project.code.field, project.name, budget.total.field, budget.purpose, *project.goals]
        out += [field.passage for field in fields]
        for row in project.indicators:
            out += [field.passage for field in (row.level1, row.level2, row.name, row.description, row.value.field, row.basis)]
    return out


@every_dialect
def test_every_character_of_the_tree_is_where_it_says(dialect: str) -> None:
    plan = Plan((DREDGING, PUMPS))
    lines = DIALECTS[dialect](plan).split("\n")
    passages = _passages(plan, dialect)
    assert len(passages) > 80
    for part in passages:
        for offset, character in enumerate(part.text):
            place = part.at(offset)
            assert place.line is not None
            assert place.column is not None
            assert lines[place.line - 1][place.column - 1] == character


def test_the_second_line_of_a_wrapped_cell_is_located_too() -> None:
    text = rows_by_tab(Plan((DREDGING,))).replace(DREDGING.code, DREDGING.code[:18] + " " + DREDGING.code[18:])
    field = parsed(text).projects[0].code.field
    assert field.text == DREDGING.code
    place = field.passage.at(20)
    assert place.line is not None
    assert place.column is not None
    assert text.split("\n")[place.line - 1][place.column - 1] == DREDGING.code[20]


@every_dialect
def test_the_order_of_forms_is_that_of_the_document(dialect: str) -> None:
    forms = tuple(replace(PUMPS, name=f"物资{number}") for number in "甲乙丙丁")
    document = parsed(DIALECTS[dialect](Plan(forms)))
    assert [(project.seq, project.name.text) for project in document.projects] == [
        (1, "物资甲"), (2, "物资乙"), (3, "物资丙"), (4, "物资丁"),
    ]  # fmt: skip
    lines = [project.location.line or 0 for project in document.projects]
    assert lines == sorted(lines)


@every_grid
def test_a_new_first_level_does_not_inherit_the_second_above_it(dialect: str) -> None:
    rows = (DREDGING.rows[0], replace(DREDGING.rows[4], level2=""), DREDGING.rows[6])
    plan = Plan((replace(DREDGING, rows=rows), PUMPS))
    assert said(parsed(DIALECTS[dialect](plan))) == expected(plan)


def test_a_dialect_is_known_from_a_short_file() -> None:
    form = replace(DREDGING, rows=DREDGING.rows[:1])
    for dialect in GRIDS:
        assert said(parsed(DIALECTS[dialect](Plan((form,))))) == expected(Plan((form,)))


def test_rows_by_tab_without_merged_cells() -> None:
    form = replace(DREDGING, schedule=("20%", "", "", ""), rows=(DREDGING.rows[0], DREDGING.rows[4], DREDGING.rows[6]))
    with within(5):
        assert said(parsed(rows_by_tab(Plan((form, form, form))))) == expected(Plan((form, form, form)))


@pytest.mark.parametrize(
    "dialect",
    [
        *("cells by line", "bars", "rows by tab", "rows by tab, spread"),
    ],
)
def test_a_blank_schedule(dialect: str) -> None:
    plan = Plan((DREDGING, replace(PUMPS, schedule=("", "", "", "")), DREDGING))
    with within(1):
        document = parsed(DIALECTS[dialect](plan))
    assert said(document) == expected(plan)
    assert {point.field.state for point in document.projects[1].schedule} == {State.EMPTY}


@pytest.mark.parametrize("render", [cells_by_line, rows_by_tab, bars])
def test_blank_values_under_merged_levels_are_no_scrambled_form(render: object) -> None:
    rows = tuple(
        replace(row, level2="数量指标", value="" if at in (1, 2) else row.value) for at, row in enumerate(DREDGING.rows[:4])
    )
    plan = Plan((replace(DREDGING, rows=rows), PUMPS), wording=Wording(merge_level2=True))
    text = {"cells_by_line": cells_by_line, "rows_by_tab": rows_by_tab, "bars": bars}[getattr(render, "__name__", "")](plan)
    assert said(parsed(text)) == expected(plan)


def test_words_for_a_value_under_a_merged_category_are_read_where_a_line_is_a_cell() -> None:
    words = replace(DREDGING.rows[5], level2="社会效益指标", name="村民防汛意识", value="显著提升", basis="防汛工作要求")
    plan = Plan(
        (replace(DREDGING, rows=(*DREDGING.rows[:5], words, DREDGING.rows[6])), PUMPS), wording=Wording(merge_level2=True)
    )
    assert said(parsed(DIALECTS["lines only"](plan))) == expected(plan)


def test_a_blank_first_point_does_not_move_the_others() -> None:
    plan = Plan((replace(DREDGING, schedule=("", "40%", "70%", "100%")), PUMPS))
    document = parsed(bars_dropped(plan))
    points = [(point.month, point.field.text) for point in document.projects[0].schedule]
    # Which point is blank cannot be known here; what may not happen is a wrong value that looks read.
    assert points == [(3, ""), (6, "40%"), (10, "70%"), (12, "100%")] or document.not_read


@every_grid
def test_cells_that_are_marked_are_read_with_high_confidence(dialect: str) -> None:
    document = parsed(DIALECTS[dialect](Plan((DREDGING, PUMPS))))
    assert {row.sure for project in document.projects for row in project.indicators} == {Confidence.HIGH}


def test_a_cell_of_several_lines_is_joined_without_spaces() -> None:
    text = cells_by_line(Plan((DREDGING,))).replace("\t验收合格的长度占", "\t验收合格\n的长度\n占")
    assert said(parsed(text)) == expected(Plan((DREDGING,)))


def test_digits_and_words_of_several_lines_keep_a_space_between_them() -> None:
    row = Row("产出指标", "数量指标", "运维系统", "GIS data 平台", "≥1个", "合同")
    plan = Plan((replace(DREDGING, rows=(row,)),))
    text = cells_by_line(plan).replace("GIS data 平台", "GIS\ndata\n平台")
    assert parsed(text).projects[0].indicators[0].description.text == "GIS data平台"
