"""How wide text is on a terminal, and how it is filled and broken there.

A Chinese character takes two cells. Characters of ambiguous width (≥ “ ” …) count as one, as terminals outside East Asian
legacy modes draw them.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# What may not begin a line, and what may not end one (GB/T 15834 and the habits of typesetting).
_CLOSING = frozenset("，。；：、！？）》〉」』】〕”’…—,.;:!?)]}%％")
_OPENING = frozenset("（《〈「『【〔“‘([{")
_UNSHOWN = frozenset(("Cc", "Cf", "Cs"))


@lru_cache(maxsize=4096)
def _cells(character: str) -> int:
    if unicodedata.east_asian_width(character) in "WF":
        return 2
    return 0 if unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc") else 1


def display_width(text: str) -> int:
    """The number of terminal cells that the text takes; control and combining characters take none."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(map(_cells, text))


def fill(text: str, cells: int) -> str:
    """The text followed by as many spaces as it takes to be so many cells wide; never cut."""
    return text + " " * (cells - display_width(text))


def wrap(text: str, cells: int, *, first: int = 0) -> list[str]:
    """The text in lines of at most so many cells, every character kept except the white space at a break.

    `first` cells are already taken on the first line. A line breaks at white space or beside a wide character, never
    before a closing or after an opening mark; a word longer than a line is broken where the line ends.
    """
    cells = max(cells, 2)
    if display_width(text) <= cells - first:
        return [text.strip()]
    lines: list[str] = []
    line, used = "", min(first, cells)
    for unit in _units(text):
        wide = display_width(unit)
        if used + wide > cells and not unit.isspace():
            if line or used:
                lines.append(line.rstrip())
                line, used = "", 0
            while wide > cells:
                head = _head(unit, cells)
                lines.append(head)
                unit = unit[len(head) :]
                wide = display_width(unit)
        if unit.isspace() and not line:
            continue
        line += unit
        used += wide
    if line.rstrip() or not lines:
        lines.append(line.rstrip())
    return lines


def hanging(head: str, text: str, cells: int, indent: int, painted: str | None = None) -> list[str]:
    """The head (drawn as `painted`) and the text after it, wrapped to so many cells; further lines are indented."""
    room = max(cells - indent, 16)
    lines = wrap(text, room, first=max(display_width(head) - indent, 0))
    head = fill(head, indent).replace(head, painted or head, 1) if head else " " * indent
    return [(head + lines[0]).rstrip(), *(" " * indent + line for line in lines[1:])]


def shown(text: str) -> str:
    """The text on one line, without characters that a terminal would obey or could not draw."""
    flat = " ".join(text.split())
    if flat.isprintable():
        return flat
    return "".join("\ufffd" if unicodedata.category(c) in _UNSHOWN else c for c in flat)


def _units(text: str) -> list[str]:
    """The pieces between which a line may break."""
    units: list[str] = []
    glued = False  # the next character belongs to the last piece
    for character in text:
        previous = units[-1][-1] if units else ""
        space = character.isspace()
        if not previous or space != previous.isspace():
            joins = False
        elif space:
            joins = True
        else:
            narrow = _cells(character) < 2 and _cells(previous) < 2
            joins = glued or character in _CLOSING or (narrow and not _breaks(previous, character))
        if joins:
            units[-1] += character
        else:
            units.append(character)
        glued = character in _OPENING
    return units


def _breaks(before: str, after: str) -> bool:
    """Quotation marks are as narrow as letters but stand between words."""
    return after in _OPENING or before in _CLOSING and not before.isascii()


def _head(text: str, cells: int) -> str:
    """As much of the text as fits, at least one character."""
    used = 0
    for index, character in enumerate(text):
        used += _cells(character)
        if used > cells and index:
            return text[:index]
    return text
