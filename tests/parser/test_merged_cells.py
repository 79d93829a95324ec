"""Tables whose source knows its merged cells: what one says holds for every row and column that it covers."""

from __future__ import annotations

from goalint.parser import parse
from goalint.readers.blocks import Blocks, Span, Table
from goalint.tree.document import Document, Source
from goalint.tree.location import Location
from goalint.tree.passage import passage

_HEAD = (
    "项目编码|13992125P000021100019|项目名称|河道清淤",
    "预算数|60.00|其中：财政资金|60.00|其他资金|",
)


def _document(*rows: str, merged: dict[tuple[int, int], Span]) -> Document:
    """A document of one table; `merged` counts the rows after the head."""
    cells = [
        tuple(passage(text, Location(table=1, row=row, cell=cell)) for cell, text in enumerate(line.split("|"), 1))
        for row, line in enumerate([*_HEAD, *rows], 1)
    ]
    spans = {(row + len(_HEAD), column): span for (row, column), span in merged.items()}
    return parse(Blocks("test", (Table(tuple(cells), spans),)), Source("a.test", "test", ""))


def test_a_basis_merged_over_rows_is_the_basis_of_each() -> None:
    document = _document(
        "一级指标|二级指标|三级指标|指标值|指标值确定依据",
        "产出指标|数量指标|清淤长度|≥12公里|工程设计",
        "|质量指标|验收合格率|100%|",
        "满意度指标|服务对象满意度指标|居民满意度|≥90%|",
        merged={(1, 0): Span(2, 1), (1, 4): Span(2, 1)},
    )
    rows = document.projects[0].indicators
    assert [row.basis.text for row in rows] == ["工程设计", "工程设计", ""]
    assert [row.level1.text for row in rows] == ["产出指标", "产出指标", "满意度指标"]
    assert rows[1].basis.location == rows[0].basis.location


def test_a_head_over_several_columns_names_them_all() -> None:
    document = _document(
        "一级指标|二级指标|三级指标||指标值||",
        "产出指标|数量指标|清淤长度||≥|12|公里",
        "|质量指标|验收合格率||=|100|%",
        merged={(0, 2): Span(1, 2), (0, 4): Span(1, 3), (1, 2): Span(1, 2)},
    )
    assert [row.value.text for row in document.projects[0].indicators] == ["≥12公里", "=100%"]
    assert [row.name.text for row in document.projects[0].indicators] == ["清淤长度", "验收合格率"]


def test_an_empty_merged_value_stays_empty() -> None:
    document = _document(
        "一级指标|二级指标|三级指标|指标值",
        "产出指标|数量指标|清淤长度|",
        "|质量指标|验收合格率|",
        merged={(1, 3): Span(2, 1)},
    )
    assert all(row.value.field.missing for row in document.projects[0].indicators)


def test_a_second_level_written_once_holds_as_long_as_the_first_above_it() -> None:
    document = _document(
        "一级指标|二级指标|三级指标|指标值",
        "产出指标|数量指标|清淤长度|≥12公里",
        "||护栏长度|≥300米",
        "|质量指标|验收合格率|100%",
        "效益指标||受益人口|≥8600人",
        merged={(1, 0): Span(3, 1)},
    )
    rows = document.projects[0].indicators
    assert [row.level2.text for row in rows] == ["数量指标", "数量指标", "质量指标", ""]
    assert [row.level1.text for row in rows] == ["产出指标", "产出指标", "产出指标", "效益指标"]
