"""Equations as a line of text: ≥95%, a/b."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from goalint.readers.docx.names import T, m

if TYPE_CHECKING:
    from lxml.etree import _Element

_TEXT, _FRACTION, _NUMERATOR, _DENOMINATOR = m("t"), m("f"), m("num"), m("den")
_FENCE, _ROOT = m("d"), m("rad")
_PROPERTIES = frozenset(m(name) for name in ("rPr", "fPr", "dPr", "radPr", "ctrlPr", "sSupPr", "sSubPr", "naryPr", "oMathParaPr"))


def equation_text(element: _Element) -> str:
    """What the equation says, structure by structure; fractions with a slash."""
    return "".join(_pieces(element))


def _pieces(element: _Element) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if tag in (_TEXT, T):
            yield child.text or ""
        elif tag == _FRACTION:
            yield from _under(child.find(_NUMERATOR))
            yield "/"
            yield from _under(child.find(_DENOMINATOR))
        elif tag == _FENCE:
            yield "("
            yield from _pieces(child)
            yield ")"
        elif tag not in _PROPERTIES:
            if tag == _ROOT:
                yield "√"
            yield from _pieces(child)


def _under(element: _Element | None) -> Iterator[str]:
    return iter(()) if element is None else _pieces(element)
