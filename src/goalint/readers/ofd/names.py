"""Elements and attributes of OFD as its programs write them: with any prefix, some in a namespace of their own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple, overload

from goalint.readers.layout.drawing import IDENTITY, Matrix, times

if TYPE_CHECKING:
    from lxml.etree import _Element

_NOWHERE = (0.0, 0.0, 0.0, 0.0)
_LARGEST = 1e5  # millimetres: no page is so wide


def local(element: _Element) -> str:
    """The element's name without its namespace."""
    tag: str = element.tag
    return tag[tag.rfind("}") + 1 :]


def children(element: _Element, name: str) -> Iterator[_Element]:
    """The children of that name."""
    return element.iterchildren("{*}" + name)


def child(element: _Element | None, *path: str) -> _Element | None:
    """The first child of that name, the first child of the next name in it, and so on."""
    for name in path:
        if element is None:
            return None
        element = next(children(element, name), None)
    return element


def text_of(element: _Element | None, *path: str) -> str:
    """The text of such a child without white space around it; empty where there is none."""
    found = child(element, *path)
    return (found.text or "").strip() if found is not None else ""


@overload
def number(text: str | None) -> float | None: ...
@overload
def number(text: str | None, default: float) -> float: ...
def number(text: str | None, default: float | None = None) -> float | None:
    """A length or factor; the default for what is none, or too large for a page."""
    if text is None:
        return default
    try:
        value = float(text)
    except ValueError:
        return default
    return value if -_LARGEST <= value <= _LARGEST else default  # NaN is not


def numbers(text: str | None, count: int) -> list[float] | None:
    """So many numbers with white space between them; None for anything else."""
    if text is None:
        return None
    words = text.split(None, count)
    if len(words) < count and "," in text:
        words = text.replace(",", " ").split(None, count)
    try:
        values = [float(word) for word in words[:count]]
    except ValueError:
        return None
    return values if len(values) == count and all(-_LARGEST <= value <= _LARGEST for value in values) else None


class Place(NamedTuple):
    """Where an object is drawn: its own matrix, the size of its boundary (0 without one), and the way to the page."""

    own: Matrix
    width: float
    height: float
    matrix: Matrix


def place_of(element: _Element, outer: Matrix) -> Place:
    """From the object's own space over its matrix and the corner of its boundary to what is around it."""
    x, y, width, height = numbers(element.get("Boundary"), 4) or _NOWHERE
    given = numbers(element.get("CTM"), 6)
    if given is None:
        a, b, c, d, e, f = outer
        return Place(IDENTITY, width, height, (a, b, c, d, a * x + c * y + e, b * x + d * y + f))
    a, b, c, d, e, f = given
    own = (a, b, c, d, e + x, f + y)
    return Place(own, width, height, times(own, outer))


def is_true(text: str | None, default: bool) -> bool:
    """A truth value; the default where there is none."""
    return default if text is None else text.strip().lower() in ("true", "1")
