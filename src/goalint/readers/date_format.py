"""How spreadsheets display dates and times: a count of days under a format code like yyyy"年"m"月"d"日"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from goalint.readers.format_code import Part, Sort
from goalint.tree.numerals import chinese_numeral

_SECONDS = 86_400
_LAST_DAY = 2_958_465  # the end of the year 9999, counted from 1900
_FROM_1904 = 1462  # days between the two beginnings
_LEAP_1900 = 60  # the 29 February 1900 that spreadsheets believe in
_MONTHS = "January February March April May June July August September October November December".split()
_WEEKDAYS = "一二三四五六日"
_ENGLISH_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_FORMAL = 2


def date_text(days: Decimal, parts: Sequence[Part], numerals: int, *, from_1904: bool) -> str | None:
    """The moment so many days after the beginning, as the parts of a format say; None where there is no such day.

    `numerals` is 0 for digits, 1 for 一二三, 2 for 壹贰叁.
    """
    if from_1904:
        days += _FROM_1904
    if not 0 <= days < _LAST_DAY + 1:
        return None
    places = _places_of_seconds(parts)
    seconds = (days * _SECONDS).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    whole, time = divmod(seconds, _SECONDS)
    if whole > _LAST_DAY:
        return None
    moment = _Moment(int(whole), time, seconds, any(part.sort is Sort.NOON for part in parts), numerals)
    return "".join(moment.part(parts, index) for index in range(len(parts)))


def _places_of_seconds(parts: Sequence[Part]) -> int:
    """How many digits follow the point behind the seconds; parts of a minute that are not shown are cut off, not rounded."""
    for index, part in enumerate(parts):
        if part.sort is Sort.POINT and index and parts[index - 1].text[0] == "s":
            places = 0
            while index + 1 + places < len(parts) and parts[index + 1 + places].text == "0":
                places += 1
            return min(places, 3)
    return 0


class _Moment:
    """A day, by its number, and the seconds since its beginning."""

    def __init__(self, number: int, time: Decimal, seconds: Decimal, noon: bool, numerals: int) -> None:
        self.number = number
        self.fraction = time % 1
        self.hour, rest = divmod(int(time), 3600)
        self.minute, self.second = divmod(rest, 60)
        self.total = int(seconds)
        self.noon = noon
        self.numerals = numerals
        # Day 0 is shown as 1900-01-00, day 60 as 1900-02-29: neither exists.
        self.year, self.month, self.day = 1900, 1, 0
        if number == _LEAP_1900:
            self.month, self.day = 2, 29
        elif number:
            there = date(1899, 12, 31) + timedelta(days=number - (number > _LEAP_1900))
            self.year, self.month, self.day = there.year, there.month, there.day

    def part(self, parts: Sequence[Part], index: int) -> str:
        sort, text = parts[index]
        match sort:
            case Sort.DATE:
                return self._letters(text, parts, index)
            case Sort.ELAPSED:
                unit = {"h": 3600, "m": 60, "s": 1}[text[0]]
                return f"{self.total // unit:0{len(text)}d}"
            case Sort.NOON:
                names = ("上午", "下午") if text == "上午/下午" else ("A", "P") if text == "A/P" else ("AM", "PM")
                return names[self.hour >= 12]
            case Sort.DIGIT:
                before = index
                while parts[before].sort is Sort.DIGIT and before:
                    before -= 1
                if parts[before].sort is Sort.POINT and before and parts[before - 1].text[0] == "s":
                    return f"{self.fraction:.3f}"[2:][index - before - 1 : index - before]
                return text
            case Sort.GENERAL | Sort.TEXT:
                return ""
        return text

    def _letters(self, text: str, parts: Sequence[Part], index: int) -> str:
        letter, width = text[0], len(text)
        match letter:
            case "y" | "e":
                if letter == "y" and width <= 2:
                    return self._digits(f"{self.year % 100:02d}")
                return self._digits(f"{self.year:04d}")
            case "m" if self._is_minute(parts, index):
                return self._count(self.minute, width)
            case "m":
                name = _MONTHS[self.month - 1]
                return {3: name[:3], 4: name, 5: name[0]}.get(width) or self._count(self.month, width)
            case "d":
                english = _ENGLISH_DAYS[(self.number - 2) % 7]
                return {3: english[:3], 4: english}.get(width) or self._count(self.day, width)
            case "h":
                hour = (self.hour % 12 or 12) if self.noon else self.hour
                return self._count(hour, width)
            case "s":
                return self._count(self.second, width)
        day = _WEEKDAYS[(self.number - 2) % 7]
        return f"星期{day}" if width == 4 else day

    def _count(self, number: int, width: int) -> str:
        if self.numerals:
            return chinese_numeral(Decimal(number), formal=self.numerals == _FORMAL)
        return f"{number:0{min(width, 2)}d}"

    def _digits(self, digits: str) -> str:
        if self.numerals:
            return "".join(chinese_numeral(Decimal(digit), formal=self.numerals == _FORMAL) for digit in digits).replace(
                "零", "〇"
            )
        return digits

    @staticmethod
    def _is_minute(parts: Sequence[Part], index: int) -> bool:
        """An m behind hours or before seconds is one of minutes."""
        if len(parts[index].text) > 2:
            return False
        timed = [(at, part) for at, part in enumerate(parts) if part.sort in (Sort.DATE, Sort.ELAPSED)]
        at = next(place for place, (position, _) in enumerate(timed) if position == index)
        before = timed[at - 1][1].text[0] if at else ""
        after = timed[at + 1][1].text[0] if at + 1 < len(timed) else ""
        return before == "h" or after == "s"
