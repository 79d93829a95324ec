"""The parsed tree, for machines and for people."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalint.reports import Style, tree_json, tree_text
from goalint.reports.width import display_width
from goalint.tree.code import project_code
from goalint.tree.document import (
    Budget,
    Department,
    Document,
    Indicator,
    Item,
    Narrative,
    NotRead,
    Project,
    SchedulePoint,
    Section,
    Source,
    Target,
)
from goalint.tree.location import Location
from goalint.tree.money import money
from goalint.tree.passage import passage
from goalint.tree.quantity import quantity
from goalint.tree.text import Text, absent, lost, text_of


def text(content: str, line: int = 1) -> Text:
    return text_of(passage(content, Location(line, 1)))


def indicator(level1: str, level2: str, name: str, value: str, line: int) -> Indicator:
    return Indicator(
        text(level1),
        text(level2),
        text(name),
        text("反映" + name),
        quantity(text(value, line)),
        text("年度计划"),
        Location(line, 1),
    )


@pytest.fixture
def document() -> Document:
    project = Project(
        part="预算项目绩效目标",
        seq=1,
        title=text("1.库房维修费绩效目标表"),
        department=Department("201001", "示例市档案馆本级", Location(20, 1)),
        code=project_code(text("13990024P00000000003X", 21)),
        name=text("库房维修费"),
        unit=text("万元"),
        budget=Budget(
            money(text("501.384460"), "万元"), money(text("3.00"), "万元"), money(text(""), "万元"), text("用于维修。\n含防水")
        ),
        schedule=(
            SchedulePoint("3月底", 3, text("30%"), Decimal(30)),
            SchedulePoint("6月底", 6, text(""), None),
            SchedulePoint("12月底", 12, lost(Location(30)), None),
        ),
        goals=(text("完成维修"),),
        indicators=(
            indicator("产出指标", "数量指标", "维修面积", "≥1200平方米", 40),
            indicator("产出指标", "数量指标", "维修次数", "若干", 41),
            indicator("产出指标", "质量指标", "合格率", "95%-100%", 42),
        ),
        location=Location(20, 1),
    )
    item = Item(
        "1",
        text("库房维修费"),
        money(text("3万元"), "万元"),
        (Decimal("30.00"), Decimal(100)),
        text("30%、100%"),
        text("完成维修"),
        (Target(text("维修次数"), quantity(text("≥2次")), absent(), "数量指标", Location(9, 3)),),
        (),
        Location(8, 1),
    )
    return Document(
        source=Source("a.txt", "text", "ab" * 32),
        department=Department("201001", "示例市档案馆本级", Location(20, 1)),
        fiscal_year=2024,
        regime="F88",
        sections=(Section("第一部分 整体绩效目标", 1, Location(1, 1)),),
        narrative=Narrative(text("管好档案"), (text("加强领导"),), (item,)),
        projects=(project,),
        not_read=(NotRead(Location(30, 1), "schedule-column-lost", {"label": "10月底"}, 0),),
    )


EXPECTED = {
    "schema": "goalint.tree/1",
    "documents": [
        {
            "source": {"path": "a.txt", "format": "text", "sha256": "ab" * 32},
            "department": {"code": "201001", "name": "示例市档案馆本级"},
            "fiscal_year": 2024,
            "regime": "F88",
            "sections": [{"title": "第一部分 整体绩效目标", "level": 1, "location": {"line": 1, "column": 1}}],
            "narrative": {
                "overall": "管好档案",
                "safeguards": ["加强领导"],
                "items": [
                    {
                        "number": "1",
                        "name": "库房维修费",
                        "amount": {"text": "3万元", "yuan": "30000"},
                        "schedule": ["30", "100"],
                        "goal": "完成维修",
                        "targets": [
                            {
                                "name": "维修次数",
                                "value": {"text": "≥2次", "op": "≥", "number": "2", "upper": None, "unit": "次", "kind": "count"},
                                "location": {"line": 9, "column": 3},
                            }
                        ],
                        "location": {"line": 8, "column": 1},
                    }
                ],
            },
            "projects": [
                {
                    "part": "预算项目绩效目标",
                    "seq": 1,
                    "code": "13990024P00000000003X",
                    "name": "库房维修费",
                    "unit": "万元",
                    "budget": {
                        "total": {"text": "501.384460", "yuan": "5013844.6"},
                        "fiscal": {"text": "3.00", "yuan": "30000"},
                        "other": None,
                        "purpose": "用于维修。\n含防水",
                    },
                    "schedule": [
                        {"label": "3月底", "month": 3, "text": "30%", "percent": "30"},
                        {"label": "6月底", "month": 6, "text": None, "percent": None},
                        {"label": "12月底", "month": 12, "text": None, "percent": None},
                    ],
                    "goals": ["完成维修"],
                    "indicators": [
                        {
                            "level1": "产出指标",
                            "level2": "数量指标",
                            "name": "维修面积",
                            "description": "反映维修面积",
                            "value": {
                                "text": "≥1200平方米",
                                "op": "≥",
                                "number": "1200",
                                "upper": None,
                                "unit": "平方米",
                                "kind": "count",
                            },
                            "basis": "年度计划",
                            "location": {"line": 40, "column": 1},
                        },
                        {
                            "level1": "产出指标",
                            "level2": "数量指标",
                            "name": "维修次数",
                            "description": "反映维修次数",
                            "value": {"text": "若干", "op": None, "number": None, "upper": None, "unit": None, "kind": "text"},
                            "basis": "年度计划",
                            "location": {"line": 41, "column": 1},
                        },
                        {
                            "level1": "产出指标",
                            "level2": "质量指标",
                            "name": "合格率",
                            "description": "反映合格率",
                            "value": {
                                "text": "95%-100%",
                                "op": None,
                                "number": "95",
                                "upper": "100",
                                "unit": "%",
                                "kind": "ratio",
                            },
                            "basis": "年度计划",
                            "location": {"line": 42, "column": 1},
                        },
                    ],
                    "location": {"line": 20, "column": 1},
                }
            ],
            "not_read": [{"location": {"line": 30, "column": 1}, "why": "支出计划缺“10月底”一栏，应为转换时丢失"}],
        }
    ],
}


def _of_contract(found: Any, expected: Any) -> Any:
    """What the contract names; what goalint writes beside it for reading its trees again is tests/test_tree_file.py's."""
    if isinstance(expected, dict):
        assert found.keys() >= expected.keys()
        return {key: _of_contract(found[key], value) for key, value in expected.items()}
    if isinstance(expected, list):
        assert len(found) == len(expected)
        return [_of_contract(one, wanted) for one, wanted in zip(found, expected, strict=True)]
    return found


def test_the_contract(document: Document) -> None:
    found = tree_json.render([document])
    assert _of_contract(json.loads(found), EXPECTED) == EXPECTED
    assert found == json.dumps(json.loads(found), ensure_ascii=False, indent=2) + "\n"


def test_only_reasons_depend_on_the_language(document: Document) -> None:
    zh, en = (tree_json.render([document], lang).splitlines() for lang in ("zh", "en"))
    differing = [(a, b) for a, b in zip(zh, en, strict=True) if a != b]
    assert len(differing) == 1
    assert "lost in conversion" in differing[0][1]


def test_a_document_of_which_nothing_is_known() -> None:
    bare = Document(Source("a", "unknown", ""), None, None, None, (), None, (), ())
    assert json.loads(tree_json.render([bare]))["documents"] == [
        {
            "source": {"path": "a", "format": "unknown", "sha256": ""},
            "department": None,
            "fiscal_year": None,
            "regime": None,
            "sections": [],
            "narrative": None,
            "projects": [],
            "not_read": [],
            "paragraphs": [],
        }
    ]
    assert json.loads(tree_json.render([])) == {"schema": "goalint.tree/1", "documents": []}


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6))
def test_numbers_are_exact_and_without_exponent(value: Decimal) -> None:
    written = tree_json.number(value)
    assert written is not None
    assert Decimal(written) == value
    assert not {"E", "e", "+"} & set(written)
    assert "." not in written or written[-1] not in "0."


def test_numbers_in_scientific_form() -> None:
    assert [tree_json.number(Decimal(text)) for text in ("3E+4", "-0.00", "1E-3", "100")] == ["30000", "0", "0.001", "100"]
    assert tree_json.number(None) is None


TREE = """\
a.txt
  预算单位：201001 示例市档案馆本级
  预算年度：2024
  指标框架：F88
  文件格式：text

目录
  第一部分 整体绩效目标

整体绩效目标
  总体绩效目标：管好档案
  1  库房维修费  第8行
      金额：3万元
      资金支出计划：30%，100%
      绩效目标：完成维修
      绩效指标：维修次数 ≥2次
  保障措施：加强领导

项目 1  13990024P00000000003X  库房维修费  第20行
  部分：预算项目绩效目标
  预算单位：201001 示例市档案馆本级
  预算（万元）：预算数 501.384460，财政资金 3.00，其他资金 （空）
  资金用途：用于维修。
      含防水
  支出计划：3月底 30%，6月底 （空），12月底 〔转换时丢失〕
  绩效目标：完成维修
  一级      二级      三级      值            依据
  产出指标  数量指标  维修面积  ≥1200平方米   年度计划
                      维修次数  若干〔文字〕  年度计划
            质量指标  合格率    95%-100%      年度计划

未读懂
  第30行  支出计划缺“10月底”一栏，应为转换时丢失
"""


def test_the_tree_for_people(document: Document) -> None:
    assert tree_text.render([document], Style()) == TREE


def test_the_tree_in_english_and_narrow(document: Document) -> None:
    found = tree_text.render([document], Style("en", width=60))
    assert "Not understood\n  line 30  the schedule has no column “10月底”: lost in\n" in found
    assert "12月底 [lost in conversion]" in found.replace("\n      ", " ")
    assert all(display_width(line) <= 60 for line in found.splitlines())
