"""What PDFs hold besides forms: pictures, passwords, watermarks, bold by drawing twice, damage."""

from __future__ import annotations

from io import BytesIO

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas
from tests.formats.paper import HEIGHT, WIDTH, papers
from tests.formats.pdf_file import FONT, pdf
from tests.forms import DREDGING, Plan, expected, said

from goalint.intake import read_bytes
from goalint.readers.blocks import Line, Table, UnreadableError
from goalint.readers.pdf import read_pdf
from goalint.tree.confidence import Confidence

PLAN = Plan((DREDGING,))


def _page(*draw: object, pages: int = 1) -> bytes:
    out = BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT), invariant=1)
    for _ in range(pages):
        for step in draw:
            step(canvas)  # type: ignore[operator]
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _text(text: str, x: float = 100, y: float = 500, size: float = 12, mode: int = 0, gray: float = 0.0) -> object:
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(gray)
        item = canvas.beginText(x, y)
        item.setFont(FONT, size)
        item.setTextRenderMode(mode)
        item.textOut(text)
        canvas.drawText(item)

    return draw


def _picture(canvas: Canvas) -> None:
    canvas.saveState()
    canvas.drawInlineImage(_pixels(), 0, 0, WIDTH, HEIGHT)
    canvas.restoreState()


def _pixels() -> object:
    from PIL import Image

    return Image.new("L", (8, 8), 200)


def _lines(data: bytes) -> list[str]:
    return [block.passage.text for block in read_pdf(data).blocks if isinstance(block, Line)]


def _reason(data: bytes) -> str:
    with pytest.raises(UnreadableError) as caught:
        read_pdf(data)
    assert caught.value.why("zh")
    assert caught.value.why("en")
    return caught.value.reason


def test_a_scanned_file_is_refused_and_a_blank_one_too() -> None:
    assert _reason(_page(_picture)) == "scanned"
    assert _reason(_page()) == "no-text"


def test_a_scanned_page_among_others_is_told() -> None:
    plain = read_pdf(_page(_text("河道清淤")))
    assert plain.unread == ()

    def second(canvas: Canvas) -> None:
        canvas.showPage()
        _picture(canvas)

    blocks = read_pdf(_page(_text("河道清淤"), second))
    assert [(item.code, item.location.page) for item in blocks.unread] == [("page-scanned", 2)]


def test_recognised_text_is_read_with_less_confidence() -> None:
    blocks = read_pdf(_page(_picture, _text("河道清淤", mode=3)))
    assert [item.code for item in blocks.unread] == ["page-recognised"]
    assert blocks.sure is Confidence.LOW
    assert [block.passage.text for block in blocks.blocks if isinstance(block, Line)] == ["河道清淤"]


def test_hidden_and_white_text_is_left_out() -> None:
    data = _page(_text("河道清淤"), _text("看不见", y=400, mode=3), _text("白字", y=300, gray=1.0))
    assert _lines(data) == ["河道清淤"]


def test_white_text_on_a_dark_field_is_read() -> None:
    def field(canvas: Canvas) -> None:
        canvas.setFillGray(0.2)
        canvas.rect(90, 490, 200, 40, stroke=0, fill=1)

    assert _lines(_page(field, _text("白字", gray=1.0))) == ["白字"]


def test_a_slanting_watermark_is_left_out() -> None:
    def mark(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.rotate(40)
        canvas.setFont(FONT, 60)
        canvas.drawString(200, 100, "征求意见稿")
        canvas.restoreState()

    document = read_bytes(pdf(papers(PLAN), before=mark), "a.pdf").document
    assert said(document) == expected(PLAN)


def test_bold_by_drawing_twice_is_written_once() -> None:
    assert _lines(_page(_text("河道清淤1122"), _text("河道清淤1122", x=100.4))) == ["河道清淤1122"]


def test_a_password_and_permissions() -> None:
    assert _reason(pdf(papers(PLAN), password="geheim")) == "encrypted"
    only_permissions = StandardEncryption("", "owner", canPrint=0)
    document = read_bytes(pdf(papers(PLAN), password=only_permissions), "a.pdf").document
    assert said(document) == expected(PLAN)


def test_an_ending_that_lies() -> None:
    document = read_bytes(pdf(papers(PLAN)), "a.docx").document
    assert document.source.format == "pdf"
    assert said(document) == expected(PLAN)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_file_is_read_or_refused(share: float) -> None:
    data = pdf(papers(PLAN))
    document = read_bytes(data[: int(len(data) * share)], "a.pdf").document
    assert said(document) == expected(PLAN) or [item.code for item in document.not_read] == ["unreadable"]


def test_too_many_pages() -> None:
    assert _reason(_page(_text("河"), pages=2001)) == "too-many-pages"


def test_turned_text_in_a_cell() -> None:
    def table(canvas: Canvas) -> None:
        canvas.grid([100, 140, 300], [400, 500, 600])
        canvas.saveState()
        canvas.translate(125, 510)
        canvas.rotate(90)
        canvas.setFont(FONT, 12)
        canvas.drawString(0, 0, "产出指标")
        canvas.restoreState()

    blocks = read_pdf(_page(table, _text("数量指标及质量指标", x=160, y=550))).blocks
    (only,) = [block for block in blocks if isinstance(block, Table)]
    assert [[cell.text for cell in row] for row in only.rows] == [["产出指标", "数量指标及质量指标"], ["", ""]]
