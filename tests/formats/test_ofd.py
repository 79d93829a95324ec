"""Described documents through OFD: the same tree and findings as through text and PDF, and places that are found again."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from tests.formats.findings import findings_of
from tests.formats.ofd_file import Hand, document, filled, objects_of, page, root, together, written
from tests.formats.ofd_of_pdf import rewritten
from tests.formats.paper import Setting, dashed, double, papers
from tests.formats.pdf_file import pdf
from tests.forms import BLANKS, DREDGING, PUMPS, Plan, Wording, expected, said
from tests.office import zipped

from goalint.intake import read_bytes
from goalint.readers.ofd import read_ofd
from goalint.tree.document import Document

_CORPUS = Path(os.environ.get("GOALINT_CORPUS", Path(__file__).resolve().parents[3] / "shared" / "corpus")) / "docs"
PLAN = Plan((DREDGING, BLANKS, PUMPS))


def _document(plan: Plan, setting: Setting | None = None, hand: Hand | None = None, **file: str) -> Document:
    return read_bytes(written(papers(plan, setting), hand, **file), "a.ofd").document


@pytest.mark.parametrize(
    "hand",
    [
        Hand(),
        Hand(lines=False),
        Hand(lines=False, exact=True),
        Hand(deltas=False, exact=True, points=True),
        Hand(runs=False),
        Hand(deltas=False),
        Hand(points=True),
        Hand(points=True, lines=False, draw=filled),
        Hand(draw=filled),
        Hand(draw=together),
        Hand(strokes=double),
        Hand(strokes=dashed),
        Hand(shared=True),
        *(Hand(turned=turned, points=points) for turned in (1, 2, 3) for points in (False, True)),
    ],
    ids=str,
)
def test_the_same_tree_whoever_writes_it(hand: Hand) -> None:
    document = _document(PLAN, hand=hand)
    assert document.source.format == "ofd"
    assert said(document) == expected(PLAN)
    assert document.not_read == ()


@pytest.mark.parametrize("bottom", range(300, 760, 69))
@pytest.mark.parametrize(
    "setting",
    [
        {"split": True},
        {"repeat": True},
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


def test_the_same_findings_as_in_pdf() -> None:
    lines = ("第一部分", "部门整体绩效目标", "一、总体绩效目标", "加快河道治理，保障防洪安全。")
    plan = Plan((DREDGING, BLANKS, PUMPS), lines)
    pages = papers(plan, Setting(head="虚河县2025年部门预算", bottom=400))
    found = findings_of(read_bytes(written(pages), "a.ofd").document)
    assert found
    assert found == findings_of(read_bytes(pdf(pages), "a.pdf").document)


@pytest.mark.parametrize(
    "locations", ["Pages/{}.xml", "./Pages/Page_{}/Content.xml", "/Doc_0/Pages/{}.xml", "pages\\{}.XML", "Pages/../{}.xml"]
)
def test_pages_wherever_they_lie(locations: str) -> None:
    pages = [page(*texts, *rules) for texts, rules in (objects_of(paper, Hand()) for paper in papers(PLAN))]
    parts = {
        name.replace("\\", "/").replace("Pages/../", "").replace("/./", "/"): content
        for name, content in document(pages, locations=locations).items()
    }
    assert said(read_bytes(zipped({"ofd.XML": root("/Doc_0/Document.xml"), **parts}), "a.ofd").document) == expected(PLAN)


@pytest.mark.parametrize("lines", [True, False])
@pytest.mark.parametrize("name", ["000", "001"])
def test_a_real_pdf_says_the_same_when_it_is_rewritten(name: str, lines: bool) -> None:
    """With the fonts of a real document, whose widths the OFD does not tell."""
    if not _CORPUS.is_dir():
        pytest.skip("the corpus is not here")
    data = (_CORPUS / f"{name}.pdf").read_bytes()
    before, after = read_bytes(data, "a.pdf").document, read_bytes(rewritten(data, lines=lines), "a.ofd").document
    assert said(after) == said(before)
    assert [text.text for text in after.paragraphs] == [text.text for text in before.paragraphs]
    assert findings_of(after) == findings_of(before)
    places = [[row.name.location for project in read.projects for row in project.indicators] for read in (before, after)]
    assert places[0] == places[1]


def test_places_are_found_again() -> None:
    """The part of the page that was named, read by itself, holds the text; the row is counted from the rules drawn."""
    data = written(papers(PLAN, Setting(bottom=500)))
    document = read_bytes(data, "a.ofd").document
    rows = [row for project in document.projects for row in project.indicators]
    assert len(rows) == 17
    for row in rows:
        place = row.name.location
        assert place.page is not None
        assert row.name.text in _words_of_page(data, place.page)
    first = document.projects[0]
    assert (first.code.field.location.page, first.code.field.location.table, first.code.field.location.row) == (1, 1, 1)
    assert [row.name.location.row for row in first.indicators[:3]] == [8, 9, 10]
    assert [row.name.location.cell for row in first.indicators[:3]] == [3, 3, 3]
    assert {row.name.location.table for row in document.projects[-1].indicators} <= {1, 2}


def _words_of_page(data: bytes, number: int) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        tree = etree.fromstring(archive.read(f"Doc_0/Pages/{number - 1}.xml"))
    return "".join(code.text or "" for code in tree.iter("{*}TextCode"))


def test_documents_in_one_file_are_read_one_after_the_other() -> None:
    """The table that ends the one does not go on in the table that begins the other, and pages are counted through."""
    plans = [Plan((DREDGING,)), Plan((PUMPS,))]
    parts: dict[str, str | bytes] = {"OFD.xml": root("Doc_0/Document.xml", "Doc_1/Document.xml")}
    counts = []
    for number, plan in enumerate(plans):
        pages = [page(*texts, *rules) for texts, rules in (objects_of(paper, Hand()) for paper in papers(plan))]
        counts.append(len(pages))
        parts |= document(pages, f"Doc_{number}")
    data = zipped(parts)
    read = read_bytes(data, "a.ofd").document
    assert [project.name.text for project in read.projects] == [DREDGING.name, PUMPS.name]
    assert read.projects[1].location.page == counts[0] + 1


def test_lines_and_tables_keep_the_order_of_the_page() -> None:
    kinds = [type(block).__name__ for block in read_ofd(written(papers(PLAN))).blocks]
    assert kinds.count("Table") == 3
    assert kinds[:2] == ["Line", "Line"]
    assert kinds[-1] == "Table"
