"""Text folded for comparison: the tree keeps what was written, comparisons do not care how wide it was typed."""

from __future__ import annotations

import re

# Full-width ASCII and the signs that drafters and converters use for the same thing. NFKC would also fold 〔〕, ① and
# ㎡, which mean something here.
_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FOLD |= {0x3000: 0x20, 0xA0: 0x20, 0x200B: None, 0xFEFF: None}  # type: ignore[dict-item]
_FOLD |= {ord(sign): ord("-") for sign in "—–−﹣‐‑"}
_FOLD |= {ord(sign): ord("~") for sign in "〜∼"}
_SPACE = re.compile(r"\s+")
_CJK = "\u2e80-\u2fdf\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’…—·"
_LOOSE = re.compile(rf"(?<=[{_CJK}])[ \t\u3000\xa0]+|[ \t\u3000\xa0]+(?=[{_CJK}])")


def narrow(text: str) -> str:
    """Full-width letters, digits and signs as ASCII; the length may change only by invisible characters."""
    return text if text.isascii() else text.translate(_FOLD)


def key(text: str) -> str:
    """What two texts are compared by: narrow, without any white space, case folded."""
    return _SPACE.sub("", narrow(text)).casefold()


def is_cjk(character: str) -> bool:
    """A Chinese character or a full-width mark: white space that touches one is never the drafter's."""
    code = ord(character)
    return (
        0x4E00 <= code <= 0x9FFF
        or 0x3000 <= code <= 0x30FF
        or 0x3400 <= code <= 0x4DBF
        or 0xFF00 <= code <= 0xFFEF
        or character in "“”‘’…—·"
    )


def tight(text: str) -> str:
    """The text without the spaces that touch a Chinese character or a full-width mark."""
    return _LOOSE.sub("", text)


def columns(text: str) -> int:
    """How many half-width columns the text takes in print: Chinese characters and their marks take two."""
    return len(text) if text.isascii() else sum(1 if character.isascii() else 2 for character in text)
