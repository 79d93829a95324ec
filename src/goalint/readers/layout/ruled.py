"""Tables out of ruling lines: lines that meet make a grid, and absent lines in it make merged cells."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import NamedTuple

from goalint.readers.layout.page import Box, Stroke
from goalint.readers.layout.rules import TOGETHER, edges, whole

_REACH = 3.0  # how far lines that should meet may stay apart
_MOST_CROSSINGS = 1_000_000
_MOST_PLACES = 100_000


class TooManyLinesError(Exception):
    """More ruling lines than any table has: a drawing, or a page made to hang its reader."""


class Region(NamedTuple):
    """A cell of a grid: its first row and column, and how many it covers."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass
class Grid:
    """A ruled table: the places of its column and row edges, and its cells from the top left on.

    `owner` gives the index of the cell that covers a row and column.
    """

    xs: list[float]
    ys: list[float]
    regions: list[Region]
    owner: list[list[int]] = field(repr=False)

    @property
    def box(self) -> Box:
        """Its outline."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def box_of(self, region: Region) -> Box:
        """The outline of a cell."""
        return Box(
            self.xs[region.column],
            self.ys[region.row],
            self.xs[region.column + region.columns],
            self.ys[region.row + region.rows],
        )

    def at(self, x: float, y: float) -> int | None:
        """The index of the cell at a point; None outside the grid."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if not (0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1):
            return None
        return self.owner[row][column]


def grids(level: Sequence[Stroke], upright: Sequence[Stroke]) -> list[Grid]:
    """The tables that the lines draw, from the top; frames around a single cell are none.

    Raises TooManyLinesError.
    """
    out = [grid for group in _connected(whole(level), whole(upright)) if (grid := _grid(*group)) is not None]
    return sorted(out, key=lambda grid: (grid.ys[0], grid.xs[0]))


def _connected(level: list[Stroke], upright: list[Stroke]) -> Iterator[tuple[list[Stroke], list[Stroke]]]:
    """Groups of lines that meet one another, found by sweeping down the page."""
    parent = list(range(len(level) + len(upright)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    coming = sorted(range(len(upright)), key=lambda index: upright[index].start, reverse=True)
    active: list[tuple[float, int]] = []
    ending: list[tuple[float, int]] = []
    crossings = 0
    for number, line in enumerate(level):
        while coming and upright[coming[-1]].start - _REACH <= line.at:
            index = coming.pop()
            insort(active, (upright[index].at, index))
            heappush(ending, (upright[index].end, index))
        while ending and ending[0][0] + _REACH < line.at:
            _, index = heappop(ending)
            del active[bisect_left(active, (upright[index].at, index))]
        first = bisect_left(active, (line.start - _REACH, -1))
        last = bisect_right(active, (line.end + _REACH, len(upright)))
        crossings += last - first
        if crossings > _MOST_CROSSINGS:
            raise TooManyLinesError
        for _, index in active[first:last]:
            parent[root(len(level) + index)] = root(number)
    groups: dict[int, tuple[list[Stroke], list[Stroke]]] = {}
    for index in range(len(parent)):
        group = groups.setdefault(root(index), ([], []))
        if index < len(level):
            group[0].append(level[index])
        else:
            group[1].append(upright[index - len(level)])
    return (group for group in groups.values() if group[0] and group[1])


def _grid(level: list[Stroke], upright: list[Stroke]) -> Grid | None:
    """The grid of a group of lines. Where its outline is not drawn, lines end at it: it closes the outer cells."""
    xs, ys = _spanned(upright, level), _spanned(level, upright)
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 1 or rows * columns < 2:
        return None
    if rows * columns > _MOST_PLACES:
        raise TooManyLinesError
    right = _drawn(upright, xs, ys)
    below = _drawn(level, ys, xs)
    return _with_regions(xs, ys, right, below)


def _spanned(lines: list[Stroke], across: list[Stroke]) -> list[float]:
    """The edges along one axis: those of the lines, and the ends of the lines across where they reach further."""
    out = edges(line.at for line in lines)
    first, last = min(line.start for line in across), max(line.end for line in across)
    if first < out[0] - 2 * TOGETHER:
        out.insert(0, first)
    if last > out[-1] + 2 * TOGETHER:
        out.append(last)
    return out


def _drawn(lines: list[Stroke], places: list[float], across: list[float]) -> list[set[int]]:
    """For each edge the intervals of the other axis along which it is drawn."""
    out: list[set[int]] = [set() for _ in places]
    middles = [(start + end) / 2 for start, end in itertools.pairwise(across)]
    for line in lines:
        index = min(max(bisect_left(places, line.at), 0), len(places) - 1)
        if index and abs(places[index - 1] - line.at) <= abs(places[index] - line.at):
            index -= 1
        out[index].update(range(bisect_left(middles, line.start), bisect_right(middles, line.end)))
    return out


def _with_regions(xs: list[float], ys: list[float], right: list[set[int]], below: list[set[int]]) -> Grid | None:
    """Cells from the places of a grid: joined where no line parts them, and always rectangles.

    Runs of places along a row are the same cell as those under them if they begin and end alike and no line parts them.
    """
    rows, columns = len(ys) - 1, len(xs) - 1
    owner = [[-1] * columns for _ in range(rows)]
    regions: list[Region] = []
    above: dict[tuple[int, int], int] = {}
    for row in range(rows):
        runs: dict[tuple[int, int], int] = {}
        start = 0
        for column in range(columns):
            if column + 1 < columns and row not in right[column + 1]:
                continue
            run = (start, column + 1)
            index = above.get(run)
            if index is not None and not any(place in below[row] for place in range(*run)):
                region = regions[index]
                regions[index] = region._replace(rows=region.rows + 1)
            else:
                index = len(regions)
                regions.append(Region(row, start, 1, column + 1 - start))
            runs[run] = index
            owner[row][start : column + 1] = [index] * (column + 1 - start)
            start = column + 1
        above = runs
    return Grid(xs, ys, regions, owner) if len(regions) > 1 else None
