"""What looks like a mistake and is none: no shipped rule may say a word, whatever the profile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.forms import DIALECTS, Form, Plan, Row, rows_by_tab

from goalint.engine import Outcome, run
from goalint.intake import read_bytes
from goalint.rules.described import documents_of
from goalint.rules.profile import Profile

from .planting import clean, host, host_item, with_host
from .shipped import shipped


def judged_text(text: str) -> Outcome:
    """What all rules say of a text file."""
    return run([read_bytes(text.encode(), "卫生健康局.txt").document], shipped(), profile=Profile.REVIEW)


def told(described: dict[str, Any]) -> list[tuple[str, str]]:
    """What all rules say of a document that is described."""
    outcome = run(documents_of("document", described), shipped(), profile=Profile.REVIEW)
    return [(finding.name, finding.message) for finding in outcome.findings]


def row(name: str, value: str, level2: str, level1: str = "产出指标", **other: str) -> dict[str, str]:
    """A row of the table with all that a careful drafter gives."""
    given = {"description": f"{name}的实际情况，按年度工作台账统计", "basis": "卫生室修缮方案"}
    return {"level1": level1, "level2": level2, "name": name, "value": value, **given, **other}


def in_place_of(old: str, *new: dict[str, str]) -> dict[str, Any]:
    """The clean document, rows of the host's table in place of the one of that name."""
    project = host(2025)
    rows = project["indicators"]
    at = next(index for index, one in enumerate(rows) if one["name"] == old)
    item = host_item()
    item["targets"] = [target for target in item["targets"] if target["name"] != old]
    document = with_host(indicators=[*rows[:at], *new, *rows[at + 1 :]])
    return {**document, "narrative": [*document["narrative"][:-1], item]}


# --- what conversions leave behind ------------------------------------------------------------------------------------


def plan() -> Plan:
    """The clean document as a plan that can be written down in every dialect."""
    document = clean()
    forms = []
    for project in document["projects"]:
        budget = project["budget"]
        rows = tuple(Row(*(one[key] for key in ("level1", "level2", "name", "description", "value", "basis")))
                     for one in project["indicators"])  # fmt: skip
        forms.append(
            Form(
                project["name"], project["code"], budget["total"], budget["fiscal"], budget["other"] or "", budget["purpose"],
                tuple(project["schedule"]), tuple(project["goals"]), rows,
            )
        )  # fmt: skip
    lines = ["2025年部门预算绩效文本", "第一部分 部门整体绩效目标", "一、总体绩效目标", document["overall"], "二、分项绩效目标"]
    for item in document["narrative"]:
        lines += [
            f"{item['number']}、{item['name']}项目绩效目标",
            f"预算安排{item['amount']}，资金累计支出进度3月底、6月底、10月底、12月底分别达到{'、'.join(item['schedule'])}。",
            f"绩效目标：{item['goal']}",
            f"绩效指标：{'；'.join(target['name'] + target['value'] for target in item['targets'])}。",
        ]
    return Plan(tuple(forms), (*lines, "三、工作保障措施", *document["safeguards"]))


@pytest.mark.parametrize("dialect", DIALECTS)
def test_wrapped_cells_and_codes_and_bookmarks(dialect: str) -> None:
    outcome = judged_text(DIALECTS[dialect](plan()))
    assert [(finding.name, finding.message) for finding in outcome.findings] == []
    assert outcome.not_checked == ()
    assert outcome.documents[0].projects[2].indicators[0].value.text == "≥14所"


_DEBRIS: dict[str, Callable[[str], str]] = {
    "digits split by spaces": lambda text: text.replace("\t≥9200人", "\t≥ 920 0 人").replace("\t≥14所", "\t≥ 1 4 所"),
    "LaTeX": lambda text: text.replace("≥98%", r"$\geq 98\%$").replace("≥90%", r"$\geq 90\%$"),
    "paragraph tags": lambda text: text.replace("1.在2025年10月底前", "<p>1. 在2025年10月底前").replace(
        "屋面防水和电路改造\n", "屋面防水和电路改造</p>\n"
    ),
    "field codes": lambda text: text.replace("一、总体绩效目标", "TC 总体绩效目标 \\f A \\l 1\n一、总体绩效目标"),
    "full-width signs": lambda text: text.replace("≥98%", "≥９８％").replace("≥90%", "＞＝90％"),
    "spaces between characters": lambda text: text.replace("修缮完成时间", "修缮 完成 时间"),
}


@pytest.mark.parametrize("name", _DEBRIS)
def test_debris(name: str) -> None:
    text = rows_by_tab(plan())
    spoiled = _DEBRIS[name](text)
    assert spoiled != text
    outcome = judged_text(spoiled)
    assert [(finding.name, finding.message) for finding in outcome.findings] == []


def test_a_lost_column_is_said_to_be_lost_and_nothing_else() -> None:
    text = rows_by_tab(plan()).replace(
        "资金支出计划（%）\t3月底\t6月底\t10月底\t12月底\n", "资金支出计划（%）\t3月底\t6月底\t10月底\n"
    )
    text = text.replace("\t10%\t45%\t85%\t100%\n", "\t10%\t45%\t85%\n")
    outcome = judged_text(text)
    assert {finding.name for finding in outcome.findings} == {"form-incomplete"}
    assert outcome.not_checked


# --- money ------------------------------------------------------------------------------------------------------------

_PURPOSE = "其中：财政资金{0}，其他资金0万元。用于偏远村卫生室的屋面防水和电路改造。"


@pytest.mark.parametrize(
    "changed",
    [
        {"unit": "元", "budget": {"total": "420000.00", "fiscal": "420000.00", "other": None,
                                  "purpose": "预算数42万元，" + _PURPOSE.format("42万元")}},
        {"budget": {"total": "42.10", "fiscal": "42.10", "other": "0.00",
                    "purpose": "预算数 42.1 万元，" + _PURPOSE.format(" 42.1 万元")}},
        {"budget": {"total": "42", "fiscal": "42.00", "other": "", "purpose": "预算数42.00万元，" + _PURPOSE.format("42万元")}},
        {"unit": "元", "budget": {"total": "420,000.00", "fiscal": "420000", "other": "0",
                                  "purpose": "预算数420000元，" + _PURPOSE.format("42万元")}},
    ],
    ids=["万元 in the text, 元 in the table", "42.1 and 42.10", "blank other funds and 0万元", "separators"],
)  # fmt: skip
def test_the_same_amount_in_other_words(changed: dict[str, Any]) -> None:
    """All forms of a document have one unit: the host stands alone."""
    document = with_host(**changed)
    item = {**host_item(), "amount": "42.1万元" if "42.10" in str(changed) else "42万元"}
    assert told({**document, "narrative": [item], "projects": document["projects"][-1:]}) == []


# --- units, rates, directions -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("修缮卫生室数量", [row("修缮卫生室数量（所）", "≥14", "数量指标")]),
        ("修缮工程验收合格率", [row("修缮工程验收合格率（%）", "≥98", "质量指标")]),
        ("修缮完成时间", [row("修缮完成及时率", "≥95%", "时效指标")]),
        ("修缮完成时间", [row("修缮任务按期完成率", "≥95%", "时效指标")]),
        ("修缮工程验收合格率", [row("施工人员缺席率", "≤2%", "质量指标")]),
        ("修缮工程验收合格率", [row("防水材料损失率", "≤3%", "质量指标")]),
        ("单所卫生室修缮成本", [row("卫生室修缮总成本", "≤42万元", "成本指标")]),
        ("修缮卫生室数量", [row("修缮卫生室数量", "=14所", "数量指标")]),
        ("修缮工程验收合格率", [row("现场推进会天数", "=2天", "数量指标"), row("修缮工程验收合格率", "≥98%", "质量指标")]),
    ],
    ids=lambda value: value if isinstance(value, str) else value[0]["name"] + value[0]["value"],
)  # fmt: skip
def test_a_row_that_is_right(old: str, new: list[dict[str, str]]) -> None:
    assert told(in_place_of(old, *new)) == []


def test_a_completion_rate_of_the_budget_as_cost_is_at_most_a_hint() -> None:
    document = in_place_of("单所卫生室修缮成本", row("预算完成率", "≥95%", "成本指标"))
    outcome = run(documents_of("document", document), shipped(), profile=Profile.SUBMIT)
    assert [finding.name for finding in outcome.findings if finding.severity.rank > 1] == []


# --- what occurs twice ------------------------------------------------------------------------------------------------


def test_two_groups_are_asked() -> None:
    level = ("服务对象满意度指标", "满意度指标")
    two = (
        row("满意度", "≥90%", *level, description="问卷中满意和较满意的就诊村民占受访村民的比率"),
        row("满意度", "≥88%", *level, description="问卷中满意和较满意的乡村医生占受访医生的比率"),
    )
    assert told(in_place_of("就诊村民满意度", *two)) == []


def test_one_name_for_several_things() -> None:
    meetings = (
        row("会议召开", "≥4次", "数量指标", description="召开卫生室修缮工程例会的次数"),
        row("会议召开", "≥2次", "数量指标", description="召开乡镇卫生院院长座谈会的次数"),
        row("会议召开", "≥1次", "数量指标", description="召开修缮工程竣工验收会的次数"),
    )
    rows = host(2025)["indicators"]
    assert told(with_host(indicators=[rows[0], *meetings, *rows[1:]])) == []


# --- narrative and tables ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["卫健局村级卫生室修缮", "村级卫生室修缮经费", "村级卫生室修缮绩效目标项目", "县村级卫生室修缮项目"]
)
def test_names_that_differ_by_prefix_and_boilerplate(name: str) -> None:
    document = clean()
    item = {**host_item(), "name": name}
    assert told({**document, "narrative": [*document["narrative"][:-1], item]}) == []


@pytest.mark.parametrize("name", ["人员经费", "日常公用经费", "人员经费绩效目标", "公用经费"])
def test_personnel_and_office_costs_have_no_table(name: str) -> None:
    document = clean()
    item = {
        "number": "4", "name": name, "amount": "512.30万元", "goal": "保障在职人员工资和机关日常运转。",
        "schedule": ["25%", "50%", "83%", "100%"],
    }  # fmt: skip
    assert told({**document, "narrative": [*document["narrative"], item]}) == []


# --- the layouts of other places --------------------------------------------------------------------------------------


def _relaid(rename: Callable[[dict[str, str]], dict[str, str]], **changes: Any) -> list[tuple[str, str]]:
    """What the rules of the submit profile say of the clean document in the categories of another layout."""
    document = clean()
    projects = [
        {**project, **changes, "indicators": [{**row, **rename(row)} for row in project["indicators"]]}
        for project in document["projects"]
    ]
    outcome = run(documents_of("document", {**document, "projects": projects}), shipped(), profile=Profile.SUBMIT)
    return [(finding.name, finding.message) for finding in outcome.findings]


def test_satisfaction_under_the_benefits_of_all_forms() -> None:
    assert _relaid(lambda row: {"level1": "效益指标"} if row["level1"] == "满意度指标" else {}) == []


def test_satisfaction_under_the_benefits_of_one_form_among_others() -> None:
    document = clean()
    *others, last = document["projects"]
    last = {**last, "indicators": [*last["indicators"][:-1], {**last["indicators"][-1], "level1": "效益指标"}]}
    assert [name for name, _ in told({**document, "projects": [*others, last]})] == ["wrong-first-level"]


def test_forms_whose_codes_are_left_blank() -> None:
    assert _relaid(lambda row: {}, code=None) == []


_FLAT = {
    "数量指标": "产出数量", "质量指标": "产出质量", "时效指标": "产出进度", "成本指标": "产出成本", "社会效益指标": "社会效益",
    "可持续影响指标": "可持续影响", "服务对象满意度指标": "服务对象满意度",
}  # fmt: skip


def test_the_nine_kinds_of_beijing() -> None:
    assert _relaid(lambda row: {"level1": row["level1"].removesuffix("指标"), "level2": _FLAT[row["level2"]]}) == []
    assert _relaid(lambda row: {"level1": "", "level2": _FLAT[row["level2"]]}) == []


def test_the_early_forms_of_counties() -> None:
    def early(row: dict[str, str]) -> dict[str, str]:
        if row["level1"] == "满意度指标":
            return {"level1": "服务对象满意度", "level2": "具体指标"}
        return {"level1": row["level1"].removesuffix("指标")}

    assert _relaid(early) == []
