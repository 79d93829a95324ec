"""How a compiled pack is written: a line of JSON that every run reads, and one with the examples, which few need."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def packed(data: Mapping[str, Any]) -> bytes:
    """The compiled pack as bytes."""
    rules = data.get("rules", ())
    hot = {**data, "rules": [{**rule, "examples": ""} for rule in rules]}
    cold = [rule.get("examples", "") for rule in rules]
    return b"\n".join(json.dumps(part, ensure_ascii=False, separators=(",", ":")).encode() for part in (hot, cold))


def unpacked(body: bytes) -> dict[str, Any]:
    """The compiled pack in the bytes, its examples still to be parsed.

    Raises ValueError, KeyError or TypeError for anything else.
    """
    hot, _, cold = body.partition(b"\n")
    data: dict[str, Any] = json.loads(hot)
    examples = Examples(cold)
    for index, rule in enumerate(data["rules"]):
        rule["examples"] = Kept(examples, index)
    return data


class Examples:
    """The examples of a pack's rules, more than half of it: parsed only when somebody asks for one."""

    def __init__(self, body: bytes) -> None:
        self._body = body
        self._parsed: list[str] | None = None

    def of(self, index: int) -> str:
        """The examples of the rule with that number, as JSON."""
        if self._parsed is None:
            self._parsed = json.loads(self._body)
        return self._parsed[index]


class Kept:
    """One rule's examples in the cache; equal to the text that it stands for."""

    __slots__ = ("_examples", "_index")

    def __init__(self, examples: Examples, index: int) -> None:
        self._examples = examples
        self._index = index

    def __call__(self) -> str:
        return self._examples.of(self._index)

    def __eq__(self, other: object) -> bool:
        return self() == (other() if isinstance(other, Kept) else other)

    def __hash__(self) -> int:
        return hash(self())
