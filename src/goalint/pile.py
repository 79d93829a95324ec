"""Many values that memory need not hold together: the first few stay as they are, the others wait in a temporary file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import IO, Any, Generic, TypeVar, cast, overload

T = TypeVar("T")
_FEW = 8  # values that are sooner done with than packed


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


class Pile(Sequence[T]):
    """Values in the order in which they came. Where no file can be written, or the disk is full, they stay in memory, packed.

    `made` makes what is given out of the number of a value and the value.
    """

    def __init__(self, made: Callable[[int, Any], T] | None = None) -> None:
        self.size = 0  # bytes of those that are packed
        self._made = made
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

    @overload
    def __getitem__(self, number: int) -> T: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[T]: ...
    def __getitem__(self, number: int | slice) -> T | Sequence[T]:
        if isinstance(number, slice):
            return [self[one] for one in range(*number.indices(len(self)))]
        if number < 0:
            number += len(self)
        if not 0 <= number < len(self):
            raise IndexError(number)
        value = self._few[number].value if number < len(self._few) else Parcel[Any](body=self._body(number)).value
        return cast("T", value) if self._made is None else self._made(number, value)

    def _body(self, number: int) -> bytes:
        if number in self._held or self._file is None:
            return self._held[number]
        start, end = self._starts[number - len(self._few)], self._starts[number - len(self._few) + 1]
        self._file.seek(start)
        return self._file.read(end - start)


class Strung(Sequence[T]):
    """The members of tuples that lie on a pile, one after the other."""

    def __init__(self, parts: Iterable[Iterable[T]] = ()) -> None:
        self._pile: Pile[tuple[T, ...]] = Pile()
        self._ends: list[int] = []
        self._open: tuple[int, tuple[T, ...]] = (-1, ())
        for part in parts:
            self.extend(part)

    def extend(self, part: Iterable[T]) -> None:
        """Add members at the end."""
        if members := tuple(part):
            self._pile.add(Parcel(members))
            self._ends.append(len(self) + len(members))

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def __iter__(self) -> Iterator[T]:
        for part in self._pile:
            yield from part

    @overload
    def __getitem__(self, number: int) -> T: ...
    @overload
    def __getitem__(self, number: slice) -> tuple[T, ...]: ...
    def __getitem__(self, number: int | slice) -> T | tuple[T, ...]:
        if isinstance(number, slice):
            return tuple(self[one] for one in range(*number.indices(len(self))))
        if number < 0:
            number += len(self)
        if not 0 <= number < len(self):
            raise IndexError(number)
        part = bisect_right(self._ends, number)
        if self._open[0] != part:
            self._open = part, self._pile[part]
        return self._open[1][number - (self._ends[part - 1] if part else 0)]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(lambda a, b: a == b, self, other))

    __hash__ = None  # type: ignore[assignment]
