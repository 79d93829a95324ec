"""Tables that a converter left in a text as HTML tags: Markdown has no merged cells, so many write such tables that way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from goalint.readers.blocks import Block, Line, Span, Table
from goalint.readers.debris import clean, unmarked
from goalint.tree.passage import Passage, joined, passage
from goalint.tree.pattern import lazy
from goalint.tree.width import is_cjk

_TAG = lazy(r"<(/?)(table|tr|td|th|thead|tbody|tfoot|br|p|div|li)\b([^<>]{0,400})>", re.IGNORECASE)
_EDGE = lazy(r"<(/?)table\b", re.IGNORECASE)
_SPAN = lazy(r"\b(row|col)span\s*=\s*[\"']?\s*(\d{1,4})", re.IGNORECASE)
_MOST_COLUMNS = 200
_MOST_ROWS = 2000  # that one cell covers

_Cell = tuple[Passage, int, int]


def tagged_tables(lines: Sequence[Passage], at: int) -> tuple[list[Block], int]:
    """What the lines from the one where a table begins to the one where it ends show, and the line after those."""
    depth, end = 0, at
    while end < len(lines):
        depth += sum(-1 if edge.group(1) else 1 for edge in _EDGE.finditer(lines[end].text))
        end += 1
        if depth <= 0:
            break
    return list(_blocks(joined(lines[at:end], "\n"))), end


def _blocks(source: Passage) -> Iterator[Block]:
    table = _Open()
    last = 0
    for tag in _TAG.finditer(source.text):
        between = source.slice(last, tag.start())
        last = tag.end()
        if table.depth:
            table.text(between)
        else:
            yield from _lines(between)
        closes, name = bool(tag.group(1)), tag.group(2).lower()
        if name != "table":
            table.tag(name, closes, tag.group(3), source.slice(tag.start(), tag.start()))
            continue
        table.depth = max(0, table.depth + (-1 if closes else 1))
        if closes and not table.depth:
            yield table.whole()
            table = _Open()
    if table.depth:
        table.text(source.slice(last))
        yield table.whole()
    else:
        yield from _lines(source.slice(last))


def _lines(source: Passage) -> Iterator[Line]:
    start = 0
    for text in source.text.split("\n"):
        line = unmarked(clean(source.slice(start, start + len(text)))).strip()
        start += len(text) + 1
        if line.text:
            yield Line(line, True)


class _Open:
    """A table while it is read. One inside a cell is the text of that cell."""

    def __init__(self) -> None:
        self.depth = 0
        self._rows: list[list[_Cell]] = []
        self._cell: list[list[Passage]] | None = None  # paragraphs of pieces
        self._spans = (1, 1)
        self._place = passage("")

    def text(self, piece: Passage) -> None:
        """Text between two tags; between the cells there is none that a browser would show in its place."""
        if self._cell is not None and piece.text:
            self._cell[-1].append(piece)

    def tag(self, name: str, closes: bool, attributes: str, place: Passage) -> None:
        """A tag of a row, of a cell, or of a paragraph in one."""
        if self.depth > 1 or name in ("br", "p", "div", "li"):
            if self._cell is not None:
                self._cell.append([])
            return
        self._end_cell()
        if name in ("td", "th") and not closes:
            if not self._rows:
                self._rows.append([])
            spans = {match.group(1).lower(): int(match.group(2)) for match in _SPAN.finditer(attributes)}
            self._spans = min(spans.get("row", 1) or 1, _MOST_ROWS), min(spans.get("col", 1) or 1, _MOST_COLUMNS)
            self._cell, self._place = [[]], place
        elif name == "tr" and not closes:
            self._rows.append([])

    def whole(self) -> Table:
        """The table, its cells at their columns."""
        self._end_cell()
        rows: list[tuple[Passage, ...]] = []
        merged: dict[tuple[int, int], Span] = {}
        taken: list[int] = []  # by column: the first row that is free
        for index, row in enumerate(self._rows):
            cells: list[Passage] = []
            for cell, down, across in row:
                while len(cells) < len(taken) and taken[len(cells)] > index:
                    cells.append(cell.slice(0, 0))
                column = len(cells)
                if column + across > _MOST_COLUMNS:
                    break
                down = min(down, len(self._rows) - index)
                taken += [0] * (column + across - len(taken))
                taken[column : column + across] = [index + down] * across
                cells += [cell, *[cell.slice(0, 0)] * (across - 1)]
                if across > 1 or down > 1:
                    merged[index, column] = Span(down, across)
            rows.append(tuple(cells))
        return Table(tuple(rows), merged)

    def _end_cell(self) -> None:
        if self._cell is not None:
            parts = [part for pieces in self._cell if (part := _paragraph(pieces)).text]
            self._rows[-1].append((joined(parts, "\n") if parts else self._place, *self._spans))
            self._cell = None


def _paragraph(pieces: Sequence[Passage]) -> Passage:
    """Text with its lines joined: nothing between Chinese characters, else a space."""
    out: list[Passage] = []
    for piece in pieces:
        start = 0
        for number, text in enumerate(piece.text.split("\n")):
            line = piece.slice(start, start + len(text))
            start += len(text) + 1
            line = clean(line.strip() if number else line)
            if not line.text:
                continue
            if number and out and not (is_cjk(out[-1].text[-1]) or is_cjk(line.text[0])):
                out.append(passage(" ", line.location))
            out.append(line)
    return joined(out).strip() if out else passage("")
