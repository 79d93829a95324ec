"""A field of a form: what it says, where, and whether it could be read at all."""

from __future__ import annotations

from enum import StrEnum
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from goalint.tree.confidence import Confidence
from goalint.tree.location import NOWHERE, Location
from goalint.tree.passage import Passage, passage


class State(StrEnum):
    """Why a field has no text, if it has none.

    Only EMPTY and ABSENT are the drafter's doing and count as missing; what is LOST is not checked.
    """

    READ = "read"
    EMPTY = "empty"  # the cell is there and blank
    ABSENT = "absent"  # the form has no such cell
    LOST = "lost"  # the conversion dropped or garbled it


# By names of their own: on Python 3.11 a member takes ten times as long to get out of its enumeration, and a document has
# thousands of texts.
READ, EMPTY, ABSENT, LOST = State.READ, State.EMPTY, State.ABSENT, State.LOST
_MISSING = (EMPTY, ABSENT)


class Text(NamedTuple):
    """A field's text as written, its place, its state and how sure the extraction is."""

    passage: Passage
    state: State = READ
    sure: Confidence = Confidence.HIGH

    @property
    def text(self) -> str:
        """The text as written; empty unless the state is READ."""
        return self.passage.text

    @property
    def location(self) -> Location:
        """Where the text, or the blank cell, begins."""
        return self.passage.location

    @property
    def missing(self) -> bool:
        """The drafter left it out (as against: the conversion lost it)."""
        return self.state in _MISSING


if not TYPE_CHECKING:  # rules ask for it ten thousand times a document: this way it takes half as long
    Text.text = property(attrgetter("passage.text"), doc=Text.text.__doc__)


def text_of(source: Passage, sure: Confidence = Confidence.HIGH) -> Text:
    """A field from the passage of its cell, stripped; EMPTY when nothing is left."""
    stripped = source.strip()
    if not stripped.text:
        return Text(passage("", source.location), EMPTY, sure)
    return tuple.__new__(Text, (stripped, READ, sure))  # of these a document has more than of anything else


def absent(location: Location = NOWHERE) -> Text:
    """A field whose cell the form does not have; the location is that of what should hold it."""
    return Text(passage("", location), ABSENT)


def lost(location: Location) -> Text:
    """A field that the conversion dropped or garbled."""
    return Text(passage("", location), LOST)
