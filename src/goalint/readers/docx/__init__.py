"""Word documents (Office Open XML), as Word, WPS, LibreOffice and libraries write them: the text that is on the screen.

Tracked changes are read as accepted. Comments, notes, hidden text, field codes, headers and footers are left out, as are
bullets; automatic numbers are written out.
"""

from __future__ import annotations

from goalint.readers.blocks import Blocks
from goalint.readers.docx.body import Body
from goalint.readers.docx.package import Package


def read_docx(data: bytes) -> Blocks:
    """The paragraphs and tables of a Word document.

    Raises UnreadableError where the file is no Word document, is damaged, encrypted, or larger than any such document; where it
    is blank or holds nothing but pictures.
    """
    body = Body(Package(data))
    return Blocks("docx", tuple(body.blocks), tuple(body.unread))
