from __future__ import annotations

from typing import Any

import pytest
from tests.checks.shipped import said


@pytest.mark.parametrize(
    ("points", "found"),
    [
        (["30%", "60%", "90%", "100%"], 0),
        (["0", "0.00", "100", "100.00%"], 0),
        (["30%", "60%", "90%", "100.1%"], 1),
        (["-1%", "60%", "90%", "100%"], 1),
        (["30%", "六成", "按合同", "100%"], 1),
        (["3万元", "6万元", "9万元", "10万元"], 1),
        (["300%", "600%", "900%", "1000%"], 1),
        ([None, None, None, None], 0),
    ],
)
def test_points_that_are_no_share(points: list[str | None], found: int) -> None:
    outcome = said("schedule-out-of-range", "schedule", {"points": points})
    assert len(outcome.findings) == found
    assert outcome.not_checked == ()


def test_a_lost_point_is_not_checked_unless_another_is_wrong_anyway() -> None:
    lost = said("schedule-out-of-range", "schedule", {"points": ["30%", "?", "90%", "100%"]})
    assert (len(lost.findings), len(lost.not_checked)) == (0, 1)
    wrong = said("schedule-out-of-range", "schedule", {"points": ["130%", "?", "90%", "100%"]})
    assert (len(wrong.findings), len(wrong.not_checked)) == (1, 0)


def test_every_wrong_point_is_named_in_one_finding() -> None:
    (finding,) = said("schedule-out-of-range", "schedule", {"points": ["120%", "60%", "约九成", "100%"]}).findings
    assert "3月底“120%”" in finding.message
    assert "10月底“约九成”" in finding.message
    assert [one.text for one in finding.evidence] == ["120%", "约九成"]


def test_one_schedule_everywhere_from_five_forms_on() -> None:
    same: list[dict[str, Any]] = [{"schedule": ["25%", "50%", "75%", "100%"]} for _ in range(5)]
    assert len(said("identical-schedules", "document", {"projects": same}).findings) == 1
    assert said("identical-schedules", "document", {"projects": same[:4]}).findings == ()
    other = [*same, {"schedule": ["25%", "50%", "80%", "100%"]}]
    assert said("identical-schedules", "document", {"projects": other}).findings == ()


@pytest.mark.parametrize(
    ("goal", "first", "found"),
    [
        ("2025年1月召开全县教育大会", "30%", 1),
        ("5月举办全民健身运动会", "30%", 1),
        ("2025年1月召开全县教育大会", "60%", 0),
        ("2024年1月召开了上届大会", "30%", 0),
        ("12月举办总结会", "30%", 0),
        ("3月底前完成采购", "30%", 0),
        ("1月召开动员会，9月召开总结会", "30%", 0),
        ("每月召开调度会", "30%", 0),
    ],
)
def test_an_event_before_its_money(goal: str, first: str, found: int) -> None:
    node = {"name": "会议费", "schedule": [first, "45%", "90%", "100%"], "goals": [goal], "document": {"fiscal_year": 2025}}
    if first == "60%":
        node["schedule"] = ["60%", "70%", "90%", "100%"]
    assert len(said("event-before-funds", "project", node).findings) == found
