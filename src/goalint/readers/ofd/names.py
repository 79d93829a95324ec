"""Elements and attributes of OFD as its programs write them: with any prefix, some with a namespace of their own."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_LARGEST = 1e5  # millimetres: no page is so wide


def local(element: _Element) -> str:
    """The element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def children(element: _Element, name: str) -> Iterator[_Element]:
    """The children of that name."""
    return (child for child in element if local(child) == name)


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


def number(text: str | None) -> float | None:
    """A length or factor; None for what is none, or too large for a page."""
    try:
        value = float(text or "")
    except ValueError:
        return None
    return value if isfinite(value) and abs(value) <= _LARGEST else None


def numbers(text: str | None, count: int) -> list[float] | None:
    """So many numbers with white space between them; None for anything else."""
    found = [number(word) for word in (text or "").replace(",", " ").split(None, count)[:count]]
    values = [value for value in found if value is not None]
    return values if len(values) == count else None


def is_true(text: str | None, default: bool) -> bool:
    """A truth value; the default where there is none."""
    return default if text is None else text.strip().lower() in ("true", "1")
