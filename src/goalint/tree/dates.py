"""Dates and deadlines as drafters write them."""

from __future__ import annotations

import re
from typing import NamedTuple

from goalint.tree.pattern import lazy


class Day(NamedTuple):
    """A date as far as it was given: month and day, and even the year, may be missing."""

    year: int | None
    month: int | None = None
    day: int | None = None


_YEAR = r"(?:19|20)\d{2}"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
# “2024年年底” is written as often as “2024年底”; 前 and 完成 may follow any of them and change nothing here.
_WRITTEN = (
    rf"(?<!\d)(?P<y>{_YEAR})年?(?:{_MONTH}月?[-~至到])?(?P<m>{_MONTH})月(?:份)?(?:(?P<d>{_DAY})[日号])?"
    rf"|(?<!\d)(?P<y2>{_YEAR})(?:[-./](?P<m2>{_MONTH})(?:[-./](?P<d2>{_DAY}))?)(?![\d%])"
    rf"|(?<!\d)(?P<y3>{_YEAR})(?P<m3>0[1-9]|1[0-2])(?P<d3>0[1-9]|[12]\d|3[01])(?!\d)"
    rf"|(?<!\d)(?P<y4>{_YEAR})(?:年度|年?(?:年底|底|年末|末|年初|初|年内|内|年终|终|全年|上半年|下半年|第?[一二三四1-4]季度|(?=[前之以内中]|$|[^\d个])))"
    rf"|(?<!\d)(?:{_MONTH}月?[-~至到])?(?P<m5>{_MONTH})月(?:份)?(?:(?P<d5>{_DAY})[日号]|底|末|初|[上中下]旬)"
    rf"|(?<![\d个])(?:{_MONTH}月?[-~至到])?(?P<m6>{_MONTH})月(?:份)?(?=[前之以内]|$)"
    r"|(?P<e>(?:当|本|次|翌)?年底|年末|年终|当年|本年度?|年度?内|全年|上半年|下半年|(?<!\d)第?[一二三四1-4]季度[末底内前]?"
    r"|[每当]?月底前?|每月(?:3[01]|[12]?\d)[日号]|[每当]?季度末)"
)
_DATE = lazy(_WRITTEN)
_LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_AFTER_MONTH = frozenset("前之以内中至到底末完起止截")
_YEAR_SIGN = lazy(rf"(?<![\d.]){_YEAR}(?:年|[./-](?:{_MONTH}[./-]{_DAY}(?!\d)|(?:0[1-9]|1[0-2])(?![\d%万亿元])))")


def dates_in(text: str) -> list[tuple[int, int, Day]]:
    """Every date in the (narrow, space-free) text with its start and end."""
    found = []
    for match in _DATE.finditer(text):
        part = match.groupdict()
        year = part["y"] or part["y2"] or part["y3"] or part["y4"]
        if part["y4"] and not _is_year(match.group()) or part["y2"] and not part["d2"] and _is_decimal(match):
            continue
        month = part["m"] or part["m2"] or part["m3"] or part["m5"] or part["m6"]
        day = part["d"] or part["d2"] or part["d3"] or part["d5"]
        date = Day(*(int(x) if x else None for x in (year, month, day)))
        if date.month and date.day and date.day > _LONGEST_MONTHS[date.month - 1]:
            continue
        found.append((match.start(), match.end(), date))
    return found


def _is_decimal(match: re.Match[str]) -> bool:
    """2000.5 before a unit is a number, 2024.12 before nothing or 前 a month."""
    after = match.string[match.end() : match.end() + 1]
    return "." in match.group() and "一" <= after <= "鿿" and after not in _AFTER_MONTH


def years_in(text: str) -> list[int]:
    """Every year written as 20xx年, or as that of a date in digits (2025.07, 2025/7/1), in the text, in order."""
    return [int(match.group()[:4]) for match in _YEAR_SIGN.finditer(text)]


def _is_year(matched: str) -> bool:
    """A bare four-digit number is a count (“≥2000”), not a year: something must say that it is one."""
    return len(matched) > 4
