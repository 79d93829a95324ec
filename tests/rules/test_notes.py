"""What is noted of many documents comes together by its keys, in memory or in parts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalint import pile
from goalint.pile import Parcel
from goalint.rules import notes as noting
from goalint.rules.notes import Notes

_DOCUMENTS = st.lists(st.lists(st.tuples(st.text("abc", max_size=2), st.integers(0, 3)), max_size=5), max_size=30)


def _notes(documents: list[list[tuple[str, int]]]) -> Notes[tuple[str, int]]:
    notes: Notes[tuple[str, int]] = Notes()
    for number, noted in enumerate(documents):
        if noted:
            notes.add(number, Parcel(tuple(noted)))
    return notes


@given(_DOCUMENTS, st.sampled_from([1, 3, 1000]))
def test_those_alike_come_together_in_their_order(documents: list[list[tuple[str, int]]], at_once: int) -> None:
    expected: dict[str, list[tuple[int, tuple[str, int]]]] = {}
    for number, noted in enumerate(documents):
        for note in noted:
            expected.setdefault(note[0], []).append((number, note))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(noting, "_ALIKE", at_once)
        patch.setattr(pile, "_RUN", at_once)
        notes = _notes(documents)
        found = [list(group) for group in notes.alike(lambda note: note[0], lambda note: note[1])]
        looked_up = [[(place.number, notes.at(place)) for place in group] for group in found]
    assert looked_up == [expected[key] for key in sorted(expected) if len(expected[key]) > 1]
    assert [[place.about for place in group] for group in found] == [[note[1] for _, note in group] for group in looked_up]


def test_keys_may_hold_nothing() -> None:
    notes: Notes[tuple[str | None, int]] = Notes()
    notes.add(0, Parcel(((None, 1), ("甲", 2))))
    notes.add(1, Parcel((("甲", 3), (None, 4))))
    assert [[notes.at(place) for place in group] for group in notes.alike(lambda note: (note[0],))] == [
        [("甲", 2), ("甲", 3)],
        [(None, 1), (None, 4)],
    ]


@given(_DOCUMENTS)
def test_those_of_one_document(documents: list[list[tuple[str, int]]]) -> None:
    notes = _notes(documents)
    assert [list(notes[number]) for number in range(len(documents))] == documents
    assert list(notes) == [(number, note) for number, noted in enumerate(documents) for note in noted]
