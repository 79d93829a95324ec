"""Ruling lines become grids; absent lines in them merged cells."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalint.readers.layout.page import Stroke
from goalint.readers.layout.ruled import Region, TooManyLinesError, grids
from goalint.readers.layout.rules import whole


def _lines(xs: list[float], ys: list[float], regions: list[Region]) -> tuple[list[Stroke], list[Stroke]]:
    """The borders of every cell, each drawn by itself."""
    level, upright = [], []
    for row, column, rows, columns in regions:
        left, right, top, bottom = xs[column], xs[column + columns], ys[row], ys[row + rows]
        level += [Stroke(top, left, right), Stroke(bottom, left, right)]
        upright += [Stroke(left, top, bottom), Stroke(right, top, bottom)]
    return level, upright


@st.composite
def _tables(draw: st.DrawFn) -> tuple[list[float], list[float], list[Region]]:
    """A grid whose cells were merged at random: places are taken from the top left on by rectangles that still fit."""
    columns, rows = draw(st.integers(2, 6)), draw(st.integers(2, 6))
    at, xs = 50.0, []
    for _ in range(columns + 1):
        xs.append(at)
        at += draw(st.integers(12, 90))
    at, ys = 60.0, []
    for _ in range(rows + 1):
        ys.append(at)
        at += draw(st.integers(12, 60))
    taken: set[tuple[int, int]] = set()
    regions = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            wide = draw(st.integers(1, 3))
            high = draw(st.integers(1, 3))
            width = 1
            while width < wide and column + width < columns and (row, column + width) not in taken:
                width += 1
            height = min(high, rows - row)
            places = {(row + r, column + c) for r in range(height) for c in range(width)}
            taken |= places
            regions.append(Region(row, column, height, width))
    return xs, ys, regions


@given(_tables(), st.randoms(use_true_random=False))
def test_the_cells_that_were_drawn_are_found(table: tuple[list[float], list[float], list[Region]], order: random.Random) -> None:
    xs, ys, regions = table
    if len(regions) < 2:
        return
    level, upright = _lines(xs, ys, regions)
    order.shuffle(level)
    order.shuffle(upright)
    (grid,) = grids(level, upright)
    found = {grid.box_of(region) for region in grid.regions}
    assert found == {(xs[c], ys[r], xs[c + w], ys[r + h]) for r, c, h, w in regions}


@given(_tables())
def test_every_place_has_the_cell_that_covers_it(table: tuple[list[float], list[float], list[Region]]) -> None:
    for grid in grids(*_lines(*table)):
        for row, owners in enumerate(grid.owner):
            for column, index in enumerate(owners):
                region = grid.regions[index]
                assert region.row <= row < region.row + region.rows
                assert region.column <= column < region.column + region.columns
        assert sum(region.rows * region.columns for region in grid.regions) == len(grid.owner) * len(grid.owner[0])


@given(st.lists(st.tuples(st.floats(-1e7, 1e7), st.floats(-1e7, 1e7), st.floats(0, 1e7)), max_size=30), st.data())
def test_any_lines_end_in_grids(lines: list[tuple[float, float, float]], data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(lines)))
    strokes = [Stroke(at, start, start + length) for at, start, length in lines]
    for grid in grids(strokes[:cut], strokes[cut:]):
        assert grid.xs == sorted(grid.xs)
        assert grid.ys == sorted(grid.ys)


def test_lines_that_do_not_quite_meet() -> None:
    level = [Stroke(y, 52.0, 298.5) for y in (100.0, 130.0, 160.0)]
    upright = [Stroke(x, 101.5, 158.5) for x in (50.0, 175.0, 300.0)]
    (grid,) = grids(level, upright)
    assert len(grid.regions) == 4


def test_the_outline_may_be_missing_at_the_sides_and_at_the_end() -> None:
    level = [Stroke(y, 50.0, 300.0) for y in (100.0, 130.0)]
    upright = [Stroke(175.0, 100.0, 200.0)]
    (grid,) = grids(level, upright)
    assert (grid.xs, grid.ys) == ([50.0, 175.0, 300.0], [100.0, 130.0, 200.0])


def test_a_frame_and_an_underline_are_no_tables() -> None:
    frame = ([Stroke(100.0, 50.0, 300.0), Stroke(200.0, 50.0, 300.0)], [Stroke(50.0, 100.0, 200.0), Stroke(300.0, 100.0, 200.0)])
    assert grids(*frame) == []
    assert grids([Stroke(150.0, 80.0, 120.0)], []) == []


def test_two_tables_on_a_page_and_one_inside_a_cell() -> None:
    one = _lines([50.0, 200.0, 350.0], [50.0, 150.0, 250.0], [Region(0, 0, 1, 1), Region(0, 1, 1, 1), Region(1, 0, 1, 2)])
    two = _lines([50.0, 200.0, 350.0], [300.0, 330.0, 360.0], [Region(r, c, 1, 1) for r in (0, 1) for c in (0, 1)])
    inner = _lines([70.0, 100.0, 130.0], [170.0, 190.0, 210.0], [Region(r, c, 1, 1) for r in (0, 1) for c in (0, 1)])
    found = grids([*one[0], *two[0], *inner[0]], [*one[1], *two[1], *inner[1]])
    assert [len(grid.regions) for grid in found] == [3, 4, 4]


def test_double_and_dashed_lines_are_one_line() -> None:
    assert whole([Stroke(100.0, 0.0, 50.0), Stroke(101.5, 0.0, 50.0)]) == [Stroke(100.75, 0.0, 50.0)]
    assert whole([Stroke(100.0, float(x), x + 3.0) for x in range(0, 50, 5)]) == [Stroke(100.0, 0.0, 48.0)]


def test_a_page_full_of_lines_is_refused() -> None:
    level = [Stroke(5.0 * n, 0.0, 50000.0) for n in range(3000)]
    upright = [Stroke(5.0 * n, 0.0, 50000.0) for n in range(3000)]
    with pytest.raises(TooManyLinesError):
        grids(level, upright)
