"""What a rule about many documents holds against each other: its check notes it of every document, wherever that is read."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import chain
from operator import itemgetter
from typing import Generic, TypeVar

from goalint.pile import Parcel, Pile

T = TypeVar("T")
_AT_ONCE = 1_000_000  # packed bytes of notes that are in memory together
_WAITING = 20_000  # notes that are put away together
_HITS = 5_000  # values to be sorted that are put away together
_PARTS = 64  # in which very many values are sorted


class ByDocument(Generic[T]):
    """Values of the documents of a run, each with the number of its document, in the order of the documents."""

    def __init__(self) -> None:
        self._numbers = array("L")  # of the documents that have any
        self._pile: Pile[tuple[T, ...]] = Pile()

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
        place = bisect_left(self._numbers, number)
        return self._pile[place] if place < len(self._numbers) and self._numbers[place] == number else ()


class Notes(ByDocument[T]):
    """The notes of one rule."""

    def alike(self, key: Callable[[T], Hashable]) -> Iterator[list[tuple[int, T]]]:
        """Those that have one key, if there are several, in their order; of many notes a part of the keys at a time."""
        parts = 1 + self._pile.size // _AT_ONCE
        for part in self._apart(key, parts) if parts > 1 else (self,):
            groups: dict[Hashable, list[tuple[int, T]]] = {}
            for number, note in part:
                groups.setdefault(key(note), []).append((number, note))
            yield from (group for group in groups.values() if len(group) > 1)

    def _apart(self, key: Callable[[T], Hashable], parts: int) -> list[Iterator[tuple[int, T]]]:
        piles: list[Pile[tuple[tuple[int, T], ...]]] = [Pile() for _ in range(parts)]
        waiting: list[list[tuple[int, T]]] = [[] for _ in piles]
        count = 0

        def put_away() -> None:
            for pile, some in zip(piles, waiting, strict=True):
                pile.add(Parcel(tuple(some)))
                some.clear()

        for number, notes in self.by_document():
            for note in notes:
                waiting[hash(key(note)) % parts].append((number, note))
            count += len(notes)
            if count > _WAITING:
                put_away()
                count = 0
        put_away()
        return [chain.from_iterable(pile) for pile in piles]


def in_order(values: Iterable[tuple[int, T]], documents: int) -> Iterator[tuple[int, T]]:
    """Values in the order of the documents whose numbers come with them, those of a document as they come.

    Many are put away, and those of a part of the documents sorted at a time.
    """
    waiting: list[tuple[int, T]] = []
    piles: list[Pile[tuple[tuple[int, T], ...]]] = []
    for entry in values:
        waiting.append(entry)
        if len(waiting) >= _HITS:
            piles = piles or [Pile() for _ in range(_PARTS)]
            _put_away(waiting, piles, documents)
    if not piles:
        yield from sorted(waiting, key=itemgetter(0))
        return
    _put_away(waiting, piles, documents)
    for pile in piles:
        yield from sorted(chain.from_iterable(pile), key=itemgetter(0))


def _put_away(waiting: list[tuple[int, T]], piles: list[Pile[tuple[tuple[int, T], ...]]], documents: int) -> None:
    parts: list[list[tuple[int, T]]] = [[] for _ in piles]
    for entry in waiting:
        parts[entry[0] * len(piles) // documents].append(entry)
    for pile, part in zip(piles, parts, strict=True):
        pile.add(Parcel(tuple(part)))
    waiting.clear()
