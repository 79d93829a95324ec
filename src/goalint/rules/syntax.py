"""Mistakes in expressions, and what to say when a text is no expression at all."""

from __future__ import annotations

import re
from typing import NamedTuple

_INSTEAD = {
    "≥": ">=", "≤": "<=", "≠": "!=", "＝": "==", "＞": ">", "＜": "<", "×": "*", "÷": "/", "（": "(", "）": ")", "“": '"',
    "”": '"', "，": ",", "！": "not", "&": "and", "|": "or", "!": "not",
}  # fmt: skip


class Fault(NamedTuple):
    """A mistake in an expression; the offset counts characters."""

    offset: int
    zh: str
    en: str
    alternatives: tuple[str, ...] = ()


def syntax_fault(text: str, error: BaseException, lead: int) -> Fault:
    """The fault for text that is no Python expression, with the remedy for the usual slips."""
    offset = (error.offset or 0) - 1 if isinstance(error, SyntaxError) else 0
    if not 0 <= offset < len(text):
        offset = len(text) - 1  # it breaks off
    outside = re.sub(r"\"[^\"]*\"|'[^']*'", lambda match: " " * len(match.group()), text)
    for at, character in enumerate(outside):
        if character in _INSTEAD and outside[at : at + 2] != "!=":
            instead = _INSTEAD[character]
            return Fault(lead + at, f"“{character}”不能用，请写 {instead}", f"“{character}” is not allowed here: write {instead}")
    single = re.search(r"(?<![=!<>])=(?!=)", outside)
    if single:
        return Fault(lead + single.start(), "比较相等请写 ==", "equality is written ==")
    return Fault(lead + offset, "表达式的写法不对，到这里读不下去", "this is no expression from here on")
