"""How spreadsheets display numbers under a format code.

0.95 under 0% is 95%, 12345 under 0\\.0,"万" is 1.2万. What cannot be displayed by its code is displayed as General.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation

from goalint.readers.format_code import GENERAL, Part, Section, Sort, chosen, sections
from goalint.tree.numerals import chinese_numeral
from goalint.tree.pattern import lazy

_PRECISE = Context(prec=15, rounding=ROUND_HALF_UP)  # the digits that spreadsheets keep
_EXACT = Context(prec=2000, rounding=ROUND_HALF_UP)  # the largest number under the longest code
_GENERAL_WIDTH = 11  # characters of a fraction under General, however wide the column
_LARGEST_PLAIN = Decimal(10) ** 20
_SMALLEST_PLAIN = Decimal("0.0001")
_FIXED_DENOMINATOR = lazy(r"\d{1,7}$")
_MAX_EXPONENT = 309
_DIGITS = frozenset("0#?")


def display(number: Decimal, code: str, *, from_1904: bool = False) -> str:
    """The number as a cell with this format shows it, without the white space that only aligns it.

    `from_1904` says that the workbook counts days from 1904.
    """
    number = _PRECISE.plus(number)
    if code == GENERAL:
        return general(number)
    section, shown = chosen(code, number)
    if section.dated:
        from goalint.readers.date_format import date_text  # many workbooks have no dates

        text = date_text(number, section.parts, section.numerals, from_1904=from_1904)
        return general(number) if text is None else text.strip()
    return _number(shown, section).strip()


def display_text(text: str, code: str) -> str:
    """Text as a cell with this format shows it: @"元" puts words around it."""
    if "@" not in code or code == "@":
        return text
    parted = sections(code)
    section = parted[3] if len(parted) > 3 else parted[-1]
    if not any(part.sort is Sort.TEXT for part in section.parts):
        return text
    if any(part.sort in (Sort.DIGIT, Sort.DATE) for part in section.parts):
        return text
    return "".join(text if part.sort is Sort.TEXT else part.text for part in section.parts).strip(" ")


def general(number: Decimal) -> str:
    """A number under General: no trailing zeros, a fraction in 11 characters at most.

    A long whole number keeps its digits: a narrow cell shows it with an exponent, but nobody reads a code that way.
    """
    number = _PRECISE.plus(number)
    size = abs(number)
    if not size:
        return "0"
    if size >= _LARGEST_PLAIN or size < _SMALLEST_PLAIN:
        mantissa, _, exponent = f"{number:.5E}".partition("E")
        mantissa = mantissa.rstrip("0").rstrip(".")
        return f"{mantissa}E{exponent[0]}{exponent[1:].zfill(2)}"
    if number == number.to_integral_value():
        return f"{number:.0f}"
    decimals = max(_GENERAL_WIDTH - 1 - len(f"{int(size)}"), 0)
    rounded = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _EXACT)
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _number(number: Decimal, section: Section) -> str:
    parts = section.parts
    sorts = [part.sort for part in parts]
    if Sort.GENERAL in sorts:
        value = chinese_numeral(number, formal=section.numerals == 2) if section.numerals else general(number)
        return "".join(value if part.sort is Sort.GENERAL else part.text for part in parts)
    if Sort.DIGIT not in sorts:
        if Sort.TEXT in sorts:
            return "".join(general(number) if part.sort is Sort.TEXT else part.text for part in parts)
        return ("-" if number < 0 and parts else "") + "".join(part.text for part in parts)
    sign = "-" if number < 0 else ""
    number = abs(number)
    if section.numerals and Sort.POINT not in sorts:
        first = sorts.index(Sort.DIGIT)
        digits = {index for index, sort in enumerate(sorts) if sort in (Sort.DIGIT, Sort.COMMA)}
        words = chinese_numeral(number.to_integral_value(ROUND_HALF_UP), formal=section.numerals == 2)
        return sign + "".join(
            words if index == first else "" if index in digits else part.text for index, part in enumerate(parts)
        )
    number = _EXACT.scaleb(number, 2 * sorts.count(Sort.PERCENT))
    if Sort.SLASH in sorts:
        return sign + _fraction(number, parts)
    if Sort.EXPONENT in sorts:
        return sign + _scientific(number, parts)
    return sign + _plain(number, parts)


def _plain(number: Decimal, parts: tuple[Part, ...]) -> str:
    """Digits into their places, the literals between them kept: 0\\.0,"万" puts a point into a whole number."""
    point = next((index for index, part in enumerate(parts) if part.sort is Sort.POINT), len(parts))
    whole, decimals = list(parts[:point]), list(parts[point + 1 :])
    last = max((index for index, part in enumerate(whole) if part.sort is Sort.DIGIT), default=-1)
    scale = sum(part.sort is Sort.COMMA for part in whole[last + 1 :])
    if last < 0 or point < len(parts):
        behind = max((index for index, part in enumerate(decimals) if part.sort is Sort.DIGIT), default=-1)
        scale += sum(part.sort is Sort.COMMA for part in decimals[behind + 1 :])
    grouped = any(part.sort is Sort.COMMA for part in whole[: last + 1])
    places = sum(part.sort is Sort.DIGIT for part in decimals)
    number = _EXACT.scaleb(number, -3 * scale).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _EXACT)
    digits, _, behind_point = f"{number:f}".partition(".")
    out = _whole(digits, whole, grouped=grouped)
    return out + _decimals(behind_point, decimals, point < len(parts))


def _whole(digits: str, parts: list[Part], *, grouped: bool) -> str:
    """Filled from the right; the first place takes all digits that are left."""
    digits = digits.lstrip("0")
    places = [index for index, part in enumerate(parts) if part.sort is Sort.DIGIT]
    out: list[str] = []
    done = 0  # digits put down
    for index in range(len(parts) - 1, -1, -1):
        part = parts[index]
        if part.sort is Sort.COMMA:
            continue
        if part.sort is not Sort.DIGIT:
            out.append(part.text)
            continue
        for digit in _taken(digits, part.text, first=index == places[0]):
            if grouped and done and done % 3 == 0 and digit != " ":
                out.append(",")
            out.append(digit)
            done += 1
        digits = "" if index == places[0] else digits[:-1]
    if not places:
        out += reversed(digits)
    return "".join(reversed(out))


def _taken(digits: str, place: str, *, first: bool) -> str:
    """The digits that a place takes, from right to left."""
    if digits:
        return digits[::-1] if first else digits[-1]
    return {"0": "0", "?": " "}.get(place, "")


def _decimals(digits: str, parts: list[Part], point: bool) -> str:
    """Filled from the left; # and ? leave trailing zeros out."""
    out: list[str] = []
    places = [index for index, part in enumerate(parts) if part.sort is Sort.DIGIT]
    kept = len(digits)
    while kept and digits[kept - 1] == "0" and parts[places[kept - 1]].text != "0":
        kept -= 1
    at = 0
    for part in parts:
        if part.sort is Sort.DIGIT:
            out.append(digits[at] if at < kept else " " if part.text == "?" else "")
            at += 1
        elif part.sort is not Sort.COMMA:
            out.append(part.text)
    return ("." if point else "") + "".join(out)


def _scientific(number: Decimal, parts: tuple[Part, ...]) -> str:
    at = next(index for index, part in enumerate(parts) if part.sort is Sort.EXPONENT)
    mantissa, rest = parts[:at], parts[at + 1 :]
    point = next((index for index, part in enumerate(mantissa) if part.sort is Sort.POINT), len(mantissa))
    step = max(sum(part.sort is Sort.DIGIT for part in mantissa[:point]), 1)
    places = sum(part.sort is Sort.DIGIT for part in mantissa[point:])
    exponent = number.adjusted() // step * step if number else 0
    scaled = _EXACT.scaleb(number, -exponent)
    if scaled.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _EXACT) >= Decimal(10) ** step:
        exponent += step
        scaled = _EXACT.scaleb(number, -exponent)
    width = sum(part.sort is Sort.DIGIT for part in rest)
    sign = "-" if exponent < 0 else "+" if parts[at].text.endswith("+") else ""
    shown = f"{abs(exponent):0{max(width, 1)}d}"
    tail = "".join(part.text for part in rest if part.sort is not Sort.DIGIT)
    return f"{_plain(scaled, mantissa)}E{sign}{shown}{tail}"


def _fraction(number: Decimal, parts: tuple[Part, ...]) -> str:
    """# ?/? shows a quarter as 1/4; a fixed denominator is kept."""
    at = next(index for index, part in enumerate(parts) if part.sort is Sort.SLASH)
    behind = "".join(part.text for part in parts[at + 1 :]).strip()
    before = "".join(part.text for part in parts[:at]).strip()
    mixed = len(before.split()) > 1
    if _FIXED_DENOMINATOR.match(behind) and int(behind):
        below = int(behind)
        above = int((number * below).to_integral_value(ROUND_HALF_UP))
    else:
        from fractions import Fraction  # hardly any cell needs it

        width = min(sum(character in _DIGITS for character in behind), 7) or 1
        nearest = Fraction(number).limit_denominator(10**width - 1)
        above, below = nearest.numerator, nearest.denominator
    whole, above = divmod(above, below) if mixed else (0, above)
    if mixed and not above:
        return str(whole)
    return f"{whole} {above}/{below}" if whole else f"{above}/{below}"


def decimal_of(text: str) -> Decimal | None:
    """The number that a file writes for a cell; None where it is none that a spreadsheet can hold."""
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) < _MAX_EXPONENT else None


def days_of(text: str) -> Decimal | None:
    """A moment in ISO 8601 as the days that a spreadsheet counts."""
    from datetime import datetime

    try:
        moment = datetime.fromisoformat(text.strip()).replace(tzinfo=None)
    except ValueError:
        return None
    since = moment - datetime(1899, 12, 30)  # noqa: DTZ001 - spreadsheets know no time zones
    days = Decimal(since.days) + Decimal(since.seconds) / 86_400
    return days - 1 if days <= 60 else days
