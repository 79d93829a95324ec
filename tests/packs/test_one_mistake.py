"""A clean document with one mistake written into it: exactly that is found, whatever words it is made in."""

from __future__ import annotations

import pytest
from tests.forms import rows_by_tab

from goalint.engine import run
from goalint.intake import read_bytes
from goalint.rules.profile import Profile
from goalint.tree.code import check_character

from .shipped import shipped
from .test_traps import plan

CLEAN = rows_by_tab(plan())
SCHEDULE, PROSE_SCHEDULE = "\t10%\t45%\t85%\t100%\n", "分别达到10%、45%、85%、100%"
PURPOSE = "预算数42万元，其中：财政资金42万元，其他资金0万元。"
PROSE_AMOUNT = "预算安排42万元，"
GOAL, DESCRIPTION = "完成14所卫生室的屋面防水和电路改造", "完成修缮并交付使用的村级卫生室"
TARGETS_END = "≥98%；就诊村民满意度≥90%。"
CODE = "13992125P00000002201W"


def _code(body: str) -> str:
    return body + str(check_character(body))


def _scheduled(points: str) -> tuple[tuple[str, str], ...]:
    """The points in the table, and those that are figures in the narrative as well."""
    return (SCHEDULE, "\t" + points.replace(" ", "\t") + "\n"), (PROSE_SCHEDULE, "分别达到" + points.replace(" ", "、"))


MISTAKES: list[tuple[str, tuple[tuple[str, str], ...]]] = [
    ("schedule-missing", ((SCHEDULE, "\t\t\t\t\n"),)),
    ("schedule-gap", ((SCHEDULE, "\t10%\t45%\t\t100%\n"),)),
    ("schedule-gap", ((SCHEDULE, "\t\t45%\t85%\t100%\n"),)),
    ("schedule-decreasing", _scheduled("10% 45% 35% 100%")),
    ("schedule-incomplete", _scheduled("10% 45% 85% 95%")),
    ("schedule-out-of-range", _scheduled("-10% 45% 85% 100%")),
    ("schedule-out-of-range", ((SCHEDULE, "\t待定\t45%\t85%\t100%\n"),)),
    ("narrative-schedule-mismatch", ((PROSE_SCHEDULE, "分别为20%、45%、85%、100%"),)),
    ("budget-sum", (("42.00\t其中：财政资金\t42.00", "42.00\t其中：财政资金\t40.00"), ("财政资金42万元", "财政资金40万元"))),
    *(
        ("budget-text-mismatch", ((PURPOSE, said),))
        for said in (
            "项目预算45万元，",
            "项目总预算45万元，",
            "预算数450000元，",
            "预算金额45万元，",
            "财政拨款45万元，",
            "预算资金45万元，",
        )
    ),
    *(
        ("narrative-amount-mismatch", ((PROSE_AMOUNT, said),))
        for said in ("安排预算资金45万元，", "2025年预算安排45万元，", "预算安排42元，", "总预算45万元，", "投入资金45万元，")
    ),
    ("narrative-target-mismatch", (("修缮卫生室数量≥14所；", "修缮卫生室数量≥12所；"),)),
    *(
        ("narrative-count-mismatch", ((TARGETS_END, TARGETS_END + said),))
        for said in ("下设9个二、三级指标。", "共设置三级指标9个。", "设有绩效指标9项。", "设定指标九个。", "细化为9个指标。")
    ),
    *(
        ("ordinal-range-mismatch", ((GOAL, f"{GOAL}，保障{goal}"), (DESCRIPTION, row)))
        for goal, row in (
            ("第三次至第五次委员会会议", "第三次至第六次委员会会议"),
            ("第1-6期村医培训班", "第1-8期村医培训班"),
            ("第一批至第三批设备采购", "第一批至第四批设备采购"),
            ("县政协第九届四次会议召开", "县政协第九届五次会议召开"),
            ("九届四次全会", "九届五次全会"),
        )
    ),
    ("duplicate-project-code", ((CODE, "13992125P00000001101G"),)),
    ("project-code-format", ((CODE, CODE[:-1]),)),
    ("project-code-check", ((CODE, CODE.replace("22", "23", 1)),)),
    ("project-code-year", ((CODE, _code("13992124P00000002201")),)),
    ("project-code-region", ((CODE, _code("13992225P00000002201")),)),
    *(
        ("deadline-outside-year", (("2025年10月31日前", said),))
        for said in ("2026年1月底前", "2024年底前完成", "2023.12.31前", "2026年上半年")
    ),
    *(
        ("stale-year", ((before, after),))
        for before, after in (
            ("完成年度卫生室", "完成2024年度卫生室"),
            ("用于讲座授课费", "用于2024年讲座授课费"),
            ("普及孕产期保健知识。", "按照2023年工作安排普及孕产期保健知识。"),
            ("加强支出管理。", "加强2024年支出管理。"),
        )
    ),
    *(
        ("repeated-word", ((before, after),))
        for before, after in (
            ("明确各股室职责", "明确各股室职责职责"),
            ("改善偏远村的", "改善偏远村的的"),
            ("和妇幼健康服务", "和和妇幼健康服务"),
            ("全部车辆交付使用", "全部车辆交付交付使用"),
        )
    ),
    ("section-number-gap", (("2、加强支出管理", "3、加强支出管理"),)),
    ("section-number-gap", (("三、工作保障措施", "四、工作保障措施"),)),
    ("missing-value", (("\t≥9200人\t", "\t\t"),)),
]


def _told(text: str) -> list[str]:
    outcome = run([read_bytes(text.encode(), "卫生健康局.txt").document], shipped(), profile=Profile.SUBMIT)
    return [finding.name for finding in outcome.findings]


@pytest.mark.parametrize(
    ("name", "changes"), MISTAKES, ids=lambda value: value if isinstance(value, str) else value[-1][1].strip()
)
def test_one_mistake_is_what_is_found(name: str, changes: tuple[tuple[str, str], ...]) -> None:
    text = CLEAN
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    assert _told(text) == [name]


@pytest.mark.parametrize(
    "purpose",
    [
        "预算数420000元，其中：财政资金420000元，其他资金0元。",
        "上级财政资金20万元，本级财政资金22万元，",
        "中央财政资金12万元、县级财政资金30万元，",
        "项目总投资500万元，本年安排42万元。",
    ],
)
def test_the_same_amounts_told_otherwise(purpose: str) -> None:
    assert _told(CLEAN.replace(PURPOSE, purpose)) == []
