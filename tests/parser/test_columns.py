"""Forms that keep comparator and unit in columns of their own, and the unit of money in a label."""

from __future__ import annotations

import pytest
from tests.forms import parsed

from goalint.tree.document import Document
from goalint.tree.units import Kind

_FORM = """\
项目支出绩效目标申报表

填报单位（盖章）：虚河县水利局

项目名称\t河道清淤\t\t主管部门\t虚河县水利局
项目资金（万元）\t年度资金总额：\t60.00\t其中：财政拨款\t50.00\t其他资金\t10.00
年度目标\t汛前完成清淤。
{header}
{rows}
"""


def _form(header: str, *rows: str) -> Document:
    return parsed(_FORM.format(header=header.replace(" ", "\t"), rows="\n".join(row.replace(" ", "\t") for row in rows)))


def _values(document: Document) -> list[str]:
    return [row.value.text for row in document.projects[0].indicators]


def test_sign_value_and_unit_are_put_together() -> None:
    document = _form(
        "一级指标 二级指标 三级指标 指标性质 指标值 度量单位",
        "产出指标 数量指标 清淤长度 ≥ 12 公里",
        " 质量指标 验收合格率 = 100 %",
        " 时效指标 完工时间 定性 5月底前 /",
        "满意度指标 服务对象满意度指标 居民满意度 ≥ 90% %",
    )
    assert _values(document) == ["≥12公里", "=100%", "5月底前", "≥90%"]
    readings = [row.value.reading for row in document.projects[0].indicators]
    assert [reading.op for reading in readings] == ["≥", "=", None, "≥"]
    assert [reading.kind for reading in readings] == [Kind.COUNT, Kind.RATIO, Kind.DATE, Kind.RATIO]
    assert document.not_read == ()


def test_what_the_value_says_itself_is_not_said_again() -> None:
    document = _form("一级指标 二级指标 三级指标 指标性质 指标值 计量单位", "产出指标 数量指标 清淤长度 ≥ ≤12公里 公里")
    assert _values(document) == ["≤12公里"]


def test_a_blank_value_stays_blank() -> None:
    document = _form("一级指标 二级指标 三级指标 指标性质 指标值 计量单位", "产出指标 数量指标 清淤长度 ≥  公里")
    assert _values(document) == [""]
    assert document.projects[0].indicators[0].value.field.missing


def test_each_part_of_a_value_points_at_its_own_cell() -> None:
    document = _form("一级指标 二级指标 三级指标 指标性质 指标值 计量单位", "产出指标 数量指标 清淤长度 ≥ 12 公里")
    part = document.projects[0].indicators[0].value.field.passage
    line = "产出指标\t数量指标\t清淤长度\t≥\t12\t公里"
    assert [part.at(offset).column for offset in (0, 1, 3)] == [line.index(text) + 1 for text in ("≥", "12", "公里")]


def test_the_unit_of_money_in_a_label() -> None:
    project = _form("一级指标 二级指标 三级指标 指标值", "产出指标 数量指标 清淤长度 ≥12公里").projects[0]
    assert project.unit.text == "万元"
    assert [amount.yuan for amount in (project.budget.total, project.budget.fiscal, project.budget.other)] == [
        600_000,
        500_000,
        100_000,
    ]


def test_the_department_in_a_field() -> None:
    document = _form("一级指标 二级指标 三级指标 指标值", "产出指标 数量指标 清淤长度 ≥12公里")
    assert document.department is not None
    assert (document.department.code, document.department.name) == (None, "虚河县水利局")


@pytest.mark.parametrize("label", ["计量单位", "度量单位", "单位"])
def test_the_unit_column_has_several_names(label: str) -> None:
    assert _values(_form(f"一级指标 二级指标 三级指标 指标值 {label}", "产出指标 数量指标 清淤长度 12 公里")) == ["12公里"]
