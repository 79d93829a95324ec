"""Tables drawn in characters, as pandoc writes those with merged cells: rules of + and -, cells between bars.

A character of Chinese is two columns wide in such a drawing; bars and rules meet at columns, not at characters.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from unicodedata import east_asian_width

from goalint.readers.blocks import Span, Table
from goalint.readers.debris import clean, unmarked
from goalint.tree.passage import Passage, joined, passage
from goalint.tree.pattern import lazy
from goalint.tree.width import is_cjk

_DASHES = frozenset(("--", "==", ":-", "-:", ":=", "=:"))
_BAR = lazy(r"(?<!\\)\|")
_MOST_COLUMNS = 200


def grid_table(lines: Sequence[Passage], at: int) -> tuple[Table | None, int]:
    """The table that begins with the rule there, None where its bars do not meet its rules; and the line after the drawing."""
    end = at
    while end < len(lines) and lines[end].text.lstrip().startswith(("+", "|")):
        end += 1
    return _Drawing(lines[at:end]).table(), end


class _Drawing:
    """The lines of a drawn table as bands of text between rules, on the columns where rules begin and end."""

    def __init__(self, lines: Sequence[Passage]) -> None:
        self._lines = lines
        # Signs like ≥ are one column wide to some converters and two to others, and · to a third: lines without them are sure.
        narrow, wide = ([offsets(line.text.rstrip(), width) for line in lines] for width in (1, 2))
        self._edges = sorted(
            {
                column
                for line, at, other in zip(lines, narrow, wide, strict=True)
                if at == other
                for column, offset in at.items()
                if _is_corner(line.text, offset)
            }
        )
        self._at = [
            at if at == other else self._between(line.text.rstrip(), at, other)
            for line, at, other in zip(lines, narrow, wide, strict=True)
        ]
        self._bands: list[list[int]] = []  # numbers of the lines of text
        self._ruled: list[list[bool]] = []  # over each band: which columns have a rule

    def _between(self, text: str, narrow: dict[int, int], wide: dict[int, int]) -> dict[int, int]:
        """The characters of a line whose width is not sure: bars at edges where they can stand, between them the rest."""
        first = {offset: column for column, offset in narrow.items()}
        last = {offset: column for column, offset in wide.items()}
        corners = (offset for offset, sign in enumerate(text) if sign == "+" and _is_corner(text, offset))
        at: dict[int, int] = {}
        next_edge = 0
        for offset in sorted((*corners, *(match.start() for match in _BAR.finditer(text)))):
            next_edge = bisect_left(self._edges, first[offset], next_edge)
            if next_edge < len(self._edges) and self._edges[next_edge] <= last[offset]:
                at[self._edges[next_edge]] = offset
                next_edge += 1
        for left, right in pairwise(sorted(at)):
            at |= {column: min(at[left] + column - left, at[right] - 1) for column in range(left + 1, right)}
        return at

    def table(self) -> Table | None:
        """The table; None where it is no drawing of one."""
        width = len(self._edges) - 1
        if not 0 < width <= _MOST_COLUMNS or not self._read(width):
            return None
        count = len(self._bands)
        owner: dict[tuple[int, int], tuple[int, int]] = {}
        cells: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for band in range(count):
            for column in range(width):
                if column and not self._barred(band, column):
                    first = owner[band, column - 1]
                elif band and not self._ruled[band][column]:
                    first = owner[band - 1, column]
                else:
                    first = (band, column)
                owner[band, column] = first
                cells.setdefault(first, []).append((band, column))
        rows: list[tuple[Passage, ...]] = []
        merged: dict[tuple[int, int], Span] = {}
        for band in range(count):
            row: list[Passage] = []
            for column in range(width):
                places = cells.get((band, column))
                if places is None:
                    row.append(passage("", self._lines[self._bands[band][0]].location))
                    continue
                last, right = max(places)[0], max(place[1] for place in places)
                if len(places) > 1:
                    merged[band, column] = Span(last - band + 1, right - column + 1)
                cell = self._cell(range(band, last + 1), self._edges[column], self._edges[right + 1])
                if cell is None:
                    return None
                row.append(cell)
            rows.append(tuple(row))
        return Table(tuple(rows), merged)

    def _read(self, width: int) -> bool:
        """Part the lines into bands; False where a line above the first rule, or no text below one."""
        for number, line in enumerate(self._lines):
            at = self._at[number]
            ruled = [
                all(line.text[at[column]] in "-=:+" for column in range(left, right + 1) if column in at)
                for left, right in pairwise(self._edges)
            ]
            if any(ruled):
                self._ruled.append(ruled)
                self._bands.append([])
            elif not self._bands:
                return False
            else:
                self._bands[-1].append(number)
        if self._bands and not self._bands[-1]:
            self._bands.pop()
        return bool(self._bands) and all(self._bands) and all(self._ruled[0])

    def _barred(self, band: int, column: int) -> bool:
        """A bar stands at the left of the column."""
        edge = self._edges[column]
        return all(
            (offset := self._at[number].get(edge)) is not None and self._lines[number].text[offset] in "|+"
            for number in self._bands[band]
        )

    def _cell(self, bands: range, left: int, right: int) -> Passage | None:
        """The text of a cell: lines that wrapped together, paragraphs apart. None where its bars stand elsewhere."""
        paragraphs: list[list[Passage]] = [[]]
        for band in bands:
            for number in self._bands[band]:
                at = self._at[number]
                if left not in at or right not in at:
                    return None
                piece = self._lines[number].slice(at[left] + 1, at[right]).strip()
                if _BAR.search(piece.text):
                    return None
                if piece.text:
                    paragraphs[-1].append(piece)
                else:
                    paragraphs.append([])
        parts = [unmarked(clean(run_on(pieces))) for pieces in paragraphs if pieces]
        return joined(parts, "\n") if parts else passage("", self._lines[self._bands[bands[0]][0]].location)


def _is_corner(text: str, offset: int) -> bool:
    """A + where rules meet, not one that the drafter wrote."""
    return text[offset] == "+" and (text[offset + 1 : offset + 3] in _DASHES or text[max(offset - 2, 0) : offset] in _DASHES)


def offsets(text: str, ambiguous: int) -> dict[int, int]:
    """The character that begins at each column; `ambiguous` is the width of signs that some take for wide."""
    at, column = {}, 0
    for offset, character in enumerate(text):
        at[column] = offset
        width = "" if character.isascii() else east_asian_width(character)
        column += 2 if width in ("W", "F") else ambiguous if width == "A" else 1
    return at


def run_on(pieces: Sequence[Passage]) -> Passage:
    """Lines that wrapped together: no space beside a Chinese character."""
    out: list[Passage] = []
    for piece in pieces:
        if out and not (is_cjk(out[-1].text[-1]) or is_cjk(piece.text[0])):
            out.append(passage(" ", piece.location))
        out.append(piece)
    return joined(out)
