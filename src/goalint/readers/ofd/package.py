"""The parts of an OFD file: its documents, their pages, templates and resources."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from goalint.readers.blocks import UnreadableError
from goalint.readers.container import Container, parse_xml
from goalint.readers.layout.document import check_count
from goalint.readers.ofd.names import children, local, numbers, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_ROOT = "OFD.xml"
_ENCRYPTIONS = "encryptions.xml"
_MAX_PART = 16 * 1024 * 1024
_MAX_TAGS = 4_000_000  # in all parts together
_MAX_KEPT = 8 * 1024 * 1024  # of resources and templates, which stay in memory
_MAX_DOCUMENTS = 100
_MAX_PAGE_RESOURCES = 16
_MAX_ATTACHMENTS = 20
_FOR_PROGRAMS = frozenset(("xml", "xbrl", "json"))
_DAMAGED = ("missing-part", "broken-xml", "broken-container", "encrypted")
_BROKEN = ("broken-xml", "broken-container")
_A4 = (0.0, 0.0, 210.0, 297.0)
Area = tuple[float, float, float, float]  # left, top, width and height in millimetres


class Shared(NamedTuple):
    """What is drawn in many places; `size` is that of its XML in bytes."""

    element: _Element
    size: int


@dataclass
class Resources:
    """What objects refer to by number: names of fonts, drawing parameters, composite units."""

    fonts: dict[str, str] = field(default_factory=dict)
    parameters: dict[str, _Element] = field(default_factory=dict)
    units: dict[str, Shared] = field(default_factory=dict)
    parts: set[str] = field(default_factory=set)

    def add(self, root: _Element) -> None:
        """Take in a resource part."""
        from lxml.etree import tostring

        for group in root:
            for item in group:
                key, kind = item.get("ID", ""), local(item)
                if kind == "Font":
                    self.fonts.setdefault(key, f"{item.get('FontName', '')} {item.get('FamilyName', '')}")
                elif kind == "DrawParam":
                    self.parameters.setdefault(key, item)
                elif kind == "CompositeGraphicUnit":
                    self.units.setdefault(key, Shared(item, len(tostring(item))))


@dataclass
class Document:
    """A document of the file: its main part, those of its pages (None where one is missing), its templates; the names of
    the files attached to it.
    """

    part: str
    pages: list[str | None]
    templates: dict[str, tuple[str, str]]  # by number: where it is, and whether it lies below or above the page
    area: Area
    resources: Resources
    attachments: list[str]


class Package:
    """An opened file. Raises UnreadableError as `Container` does."""

    def __init__(self, data: bytes) -> None:
        self._container = Container(data)
        self._templates: dict[str, Shared] = {}
        self._room = _MAX_KEPT
        self._tags = _MAX_TAGS

    def documents(self) -> list[Document | UnreadableError]:
        """The documents in the file, at least one of which can be read; why the others cannot.

        Raises UnreadableError where none can be read: encrypted, damaged, missing.
        """
        roots = [text_of(body, "DocRoot") for body in children(self._xml(_ROOT), "DocBody")]
        if not any(roots):
            raise UnreadableError("missing-part", part="Document.xml")
        if len(roots) > _MAX_DOCUMENTS:
            raise UnreadableError("too-many-parts", limit=str(_MAX_DOCUMENTS))
        found = [self._document_at(root) for root in roots if root]
        if isinstance(found[0], UnreadableError) and all(isinstance(one, UnreadableError) for one in found):
            raise found[0]
        return found

    def _document_at(self, root: str) -> Document | UnreadableError:
        try:
            return self._document(self._needed(root, _ROOT))
        except UnreadableError as error:
            if error.reason not in _DAMAGED:
                raise
            return error

    def page(self, part: str) -> _Element:
        """The root of a page. Raises UnreadableError."""
        return self._xml(part)

    def template(self, location: str, document: Document) -> Shared:
        """A template, which many pages share. Raises UnreadableError."""
        part = self._needed(location, document.part)
        if part not in self._templates:
            self._templates[part] = self._kept(part)
        return self._templates[part]

    def resolved(self, location: str, source: str) -> str | None:
        """The part that `source` calls so: from its own folder, from that of its document, or from the root."""
        location = location.strip().replace("\\", "/")
        folders = [""] if location.startswith("/") else [posixpath.dirname(source), source.partition("/")[0], ""]
        for folder in folders:
            name = posixpath.normpath(posixpath.join("/", folder, location.lstrip("/"))).lstrip("/")
            for spelled in (name, *(misread(name) for misread in _MISREAD)):
                if spelled and self._container.has(spelled):
                    return spelled
        return None

    @cached_property
    def _is_encrypted(self) -> bool:
        return any(posixpath.basename(name) == _ENCRYPTIONS for name in self._container.parts)

    def _document(self, part: str) -> Document:
        root = self._xml(part)
        common = [item for data in children(root, "CommonData") for item in data]
        resources, templates, area = Resources(), dict[str, tuple[str, str]](), None
        for item in common:
            match local(item):
                case "PublicRes" | "DocumentRes":
                    self._add(resources, item.text or "", part)
                case "TemplatePage":
                    templates[item.get("ID", "")] = item.get("BaseLoc", ""), item.get("ZOrder", "Background")
                case "PageArea":
                    area = area_of(item)
        pages = [page for group in children(root, "Pages") for page in children(group, "Page")]
        check_count(len(pages))
        names = [self.resolved(page.get("BaseLoc", ""), part) for page in pages]
        attachments = [name for item in children(root, "Attachments") for name in self._attached(text_of(item), part)]
        return Document(part, names, templates, area or _A4, resources, attachments[:_MAX_ATTACHMENTS])

    def add_page_resources(self, resources: Resources, page: _Element, part: str) -> None:
        """Take in the resources that only a page has."""
        for element in islice(children(page, "PageRes"), _MAX_PAGE_RESOURCES):
            self._add(resources, element.text or "", part)

    def _attached(self, location: str, source: str) -> list[str]:
        """The names of attachments, but for data that is made for programs."""
        if (name := self.resolved(location, source)) is None:
            return []
        try:
            root = self._xml(name)
        except UnreadableError as error:
            if error.reason not in _BROKEN:
                raise
            return [location]
        found = [(item.get("Name", ""), item.get("Format", "")) for item in children(root, "Attachment")]
        return [
            name if not kind or name.lower().endswith(kind.lower()) else f"{name}.{kind}"
            for name, kind in found
            if kind.lower() not in _FOR_PROGRAMS
        ]

    def _add(self, resources: Resources, location: str, source: str) -> None:
        name = self.resolved(location, source)
        if name is None or name in resources.parts:
            return
        resources.parts.add(name)
        try:
            resources.add(self._kept(name).element)
        except UnreadableError as error:  # the text can be read without the names of its fonts
            if error.reason not in _BROKEN:
                raise

    def _needed(self, location: str, source: str) -> str:
        name = self.resolved(location, source)
        if name is None:
            raise UnreadableError("encrypted") if self._is_encrypted else UnreadableError("missing-part", part=location)
        return name

    def _kept(self, name: str) -> Shared:
        root, size = self._read(name, self._room)
        self._room -= size
        return Shared(root, size)

    def _xml(self, name: str) -> _Element:
        return self._read(name, _MAX_PART)[0]

    def _read(self, name: str, limit: int) -> tuple[_Element, int]:
        try:
            data = self._container.read(name, limit)
            self._tags -= data.count(b"<")
            if self._tags < 0:
                raise UnreadableError("too-many-marks", part=name)
            return parse_xml(data, name), len(data)
        except UnreadableError as error:
            if self._is_encrypted:
                raise UnreadableError("encrypted") from error
            raise


def area_of(element: _Element | None) -> Area | None:
    """What a page area says about the size of the paper; None where it says nothing usable."""
    box = numbers(text_of(element, "PhysicalBox"), 4)
    if box is None or box[2] <= 0 or box[3] <= 0:
        return None
    return box[0], box[1], box[2], box[3]


def _as_cp437(encoding: str) -> Callable[[str], str]:
    """How a name looks that stands in a zip in that encoding while nothing there says so."""

    def misread(name: str) -> str:
        try:
            return name.encode(encoding).decode("cp437") if not name.isascii() else ""
        except UnicodeError:
            return ""

    return misread


_MISREAD = (_as_cp437("gb18030"), _as_cp437("utf-8"))
