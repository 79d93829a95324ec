"""A run of text whose every character still knows its place in the source.

Readers cut debris out of lines and parsers join wrapped cells; a passage carries the places through both, so that
a finding can point at the third word of a cell that was put together from four lines.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from goalint.tree.location import NOWHERE, Location


def _offset(mark: tuple[int, Location]) -> int:
    return mark[0]


class Passage(NamedTuple):
    """Text as written, with marks: from each offset on, characters run on from that location."""

    text: str
    marks: tuple[tuple[int, Location], ...] = ((0, NOWHERE),)

    @property
    def location(self) -> Location:
        """Where the first character stands."""
        return self.marks[0][1]

    def at(self, offset: int) -> Location:
        """The place of the character at that offset."""
        if len(self.marks) == 1:
            return self.marks[0][1].advanced(offset)
        index = bisect_right(self.marks, offset, key=_offset) - 1
        start, location = self.marks[max(index, 0)]
        return location.advanced(offset - start)

    def slice(self, start: int, end: int | None = None) -> Passage:
        """The part from start to end, its places kept."""
        end = len(self.text) if end is None else min(end, len(self.text))
        if start == 0 and end == len(self.text):
            return self
        if len(self.marks) == 1:  # most cells stand in one piece
            return Passage(self.text[start:end], ((0, self.marks[0][1].advanced(start)),))
        first = bisect_right(self.marks, start, key=_offset)
        last = bisect_left(self.marks, end, first, key=_offset)
        marks = ((offset - start, location) for offset, location in self.marks[first:last])
        return Passage(self.text[start:end], ((0, self.at(start)), *marks))

    def strip(self, characters: str | None = None) -> Passage:
        """Without white space (or the given characters) at both ends."""
        text = self.text
        if len(text.strip(characters)) == len(text):
            return self
        start = len(text) - len(text.lstrip(characters))
        return self.slice(start, max(start, len(text.rstrip(characters))))


def passage(text: str, location: Location = NOWHERE) -> Passage:
    """A passage that stands in one piece at one place."""
    return tuple.__new__(Passage, (text, ((0, location),)))  # most passages are made here, in half the time that the class takes


def joined(parts: Iterable[Passage], separator: str = "") -> Passage:
    """One passage out of several, with a separator that takes the place of what stood before it."""
    texts: list[str] = []
    marks: list[tuple[int, Location]] = []
    length = 0
    for part in parts:
        if texts and separator:
            texts.append(separator)
            length += len(separator)
        marks += [(length + offset, location) for offset, location in part.marks]
        texts.append(part.text)
        length += len(part.text)
    return Passage("".join(texts), tuple(marks) or ((0, NOWHERE),))


def without(source: Passage, spans: Iterable[tuple[int, int, str]]) -> Passage:
    """The passage with each (start, end, replacement) carried out; spans in order and apart from one another."""
    parts: list[Passage] = []
    last = 0
    for start, end, replacement in spans:
        if start > last:
            parts.append(source.slice(last, start))
        if replacement:
            parts.append(passage(replacement, source.at(start)))
        last = end
    if not parts and not last:
        return source
    if last < len(source.text):
        parts.append(source.slice(last))
    return joined(parts) if parts else source.slice(0, 0)
