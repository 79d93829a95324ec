"""Files that are zip archives, and the XML inside them: opened with limits, since neither can be trusted.

A container decompresses only the parts that are asked for, each up to a limit and all of them up to another: what a zip
says about sizes is not believed, and a ratio that packing cannot reach is no sign of anything. XML may have no document
type, so there are no entities; nothing is fetched; how deep it nests and how many marks it has is limited.
"""

from __future__ import annotations

import re
import zlib
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from goalint.readers.blocks import UnreadableError

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_PART = 64 * 1024 * 1024
MAX_TOTAL = 192 * 1024 * 1024
MAX_PARTS = 20_000
MAX_MARKS = 2_000_000  # tags and attributes: about 100 bytes of memory each
_ENTRY = b"PK\x01\x02"
_ENCRYPTED = 0x1
_CHUNK = 1 << 20
_DECLARED = re.compile(rb"^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.-]+)")
_DECLARATIONS = tuple(sign.encode(codec) for sign in ("<!DOCTYPE", "<!ENTITY") for codec in ("ascii", "utf-16-le", "utf-16-be"))
# In these the bytes of “<” stand for nothing else, so that marks can be counted before anything is parsed.
_ENCODINGS = frozenset((b"utf-8", b"utf8", b"utf-16", b"utf-16le", b"utf-16be", b"us-ascii", b"gb2312", b"gbk", b"gb18030"))


class Container:
    """A zip archive in memory.

    Raises UnreadableError where the archive is damaged, encrypted, packed in an unusual way, or has too many parts.
    """

    def __init__(self, data: bytes) -> None:
        if data.count(_ENTRY) > MAX_PARTS:
            raise UnreadableError("too-many-parts", limit=str(MAX_PARTS))
        try:
            self._zip = ZipFile(BytesIO(data))
        # A damaged directory may raise nearly anything of these.
        except (BadZipFile, OSError, ValueError, LookupError, NotImplementedError, OverflowError) as error:
            raise UnreadableError("broken-container", kind="", detail=str(error)) from None
        self._parts: dict[str, ZipInfo] = {}
        for info in self._zip.infolist():
            self._parts.setdefault(info.filename.replace("\\", "/").lstrip("/").lower(), info)
        self._left = MAX_TOTAL

    @property
    def entries(self) -> list[ZipInfo]:
        """Everything in the archive, in its order."""
        return self._zip.infolist()

    @property
    def parts(self) -> dict[str, ZipInfo]:
        """What the archive holds, by name in lower case with forward slashes."""
        return self._parts

    def has(self, name: str) -> bool:
        """A part of that name is there (upper or lower case does not matter)."""
        return name.lower() in self._parts

    def read(self, name: str, limit: int = MAX_PART) -> bytes:
        """The bytes of a part. Raises UnreadableError: missing, damaged, encrypted, or larger than allowed."""
        info = self._parts.get(name.lower())
        if info is None:
            raise UnreadableError("missing-part", part=name)
        return self.read_entry(info, limit)

    def read_entry(self, info: ZipInfo, limit: int = MAX_PART) -> bytes:
        """The bytes of an entry of the archive. Raises UnreadableError as `read` does."""
        if info.flag_bits & _ENCRYPTED:
            raise UnreadableError("encrypted")
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise UnreadableError("broken-container", kind="", detail=f"compression {info.compress_type}")
        limit = min(limit, self._left)
        pieces: list[bytes] = []
        size = 0
        try:
            with self._zip.open(info) as stream:
                while piece := stream.read(_CHUNK):
                    size += len(piece)
                    if size > limit:
                        raise UnreadableError("part-too-large", part=info.filename, limit=f"{limit // 1024 // 1024} MB")
                    pieces.append(piece)
        except (BadZipFile, zlib.error, OSError, ValueError, EOFError, NotImplementedError, RuntimeError) as error:
            self._left -= size  # unpacking it again and again must come to an end
            raise UnreadableError("broken-container", kind="", detail=str(error)) from None
        self._left -= size
        return b"".join(pieces)

    def xml(self, name: str) -> _Element:
        """The root of a part that is XML. Raises UnreadableError as `read` and `parse_xml` do."""
        return parse_xml(self.read(name), name)


def parse_xml(data: bytes, name: str) -> _Element:
    """The root element of XML that may be hostile; `name` is what an error calls it.

    Raises UnreadableError: not well-formed, too deep, too many marks, an odd encoding, or a document type, which office
    formats do not allow.
    """
    from lxml import etree

    declared = _DECLARED.match(data[:200])
    if declared and declared.group(1).lower() not in _ENCODINGS:
        raise UnreadableError("broken-xml", part=name, detail=f"encoding {declared.group(1).decode()}")
    if len(data) > MAX_MARKS and data.count(b"<") + data.count(b"=") > MAX_MARKS:
        raise UnreadableError("too-many-marks", part=name)
    if b"!" in data and any(sign in data for sign in _DECLARATIONS):
        raise UnreadableError("document-type", part=name)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError("broken-xml", part=name, detail=str(error)) from None
