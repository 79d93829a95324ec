"""What a rule about many documents holds against each other: its check notes it of every document, wherever that is read."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import groupby, islice
from operator import itemgetter
from typing import Any, Generic, NamedTuple, TypeVar

from goalint.pile import Parcel, Pile, Strung, ordered

T = TypeVar("T")
_OPEN = 8  # documents whose values stay unpacked
_ALIKE = 200  # places of one key that are in memory together


class ByDocument(Generic[T]):
    """Values of the documents of a run, each with the number of its document, in the order of the documents."""

    def __init__(self) -> None:
        self._numbers = array("L")  # of the documents that have any
        self._pile: Pile[tuple[T, ...]] = Pile()
        self._open: dict[int, tuple[T, ...]] = {}

    def add(self, number: int, values: Parcel[tuple[T, ...]]) -> None:
        """Take in those of the next document that has any."""
        self._numbers.append(number)
        self._pile.add(values)

    def __iter__(self) -> Iterator[tuple[int, T]]:
        for number, values in self.by_document():
            for value in values:
                yield number, value

    def by_document(self) -> Iterator[tuple[int, tuple[T, ...]]]:
        """The documents that have any, with theirs."""
        return zip(self._numbers, self._pile, strict=True)

    def __getitem__(self, number: int) -> tuple[T, ...]:
        """Those of one document."""
        found = self._open.pop(number, None)
        if found is None:
            place = bisect_left(self._numbers, number)
            found = self._pile[place] if place < len(self._numbers) and self._numbers[place] == number else ()
        self._open[number] = found
        if len(self._open) > _OPEN:
            del self._open[next(iter(self._open))]
        return found


class Place(NamedTuple):
    """Where a note is: the number of its document, and which of the notes of that document it is; with what it is about."""

    number: int
    note: int
    about: Any = None


def _nothing(_: object) -> None:
    return None


class Notes(ByDocument[T]):
    """The notes of one rule."""

    @property
    def size(self) -> int:
        """Their packed bytes."""
        return self._pile.size

    def at(self, place: Place) -> T:
        """The note that is there."""
        return self[place.number][place.note]

    def alike(self, key: Callable[[T], Hashable], about: Callable[[T], Any] = _nothing) -> Iterator[Sequence[Place]]:
        """The places of those that have one key, if there are several, in their order, with what is to be known of each.

        Keys are text, numbers, bytes, or tuples of them. Of any number of notes, with any number of keys, few are in memory.
        """
        # Keys may hold None, which is in no order with text; and the order must not depend on how text is hashed.
        places = (
            (repr(key(note)), Place(number, index, about(note)))
            for number, notes in self.by_document()
            for index, note in enumerate(notes)
        )
        for _, entries in groupby(ordered(places, itemgetter(0)), itemgetter(0)):
            found = map(itemgetter(1), entries)
            group: Sequence[Place] = tuple(islice(found, _ALIKE))
            if len(group) == _ALIKE:
                group = Strung((group,))
                while more := tuple(islice(found, _ALIKE)):
                    group.extend(more)
            if len(group) > 1:
                yield group
