"""PDF with a text layer: tables by their ruling lines, text around them line by line.

A page that is only a picture is reported, a file of such pages is refused: nothing in it has been read.
"""

from __future__ import annotations

from collections.abc import Iterator

from goalint.readers.blocks import Blocks, Unread, UnreadableError
from goalint.readers.layout.page import Page
from goalint.readers.layout.pages import blocks_of
from goalint.readers.pdf.content import content_of
from goalint.readers.pdf.pdfium import Document
from goalint.tree.confidence import Confidence
from goalint.tree.location import Location

MOST_PAGES = 2_000
_COVERED = 0.4  # of the page by pictures that hold no text: what they show is not read
_DRAWN = 100  # curves on a page without text: it was drawn letter by letter


def read_pdf(data: bytes) -> Blocks:
    """The tables and lines of a PDF.

    Raises UnreadableError: encrypted, damaged, too many pages, no page has text.
    """
    unread: list[Unread] = []
    pages: list[Page] = []
    with Document(data) as document:
        if len(document) > MOST_PAGES:
            raise UnreadableError("too-many-pages", pages=str(len(document)), limit=str(MOST_PAGES))
        for index in range(len(document)):
            with document.page(index) as view:
                if view is None:
                    unread.append(Unread(Location(page=index + 1), "page-damaged", {}))
                    continue
                page = content_of(view, index + 1)
            pages.append(page)
            unread += _not_read(page)
    if not any(page.glyphs for page in pages):
        raise UnreadableError("scanned" if any(_has_picture(page) for page in pages) else "no-text")
    blocks, more = blocks_of(pages)
    sure = Confidence.LOW if any(page.recognised for page in pages) else Confidence.HIGH
    return Blocks("pdf", blocks, (*unread, *more), sure=sure)


def _not_read(page: Page) -> Iterator[Unread]:
    place = Location(page=page.number)
    if not page.glyphs:
        if _has_picture(page):
            yield Unread(place, "page-scanned", {})
    elif page.recognised:
        yield Unread(place, "page-recognised", {})
    elif _has_picture(page):
        yield Unread(place, "page-picture", {})


def _has_picture(page: Page) -> bool:
    """Much of the page is covered by pictures without text over them, or drawn in curves without any text."""
    bare = [box for box in page.pictures if not any(box.holds(*glyph.centre) for glyph in page.glyphs)]
    covered = sum(box.area for box in bare) >= _COVERED * page.width * page.height
    return covered or not page.glyphs and page.drawn >= _DRAWN
