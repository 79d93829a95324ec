"""A page as its file draws it → a page as the layout needs it: turned upright, rules told from other drawings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from goalint.readers.layout.characters import UNKNOWN, meant
from goalint.readers.layout.drawing import Character, Drawing, Path, Picture, Point
from goalint.readers.layout.page import Box, Glyph, Page, Stroke

MOST_CHARACTERS = 60_000
MOST_OBJECTS = 60_000
_THIN = 3.0  # a filled shape this narrow is a line
_DOT = 1.6
_STRAIGHT = 0.6  # how far a line may slope from one end to the other
_Place = Callable[[float, float], Point]


def content_of(drawing: Drawing, number: int) -> Page:
    """What stands on the page: what a person sees, or what was recognised in a scan."""
    turn = _turn_of(drawing.characters, drawing.rotation)
    left, bottom, right, top = drawing.bounds
    place = _upright(turn, left, bottom, right, top)
    width, height = (top - bottom, right - left) if turn % 2 else (right - left, top - bottom)
    page = Page(number, width, height)
    fills = _draw(page, drawing.shapes, place)
    _write(page, drawing.characters, turn, place, fills)
    return page


def _turn_of(characters: Iterable[Character], rotation: int) -> int:
    """By how many quarter turns clockwise the page must be turned for most of its text to stand upright."""
    turns = Counter(_quarter(character.style.along) for character in characters if not character.text.isspace())
    turns.pop(None, None)
    best = turns.most_common(1)
    return best[0][0] or 0 if best else rotation % 4


def _quarter(along: Point) -> int | None:
    """The direction of reading in quarter turns anticlockwise from the x axis; None if it slants (watermarks)."""
    x, y = along
    if abs(y) <= 0.05 * abs(x):
        return 0 if x > 0 else 2
    if abs(x) <= 0.05 * abs(y):
        return 1 if y > 0 else 3
    return None


def _upright(turn: int, left: float, bottom: float, right: float, top: float) -> _Place:
    if turn == 1:
        return lambda x, y: (y - bottom, x - left)
    if turn == 2:
        return lambda x, y: (right - x, y - bottom)
    if turn == 3:
        return lambda x, y: (top - y, right - x)
    return lambda x, y: (x - left, top - y)


def _write(page: Page, characters: Sequence[Character], turn: int, place: _Place, fills: list[Box]) -> None:
    """Put the characters on the page that are part of its text."""
    seen: Sequence[Character] = [character for character in characters if not character.style.hidden]
    if not any(not character.text.isspace() for character in seen) and characters:
        page.recognised = True
        seen = characters
    marked = sum(character.style.artifact for character in seen)
    keep_marked = 2 * marked > len(seen)
    for character in seen:
        style = character.style
        quarter = _quarter(style.along)
        if quarter is None or style.artifact and not keep_marked:
            continue
        glyph = _glyph(character, (turn - quarter) % 4, place)
        if style.white and not page.recognised and not any(box.holds(*glyph.centre) for box in fills):
            continue  # white on white: nobody who reads the page sees it
        if glyph.text:
            page.glyphs.append(glyph)


def _glyph(character: Character, turn: int, place: _Place) -> Glyph:
    text = meant(character.text, character.style.font) if character.text else None
    x0, y0 = place(character.left, character.bottom)
    x1, y1 = place(character.right, character.top)
    x, y = place(character.x, character.y)
    x0, x1, y0, y1 = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
    size = character.style.size
    if turn == 0:
        return Glyph(UNKNOWN if text is None else text, x0, x1, y, size)
    if turn == 1:
        left, right, base = y0, y1, -x
    elif turn == 2:
        left, right, base = -x1, -x0, -y
    else:
        left, right, base = -y1, -y0, x
    return Glyph(UNKNOWN if text is None else text, left, right, base, size, turn)


def _draw(page: Page, shapes: Iterable[Path | Picture], place: _Place) -> list[Box]:
    """Put rules and pictures on the page; returns the filled areas that are no lines and not white."""
    fills: list[Box] = []
    dots: list[Box] = []
    for shape in shapes:
        if isinstance(shape, Picture):
            box = _box([place(shape.left, shape.bottom), place(shape.right, shape.top)])
            if not _rule(page, box):
                page.pictures.append(box)
            continue
        page.drawn += shape.curved
        for points, closed in shape.subpaths:
            placed = [place(x, y) for x, y in points]
            if shape.stroked:
                _stroke(page, placed, closed)
            if shape.filled and len(placed) > 2:
                box = _box(placed)
                if box.right - box.left <= _DOT and box.bottom - box.top <= _DOT:
                    dots.append(box)
                elif not _rule(page, box) and not shape.white:
                    fills.append(box)
        if shape.filled and not shape.stroked and len(shape.subpaths) == 2:
            _frame(page, *(_box([place(x, y) for x, y in points]) for points, _ in shape.subpaths))
    for dot in dots:  # of a dotted line: which way it runs shows when they are put together
        page.level.append(Stroke((dot.top + dot.bottom) / 2, dot.left, dot.right))
        page.upright.append(Stroke((dot.left + dot.right) / 2, dot.top, dot.bottom))
    return fills


def _stroke(page: Page, points: list[Point], closed: bool) -> None:
    ends = [*points[1:], points[0]] if closed else points[1:]
    for (x0, y0), (x1, y1) in zip(points, ends, strict=False):
        if abs(y0 - y1) <= _STRAIGHT and abs(x0 - x1) > abs(y0 - y1):
            page.level.append(Stroke((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x0 - x1) <= _STRAIGHT and y0 != y1:
            page.upright.append(Stroke((x0 + x1) / 2, min(y0, y1), max(y0, y1)))


def _rule(page: Page, box: Box) -> bool:
    """Take a narrow shape as a line; False if it is none."""
    width, height = box.right - box.left, box.bottom - box.top
    if height <= _THIN and width > height:
        page.level.append(Stroke((box.top + box.bottom) / 2, box.left, box.right))
    elif width <= _THIN and height > width:
        page.upright.append(Stroke((box.left + box.right) / 2, box.top, box.bottom))
    else:
        return False
    return True


def _frame(page: Page, one: Box, other: Box) -> None:
    """A border drawn as the area between two rectangles: its four sides are lines."""
    outer, inner = (one, other) if one.area >= other.area else (other, one)
    sides = (inner.left - outer.left, inner.top - outer.top, outer.right - inner.right, outer.bottom - inner.bottom)
    if not all(0 <= side <= _THIN for side in sides):
        return
    page.level += [Stroke(inner.top, outer.left, outer.right), Stroke(inner.bottom, outer.left, outer.right)]
    page.upright += [Stroke(inner.left, outer.top, outer.bottom), Stroke(inner.right, outer.top, outer.bottom)]


def _box(points: list[Point]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))
