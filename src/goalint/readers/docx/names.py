"""Names of elements and attributes, as lxml spells them."""

from __future__ import annotations

from collections.abc import Callable
from operator import itemgetter
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# The strict variant of the format has other names for the same things.
STRICT = b"http://purl.oclc.org/ooxml/"
TRANSITIONAL = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
}


def w(name: str) -> str:
    """A name of WordprocessingML."""
    return _W + name


def m(name: str) -> str:
    """A name of Office Math."""
    return _M + name


BODY, P, TBL, TR, TC = w("body"), w("p"), w("tbl"), w("tr"), w("tc")
SDT, SDT_PR, SDT_CONTENT = w("sdt"), w("sdtPr"), w("sdtContent")
R, T, P_PR, R_PR = w("r"), w("t"), w("pPr"), w("rPr")
VAL = w("val")
TEXT_BOX = w("txbxContent")
OLE_OBJECT = "{urn:schemas-microsoft-com:office:office}OLEObject"
ALTERNATE, CHOICE, FALLBACK = _MC + "AlternateContent", _MC + "Choice", _MC + "Fallback"


# All children of an element. A slice hands them over at once: going through the element takes four times as long.
children = cast("Callable[[_Element], list[_Element]]", itemgetter(slice(None)))


def by_name(element: _Element) -> dict[str, _Element]:
    """The first child of each name."""
    return {child.tag: child for child in reversed(children(element))}


def is_on(value: str | None) -> bool:
    """A property that is there without a value is on."""
    return value not in ("0", "false", "off")


def number(value: str | None, default: int = 0) -> int:
    """A whole number as an attribute gives it; the default where there is none."""
    try:
        return int(value) if value is not None and len(value) < 10 else default
    except ValueError:
        return default
