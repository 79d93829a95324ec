from __future__ import annotations

from typing import Any

import pytest
from tests.checks.shipped import messages, said


def project(*bases: str | None, name: str = "培训费") -> dict[str, Any]:
    rows = [
        {"level2": "数量指标", "name": f"培训{number}班人数", "value": "≥3人", "basis": one} for number, one in enumerate(bases)
    ]
    return {"name": name, "indicators": rows}


def test_blank_bases_are_told_once_with_their_number() -> None:
    assert messages("blank-basis", "project", project(None, None)) == [
        "全部2个指标没有填写指标值确定依据：培训0班人数、培训1班人数"
    ]
    assert messages("blank-basis", "project", project(None, "合同"))[0].startswith("1个指标")


def test_a_form_without_the_column_has_no_blank_basis() -> None:
    rows = [{"level2": "数量指标", "name": "培训人数", "value": "≥3人"}]
    assert messages("blank-basis", "project", {"name": "培训费", "indicators": rows}) == []


def test_lost_bases_are_not_checked_beside_blank_ones() -> None:
    outcome = said("blank-basis", "project", project("?", None))
    assert len(outcome.findings) == 1
    assert len(outcome.not_checked) == 1


def test_vague_bases_of_a_project_are_told_together() -> None:
    told = messages("vague-basis", "project", project("工作要点", "工作目标。", "冀财预〔2023〕74号"))
    assert told == ["2个指标的依据只写“工作要点”“工作目标。”，查不到是哪份文件"]


@pytest.mark.parametrize("basis", ["2025年工作要点", "全县培训工作计划", "历史标准", "行业标准", "采购合同", "上年实际完成情况"])
def test_what_can_be_looked_up_is_not_vague(basis: str) -> None:
    assert messages("vague-basis", "project", project(basis)) == []


@pytest.mark.parametrize("basis", ["检查次数", "篇数", "人次", "≥95%", "合格率", "执法检查次数"])
def test_units_and_figures_are_no_basis(basis: str) -> None:
    node = {"level2": "数量指标", "name": "组织检查", "value": "≥8", "basis": basis}
    assert len(messages("basis-is-no-basis", "indicator", node)) == 1


@pytest.mark.parametrize(
    "basis", ["上年检查次数", "年度计划次数", "2024年12月", "第三方报告", "办学条件合格率标准", "历史平均数", "《统计法》"]
)
def test_sources_are_a_basis(basis: str) -> None:
    node = {"level2": "数量指标", "name": "组织检查", "value": "≥8", "basis": basis}
    assert messages("basis-is-no-basis", "indicator", node) == []


def test_one_basis_for_all_is_told_once_a_document() -> None:
    node = {
        "projects": [
            project(*["劳务合同"] * 4),
            project(*["维护合同"] * 5, name="维护费"),
            project("a", "b", "c", "d", name="差旅费"),
        ]
    }
    assert len(messages("one-basis-for-all", "document", node)) == 1
    assert "2个项目" in messages("one-basis-for-all", "document", node)[0]


@pytest.mark.parametrize("basis", ["工作要点", "培训费"])
def test_one_basis_that_another_rule_tells_is_not_told_again(basis: str) -> None:
    assert messages("one-basis-for-all", "document", {"projects": [project(*[basis] * 4)]}) == []


def test_the_own_name_is_no_basis() -> None:
    assert messages("basis-is-project-name", "project", project("“培训”费", "合同")) == ["1个指标的依据就是项目名称本身"]
    assert messages("basis-is-project-name", "project", project("培训费管理办法")) == []
