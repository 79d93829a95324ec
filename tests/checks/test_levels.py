from __future__ import annotations

from typing import Any

import pytest
from tests.checks.shipped import messages, said

FULL = ["数量指标", "质量指标", "时效指标", "成本指标"]
PARENTS = dict.fromkeys(FULL, "产出指标") | {"社会效益指标": "效益指标", "服务对象满意度指标": "满意度指标"}


def project(*levels: str | tuple[str, str], lost: bool = False) -> dict[str, Any]:
    pairs = [(PARENTS[one], one) if isinstance(one, str) else one for one in levels]
    rows = [{"level1": first, "level2": second, "name": f"指标{n}", "value": "≥1"} for n, (first, second) in enumerate(pairs)]
    return {"name": "会议费", "indicators": rows, "rows_lost": lost}


@pytest.mark.parametrize("gone", ["产出指标", "效益指标", "满意度指标"])
def test_a_first_level_without_rows_is_missing(gone: str) -> None:
    levels = [one for one, parent in PARENTS.items() if parent != gone]
    assert messages("missing-first-level", "project", project(*levels)) == [f"指标表中没有{gone}"]


@pytest.mark.parametrize("gone", FULL)
def test_a_required_second_level_without_rows_is_missing(gone: str) -> None:
    assert messages("missing-second-level", "project", project(*(one for one in PARENTS if one != gone))) == [
        f"指标表中没有{gone}"
    ]


def test_second_levels_of_a_missing_first_level_are_not_told_again() -> None:
    assert not messages("missing-second-level", "project", project("社会效益指标", "服务对象满意度指标"))


@pytest.mark.parametrize("rule", ["missing-first-level", "missing-second-level"])
def test_lost_rows_leave_it_open(rule: str) -> None:
    outcome = said(rule, "project", project("数量指标", lost=True))
    assert not outcome.findings
    assert outcome.not_checked
    assert not said(rule, "project", project(*PARENTS, lost=True)).not_checked


def test_a_row_under_no_known_level_leaves_it_open() -> None:
    outcome = said("missing-first-level", "project", project("数量指标", "社会效益指标", ("其他", "其他")))
    assert not outcome.findings
    assert outcome.not_checked


def test_satisfaction_filed_under_benefit_is_there_and_under_the_wrong_parent() -> None:
    node = project("数量指标", "社会效益指标", ("效益指标", "服务对象满意度指标"))
    assert not messages("missing-first-level", "project", node)
    assert not messages("wrong-first-level", "project", node)  # some places' forms have no first level of satisfaction
    node["document"] = {"projects": [project(*PARENTS)]}
    assert messages("wrong-first-level", "project", node) == ["“服务对象满意度指标”列在“效益指标”下，应在“满意度指标”下"]


def test_a_regime_may_ask_for_less() -> None:
    assert not messages("missing-second-level", "project", project("数量指标", ("效果指标", "社会效益指标")))
    assert not messages("missing-first-level", "project", project("数量指标", "社会效益指标", ("成本指标", "经济成本指标")))


def test_cost_is_a_first_level_of_its_own_where_the_regime_says_so() -> None:
    assert not messages("wrong-first-level", "project", project(("成本指标", "经济成本指标"), "数量指标"))


def document(*names: str) -> dict[str, Any]:
    return {"projects": [project(*(("产出指标", name) for name in names))]}


def test_an_unknown_name_stands_out_among_known_ones() -> None:
    assert len(messages("unknown-level-name", "document", document(*FULL, *FULL, "实效指标", "实效指标"))) == 1


@pytest.mark.parametrize("name", ["可持续性发展影响指标", "可持续发展影响指标", "可持续性影响"])
def test_lasting_effects_go_by_several_names(name: str) -> None:
    document = {"projects": [project(*FULL, ("效益指标", name), ("效益指标", "社会效益指标"))]}
    assert not messages("unknown-level-name", "document", document)


def test_a_form_of_its_own_is_left_alone() -> None:
    assert not messages("unknown-level-name", "document", document("资金落实", "业务管理", "数量指标"))


def test_two_names_of_one_level_are_told_at_the_rarer() -> None:
    rows = [("效益指标", "生态效益指标"), ("效益指标", "生态效益指标"), ("效益指标", "环境效益指标")]
    assert messages("mixed-level-names", "document", {"projects": [project(*rows)]}) == [
        "这里写“环境效益指标”，其他地方写“生态效益指标”"
    ]
