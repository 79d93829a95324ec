"""Text for formats that cannot hold every character."""

from __future__ import annotations

from goalint.tree.pattern import lazy

# What XML 1.0 has no way to write, not even escaped, and what turns the direction of the text after it.
_ILLEGAL = lazy("[^\t\n\r\u0020-\u2029\u202f-\u2065\u206a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(text: str) -> str:
    """The text with U+FFFD for every character that XML cannot hold or that would show other text than is there."""
    return _ILLEGAL.sub("\ufffd", text)
