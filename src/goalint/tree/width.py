"""Text folded for comparison: the tree keeps what was written, comparisons do not care how wide it was typed."""

from __future__ import annotations

from functools import lru_cache

# Full-width ASCII and the signs that drafters and converters use for the same thing. NFKC would also fold 〔〕, ① and
# ㎡, which mean something here.
_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FOLD |= {0x3000: 0x20, 0xA0: 0x20, 0x200B: None, 0xFEFF: None}  # type: ignore[dict-item]
_FOLD |= {ord(sign): ord("-") for sign in "—–−﹣‐‑"}
_FOLD |= {ord(sign): ord("~") for sign in "〜∼"}
# One Chinese character, as a pattern. The range from \u4e00 to \u9fff says nearly the same and takes a hundred times as long to
# compile: `re` marks every character of it by itself.
HAN = r"[^\W\d_\x00-\xff]"
_WIDE = frozenset(map(chr, _FOLD))
_SHORT = 120


def narrow(text: str) -> str:
    """Full-width letters, digits and signs as ASCII; the length may change only by invisible characters."""
    return text if text.isascii() or _WIDE.isdisjoint(text) else text.translate(_FOLD)


def key(text: str) -> str:
    """What two texts are compared by: narrow, without any white space, case folded."""
    return _short_key(text) if len(text) <= _SHORT else _key(text)


def _key(text: str) -> str:
    return "".join(narrow(text).split()).casefold()


# Drafts repeat their cells, and every rule compares them: short texts are folded once.
_short_key = lru_cache(maxsize=16384)(_key)


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


def columns(text: str) -> int:
    """How many half-width columns the text takes in print: Chinese characters and their marks take two."""
    return 2 * len(text) - len(text.encode("ascii", "ignore"))
