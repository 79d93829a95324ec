"""What is drawn on a page, as the layout needs it: characters with their places, ruling lines, pictures.

Lengths are in points (1/72 inch); x grows to the right and y downwards from the upper left corner of the page, which has
been turned so that most of its text stands upright.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Glyph(NamedTuple):
    """A character. `base` is the place of its baseline, `size` the height of its font.

    `turn` counts the quarter turns clockwise from upright text (0 to 3); `left`, `right` and `base` are measured in the
    page turned so that this character is upright (see `turned`).
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    turn: int = 0

    @property
    def centre(self) -> tuple[float, float]:
        """A point inside the character, on the page."""
        x, y = (self.left + self.right) / 2, self.base - 0.35 * self.size
        return (x, y) if not self.turn else turned(x, y, -self.turn)


class Stroke(NamedTuple):
    """A straight ruling line: its place on the one axis, and from where to where it runs on the other."""

    at: float
    start: float
    end: float


class Box(NamedTuple):
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def area(self) -> float:
        """Its area; 0 if it is turned inside out."""
        return max(0.0, self.right - self.left) * max(0.0, self.bottom - self.top)

    def holds(self, x: float, y: float) -> bool:
        """Whether the point lies in it."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def turned(self, turn: int) -> Box:
        """The rectangle as a page shows it that was turned so that text of that turn is upright."""
        (x0, y0), (x1, y1) = turned(self.left, self.top, turn), turned(self.right, self.bottom, turn)
        return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


@dataclass
class Page:
    """A page. `level` and `upright` are its horizontal and vertical ruling lines, in no order, possibly in pieces.

    `recognised` says that the text was recognised in a picture of the page; `drawn` counts what is drawn besides text
    and rules.
    """

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    level: list[Stroke] = field(default_factory=list)
    upright: list[Stroke] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    drawn: int = 0
    recognised: bool = False


def turned(x: float, y: float, turn: int) -> tuple[float, float]:
    """A point of the page after it was turned so that text of that turn is upright, about its upper left corner."""
    turn %= 4
    if turn == 1:  # text that reads downwards
        return y, -x
    if turn == 2:
        return -x, -y
    if turn == 3:
        return -y, x
    return x, y
