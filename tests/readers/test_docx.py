"""What a Word document shows on the screen, and where."""

from __future__ import annotations

import gc
import io
import zipfile
from collections.abc import Callable

import pytest
from tests.deadline import within
from tests.office import docx, p, run, tbl, tc, tr, zipped

from goalint.readers.blocks import Blocks, Line, Paragraph, Span, Table, UnreadableError
from goalint.readers.docx import read_docx


def _paragraphs(blocks: Blocks) -> list[str]:
    return [block.passage.text for block in blocks.blocks if isinstance(block, Paragraph)]


def _tables(blocks: Blocks) -> list[list[list[str]]]:
    return [[[cell.text for cell in row] for row in block.rows] for block in blocks.blocks if isinstance(block, Table)]


def _texts(*body: str, styles: str = "", numbering: str = "") -> list[str]:
    return _paragraphs(read_docx(docx(*body, styles=styles, numbering=numbering)))


def test_paragraphs_and_tables_in_order_with_their_places() -> None:
    blocks = read_docx(docx(p("甲"), p(), tbl(["乙", "丙"], ["丁", "戊"]), p("己"), tbl(["庚", "辛"])))
    assert blocks.format == "docx"
    assert [type(block) for block in blocks.blocks] == [Paragraph, Table, Paragraph, Table]
    places = []
    for block in blocks.blocks:
        assert not isinstance(block, Line)
        passages = [block.passage] if isinstance(block, Paragraph) else [cell for row in block.rows for cell in row]
        places += [(passage.text, passage.location.as_json()) for passage in passages]
    assert places == [
        ("甲", {"line": 1}),
        ("乙", {"table": 1, "row": 1, "cell": 1}),
        ("丙", {"table": 1, "row": 1, "cell": 2}),
        ("丁", {"table": 1, "row": 2, "cell": 1}),
        ("戊", {"table": 1, "row": 2, "cell": 2}),
        ("己", {"line": 3}),
        ("庚", {"table": 2, "row": 1, "cell": 1}),
        ("辛", {"table": 2, "row": 1, "cell": 2}),
    ]


def test_places_sort_into_reading_order() -> None:
    blocks = read_docx(
        docx(p("甲"), tbl(["乙", "丙"]), p("丁"), tbl(["戊", tc(p("己") + tbl(list("庚辛壬"), list("癸子丑")))], ["寅", "卯"]))
    )
    passages = []
    for block in blocks.blocks:
        assert not isinstance(block, Line)
        passages += [block.passage] if isinstance(block, Paragraph) else [cell for row in block.rows for cell in row]
    assert [one.text for one in sorted(passages, key=lambda one: one.location.order)] == list("甲乙丙丁戊己庚辛壬癸子丑寅卯")


def test_merged_cells_stand_at_their_column() -> None:
    (table,) = read_docx(
        docx(
            tbl(
                tr(tc("甲", merge="restart"), tc("乙", span=2), "丙"),
                tr(tc("", merge="continue"), "丁", tc("戊", span=2, merge="restart")),
                tr(tc("", merge="continue"), "己", tc("", span=2, merge="continue")),
                tr("庚", "辛", "壬", "癸"),
            )
        )
    ).blocks
    assert isinstance(table, Table)
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["甲", "乙", "", "丙"],
        ["", "丁", "戊", ""],
        ["", "己", "", ""],
        ["庚", "辛", "壬", "癸"],
    ]
    assert table.merged == {(0, 0): Span(3, 1), (0, 1): Span(1, 2), (1, 2): Span(2, 2)}
    assert [cell.location.cell for cell in table.rows[0] if cell.text] == [1, 2, 3]
    assert [cell.location.cell for cell in table.rows[1] if cell.text] == [2, 3]


def test_a_cell_that_goes_on_from_nowhere_is_a_cell() -> None:
    assert _tables(read_docx(docx(tbl(tr(tc("甲", merge="continue"), "乙"))))) == [[["甲", "乙"]]]


def test_edges_drawn_a_hair_apart_are_one() -> None:
    table = tbl(tr("甲", "乙", tc("丙", span=2)), tr("丁", tc("戊", span=2), "己"), widths=[1000, 1000, 60, 1000])
    assert _tables(read_docx(docx(table))) == [[["甲", "乙", "丙"], ["丁", "戊", "己"]]]
    needed = tbl(tr("甲", "乙", "丙"), tr(tc("丁", span=2), "己"), widths=[1000, 60, 1000])
    assert _tables(read_docx(docx(needed))) == [[["甲", "乙", "丙"], ["丁", "", "己"]]]


def test_rows_that_begin_further_right_or_end_early() -> None:
    blocks = read_docx(docx(tbl(["甲", "乙", "丙"], tr("丁", properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'))))
    assert _tables(blocks) == [[["甲", "乙", "丙"], ["", "丁"]]]


def test_a_cell_of_several_paragraphs() -> None:
    assert _tables(
        read_docx(docx(tbl([tc(p("1.甲") + p() + p("2.乙")), tc(p(inside="<w:r><w:t>丙</w:t><w:br/><w:t>丁</w:t></w:r>"))])))
    ) == [[["1.甲\n2.乙", "丙\n丁"]]]


def test_a_table_of_its_own_inside_a_cell() -> None:
    blocks = read_docx(docx(tbl(["甲", tc(p("乙") + tbl(["丙", "丁", "戊"], ["己", "庚", "辛"]) + p("壬"))], ["癸", "子"])))
    assert _tables(blocks) == [[["甲", "乙\n壬"]], [["丙", "丁", "戊"], ["己", "庚", "辛"]], [["癸", "子"]]]
    numbers = [block.rows[0][0].location.table for block in blocks.blocks if isinstance(block, Table)]
    assert numbers == [1, 2, 1]


def test_a_small_table_inside_a_cell_is_text() -> None:
    assert _tables(read_docx(docx(tbl(["甲", tc(tbl(["乙", "丙"], ["丁", "戊"]) + p("己"))])))) == [[["甲", "乙 丙\n丁 戊\n己"]]]


def test_a_layout_cell_around_a_form() -> None:
    blocks = read_docx(docx(tbl([tc(p("甲") + tbl(["乙", "丙"], ["丁", "戊"]) + p("己"))])))
    assert _paragraphs(blocks) == ["甲", "己"]
    assert _tables(blocks) == [[["乙", "丙"], ["丁", "戊"]]]


def test_tracked_changes_are_read_as_accepted() -> None:
    deleted = "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins>" + run("新") + "</w:ins>"
    moved = "<w:moveFrom>" + run("从") + "</w:moveFrom><w:moveTo>" + run("到") + "</w:moveTo>"
    assert _texts(p("甲", inside=deleted + moved)) == ["甲新到"]
    assert _texts(p("甲", properties="<w:rPr><w:del/></w:rPr>"), p("乙"), p("丙")) == ["甲乙", "丙"]
    assert _texts(p("甲", properties="<w:rPr><w:del/></w:rPr>")) == ["甲"]
    blocks = read_docx(docx(tbl(["甲", "乙"], tr("丙", "丁", properties="<w:del/>"), tr("戊", "己", properties="<w:ins/>"))))
    assert _tables(blocks) == [[["甲", "乙"], ["戊", "己"]]]


def test_hidden_text_is_left_out() -> None:
    styles = (
        '<w:style w:styleId="h" w:type="character"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="base" w:type="paragraph"><w:rPr><w:vanish w:val="1"/></w:rPr></w:style>'
        '<w:style w:styleId="hp" w:type="paragraph"><w:basedOn w:val="base"/></w:style>'
    )
    hidden = run("子", "<w:vanish/>") + run("丑", '<w:rStyle w:val="h"/>') + run("乙", '<w:vanish w:val="0"/>')
    assert _texts(p("甲", inside=hidden), styles=styles) == ["甲乙"]
    styled = '<w:pStyle w:val="hp"/>'
    shown = run("丙", '<w:vanish w:val="false"/>')
    assert _texts(p("寅", properties=styled), p("卯", inside=shown, properties=styled), styles=styles) == ["丙"]
    assert _texts(p("甲", inside=run("丑", '<w:rStyle w:val="none"/>'))) == ["甲丑"]


def test_the_result_of_a_field_and_not_its_code() -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = "<w:r><w:instrText> PAGEREF _Toc1 </w:instrText></w:r>"
    nested = mark("begin") + code + mark("begin") + code + mark("separate") + run("内") + mark("end") + mark("separate")
    assert _texts(p("甲", inside=nested + run("果") + mark("end") + run("乙"))) == ["甲果乙"]
    assert _texts(p("甲", inside=mark("begin") + code + run("失")), p("乙")) == ["甲", "乙"]
    assert _texts(p(inside=mark("begin") + code + mark("separate") + run("甲")), p("乙", inside=mark("end"))) == ["甲", "乙"]
    assert _texts(p(inside=f'<w:fldSimple w:instr="PAGE">{run("甲")}</w:fldSimple>')) == ["甲"]


def test_text_boxes_are_read_once() -> None:
    box = f"<w:txbxContent>{p('框')}{tbl(['甲', '乙'])}</w:txbxContent>"
    alternatives = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    blocks = read_docx(docx(p("丙", inside=alternatives), p("丁")))
    assert _paragraphs(blocks) == ["丙", "框", "丁"]
    assert _tables(blocks) == [[["甲", "乙"]]]
    old = f"<w:r><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></w:r>"
    assert _tables(read_docx(docx(tbl([tc(p("丙", inside=old)), "丁"])))) == [[["丙\n框\n甲 乙", "丁"]]]


def test_content_controls_links_and_tags() -> None:
    def control(content: str, properties: str = "") -> str:
        return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    prompt = control(run("单击此处输入"), "<w:showingPlcHdr/>")
    inline = control(run("乙")) + f"<w:hyperlink>{run('丙')}</w:hyperlink><w:smartTag>{run('丁')}</w:smartTag>" + prompt
    assert _texts(control(p("甲", inside=inline))) == ["甲乙丙丁"]
    table = "<w:tbl>" + control(tr("甲", control(tc("乙")))) + control(tr("丙", "丁")) + "</w:tbl>"
    assert _tables(read_docx(docx(table))) == [[["甲", "乙"], ["丙", "丁"]]]


def test_signs_that_are_no_text() -> None:
    inside = (
        '<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:t>95</w:t><w:noBreakHyphen/><w:t>98</w:t><w:tab/><w:softHyphen/></w:r>'
        '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>\uf0a3</w:t><w:lastRenderedPageBreak/><w:footnoteReference/></w:r>'
        '<w:r><w:rPr><w:rFonts w:ascii="Wingdings 2" w:hAnsi="Wingdings 2"/></w:rPr><w:t>\uf052</w:t></w:r>'
    )
    assert _texts(p("甲", inside=inside)) == ["甲≥95-98\t☑≤☑"]
    ruby = f"<w:r><w:ruby><w:rt>{run('注')}</w:rt><w:rubyBase>{run('乙')}</w:rubyBase></w:ruby></w:r>"
    assert _texts(p("甲", inside=ruby)) == ["甲乙"]


def test_equations() -> None:
    fraction = "<m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"
    assert _texts(p("甲", inside=f"<m:oMath><m:r><m:t>≥95%</m:t></m:r></m:oMath>{run('或')}<m:oMath>{fraction}</m:oMath>")) == [
        "甲≥95%或1/2"
    ]


def test_the_leader_of_a_table_of_contents() -> None:
    styles = (
        '<w:style w:styleId="TOC1" w:type="paragraph"><w:pPr><w:tabs><w:tab w:val="right" w:leader="dot" w:pos="8296"/></w:tabs>'
        "</w:pPr></w:style>"
    )
    entry = "<w:r><w:tab/><w:t>3</w:t></w:r>"
    assert _texts(p("一、甲", inside=entry, properties='<w:pStyle w:val="TOC1"/>'), styles=styles) == ["一、甲......3"]


def test_comments_leave_no_trace() -> None:
    inside = (
        '<w:commentRangeStart w:id="0"/>' + run("乙") + '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
    )
    assert _texts(p("甲", inside=inside)) == ["甲乙"]


def test_the_strict_variant_of_the_format() -> None:
    data = docx(p("甲"), tbl(["乙", "丙"]))
    strict = {
        "word/document.xml": (
            '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body>' + p("甲") + "</w:body></w:document>"
        )
    }
    assert _paragraphs(read_docx(zipped(strict))) == _paragraphs(read_docx(data))


def _reason(work: Callable[[], object]) -> str:
    with within(10), pytest.raises(UnreadableError) as caught:
        work()
    assert caught.value.why("zh")
    assert caught.value.why("en")
    return caught.value.reason


def test_what_is_no_word_document_says_so() -> None:
    assert _reason(lambda: read_docx(zipped({"a.xml": "<a/>"}))) == "missing-part"
    assert _reason(lambda: read_docx(zipped({"word/document.xml": "<a/>"}))) == "missing-part"
    assert _reason(lambda: read_docx(zipped({"word/document.xml": "<a"}))) == "broken-xml"
    assert _reason(lambda: read_docx(docx("<w:tbl><w:tr><w:tc>" * 50_000 + "</w:tc></w:tr></w:tbl>" * 50_000))) == "broken-xml"


def test_tables_in_tables_as_deep_as_is_allowed() -> None:
    depth = 80
    with within(10):
        blocks = read_docx(docx("<w:tbl><w:tr><w:tc>" * depth + p("甲") + "</w:tc></w:tr></w:tbl>" * depth))
    assert _paragraphs(blocks) == ["甲"]
    with within(10):
        deep = ("<w:tbl><w:tr>" + tc("乙") + "<w:tc>") * depth + p("甲") + "</w:tc></w:tr></w:tbl>" * depth
        assert "甲" in str(_tables(read_docx(docx(deep))))


def test_spans_that_no_table_has() -> None:
    blocks = read_docx(docx(tbl(tr(tc("甲", span=999_999_999), "乙"), ["丙", "丁"])))
    assert max(len(row) for table in _tables(blocks) for row in table) <= 128


def test_a_table_of_a_hundred_thousand_rows_is_refused() -> None:
    row = tr("甲", "乙", "丙", "丁")
    assert _reason(lambda: read_docx(docx(tbl(*[row] * 100_000)))) == "part-too-large"


def test_an_element_of_more_parts_than_any_document_has_is_refused() -> None:
    """Its children are taken at once, so that a small file could fill memory."""
    assert _reason(lambda: read_docx(docx(p("甲", inside="<w:r/>" * 500_000)))) == "too-many-marks"
    assert _texts(p("甲", inside="<w:r/>" * 490_000)) == ["甲"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_what_properties_say_is_seen_in_any_encoding(encoding: str) -> None:
    """Properties are looked at only where the bytes of the document mention any that tell."""
    hidden, private = run("乙", "<w:vanish/>"), run("\uf0fc", '<w:rFonts w:ascii="WINGDINGS"/>')
    body = p("甲", inside=hidden + private) + p("丙", properties="<w:rPr><w:del/></w:rPr>") + p("丁")
    with zipfile.ZipFile(io.BytesIO(docx(body))) as archive:
        xml = f'<?xml version="1.0" encoding="{encoding}"?>' + archive.read("word/document.xml").decode()
    assert _paragraphs(read_docx(zipped({"word/document.xml": xml.encode(encoding)}))) == ["甲√", "丙丁"]


def test_what_references_spell_in_properties_is_seen() -> None:
    assert _texts(p("", inside=run("\uf0fc", '<w:rFonts w:ascii="&#87;ingdings"/>'))) == ["√"]


def test_tables_of_more_cells_than_any_document_has_are_refused() -> None:
    table = "<w:tbl>" + f"<w:tr>{'<w:tc/>' * 100}</w:tr>" * 1001 + "</w:tbl>"
    assert _reason(lambda: read_docx(docx(p("甲"), table, table))) == "too-many-cells"
    assert _texts(p("甲"), table) == ["甲"]


def test_a_table_of_ten_thousand_rows_is_read() -> None:
    (table,) = read_docx(docx(tbl(*[tr("甲", "乙")] * 10_000))).blocks
    assert isinstance(table, Table)
    assert len(table.rows) == 10_000


def test_external_entities_and_laughs_are_refused() -> None:
    for declared in ('<!ENTITY a SYSTEM "file:///etc/passwd">', '<!ENTITY a "ha"><!ENTITY b "&a;&a;">'):
        part = f'<!DOCTYPE a [{declared}]><w:document xmlns:w="x"><w:body>&a;</w:body></w:document>'
        assert _reason(lambda part=part: read_docx(zipped({"word/document.xml": part}))) == "document-type"  # type: ignore[misc]


def test_objects_of_other_programs_are_told() -> None:
    sheet = (
        '<w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" ProgID="Excel.Sheet.12"/></w:object></w:r>'
    )
    blocks = read_docx(docx(p("甲", inside=sheet), tbl(["乙", tc(p("丙", inside=sheet))]), '<w:altChunk r:id="rId7"/>', p("丁")))
    assert _paragraphs(blocks) == ["甲", "丁"]
    assert [(item.code, item.args["kind"], item.location.as_json()) for item in blocks.unread] == [
        ("embedded-object", "Excel.Sheet.12", {"line": 1}),
        ("embedded-object", "Excel.Sheet.12", {"table": 1, "row": 1, "cell": 2}),
        ("embedded-object", "altChunk", {"line": 2}),
    ]


def test_nothing_but_pictures_is_no_blank_document() -> None:
    assert _reason(lambda: read_docx(docx(p(inside="<w:r><w:drawing/></w:r>")))) == "only-pictures"
    assert _reason(lambda: read_docx(docx(p()))) == "empty"


def test_a_reader_leaves_nothing_for_the_garbage_collector() -> None:
    """A run collects seldom: a document that is held by a cycle would stay until a thousand others have been read."""
    data = docx(p("甲"), tbl(["乙", tc(p("丙") + tbl(list("丁戊")))], ["己", tc(tbl(list("庚辛壬"), list("癸子丑")) + p())]))
    read_docx(data)  # what is imported and made once
    gc.collect()
    gc.disable()
    try:
        read_docx(data)
        assert gc.collect() == 0
    finally:
        gc.enable()
