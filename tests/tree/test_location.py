"""Places: moving along a line, sorting, and what a report says of them."""

from __future__ import annotations

from goalint.tree.location import NOWHERE, Location


def test_advanced_moves_along_the_line() -> None:
    assert Location(3, 4).advanced(5) == Location(3, 9)
    assert Location(3, 4).advanced(0) == Location(3, 4)
    assert Location(sheet="表1", cell="B3").advanced(5) == Location(sheet="表1", cell="B3")


def test_order_is_reading_order() -> None:
    places = [Location(2, 1), Location(1, 9), Location(1, 2), Location(10, 1)]
    assert sorted(places, key=lambda place: place.order) == [Location(1, 2), Location(1, 9), Location(2, 1), Location(10, 1)]
    cells = [Location(table=1, row=2, cell=1), Location(table=1, row=1, cell=3), Location(table=1, row=1, cell=2)]
    assert [(place.row, place.cell) for place in sorted(cells, key=lambda place: place.order)] == [(1, 2), (1, 3), (2, 1)]


def test_json_has_only_what_the_format_has() -> None:
    assert Location(3, 4).as_json() == {"line": 3, "column": 4}
    assert Location(sheet="表1", cell="B3").as_json() == {"cell": "B3", "sheet": "表1"}
    assert NOWHERE.as_json() == {}


def test_what_a_line_counts() -> None:
    assert not Location(line=3, column=1).is_paragraph
    assert not Location(line=3).is_paragraph
    assert not Location(table=1, block=2).is_paragraph
    assert Location(line=3, block=5).is_paragraph


def test_the_number_of_the_block_sorts_and_is_not_told() -> None:
    table, paragraph = Location(table=1, row=1, block=1), Location(line=1, block=2)
    assert sorted([paragraph, table], key=lambda place: place.order) == [table, paragraph]
    assert table.as_json() == {"table": 1, "row": 1}
