"""What a file is by its content, whatever its ending says."""

from __future__ import annotations

from goalint.readers.blocks import UnreadableError
from goalint.readers.container import Container

# The first record of a workbook of the old format that stands in no container.
_BIFF = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00", b"\x09\x08\x10\x00")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 1024
_TEXTS = (".txt", ".md", ".markdown")  # may begin with letters that are a mark elsewhere
# Exports that call themselves .xls often hold a table and nothing around it.
_TAGS = (b"<!doctype html", b"<html", b"<head", b"<meta", b"<body", b"<table")
_MAIL_HEADERS = (b"mime-version:", b"from:", b"content-", b"x-", b"date:", b"subject:", b"snapshot-")
# What files begin with that may hold drafts and are not read.
_NOT_READ = (
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gz"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"II*\0", "picture"),
    (b"MM\0*", "picture"),
    (b"BM", "picture"),
)
# The name of a zip's part → the format; the first that is there decides.
_PARTS = (
    ("word/document.xml", "docx"),
    ("xl/workbook.xml", "xlsx"),
    ("xl/workbook.bin", "xlsb"),
    ("ppt/presentation.xml", "pptx"),
    ("ofd.xml", "ofd"),
    ("encryptions.xml", "ofd"),
)
# What [Content_Types].xml calls the main part of files that keep it elsewhere.
_CONTENT_TYPES = ((b"wordprocessingml", "docx"), (b"spreadsheetml", "xlsx"), (b"presentationml", "pptx"))
_OPEN_DOCUMENTS = {b"text": "odt", b"spreadsheet": "ods", b"presentation": "odp"}
# The name of an OLE file's stream → the format and the endings that go with it.
_STREAMS = (("WordDocument", "doc"), ("Workbook", "xls"), ("Book", "xls"), ("PowerPoint Document", "ppt"))
_OLE_SUFFIXES = {".doc": "doc", ".dot": "doc", ".wps": "doc", ".xls": "xls", ".et": "xls", ".xlt": "xls"}


def sniffed(data: bytes, suffix: str) -> str | None:
    """The format's name, or None where nothing in the content is a sign of one.

    Raises UnreadableError for a zip that cannot be opened, and for a file under a password.
    """
    if data.startswith(_ZIP):
        return _of_zip(data)
    if data.startswith(_OLE):
        return _of_ole(data, suffix)
    if data.startswith(_BIFF):
        return "xls"
    for mark, kind in _NOT_READ:
        if data.startswith(mark) and suffix not in _TEXTS:
            return kind
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    if b"%PDF-" in data[:_HEAD]:
        return "pdf"
    if head.startswith(b"{\\rtf"):
        return "rtf"
    lowered = head.lower()
    if lowered.startswith(b"<?xml") and (b"w:worddocument" in lowered or b"pkg:package" in lowered):
        return "word-xml"
    if lowered.startswith(b"<?xml") and b"urn:schemas-microsoft-com:office:spreadsheet" in lowered:
        return "xls-xml"
    tags = _TAGS[:2] if lowered.startswith(b"<?xml") else _TAGS
    if lowered.startswith(b"<") and any(tag in lowered for tag in tags):
        return "html"
    if lowered.startswith(_MAIL_HEADERS) and b"mime-version:" in lowered:
        return "html"  # a single-file web page, which Word saves as .mht or .doc
    return None


def _of_zip(data: bytes) -> str:
    container = Container(data)
    for part, form in _PARTS:
        if container.has(part):
            return form
    if container.has("[Content_Types].xml"):
        types = container.read("[Content_Types].xml", 1 << 20)
        for words, form in _CONTENT_TYPES:
            if words in types:
                return form
    if container.has("mimetype"):
        kind = container.read("mimetype", 1 << 10).rpartition(b"opendocument.")[2].strip()
        return _OPEN_DOCUMENTS.get(kind, "zip")
    return "zip"


def _of_ole(data: bytes, suffix: str) -> str:
    def holds(stream: str) -> bool:
        return (stream + "\0").encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        raise UnreadableError("encrypted")
    found = dict.fromkeys(form for stream, form in _STREAMS if holds(stream))
    # A document may hold another of a different kind: then the ending decides.
    by_suffix = _OLE_SUFFIXES.get(suffix, "")
    return by_suffix if by_suffix in found or not found else next(iter(found))
