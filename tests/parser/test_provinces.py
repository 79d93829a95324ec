"""Forms of other provinces and of whole departments, and what only looks like a form with goals."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.forms import parsed

from goalint.intake import Intake, read
from goalint.parser.labels import Label, field_of, inline_label, label_of
from goalint.tree.document import Project
from goalint.tree.text import State

_DATA = Path(__file__).with_name("data")
_HEAD = "项目名称\t校园饮水改造\n项目编码\t1\n"
_TABLE = "一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t改造学校\t≥20所\n"


def _intake(name: str) -> Intake:
    return next(read(str(_DATA / f"{name}.md")))


def _project(name: str) -> Project:
    document = _intake(name).document
    assert document.not_read == ()
    assert len(document.projects) == 1
    return document.projects[0]


def _rows(project: Project) -> list[tuple[str, str, str, str]]:
    return [(row.level1.text, row.level2.text, row.name.text, row.value.text) for row in project.indicators]


def _amounts(project: Project) -> tuple[str, str, str]:
    budget = project.budget
    return budget.total.text, budget.fiscal.text, budget.other.text


def test_goals_and_indicators_of_several_years_beside_those_of_the_year() -> None:
    project = _project("province-side-by-side")
    assert _amounts(project) == ("90.00", "80.00", "10.00")
    assert [goal.text for goal in project.goals] == ["目标1：管护高标准农田3000亩。"]
    assert _rows(project) == [
        ("产出指标", "数量指标", "指标1：管护农田面积", "≥3000亩"),
        ("产出指标", "质量指标", "设施完好率", "≥95%"),
        ("产出指标", "时效指标", "管护完成时间", "2025年12月底前"),
        ("产出指标", "成本指标", "亩均管护费用", "≤300元/亩"),
        ("效益指标", "经济效益指标", "农户亩均增收", "≥100元/亩"),
        ("满意度指标", "服务对象满意度指标", "受益农户满意度", "≥90%"),
    ]


def test_what_a_form_has_no_cell_for_is_absent() -> None:
    project = _project("province-side-by-side")
    assert project.code.field.state is State.ABSENT
    assert project.budget.purpose.state is State.ABSENT
    assert project.schedule == ()
    assert {row.basis.state for row in project.indicators} == {State.ABSENT}
    assert {row.description.state for row in project.indicators} == {State.ABSENT}


def test_cost_as_a_first_level_and_value_in_three_columns() -> None:
    project = _project("province-cost-first")
    assert _amounts(project) == ("120.00", "100.00", "20.00")
    assert project.budget.total.yuan == 1_200_000
    assert [goal.text for goal in project.goals] == ["全年为2000名老年人提供助餐服务，上门照料8000人次。"]
    rows = _rows(project)
    assert rows[:2] == [
        ("成 本 指 标", "经济成本指标", "助餐补助标准", "≤6元/人次"),
        ("产 出 指 标", "数量指标", "助餐老年人数", "≥2000人"),
    ]
    assert rows[4] == ("产 出 指 标", "时效指标", "补助发放完成时间", "2025年12月底前")
    assert len(rows) == 7


def test_a_whole_department() -> None:
    intake = _intake("department-whole")
    project = _project("department-whole")
    assert intake.document.department is not None
    assert intake.document.department.name == "望溪县图书馆"
    assert _amounts(project) == ("225.00", "220.00", "5.00")
    assert len(project.indicators) == 7
    assert _rows(project)[1] == ("产出", "数量", "读书活动场次", "≥60场")


def test_a_department_applies_for_funds_by_where_they_come_from() -> None:
    project = _project("department-applies")
    assert _amounts(project) == ("225.00", "220.00", "5.00")
    assert project.budget.total.yuan == 2_250_000
    assert _intake("department-applies").document.not_read == ()


def test_the_year_s_table_after_that_of_several_years() -> None:
    project = _project("two-tables")
    assert [goal.text for goal in project.goals] == ["保障4座监测站全年运行。"]
    assert _rows(project)[0] == ("产出指标", "数量指标", "运行监测站数量", "≥4座")
    assert len(project.indicators) == 6
    assert [source.text for source in project.budget.sources] == ["10"]


def test_the_year_s_values_beside_those_of_several_years() -> None:
    project = _project("year-values")
    assert project.name.text == "校园饮水改造"
    assert [goal.text for goal in project.goals] == ["完成20所学校饮水改造。"]
    assert [row.value.text for row in project.indicators][:3] == ["≥20所", "=100%", "2025年8月底前"]
    assert [row.basis.text for row in project.indicators][:2] == ["实施方案", "施工合同"]
    assert project.indicators[0].name.text == "改造学校数量（≥**所）"


@pytest.mark.parametrize("name", ["province-side-by-side", "province-cost-first", "department-whole", "year-values"])
def test_the_year_above_the_form_or_in_its_dates(name: str) -> None:
    assert _intake(name).document.fiscal_year == 2025


@pytest.mark.parametrize(("name", "code"), [("self-evaluation", "other-genre"), ("blank-template", "blank-template")])
def test_what_sets_no_goals_is_said_and_not_read(name: str, code: str) -> None:
    intake = _intake(name)
    assert [item.code for item in intake.document.not_read] == [code]
    assert intake.document.projects == ()
    assert not intake.readable


@pytest.mark.parametrize(
    ("title", "genre"),
    [
        ("2024年度部门决算", "决算"),
        ("望溪县民政局项目支出绩效评价报告", "绩效评价"),
        ("2025年部门预算公开说明", "预算公开"),
        ("项目绩效运行监控报告", "绩效运行监控"),
    ],
)
def test_a_document_of_another_genre_without_forms(title: str, genre: str) -> None:
    document = parsed(f"{title}\n\n一、基本情况\n绩效目标表见附件。\n")
    assert [(item.code, item.args["genre"]) for item in document.not_read] == [("other-genre", genre)]


def test_a_goal_form_beside_a_self_evaluation_is_checked() -> None:
    both = [(_DATA / f"{name}.md").read_text("utf-8") for name in ("self-evaluation", "province-cost-first")]
    document = parsed("\n\n".join(both))
    assert [project.name.text for project in document.projects] == ["社区养老服务补助"]
    assert [item.code for item in document.not_read] == ["other-genre"]


def test_several_forms_in_one_notice() -> None:
    both = [(_DATA / f"{name}.md").read_text("utf-8") for name in ("province-side-by-side", "two-tables", "year-values")]
    document = parsed("关于下达项目绩效目标的通知\n\n" + "\n\n".join(both))
    assert [project.name.text for project in document.projects] == ["高标准农田管护", "水质自动监测站运行", "校园饮水改造"]
    assert [len(project.indicators) for project in document.projects] == [6, 6, 6]


def test_a_whole_department_beside_projects_lacks_nothing_that_only_they_have() -> None:
    names = ("province-side-by-side", "department-whole", "year-values")
    document = parsed("\n\n".join((_DATA / f"{name}.md").read_text("utf-8") for name in names))
    assert [len(project.indicators) for project in document.projects] == [6, 7, 6]
    assert document.not_read == ()
    assert document.projects[1].name.state is not State.LOST


def test_text_rows_are_neither_goals_nor_purpose() -> None:
    text = _HEAD + "立项依据\t饮水安全方案。\n\t补充依据。\n实施计划\t暑期施工。\n年度目标\t完成20所学校改造。\n" + _TABLE
    project = parsed(text).projects[0]
    assert [goal.text for goal in project.goals] == ["完成20所学校改造。"]
    assert project.budget.purpose.text == ""


def test_a_field_on_no_list_is_said() -> None:
    document = parsed(_HEAD + "年度目标\t完成20所学校改造。\n监督举报渠道\t来信来访\n" + _TABLE)
    assert [goal.text for goal in document.projects[0].goals] == ["完成20所学校改造。"]
    assert [(item.code, item.args["text"]) for item in document.not_read] == [("text-unplaced", "监督举报渠道：来信来访")]


def test_amounts_under_their_labels() -> None:
    project = parsed(_HEAD + "资金来源（万元）\t资金总额\t财政拨款\t其他资金\n\t36.00\t30.00\t6.00\n" + _TABLE).projects[0]
    assert _amounts(project) == ("36.00", "30.00", "6.00")
    assert project.unit.text == "万元"


def test_further_sources_make_no_wrong_sum(capsys: pytest.CaptureFixture[str]) -> None:
    project = parsed(_HEAD + "资金总额\t36.00\n财政拨款\t30.00\n上年结转\t6.00\n" + _TABLE).projects[0]
    assert [source.text for source in project.budget.sources] == ["6.00"]
    assert _amounts(project) == ("36.00", "30.00", "")


def test_a_table_of_projects_and_amounts_is_no_form() -> None:
    assert parsed("序号\t项目名称\t预算数\n1\t校园饮水改造\t36.00\n2\t操场维修\t12.00\n").projects == ()


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("1.项目名称：", Label.NAME),
        ("项 目 名 称", Label.NAME),
        ("项目\n名称", Label.NAME),
        ("一级\n指标", Label.LEVEL1),
        ("年度资金总额（万元）：", Label.TOTAL),
        ("其中：财政拨款", Label.FISCAL),
        ("中期目标（2024年—2026年）", Label.TERM_GOALS),
        ("指标值（包含数字及文字描述）", Label.VALUE),
        ("2025年度指标值", Label.VALUE),
        ("主管部门及代码", Label.AUTHORITY),
        ("年度本级\n预算金额", Label.TOTAL),
        ("项目支出名称", Label.NAME),
        ("该项目支出上级资金", Label.SOURCE),
        ("主管部门\n及编码", Label.AUTHORITY),
        ("年度主要目标\n和成果", Label.GOALS),
        ("实施周期总体绩效目标", Label.TERM_GOALS),
        ("三、其他：", Label.OTHER),
        ("其他", None),
        ("当年其他资金", Label.OTHER),
        ("指标值及单位", Label.VALUE),
        ("当年预期实现值", Label.VALUE),
        ("本年度计划水平", Label.VALUE),
        ("完成20所学校改造", None),
    ],
)
def test_labels_as_forms_write_them(text: str, label: Label | None) -> None:
    assert field_of(text) is label


def test_label_and_value_in_one_cell() -> None:
    assert inline_label("项目名称：校园饮水改造") == (Label.NAME, 5)
    assert inline_label("其中：财政拨款：30") == (Label.FISCAL, 8)
    assert inline_label("说明：项目名称") is None
    assert label_of("项目概况") is None


def test_the_year_in_the_title_of_a_form_and_a_head_over_its_table() -> None:
    text = "2025年度项目支出绩效目标批复表\n\n" + _HEAD + "绩效目标\t完成20所学校改造\n绩效指标\t\n" + _TABLE
    document = parsed(text)
    assert document.fiscal_year == 2025
    assert [goal.text for goal in document.projects[0].goals] == ["完成20所学校改造"]
    assert document.not_read == ()


def test_the_year_in_the_name_of_a_project_is_not_the_document_s() -> None:
    assert parsed("1.2022年结转饮水改造绩效目标表\n\n" + _HEAD + _TABLE).fiscal_year is None
