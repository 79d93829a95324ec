"""JSON with a line an entry: quick to write, and a difference between two reports is a difference of lines."""

from __future__ import annotations

import json
from typing import Any


def written(value: Any, levels: int) -> str:
    """The value with every member of its outermost objects and lists, so many levels deep, on a line of its own."""
    if levels and isinstance(value, dict) and value:
        members = (f"{json.dumps(key, ensure_ascii=False)}: {written(member, levels - 1)}" for key, member in value.items())
        return "{\n" + ",\n".join(members) + "\n}"
    if levels and isinstance(value, list) and value:
        return "[\n" + ",\n".join(written(member, levels - 1) for member in value) + "\n]"
    # With an indent the encoder in C is not used, which takes five times as long.
    return json.dumps(value, ensure_ascii=False)
