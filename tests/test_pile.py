"""Many values that memory need not hold: what comes back is what was put away, whatever the disk does."""

from __future__ import annotations

import pickle
import tempfile
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalint import pile
from goalint.pile import Apart, Parcel, Pile, Strung, ordered

_VALUES = st.one_of(st.text(), st.integers(), st.tuples(st.text(), st.integers()))


@given(st.lists(_VALUES, max_size=40))
def test_a_pile_is_a_sequence(values: list[Any]) -> None:
    pile: Pile[Any] = Pile()
    for value in values:
        pile.add(Parcel(value))
    assert len(pile) == len(values)
    assert list(pile) == values
    assert [pile[number - len(values)] for number in range(len(values))] == values
    assert pile[2:20:3] == tuple(values[2:20:3])
    with pytest.raises(IndexError):
        _ = pile[len(values)]


@given(st.lists(st.lists(_VALUES, max_size=4), max_size=20), st.slices(80), st.integers(-90, 90))
def test_strung_is_one_sequence(parts: list[list[Any]], cut: slice, at: int) -> None:
    flat = tuple(value for part in parts for value in part)
    strung = Strung[Any](parts)
    assert strung == flat
    assert strung != (*flat, 1)
    assert len(strung) == len(flat)
    assert strung[cut] == flat[cut]
    assert [strung[number] for number in reversed(range(len(flat)))] == list(flat[::-1])
    if -len(flat) <= at < len(flat):
        assert strung[at] == flat[at]
    else:
        with pytest.raises(IndexError):
            _ = strung[at]


def test_a_parcel_travels_packed() -> None:
    sent = Parcel(("甲", 1))
    got: Parcel[tuple[str, int]] = pickle.loads(pickle.dumps(sent))
    assert got.body == sent.body
    assert got.value == ("甲", 1)


def test_what_is_given_out_may_be_made_of_what_lies_there() -> None:
    pile: Pile[str] = Pile(lambda number, value: f"{number}{value}")
    for value in "abcdefghijkl":
        pile.add(Parcel(value))
    assert pile[0] == "0a"
    assert pile[11] == "11l"


def test_without_a_place_for_files_values_stay_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(**_: object) -> object:
        raise FileNotFoundError

    monkeypatch.setattr(tempfile, "TemporaryFile", nowhere)
    _filled_and_read()


class _Full:
    """A file on a disk that is full after some bytes, and later has room again."""

    def __init__(self, real: Any) -> None:
        self.real = real
        self.writes = 0

    def write(self, body: bytes) -> int:
        self.writes += 1
        if self.writes in (3, 4):
            raise OSError(28, "No space left on device")
        if self.writes == 6:
            return int(self.real.write(body[:2]))
        return int(self.real.write(body))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)


def test_a_full_disk_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    real = tempfile.TemporaryFile
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda **options: _Full(real(**options)))
    _filled_and_read()


def _filled_and_read() -> None:
    pile: Pile[str] = Pile()
    values = [f"value {number}" for number in range(30)]
    for value in values:
        pile.add(Parcel(value))
    assert list(pile) == values


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers()), max_size=60), st.integers(1, 70), st.integers(1, 5), st.integers(2, 4)
)
def test_many_values_are_put_in_order(values: list[tuple[int, int]], run: int, together: int, merged: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pile, "_RUN", run)
        patch.setattr(pile, "_TOGETHER", together)
        patch.setattr(pile, "_MERGED", merged)
        assert list(ordered(values, lambda value: value[0])) == sorted(values, key=lambda value: value[0])


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 2**64 - 1)), max_size=60), st.integers(1, 70))
def test_numbers_are_put_apart(numbers: list[tuple[int, int]], together: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pile, "_NUMBERS", together)
        apart = Apart(5)
        for part, number in numbers:
            apart.add(part, number)
        assert [list(apart.part(part)) for part in range(5)] == [
            [number for of, number in numbers if of == part] for part in range(5)
        ]
