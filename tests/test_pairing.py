"""Items of the narrative and their projects: by name, never by position."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from goalint.pairing import pairing
from goalint.tree.code import project_code
from goalint.tree.confidence import Confidence
from goalint.tree.document import Budget, Document, Item, Narrative, Project, Source
from goalint.tree.location import NOWHERE
from goalint.tree.money import money
from goalint.tree.passage import passage
from goalint.tree.text import Text, absent, text_of

HIGH, MEDIUM = Confidence.HIGH, Confidence.MEDIUM


def _text(text: str) -> Text:
    return text_of(passage(text))


def _item(name: str) -> Item:
    return Item(None, _text(name), None, (), absent(), absent(), (), (), NOWHERE)


def _project(name: str, seq: int) -> Project:
    nothing = money(absent(), "万元")
    budget = Budget(nothing, nothing, nothing, absent())
    return Project("", seq, absent(), None, project_code(absent()), _text(name), absent(), budget, (), (), (), NOWHERE)


def _document(items: Sequence[str], projects: Sequence[str]) -> Document:
    narrative = Narrative(absent(), (), tuple(map(_item, items)))
    return Document(
        Source("a.txt", "text", ""), None, None, None, (), narrative, tuple(_project(n, i) for i, n in enumerate(projects)), ()
    )


def _pairs(items: Sequence[str], projects: Sequence[str]) -> list[tuple[str, str]]:
    return [(items[pair.item_index], projects[pair.project_index]) for pair in pairing(_document(items, projects)).pairs]


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
    found = pairing(_document([item, "完全无关的事项甲"], ["另外一件事情乙", project]))
    assert [(pair.item_index, pair.project_index, pair.sure) for pair in found.pairs] == [(0, 1, sure)]
    assert found.ambiguous == ()


@pytest.mark.parametrize(
    ("item", "project"),
    [("人员经费", "河道清淤"), ("公用经费", "防汛物资购置"), ("水库维修", "水库移民后期扶持"), ("会议费", "培训费"), ("经费", "费用")],
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
    found = pairing(_document(["救灾补助", "河道清淤"], ["救灾补助", "救灾补助", "河道清淤"]))
    assert found.ambiguous == (0,)
    assert [(pair.item_index, pair.project_index) for pair in found.pairs] == [(1, 2)]


def test_two_items_of_one_name_are_ambiguous() -> None:
    found = pairing(_document(["救灾补助", "救灾补助"], ["救灾补助"]))
    assert (found.pairs, found.ambiguous) == ((), (0, 1))


def test_a_letter_for_letter_match_goes_before_a_looser_one() -> None:
    assert _pairs(["培训经费", "培训"], ["培训", "培训经费"]) == [("培训经费", "培训经费"), ("培训", "培训")]


def test_a_nearly_equal_name_that_two_projects_share_is_ambiguous() -> None:
    found = pairing(_document(["城区防洪堤坝加固养护"], ["城区防洪堤坝加固养护甲段", "城区防洪堤坝加固养护乙段"]))
    assert (found.pairs, found.ambiguous) == ((), (0,))


def test_without_narrative_names_or_projects() -> None:
    assert pairing(_document([], ["河道清淤"])).pairs == ()
    assert pairing(_document(["河道清淤"], [])).pairs == ()
    assert pairing(_document([""], [""])).pairs == ()
