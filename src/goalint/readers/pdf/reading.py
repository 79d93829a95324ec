"""PDF with a text layer: tables by their ruling lines, text around them line by line."""

from __future__ import annotations

from goalint.readers.blocks import Blocks, Unread
from goalint.readers.layout.content import MOST_CHARACTERS, MOST_OBJECTS, content_of
from goalint.readers.layout.document import check_count, read_pages
from goalint.readers.layout.drawing import Drawing
from goalint.readers.layout.page import Page
from goalint.readers.pdf.pdfium import Document
from goalint.tree.location import Location


def read(data: bytes) -> Blocks:
    """The tables and lines of a PDF.

    Raises UnreadableError: encrypted, damaged, too many pages, no page has text.
    """
    unread: list[Unread] = []
    pages: list[Page] = []
    with Document(data) as document:
        check_count(len(document))
        for index in range(len(document)):
            with document.page(index) as view:
                if view is None:
                    unread.append(Unread(Location(page=index + 1), "page-damaged", {}))
                    continue
                characters = list(view.characters(MOST_CHARACTERS))
                drawing = Drawing(view.bounds, view.rotation, characters, view.drawings(MOST_OBJECTS))
                pages.append(content_of(drawing, index + 1))
    return read_pages("pdf", [pages], unread)
