"""The signs that fonts of symbols show for characters outside the encoding."""

from __future__ import annotations

# The part of the Symbol font that is used in Chinese documents.
_SYMBOL = {
    0x20: " ", 0x22: "∀", 0x25: "%", 0x2B: "+", 0x2C: ",", 0x2D: "−", 0x2E: ".", 0x2F: "/", 0x3A: ":", 0x3B: ";", 0x3C: "<",
    0x3D: "=", 0x3E: ">", 0x5B: "[", 0x5D: "]", 0x5E: "⊥", 0x5F: "_", 0x61: "α", 0x62: "β", 0x64: "δ", 0x67: "γ", 0x6C: "λ",
    0x6D: "μ", 0x70: "π", 0x71: "θ", 0x72: "ρ", 0x73: "σ", 0x77: "ω", 0x7B: "{", 0x7C: "|", 0x7D: "}", 0x7E: "~", 0xA2: "′",
    0xA3: "≤", 0xA4: "/", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB2: "″",
    0xB3: "≥", 0xB4: "×", 0xB5: "∝", 0xB7: "·", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xC4: "⊗", 0xC5: "⊕",
    0xC7: "∩", 0xC8: "∪", 0xD0: "∠", 0xD2: "®", 0xD3: "©", 0xD4: "™", 0xD6: "√", 0xD7: "·", 0xE5: "∑",
}  # fmt: skip
_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "□", 0x72: "□", 0x75: "◆", 0xA1: "○", 0xA8: "□", 0xD8: "➢", 0xDF: "←",
    0xE0: "→", 0xFB: "×", 0xFC: "√", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2 = {0x50: "√", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "□", 0x4F: "×"}
UNKNOWN = "\ufffd"
_PRIVATE = range(0xF000, 0xF100)


def symbol(font: str, code: int) -> str:
    """The character that the font shows; U+FFFD where that is not known."""
    low = code - 0xF000 if code in _PRIVATE else code
    name = font.casefold()
    if name == "wingdings 2":
        return _WINGDINGS_2.get(low, "•")
    if name.startswith(("wingdings", "webdings")):
        return _WINGDINGS.get(low, "•")
    if name == "symbol" or code in _PRIVATE:
        if low in range(0x30, 0x3A):
            return chr(low)
        return _SYMBOL.get(low, UNKNOWN)
    return chr(code) if 0x20 <= code < 0x110000 and not 0xD800 <= code < 0xE000 else UNKNOWN


def readable(text: str, font: str) -> str:
    """The text with each character of the private area that stands for a symbol replaced."""
    return "".join(symbol(font, ord(character)) if ord(character) in _PRIVATE else character for character in text)
