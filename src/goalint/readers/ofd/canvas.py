"""The objects of a page, its templates and composite units → characters and shapes in the order in which they are drawn."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from goalint.readers.blocks import UnreadableError
from goalint.readers.layout.content import MOST_CHARACTERS, MOST_OBJECTS
from goalint.readers.layout.drawing import IDENTITY, Character, Matrix, Path, Picture, moved
from goalint.readers.ofd.names import Place, child, is_true, local, place_of, text_of
from goalint.readers.ofd.package import Resources
from goalint.readers.ofd.path import subpaths_of
from goalint.readers.ofd.text import Look, characters_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_MAX_DEPTH = 40  # of blocks and units in one another
_MOST_MARKS = 900_000  # characters, pieces of paths, and objects, which cost as much as so many:
_OBJECT = 2
_MOST_SHARED = 128 * 1024 * 1024  # bytes
_WHITE = 250
_INK = 5  # of 255: less of it is white
_MAX_INHERITED = 8


class TooMuchError(Exception):
    """More objects or characters on a page than any document has."""


@dataclass
class Budget:
    """What a file may still cost: marks drawn, and bytes of what is drawn many times (templates, composite units)."""

    marks: int = _MOST_MARKS
    shared: int = _MOST_SHARED

    def spend(self, part: str, *, marks: int = 0, shared: int = 0) -> None:
        """Raises UnreadableError where nothing is left."""
        self.marks -= marks
        self.shared -= shared
        if self.marks < 0 or self.shared < 0:
            raise UnreadableError("too-many-marks", part=part)


@dataclass
class Canvas:
    """What has been drawn on a page."""

    part: str
    resources: Resources
    budget: Budget
    characters: list[Character] = field(default_factory=list)
    shapes: list[Path | Picture] = field(default_factory=list)
    written: list[int] = field(default_factory=list)  # for each shape, the characters that were there before
    _room: int = MOST_OBJECTS

    def draw(self, parent: _Element, matrix: Matrix, parameters: tuple[str, ...] = (), depth: int = 0) -> None:
        """Draw what a layer, block or composite unit holds. `parameters` are the drawing parameters around it, inner first.

        Raises TooMuchError.
        """
        if depth > _MAX_DEPTH:
            raise TooMuchError
        for element in parent:
            kind = local(element)
            if kind in ("PageBlock", "Content", "Layer"):
                self.draw(element, matrix, _within(element, parameters), depth + 1)
                continue
            self._spend()
            if kind not in _DRAWN or not is_true(element.get("Visible"), True):
                continue
            place = place_of(element, matrix)
            if kind == "TextObject":
                self._write(element, place, _within(element, parameters))
            elif kind == "PathObject":
                self._trace(element, place.matrix, _within(element, parameters))
            elif kind == "ImageObject":
                self._paste(element, place)
            elif (unit := self.resources.units.get(element.get("ResourceID", ""))) is not None:
                self.budget.spend(self.part, shared=unit.size)
                self.draw(unit.element, place.matrix, _within(element, parameters), depth + 1)

    def _write(self, element: _Element, place: Place, parameters: tuple[str, ...]) -> None:
        filled, stroked = is_true(element.get("Fill"), True), is_true(element.get("Stroke"), False)
        hidden = not filled and not stroked or _is_clear(element)
        font = self.resources.fonts.get(element.get("Font", ""), "")
        look = Look(font, hidden, self._is_white(element, parameters, "FillColor" if filled else "StrokeColor"))
        found = characters_of(element, place, look, MOST_CHARACTERS - len(self.characters) + 1)
        self.characters += found
        self.budget.spend(self.part, marks=len(found))
        if len(self.characters) > MOST_CHARACTERS:
            raise TooMuchError

    def _trace(self, element: _Element, matrix: Matrix, parameters: tuple[str, ...]) -> None:
        stroked, filled = is_true(element.get("Stroke"), True), is_true(element.get("Fill"), False)
        if not stroked and not filled or _is_clear(element):
            return
        subpaths, curved = subpaths_of(text_of(element, "AbbreviatedData"), matrix, self._room + 1)
        self._spend(0, sum(len(points) for points, _ in subpaths))
        self._add(Path(subpaths, curved, stroked, filled, filled and self._is_white(element, parameters, "FillColor")))

    def _paste(self, element: _Element, place: Place) -> None:
        """A picture fills the unit square, which its matrix spreads over its boundary; without one, the boundary itself."""
        if _is_clear(element):
            return
        width, height = (1.0, 1.0) if place.own != IDENTITY else (place.width, place.height)
        corners = [moved(x, y, place.matrix) for x in (0.0, width) for y in (0.0, height)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        self._add(Picture(min(xs), min(ys), max(xs), max(ys)))

    def _add(self, shape: Path | Picture) -> None:
        self.shapes.append(shape)
        self.written.append(len(self.characters))

    def _spend(self, objects: int = 1, pieces: int = 0) -> None:
        self._room -= objects + pieces
        self.budget.spend(self.part, marks=_OBJECT * objects + pieces)
        if self._room < 0:
            raise TooMuchError

    def _is_white(self, element: _Element, parameters: tuple[str, ...], kind: str) -> bool:
        colour = child(element, kind) if child(element, kind) is not None else self._inherited(parameters, kind)
        if colour is None:
            return False
        if _is_clear(colour):
            return True
        parts = [_component(word) for word in colour.get("Value", "").replace(",", " ").split()[:5]]
        if not parts or None in parts:
            return False
        values = [part for part in parts if part is not None]
        return max(values) <= _INK if len(values) == 4 else min(values) >= _WHITE

    def _inherited(self, parameters: tuple[str, ...], kind: str) -> _Element | None:
        for name in parameters:
            for _ in range(_MAX_INHERITED):
                parameter = self.resources.parameters.get(name)
                if parameter is None:
                    break
                if (colour := child(parameter, kind)) is not None:
                    return colour
                name = parameter.get("Relative", "")
        return None


_DRAWN = frozenset(("TextObject", "PathObject", "ImageObject", "CompositeObject"))


def _within(element: _Element, parameters: tuple[str, ...]) -> tuple[str, ...]:
    own = element.get("DrawParam")
    return (own, *parameters[:_MAX_INHERITED]) if own else parameters


def _is_clear(element: _Element) -> bool:
    return (element.get("Alpha") or "255").strip() == "0"


def _component(word: str) -> int | None:
    """A part of a colour: decimal, or hexadecimal after a #."""
    try:
        return int(word[1:], 16) if word.startswith("#") else int(float(word))
    except (ValueError, OverflowError):
        return None
