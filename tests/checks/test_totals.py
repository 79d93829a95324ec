from __future__ import annotations

import pytest
from tests.checks.shipped import packs, said
from tests.forms import parsed

from goalint.engine import run
from goalint.rules.described import documents_of

FORMS = [{"name": "甲", "budget": {"total": "62.00"}}, {"name": "乙", "budget": {"total": "50.25"}}]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("2024年项目支出预算合计112.25万元。", 0),
        ("2024年项目支出预算合计112.3万元。", 0),  # as good as its digits
        ("2024年项目支出预算合计112万元。", 0),
        ("2024年项目支出预算合计113.3万元。", 1),
        ("全年共安排项目2个，资金1122500元。", 0),
        ("全年共安排项目2个，资金1122000元。", 1),
        ("共编制2个项目绩效目标，涉及资金120万元。", 1),
        ("2024年部门支出总额980万元。", 0),
        ("项目支出合计112.25万元，其中上年结转20万元。", 0),
        ("引进项目总金额5亿元，招商项目资金总额3亿元。", 0),
    ],
)
def test_a_stated_total(sentence: str, found: int) -> None:
    assert len(said("stated-total-mismatch", "document", {"overall": sentence, "projects": FORMS}).findings) == found


def test_the_total_budget_of_one_project_is_no_total_of_all() -> None:
    lines = ["2025年部门预算绩效文本", "第一部分", "一、总体绩效目标", "项目支出预算合计112.25万元。", "二、分项绩效目标"]
    for number, (name, amount) in enumerate((("河道清淤", "62"), ("管网改造", "50.25")), 1):
        lines += [f"{number}、{name}项目绩效目标", f"项目总预算{amount}万元。", "绩效目标：按期完成年度任务。"]
    narrated = parsed("\n".join([*lines, "三、工作保障措施", "1、加强领导。"]))
    (document,) = documents_of(
        "document", {"projects": [{**form, "name": name} for form, name in zip(FORMS, "甲乙", strict=True)]}
    )
    whole = document._replace(narrative=narrated.narrative, paragraphs=narrated.paragraphs)
    assert run([whole], packs(), select=["stated-total-mismatch"]).findings == ()


def test_a_total_is_not_checked_while_a_budget_or_a_form_was_not_read() -> None:
    lost = [*FORMS, {"name": "丙", "budget": {"total": "?"}}]
    outcome = said("stated-total-mismatch", "document", {"overall": "项目支出预算合计120万元。", "projects": lost})
    assert (len(outcome.findings), len(outcome.not_checked)) == (0, 1)


def test_units_of_amounts() -> None:
    units = ["万元", "元", "万元"]
    (finding,) = said("mixed-amount-units", "document", {"projects": [{"name": n, "unit": n} for n in units]}).findings
    assert finding.project is not None
    assert finding.project.name == "元"
    assert said("mixed-amount-units", "document", {"projects": [{"name": "甲", "unit": "元"}] * 2}).findings == ()
