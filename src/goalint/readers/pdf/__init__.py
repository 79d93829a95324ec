"""PDF with a text layer: tables by their ruling lines, text around them line by line. PDFium reads it, apart."""

from __future__ import annotations

from goalint.readers.apart import read_apart
from goalint.readers.blocks import Blocks


def read_pdf(data: bytes) -> Blocks:
    """The tables and lines of a PDF.

    Raises UnreadableError: encrypted, damaged, too many pages, no page has text, too costly to read.
    """
    return read_apart("goalint.readers.pdf.reading:read", data)
