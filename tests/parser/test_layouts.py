"""Layouts of forms as they are published: where labels, amounts, goals and columns stand, in tables and in lines of text."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.forms import parsed

from goalint.parser.labels import Label, inline_label
from goalint.tree.document import Budget, Document, Project

_INDICATORS = (
    ("产出指标", "数量指标", "新修步道长度", "≥8公里"),
    ("产出指标", "质量指标", "验收合格率", "100%"),
    ("效益指标", "社会效益指标", "受益居民", "≥3万人"),
    ("满意度指标", "服务对象满意度指标", "居民满意度", "≥90%"),
)
_HEAD = ("一级指标", "二级指标", "三级指标", "指标值")
_GOAL = "修建步道8公里。"


def _pipes(rows: list[tuple[str, ...]], *above: str) -> str:
    width = max(map(len, rows))
    lines = ["| " + " | ".join([*row, *[""] * (width - len(row))]) + " |" for row in rows]
    return "\n\n".join([*above, "\n".join([lines[0], "|" + "---|" * width, *lines[1:]])]) + "\n"


def _lines(rows: list[tuple[str, ...]], *above: str) -> str:
    cells = [*(cell for row in rows for cell in row if cell)]
    return "\n\n".join([*above, *cells]) + "\n"


def _table(*fields: tuple[str, ...], head: tuple[str, ...] = _HEAD, more: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    return [("项目名称", "城区步道"), *fields, head, *((*row, *more) for row in _INDICATORS)]


def _project(document: Document) -> Project:
    assert document.not_read == ()
    (project,) = document.projects
    return project


def _yuan(budget: Budget) -> list[Decimal | None]:
    return [budget.total.yuan, budget.fiscal.yuan, budget.other.yuan]


def _rows(project: Project) -> list[tuple[str, ...]]:
    return [(row.level1.text, row.level2.text, row.name.text, row.value.text) for row in project.indicators]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("总额120万元", (Label.TOTAL, 2)),
        ("其中：财政拨款300", (Label.FISCAL, 7)),
        ("其中 ：上级资金16", (Label.SOURCE, 8)),
        ("三、其他：0", (Label.OTHER, 5)),
        ("其他：无", None),
        ("目标1", None),
        ("新修步道8公里", None),
    ],
)
def test_label_and_amount_in_one_cell(text: str, found: tuple[Label, int] | None) -> None:
    assert inline_label(text) == found


def test_amounts_written_behind_their_labels() -> None:
    project = _project(
        parsed(
            _pipes(
                _table(
                    ("资金情况（万元）", "年度资金总额：120"), ("", "其中：财政拨款100"), ("", "其他资金20"), ("年度目标", _GOAL)
                )
            )
        )
    )
    budget = project.budget
    assert _yuan(budget) == [1_200_000, 1_000_000, 200_000]


def test_the_year_s_amounts_beside_those_of_the_whole_project() -> None:
    fields = (
        ("项目资金", "资金总额", "360万元", "当年资金总额：", "120万元"),
        ("", "其中：财政拨款", "300万元", "其中：当年财政拨款", "100万元"),
        ("", "其他资金", "60万元", "当年其他资金", "20万元"),
        ("年度目标", _GOAL),
    )
    budget = _project(parsed(_pipes(_table(*fields)))).budget
    assert _yuan(budget) == [1_200_000, 1_000_000, 200_000]


def test_two_names_for_the_same_amount_are_not_two_times() -> None:
    project = _project(parsed(_pipes(_table(("项目总额（万元）", "120"), ("年度目标", _GOAL)))))
    assert project.budget.total.yuan == 1_200_000


def test_the_parts_of_a_value_below_its_head() -> None:
    head = ("一级指标", "二级指标", "三级指标", "年度指标值", "", "")
    parts = ("", "", "", "运算符号", "内容", "度量单位")
    rows = [
        ("产出指标", "数量指标", "新修步道长度", "≥", "8", "公里"),
        ("产出指标", "时效指标", "完工时间", "", "2025年11月底前", ""),
    ]
    document = parsed(_pipes([("项目名称", "城区步道"), ("年度目标", _GOAL), head, parts, *rows]))
    assert _rows(_project(document)) == [
        ("产出指标", "数量指标", "新修步道长度", "≥8公里"),
        ("产出指标", "时效指标", "完工时间", "2025年11月底前"),
    ]


def test_two_kinds_before_the_name_are_its_levels() -> None:
    project = _project(parsed(_pipes(_table(head=("指标类别", "指标类型", "指标名称", "目标值")), "项目支出绩效目标表")))
    assert _rows(project) == list(_INDICATORS)


def test_a_kind_beside_the_levels_tells_how_it_is_measured() -> None:
    head = ("一级指标", "二级指标", "三级指标", "指标类型", "指标值")
    rows = [("项目名称", "城区步道"), head, *((*row[:3], "定量", row[3]) for row in _INDICATORS)]
    project = _project(parsed(_pipes(rows, "项目支出绩效目标表")))
    assert _rows(project) == list(_INDICATORS)


def test_a_form_whose_head_was_not_understood_may_have_rows() -> None:
    document = parsed(_pipes(_table(head=("甲类", "乙类", "要求", "多少")), "项目支出绩效目标表"))
    assert document.projects[0].indicators == ()
    assert document.rows_lost(0)


@pytest.mark.parametrize(
    ("swallowed", "is_lost"),
    [
        ("一级指标 二级指标 指标值 产出指标 数量指标 新修步道 ≥8公里 质量指标 验收合格率 100%", True),
        ("按数量指标和质量指标考核，确定指标值", False),
    ],
)
def test_a_table_that_ran_into_another_field(swallowed: str, *, is_lost: bool) -> None:
    document = parsed(
        _pipes([("项目名称", "城区步道"), ("预算数（万元）", "120"), ("年度目标", f"{_GOAL}{swallowed}")], "项目支出绩效目标表")
    )
    assert document.rows_lost(0) is is_lost


def test_the_sum_of_weights_is_no_indicator() -> None:
    rows = [
        *_table(("预算数（万元）", "120"), ("年度目标", _GOAL), head=(*_HEAD, "权重"), more=("25",)),
        ("合计", "", "", "", "100"),
    ]
    assert _rows(_project(parsed(_pipes(rows)))) == list(_INDICATORS)
    assert _rows(_project(parsed(_lines(rows, "项目支出绩效目标表")))) == list(_INDICATORS)


def test_what_stands_below_the_table_is_no_indicator() -> None:
    below = [("其他需说明的问题",), ("财政部门审核意见",), ("填报人：林一", "联系电话：0000")]
    rows = [*_table(("预算数（万元）", "120"), ("年度目标", _GOAL)), *below]
    assert _rows(_project(parsed(_lines(rows, "项目支出绩效目标表")))) == list(_INDICATORS)


@pytest.mark.parametrize("write", [_pipes, _lines])
def test_categories_that_a_template_prints_and_nobody_used(write: object) -> None:
    rows = _table(("预算数（万元）", "120"), ("年度目标", _GOAL))
    rows[-2:-2] = [("效益指标", "经济效益指标", "指标1：", ""), ("", "", "……", "")]
    rows[-2] = ("", *rows[-2][1:])
    document = parsed(_pipes(rows) if write is _pipes else _lines(rows, "项目支出绩效目标表"))
    assert _rows(_project(document)) == list(_INDICATORS)


def test_a_head_over_goals_and_tables_that_an_export_repeats() -> None:
    rows: list[tuple[str, ...]] = [
        ("项目名称", "城区步道", "城区步道", "城区步道"),
        ("总体目标", "中期目标", "中期目标", "年度目标"),
        ("总体目标", "三年修建步道24公里。", "三年修建步道24公里。", _GOAL),
        ("年度绩效指标",) * 4,
        _HEAD,
        *_INDICATORS[:2],
    ]
    document = parsed(_pipes(rows))
    project = _project(document)
    assert [goal.text for goal in project.goals] == [_GOAL]
    assert _rows(project) == list(_INDICATORS[:2])


def test_the_tables_of_all_years_and_of_the_year_each_below_its_name() -> None:
    later = [("产出指标", "数量指标", "三年步道长度", "≥24公里")]
    rows = [*_table(("长期目标", "年度目标"), ("修建步道24公里。", _GOAL))[:3], ("长期绩效指标",), _HEAD, *later]
    rows += [("年度绩效指标",), _HEAD, *_INDICATORS]
    project = _project(parsed(_pipes(rows)))
    assert [goal.text for goal in project.goals] == [_GOAL]
    assert _rows(project) == list(_INDICATORS)


def test_goals_and_amounts_below_labels_that_stand_line_by_line() -> None:
    rows = _table(
        ("资金来源（万元）", "合计", "一般公共预算", "其他资金"),
        ("120", "100", "20"),
        ("总体目标", "实施期总目标", "年度目标"),
        ("三年修建步道24公里。", _GOAL),
    )
    project = _project(parsed(_lines(rows, "项目支出绩效目标表")))
    assert project.budget.total.yuan == Decimal(1_200_000)
    assert [goal.text for goal in project.goals] == [_GOAL]


def test_sums_of_departments_in_a_list_and_rows_without_the_cells_of_the_project() -> None:
    head = "单位名称\t项目名称\t预算数\t年度目标\t一级指标\t二级指标\t三级指标\t指标值"
    first, *rest = ["\t".join(row) for row in _INDICATORS]
    text = "\n".join([head, "301-水务部门\t\t120\t\t\t\t\t", f"301001-水务局\t城区步道\t120\t{_GOAL}\t{first}", *rest]) + "\n"
    project = _project(parsed(text))
    assert project.name.text == "城区步道"
    assert _rows(project) == list(_INDICATORS)


def test_a_unit_that_nobody_wrote_in_is_not_its_seal() -> None:
    text = _pipes(
        [("填报单位：（盖章） 单位：万元",), *_table(("预算部门", "望溪县水务局"), ("预算数", "120"), ("年度目标", _GOAL))]
    )
    document = parsed(text)
    assert document.department is not None
    assert document.department.name == "望溪县水务局"
    assert _project(document).budget.total.yuan == 1_200_000
