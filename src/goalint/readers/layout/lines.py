"""Characters → lines of text, and lines → the text of a cell: which line goes on in the next is seen from its width."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from goalint.readers.layout.page import Box, Glyph
from goalint.tree.location import Location
from goalint.tree.passage import Passage, joined, passage
from goalint.tree.width import is_cjk

# In heights of the font:
_SAME_LINE = 0.45  # how far baselines on one line may lie apart
_TWICE = 0.2  # a character drawn again for bold type is shifted by less than this
_SPACE = 0.2  # a gap between Latin letters that is a space
_WIDE_SPACE = 0.7  # a gap beside a Chinese character that is one: less is the setting of the line
_SLACK = 0.3  # what a full line may lack
_MOST_PADDING = 12.0
_CLOSING = frozenset("，。、；：！？）》〉」』】〕｝,.;:!?)]}%％‰℃°·…—～")
_OPENING = frozenset("（《〈「『【〔｛([{￥¥$")
_QUOTES = frozenset("“”‘’\"'")  # some programs part them from neither neighbour


class TextLine(NamedTuple):
    """A line of text: its characters from left to right, its text with spaces where they stand apart."""

    text: str
    glyphs: tuple[Glyph, ...]
    location: Location

    @property
    def left(self) -> float:
        """Where its first character begins."""
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        """Where its last character ends."""
        return self.glyphs[-1].right

    @property
    def base(self) -> float:
        """The baseline of its first character."""
        return self.glyphs[0].base

    @property
    def centre_y(self) -> float:
        """How far down the page it stands."""
        return self.glyphs[0].centre[1]

    @property
    def size(self) -> float:
        """The height of its largest font."""
        return max(glyph.size for glyph in self.glyphs)


def text_lines(glyphs: Iterable[Glyph], location: Location) -> list[TextLine]:
    """The lines that the characters form, top down: upright ones first, then turned ones."""
    by_turn: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        by_turn.setdefault(glyph.turn, []).append(glyph)
    out: list[TextLine] = []
    for turn in sorted(by_turn):
        for group in _by_baseline(sorted(by_turn[turn], key=attrgetter("base"))):
            line = _line(sorted(group, key=attrgetter("left")), location)
            if line is not None:
                out.append(line)
    return out


class Measure(NamedTuple):
    """The lines of a cell and up to where they can be filled."""

    lines: Sequence[TextLine]
    limit: float

    def goes_on(self, line: TextLine, following: TextLine) -> bool:
        """Whether the line had no room for the beginning of the other."""
        return line.right + _first_unit(following) > self.limit - _SLACK * line.size


def measure(lines: Sequence[TextLine], box: Box, padding: float) -> Measure:
    """A cell measured: its padding on the right is that on the left, and not more than is usual in the document.

    Where all lines are centred and short, what stands to their left is no padding.
    """
    box = box.turned(lines[0].glyphs[0].turn)
    own = max(min(line.left for line in lines) - box.left, 0.0)
    return Measure(lines, max(box.right - min(own, padding), *(line.right for line in lines)))


def usual_padding(cells: Iterable[tuple[Sequence[TextLine], Box]]) -> float:
    """How far text stands from the left edge of its cell, where it is not centred or indented."""
    gaps = sorted(
        line.left - box.left for lines, box in cells for line in lines if not line.glyphs[0].turn and line.left >= box.left
    )
    return min(gaps[len(gaps) // 5], _MOST_PADDING) if gaps else 0.0


def cell_text(cell: Measure) -> Passage:
    """The text of a cell: a line that had no room for the beginning of the next goes on in it; else a line feed stands."""
    lines = cell.lines
    parts = [passage(lines[0].text, lines[0].location)]
    for line, following in itertools.pairwise(lines):
        parts.append(passage(between(cell, line, following), following.location))
        parts.append(passage(following.text, following.location))
    return joined([part for part in parts if part.text])


def between(cell: Measure, line: TextLine, following: TextLine) -> str:
    """What stands for the end of a line: a line feed, or a space or nothing where the line goes on."""
    if line.glyphs[0].turn != following.glyphs[0].turn or not cell.goes_on(line, following):
        return "\n"
    if not _is_word(line.text[-1]) or not _is_word(following.text[0]):
        return ""
    # A word is broken only where it is longer than a line.
    return "" if all(_is_word(glyph.text) for glyph in line.glyphs) else " "


def _by_baseline(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    group: list[Glyph] = []
    for glyph in glyphs:
        if group and glyph.base - group[0].base > _SAME_LINE * max(glyph.size, group[0].size):
            yield group
            group = []
        group.append(glyph)
    if group:
        yield group


def _line(glyphs: Sequence[Glyph], location: Location) -> TextLine | None:
    kept: list[Glyph] = []
    for glyph in glyphs:
        if not (kept and _is_again(kept, glyph)):
            kept.append(glyph)
    while kept and kept[-1].text.isspace():
        kept.pop()
    first = next((index for index, glyph in enumerate(kept) if not glyph.text.isspace()), len(kept))
    kept = kept[first:]
    if not kept:
        return None
    return TextLine("".join(_spaced(kept)), tuple(kept), location)


def _is_again(kept: Sequence[Glyph], glyph: Glyph) -> bool:
    """The character was drawn before, at the same place or a little beside it: how some programs make bold type."""
    room = min(_TWICE * glyph.size, 0.5 * (glyph.right - glyph.left))
    for earlier in reversed(kept[-3:]):
        if glyph.left - earlier.left > room:
            return False
        if earlier.text == glyph.text and abs(glyph.base - earlier.base) <= room:
            return True
    return False


def _spaced(glyphs: Sequence[Glyph]) -> Iterator[str]:
    spread = _is_spread(glyphs)
    last: Glyph | None = None
    for glyph in glyphs:
        if last is not None and not spread and not glyph.text.isspace() and not last.text.isspace():
            wide = (
                is_cjk(glyph.text[0]) or is_cjk(last.text[-1]) or last.text in ".," or last.text.isdigit() and glyph.text in ".,%"
            )
            if glyph.left - last.right > (_WIDE_SPACE if wide else _SPACE) * min(glyph.size, last.size):
                yield " "
        yield " " if glyph.text.isspace() else glyph.text
        last = glyph


def _is_spread(glyphs: Sequence[Glyph]) -> bool:
    """Chinese characters set apart evenly to fill the width of a cell: no spaces stand between them."""
    if len(glyphs) < 3 or not all(is_cjk(glyph.text[0]) for glyph in glyphs):
        return False
    gaps = [right.left - left.right for left, right in itertools.pairwise(glyphs)]
    return min(gaps) > 0 and max(gaps) - min(gaps) <= 0.15 * max(gaps)


def _first_unit(line: TextLine) -> float:
    """The width of what cannot be parted at the beginning of a line: a word or number, a character with its marks."""
    glyphs = line.glyphs
    end = 1
    while end < len(glyphs) and _holds_together(glyphs[end - 1].text, glyphs[end].text):
        end += 1
    return glyphs[end - 1].right - glyphs[0].left


def _holds_together(left: str, right: str) -> bool:
    return left in _OPENING or right in _CLOSING or left in _QUOTES or right in _QUOTES or _is_word(left) and _is_word(right)


def _is_word(text: str) -> bool:
    """A character of a word or number that is not broken at the end of a line."""
    return text.isascii() and not text.isspace()
