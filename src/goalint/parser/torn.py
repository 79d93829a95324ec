"""Whether what was cut into rows are rows: a conversion may have torn the cells of a table into pieces."""

from __future__ import annotations

from collections.abc import Sequence
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


def _is_piece(row: Row) -> bool:
    """The name is the end of a category's name, or no word; or the value is the beginning of one."""
    name = key(row.cells[Label.LEVEL3].text) if said(row.cells, Label.LEVEL3) else ""
    value = key(row.cells[Label.VALUE].text) if said(row.cells, Label.VALUE) else ""
    return bool(name) and (not _WORD.search(name) or name in _ends()) or len(value) >= _SHORTEST and value in _beginnings()


@cache
def _ends() -> frozenset[str]:
    names = FIRST_NAMES | SECOND_NAMES
    return frozenset(name[at:] for name in names for at in range(1, len(name))) - names


@cache
def _beginnings() -> frozenset[str]:
    names = FIRST_NAMES | SECOND_NAMES
    return frozenset(name[:at] for name in names for at in range(1, len(name))) - names
