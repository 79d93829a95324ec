"""Tables whose columns stand under dashes, as pandoc writes those without merged cells of their own: simple and multiline ones.

---------- --------
一级指标   指标值      the head may stand over the dashes instead; where rows have several lines, blank lines part them,
产出指标   ≥3期        and a line of dashes from edge to edge opens and ends the table
---------- --------
"""

from __future__ import annotations

from collections.abc import Sequence

from goalint.readers.blocks import Table
from goalint.readers.debris import clean, unmarked
from goalint.readers.grid_table import offsets, run_on
from goalint.tree.passage import Passage, passage
from goalint.tree.pattern import lazy

MARK = "- -"
_COLUMNS = lazy(r"\s*-{2,}(?:\s+-{2,})+\s*$")
_EDGE = lazy(r"\s*-{10,}\s*$")
_GROUP = lazy(r"-+")
_MOST_HEAD = 12  # lines
_MOST_COLUMNS = 200


def dashed_table(lines: Sequence[Passage], at: int) -> tuple[Table, int] | None:
    """The table that begins at the line, and the line after it; None if none does, or its text runs across columns."""
    text = lines[at].text
    if _COLUMNS.match(text):
        ruler, head = at, range(0)
    elif MARK in (lines[at + 1].text if at + 1 < len(lines) else "") and text.strip() and _COLUMNS.match(lines[at + 1].text):
        ruler, head = at + 1, range(at, at + 1)
    elif _EDGE.match(text) and (found := _ruler(lines, at + 1)):
        ruler, head = found, range(at + 1, found)
    else:
        return None
    edged = head.start == at + 1
    end = ruler + 1
    while end < len(lines) and not _is_end(lines[end].text, edged, open_ended=head.start == at and len(head) > 0):
        end += 1
    if end == ruler + 1 or end == len(lines) and not (head and not edged):
        return None
    body = range(ruler + 1, end)
    rows = [head] if head else []
    rows += (
        _by_blank_line(lines, body) if edged or any(not lines[n].text.strip() for n in body) else [range(n, n + 1) for n in body]
    )
    starts = [match.start() for match in _GROUP.finditer(lines[ruler].text)]
    if len(starts) > _MOST_COLUMNS:
        return None
    for ambiguous in (1, 2):
        cut = [_row([lines[number] for number in row], starts, ambiguous) for row in rows]
        if None not in cut:
            return Table(tuple(row for row in cut if row)), min(end + (head == range(0) or edged), len(lines))
    return None


def _ruler(lines: Sequence[Passage], start: int) -> int | None:
    """The dashes under the head of a table that an edge opens."""
    for number in range(start, min(start + _MOST_HEAD, len(lines))):
        text = lines[number].text
        if _COLUMNS.match(text):
            return number if number > start else None
        if not text.strip():
            return None
    return None


def _is_end(text: str, edged: bool, *, open_ended: bool) -> bool:
    if open_ended:  # a head over its dashes: the table ends with the paragraph
        return not text.strip() or _COLUMNS.match(text) is not None
    return (_EDGE if edged else _COLUMNS).match(text) is not None


def _by_blank_line(lines: Sequence[Passage], body: range) -> list[range]:
    rows = []
    start = body.start
    for number in (*body, body.stop):
        if number == body.stop or not lines[number].text.strip():
            if number > start:
                rows.append(range(start, number))
            start = number + 1
    return rows


def _row(lines: Sequence[Passage], starts: Sequence[int], ambiguous: int) -> tuple[Passage, ...] | None:
    """The cells of a row's lines; None where something other than space stands between two columns."""
    pieces: list[list[Passage]] = [[] for _ in starts]
    for line in lines:
        text = line.text.rstrip()
        at = offsets(text, ambiguous)
        edges = [at.get(start, len(text) if start > max(at, default=-1) else None) for start in starts]
        if None in edges or text[: edges[0]].strip():
            return None
        for column, left in enumerate(edges):
            assert left is not None
            if left and left < len(text) and not text[left - 1].isspace():
                return None
            right = edges[column + 1] if column + 1 < len(edges) else len(text)
            if (piece := line.slice(left, right).strip()).text:
                pieces[column].append(piece)
    blank = passage("", lines[0].location)
    return tuple(unmarked(clean(run_on(cell))) if cell else blank for cell in pieces)
