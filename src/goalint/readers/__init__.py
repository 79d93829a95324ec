"""File formats: one module each. What a file is, its content decides; its ending helps where the content does not say."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from goalint import installed
from goalint.readers.blocks import Blocks, UnreadableError

MAX_BYTES = 128 * 1024 * 1024  # pictures make Word files large; readers of text have a limit of their own


class _Format(NamedTuple):
    """A format: the endings that its files have, and the function that reads them, loaded when a file needs it.

    `text` says that nothing at the beginning of the file tells the format: the ending does.
    """

    suffixes: tuple[str, ...]
    module: str
    function: str
    text: bool = False


_FORMATS: dict[str, _Format] = {
    "text": _Format((".txt", ".md", ".markdown"), "goalint.readers.text", "read_text", text=True),
    "docx": _Format((".docx", ".docm", ".dotx"), "goalint.readers.docx", "read_docx"),
    "doc": _Format((".doc", ".dot", ".wps", ".wpt"), "goalint.readers.libreoffice", "read_doc"),
    "rtf": _Format((".rtf",), "goalint.readers.libreoffice", "read_rtf"),
    "odt": _Format((".odt",), "goalint.readers.libreoffice", "read_odt"),
    "word-xml": _Format((), "goalint.readers.libreoffice", "read_word_xml"),
    "pdf": _Format((".pdf",), "goalint.readers.pdf", "read_pdf"),
    "ofd": _Format((".ofd",), "goalint.readers.ofd", "read_ofd"),
    "xlsx": _Format((".xlsx", ".xlsm", ".xltx", ".et"), "goalint.readers.xlsx", "read_xlsx"),
    "xls": _Format((".xls", ".xlt"), "goalint.readers.xls", "read_xls"),
    "xls-xml": _Format((), "goalint.readers.xml_workbook", "read_xml_workbook"),
    "html": _Format((".html", ".htm", ".mht", ".mhtml"), "goalint.readers.html", "read_html", text=True),
}
# Kinds of files that may hold drafts and are not read: taken from folders, so that nobody thinks they were checked.
_ELSEWHERE = {
    "packed": (".rar", ".7z", ".gz", ".tgz", ".tar"),
    "picture": (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp"),
    "other-office": (".ceb", ".cebx", ".xlsb", ".ods", ".ppt", ".pptx", ".dps", ".odp", ".caj"),
}
_REASON_OF_SUFFIX = {suffix: reason for reason, suffixes in _ELSEWHERE.items() for suffix in suffixes}
_REASON_OF_KIND = {"rar": "packed", "7z": "packed", "gz": "packed", "picture": "picture", "xlsb": "other-office"}
_SCAN = 100 * 1024  # bytes: a smaller picture is no scanned page
_OF_SUFFIX = {suffix: name for name, form in _FORMATS.items() for suffix in form.suffixes}
SUFFIXES = tuple(_OF_SUFFIX)


def reader_for(suffix: str, data: bytes) -> Callable[[bytes], Blocks]:
    """The reader of a file with that ending (with its dot, in lower case) and content.

    An ending that is not goalint's own may be that of a reader of another installed package. Raises UnreadableError where
    nothing tells a format that can be read, or the content is damaged or encrypted.
    """
    if suffix not in _OF_SUFFIX and (foreign := installed.load(installed.READERS, suffix[1:])) is not None:
        return _checked(foreign)
    name = _format_of(suffix, data)
    reason = _REASON_OF_KIND.get(name or "") or _REASON_OF_SUFFIX.get(suffix)
    if name not in _FORMATS and reason is not None:
        raise UnreadableError(reason, kind=suffix[1:] or name or "")
    if name is None:
        raise UnreadableError("unknown-format", suffix=suffix, known=" ".join(SUFFIXES))
    form = _FORMATS.get(name)
    if form is None:
        raise UnreadableError("no-reader", kind=name, known=" ".join(SUFFIXES))
    reader: Callable[[bytes], Blocks] = getattr(import_module(form.module), form.function)
    return reader


def is_taken(suffix: str, size: int) -> bool:
    """Whether a file with that ending and so many bytes is taken from a folder: to be read, or to be told that it is not."""
    if suffix in _OF_SUFFIX:
        return True
    if (reason := _REASON_OF_SUFFIX.get(suffix)) is not None:
        return reason != "picture" or size >= _SCAN
    return suffix[1:] in installed.names(installed.READERS)


def _checked(reader: Callable[[bytes], Blocks]) -> Callable[[bytes], Blocks]:
    """A reader of another package, whose failures concern the file and not the run."""

    def read(data: bytes) -> Blocks:
        try:
            return reader(data)
        except UnreadableError:
            raise
        except Exception as error:
            raise UnreadableError("foreign-reader", detail=f"{type(error).__name__}: {error}") from error

    return read


def _format_of(suffix: str, data: bytes) -> str | None:
    ending = _OF_SUFFIX.get(suffix)
    is_text = ending is not None and _FORMATS[ending].text
    # Most text files begin like nothing else: what sniffing needs is not loaded for them.
    if not is_text or data[:1] in _SIGNED:
        from goalint.readers.sniff import sniffed

        found = sniffed(data, suffix)
        if found is not None:
            return found
    return "text" if ending is not None and not is_text else ending


_SIGNED = frozenset((b"P", b"%", b"\xd0", b"{", b"<"))
