"""Described documents through PDF: the same tree as through text, and places that are found again."""

from __future__ import annotations

from typing import Any

import pypdfium2_raw as pdfium
import pytest
from tests.formats.paper import Setting, dashed, double, papers
from tests.formats.pdf_file import dotted, filled, pdf
from tests.forms import BLANKS, DREDGING, PUMPS, Plan, Wording, expected, said

from goalint.intake import read_bytes
from goalint.readers.pdf import read_pdf
from goalint.tree.document import Document

PLAN = Plan((DREDGING, BLANKS, PUMPS))


def _document(plan: Plan, setting: Setting | None = None, **drawn: Any) -> Document:
    return read_bytes(pdf(papers(plan, setting), **drawn), "a.pdf").document


@pytest.mark.parametrize(
    "drawn",
    [
        {},
        {"draw": filled},
        {"draw": dotted},
        {"strokes": double},
        {"strokes": dashed},
        {"turned": 1},
        {"turned": 1, "said": 90},
        {"turned": 2, "said": 180},
        {"turned": 3, "said": 90},
    ],
    ids=str,
)
def test_the_same_tree_however_it_is_drawn(drawn: dict[str, Any]) -> None:
    document = _document(PLAN, **drawn)
    assert said(document) == expected(PLAN)
    assert document.not_read == ()


@pytest.mark.parametrize("bottom", range(300, 760, 23))
@pytest.mark.parametrize(
    "setting",
    [
        {"split": True},
        {"repeat": True},
        {"split": True, "repeat": True, "centred": True},
        {"split": True, "open_ends": True},
        {"open_sides": True},
        {"head": "虚河县2025年部门预算"},
    ],
    ids=str,
)
def test_the_same_tree_wherever_pages_break(setting: dict[str, Any], bottom: float) -> None:
    document = _document(PLAN, Setting(bottom=bottom, **setting))
    assert said(document) == expected(PLAN)
    assert document.not_read == ()


def test_other_words_and_merged_second_levels() -> None:
    plan = Plan((PUMPS, DREDGING), wording=Wording(merge_level2=True, unit="元"))
    assert said(_document(plan)) == expected(plan)


def test_the_narrative_is_read_without_heads_and_page_numbers() -> None:
    lines = ("第一部分", "部门整体绩效目标", "一、总体绩效目标", "加快河道治理，保障防洪安全。")
    document = _document(Plan((DREDGING, BLANKS, PUMPS), lines), Setting(head="虚河县2025年部门预算", bottom=400))
    assert document.narrative is not None
    assert document.narrative.overall.text == lines[-1]
    assert not any("虚河县2025" in text.text or text.text.startswith("-") for text in document.paragraphs)


def test_places_are_found_again() -> None:
    """PDFium's own search, restricted to the page that was named, finds the text; the row is counted from the rules drawn."""
    data = pdf(papers(PLAN, Setting(bottom=500)))
    document = read_bytes(data, "a.pdf").document
    rows = [row for project in document.projects for row in project.indicators]
    assert len(rows) == 17
    for row in rows:
        place = row.name.location
        assert place.page is not None
        assert row.name.text in _words_of_page(data, place.page).replace("\r\n", "")
    first = document.projects[0]
    assert (first.code.field.location.page, first.code.field.location.table, first.code.field.location.row) == (1, 1, 1)
    assert [row.name.location.row for row in first.indicators[:3]] == [8, 9, 10]
    assert [row.name.location.cell for row in first.indicators[:3]] == [3, 3, 3]
    assert {row.name.location.table for row in document.projects[-1].indicators} <= {1, 2}


def _words_of_page(data: bytes, number: int) -> str:
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    page = pdfium.FPDF_LoadPage(document, number - 1)
    text = pdfium.FPDFText_LoadPage(page)
    words = "".join(chr(pdfium.FPDFText_GetUnicode(text, index)) for index in range(pdfium.FPDFText_CountChars(text)))
    pdfium.FPDFText_ClosePage(text)
    pdfium.FPDF_ClosePage(page)
    pdfium.FPDF_CloseDocument(document)
    return words


def test_lines_and_tables_keep_the_order_of_the_page() -> None:
    blocks = read_pdf(pdf(papers(PLAN))).blocks
    kinds = [type(block).__name__ for block in blocks]
    assert kinds.count("Table") == 3
    assert kinds[:2] == ["Line", "Line"]
    assert kinds[-1] == "Table"
