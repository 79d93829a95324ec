"""Items of the narrative and their projects: by name, never by position."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.names import document

from goalint.pairing import pairing
from goalint.rules.described import documents_of
from goalint.tree.confidence import Confidence
from goalint.tree.document import Document

HIGH, MEDIUM = Confidence.HIGH, Confidence.MEDIUM


def _pairs(items: Sequence[str], projects: Sequence[str]) -> list[tuple[str, str]]:
    return [(items[pair.item_index], projects[pair.project_index]) for pair in pairing(document(items, projects)).pairs]


@pytest.mark.parametrize(
    ("item", "project", "sure"),
    [
        ("河道清淤", "河道清淤", HIGH),
        ("河道 清淤", "河道清淤", HIGH),
        ("ＡＢ系统运维", "AB系统运维", HIGH),
        ("“智慧水务”系统", "智慧水务系统", HIGH),
        ("人大代表活动经费", "代表活动经费", HIGH),
        ("县政协委员调研费", "委员调研费", HIGH),
        ("河道清淤", "河道清淤经费", MEDIUM),
        ("防汛物资购置资金", "防汛物资购置", MEDIUM),
        ("水库维修养护项目", "水库维修养护专项资金", MEDIUM),
        ("慰问老党员补贴", "慰问老党员", MEDIUM),
        ("政协八届三次会议费", "政协八届五次全会会议费", MEDIUM),
        ("2024年防汛演练", "2025年防汛演练", MEDIUM),
        ("第一批农机补贴", "第二批农机补贴", MEDIUM),
        ("农村饮水安全巩固提升工程维护", "农村饮水安全巩固提升工程维修", MEDIUM),
    ],
)
def test_names_that_mean_one_project(item: str, project: str, sure: Confidence) -> None:
    found = pairing(document([item, "完全无关的事项甲"], ["另外一件事情乙", project]))
    assert [(pair.item_index, pair.project_index, pair.sure) for pair in found.pairs] == [(0, 1, sure)]
    assert found.ambiguous == ()


@pytest.mark.parametrize(
    ("item", "project"),
    [
        ("人员经费", "河道清淤"),
        ("公用经费", "防汛物资购置"),
        ("水库维修", "水库移民后期扶持"),
        ("会议费", "培训费"),
        ("经费", "费用"),
    ],
)
def test_names_that_do_not_meet(item: str, project: str) -> None:
    assert _pairs([item], [project]) == []


def test_position_pairs_nothing() -> None:
    assert _pairs(["人员经费", "河道清淤"], ["防汛物资购置", "水库除险加固"]) == []
    assert _pairs(["丙丙丙", "甲甲甲", "乙乙乙"], ["甲甲甲", "乙乙乙", "丙丙丙"]) == [
        ("丙丙丙", "丙丙丙"),
        ("甲甲甲", "甲甲甲"),
        ("乙乙乙", "乙乙乙"),
    ]


def test_two_projects_of_one_name_are_ambiguous() -> None:
    found = pairing(document(["救灾补助", "河道清淤"], ["救灾补助", "救灾补助", "河道清淤"]))
    assert found.ambiguous == (0,)
    assert [(pair.item_index, pair.project_index) for pair in found.pairs] == [(1, 2)]


def test_two_items_of_one_name_are_ambiguous() -> None:
    found = pairing(document(["救灾补助", "救灾补助"], ["救灾补助"]))
    assert (found.pairs, found.ambiguous) == ((), (0, 1))


def test_a_letter_for_letter_match_goes_before_a_looser_one() -> None:
    assert _pairs(["培训经费", "培训"], ["培训", "培训经费"]) == [("培训经费", "培训经费"), ("培训", "培训")]


def test_a_nearly_equal_name_that_two_projects_share_is_ambiguous() -> None:
    found = pairing(document(["城区防洪堤坝加固养护"], ["城区防洪堤坝加固养护甲段", "城区防洪堤坝加固养护乙段"]))
    assert (found.pairs, found.ambiguous) == ((), (0,))


def test_without_narrative_names_or_projects() -> None:
    assert pairing(document([], ["河道清淤"])).pairs == ()
    assert pairing(document(["河道清淤"], [])).pairs == ()
    assert pairing(document([""], [""])).pairs == ()


def test_a_year_before_the_filing_bodys_name_is_no_other_project() -> None:
    found = pairing(document(["2023年县人大代表活动"], ["2024年人大代表活动"]))
    assert [(pair.item_index, pair.project_index, pair.sure) for pair in found.pairs] == [(0, 0, MEDIUM)]


def _of_one_name(*values: str) -> Document:
    """Two items and two projects of one name; the numbers are those of their targets and rows."""
    names = ("item", "item", "project", "project")
    parts = list(zip(names, values, strict=True))
    return documents_of(
        "document",
        {
            "narrative": [{"name": "救灾补助", "targets": [{"name": "数", "value": v}]} for kind, v in parts if kind == "item"],
            "projects": [
                {"name": "救灾补助", "indicators": [{"name": "数", "value": v}]} for kind, v in parts if kind == "project"
            ],
        },
    )[0]


def test_one_name_twice_is_told_apart_by_the_targets() -> None:
    found = pairing(_of_one_name("60套", "49台", "49套", "60套"))
    assert [(pair.item_index, pair.project_index, pair.sure) for pair in found.pairs] == [(0, 1, MEDIUM), (1, 0, MEDIUM)]


@pytest.mark.parametrize("values", [("60套", "60套", "49套", "60套"), ("60套", "50套", "60套", "49套")])
def test_targets_that_leave_a_doubt_tell_nothing_apart(values: tuple[str, str, str, str]) -> None:
    found = pairing(_of_one_name(*values))
    assert (found.pairs, found.ambiguous, found.contested) == ((), (0, 1), (0, 1))


def test_the_projects_in_question_are_named() -> None:
    found = pairing(document(["救灾补助", "河道清淤"], ["救灾补助", "河道清淤", "救灾补助"]))
    assert (found.ambiguous, found.contested) == ((0,), (0, 2))
    assert pairing(document(["河道清淤"], ["河道清淤"])).contested == ()
