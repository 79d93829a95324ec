"""The short notation of paths: a letter for each operation, then its coordinates."""

from __future__ import annotations

from goalint.readers.layout.drawing import Matrix, Point, moved
from goalint.readers.ofd.names import number
from goalint.tree.pattern import lazy

_TOKEN = lazy(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_TAKES = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7}  # the last two are the point where the operation ends
_BEGINS = "SM"
_CURVED = "QBA"
Subpaths = list[tuple[list[Point], bool]]


def subpaths_of(data: str, matrix: Matrix, most: int) -> tuple[Subpaths, bool]:
    """The subpaths, each (points, closed), at most so many points; and whether any piece is curved.

    Of a curve only the ends are kept. Reading stops at what is no path.
    """
    out: Subpaths = []
    curved = False
    operation = ""
    waiting: list[float] = []
    for match in _TOKEN.finditer(data):
        token = match.group()
        if token.isalpha():
            if token == "C":
                if out:
                    out[-1] = (out[-1][0], True)
            elif token not in _TAKES:
                break
            operation, waiting = token, []
            continue
        value = number(token)
        if value is None or operation not in _TAKES:
            break
        waiting.append(value)
        if len(waiting) < _TAKES[operation]:
            continue
        if operation in _BEGINS or not out:
            out.append(([], False))
        curved |= operation in _CURVED
        out[-1][0].append(moved(waiting[-2], waiting[-1], matrix))
        waiting = []
        most -= 1
        if most <= 0:
            break
    return out, curved
