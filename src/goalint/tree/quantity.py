"""The value grammar: what an 指标值 says, in every written form (domain §4.2–4.4)."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from goalint.tree.dates import Day, dates_in
from goalint.tree.numerals import CHINESE_NUMERAL, DIGITS, number_of
from goalint.tree.pattern import lazy
from goalint.tree.text import Text
from goalint.tree.units import UNITS, Kind, unit_at, yuan_per
from goalint.tree.width import HAN, key, narrow

_OPS = {
    "≥": "≥ ⩾ ≧ ≮ >= => >=< 〉= \\geqslant \\geq \\ge 不少于 不低于 不小于 不短于 大于等于 大于或等于 至少 最少 高于或等于"
    " 不得少于 不得低于 不得小于 不能少于 不能低于",
    "≤": "≤ ⩽ ≦ ≯ <= =< 〈= \\leqslant \\leq \\le 不超过 不高于 不大于 不多于 不超 小于等于"
    " 小于或等于 至多 最多 低于或等于 控制在 不得超过 不得高于 不得大于 不得多于 不能超过 不能高于",
    ">": "> 〉 \\gt 大于 超过 高于 多于",
    "<": "< 〈 \\lt 小于 低于 少于 不足",
    "=": "= 等于 达到 达 为",
}
_PREFIX = {word: op for op, words in _OPS.items() for word in words.split()}
_SIGNS = sorted((w for w in _PREFIX if w not in ("达到", "达", "为")), key=len, reverse=True)
_OP = "|".join(map(re.escape, _SIGNS))
_WRITTEN_SIGN = lazy(_OP)
# Patterns run on text whose comparators are single signs already: one long alternation is enough to compile.
_SIGN = "[≥≤><=]"
# “以上” and “以下” include the bound by legal convention (domain §4.4).
_SUFFIX = lazy(r"(?:\(含\))?(及以上|以上|以内|之内|以下|及以下|左右|上下|起|内)")
# 8万元/站以上: what the unit is reckoned by stands between it and the bound.
_PER = lazy(rf"(?:/{HAN}{{1,4}})?(?:[·.]{HAN}{{1,2}})?(?=以上|及以上|以内|之内|以下|及以下)")
_SUFFIX_OP = {"及以上": "≥", "以上": "≥", "起": "≥", "以内": "≤", "之内": "≤", "内": "≤", "以下": "≤", "及以下": "≤"}
_LATEX = lazy(r"\\(?=[%$&#_{}])|[${}]|\\(?:text|mathrm|mathbf|quad|,|;|!)")
_NUMBER = rf"(?:{DIGITS}|{CHINESE_NUMERAL})"
_LEAD = lazy(rf"(?:指标值)?(?:应|须|需|要|达到|达|为|约|共|共计|合计)*({_SIGN})?[:]?(?:{_SIGN})?(-)?(?=({_NUMBER}))")
_RANGE = lazy(rf"(?:[-~]|至|到)({_NUMBER})")
_FRACTION = lazy(r"(\d{1,6})[/:](\d{1,6})$")
_INNER = lazy(rf"({_SIGN})({_NUMBER})")
_BARE = lazy(rf"(?<![第0-9.])(?:{DIGITS})")
_PERCENT_IN_WORDS = lazy(rf"百分之({CHINESE_NUMERAL}点{CHINESE_NUMERAL}|{_NUMBER})")
_CHINESE_YEAR = lazy("[一二][〇零○一二三四五六七八九]{3}(?=年)")
_STEPS = lazy(r"(?<![\d.])(\d{1,4})万(\d{1,3})千(?=元)")
# Both bounds of a range: ≥80%且≤90%.
_BOUNDS = lazy(rf"({_SIGN})({DIGITS})([^\d且并,;、]{{0,4}}?)[且并,;、]?({_SIGN})({DIGITS})(.{{0,4}})$")
_LATIN_UNIT = lazy(r"[a-zμ°Ω²³/]{1,10}$")
_CJK_UNIT = lazy(rf"{HAN}{{1,3}}(?:/{HAN}{{1,3}})?$")
_SPOKEN = {"百": 100, "千": 1000, "十万": 100_000, "百万": 1_000_000, "千万": 10_000_000}
_NOTHING = frozenset(("", "/", "-", "--", "\\", "...", "……", "无", "——", "_"))
_DEADLINE = lazy(r"(?:前|之前|以前|内|底|末|完成|截止|到期|起|至|止|期间)")
_RUN_TOGETHER = lazy(
    rf"[≥>][≤<]|[≤<][≥>]|{_SIGN}\d+(?:\.\d+)?%?\d{{4}}年|{_SIGN}\d[\d.]*[^\d]{{0,4}}{_SIGN}\d|(?<!\d)\d{{1,20}}%\d|^\d{{1,4}}20\d\d年[年度内前底末中\d]"
)


class Reading(NamedTuple):
    """What the grammar makes of a text; the numbers are in the unit given, 万 before a counting unit is resolved."""

    op: str | None = None
    number: Decimal | None = None
    upper: Decimal | None = None
    unit: str | None = None
    kind: Kind = Kind.TEXT
    tail: str = ""  # what follows the unit: “百分比” in “≥95%百分比”
    day: Day | None = None
    around: int = 0  # how many characters stand around the quantity: 0 where the text is nothing else


class Quantity(NamedTuple):
    """An indicator's value: its text as written and what the grammar makes of it.

    `op` is one of ≥ ≤ > < = or None where nothing was written; `upper` is the second number of a range.
    """

    field: Text
    reading: Reading

    @property
    def text(self) -> str:
        """The value as written."""
        return self.field.text

    @property
    def yuan(self) -> Decimal | None:
        """The number in yuan, if it is money."""
        per = yuan_per(self.reading.unit) if self.reading.unit and self.reading.kind is Kind.MONEY else None
        return None if per is None or self.reading.number is None else self.reading.number * per


def quantity(field: Text) -> Quantity:
    """The value that a field holds."""
    return Quantity(field, read_quantity(field.text))


@lru_cache(maxsize=4096)
def read_quantity(text: str) -> Reading:
    """Read a value. Never fails: words are TEXT, what cannot be one value is GARBLED, nothing is NONE."""
    plain = key(_LATEX.sub("", text)) if "\\" in text or "$" in text else key(text)
    plain = _WRITTEN_SIGN.sub(_single_sign, plain.rstrip("。;；,，、"))
    if plain in _NOTHING:
        return Reading(kind=Kind.NONE)
    if plain in ("全覆盖", "100%全覆盖"):
        return Reading("=", Decimal(100), None, "%", Kind.RATIO)
    if "百分之" in plain:
        plain = _PERCENT_IN_WORDS.sub(_in_digits, plain)
    if "年" in plain:
        plain = _CHINESE_YEAR.sub(lambda year: str(number_of(year.group())), plain)
    if "千元" in plain:
        plain = _STEPS.sub(lambda steps: str(int(steps.group(1)) * 10_000 + int(steps.group(2)) * 1000), plain)
    if (bounds := _BOUNDS.match(plain)) and (both := _both(bounds)):
        return both
    if _RUN_TOGETHER.search(plain):
        return Reading(kind=Kind.GARBLED)
    return _whole(plain) or _dated(plain) or _within(plain)


def _single_sign(match: re.Match[str]) -> str:
    return _PREFIX[match.group()]


def _whole(plain: str) -> Reading | None:
    """The text is one quantity from end to end: comparator, number, unit, and at most a closing word."""
    lead = _LEAD.match(plain)
    if lead is None:
        return None
    op = stated = _PREFIX.get(lead.group(1) or "")
    written = lead.group(3)
    number = number_of(written)
    at = lead.end() + len(written)
    if number is None:
        return None
    if (dates := dates_in(plain)) and dates[0][0] == lead.end() and _is_date(plain, op, *dates[0][:2]):
        return Reading(op, kind=Kind.DATE, day=dates[0][2]) if op else None
    if fraction := _FRACTION.match(plain, lead.end()):
        below = Decimal(fraction.group(2))
        return Reading(op, Decimal(fraction.group(1)) / below, None, None, Kind.RATIO) if below else None
    if plain[at : at + 1] in ("余", "多") and unit_at(plain, at + 1):
        at += 1
    upper = None
    unit = unit_at(plain, at)
    between = _RANGE.match(plain, at + len(unit or "")) if lead.group(2) is None else None
    if lead.group(2):
        number = -number
    if between and (upper := number_of(between.group(1))) is not None and upper >= number:
        at = between.end()
        unit = unit_at(plain, at)
    else:
        upper = None
    number, upper, unit, at = _resolved(plain, number, upper, unit, at)
    tail = plain[at:]
    if unit and (per := _PER.match(tail)):
        tail = tail[per.end() :]
    if suffix := _SUFFIX.match(tail):
        op = op or _SUFFIX_OP.get(suffix.group(1))
        tail = tail[suffix.end() :]
    if unit is None and written[0] not in "0123456789":
        return None  # 一 in 一定程度上 is no number: a Chinese numeral needs its unit
    kind = UNITS[unit] if unit else Kind.COUNT
    if unit == "年" and stated is None and 1900 <= number <= 2099 and written.isdigit():
        return None
    if unit == "月" and stated is None or unit == "季度" and stated is None and number <= 4 and written in "一二三四1234":
        return None
    if unit is None and tail[:1] == "(" and tail[-1:] == ")" and tail[1:-1] in UNITS:
        unit, tail = tail[1:-1], ""
        kind = UNITS[unit]
    if tail and not _is_note(tail):
        if unit in ("万", "亿") and _CJK_UNIT.match(tail):
            number, upper = (bound and bound * (yuan_per(unit) or 1) for bound in (number, upper))
            unit = None
        if unit is None and (_CJK_UNIT.match(tail) or _LATIN_UNIT.match(tail)):
            return Reading(op, number, upper, tail, Kind.COUNT)  # a unit that is on no list
        if stated is not None and tail.lstrip(".")[:1].isdigit():
            return Reading(kind=Kind.GARBLED)
        if tail not in UNITS and not (tail[0] in "万亿" and tail[1:] in UNITS):
            return None
    return Reading(op, number, upper, unit, kind, tail)


def _in_digits(percent: re.Match[str]) -> str:
    number = number_of(percent.group(1))
    return percent.group() if number is None else f"{number}%"


def _both(bounds: re.Match[str]) -> Reading | None:
    """Two bounds as one range, where they face each other and speak of one unit."""
    first, low, between, second, high, tail = bounds.groups()
    from_op, to_op = _PREFIX[first], _PREFIX[second]
    if from_op in "≤<":
        from_op, to_op, low, high = to_op, from_op, high, low
    least, most = number_of(low), number_of(high)
    if from_op not in "≥>" or to_op not in "≤<" or least is None or most is None or least > most:
        return None
    if between and between != tail or tail and unit_at(tail, 0) != tail:
        return None
    unit = unit_at(tail, 0)
    return Reading(from_op, least, most, unit, UNITS[unit] if unit else Kind.COUNT)


def _is_date(plain: str, op: str | None, start: int, end: int) -> bool:
    """Digits and points alone are no date where a unit follows, nor compared ones with a single point (≤2000.5)."""
    written = plain[start:end]
    if any("一" <= character <= "鿿" for character in written):
        return True
    return unit_at(plain, end) is None and not (op and written.count(".") == 1 and written.replace(".", "").isdigit())


def _resolved(
    plain: str, number: Decimal, upper: Decimal | None, unit: str | None, at: int
) -> tuple[Decimal, Decimal | None, str | None, int]:
    """Past the unit, with 万 and 亿 before a counting unit multiplied out (2万人次 is 20000 人次)."""
    if unit is None:
        for word, times in _SPOKEN.items():
            if plain.startswith(word, at) and (counted := unit_at(plain, at + len(word))):
                at += len(word) + len(counted)
                return number * times, upper * times if upper is not None else None, counted, at
        return number, upper, None, at
    at += len(unit)
    if unit in ("万", "亿") and (counted := unit_at(plain, at)) and UNITS[counted] is not Kind.MONEY:
        factor = yuan_per(unit) or Decimal(1)
        return number * factor, upper * factor if upper is not None else None, counted, at + len(counted)
    return number, upper, unit, at


def _is_note(tail: str) -> bool:
    return tail[0] == "(" and tail[-1] == ")" or tail in ("完成", "前", "前完成", "/年", "每年")


def _dated(plain: str) -> Reading | None:
    """A date or deadline, alone or in a short sentence that is about it."""
    found = dates_in(plain)
    if not found:
        return None
    start, end, day = found[-1]
    day = day._replace(year=day.year or found[0][2].year)
    rest = plain[: found[0][0]] + plain[end:]
    inner = _INNER.search(rest)
    if inner:
        return None
    bare = _BARE.search(rest)
    if bare and unit_at(rest, bare.end()):
        return None
    if day.year is None and day.month is None and rest and not _DEADLINE.search(plain[start:]):
        return None
    return Reading(kind=Kind.DATE, day=day, around=len(_DEADLINE.sub("", rest)))


def _within(plain: str) -> Reading:
    """Words around at most one quantity; with several, nothing says which is meant."""
    hits = list(_INNER.finditer(plain))
    if len(hits) == 1:
        number = number_of(hits[0].group(2))
        unit = unit_at(plain, hits[0].end())
        if number is not None and (unit or hits[0].group(2)[0].isdigit()):
            resolved, _, unit, at = _resolved(plain, number, None, unit, hits[0].end())
            kind = UNITS[unit] if unit else Kind.COUNT
            suffix = _SUFFIX.match(plain, at)
            op = _PREFIX[hits[0].group(1)]
            if op == "=" and suffix:
                op = _SUFFIX_OP.get(suffix.group(1), op)
            return Reading(op, resolved, None, unit, kind, around=len(plain) - at + hits[0].start())
    if not hits:
        bare = [(match, unit) for match in _BARE.finditer(plain) if (unit := unit_at(plain, match.end()))]
        if len(bare) == 1 and len(_BARE.findall(plain)) == 1:
            match, found = bare[0]
            number = number_of(match.group())
            if number is not None:
                resolved, _, unit, at = _resolved(plain, number, None, found, match.end())
                suffix = _SUFFIX.match(plain, at)
                bound = _SUFFIX_OP.get(suffix.group(1)) if suffix else None
                kind = UNITS[unit] if unit else Kind.COUNT
                return Reading(bound, resolved, None, unit, kind, around=len(plain) - at + match.start())
    return Reading(kind=Kind.TEXT)


_UNIT_SPACE = lazy(r"\s*")
_COMPARED = lazy(rf"({_OP})\s*(?:{_OP})?\s*({_NUMBER})")


def compared_in(text: str) -> list[tuple[int, int]]:
    """Where the text compares with a number: from the comparator to the end of the unit, in the text as written."""
    plain = narrow(text)
    if len(plain) != len(text):
        return []
    spans = []
    for match in _COMPARED.finditer(plain):
        end = match.end()
        space = _UNIT_SPACE.match(plain, end)
        after = unit_end(plain, space.end() if space else end)
        if after is None and not match.group(2)[0].isdigit():
            continue
        if after is not None:
            end = after
        spans.append((match.start(), end))
    return spans


def unit_end(text: str, position: int) -> int | None:
    """Where the unit ends that begins at the position of the (narrow) text, 万 before a counting unit with it; else None."""
    plain = text.casefold()
    unit = unit_at(plain, position)
    if unit is None:
        return None
    end = position + len(unit)
    return end + len(unit_at(plain, end) or "") if unit in ("万", "亿") else end


def plain_number(text: str) -> Decimal | None:
    """The number that a cell holds and nothing else (60.00, 1,322.00); None if there is more or less."""
    plain = key(text)
    return number_of(plain) if re.fullmatch(DIGITS, plain) else None
