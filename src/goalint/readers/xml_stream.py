"""XML read as it comes, element by element: for parts that may be far larger than what is kept of them.

No document type, so no entities; nothing is fetched; nothing is built in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.parsers.expat import ExpatError, ParserCreate

from goalint.readers.blocks import UnreadableError

Start = Callable[[str, Mapping[str, str]], None]
End = Callable[[str], None]
Characters = Callable[[str], None]
_CHUNK = 1 << 16


def stream_xml(data: bytes, name: str, start: Start, end: End, characters: Characters) -> None:
    """Call `start` with the name and attributes of each element, `characters` with its text, piece by piece, and `end`.

    Names are local ones, those of attributes as written. `name` is what an error calls the data. Raises UnreadableError
    where it is not well-formed or has a document type.
    """

    def refuse(*_: object) -> None:
        raise UnreadableError("document-type", part=name)

    def start_local(tag: str, attributes: dict[str, str]) -> None:
        start(tag if ":" not in tag else tag.rpartition(":")[2], attributes)

    def end_local(tag: str) -> None:
        end(tag if ":" not in tag else tag.rpartition(":")[2])

    parser = ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = start_local
    parser.EndElementHandler = end_local
    parser.CharacterDataHandler = characters
    try:
        for at in range(0, len(data), _CHUNK):
            parser.Parse(data[at : at + _CHUNK], False)
        parser.Parse(b"", True)
    except (ExpatError, ValueError, LookupError) as error:
        raise UnreadableError("broken-xml", part=name, detail=str(error)) from None


def whole_number(text: str | None, default: int = 0) -> int:
    """A whole number that an attribute gives; the default where there is none."""
    return int(text) if text is not None and text.isdecimal() and len(text) < 10 else default
