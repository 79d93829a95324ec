"""Whatever a form says, every dialect that marks its cells gives it back; print gives it back or says that it cannot."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.forms import DIALECTS, GRIDS, MONTHS, Form, Plan, Row, Wording, code, expected, parsed, said

from goalint.tree.confidence import Confidence
from goalint.tree.document import Document
from goalint.tree.text import State

_LEVELS = {
    "产出指标": ("数量指标", "质量指标", "时效指标", "成本指标"),
    "效益指标": ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"),
    "满意度指标": ("服务对象满意度指标",),
}
_THINGS = "河道清淤 水库养护 防汛物资 农村饮水 节水宣传 测站运行 堤坝加固 灌区改造 水质监测 库区绿化".split()
_MEASURES = "数量 合格率 完成时间 成本 受益人口 覆盖率 使用年限 满意度 次数 及时率".split()
_BASES = "年度计划 政府采购合同 河道治理实施方案 上年水平 〔2024〕12号文件".split()
_COMPARED = "≥12公里 ≥98% ≤5万元/公里 =10台 ≥8600人 ≥1,200人次".split()
_VALUES = "≥12公里 ≥98% 5月底前 2025年12月31日前 ≤5万元/公里 =10台 ≥8600人 满意 100% 3-5次 ≥1,200人次 良好 40".split()

_money = st.decimals(0, 99_999, places=2, allow_nan=False).map(str)
_percent = st.integers(0, 100).map(lambda number: f"{number}%")


def _sometimes(strategy: st.SearchStrategy[str], blank: bool) -> st.SearchStrategy[str]:
    return st.one_of(st.just(""), strategy) if blank else strategy


@st.composite
def _rows(draw: st.DrawFn, blank: bool, merge_level2: bool) -> tuple[Row, ...]:
    rows: list[Row] = []
    # In print, values of words and different bases can still be read wrong: see test_print.py.
    bases = st.sampled_from(_BASES) if blank else st.just(draw(st.sampled_from(_BASES)))
    values = st.sampled_from(_VALUES if blank else _COMPARED)
    for level1, seconds in _LEVELS.items():
        for level2 in draw(st.lists(st.sampled_from(seconds), min_size=level1 == "产出指标", max_size=4)):
            name = draw(st.sampled_from(_THINGS)) + draw(st.sampled_from(_MEASURES))
            description = draw(_sometimes(st.sampled_from([name, f"{name}的统计结果", "实际完成的情况占计划的比率"]), blank))
            value = draw(_sometimes(values, blank))
            rows.append(Row(level1, level2, name, description, value, draw(_sometimes(bases, blank))))
    return tuple(sorted(rows, key=lambda row: (list(_LEVELS).index(row.level1), _LEVELS[row.level1].index(row.level2))))


@st.composite
def _forms(draw: st.DrawFn, blank: bool, merge_level2: bool) -> Form:
    goals = draw(st.lists(st.sampled_from(_THINGS).map(lambda thing: f"完成{thing}的全部任务。"), min_size=1, max_size=3))
    return Form(
        draw(st.sampled_from(_THINGS)) + draw(st.sampled_from(["", "经费", "项目", "（二期）"])),
        code(draw(st.integers(0, 10**9 - 1)), draw(st.integers(21, 30))),
        draw(_money),
        draw(_sometimes(_money, blank)),
        draw(_sometimes(_money, blank)),
        f"用于{draw(st.sampled_from(_THINGS))}的全部支出。",
        tuple(draw(_sometimes(_percent, blank)) for _ in MONTHS),
        tuple(f"{number}.{goal}" for number, goal in enumerate(goals, 1)),
        draw(_rows(blank, merge_level2)),
    )


@st.composite
def plans(draw: st.DrawFn, blank: bool) -> Plan:
    merge_level2 = draw(st.booleans())
    forms = tuple(draw(st.lists(_forms(blank, merge_level2), min_size=1, max_size=3)))
    wording = Wording(
        order=tuple(draw(st.sampled_from([(0, 1, 2, 3, 4, 5), (0, 1, 2, 4, 3, 5), (0, 1, 2, 4, 5, 3)]))),
        unit=draw(st.sampled_from(["元", "千元", "万元", "亿元"])),
        merge_level2=merge_level2,
    )
    return Plan(forms, wording=wording)


def _with_a_first_point(form: Form) -> Form:
    """Without its merged cell a row that begins with a blank cell is ambiguous: see test_dialects.py."""
    return replace(form, schedule=(form.schedule[0] or "10%", *form.schedule[1:]))


@pytest.mark.parametrize("dialect", GRIDS)
@given(plans(blank=True))
@settings(max_examples=50)
def test_cells_come_back_as_they_were(dialect: str, plan: Plan) -> None:
    if dialect == "bars, merged cells dropped":
        plan = replace(plan, forms=tuple(map(_with_a_first_point, plan.forms)))
    document = parsed(DIALECTS[dialect](plan))
    assert said(document) == expected(plan)
    assert document.not_read == ()
    assert {point.field.state for project in document.projects for point in project.schedule} <= {State.READ, State.EMPTY}


def _honest(document: Document, plan: Plan) -> None:
    """Every form is found; what is read with high confidence is what the plan says, unless the form is noted as not read."""
    assert len(document.projects) == len(plan.forms)
    doubted = {item.project for item in document.not_read}
    for index, (project, here, there) in enumerate(zip(document.projects, said(document), expected(plan), strict=True)):
        if index in doubted:
            continue
        assert {name: value for name, value in here.items() if name != "rows"} == {
            name: value for name, value in there.items() if name != "rows"
        }
        sure = [row for row, indicator in zip(here["rows"], project.indicators, strict=True) if indicator.sure is Confidence.HIGH]
        assert not [row for row in sure if row not in there["rows"]]


@pytest.mark.parametrize("dialect", ["printed", "lines only"])
@given(plans(blank=False).map(lambda plan: replace(plan, wording=replace(plan.wording, order=(0, 1, 2, 3, 4, 5)))))
@settings(max_examples=40)
def test_print_is_read_right_or_not_at_all(dialect: str, plan: Plan) -> None:
    _honest(parsed(DIALECTS[dialect](plan)), plan)
