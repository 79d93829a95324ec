"""Automatic numbers, counted as the word processor counts them: 一、 （一） 1. 第一部分."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from goalint.readers.container import parse_xml
from goalint.readers.docx.names import VAL, is_on, number, w
from goalint.tree.pattern import lazy

if TYPE_CHECKING:
    from lxml.etree import _Element

    from goalint.readers.docx.package import Package

_LEVELS = 9
_PLACE = lazy(r"%([1-9])")
_DIGITS = "〇一二三四五六七八九"
_TO_LEGAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ABSTRACT, _ABSTRACT_ID, _NUM, _NUM_ID, _LVL, _ILVL = (
    w("abstractNum"), w("abstractNumId"), w("num"), w("numId"), w("lvl"), w("ilvl"),
)  # fmt: skip
_OVERRIDE, _START_OVERRIDE = w("lvlOverride"), w("startOverride")
_STYLE_LINK, _NUM_STYLE_LINK = w("styleLink"), w("numStyleLink")


class _Level(NamedTuple):
    """How a level counts and what its number looks like; `restart` is the level (from 1) after which it begins anew."""

    start: int = 1
    kind: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str = ""


@dataclass
class _List:
    """A numbered list: its levels, and the counters, which it may share with others."""

    levels: dict[int, _Level]
    counters: list[int | None]
    starts: dict[int, int] = field(default_factory=dict)  # what the list's first number is to be, by level


class Numbering:
    """The numbered lists of a document, read when a paragraph has a number."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._lists: dict[str, _List] | None = None

    def numbered(self, text: str, which: str, level: int | None, style: str) -> str:
        """The text after its number; the list goes on counting. Unknown lists, bullets and list “0” give no number."""
        if self._lists is None:
            part = self._package.part("numbering")
            self._lists = _lists(parse_xml(part, "numbering.xml")) if part else {}
        found = self._lists.get(which)
        if found is None:
            return text
        if level is None:
            level = next((at for at, one in found.levels.items() if style and one.style == style), 0)
        label = _advanced(found, level)
        if not label:
            return text
        parted = label[-1].isalnum() or label[-1] in ".．" and text[:1].isdigit()
        return label + (" " if parted and text else "") + text


def _lists(root: _Element) -> dict[str, _List]:
    abstracts = {element.get(_ABSTRACT_ID, ""): element for element in root.iterchildren(_ABSTRACT)}
    linked = {link.get(VAL, ""): element for element in abstracts.values() if (link := element.find(_STYLE_LINK)) is not None}
    levels: dict[str, dict[int, _Level]] = {}
    counters: dict[str, list[int | None]] = {}
    lists: dict[str, _List] = {}
    for num in root.iterchildren(_NUM):
        reference = num.find(_ABSTRACT_ID)
        name = "" if reference is None else reference.get(VAL, "")
        abstract = abstracts.get(name)
        if abstract is None:
            continue
        if (link := abstract.find(_NUM_STYLE_LINK)) is not None:
            abstract = linked.get(link.get(VAL, ""), abstract)
        if name not in levels:
            levels[name] = {number(lvl.get(_ILVL)): _level(lvl) for lvl in abstract.iterchildren(_LVL)}
        own = _List(levels[name], counters.setdefault(name, [None] * _LEVELS))
        for override in num.iterchildren(_OVERRIDE):
            at = number(override.get(_ILVL))
            if (start := override.find(_START_OVERRIDE)) is not None:
                own.starts[at] = number(start.get(VAL), 1)
            if (lvl := override.find(_LVL)) is not None:
                own.levels = own.levels | {at: _level(lvl)}
        lists[num.get(_NUM_ID, "")] = own
    return lists


def _level(element: _Element) -> _Level:
    def value(name: str) -> str | None:
        found = element.find(w(name))
        return None if found is None else found.get(VAL, "")

    legal = element.find(w("isLgl"))
    restart = value("lvlRestart")
    return _Level(
        number(value("start"), 1),
        value("numFmt") or "decimal",
        value("lvlText") or "",
        None if restart is None else number(restart),
        legal is not None and is_on(legal.get(VAL)),
        value("pStyle") or "",
    )


def _advanced(one: _List, at: int) -> str:
    """Count on at the level, and the number's text."""
    level = one.levels.get(at)
    if level is None or at >= _LEVELS:
        return ""
    counters = one.counters
    if at in one.starts:
        counters[at] = one.starts.pop(at)
    else:
        before = counters[at]
        counters[at] = level.start if before is None else before + 1
    for above in range(at):  # a level that was never reached counts as if it were at its first
        if counters[above] is None:
            counters[above] = one.levels[above].start if above in one.levels else 1
    for below in range(at + 1, _LEVELS):
        restart = one.levels[below].restart if below in one.levels else None
        if restart is None or restart and at < restart:
            counters[below] = None
    if level.kind == "bullet":
        return ""

    def shown(match: re.Match[str]) -> str:
        which = int(match.group(1)) - 1
        value = counters[which]
        if value is None:
            return ""
        kind = one.levels[which].kind if which in one.levels else "decimal"
        return written(value, "decimal" if level.legal else kind)

    return _PLACE.sub(shown, level.text)


def written(value: int, kind: str) -> str:
    """The number in one of the format's kinds; in plain digits where the kind is not known."""
    if kind == "none":
        return ""
    writer = _WRITERS.get(kind)
    return (writer(value) if writer and value > 0 else "") or str(value)


def _counting(value: int) -> str:
    """一, 十, 十一, 二十, 一百零一."""
    if value >= 10_000:
        return ""
    out, gap = "", False
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if digit:
            out += ("零" if gap and out else "") + _DIGITS[digit] + sign
        gap = not digit
    return out[1:] if out.startswith("一十") else out


def _legal(value: int) -> str:
    """壹, 壹拾, 壹拾贰, 贰拾."""
    text = _counting(value)
    return ("一" + text if text.startswith("十") else text).translate(_TO_LEGAL)


def _letters(value: int, first: str) -> str:
    """a … z, aa … zz, aaa …, as word processors count."""
    times, at = divmod(value - 1, 26)
    return chr(ord(first) + at) * (times + 1) if times < 10 else ""


def _roman(value: int) -> str:
    if value >= 4000:
        return ""
    out = ""
    for unit, sign in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), "M CM D CD C XC L XL X IX V IV I".split(), strict=True
    ):
        times, value = divmod(value, unit)
        out += sign * times
    return out


def _from(first: str, last: int) -> Callable[[int], str]:
    return lambda value: chr(ord(first) + value - 1) if value <= last else ""


def _in(digits: str) -> Callable[[int], str]:
    table = str.maketrans("0123456789", digits)
    return lambda value: str(value).translate(table)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda value: signs[value - 1] if value <= len(signs) else ""


_WRITERS: dict[str, Callable[[int], str]] = {
    "chineseCounting": _counting,
    "chineseCountingThousand": _counting,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": _counting,
    "japaneseCounting": _counting,
    "ideographDigital": _in(_DIGITS),
    "taiwaneseDigital": _in(_DIGITS),
    "japaneseDigitalTenThousand": _in(_DIGITS),
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal,
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "decimalZero": lambda value: f"{value:02d}",
    "decimalFullWidth": _in("０１２３４５６７８９"),
    "decimalFullWidth2": _in("０１２３４５６７８９"),
    "decimalEnclosedCircle": _from("①", 20),
    "decimalEnclosedCircleChinese": _from("①", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "decimalEnclosedParen": _from("⑴", 20),
    "ideographEnclosedCircle": _from("㊀", 10),
    "upperLetter": lambda value: _letters(value, "A"),
    "lowerLetter": lambda value: _letters(value, "a"),
    "upperRoman": _roman,
    "lowerRoman": lambda value: _roman(value).lower(),
}
