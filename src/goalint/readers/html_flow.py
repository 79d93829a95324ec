"""Running text of a web page: pieces between tags put together into paragraphs, white space as a browser shows it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from goalint.readers.blocks import Block, Line, Paragraph, Table
from goalint.tree.location import Location
from goalint.tree.passage import Passage, joined, passage
from goalint.tree.pattern import lazy
from goalint.tree.width import is_cjk

# White space to a browser: not the ideographic space, not &nbsp;.
_SPACE = " \t\r\f"
_SPACES = lazy(r"[ \t\r\f]{2,}|[\t\r\f]")
_INVISIBLE = lazy(r"[\xad\u200b-\u200f\u2060\ufeff]")


class Content(NamedTuple):
    """A block, and whether it is nothing but links to elsewhere: the page's frame, not the document."""

    block: Block
    linked: bool = False


class Flow:
    """The contents of a page, or of a cell, in order; text is gathered until its paragraph ends.

    `place` is where the cell stands (nowhere in particular for the page); each piece of text adds its own line.
    """

    __slots__ = ("_gap", "_links", "_mark", "_pieces", "_place", "_words", "contents")

    def __init__(self, place: Location) -> None:
        self.contents: list[Content] = []
        self._place = place
        self._pieces: list[tuple[str, int | None]] = []
        self._links = False
        self._words = False  # text that is no link
        self._gap = False
        self._mark = ""

    def add(self, text: str, line: int | None, *, linked: bool = False) -> None:
        """Text of the paragraph that is open, beginning on that line of the source."""
        self._pieces.append((text, line))
        if linked:
            self._links = True
        elif not self._words:
            self._words = any(character.isalnum() for character in text)

    def mark(self, text: str) -> None:
        """The number that is shown before the next paragraph; none where the list's item ends before one comes."""
        self._mark = text

    def tighten(self) -> None:
        """Take away the white space at the end of what was added: Word's gap after a list number."""
        while self._pieces:
            text, line = self._pieces.pop()
            if text := text.rstrip():
                self._pieces.append((text, line))
                return

    def close(self, block: int, *, printed: bool = False) -> None:
        """End the paragraph; as a line of print, it may go on in the next. `block` is its number in the page."""
        pieces, self._pieces = self._pieces, []
        if pieces:
            self._place = self._place._replace(block=block, source=True)
            linked = self._links and not self._words
            self._links = self._words = False
            found = self._printed(pieces) if printed else self._collapsed(pieces)
            if found.text:
                if self._mark:
                    found, self._mark = joined([passage(self._mark, found.location), found]), ""
                self.contents.append(Content(Line(found, self._gap) if printed else Paragraph(found), linked))
                self._gap = False
                return
        self._gap = True

    def shown(self) -> Iterator[Block]:
        """The blocks that belong to the document."""
        return (content.block for content in self.contents if not content.linked)

    @property
    def tables(self) -> list[Content]:
        """The tables among the contents."""
        return [content for content in self.contents if isinstance(content.block, Table)]

    @property
    def text(self) -> Passage:
        """The paragraphs as the text of a cell, one a line."""
        parts = [content.block.passage for content in self.contents if not isinstance(content.block, Table)]
        if not parts:
            return passage("", self._place)
        return parts[0] if len(parts) == 1 else joined(parts, "\n")

    def _printed(self, pieces: list[tuple[str, int | None]]) -> Passage:
        return joined(passage(text, self._place._replace(line=line)) for text, line in pieces).strip()

    def _collapsed(self, pieces: list[tuple[str, int | None]]) -> Passage:
        """Runs of white space as one; where one with a line feed touches a Chinese character, nothing."""
        out: list[str] = []
        marks: list[tuple[int, Location]] = []
        length, waiting, marked = 0, "", False
        last: int | None = None
        for text, line in pieces:
            for down, segment in enumerate(text.split("\n")):
                core = segment.strip(_SPACE)
                if down:
                    waiting = "\n"
                elif not waiting and segment and segment[0] in _SPACE:
                    waiting = " "
                core = _SPACES.sub(" ", core)
                if not core.isascii():
                    core = _INVISIBLE.sub("", core).replace("\xa0", " ")
                if not core:
                    continue
                at = None if line is None else line + down
                if waiting and out and (waiting == " " or not (is_cjk(out[-1][-1]) or is_cjk(core[0]))):
                    out.append(" ")
                    length += 1
                if not marked or at != last:
                    marks.append((length, self._place._replace(line=at)))
                    marked, last = True, at
                out.append(core)
                length += len(core)
                waiting = " " if segment[-1] in _SPACE else ""
        return Passage("".join(out), tuple(marks) or ((0, self._place),)).strip()
