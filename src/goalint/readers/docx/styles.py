"""What styles say that is seen in the text: hidden type, numbers, leaders of tabs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from goalint.readers.container import parse_xml
from goalint.readers.docx.names import P_PR, R_PR, VAL, by_name, is_on, number, w

if TYPE_CHECKING:
    from lxml.etree import _Element

    from goalint.readers.docx.package import Package

_TELLING = (b"vanish", b"numPr", b"leader")
_BASE = re.compile(rb'<w:basedOn w:val="([^"]*)"')
_MAX_BASES = 20
_STYLE, _BASED_ON, _ID, _TYPE = w("style"), w("basedOn"), w("styleId"), w("type")
VANISH, NUM_PR, NUM_ID, LEVEL, TABS, LEADER = w("vanish"), w("numPr"), w("numId"), w("ilvl"), w("tabs"), w("leader")


class Style(NamedTuple):
    """`hidden` is None where the style does not say; `number` is the list and the level (None: as the list tells)."""

    hidden: bool | None = None
    number: tuple[str, int | None] | None = None
    leader: bool = False


_PLAIN = Style()


class Styles:
    """The styles of a document, read when one is asked for."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._part: bytes | None = None
        self._elements: dict[str, _Element] | None = None
        self._known: dict[str, Style] = {}

    def __getitem__(self, name: str) -> Style:
        """The style of that id with all that it is based on; a plain one if there is none."""
        known = self._known.get(name)
        if known is None:
            known = self._known[name] = self._read(name)
        return known

    def _read(self, name: str) -> Style:
        if self._part is None:
            self._part = self._package.part("styles")
        if self._says_nothing(name):
            return _PLAIN
        if self._elements is None:
            found = parse_xml(self._part, "styles.xml").iterchildren(_STYLE) if self._part else ()
            self._elements = {element.get(_ID, ""): element for element in found}
        hidden: bool | None = None
        numbered: tuple[str, int | None] | None = None
        leader = False
        for _ in range(_MAX_BASES):
            element = self._elements.get(name)
            if element is None:
                break
            said = by_name(element)
            if P_PR in said:
                properties = by_name(said[P_PR])
                numbered = numbered or number_of(properties)
                leader = leader or has_leader(properties)
            if hidden is None and R_PR in said:
                hidden = hides(by_name(said[R_PR]))
            base = said.get(_BASED_ON)
            name = "" if base is None else base.get(VAL, "")
        return Style(hidden, numbered, leader) if hidden is not None or numbered or leader else _PLAIN

    def _says_nothing(self, name: str) -> bool:
        """A look at the bytes: the styles of an empty document are larger than most drafts, and parsing them takes longer."""
        assert self._part is not None
        if not any(word in self._part for word in _TELLING):
            return True
        for _ in range(_MAX_BASES):
            at = self._part.find(f'w:styleId="{name}"'.encode())
            end = self._part.find(b"</w:style>", at)
            if at < 0 or end < 0:
                return False
            said = self._part[at:end]
            if any(word in said for word in _TELLING):
                return False
            base = _BASE.search(said)
            if base is None:
                return b"basedOn" not in said
            name = base.group(1).decode("utf-8", "replace")
        return False


def hides(properties: Mapping[str, _Element]) -> bool | None:
    """Whether the properties of a run, by name, hide it; None where they do not say."""
    found = properties.get(VANISH)
    return None if found is None else is_on(found.get(VAL))


def number_of(properties: Mapping[str, _Element]) -> tuple[str, int | None] | None:
    """The list and level that the properties of a paragraph name; list “0” stands for no number."""
    found = properties.get(NUM_PR)
    if found is None:
        return None
    said = by_name(found)
    which, level = said.get(NUM_ID), said.get(LEVEL)
    if which is None:
        return None
    return which.get(VAL, "0"), None if level is None else number(level.get(VAL))


def has_leader(properties: Mapping[str, _Element]) -> bool:
    """A tab of the paragraph is filled with dots or a line, as in a table of contents."""
    tabs = properties.get(TABS)
    return tabs is not None and any(tab.get(LEADER, "none") != "none" for tab in tabs)
