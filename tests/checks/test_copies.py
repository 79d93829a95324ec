"""The same thing twice in one document."""

from __future__ import annotations

from typing import Any

import pytest
from tests.checks.applying import applied
from tests.checks.shipped import packs
from tests.forms import parsed

from goalint.checks.copies import COPIED_ROWS, REPEATED_ITEMS, ROW_EVERYWHERE, Common
from goalint.engine import run
from goalint.rules.check import LexiconName

SHARED = {"shared": ["预算控制数"]}
COMMON = Common(LexiconName("shared"))


def _project(name: str, rows: list[str], level2: str = "数量指标") -> dict[str, Any]:
    return {"name": name, "indicators": [{"level2": level2, "name": row, "description": row, "value": "≥90%"} for row in rows]}


def test_an_item_that_repeats_an_earlier_one() -> None:
    goal, targets = "加强学习培训，履职能力进一步提升。", [{"name": "调研及时率", "value": "≥95%"}]
    items = [
        {"name": "甲", "goal": goal, "targets": targets},
        {"name": "乙", "goal": goal},
        {"name": "丙", "goal": goal, "targets": targets},
    ]
    hits, _ = applied(REPEATED_ITEMS, "document", {"narrative": items})
    assert [hit.args for hit in hits] == [{"item": "丙", "first": "甲"}]


def test_indicators_that_were_not_read_as_targets_tell_items_apart() -> None:
    goal = "加强学习培训，履职能力进一步提升。"
    same = ["绩效指标：切实提高调研质量。", "绩效指标：切实提高议事质量。", "绩效指标：切实提高调研质量。"]
    lines = ["第一部分", "一、总体绩效目标", "做好各项工作。", "二、分项绩效目标"]
    for number, said in enumerate(same, 1):
        lines += [f"{number}、第{number}组业务经费绩效目标项目", f"绩效目标：{goal}", said]
    document = parsed("\n".join([*lines, "三、工作保障措施", "1、加强领导。"]))
    frames = run([document], packs(), select=["repeated-narrative-item"])
    assert [finding.args["item"] for finding in frames.findings] == ["第3组业务经费"]


@pytest.mark.parametrize(
    ("row", "level2", "times", "found"),
    [
        ("社会影响力", "社会效益指标", 4, 1),
        ("社会影响力", "社会效益指标", 3, 0),
        ("项目预算控制数", "成本指标", 4, 0),
        ("群众满意度", "服务对象满意度指标", 4, 0),
    ],
)
def test_a_row_in_most_projects(row: str, level2: str, times: int, found: int) -> None:
    projects = [_project(f"项目{number}", [row] if number < times else ["别的"], level2) for number in range(6)]
    hits, _ = applied(ROW_EVERYWHERE, "document", {"projects": projects}, COMMON, SHARED)
    assert len(hits) == found
    if found:
        assert hits[0].args["count"] == "4"
        assert hits[0].evidence[0].location.line is not None


def test_a_row_twice_in_one_project_counts_once() -> None:
    projects = [_project("甲", ["社会影响力"] * 4), _project("乙", ["别的"])]
    assert applied(ROW_EVERYWHERE, "document", {"projects": projects}, COMMON, SHARED) == ([], [])


ROWS = ["清运量", "清运达标率", "街面整洁率", "无害化处理率", "保洁机制"]


@pytest.mark.parametrize(
    ("name", "rows", "found"),
    [
        ("消防水带采购", ROWS, True),
        ("消防水带采购", [*ROWS[:4], "水带使用年限"], True),
        ("消防水带采购", [*ROWS[:3], "水带使用年限", "水带长度"], False),
        ("城区垃圾清运（二标段）", ROWS, False),
        ("消防水带采购", ROWS[:3], False),
        ("消防水带采购", [*ROWS[:3], "项目预算控制数"], False),
    ],
)
def test_rows_copied_from_another_project(name: str, rows: list[str], found: bool) -> None:
    node = {"projects": [_project("城区垃圾清运", ROWS), _project(name, rows)]}
    hits, _ = applied(COPIED_ROWS, "document", node, Common(LexiconName("shared"), percent=80), SHARED)
    assert [hit.args["first"] for hit in hits] == (["城区垃圾清运"] if found else [])
