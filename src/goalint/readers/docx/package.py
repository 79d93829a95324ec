"""The parts of a Word document: the main one, and those that it refers to."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from goalint.readers.blocks import UnreadableError
from goalint.readers.container import Container, parse_xml
from goalint.readers.docx.names import STRICT, TRANSITIONAL

if TYPE_CHECKING:
    from lxml.etree import _Element

_USUAL = "word/document.xml"
_MAX_PART = 32 * 1024 * 1024
# The children of an element are handed over at once, which takes memory; shorter parts cannot have as many.
_MOST_CHILDREN = 500_000
_LEAST_LENGTH = 4 * _MOST_CHILDREN


class Package:
    """An opened document. Raises UnreadableError as `Container` does, and where there is no main part."""

    def __init__(self, data: bytes) -> None:
        self._container = Container(data)
        self._text = b""
        self._folded: bytes | None = None
        self._spelled = False  # there may be words in it that no search finds
        self._found: dict[bytes, bool] = {}
        self._main = _USUAL if self._container.has(_USUAL) else self._related("", "/officeDocument") or ""
        if not self._main:
            raise UnreadableError("missing-part", part=_USUAL)

    def document(self) -> _Element:
        """The root of the main part. Raises UnreadableError also where an element has more children than any document needs."""
        data = _transitional(self._container.read(self._main, _MAX_PART))
        root = parse_xml(data, self._main)
        many = len(data) > _LEAST_LENGTH and data.count(b"<") - data.count(b"</") > _MOST_CHILDREN
        if many and root.xpath(f"boolean(//*[count(*) > {_MOST_CHILDREN}])"):
            raise UnreadableError("too-many-marks", part=self._main)
        self._text = data
        return root

    def mentions(self, *words: bytes) -> bool:
        """Whether the main part may hold one of the words (in lower case) as a name or in an attribute.

        A look at the bytes of what `document` has read: most documents have thousands of properties and nothing in them that is
        seen in their text.
        """
        return any(map(self._mentions, words))

    def _mentions(self, word: bytes) -> bool:
        if self._folded is None:
            self._folded = self._text.lower()
            # In UTF-16 the words are spelled otherwise, and references can spell anything.
            self._spelled = b"\0" in self._folded or b"&" in self._folded and b"&#" in self._folded
        found = self._found.get(word)
        if found is None:
            found = self._found[word] = self._spelled or word in self._folded
        return found

    def part(self, kind: str) -> bytes:
        """The content of the styles or the numbering; nothing where there is no such part."""
        usual = posixpath.join(posixpath.dirname(self._main), kind + ".xml")
        name = usual if self._container.has(usual) else self._related(self._main, "/" + kind)
        if not name or not self._container.has(name):
            return b""
        return _transitional(self._container.read(name, _MAX_PART))

    def _xml(self, name: str) -> _Element:
        return parse_xml(_transitional(self._container.read(name, _MAX_PART)), name)

    def _related(self, source: str, kind: str) -> str | None:
        """The part that `source` refers to by a relationship whose type ends so."""
        folder, _, file = source.rpartition("/")
        relations = posixpath.join(folder, "_rels", file + ".rels")
        if not self._container.has(relations):
            return None
        for relation in self._xml(relations):
            if relation.get("Type", "").endswith(kind) and relation.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, unquote(relation.get("Target", "")))).lstrip("/")
                if self._container.has(target):
                    return target
        return None


def _transitional(data: bytes) -> bytes:
    if STRICT in data:
        for strict, usual in TRANSITIONAL.items():
            data = data.replace(strict, usual)
    return data
