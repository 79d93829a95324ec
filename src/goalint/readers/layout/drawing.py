"""What a file draws on a page: characters, paths, pictures. The y axis grows upwards, lengths are in points (1/72 inch)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Character(NamedTuple):
    """A character as the page draws it.

    `text` is empty where the font does not say which character it is; `x` and `y` are where its baseline begins.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    x: float
    y: float
    style: Style


class Style(NamedTuple):
    """What the characters of one text object share.

    `size` is the height of the font on the page, `along` the direction of reading; `artifact` marks what is no part of
    the text: heads, page numbers, watermarks.
    """

    size: float
    along: Point
    hidden: bool
    white: bool
    font: str
    artifact: bool


class Path(NamedTuple):
    """A drawn path: its straight and curved pieces by subpath, each (points, closed); what is done with it."""

    subpaths: list[tuple[list[Point], bool]]
    curved: bool
    stroked: bool
    filled: bool
    white: bool


class Picture(NamedTuple):
    """A picture's outline."""

    left: float
    bottom: float
    right: float
    top: float


class Drawing(NamedTuple):
    """A page. `bounds` are left, bottom, right and top of what is shown of it; `rotation` counts the quarter turns
    clockwise by which viewers turn it.
    """

    bounds: tuple[float, float, float, float]
    rotation: int
    characters: Sequence[Character]
    shapes: Iterable[Path | Picture]


def times(inner: Matrix, outer: Matrix) -> Matrix:
    """The one followed by the other."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def moved(x: float, y: float, matrix: Matrix) -> Point:
    """Where the matrix takes a point."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
