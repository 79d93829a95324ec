"""Ordinals, figures and words of goals against the indicators."""

from __future__ import annotations

import pytest
from tests.checks.applying import applied

from goalint.checks.figures import GOAL_FIGURES, GOAL_SUM
from goalint.checks.goals import GOAL_RESTATES_NAME
from goalint.checks.ordinals import ORDINAL_RANGES
from goalint.rules.check import AnyCheck, Hit


def _hits(spec: AnyCheck, goals: list[str], rows: list[tuple[str, str]], name: str = "会议费") -> list[Hit]:
    node = {"name": name, "goals": goals, "indicators": [{"name": row, "value": value} for row, value in rows]}
    return applied(spec, "project", node)[0]


@pytest.mark.parametrize(
    ("goal", "row"),
    [
        ("保障第二十二至第二十八次常委会会议召开", "第二十四至第三十次常委会会议召开"),
        ("保障第22至28次常委会会议", "第二十四次至第三十次常委会会议召开情况"),
        ("举办第1期-第10期农民培训班", "第1期-第8期农民培训班"),
        ("完成第一至第三标段路面施工", "第二至第三标段路面施工"),
        ("第十七届人民代表大会第四次会议圆满完成", "第十七届人民代表大会第五次会议"),
        ("开好县政协第九届四次会议", "县政协第九届五次会议召开"),
        ("保障九届人大四次会议召开", "九届人大五次会议"),
        ("筹备九届四次全会", "九届五次全会"),
    ],
)
def test_other_ordinals_of_the_same_thing(goal: str, row: str) -> None:
    (hit,) = _hits(ORDINAL_RANGES, [goal], [(row, "≥6次")])
    assert hit.args["goal"] in goal
    assert hit.args["indicator"] in row


@pytest.mark.parametrize(
    ("goal", "row"),
    [
        ("保障第二十二至第二十八次常委会会议召开", "第22至28次常委会会议召开"),
        ("保障第二十二至第二十八次常委会会议召开", "第二十四至第三十次主任会议召开"),
        ("保障第二十二至第二十八次常委会会议召开", "第二十三次常委会会议报告审议"),
        ("完成第三至第五次现场检查", "检查天数3至5天"),
        ("2至3次培训", "4至5次培训"),
        ("九届四次全会召开", "九届五次常委会会议召开"),
        ("九届人大期间四次会议的服务", "每届培训五次"),
        ("完成第一季度、第二季度任务", "第三季度任务"),
        ("第三次全会、第四次全会召开", "第五次全会召开"),
    ],
)
def test_no_contradiction(goal: str, row: str) -> None:
    assert _hits(ORDINAL_RANGES, [goal], [(row, "≥6次")]) == []


def test_parts_that_make_up_the_whole() -> None:
    rows = [("第1至第5期农民培训班", "5期"), ("第6至第10期农民培训班", "5期")]
    assert _hits(ORDINAL_RANGES, ["举办第1至第10期农民培训班"], rows) == []
    assert len(_hits(ORDINAL_RANGES, ["举办第1至第12期农民培训班"], rows)) == 1


@pytest.mark.parametrize(
    ("goal", "row", "figures"),
    [
        ("购买炮弹490发", ("炮弹作业率", "≥95%"), "490发"),
        ("举行二类会议2场，三类会议7场", ("参会人数", "≥2000人"), "2场、7场"),
        ("发放宣传册1.5万册", ("知晓率", "≥95%"), "1.5万册"),
        ("购置水泵10台、编织袋2万条", ("水泵数量", "10台"), None),
        ("购置水泵10台", ("水泵数量（台）", "10"), None),
        ("每日维护2次，7*24小时值守", ("故障率", "≤5%"), None),
        ("从3个方面推进12项改革", ("完成率", "≥5%"), None),
        ("2024年12月底前完成", ("完成率", "≥5%"), None),
        ("服务12345热线，落实第3批计划", ("完成率", "≥5%"), None),
    ],
)
def test_figures_without_an_indicator(goal: str, row: tuple[str, str], figures: str | None) -> None:
    hits = _hits(GOAL_FIGURES, [goal], [row])
    assert [hit.args["figures"] for hit in hits] == ([] if figures is None else [figures])


def test_lost_rows_may_hold_the_figure() -> None:
    node = {"goals": ["购买炮弹490发"], "indicators": [{"name": "炮弹作业率", "value": "≥95%"}], "rows_lost": True}
    hits, unchecked = applied(GOAL_FIGURES, "project", node)
    assert (hits, len(unchecked)) == ([], 1)


@pytest.mark.parametrize(
    ("goals", "value", "total"),
    [
        (["升级气象站19套、加固气象站30套"], "≥60套", "49套"),
        (["栽柳树200株", "栽杨树300株"], "600株", "500株"),
        (["升级气象站19套、加固气象站30套"], "49套", None),
        (["共49套，其中升级19套、加固30套"], "≥60套", None),
        (["升级气象站19套、加固气象站60套"], "≥60套", None),
        (["升级气象站19套"], "≥60套", None),
    ],
)
def test_parts_that_do_not_add_up(goals: list[str], value: str, total: str | None) -> None:
    hits = _hits(GOAL_SUM, goals, [("设备数量", value)])
    assert [hit.args["sum"] for hit in hits] == ([] if total is None else [total])


@pytest.mark.parametrize(
    ("name", "goals", "empty"),
    [
        ("校园安保经费", ["1.做好校园安保工作"], True),
        ("人大会议费", ["会议圆满完成"], True),
        ("校园安保经费", ["1.做好校园安保工作", "2.52所学校配备保安"], False),
        ("校园安保经费", ["?"], False),
        ("校园安保经费", [], False),
        ("会议费", ["圆满完成"], False),
    ],
)
def test_goals_that_only_repeat_the_name(name: str, goals: list[str], empty: bool) -> None:
    assert bool(_hits(GOAL_RESTATES_NAME, goals, [], name)) is empty
