from __future__ import annotations

import pytest
from tests.checks.shipped import said
from tests.checks.texts import told

# All for a document of 2025.
OVER = [
    ("项目资金主要用于2022年五星级村级活动室补贴。", "2022年"),
    ("2024年12月底前完成河道清淤12公里。", "2024年"),
    ("召开2024年度全县教育工作会议。", "2024年度"),
    ("按照2023年工作计划，做好各项工作。", "2023年"),
    ("完成2024年城乡居民基本医疗保险参保扩面任务。", "2024年"),
    ("组织2023 年全民健身运动会。", "2023 年"),
    ("2024年计划造林1.2万亩。", "2024年"),
    ("确保2024年全县粮食播种面积稳定。", "2024年"),
    ("做好2024年春节、重阳节走访慰问。", "2024年"),
    ("发放2023年村干部报酬。", "2023年"),
    ("2024年底前建成投产。", "2024年"),
    ("推动2024年重点工作落地见效。", "2024年"),
]
OF_THE_DAY = [
    "2025年12月底前完成河道清淤12公里，2026年汛前移交。",
    "按照2021—2025年规划推进，落实2021年至2025年五年行动安排。",
    "落实《青禾县2021年—2023年人才行动方案》，执行青财〔2023〕12号文件。",
    "较2023年增长5%，比2024年提高3个百分点，与2022年相比有明显改善。",
    "在2024年基础上扩大覆盖面，自2019年以来持续实施。",
    "支付2024年工程尾款、2023年设备质保金，偿还2022年到期债券利息。",
    "使用2024年增发国债资金，2024年中央财政衔接推进乡村振兴补助资金结转。",
    "维护2022年建成的灌溉设施，更新2018年购置的执法车辆。",
    "依据2018年5月31日省人大常委会批准的条例制定。",
    "截至2024年底，全县共有农村公路1200公里；截止到2023年12月已硬化900公里。",
    "该工程已于2023年开工，2024年主体完工，今年进行验收。",
    "该校始建于1998年，由2005年成立的县职教中心改制而成。",
    "根据2024年政府工作报告和2024年中央一号文件要求。",
    "参照2023年实际支出测算，依据2023年决算数据。",
    "完成2024年度绩效自评和重点绩效评价。",
    "为2020年以前退休的职工落实待遇。",
    "按2016年政府定额标准执行，沿用2019年版技术规程。",
    "2024年提前下达的上级资金本年继续使用。",
]


@pytest.mark.parametrize(("sentence", "year"), OVER)
def test_a_year_that_is_over_is_told_at_its_place(sentence: str, year: str) -> None:
    (finding,) = told([sentence], "stale-year")
    assert finding.args["text"] == year
    assert finding.location.column == sentence.index(year) + 1


@pytest.mark.parametrize("sentence", OF_THE_DAY)
def test_debts_funds_titles_plans_and_comparisons_are_let_be(sentence: str) -> None:
    assert [finding.message for finding in told([sentence], "stale-year")] == []


def test_a_narrative_year_belongs_to_the_project_of_its_item() -> None:
    form = [
        "第二部分 预算项目绩效目标",
        "1.村级活动室绩效目标表",
        "|项目编码|13992125P000011100012|项目名称|村级活动室|\n|---|---|---|---|",
        "|预算规模及资金用途|预算数|4.00| |\n|资金支出计划（%）|3月底|6月底|12月底|\n| |20%|60%|100%|\n|绩效目标|1.完成| | |\n",
        "|一级指标|二级指标|三级指标|绩效指标描述|指标值|指标值确定依据|\n|---|---|---|---|---|---|",
        "|产出指标|数量指标|补贴活动室数量|补贴的活动室|≥12个|实施方案|",
    ]
    paragraphs = [
        "二、分项绩效目标",
        "1、村级活动室项目绩效目标",
        "绩效目标：用于2022年活动室补贴。",
        "绩效指标：补贴活动室数量≥12个。",
    ]
    (finding,) = told([*paragraphs, *form[:2], "\n".join(form[2:])], "stale-year")
    assert finding.project is not None
    assert finding.project.name == "村级活动室"


def test_a_fund_is_called_by_its_year_wherever_its_name_comes_up() -> None:
    name = "2023年高标准农田建设"
    node = {
        "fiscal_year": 2024,
        "projects": [{"name": name, "budget": {"purpose": f"用于{name}的管护"}, "goals": [f"完成{name}任务"]}],
    }
    assert said("stale-year", "document", node).findings == ()


def test_one_text_tells_each_year_once() -> None:
    found = told(["做好2024年春节慰问，做好2024年重阳节慰问，发放2023年补贴。"], "stale-year")
    assert [finding.args["text"] for finding in found] == ["2024年", "2023年"]


def test_without_a_budget_year_nothing_is_over() -> None:
    assert said("stale-year", "document", {"fiscal_year": None, "overall": "完成2010年的任务。"}).findings == ()


def test_headings_of_two_years_leave_the_year_unclear() -> None:
    (finding,) = told(["2024年部门整体绩效目标", "保障防洪安全。"], "budget-year-unclear")
    assert "2024年、2025年" in finding.message
    assert (
        told(
            ["保障2024年部门预算执行的防洪安全，做好各项工作，完成全部年度目标任务和绩效指标，不出问题。"], "budget-year-unclear"
        )
        == ()
    )
