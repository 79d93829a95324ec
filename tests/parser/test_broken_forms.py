"""Forms that are split, cut, joined or scrambled: what is there is read, what is not is said."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from tests.forms import (
    DEPARTMENT,
    DIALECTS,
    DREDGING,
    GRIDS,
    PUMPS,
    Plan,
    bars_dropped,
    cells_by_line,
    code,
    expected,
    parsed,
    printed,
    rows_by_tab,
    said,
)

from goalint.tree.confidence import Confidence
from goalint.tree.document import Document
from goalint.tree.text import State

CULVERT = replace(DREDGING, name="涵洞改造", code=code(9))
PLAN = Plan((DREDGING, PUMPS))
THREE = Plan((DREDGING, PUMPS, CULVERT))


def _codes(document: Document) -> list[tuple[str, int | None]]:
    return [(item.code, item.project) for item in document.not_read]


def _heads(lines: list[str]) -> list[int]:
    return [index for index, line in enumerate(lines) if line.strip("\t| ").startswith("一级指标")]


def _titles(lines: list[str]) -> list[int]:
    return [index for index, line in enumerate(lines) if "绩效目标表" in line]


def test_two_forms_in_one_table() -> None:
    lines = [line + ("" if "\t" in line else "\t") for line in rows_by_tab(PLAN).split("\n")[5:] if line.strip()]
    document = parsed("第二部分 预算项目绩效目标\n\n" + "\n".join(lines))
    assert said(document) == expected(PLAN)
    assert document.not_read == ()


def test_two_forms_in_one_table_without_titles() -> None:
    lines = [line for line in rows_by_tab(PLAN).split("\n")[5:] if "\t" in line]
    document = parsed("\n".join(lines))
    assert [project.name.text for project in document.projects] == ["河道清淤", "防汛物资购置"]
    assert [len(project.indicators) for project in document.projects] == [7, 6]


@pytest.mark.parametrize(("down", "again"), [(0, False), (1, False), (3, False), (1, True), (3, True), (5, True)])
@pytest.mark.parametrize("between", [[""], ["", "", "3", ""]], ids=["gap", "page number"])
def test_a_form_over_two_tables(down: int, again: bool, between: list[str]) -> None:
    lines = rows_by_tab(PLAN).split("\n")
    head = _heads(lines)[0]
    split = [*lines[: head + down], *between, *([lines[head]] if again else []), *lines[head + down :]]
    document = parsed("\n".join(split))
    assert said(document) == expected(PLAN)
    assert document.not_read == ()


def test_a_header_repeated_inside_the_table() -> None:
    for dialect in GRIDS:
        lines = DIALECTS[dialect](PLAN).split("\n")
        if dialect == "cells by line":
            continue
        head = _heads(lines)[0]
        assert said(parsed("\n".join([*lines[: head + 3], lines[head], *lines[head + 3 :]]))) == expected(PLAN)


def test_a_goal_that_a_page_break_cut_out_of_its_table() -> None:
    lines = rows_by_tab(PLAN).split("\n")
    head = _heads(lines)[0]
    split = [*lines[:head], "", "3.沿岸护栏全部修补完毕。", "", *lines[head:]]
    first = parsed("\n".join(split)).projects[0]
    assert [goal.text for goal in first.goals][-1] == "3.沿岸护栏全部修补完毕。"
    assert first.sure is Confidence.MEDIUM
    assert len(first.indicators) == 7


def test_the_rest_of_a_cell_on_the_next_page_is_joined() -> None:
    lines = rows_by_tab(PLAN).split("\n")
    at = next(index for index, line in enumerate(lines) if "验收合格的长度占清淤总长度的比率" in line)
    first, second = lines[at].replace("占清淤总长度的比率", ""), "\t\t\t占清淤总长度的比率\t\t"
    assert said(parsed("\n".join([*lines[:at], first, second, *lines[at + 1 :]]))) == expected(PLAN)


@pytest.mark.parametrize(
    ("label", "cut"), [("一级指标", "绩效目标"), ("绩效目标", "资金支出计划"), ("预算规模及资金用途", "项目名称")]
)
@pytest.mark.parametrize("dialect", ["cells by line", "bars"])
def test_a_document_that_ends_inside_a_form(dialect: str, label: str, cut: str) -> None:
    lines = DIALECTS[dialect](PLAN).split("\n")
    at = [index for index, line in enumerate(lines) if line.strip("\t| ").startswith(label)][-1]
    document = parsed("\n".join(lines[:at]))
    assert [(item.code, dict(item.args), item.project) for item in document.not_read] == [("form-cut", {"label": cut}, 1)]
    assert said(document)[0] == expected(PLAN)[0]
    assert document.projects[1].indicators == ()


def test_a_document_that_ends_inside_a_row() -> None:
    lines = rows_by_tab(PLAN).split("\n")
    document = parsed("\n".join([*lines[: _heads(lines)[1] + 2], "\t质量指标\t物资验收合格率"]))
    assert _codes(document) == [("form-cut", 1)]
    last = document.projects[1].indicators[-1]
    assert last.name.text == "物资验收合格率"
    assert last.value.field.state is State.LOST


def test_a_document_that_ends_after_the_header() -> None:
    """Cut off or left blank: nobody can tell, and that indicators are missing is said either way."""
    lines = rows_by_tab(PLAN).split("\n")
    document = parsed("\n".join(lines[: _heads(lines)[1] + 1]))
    assert _codes(document) == []
    assert document.projects[1].indicators == ()
    assert said(document)[0] == expected(PLAN)[0]


def test_a_last_row_under_a_dropped_merged_cell_is_not_cut() -> None:
    rows = (*DREDGING.rows, replace(DREDGING.rows[-1], name="下游村庄满意度"))
    plan = Plan((PUMPS, replace(DREDGING, rows=rows)))
    document = parsed(bars_dropped(plan))
    assert said(document) == expected(plan)
    assert document.not_read == ()


def test_a_last_basis_that_begins_like_another_is_not_cut() -> None:
    rows = (*DREDGING.rows[:-1], replace(DREDGING.rows[-1], basis="河道治理"))
    assert parsed(rows_by_tab(Plan((replace(DREDGING, rows=rows),)))).not_read == ()


def test_a_form_without_rows_has_no_indicators() -> None:
    plan = Plan((replace(DREDGING, rows=()), PUMPS))
    for dialect in DIALECTS:
        document = parsed(DIALECTS[dialect](plan))
        assert len(document.projects) == 2
        assert document.projects[0].indicators == ()
        assert said(document)[1] == expected(plan)[1]


@pytest.mark.parametrize(
    ("label", "code", "lost"),
    [
        ("一级指标", "rows-lost", "三级指标"),
        ("绩效目标", "field-lost", "绩效目标"),
        ("资金支出计划", "field-lost", "资金支出计划"),
    ],
)
def test_what_a_form_in_the_middle_lacks_is_noted(label: str, code: str, lost: str) -> None:
    lines = rows_by_tab(THREE).split("\n")
    start, end = _titles(lines)[1:3]
    at = next(index for index in range(start + 1, end) if lines[index].startswith(label))
    gone = {"一级指标": end - at, "绩效目标": 1, "资金支出计划": 2}[label]
    document = parsed("\n".join([*lines[:at], *lines[at + gone :]]))
    assert [(item.code, dict(item.args), item.project) for item in document.not_read] == [(code, {"label": lost}, 1)]
    assert [said(document)[index] for index in (0, 2)] == [expected(THREE)[index] for index in (0, 2)]


def test_a_lost_name_is_taken_from_the_title_and_a_lost_code_is_lost() -> None:
    lines = rows_by_tab(THREE).split("\n")
    at = next(index for index, line in enumerate(lines) if PUMPS.code in line)
    document = parsed("\n".join([*lines[:at], f"项目编码\t{PUMPS.code}", *lines[at + 1 :]]))
    assert document.projects[1].name.text == "防汛物资购置"
    assert document.projects[1].name.sure is Confidence.MEDIUM
    document = parsed("\n".join([*lines[:at], "项目名称\t防汛物资购置", *lines[at + 1 :]]))
    assert document.projects[1].code.field.state is State.LOST


@pytest.mark.parametrize("dialect", GRIDS)
def test_a_form_without_code_and_name_does_not_vanish(dialect: str) -> None:
    lines = DIALECTS[dialect](THREE).split("\n")
    if dialect == "cells by line":
        at = lines.index(f"\t{PUMPS.code}")
        lines = [*lines[: at - 1], *lines[at + 4 :]]
    else:
        lines = [line for line in lines if PUMPS.code not in line]
    document = parsed("\n".join(lines))
    assert len(document.projects) == 3 or document.not_read


def test_a_printed_form_without_code_and_name_does_not_enlarge_another() -> None:
    lines = printed(THREE).split("\n")
    at = lines.index(PUMPS.code[:20])
    document = parsed("\n".join([*lines[: at - 1], *lines[at + 4 :]]))
    assert len(document.projects[0].indicators) <= 7


def test_a_row_short_of_a_cell_is_not_read_with_high_confidence() -> None:
    document = parsed(rows_by_tab(PLAN).replace("\t≥98%", ""))
    row = document.projects[0].indicators[1]
    assert row.value.text != "河道治理实施方案" or row.sure is not Confidence.HIGH


def test_print_whose_lines_were_shuffled_is_not_trusted() -> None:
    lines = printed(THREE).split("\n")
    start, end = lines.index("产出指标 数量指标 清淤河道长度 完成清淤的河道长度 ≥12公里"), _titles(lines)[1]
    for seed in range(12):
        table = lines[start:end]
        random.Random(seed).shuffle(table)
        document = parsed("\n".join([*lines[:start], *table, *lines[end:]]))
        assert len(document.projects) == 3
        assert 0 in {item.project for item in document.not_read}
        assert said(document)[1:] == expected(THREE)[1:]


def test_a_scrambled_form_keeps_its_title_and_says_nothing_else() -> None:
    lines = printed(PLAN).split("\n")
    start, end = lines.index("产出指标 数量指标 清淤河道长度 完成清淤的河道长度 ≥12公里"), _titles(lines)[1]
    # The columns one after the other, as some converters print a table.
    table = [line for column in range(6) for row in DREDGING.rows for line in (row.cells()[column],)]
    document = parsed("\n".join([*lines[:start], *table, "", *lines[end:]]))
    assert _codes(document) == [("form-scrambled", 0)]
    first = document.projects[0]
    assert first.title.text == "1.河道清淤绩效目标表"
    assert first.sure is Confidence.LOW
    assert not first.name.missing
    assert not first.budget.total.field.missing
    assert (first.schedule, first.goals, first.indicators) == ((), (), ())
    assert said(document)[1] == expected(PLAN)[1]


# What programs print of a table whose columns are too narrow, when they go through it column by column.
TORN = """2.防汛物资购置绩效目标表
209001虚河县水利局本级
单位：万元
项目名称
防汛物资购置
预算规模及资金用途
预算数
22.50
{head}
产出指标
数量指标
质量指标
成本指标
效益指标
社会效益指
标
服务对象满
意度指标

购置编织袋
数量
物资验收合
格率
单个编织袋
购置成本

防汛物资保
障能力
群众满意度

≥20
00
条
≥98
%
≤1.
5元
≥90
%
≥85
%
采购方案
采购合同
采购合同
问卷
"""


@pytest.mark.parametrize(
    "head", ["一级指标\n二级指标\n三级指标\n指标值\n指标值确定依据", "一级指\n标\n三级\n指标"], ids=["whole", "torn"]
)
def test_a_table_torn_into_pieces_is_scrambled(head: str) -> None:
    document = parsed(f"第二部分 预算项目绩效目标\n\n{TORN.format(head=head)}")
    assert [project.indicators for project in document.projects] == [()]
    assert _codes(document) == [("form-scrambled", 0)]


def test_a_grid_whose_lines_became_rows_is_scrambled() -> None:
    out = []
    for line in rows_by_tab(PLAN).split("\n"):
        cells = line.split("\t")
        if len(cells) == 6 and not line.startswith("一级") and max(map(len, cells)) > 5:
            out += ["\t".join(cell[start : start + 5] for cell in cells) for start in range(0, max(map(len, cells)), 5)]
        else:
            out.append(line)
    document = parsed("\n".join(out))
    assert _codes(document) == [("form-scrambled", 0), ("form-scrambled", 1)]


def test_text_inside_a_form_that_belongs_to_no_field_is_noted() -> None:
    lines = rows_by_tab(PLAN).split("\n")
    at = next(index for index, line in enumerate(lines) if line.startswith("项目编码"))
    document = parsed("\n".join([*lines[: at + 1], "\t见附件说明", *lines[at + 1 :]]))
    assert [(item.code, dict(item.args), item.project) for item in document.not_read] == [
        ("text-unplaced", {"text": "见附件说明"}, 0)
    ]
    assert said(document) == expected(PLAN)


def test_a_row_of_notes_in_the_table_is_noted() -> None:
    lines = rows_by_tab(PLAN).split("\n")
    at = _heads(lines)[0]
    document = parsed("\n".join([*lines[: at + 3], "备注\t仅供参考\t\t\t\t", *lines[at + 3 :]]))
    assert [(item.code, item.location.line) for item in document.not_read] == [("row-unplaced", at + 4)]
    assert said(document) == expected(PLAN)


def test_a_sentence_about_a_label_begins_no_form() -> None:
    text = f"{DEPARTMENT}\n\n项目名称应当与预算一致。\n\n项目编码由系统生成，不得修改。\n\n绩效目标：按时完成。\n"
    assert parsed(text).projects == ()


def test_cells_by_line_goes_on_after_a_blank_line_inside_a_cell() -> None:
    text = cells_by_line(PLAN).replace("\t1.汛前完成北环河7公里清淤。\n2.沿河", "\t1.汛前完成北环河7公里清淤。\n\n2.沿河")
    document = parsed(text)
    assert [goal.text for goal in document.projects[0].goals] == list(DREDGING.goals)
    assert said(document)[1] == expected(PLAN)[1]
