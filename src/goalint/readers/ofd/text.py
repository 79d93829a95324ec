"""Text objects → characters: where each begins, how far it reaches.

Fonts are not opened: how wide a character is shows in where the next one stands, and is guessed for the last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from goalint.readers.layout.drawing import Character, Matrix, Point, Style, moved
from goalint.readers.ofd.names import children, number, numbers
from goalint.tree.pattern import lazy

if TYPE_CHECKING:
    from lxml.etree import _Element

# In heights of the font:
_ASCENT, _DESCENT = 0.88, 0.12
_NARROW, _HALF, _CAPITAL, _BROAD, _FULL = 0.3, 0.5, 0.68, 0.85, 1.0  # likely widths
# How wide such characters are in the widest of usual fonts: a step beyond leaves a gap.
_WIDEST = {_NARROW: 0.62, _HALF: 0.62, _CAPITAL: 0.85, _BROAD: 1.05, _FULL: 1.0}
_NARROW_ONES = frozenset("ijl|!'.,:;()[]{}`")
_BROAD_ONES = frozenset("mwMW@%")
_LATIN = "\u02ff"  # what lies beyond is as wide as it is high in Chinese fonts
_LEAST_FIT = 0.3  # a boundary that has room for less of the text does not bound it
_ESCAPED = lazy(r"\\([0-9A-Fa-f]{4})")
_NOT_PRINTED = str.maketrans("", "", "\r\n\t")
_UNKNOWN = "¤"  # stands for a character without a code
_STEPS = {0: (1.0, 0.0), 90: (0.0, 1.0), 180: (-1.0, 0.0), 270: (0.0, -1.0)}


class Look(NamedTuple):
    """How a text object is drawn."""

    font: str
    hidden: bool
    white: bool


class _Setting(NamedTuple):
    """How a text object is set, in its own space: `reading` leads to the next character, `along` is its foot."""

    size: float
    scale: float
    reading: Point
    along: Point
    room: float


def characters_of(element: _Element, matrix: Matrix, look: Look, most: int) -> list[Character]:
    """The characters of a text object, at most so many; `matrix` leads from its own space to the page."""
    size, scale = number(element.get("Size")) or 0.0, number(element.get("HScale")) or 1.0
    if size <= 0 or scale <= 0:
        return []
    reading, along = _direction(element, "ReadDirection"), _direction(element, "CharDirection")
    setting = _Setting(size, scale, reading, along, _room(element, reading))
    start_x, start_y = moved(0.0, 0.0, matrix)
    foot_x, foot_y = moved(*along, matrix)
    head_x, head_y = moved(along[1], -along[0], matrix)
    height = size * ((head_x - start_x) ** 2 + (head_y - start_y) ** 2) ** 0.5
    style = Style(height, (foot_x - start_x, foot_y - start_y), look.hidden, look.white, look.font, artifact=False)
    out: list[Character] = []
    x = y = 0.0
    for code in children(element, "TextCode"):
        text = _ESCAPED.sub(_character, (code.text or "").translate(_NOT_PRINTED))[: most - len(out)]
        given_x, given_y = number(code.get("X")), number(code.get("Y"))
        x, y = x if given_x is None else given_x, y if given_y is None else given_y
        at_x, at_y = x, y
        for character, (width, step_x, step_y) in zip(text, _steps(code, text, setting), strict=True):
            out.append(_placed(character, at_x, at_y, width, setting, matrix, style))
            at_x, at_y = at_x + step_x, at_y + step_y
    return out


def _steps(code: _Element, text: str, setting: _Setting) -> Iterator[tuple[float, float, float]]:
    """For each character its width, and how far away the next one stands."""
    unit = setting.size * setting.scale
    likely = [_likely_width(character) for character in text]
    count = len(text) - 1
    across, down = _distances(code.get("DeltaX"), count), _distances(code.get("DeltaY"), count)
    if not across and not down:
        total = sum(likely) * unit
        unit *= setting.room / total if _LEAST_FIT * total < setting.room < total else 1.0
        for width in likely:
            yield width * unit, width * unit * setting.reading[0], width * unit * setting.reading[1]
        return
    for index, width in enumerate(likely):
        step_x = across[min(index, len(across) - 1)] if across else 0.0
        step_y = down[min(index, len(down) - 1)] if down else 0.0
        step = step_x * setting.along[0] + step_y * setting.along[1]
        known = index < count and 0 < step <= _WIDEST[width] * unit
        yield step if known else width * unit, step_x, step_y


def _distances(text: str | None, count: int) -> list[float]:
    """What DeltaX and DeltaY say, at most so many: “g 3 5” stands for 5 three times. What is no number ends them."""
    out: list[float] = []
    words = iter((text or "").replace(",", " ").split())
    for word in words:
        times = 1
        if word == "g":
            repeated = next(words, "")
            times = int(repeated) if repeated.isdecimal() and len(repeated) < 10 else 0
            word = next(words, "")
        value = number(word)
        if value is None or len(out) >= count:
            break
        out += [value] * min(times, count - len(out))
    return out


def _placed(character: str, x: float, y: float, width: float, setting: _Setting, matrix: Matrix, style: Style) -> Character:
    (foot_x, foot_y), size = setting.along, setting.size
    x0, y0 = moved(x - foot_y * _DESCENT * size, y + foot_x * _DESCENT * size, matrix)
    x1, y1 = moved(x + foot_x * width + foot_y * _ASCENT * size, y + foot_y * width - foot_x * _ASCENT * size, matrix)
    at_x, at_y = moved(x, y, matrix)
    text = "" if character == _UNKNOWN else character
    return Character(text, min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1), at_x, at_y, style)


def _likely_width(character: str) -> float:
    if character > _LATIN:
        return _FULL
    if character in _NARROW_ONES:
        return _NARROW
    if character in _BROAD_ONES:
        return _BROAD
    return _CAPITAL if character.isupper() else _HALF


def _direction(element: _Element, name: str) -> Point:
    return _STEPS.get(int(number(element.get(name)) or 0) % 360, _STEPS[0])


def _room(element: _Element, reading: Point) -> float:
    """How long a line may be: the boundary cuts off the rest."""
    boundary = numbers(element.get("Boundary"), 4)
    if boundary is None:
        return 0.0
    a, b, c, d, _, _ = numbers(element.get("CTM"), 6) or (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    x, y = a * reading[0] + c * reading[1], b * reading[0] + d * reading[1]
    longest = max(abs(x), abs(y))
    return boundary[2 if abs(x) >= abs(y) else 3] / longest if longest else 0.0


def _character(match: re.Match[str]) -> str:
    return chr(int(match.group(1), 16))
