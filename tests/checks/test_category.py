from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.checks.shipped import said

DATA = Path(__file__).parent / "data"
LEVELS = {
    "数": ("产出指标", "数量指标"),
    "质": ("产出指标", "质量指标"),
    "时": ("产出指标", "时效指标"),
    "成": ("产出指标", "成本指标"),
    "经": ("效益指标", "经济效益指标"),
    "社": ("效益指标", "社会效益指标"),
    "生": ("效益指标", "生态效益指标"),
    "可": ("效益指标", "可持续影响指标"),
    "满": ("满意度指标", "服务对象满意度指标"),
}
RULES = ("misfiled-indicator", "rate-filed-as-count", "count-filed-as-quality", "budget-execution-as-benefit", "not-satisfaction")


def rows(name: str) -> list[str]:
    """The rows of a data file."""
    return [line for line in (DATA / name).read_text("utf-8").splitlines() if line and not line.startswith("#")]


def node(line: str) -> dict[str, Any]:
    """The indicator that a row describes."""
    category, name, value, *description = line.split("|")
    level1, level2 = LEVELS[category]
    described = {"level1": level1, "level2": level2, "name": name, "value": value}
    return described | ({"description": description[0]} if description else {})


def told(line: str) -> list[str]:
    """The rules on categories that say something about a row."""
    return [rule for rule in RULES if said(rule, "indicator", node(line)).findings]


@pytest.mark.parametrize("line", rows("filed-well.txt"))
def test_well_filed_rows_of_all_trades_are_left_alone(line: str) -> None:
    assert told(line) == []


@pytest.mark.parametrize("line", rows("misfiled.txt"))
def test_misfiled_rows_are_told_by_exactly_one_rule(line: str) -> None:
    assert len(told(line)) == 1


def moved(source: str, target: str) -> float:
    """Which share of the well-filed rows of one category is told when it stands under another."""
    lines = [line for line in rows("filed-well.txt") if line.startswith(source)]
    assert lines
    return sum(bool(told(target + line[1:])) for line in lines) / len(lines)


@pytest.mark.parametrize(
    ("source", "target", "least"),
    [
        ("数", "时", 0.95),
        ("数", "质", 0.85),
        ("成", "时", 0.95),
        ("社", "生", 0.9),
        ("质", "时", 0.9),
        ("时", "生", 0.95),
        ("满", "成", 0.95),
    ],
)
def test_rows_moved_to_another_category_are_told(source: str, target: str, least: float) -> None:
    assert moved(source, target) >= least


def test_a_message_names_the_category_that_the_words_show() -> None:
    outcome = said("misfiled-indicator", "indicator", node("社|生态影响|≥90%"))
    assert [finding.args["shown"] for finding in outcome.findings] == ["看起来是生态效益的内容"]


def test_a_category_that_the_regime_does_not_have_says_nothing() -> None:
    described = {"level1": "过程指标", "level2": "资金管理", "name": "社会影响力", "value": "≥90%"}
    assert not said("misfiled-indicator", "indicator", described).findings


def test_a_lost_name_is_not_checked() -> None:
    outcome = said("misfiled-indicator", "indicator", {"level1": "产出指标", "level2": "时效指标", "name": "?", "value": "≥95%"})
    assert not outcome.findings
    assert outcome.not_checked
