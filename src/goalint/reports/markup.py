"""Text for formats that cannot hold every character."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from goalint.tree.pattern import lazy

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

# What XML 1.0 has no way to write, not even escaped, and what turns the direction of the text after it.
_ILLEGAL = lazy("[^\t\n\r\u0020-\u2029\u202f-\u2065\u206a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(text: str) -> str:
    """The text with U+FFFD for every character that XML cannot hold or that would show other text than is there."""
    return _ILLEGAL.sub("\ufffd", text)


def xml(root: Element, members: Iterable[Element]) -> Iterator[str]:
    """An XML document whose root has these members, each written when it comes."""
    from xml.etree import ElementTree as Xml

    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    empty = Xml.tostring(root, encoding="unicode")
    some = False
    for member in members:
        if not some:
            yield empty.removesuffix(" />") + ">"
        some = True
        Xml.indent(member, level=1)
        yield "\n  " + Xml.tostring(member, encoding="unicode")
    yield f"\n</{root.tag}>\n" if some else f"{empty}\n"
