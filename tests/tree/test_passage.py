"""Passages: every character keeps its place through cutting and joining."""

from __future__ import annotations

from goalint.tree.location import NOWHERE, Location
from goalint.tree.passage import joined, passage, without

A, B = Location(1, 5), Location(7, 2)


def test_characters_run_on_from_the_start() -> None:
    text = passage("资金用途", A)
    assert text.location == A
    assert [text.at(offset) for offset in range(4)] == [Location(1, 5 + offset) for offset in range(4)]


def test_slices_keep_places() -> None:
    text = passage("资金用途", A).slice(1, 3)
    assert (text.text, text.location, text.at(1)) == ("金用", Location(1, 6), Location(1, 7))
    assert passage("资金", A).slice(0, 9).text == "资金"
    assert passage("资金", A).slice(2).text == ""


def test_a_slice_of_everything_is_the_same_passage() -> None:
    text = passage("资金", A)
    assert text.slice(0) is text


def test_strip() -> None:
    text = passage("  资金 ", A).strip()
    assert (text.text, text.location) == ("资金", Location(1, 7))
    assert passage(" \t", A).strip().text == ""
    assert passage("：资金；", A).strip("：；").location == Location(1, 6)


def test_joined_parts_keep_their_places() -> None:
    text = joined([passage("甲乙", A), passage("丙", B)], "\n")
    assert text.text == "甲乙\n丙"
    assert [text.at(offset) for offset in (0, 1, 3)] == [A, Location(1, 6), B]
    assert joined([]).text == ""
    assert joined([]).location == NOWHERE


def test_without_replaces_spans() -> None:
    text = without(passage("甲<b>乙</b>丙", A), [(1, 4, ""), (5, 9, "")])
    assert text.text == "甲乙丙"
    assert [text.at(offset).column for offset in range(3)] == [5, 9, 14]
    text = without(passage("$x$乙", A), [(0, 3, "≥")])
    assert text.text == "≥乙"
    assert [text.at(offset).column for offset in range(2)] == [5, 8]


def test_without_spans_nothing_changes() -> None:
    text = passage("甲乙", A)
    assert without(text, []) is text
    assert without(text, [(0, 2, "")]).text == ""


def test_places_without_columns_do_not_move() -> None:
    cell = Location(table=1, row=2, cell=3)
    assert passage("资金", cell).at(1) == cell


def test_a_passage_that_was_all_debris_keeps_its_place() -> None:
    assert without(passage("\x0c", Location(line=3, column=7)), [(0, 1, "")]).location == Location(line=3, column=7)
