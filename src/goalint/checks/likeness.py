"""How much two tables of indicators have in common, at a cost that grows with the rows and not with the pairs."""

from __future__ import annotations

from collections.abc import Sequence

from goalint.rules.lexicon import Lexicon
from goalint.rules.scope import Scope
from goalint.tree.document import Indicator, Project
from goalint.tree.width import key

MIN_ROWS = 4  # with fewer rows of its own, a table resembles others by chance
BUCKET = 8  # tables remembered for one row: a row that more of them have tells nothing

Row = tuple[str, str]


def tables_of(scope: Scope, shared: Lexicon) -> list[frozenset[Row]]:
    """What the own rows of each of the document's tables say: name and description, without those that every table has."""
    return scope.frame.once((tables_of, shared), lambda: [_rows_of(project, shared) for project in scope.document.projects])


def _rows_of(project: Project, shared: Lexicon) -> frozenset[Row]:
    return frozenset(
        (key(row.name.text), key(row.description.text))
        for row in project.indicators
        if row.name.text and not is_shared(row, shared)
    )


def most_like(own: frozenset[Row], sizes: Sequence[int], seen: dict[Row, list[int]], percent: int) -> int | None:
    """The earlier table that shares most rows, if they are the given part of both; the work is bounded by the bucket.

    `sizes` are the numbers of rows of the earlier tables, `seen` what was remembered of them.
    """
    hits: dict[int, int] = {}
    for row in own:
        for index in seen.get(row, ()):
            hits[index] = hits.get(index, 0) + 1
    best = max(hits, key=lambda index: (hits[index], -index), default=None)
    if best is None or 100 * hits[best] < percent * max(len(own), sizes[best]):
        return None
    return best


def remember(own: frozenset[Row], index: int, seen: dict[Row, list[int]]) -> None:
    """Note the rows of a table for those that come after it."""
    for row in own:
        places = seen.setdefault(row, [])
        if len(places) < BUCKET:
            places.append(index)


def akin(one: str, other: str) -> bool:
    """Whether two projects may share their indicators by right: their names have half of their pairs of characters in common."""
    first, second = key(one), key(other)
    pairs = {first[at : at + 2] for at in range(len(first) - 1)}, {second[at : at + 2] for at in range(len(second) - 1)}
    return 2 * len(pairs[0] & pairs[1]) >= min(map(len, pairs))


def is_shared(row: Indicator, shared: Lexicon) -> bool:
    """A row that belongs into every table: satisfaction, or a name out of the list."""
    return "满意" in row.level2.text or shared.has(row.name.text)
