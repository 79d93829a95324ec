"""Targets and counts of the narrative against the table."""

from __future__ import annotations

from typing import Any

import pytest
from tests.checks.applying import applied, run

from goalint.checks.counts import NARRATIVE_COUNTS
from goalint.checks.targets import NARRATIVE_TARGET_WORDS, NARRATIVE_TARGETS, NARRATIVE_TARGETS_ABSENT, Alike
from goalint.parser.item import ItemText, item_of
from goalint.rules.described import documents_of
from goalint.tree.confidence import Confidence
from goalint.tree.document import Narrative
from goalint.tree.passage import passage
from goalint.tree.text import absent


def _document(target: dict[str, Any], row: dict[str, Any], item: str = "河道清淤") -> dict[str, Any]:
    return {"narrative": [{"name": item, "targets": [target]}], "projects": [{"name": "河道清淤", "indicators": [row]}]}


def test_a_hit_names_both_places_and_the_project() -> None:
    node = _document({"name": "清淤长度", "value": "≥10公里"}, {"name": "清淤长度", "value": "≥12公里"})
    (hit,), unchecked = applied(NARRATIVE_TARGETS, "document", node)
    assert hit.args == {
        "item": "河道清淤",
        "target": "清淤长度",
        "stated": "≥10公里",
        "indicator": "清淤长度",
        "table": "≥12公里",
    }
    assert [one.text for one in hit.evidence] == ["≥10公里", "清淤长度", "清淤长度", "≥12公里"]
    assert (hit.project_index, hit.sure, hit.location, unchecked) == (0, Confidence.HIGH, hit.evidence[0].location, [])


def test_an_unsure_pair_of_names_lowers_the_confidence() -> None:
    node = _document({"name": "清淤长度", "value": "≥10公里"}, {"name": "清淤长度", "value": "≥12公里"}, item="河道清淤经费")
    (hit,), _ = applied(NARRATIVE_TARGETS, "document", node)
    assert hit.sure is Confidence.MEDIUM


def test_like_pairs_are_another_rules_matter() -> None:
    node = _document({"name": "采购合格率", "value": "100%"}, {"name": "设备验收合格率", "value": "≥95%"})
    assert applied(NARRATIVE_TARGETS, "document", node) == ([], [])
    (hit,), _ = applied(NARRATIVE_TARGETS, "document", node, Alike(like=True))
    assert hit.sure is Confidence.LOW


@pytest.mark.parametrize("value", ["?", "≥12公里"])
def test_a_lost_value_is_not_checked(value: str) -> None:
    node = _document({"name": "清淤长度", "value": "≥12公里"}, {"name": "清淤长度", "value": value})
    hits, unchecked = applied(NARRATIVE_TARGETS, "document", node)
    assert (hits, len(unchecked)) == ([], value == "?")


def test_words_against_a_number() -> None:
    node = _document(
        {"name": "居民满意度", "value": "满意"}, {"level2": "服务对象满意度指标", "name": "村民满意度", "value": "≥90%"}
    )
    (hit,), _ = applied(NARRATIVE_TARGET_WORDS, "document", node)
    assert (hit.args["stated"], hit.args["table"]) == ("满意", "≥90%")


def test_absent_targets_make_one_hit_for_the_item() -> None:
    node = _document({"name": "古籍修复册数", "value": "≥5册"}, {"name": "清淤长度", "value": "≥12公里"})
    node["narrative"][0]["targets"].append({"name": "图书借阅率", "value": "≥60%"})
    (hit,), _ = applied(NARRATIVE_TARGETS_ABSENT, "document", node)
    assert hit.args["targets"] == "“古籍修复册数”、“图书借阅率”"
    node["projects"][0]["rows_lost"] = True
    hits, unchecked = applied(NARRATIVE_TARGETS_ABSENT, "document", node)
    assert (hits, len(unchecked)) == ([], 1)


@pytest.mark.parametrize(
    ("body", "stated"),
    [
        ("下设9个二、三级指标。", ["9个二、三级指标"]),
        ("共设置三级指标12项", ["三级指标12项"]),
        ("产出指标下设4个三级指标，效益指标下设3个三级指标", []),
        ("设置绩效指标9个，其中产出指标共4个", ["绩效指标9个"]),
        ("设数量指标3个、质量指标2个", []),
        ("三级指标共12项", ["三级指标共12项"]),
        ("设2个一级指标、2个二级指标、5个三级指标", ["2个一级指标", "2个二级指标", "5个三级指标"]),
        ("设1个一级指标、1个三级指标", []),
        ("指标值为9个", []),
        ("其中9个指标村先行先试", []),
        ("设置绩效指标时参考了9个单位", []),
    ],
)
def test_what_is_a_claim(body: str, stated: list[str]) -> None:
    node = {
        "narrative": [{"name": "河道清淤", "body": [body]}],
        "projects": [{"name": "河道清淤", "indicators": [{"level1": "产出指标", "level2": "数量指标", "name": "清淤长度"}]}],
    }
    hits, _ = applied(NARRATIVE_COUNTS, "document", node)
    assert [hit.args["stated"] for hit in hits] == stated


def test_an_item_in_one_sentence_makes_its_claim_in_its_heading() -> None:
    text = "“河道清淤”项目年初预算安排6万元，下设9个二、三级指标。1、产出指标-数量指标-清淤长度，指标值为≥5公里。"
    rows = [{"name": "清淤长度", "value": "≥5公里"}] * 3
    item = item_of(ItemText("1", passage(text), ()))
    document = documents_of("document", {"projects": [{"name": "河道清淤", "indicators": rows}]})[0]
    document = document._replace(narrative=Narrative(absent(), (), (item,)))
    (hit,), _ = run(NARRATIVE_COUNTS, "document", [document])
    assert (item.name.text, hit.args["stated"], hit.args["count"]) == ("河道清淤", "9个二、三级指标", "3")
    assert hit.evidence[0].text in text
