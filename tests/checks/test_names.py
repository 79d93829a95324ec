"""Names of items and projects."""

from __future__ import annotations

import pytest
from tests.checks.applying import applied

from goalint.checks.copies import SAME_PROJECT_NAME
from goalint.checks.names import NARRATIVE_NAMES, NARRATIVE_ORDER, UNPAIRED_NAMES, Unpaired
from goalint.rules.check import LexiconName
from goalint.tree.confidence import Confidence

RUNNING = {"running": ["人员经费", "公用经费"]}


def _unpaired(items: list[str], projects: list[str], side: str) -> list[str]:
    node = {
        "narrative": [{"name": name, "amount": "3万元"} for name in items],
        "projects": [{"name": name} for name in projects],
    }
    hits, _ = applied(UNPAIRED_NAMES, "document", node, Unpaired(LexiconName("running"), side), RUNNING)
    return [hit.args["name"] for hit in hits]


@pytest.mark.parametrize(
    ("item", "project", "differing"),
    [
        ("政协八届三次会议费", "政协八届五次全会会议费", ("三次", "五次")),
        ("2023年防汛演练经费", "2024年防汛演练", ("2023年", "2024年")),
        ("“十三五”规划编制费", "“十四五”规划编制费", ("十三五", "十四五")),
        ("第一批农机购置补贴", "第二批农机购置补贴", ("第一批", "第二批")),
        ("城区防洪堤坝加固养护（甲段）", "城区防洪堤坝加固养护（乙段）", ("甲", "乙")),
        ("乡村道路新建工程配套资金", "乡村道路改建工程配套资金", ("新建", "改建")),
    ],
)
def test_names_that_differ_in_substance(item: str, project: str, differing: tuple[str, str]) -> None:
    (hit,), _ = applied(NARRATIVE_NAMES, "document", {"narrative": [{"name": item}], "projects": [{"name": project}]})
    assert (hit.args["ours"], hit.args["theirs"]) == differing
    assert hit.sure is not Confidence.HIGH


@pytest.mark.parametrize(
    ("item", "project"),
    [
        ("人大代表活动经费", "代表活动"),
        ("防汛演练", "2024年防汛演练"),
        ("第十七届四次会议费", "十七届四次会议费"),
        ("23年度国债配套资金", "2023年度国债配套资金"),
        ("12345热线", "12345 热线经费"),
        ("三农工作经费", "三农工作"),
    ],
)
def test_names_that_do_not(item: str, project: str) -> None:
    node = {"narrative": [{"name": item}], "projects": [{"name": project}]}
    assert applied(NARRATIVE_NAMES, "document", node) == ([], [])


def test_what_is_left_over_on_one_side() -> None:
    assert _unpaired(["河道清淤", "水库鉴定"], ["河道清淤"], "item") == ["水库鉴定"]
    assert _unpaired(["河道清淤"], ["河道清淤", "水库鉴定"], "project") == ["水库鉴定"]
    assert _unpaired(["人员经费", "公用经费", "河道清淤"], ["河道清淤"], "item") == []
    assert _unpaired(["河道清淤"], ["河道清淤", "公用经费"], "project") == []


def test_a_narrative_of_duties_says_nothing_about_projects() -> None:
    duties = ["组织各项培训", "落实河长制", "保障机关运转", "水资源管理"]
    projects = ["会议费", "业务费", "水资源管理", "网络维护费", "招待费"]
    assert _unpaired(duties, projects, "item") == []
    assert _unpaired(duties, projects, "project") == []
    assert _unpaired(["河道清淤"], ["水库鉴定"], "item") == []


def test_projects_that_an_ambiguous_item_may_mean_are_spoken_of() -> None:
    assert _unpaired(["救灾补助", "河道清淤"], ["救灾补助", "救灾补助", "河道清淤"], "project") == []


def test_a_lost_name_may_be_the_one() -> None:
    node = {
        "narrative": [{"name": n, "amount": "3万元"} for n in ("河道清淤", "水库鉴定")],
        "projects": [{"name": "河道清淤"}, {"name": "?"}],
    }
    hits, unchecked = applied(UNPAIRED_NAMES, "document", node, Unpaired(LexiconName("running"), "item"), RUNNING)
    assert (hits, len(unchecked)) == ([], 1)


@pytest.mark.parametrize(
    ("items", "found"),
    [(["甲地", "乙地", "丙地"], 0), (["乙地", "甲地", "丙地"], 1), (["丙地", "乙地", "甲地"], 1), (["丙地", "乙地"], 0)],
)
def test_order(items: list[str], found: int) -> None:
    node = {"narrative": [{"name": name} for name in items], "projects": [{"name": name} for name in ("甲地", "乙地", "丙地")]}
    hits, _ = applied(NARRATIVE_ORDER, "document", node)
    assert len(hits) == found


def test_one_name_twice_is_told_at_the_second_and_third() -> None:
    node = {"projects": [{"name": "校园 安保"}, {"name": "会议费"}, {"name": "校园安保"}, {"name": "校园安保"}]}
    hits, _ = applied(SAME_PROJECT_NAME, "document", node)
    assert [(hit.project_index, hit.args["first"]) for hit in hits] == [(2, "1"), (3, "1")]
