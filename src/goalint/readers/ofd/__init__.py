"""OFD (GB/T 33190), the fixed-layout format of Chinese archives: tables by their ruling lines, text around them by line.

Templates and composite objects are drawn into their pages. Annotations and seals are no part of the text; attachments are
said to be unread.
"""

from __future__ import annotations

from collections.abc import Iterator

from goalint.readers.blocks import Blocks, Unread, UnreadableError
from goalint.readers.layout.content import content_of
from goalint.readers.layout.document import check_count, read_pages
from goalint.readers.layout.page import Page
from goalint.readers.ofd.canvas import Budget, TooMuchError
from goalint.readers.ofd.package import Document, Package
from goalint.readers.ofd.page import drawing_of
from goalint.tree.location import Location


def read_ofd(data: bytes) -> Blocks:
    """The tables and lines of all documents in an OFD file; pages are counted through them.

    Raises UnreadableError: encrypted, damaged, larger than any such document, too many pages, no page has text.
    """
    package = Package(data)
    documents = package.documents()
    check_count(sum(len(document.pages) for document in documents if isinstance(document, Document)))
    unread: list[Unread] = []
    parts: list[list[Page]] = []
    budget = Budget()
    number = 0
    for index, document in enumerate(documents, 1):
        place = Location(page=number + 1)
        if isinstance(document, UnreadableError):
            told = {"number": str(index), "zh": document.why("zh"), "en": document.why("en")}
            unread.append(Unread(place, "document-unread", told))
            continue
        unread += (Unread(place, "embedded-object", {"kind": name[:_MAX_SHOWN]}) for name in document.attachments)
        parts.append(list(_pages(package, document, number, budget, unread)))
        number += len(document.pages)
    return read_pages("ofd", parts, unread)


def _pages(package: Package, document: Document, before: int, budget: Budget, unread: list[Unread]) -> Iterator[Page]:
    for number, part in enumerate(document.pages, before + 1):
        if part is None:
            unread.append(Unread(Location(page=number), "page-damaged", {}))
            continue
        try:
            drawing = drawing_of(package, document, part, budget)
        except TooMuchError:
            unread.append(Unread(Location(page=number), "page-too-dense", {}))
        except UnreadableError as error:
            if error.reason not in _DAMAGED:
                raise
            unread.append(Unread(Location(page=number), "page-damaged", {}))
        else:
            yield content_of(drawing, number)


_MAX_SHOWN = 40
_DAMAGED = ("missing-part", "broken-xml", "broken-container")
