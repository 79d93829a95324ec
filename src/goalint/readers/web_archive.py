"""The page inside a single-file web page (mht): Word's and browsers' “save as” with everything in one file."""

from __future__ import annotations

import binascii
import re
from email.message import Message
from email.parser import BytesHeaderParser
from email.policy import compat32

from goalint.readers.blocks import UnreadableError

_MAX_HEADER = 1 << 16
_BEGINS = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:[A-Za-z-]{2,40}:[^\n]*\n(?:[ \t][^\n]*\n)*){0,20}?MIME-Version\s*:", re.IGNORECASE)
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")


def page_of(data: bytes) -> bytes:
    """The first page in the archive; the data themselves if they are no archive.

    Raises UnreadableError for an archive without a page.
    """
    if not _BEGINS.match(data[:_MAX_HEADER]):
        return data
    head, body = _parted(data.lstrip())
    boundary = head.get_boundary()
    if boundary is None:
        parts = [(head, body)]
    else:
        pieces = body.split(b"--" + boundary.encode("ascii", "replace"))
        parts = [_parted(piece.lstrip(b"\r\n")) for piece in pieces[1:] if not piece.startswith(b"--")]
    for part, content in parts:
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            return _decoded(content, part.get("Content-Transfer-Encoding", ""))
    raise UnreadableError("no-page")


def _parted(data: bytes) -> tuple[Message, bytes]:
    """The header and what follows the blank line after it."""
    blank = _BLANK_LINE.search(data, 0, _MAX_HEADER)
    end, start = blank.span() if blank else (len(data[:_MAX_HEADER]), len(data))
    return BytesHeaderParser(policy=compat32).parsebytes(data[:end]), data[start:]


def _decoded(content: bytes, encoding: str) -> bytes:
    match str(encoding).strip().lower():
        case "quoted-printable":
            return binascii.a2b_qp(content)
        case "base64":
            try:
                return binascii.a2b_base64(content)
            except binascii.Error:
                raise UnreadableError("no-page") from None
        case _:
            return content
