"""JSON with a line an entry: quick to write, and a difference between two reports is a difference of lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any


def written(value: Any, levels: int) -> Iterator[str]:
    """The value with every member of its outermost objects and lists, so many levels deep, on a line of its own.

    An iterator in one of these levels is written as a list.
    """
    if levels and isinstance(value, dict) and value:
        before = "{\n"
        for key, member in value.items():
            yield f"{before}{json.dumps(key, ensure_ascii=False)}: "
            yield from written(member, levels - 1)
            before = ",\n"
        yield "\n}"
    elif levels and isinstance(value, list | Iterator):
        before = "[\n"
        for member in value:
            yield before
            yield from written(member, levels - 1)
            before = ",\n"
        yield "\n]" if before == ",\n" else "[]"
    else:  # with an indent the encoder in C is not used, which takes five times as long
        yield json.dumps(value, ensure_ascii=False)
