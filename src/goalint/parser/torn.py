"""Whether what was cut into rows are rows: a conversion may have torn the cells of a table into pieces."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from goalint.parser.cells import said
from goalint.parser.form import Row
from goalint.parser.labels import FIRST_NAMES, SECOND_NAMES, Label
from goalint.tree.pattern import lazy
from goalint.tree.width import key

_WORD = lazy(r"[\u3400-\u9fff]{2}")
_MOST = 0.25
_SHORTEST = 3  # the beginning of a category's name


def are_torn(rows: Sequence[Row], categorised: bool) -> bool:
    """A quarter of the rows or more are none. `categorised`: the table has a column for the second level."""
    if len(rows) < 2:
        return False
    second = False
    count = 0
    for row in rows:
        second = second or said(row.cells, Label.LEVEL2)
        count += categorised and not second or _is_piece(row)
    return count >= 2 and count >= _MOST * len(rows)


def names_categories(words: Iterable[str]) -> bool:
    """Several of the words are names of categories, or their beginnings: they stand in a table of indicators."""
    known = FIRST_NAMES | SECOND_NAMES
    return len({word for word in words if word in known or len(word) >= _SHORTEST and word in _beginnings()}) > 1


def _is_piece(row: Row) -> bool:
    """The name is no word, or name or value is the beginning or the end of a category's name."""
    name, value = (key(row.cells[label].text) if said(row.cells, label) else "" for label in (Label.LEVEL3, Label.VALUE))
    return (
        bool(name)
        and not _WORD.search(name)
        or any(text in _ends() or len(text) >= _SHORTEST and text in _beginnings() for text in (name, value))
    )


@cache
def _ends() -> frozenset[str]:
    names = FIRST_NAMES | SECOND_NAMES
    return frozenset(name[at:] for name in names for at in range(1, len(name))) - names


@cache
def _beginnings() -> frozenset[str]:
    names = FIRST_NAMES | SECOND_NAMES
    return frozenset(name[:at] for name in names for at in range(1, len(name))) - names
