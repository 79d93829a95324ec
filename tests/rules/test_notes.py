"""What is noted of many documents comes together by its keys, in memory or in parts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalint.pile import Parcel
from goalint.rules import notes as noting
from goalint.rules.notes import Notes, in_order

_DOCUMENTS = st.lists(st.lists(st.tuples(st.text("abc", max_size=2), st.integers(0, 3)), max_size=5), max_size=30)


def _notes(documents: list[list[tuple[str, int]]]) -> Notes[tuple[str, int]]:
    notes: Notes[tuple[str, int]] = Notes()
    for number, noted in enumerate(documents):
        if noted:
            notes.add(number, Parcel(tuple(noted)))
    return notes


@given(_DOCUMENTS, st.sampled_from([10, 100, 1_000_000]))
def test_those_alike_come_together_in_their_order(documents: list[list[tuple[str, int]]], at_once: int) -> None:
    expected: dict[str, list[tuple[int, tuple[str, int]]]] = {}
    for number, noted in enumerate(documents):
        for note in noted:
            expected.setdefault(note[0], []).append((number, note))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(noting, "_AT_ONCE", at_once)
        patch.setattr(noting, "_WAITING", 5)
        found = list(_notes(documents).alike(lambda note: note[0]))
    assert sorted(found) == sorted(group for group in expected.values() if len(group) > 1)


@given(st.lists(st.tuples(st.integers(0, 29), st.integers()), max_size=40), st.sampled_from([3, 1000]))
def test_values_come_in_the_order_of_their_documents(values: list[tuple[int, int]], waiting: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(noting, "_HITS", waiting)
        assert list(in_order(values, 30)) == sorted(values, key=lambda entry: entry[0])


@given(_DOCUMENTS)
def test_those_of_one_document(documents: list[list[tuple[str, int]]]) -> None:
    notes = _notes(documents)
    assert [list(notes[number]) for number in range(len(documents))] == documents
    assert list(notes) == [(number, note) for number, noted in enumerate(documents) for note in noted]
