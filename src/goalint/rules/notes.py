"""What a rule about many documents holds against each other: its check notes it of every document, wherever that is read."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterator
from itertools import chain
from typing import Generic, TypeVar

from goalint.pile import Parcel, Pile

T = TypeVar("T")
_AT_ONCE = 1_000_000  # packed bytes of notes that are in memory together
_WAITING = 20_000  # notes that are put away together


class Notes(Generic[T]):
    """The notes of one rule, each with the number of its document, in the order of the documents."""

    def __init__(self) -> None:
        self._numbers: list[int] = []  # of the documents of which there are any
        self._pile: Pile[tuple[T, ...]] = Pile()

    def add(self, number: int, notes: Parcel[tuple[T, ...]]) -> None:
        """Take in the notes of the next document that has any."""
        self._numbers.append(number)
        self._pile.add(notes)

    def __iter__(self) -> Iterator[tuple[int, T]]:
        for number, notes in self.by_document():
            for note in notes:
                yield number, note

    def by_document(self) -> Iterator[tuple[int, tuple[T, ...]]]:
        """The documents of which there are any, with theirs."""
        return zip(self._numbers, self._pile, strict=True)

    def of(self, number: int) -> tuple[T, ...]:
        """Those of one document."""
        place = bisect_left(self._numbers, number)
        return self._pile[place] if place < len(self._numbers) and self._numbers[place] == number else ()

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
