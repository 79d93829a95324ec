"""A table in plain text whose columns align on a terminal; what does not fit its column goes on below."""

from __future__ import annotations

from collections.abc import Sequence

from goalint.reports.width import display_width, fill, wrap

_GAP = 2
_NARROWEST = 8


def table(head: Sequence[str], rows: Sequence[Sequence[str]], cells: int, *, indent: int = 0) -> list[str]:
    """The lines of the table, at most so many cells wide where the narrowest columns allow it.

    An empty head is left out. Every row has as many columns as the head.
    """
    shown = [list(row) for row in ([head] if any(head) else [])] + [list(row) for row in rows]
    if not shown:
        return []
    columns = range(len(head))
    wanted = [max(display_width(row[column]) for row in shown) for column in columns]
    widths = _fit(wanted, cells - indent - _GAP * (len(head) - 1))
    lines: list[str] = []
    for row in shown:
        parts = [wrap(row[column], widths[column]) for column in columns]
        for index in range(max(map(len, parts))):
            texts = [part[index] if index < len(part) else "" for part in parts]
            line = (" " * _GAP).join(fill(text, wide) for text, wide in zip(texts, widths, strict=True))
            lines.append(" " * indent + line.rstrip())
    return lines


def _fit(wanted: Sequence[int], room: int) -> list[int]:
    """The widths, the widest columns narrowed until all fit."""
    widths = list(wanted)
    while sum(widths) > room:
        widest = max(widths)
        if widest <= _NARROWEST:
            break
        column = widths.index(widest)
        others = [wide for wide in widths if wide < widest]
        step = max(1, min(sum(widths) - room, widest - max(others, default=_NARROWEST)))
        widths[column] = max(_NARROWEST, widest - step)
    return widths
