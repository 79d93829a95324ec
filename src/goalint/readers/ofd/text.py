"""Text objects → characters: where each begins, how far it reaches.

Fonts are not opened: how wide a character is shows in where the next one stands, and is guessed for the last.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from goalint.readers.layout.drawing import Character, Point, Style
from goalint.readers.ofd.names import Place, children, number
from goalint.tree.pattern import lazy

if TYPE_CHECKING:
    from lxml.etree import _Element

# In heights of the font:
_ASCENT, _DESCENT = 0.88, 0.12
# Likely widths, between those of narrow fonts and of fonts that give all letters one width.
_NARROW, _HALF, _CAPITAL, _BROAD, _FULL = 0.42, 0.5, 0.68, 0.85, 1.0
# How wide such characters are in the widest of usual fonts: a step beyond leaves a gap.
_WIDEST = {_NARROW: 0.62, _HALF: 0.7, _CAPITAL: 0.85, _BROAD: 1.05, _FULL: 1.0}
_NARROW_ONES = frozenset("ijl|!'.,:;()[]{}`")
_SIGNS = frozenset("=+<>~^#&_")
_BROAD_ONES = frozenset("mwMW@%")
_LATIN = "\u02ff"  # what lies beyond is as wide as it is high in Chinese fonts
# Programs that make each character an object give it a boundary as high as the font and as wide as the character. Others
# draw the boundary around its ink.
_EXACT, _THINNEST, _THICKEST = 0.02, 0.2, 1.1
_LEAST_FIT = 0.3  # a boundary that has room for less of the text does not bound it
_ESCAPED = lazy(r"\\([0-9A-Fa-f]{4})")
_NOT_PRINTED = str.maketrans("", "", "\r\n\t")
_UNKNOWN = "¤"  # stands for a character without a code
_RIGHT = (1.0, 0.0)
_STEPS = {0: _RIGHT, 90: (0.0, 1.0), 180: (-1.0, 0.0), 270: (0.0, -1.0)}


class Look(NamedTuple):
    """How a text object is drawn."""

    font: str
    hidden: bool
    white: bool


class _Setting(NamedTuple):
    """How a text object is set, in its own space: `reading` leads to the next character, `along` is its foot.

    `room` is how long a line may be, `alone` how wide a character is that the boundary was made for (0 where none was).
    """

    unit: float
    reading: Point
    along: Point
    room: float
    alone: float


def characters_of(element: _Element, place: Place, look: Look, most: int) -> list[Character]:
    """The characters of a text object, at most so many."""
    # Some programs write the name in lower case.
    size, scale = number(element.get("Size") or element.get("size")) or 0.0, number(element.get("HScale", "1")) or 1.0
    if size <= 0 or scale <= 0:
        return []
    reading, along = _direction(element, "ReadDirection"), _direction(element, "CharDirection")
    room, across = _room(place, reading)
    exact = abs(across - size) <= _EXACT * size and _THINNEST * size <= room <= _THICKEST * size
    setting = _Setting(size * scale, reading, along, room, room if exact else 0.0)
    a, b, c, d, e, f = place.matrix
    # On the page: the foot of a character one unit wide, and its height.
    foot_x, foot_y = a * along[0] + c * along[1], b * along[0] + d * along[1]
    head_x, head_y = size * (a * along[1] - c * along[0]), size * (b * along[1] - d * along[0])
    low_x, low_y, high_x, high_y = -_DESCENT * head_x, -_DESCENT * head_y, _ASCENT * head_x, _ASCENT * head_y
    height = (head_x * head_x + head_y * head_y) ** 0.5
    style = Style(height, (foot_x, foot_y), look.hidden, look.white, look.font, artifact=False)
    out: list[Character] = []
    x = y = 0.0
    for code in children(element, "TextCode"):
        text = (code.text or "").translate(_NOT_PRINTED)
        if "\\" in text:
            text = _ESCAPED.sub(_character, text)
        text = text[: most - len(out)]
        x, y = number(code.get("X"), x), number(code.get("Y"), y)
        at_x, at_y = a * x + c * y + e, b * x + d * y + f
        for character, (width, step_x, step_y) in zip(text, _steps(code, text, setting), strict=True):
            x0, x1 = at_x + low_x, at_x + width * foot_x + high_x
            y0, y1 = at_y + low_y, at_y + width * foot_y + high_y
            left, right = (x0, x1) if x0 <= x1 else (x1, x0)
            bottom, top = (y0, y1) if y0 <= y1 else (y1, y0)
            said = "" if character == _UNKNOWN else character
            out.append(Character(said, left, bottom, right, top, at_x, at_y, style))
            at_x += a * step_x + c * step_y
            at_y += b * step_x + d * step_y
    return out


def _steps(code: _Element, text: str, setting: _Setting) -> list[tuple[float, float, float]]:
    """For each character its width, and how far away the next one stands."""
    unit, count = setting.unit, len(text) - 1
    if not count:
        return [(setting.alone or _likely_width(text) * unit, 0.0, 0.0)]
    likely = [_likely_width(character) for character in text]
    across, down = _distances(code.get("DeltaX"), count), _distances(code.get("DeltaY"), count)
    if not across and not down:
        total = sum(likely) * unit
        unit *= setting.room / total if _LEAST_FIT * total < setting.room < total else 1.0
        return [(width * unit, width * unit * setting.reading[0], width * unit * setting.reading[1]) for width in likely]
    along_x, along_y = setting.along
    out: list[tuple[float, float, float]] = []
    for index, width in enumerate(likely):
        step_x = across[min(index, len(across) - 1)] if across else 0.0
        step_y = down[min(index, len(down) - 1)] if down else 0.0
        step = step_x * along_x + step_y * along_y
        known = index < count and 0 < step <= _WIDEST[width] * unit
        out.append((step if known else width * unit, step_x, step_y))
    return out


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


def _likely_width(character: str) -> float:
    if character > _LATIN:
        return _FULL
    if character in _NARROW_ONES:
        return _NARROW
    if character in _BROAD_ONES:
        return _BROAD
    return _CAPITAL if character.isupper() or character in _SIGNS else _HALF


def _direction(element: _Element, name: str) -> Point:
    degrees = element.get(name)
    return _RIGHT if degrees is None else _STEPS.get(int(number(degrees) or 0) % 360, _RIGHT)


def _room(place: Place, reading: Point) -> tuple[float, float]:
    """How long and how high a line may be: the boundary cuts off the rest. 0 where nothing says so."""
    a, b, c, d, _, _ = place.own
    x, y = abs(a * reading[0] + c * reading[1]), abs(b * reading[0] + d * reading[1])
    longest = max(x, y)
    if not longest:
        return 0.0, 0.0
    return (place.width / longest, place.height / longest) if x >= y else (place.height / longest, place.width / longest)


def _character(match: re.Match[str]) -> str:
    return chr(int(match.group(1), 16))
