"""Workbooks as they are on the screen: displayed values, merged cells, what is hidden, what cannot be known."""

from __future__ import annotations

import pytest
from tests.readers.workbooks import MAIN, RELATIONS, package, relations, styles, text, workbook, worksheet

from goalint.readers.blocks import Blocks, Paragraph, Span, Table, UnreadableError
from goalint.readers.xlsx import read_xlsx


def _rows(blocks: Blocks) -> list[list[str]]:
    """The texts of the only table."""
    (table,) = (block for block in blocks.blocks if isinstance(block, Table))
    return [[cell.text for cell in row] for row in table.rows]


def _read(rows: str, **parts: object) -> Blocks:
    return read_xlsx(workbook(worksheet(rows), **parts))  # type: ignore[arg-type]


def _row(*cells: str) -> str:
    """One row of cells: A1, B1 …"""
    return f'<row r="1">{"".join(cells)}</row>'


def test_numbers_are_read_as_they_are_displayed() -> None:
    blocks = _read(
        _row(
            '<c r="A1" s="1"><v>0.95</v></c>',
            '<c r="B1" s="2"><v>3</v></c>',
            '<c r="C1"><v>0.30000000000000004</v></c>',
            '<c r="D1" s="3"><v>45366</v></c>',
            '<c r="E1"><v>115600</v></c>',
            '<c r="F1" s="4"><v>50</v></c>',
            '<c r="G1" t="b"><v>1</v></c>',
            '<c r="H1" t="e"><v>#REF!</v></c>',
            '<c r="I1" t="d"><v>2024-03-15T00:00:00</v></c>',
            '<c r="J1" s="99"><v>2</v></c>',
        ),
        formats=styles("0%", "0.00", 'yyyy"年"m"月"d"日"', '0"万元"'),
    )
    assert _rows(blocks) == [["95%", "3.00", "0.3", "2024年3月15日", "115600", "50万元", "TRUE", "#REF!", "2024/3/15", "2"]]


def test_days_counted_from_1904() -> None:
    cells = _row('<c r="A1" s="1"><v>43904</v></c>', '<c r="B1"><v>1</v></c>')
    blocks = _read(cells, formats=styles("yyyy-mm-dd"), properties='<workbookPr date1904="1"/>')
    assert _rows(blocks) == [["2024-03-15", "1"]]


def test_texts_shared_and_rich_without_the_aids_to_pronunciation() -> None:
    shared = (
        "<si><t>项目</t></si>"
        "<si><r><t>河道</t></r><r><rPr><b/></rPr><t xml:space='preserve'> 清淤</t></r>"
        "<rPh sb='0' eb='2'><t>hedao</t></rPh><phoneticPr fontId='1'/></si>"
        "<si><t>第一行_x000D_\n第二行_x0041_</t></si>"
    )
    cells = [f'<c r="{letter}1" t="s"><v>{number}</v></c>' for number, letter in enumerate("ABC")]
    blocks = _read(_row(*cells, "<c r='D1' t='inlineStr'><is><t>甲</t><rPh><t>jia</t></rPh></is></c>"), shared=shared)
    assert _rows(blocks) == [["项目", "河道 清淤", "第一行\n第二行A", "甲"]]


def test_a_formula_has_the_result_that_the_file_holds() -> None:
    blocks = _read(
        _row(
            '<c r="A1"><f>1+1</f><v>2</v></c>',
            '<c r="B1" t="str"><f>A1&amp;"个"</f><v>2个</v></c>',
            '<c r="C1" t="str"><f>IF(A1,"","")</f><v></v></c>',
            '<c r="D1"><f>SUM(A1:A1)</f></c>',
            '<c r="E1"><f>SUM(A1:A1)</f><v/></c>',
            text("F1", "末"),
        )
    )
    assert _rows(blocks) == [["2", "2个", "末"]]
    assert [(item.code, item.location.cell) for item in blocks.unread] == [
        ("formula-uncomputed", "D1"),
        ("formula-uncomputed", "E1"),
    ]


def test_every_formula_without_a_result_is_told() -> None:
    rows = (f'<row r="{row}"><c r="A{row}"><f>B{row}</f></c>{text(f"B{row}", "甲")}</row>' for row in range(1, 100))
    blocks = _read("".join(rows))
    assert [item.location.cell for item in blocks.unread] == [f"A{row}" for row in range(1, 100)]


def test_merged_cells_say_once_what_they_say() -> None:
    rows = (
        f'<row r="1">{text("A1", "标题")}{text("B1", "看不见")}{text("C1", "右")}</row>'
        f'<row r="2">{text("A2", "产出")}{text("B2", "数量")}{text("C2", "1")}</row>'
        f'<row r="3">{text("A3", "看不见")}{text("B3", "质量")}{text("C3", "2")}</row>'
    )
    merged = '<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A2:A3"/><mergeCell ref="F1:G9"/></mergeCells>'
    blocks = read_xlsx(workbook(worksheet(rows, after=merged)))
    assert _rows(blocks) == [["标题", "", "右"], ["产出", "数量", "1"], ["", "质量", "2"]]
    (table,) = blocks.blocks
    assert isinstance(table, Table)
    assert table.merged == {(0, 0): Span(1, 2), (1, 0): Span(2, 1)}


def test_what_is_hidden_is_left_out_and_said() -> None:
    rows = (
        f'<row r="1">{text("A1", "甲")}{text("B1", "id")}{text("C1", "乙")}</row>'
        f'<row r="2" hidden="1">{text("A2", "丙")}{text("C2", "丁")}</row>'
        '<row r="3" hidden="1"/>'
        f'<row r="5">{text("A5", "戊")}{text("C5", "己")}</row>'
    )
    columns = '<cols><col min="2" max="2" width="9" hidden="1"/><col min="4" max="16384" hidden="1"/></cols>'
    blocks = read_xlsx(workbook(worksheet(rows, before=columns)))
    assert _rows(blocks) == [["甲", "乙"], ["", ""], ["戊", "己"]]
    assert [(item.code, item.args) for item in blocks.unread] == [
        ("hidden-rows", {"rows": "2"}),
        ("hidden-columns", {"columns": "B"}),
    ]


def test_a_merged_cell_that_begins_in_a_hidden_row_is_seen_below() -> None:
    rows = f'<row r="1" hidden="1">{text("A1", "产出")}</row><row r="2">{text("B2", "质量")}{text("C2", "2")}</row>'
    blocks = read_xlsx(workbook(worksheet(rows, after='<mergeCells><mergeCell ref="A1:A2"/></mergeCells>')))
    assert _rows(blocks) == [["产出", "质量", "2"]]
    assert blocks.unread == ()


def test_hidden_sheets_stand_apart() -> None:
    rows = _row(text("A1", "甲"), text("B1", "乙"))
    blocks = read_xlsx(workbook(*[worksheet(rows)] * 3, worksheet(""), states=("visible", "hidden", "veryHidden", "hidden")))
    assert len(blocks.blocks) == 1
    assert [part.location.sheet for part in blocks.hidden] == ["表2", "表3"]


def test_rows_far_apart_and_a_column_far_out() -> None:
    rows = (
        f'<row r="2">{text("B2", "甲")}{text("XFD2", "乙")}</row>'
        f'<row r="4">{text("B4", "丙")}{text("C4", "丁")}</row>'
        f'<row r="1048576">{text("B1048576", "戊")}</row>'
    )
    blocks = read_xlsx(workbook(worksheet(rows, before='<dimension ref="A1:XFD1048576"/>')))
    assert _rows(blocks) == [["甲", "", "乙"], [""] * 3, ["丙", "丁", ""], [""] * 3, ["戊", "", ""]]
    (table,) = blocks.blocks
    assert isinstance(table, Table)
    assert [row[0].location.cell for row in table.rows] == ["B2", "B3", "B4", "B1048573", "B1048576"]


def test_rows_and_cells_without_a_number_follow_one_another() -> None:
    cells = "<c t='inlineStr'><is><t>甲</t></is></c><c/><c t='inlineStr'><is><t>乙</t></is></c>"
    blocks = read_xlsx(workbook(worksheet(f"<row>{cells}</row><row r='3'>{cells}</row><row>{cells}</row>")))
    (table,) = blocks.blocks
    assert isinstance(table, Table)
    assert [[cell.location.cell for cell in row] for row in table.rows] == [[f"A{row}", f"C{row}"] for row in (1, 2, 3, 4)]


def test_what_stands_alone_above_the_table_are_paragraphs() -> None:
    rows = (
        f'<row r="1">{text("A1", "附件")}</row><row r="2">{text("A2", "甲表&#10;（2024年度）")}</row>'
        f'<row r="3">{text("A3", "项目")}{text("B3", "乙")}</row><row r="4">{text("A4", "丙")}</row>'
    )
    blocks = read_xlsx(workbook(worksheet(rows)))
    paragraphs = [block.passage for block in blocks.blocks if isinstance(block, Paragraph)]
    assert [passage.text for passage in paragraphs] == ["附件", "甲表", "（2024年度）"]
    assert [passage.location.cell for passage in paragraphs] == ["A1", "A2", "A2"]
    assert _rows(blocks) == [["项目", "乙"], ["丙", ""]]


def test_the_strict_variant_and_a_prefix() -> None:
    main, base = "http://purl.oclc.org/ooxml/spreadsheetml/main", "http://purl.oclc.org/ooxml/officeDocument/relationships"
    sheet = (
        f'<x:worksheet xmlns:x="{main}"><x:sheetData><x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c>'
        '<x:c r="B1"><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    data = package(
        {
            "_rels/.rels": relations(("officeDocument", "/book/main.xml"), base=base),
            "book/main.xml": f'<workbook xmlns="{main}" xmlns:q="{base}"><sheets><sheet name="甲" q:id="rId1"/>'
            "</sheets></workbook>",
            "book/_rels/main.xml.rels": relations(
                ("worksheet", "/other/one.xml"), ("sharedStrings", "../other/texts.xml"), base=base
            ),
            "other/one.xml": sheet,
            "other/texts.xml": f'<sst xmlns="{main}"><si><t>甲</t></si></sst>',
        }
    )
    assert _rows(read_xlsx(data)) == [["甲", "2"]]


def test_sheets_come_in_the_order_of_their_tabs() -> None:
    data = package(
        {
            "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets><sheet name="后" r:id="rId2"/>'
            '<sheet name="图" sheetId="3" r:id="rId3"/><sheet name="前" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relations(
                ("worksheet", "worksheets/a.xml"), ("worksheet", "worksheets/b.xml"), ("chartsheet", "chart.xml")
            ),
            "xl/worksheets/a.xml": worksheet(_row(text("A1", "甲"), text("B1", "一"))),
            "xl/worksheets/b.xml": worksheet(_row(text("A1", "乙"), text("B1", "二"))),
            "xl/chart.xml": "<chartsheet/>",
        }
    )
    tables = [block for block in read_xlsx(data).blocks if isinstance(block, Table)]
    assert [table.rows[0][0].text for table in tables] == ["乙", "甲"]
    assert [table.rows[0][0].location.sheet for table in tables] == ["后", "前"]


def test_nothing_outside_the_file_is_looked_for() -> None:
    outside = f'<Relationship Id="rId9" Type="{RELATIONS}/worksheet" Target="file:///etc/passwd" TargetMode="External"/>'
    data = package(
        {
            "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets><sheet name="外" r:id="rId9"/>'
            '<sheet name="上" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relations(("worksheet", "../../../../etc/passwd"), more=outside),
        }
    )
    assert read_xlsx(data).blocks == ()


@pytest.mark.parametrize("entity", ['<!DOCTYPE a [<!ENTITY x "y">]>', '<!DOCTYPE a SYSTEM "file:///etc/passwd">'])
@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml"])
def test_entities_are_refused(entity: str, part: str) -> None:
    cells = _row('<c r="A1" t="s"><v>0</v></c>', '<c r="B1" s="1"><v>1</v></c>')
    with pytest.raises(UnreadableError) as caught:
        read_xlsx(
            workbook(worksheet(cells), shared="<si><t>甲</t></si>", formats=styles("0"), more={part: f"{entity}<a>&x;</a>"})
        )
    assert caught.value.reason == "document-type"
