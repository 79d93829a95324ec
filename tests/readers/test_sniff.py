"""Which reader a file gets: its content decides, its ending helps."""

from __future__ import annotations

import pytest
from tests.office import docx, p, zipped

from goalint.readers import SUFFIXES, reader_for
from goalint.readers.blocks import UnreadableError
from goalint.readers.sniff import sniffed

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def _stream(name: str) -> bytes:
    return (name + "\0").encode("utf-16-le")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_ending_has_a_reader_and_text_is_read_under_any(suffix: str) -> None:
    assert reader_for(suffix, "甲".encode())("甲".encode()).format == ("html" if "ht" in suffix else "text")


@pytest.mark.parametrize("suffix", [".docx", ".doc", ".wps", ".txt", ".xyz", ""])
def test_a_word_document_is_one_under_any_ending(suffix: str) -> None:
    data = docx(p("甲"))
    assert reader_for(suffix, data)(data).format == "docx"


@pytest.mark.parametrize(
    ("data", "suffix", "expected"),
    [
        (zipped({"xl/workbook.xml": "<a/>"}), ".docx", "xlsx"),
        (zipped({"Word\\Document.xml": "<a/>"}), ".zip", "docx"),
        (zipped({"[Content_Types].xml": "…wordprocessingml.document.main+xml…", "elsewhere/main.xml": ""}), "", "docx"),
        (zipped({"OFD.xml": "<a/>"}), ".zip", "ofd"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), ".doc", "odt"),
        (zipped({"甲/乙.docx": docx(p("甲"))}), ".docx", "zip"),
        (zipped({}), ".docx", "zip"),
        (OLE + _stream("WordDocument"), ".docx", "doc"),
        (OLE + _stream("Workbook"), ".wps", "xls"),
        (OLE + _stream("Workbook") + _stream("WordDocument"), ".xls", "xls"),
        (OLE + _stream("Workbook") + _stream("WordDocument"), ".doc", "doc"),
        (OLE, ".wps", "doc"),
        (b"{\\rtf1\\ansi", ".doc", "rtf"),
        (b"%PDF-1.7", ".docx", "pdf"),
        (b"\xef\xbb\xbf  <!DOCTYPE html><html>", ".doc", "html"),
        (b'<html xmlns:w="urn:schemas-microsoft-com:office:word"><head>', ".doc", "html"),
        (b"<table><tr><td>", ".xls", "html"),
        (b"<meta charset=gbk><table>", ".xls", "html"),
        (b"From: <Saved by>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related", ".doc", "html"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument>', ".doc", "word-xml"),
        ("甲乙丙".encode(), ".doc", None),
        ("甲乙丙".encode("utf-16"), ".doc", None),
    ],
)
def test_content_decides(data: bytes, suffix: str, expected: str | None) -> None:
    assert sniffed(data, suffix) == expected


@pytest.mark.parametrize(
    ("data", "suffix", "reason"),
    [
        (OLE + _stream("EncryptedPackage"), ".docx", "encrypted"),
        (b"PK\x03\x04", ".docx", "broken-container"),
        ("甲".encode(), ".xyz", "unknown-format"),
    ],
)
def test_what_has_no_reader_says_why(data: bytes, suffix: str, reason: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        reader_for(suffix, data)
    assert caught.value.reason == reason
    assert caught.value.why("en")
    assert caught.value.why("zh")
