"""From bytes to text: UTF-8, UTF-16 and GB18030, with or without a byte order mark."""

from __future__ import annotations

import codecs

from goalint.readers.blocks import UnreadableError

MAX_BYTES = 16 * 1024 * 1024
_SIGNATURES = {
    b"PK\x03\x04": "（像 docx、xlsx 或 zip）",
    b"%PDF": "（像 PDF）",
    b"\xd0\xcf\x11\xe0": "（像 doc、xls 或 wps）",
    b"\x89PNG": "（像图片）",
    b"\xff\xd8\xff": "（像图片）",
    b"{\\rtf": "（像 RTF）",
}
# Tab, line feed, vertical tab, form feed, return, and the cell mark of Word are seen in converted text.
_CONTROL = bytes(set(range(32)) - {7, 9, 10, 11, 12, 13, 26, 27, 30, 31})
_FREQUENT = frozenset("的标效目预算绩项一指金资用")


def decode(data: bytes) -> str:
    """The text of a file; undecodable bytes in text that is otherwise UTF-8 become U+FFFD.

    Raises UnreadableError: empty, too large, binary, or in none of the encodings.
    """
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise UnreadableError("empty")
    if len(data) > MAX_BYTES:
        raise UnreadableError("too-large", size=_megabytes(len(data)), limit=_megabytes(MAX_BYTES))
    for signature, looks in _SIGNATURES.items():
        if data.startswith(signature):
            raise UnreadableError("binary", looks=looks)
    wide = _wide_encoding(data)
    if wide is not None:
        text = data.decode(wide, errors="replace").lstrip("\ufeff")
        if text.count("\ufffd") * 50 > len(text) or "\x00" in text:
            raise UnreadableError("binary", looks="")
        return text
    if len(data.translate(None, _CONTROL)) != len(data):
        raise UnreadableError("binary", looks="")
    return _narrow(data)


def _megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:.1f} MB"


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 by its mark, or by the NULs that ASCII digits and line feeds leave in every other byte.

    一 is U+4E00, so NULs stand in the other half as well, but far fewer.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    sample = data[: 1 << 16]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > len(sample) // 100 and odd > 3 * even:
        return "utf-16-le"
    if even > len(sample) // 100 and even > 3 * odd:
        return "utf-16-be"
    return None


def _narrow(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        first = error.start
    patched = data.decode("utf-8-sig", errors="replace")
    try:
        other = data.decode("gb18030")
    except UnicodeDecodeError as error:
        other, first = "", max(first, error.start)
    # A few broken bytes in a UTF-8 file often still decode as GB18030, into rare characters: frequent ones decide.
    if other and _frequency(other) >= _frequency(patched):
        return other
    if patched.count("\ufffd") * 50 <= len(patched) and _frequency(patched) > 0:
        return patched
    mended = data.decode("gb18030", errors="replace")
    if mended.count("\ufffd") * 50 <= len(mended) and _frequency(mended) > 0:
        return mended
    raise UnreadableError("encoding", byte=str(first + 1))


def _frequency(text: str) -> int:
    return sum(map(text.count, _FREQUENT))
