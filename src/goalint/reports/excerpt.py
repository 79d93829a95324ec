"""The part of a text that a finding is about, cut to fit a line, the cuts shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from goalint.reports.width import display_width, shown

_CUT = "…"


class Excerpt(NamedTuple):
    """A text and the span in it that is marked."""

    text: str
    start: int
    end: int

    def parts(self) -> tuple[str, str, str]:
        """What stands before the mark, the marked text, what stands after."""
        return self.text[: self.start], self.text[self.start : self.end], self.text[self.end :]


def mark_in(text: str, args: Mapping[str, str]) -> tuple[int, int]:
    """The span of the longest of the finding's arguments that the text contains; all of the text if none is there."""
    found = [arg for value in args.values() if len(arg := shown(value)) > 1 and arg in text]
    if not found:
        return 0, len(text)
    longest = max(found, key=len)
    start = text.index(longest)
    return start, start + len(longest)


def excerpt(text: str, mark: tuple[int, int], cells: int) -> Excerpt:
    """The text if it fits into so many cells, else a window that begins a little before the mark; cuts show as “…”."""
    if display_width(text) <= cells:
        return Excerpt(text, *mark)
    cells = max(cells, 8)
    start, end = mark
    lead = _fitting(text[:start][::-1], cells // 4)
    begin = 0 if lead == start else start - lead
    head = _CUT if begin else ""
    room = cells - display_width(head)
    if display_width(text[begin:]) <= room:
        # Room is left at the end: use it for what stands before.
        begin = len(text) - _fitting(text[::-1], cells - display_width(_CUT))
        stop = len(text)
        head = _CUT
    else:
        stop = begin + _fitting(text[begin:], room - display_width(_CUT))
    tail = _CUT if stop < len(text) else ""
    shift = len(head) - begin
    length = len(head) + stop - begin
    return Excerpt(
        head + text[begin:stop] + tail,
        min(max(start + shift, len(head)), length),
        min(max(end + shift, len(head)), length),
    )


def _fitting(text: str, cells: int) -> int:
    """How many characters from the start fit."""
    used = 0
    for index, character in enumerate(text):
        used += display_width(character)
        if used > cells:
            return index
    return len(text)
