"""The pages of a file → what its reader gives; those that are only a picture are told, a file of such pages is refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from goalint.readers.blocks import Block, Blocks, Unread, UnreadableError
from goalint.readers.layout.page import Page
from goalint.readers.layout.pages import blocks_of
from goalint.tree.confidence import Confidence
from goalint.tree.location import Location

MOST_PAGES = 2_000
_COVERED = 0.4  # of the page by pictures that hold no text: what they show is not read
_DRAWN = 100  # curves on a page without text: it was drawn letter by letter


def read_pages(format_name: str, parts: Iterable[Sequence[Page]], unread: Iterable[Unread] = ()) -> Blocks:
    """The tables and lines of a file of one or more documents, each a sequence of pages; `unread` is known before.

    Raises UnreadableError where no page has text.
    """
    documents = list(parts)
    pages = [page for document in documents for page in document]
    told = list(unread)
    if not any(page.glyphs for page in pages):
        scanned = any(_has_picture(page) for page in pages)
        raise UnreadableError("scanned" if scanned else "no-page-read" if told else "no-text")
    told = [*told, *(item for page in pages for item in _not_read(page))]
    blocks: list[Block] = []
    for document in documents:
        found, more = blocks_of(document)
        blocks += found
        told += more
    sure = Confidence.LOW if any(page.recognised for page in pages) else Confidence.HIGH
    return Blocks(format_name, tuple(blocks), tuple(told), sure=sure)


def check_count(pages: int) -> None:
    """Raises UnreadableError where no performance document has so many pages."""
    if pages > MOST_PAGES:
        raise UnreadableError("too-many-pages", pages=str(pages), limit=str(MOST_PAGES))


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
