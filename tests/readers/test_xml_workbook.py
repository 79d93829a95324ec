"""Workbooks that are one XML file."""

from __future__ import annotations

import pytest
from tests.formats.workbook import xlsx, xml_workbook
from tests.forms import BLANKS, DREDGING, PUMPS, Plan, expected, said

from goalint.intake import read_bytes
from goalint.readers.blocks import Blocks, Span, Table, UnreadableError
from goalint.readers.xml_workbook import read_xml_workbook

_PLAN = Plan((DREDGING, PUMPS, BLANKS))
_URN = "urn:schemas-microsoft-com:office:spreadsheet"


def _workbook(table: str, styles: str = "", options: str = "", before: str = "") -> bytes:
    return (
        f'<?xml version="1.0"?>{before}<Workbook xmlns="{_URN}" xmlns:ss="{_URN}"><Styles>{styles}</Styles>'
        f'<Worksheet ss:Name="甲表"><Table>{table}</Table>{options}</Worksheet></Workbook>'
    ).encode()


def _rows(blocks: Blocks) -> list[list[str]]:
    (table,) = (block for block in blocks.blocks if isinstance(block, Table))
    return [[cell.text for cell in row] for row in table.rows]


def _data(kind: str, text: str) -> str:
    return f'<Data ss:Type="{kind}">{text}</Data>'


@pytest.mark.parametrize("stacked", [False, True])
def test_a_plan_comes_back_whatever_the_ending(stacked: bool) -> None:
    data = xml_workbook(_PLAN, stacked=stacked)
    for name in ("a.xls", "a.xml", "a.xlsx"):
        document = read_bytes(data, name).document
        assert said(document) == expected(_PLAN)
        assert document.not_read == ()
    assert document.projects == read_bytes(xlsx(_PLAN, stacked=stacked), "a.xlsx").document.projects


def test_values_are_read_as_they_are_displayed() -> None:
    styles = (
        '<Style ss:ID="a"><NumberFormat ss:Format="Percent"/></Style><Style ss:ID="b"><NumberFormat ss:Format="0%"/></Style>'
        '<Style ss:ID="c"><Font/></Style><Style ss:ID="d"><NumberFormat ss:Format="yyyy&quot;年&quot;m&quot;月&quot;"/></Style>'
    )
    cells = (
        f'<Cell ss:StyleID="a">{_data("Number", "0.955")}</Cell><Cell ss:StyleID="b">{_data("Number", "0.95")}</Cell>'
        f'<Cell ss:StyleID="c">{_data("Number", "0.30000000000000004")}</Cell>'
        f'<Cell ss:StyleID="d">{_data("DateTime", "2024-03-15T00:00:00.000")}</Cell>'
        f"<Cell>{_data('DateTime', '2024-03-15T00:00:00.000')}</Cell><Cell>{_data('Boolean', '1')}</Cell>"
        '<Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>粗</B>细&#10;下行</ss:Data></Cell>'
        f"<Cell><Comment><Data>批注</Data></Comment></Cell><Cell>{_data('Error', '#REF!')}</Cell>"
    )
    blocks = read_xml_workbook(_workbook(f"<Row>{cells}</Row>", styles))
    assert _rows(blocks) == [["95.50%", "95%", "0.3", "2024年3月", "2024/3/15", "TRUE", "粗细\n下行", "#REF!"]]


def test_merged_cells_indices_and_what_is_hidden() -> None:
    table = (
        '<Column ss:Index="3" ss:Hidden="1" ss:Span="1"/>'
        f'<Row><Cell ss:MergeAcross="1" ss:MergeDown="1">{_data("String", "甲")}</Cell><Cell>{_data("String", "藏")}</Cell>'
        f'<Cell ss:Index="5">{_data("String", "乙")}</Cell></Row>'
        f'<Row><Cell ss:Index="5">{_data("String", "丙")}</Cell></Row>'
        f'<Row ss:Index="4" ss:Hidden="1"><Cell>{_data("String", "隐")}</Cell></Row>'
        f"<Row><Cell>{_data('String', '丁')}</Cell><Cell>{_data('String', '戊')}</Cell></Row>"
    )
    blocks = read_xml_workbook(_workbook(table))
    assert _rows(blocks) == [["甲", "", "乙"], ["", "", "丙"], ["", "", ""], ["丁", "戊", ""]]
    (found,) = blocks.blocks
    assert isinstance(found, Table)
    assert found.merged == {(0, 0): Span(2, 2)}
    assert [row[0].location.cell for row in found.rows] == ["A1", "A2", "A3", "A5"]
    assert [(item.code, item.args) for item in blocks.unread] == [
        ("hidden-rows", {"rows": "4"}),
        ("hidden-columns", {"columns": "C"}),
    ]


def test_a_hidden_sheet_stands_apart() -> None:
    options = "<WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions>"
    blocks = read_xml_workbook(_workbook(f"<Row><Cell>{_data('String', '甲')}</Cell></Row>", options=options))
    assert blocks.blocks == ()
    assert [part.location.sheet for part in blocks.hidden] == ["甲表"]


def test_what_is_hostile_or_broken_has_a_reason() -> None:
    for data, reason in (
        (_workbook("", before='<!DOCTYPE a [<!ENTITY x "y">]>'), "document-type"),
        (_workbook("<Row>")[:-20], "broken-xml"),
    ):
        with pytest.raises(UnreadableError) as caught:
            read_xml_workbook(data)
        assert caught.value.reason == reason
    cell = f"<Cell>{_data('Number', '1')}</Cell>"
    blocks = read_xml_workbook(_workbook(f"<Row>{cell * 10}</Row>" * 26_000))
    assert [item.code for item in blocks.unread] == ["sheet-too-large"]
