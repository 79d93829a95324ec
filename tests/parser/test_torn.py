"""Rows that a conversion tore apart, against rows that are merely odd."""

from __future__ import annotations

import pytest

from goalint.parser.form import Row
from goalint.parser.labels import Label
from goalint.parser.torn import are_torn, names_categories
from goalint.tree.confidence import Confidence
from goalint.tree.location import Location
from goalint.tree.passage import passage

_LABELS = {"二": Label.LEVEL2, "三": Label.LEVEL3, "值": Label.VALUE}
WHOLE = [
    {"二": "数量指标", "三": "AED", "值": "≥40台"},
    {"三": "满意度", "值": "成本指标"},
    {"二": "质量指标", "三": "设备完好率", "值": "≥98%"},
    {"二": "时效指标", "三": "投放时间", "值": "6月底前"},
    {"二": "成本指标", "三": "设备单价", "值": "≤1.8万元"},
]


def _rows(described: list[dict[str, str]]) -> list[Row]:
    place = Location(line=1)
    return [Row({_LABELS[name]: passage(text, place) for name, text in one.items()}, place, Confidence.HIGH) for one in described]


def test_rows_with_words_are_whole() -> None:
    assert not are_torn(_rows(WHOLE), categorised=True)


@pytest.mark.parametrize(
    "pieces",
    [
        [{"二": "数量指标", "三": "标", "值": "≥5"}, {"三": "意度指标", "值": "≥6"}],
        [{"二": "数量指标", "三": "≥46", "值": "≥92"}, {"三": "%", "值": "≥80"}],
        [{"二": "数量指标", "三": "位造价", "值": "社会成本指"}, {"三": "时率", "值": "经济效益指"}],
        [{"二": "数量指标", "三": "可持续影响指", "值": "产业链条延伸"}, {"三": "持续", "值": "标"}],
        [{"三": "新建冷库", "值": "≥6座"}, {"三": "新增库容", "值": "≥1800立方米"}],
    ],
    ids=["ends of categories", "no words", "beginnings of categories", "both", "before any category"],
)
def test_pieces_are_no_rows(pieces: list[dict[str, str]]) -> None:
    assert are_torn(_rows([*pieces, *WHOLE[2:]]), categorised=True)


def test_a_table_without_categories_has_rows_before_any() -> None:
    assert not are_torn(_rows([{"三": "新建冷库", "值": "≥6座"}, {"三": "新增库容", "值": "≥1800立方米"}]), categorised=False)


@pytest.mark.parametrize(
    ("words", "several"),
    [
        ("数量指标 新建 质量指标", True),
        ("社会效益指 标 经济效益指", True),
        ("数量指标 数量指标 标 率", False),
        ("项目 绩效 指标", False),
    ],
)
def test_several_names_of_categories_or_their_beginnings(words: str, several: bool) -> None:
    assert names_categories(words.split()) is several
