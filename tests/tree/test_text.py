"""Fields: what was read, what the drafter left out, what the conversion lost."""

from __future__ import annotations

from goalint.tree.confidence import Confidence, lower
from goalint.tree.location import Location
from goalint.tree.passage import passage
from goalint.tree.text import State, absent, lost, text_of

HERE = Location(4, 2)


def test_a_field_is_stripped_and_knows_its_place() -> None:
    field = text_of(passage("  资金 ", HERE))
    assert (field.text, field.location, field.state, field.missing) == ("资金", Location(4, 4), State.READ, False)


def test_a_blank_cell_is_empty_and_missing() -> None:
    field = text_of(passage(" \u3000", HERE), Confidence.LOW)
    assert (field.text, field.location, field.state, field.missing, field.sure) == ("", HERE, State.EMPTY, True, Confidence.LOW)


def test_absent_is_missing_and_lost_is_not() -> None:
    assert absent(HERE).missing
    assert not lost(HERE).missing
    assert (absent(HERE).text, lost(HERE).text, lost(HERE).location) == ("", "", HERE)


def test_the_lower_of_confidences() -> None:
    assert lower(Confidence.HIGH, Confidence.LOW, Confidence.MEDIUM) is Confidence.LOW
    assert lower(Confidence.HIGH) is Confidence.HIGH
