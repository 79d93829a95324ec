"""Numbers as they are written: digits with or without separators, and Chinese numerals."""

from __future__ import annotations

from decimal import Decimal

from goalint.tree.pattern import lazy

_DIGITS = {
    "〇": 0, "零": 0, "○": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4,
    "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
}  # fmt: skip
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10_000, "亿": 100_000_000}
_LONGEST = 30
CHINESE_NUMERAL = "[〇零○一二两三四五六七八九十百千万亿]+"
# A number has at most 20 digits: longer runs are codes, and an unbounded one would let a hostile file cost time.
DIGITS = r"\d{1,3}(?:[,，]\d{3}){1,5}(?:\.\d{1,20})?(?!\d)|\d{1,20}(?:\.\d{1,20})?"
_SEPARATORS = lazy("[,，]")
_DIGITS_ALONE = lazy(DIGITS)


def number_in_digits(text: str) -> Decimal | None:
    """The value of digits with an optional fraction and thousands separators; None if it is no number."""
    return Decimal(_SEPARATORS.sub("", text)) if _DIGITS_ALONE.fullmatch(text) else None


def number_in_chinese(text: str) -> int | None:
    """The value of a Chinese numeral, by place (二〇二四) or by unit (一百二十五); None if it is none."""
    if not text or len(text) > _LONGEST or any(c not in _DIGITS and c not in _TENS and c not in _MYRIADS for c in text):
        return None
    if all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total = section = 0
    digit: int | None = None
    last_unit = 0
    for c in text:
        if c in _DIGITS:
            digit = _DIGITS[c]
        elif c in _TENS:
            section += (1 if digit is None else digit) * _TENS[c]
            digit, last_unit = None, _TENS[c]
        else:
            section += digit or 0
            if not section and not total:
                return None
            total = (total + section) * _MYRIADS[c] if c == "亿" else total + section * _MYRIADS[c]
            section, digit, last_unit = 0, None, _MYRIADS[c]
    if digit is not None:  # 一百二 is 120, 一百零二 is 102
        short = last_unit >= 100 and len(text) > 1 and text[-2] not in "〇零○"
        section += digit * (last_unit // 10 if short else 1)
    return total + section


def chinese_numeral(number: Decimal, *, formal: bool = False) -> str:
    """The number in Chinese: 一百零二, or 壹佰零贰 where it is `formal`; by place (一二三) from 10^12 on."""
    digits, tens = ("零壹贰叁肆伍陆柒捌玖", "仟佰拾") if formal else ("零一二三四五六七八九", "千百十")
    whole, _, behind = f"{abs(number):f}".partition(".")
    out, gap = "", False
    if len(whole) > 12:
        out = "".join(digits[int(digit)] for digit in whole)
    else:
        groups = [whole[max(end - 4, 0) : end].zfill(4) for end in range(len(whole), 0, -4)]
        for rank, group in reversed(list(enumerate(groups))):
            for place, digit in enumerate(group):
                if digit == "0":
                    gap = bool(out)
                    continue
                out += (digits[0] if gap else "") + digits[int(digit)] + tens[place : place + 1]
                gap = False
            out += ("", "万", "亿")[rank] if int(group) else ""
        out = out or digits[0]
        if out.startswith("一十"):
            out = out[1:]
    if behind := behind.rstrip("0"):
        out += "." + "".join(digits[int(digit)] for digit in behind)
    return ("-" if number < 0 else "") + out


def number_of(text: str) -> Decimal | None:
    """The value of a number in digits or in Chinese numerals (三点五 is 3.5); None if it is neither."""
    if text[:1].isdigit():
        return number_in_digits(text)
    whole, point, fraction = text.partition("点")
    value = number_in_chinese(whole)
    if value is None or not point:
        return None if value is None else Decimal(value)
    if not fraction or any(c not in _DIGITS for c in fraction) or len(fraction) > _LONGEST:
        return None
    return Decimal(f"{value}." + "".join(str(_DIGITS[c]) for c in fraction))
