"""Characters that fonts and converters put in the place of those that were written."""

from __future__ import annotations

import unicodedata

UNKNOWN = "\ufffd"  # stands for a character that its font does not tell
# Some programs name a glyph after the radical it looks like: 人 becomes ⼈ (U+2F08), 民 becomes ⺠ (U+2EA0).
_RADICALS = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
_RADICALS |= {
    0x2E81: "厂", 0x2E84: "乙", 0x2E85: "人", 0x2E8B: "卩", 0x2E9F: "母", 0x2EA0: "民", 0x2EAD: "示", 0x2EB0: "纟", 0x2EC4: "西",
    0x2EC5: "见", 0x2EC6: "角", 0x2EC8: "讠", 0x2EC9: "贝", 0x2ECB: "车", 0x2ED0: "钅", 0x2ED3: "长", 0x2ED4: "门",
    0x2ED8: "青", 0x2ED9: "韦", 0x2EDA: "页", 0x2EDB: "风", 0x2EDC: "飞", 0x2EDD: "食", 0x2EE0: "饣", 0x2EE2: "马",
    0x2EE3: "骨", 0x2EE4: "鬼", 0x2EE5: "鱼", 0x2EE6: "鸟", 0x2EE7: "卤", 0x2EE8: "麦", 0x2EE9: "黄", 0x2EEC: "齐",
    0x2EEE: "齿", 0x2EF0: "龙", 0x2EF3: "龟",
}  # fmt: skip
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_SPACES = dict.fromkeys((0xA0, 0x2002, 0x2003, 0x2009, 0x3000), " ")
# Signs of the fonts Symbol and Wingdings, which have no characters of their own: they stand in the private area.
_SYMBOL = {
    0xF0A3: "≤", 0xF0B3: "≥", 0xF0B1: "±", 0xF0B4: "×", 0xF0B8: "÷", 0xF0B0: "°", 0xF0B9: "≠", 0xF0BB: "≈", 0xF0B7: "·",
    0xF0A5: "∞", 0xF0B2: "″", 0xF0D7: "·", 0xF0E5: "∑", 0xF06D: "μ", 0xF0A4: "/", 0xF03C: "<", 0xF03D: "=", 0xF03E: ">",
    0xF025: "%", 0xF02B: "+", 0xF02D: "−", 0xF0BC: "…",
}  # fmt: skip
_WINGDINGS = {
    0xF0FE: "☑", 0xF052: "☑", 0xF0FC: "√", 0xF050: "√", 0xF0A8: "□", 0xF06F: "□", 0xF0A3: "□", 0xF0FD: "☒", 0xF053: "☒",
    0xF06C: "●", 0xF06E: "■", 0xF0A7: "■", 0xF0D8: "·", 0xF0B7: "·", 0xF0FB: "×", 0xF0E0: "→",
}  # fmt: skip
_MEANT = _RADICALS | _LIGATURES | _SPACES
_SILENT = frozenset(("Cc", "Cf"))


def meant(text: str, font: str = "") -> str | None:
    """The character that was meant; empty for one that is not printed, None where the font alone knows what it looks like."""
    if " " <= text <= "~" or "\u4e00" <= text <= "\u9fff":
        return text
    code = ord(text[0])
    if code in _MEANT:
        return _MEANT[code]
    if 0xE000 <= code <= 0xF8FF or code >= 0xF0000:
        name = font.casefold()
        return (_WINGDINGS if "wingding" in name else _SYMBOL if "symbol" in name else {}).get(code)
    if code == 0xFFFD:
        return None
    return "" if unicodedata.category(text[0]) in _SILENT else text
