"""Many values that memory need not hold together: the first few stay as they are, the others wait in a temporary file."""

from __future__ import annotations

from abc import abstractmethod
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import IO, TYPE_CHECKING, Any, Generic, TypeVar, cast, overload

if TYPE_CHECKING:
    from array import array

T = TypeVar("T")
_FEW = 8  # values that are sooner done with than packed
_RUN = 1000  # values that are put in order in memory
_TOGETHER = 50  # of those that lie on a pile together
_NUMBERS = 50_000  # that are put away together
_MERGED = 20  # runs that are merged at a time


class Parcel(Generic[T]):
    """A value that is packed when it has to travel, and unpacked when somebody looks at it: other processes hand on the bytes."""

    __slots__ = ("_body", "_value")

    def __init__(self, value: T | None = None, body: bytes | None = None) -> None:
        self._value = value
        self._body = body

    @property
    def value(self) -> T:
        """The value. Raises ValueError for bytes that hold anything else than data of goalint."""
        if self._value is None:
            from goalint.kept import unpacked

            assert self._body is not None
            self._value = unpacked(self._body)
        return cast("T", self._value)

    @property
    def body(self) -> bytes:
        """The value as bytes."""
        if self._body is None:
            from goalint.kept import packed

            self._body = packed(self._value)
        return self._body

    def __reduce__(self) -> tuple[object, ...]:
        return Parcel, (None, self.body)


class Numbered(Sequence[T]):
    """A sequence that knows how to get the value of a number from 0 on; numbers from the end and slices follow from that."""

    @overload
    def __getitem__(self, number: int) -> T: ...
    @overload
    def __getitem__(self, number: slice) -> tuple[T, ...]: ...
    def __getitem__(self, number: int | slice) -> T | tuple[T, ...]:
        if isinstance(number, slice):
            return tuple(self._at(one) for one in range(*number.indices(len(self))))
        if number < 0:
            number += len(self)
        if not 0 <= number < len(self):
            raise IndexError(number)
        return self._at(number)

    @abstractmethod
    def _at(self, number: int) -> T:
        """The value of that number, which there is."""


class Pile(Numbered[T]):
    """Values in the order in which they came. Where no file can be written, or the disk is full, they stay in memory, packed.

    `made` makes what is given out of the number of a value and the value; `mended` gives the value of a number anew whose bytes
    hold none.
    """

    def __init__(self, made: Callable[[int, Any], T] | None = None, mended: Callable[[int], Any] | None = None) -> None:
        self.size = 0  # bytes of those that are packed
        self._made = made
        self._mended = mended
        self._few: list[Parcel[Any]] = []
        self._starts: list[int] | Any = None  # an array: imported when there are many
        self._file: IO[bytes] | None = None
        self._held: dict[int, bytes] = {}

    def add(self, parcel: Parcel[Any]) -> None:
        """Put a value on the pile."""
        if len(self._few) < _FEW:
            self._few.append(parcel)
            return
        if self._starts is None:
            self._open()
        body = parcel.body
        if self._file is not None:
            try:
                self._file.seek(self.size)
                if self._file.write(body) != len(body):
                    raise OSError("disk full")
            except OSError:
                self._held[len(self)] = body
        else:
            self._held[len(self)] = body
        self.size += len(body)
        self._starts.append(self.size)

    def _open(self) -> None:
        import tempfile
        from array import array
        from weakref import finalize

        self._starts = array("Q", (0,))
        try:
            # Without a buffer, so that a full disk shows when it is written.
            self._file = cast("IO[bytes]", tempfile.TemporaryFile(prefix="goalint-", buffering=0))  # noqa: SIM115
        except OSError:
            return
        finalize(self, self._file.close)

    def __len__(self) -> int:
        return len(self._few) + (len(self._starts) - 1 if self._starts is not None else 0)

    def _at(self, number: int) -> T:
        try:
            value = self._few[number].value if number < len(self._few) else Parcel[Any](body=self._body(number)).value
        except ValueError:
            if self._mended is None:
                raise
            value = self._mended(number)
        return cast("T", value) if self._made is None else self._made(number, value)

    def _body(self, number: int) -> bytes:
        if number in self._held or self._file is None:
            return self._held[number]
        start, end = self._starts[number - len(self._few)], self._starts[number - len(self._few) + 1]
        self._file.seek(start)
        return self._file.read(end - start)


class Strung(Numbered[T]):
    """Values one after the other that lie on a pile many at a time."""

    def __init__(self, parts: Iterable[Iterable[T]] = ()) -> None:
        self._pile: Pile[tuple[T, ...]] = Pile()
        self._ends: array[int] | Any = ()  # an array: imported when there is any
        self._waiting: list[T] = []  # the last ones
        self._open: tuple[int, tuple[T, ...]] = (-1, ())
        for part in parts:
            self.extend(part)

    def append(self, value: T) -> None:
        """Add a value at the end."""
        self._waiting.append(value)
        if len(self._waiting) >= _TOGETHER:
            self.extend(())

    def extend(self, part: Iterable[T]) -> None:
        """Add values at the end, which will be wanted together."""
        members = (*self._waiting, *part)
        self._waiting.clear()
        if members:
            if not self._ends:
                from array import array

                self._ends = array("Q")
            self._pile.add(Parcel(members))
            self._ends.append(self._packed + len(members))

    @property
    def _packed(self) -> int:
        return self._ends[-1] if self._ends else 0

    def __len__(self) -> int:
        return self._packed + len(self._waiting)

    def __iter__(self) -> Iterator[T]:
        for part in self._pile:
            yield from part
        yield from self._waiting

    def _at(self, number: int) -> T:
        if number >= self._packed:
            return self._waiting[number - self._packed]
        part = bisect_right(self._ends, number)
        if self._open[0] != part:
            self._open = part, self._pile[part]
        return self._open[1][number - (self._ends[part - 1] if part else 0)]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(lambda a, b: a == b, self, other))

    __hash__ = None  # type: ignore[assignment]


class Apart:
    """Whole numbers below 2**64 in so many parts, each in the order in which they came; one part is in memory at a time."""

    def __init__(self, parts: int) -> None:
        from array import array

        self.parts = parts
        self._waiting = [array("Q") for _ in range(parts)]
        self._count = 0
        self._pile: Pile[bytes] = Pile()  # of all parts in turn

    def add(self, part: int, *numbers: int) -> None:
        """Put numbers into a part."""
        self._waiting[part].extend(numbers)
        self._count += len(numbers)
        if self._count >= _NUMBERS:
            for waiting in self._waiting:
                self._pile.add(Parcel(waiting.tobytes()))
                del waiting[:]
            self._count = 0

    def part(self, part: int) -> array[int]:
        """The numbers of a part."""
        whole = self._waiting[part][:0]
        for number in range(part, len(self._pile), self.parts):
            whole.frombytes(self._pile[number])
        whole.extend(self._waiting[part])
        return whole


def ordered(values: Iterable[T], key: Callable[[T], Any]) -> Iterator[T]:
    """The values in the order of the key, those of one key as they come; of many only a few are in memory at a time."""
    pile: Pile[tuple[T, ...]] = Pile()
    waiting: list[T] = []
    runs: list[range] = []
    for value in values:
        if len(waiting) >= _RUN:
            waiting.sort(key=key)
            runs.append(_put_away(waiting, pile))
            waiting.clear()
        waiting.append(value)
    waiting.sort(key=key)
    if not runs:
        yield from waiting
        return
    from heapq import merge

    def merged(some: Sequence[range]) -> Iterator[T]:
        return merge(*(chain.from_iterable(map(pile.__getitem__, run)) for run in some), key=key)

    runs.append(_put_away(waiting, pile))
    waiting.clear()
    while len(runs) > _MERGED:
        runs = [_put_away(merged(runs[at : at + _MERGED]), pile) for at in range(0, len(runs), _MERGED)]
    yield from merged(runs)


def _put_away(values: Iterable[T], pile: Pile[tuple[T, ...]]) -> range:
    """Where on the pile they lie."""
    first = len(pile)
    left = iter(values)
    while some := tuple(islice(left, _TOGETHER)):
        pile.add(Parcel(some))
    return range(first, len(pile))
