"""One item of the narrative: its name, amount, schedule, goal and targets, in either of the genre's two manners.

Some drafters give every part a paragraph (绩效目标：… 绩效指标：…), others write one long sentence (“…”项目年初预算安排…万元，
项目主要目标为…，下设…个指标。具体为：1、产出指标-时效指标-…，指标值为…).
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from goalint.parser.target import chained_targets, listed_targets
from goalint.tree.document import Item, Target
from goalint.tree.money import Money, amounts_in
from goalint.tree.numerals import DIGITS, number_in_digits
from goalint.tree.passage import Passage, joined
from goalint.tree.pattern import lazy
from goalint.tree.text import Text, absent, text_of
from goalint.tree.width import narrow

_BOILERPLATE = lazy(r"(?:项目)?(?:支出)?绩效目标(?:项目)?$|(?<=.)项目$")
_QUOTED = lazy(r"[“\"‘「](.+?)[”\"’」]\s*(?:项目)?")
_INLINE_NAME = lazy(r"(.{2,60}?)(?:项目)?[，,]?(?:\d{4}年)?(?:年初)?(?:预算(?:安排|数|资金)|安排(?:资金)?\d|项目?主要目标)")
_PROSE = lazy(r"[，。；]")
_BUDGETED = lazy(r"(?:预算|安排|申请|资金|经费|投入|拨款)[^\d。；]{0,6}$")
# Money of others, of another year, or that the project brings in or spares.
_NOT_ITS_OWN = lazy(
    r"(?:上年|去年|往年|上一年|以前年度|中央|省级|市级|上级|社会|自筹|配套|其他|节约|节省|结余|盘活|带动|拉动|撬动|吸引|引进|募集|筹集|追缴|挽回"
    r"|欠付?|缺口|每[^年，。；,;]{1,3}|人均|户均)(?:财政|社会|各类|企业|民间|信贷)*"
    r"(?:资金|投资|资本|补助|拨款|经费|专项|安排|预算|收入|成本|费用|贷款|投入)*(?:约|为|共|达|计|到)*\s*$"
)
_YEAR_OF_CLAUSE = lazy(r"(20\d{2})年[^，。；,;]*$")
_GOAL = lazy(r"(?:年度)?绩效目标\s*[:：]\s*")
_INDICATORS = lazy(r"绩效指标\s*[:：]\s*")
_MAIN_GOAL = lazy(r"(?:主要)?目标(?:为|是)[:：]?\s*([^。；]+)")
_CHAIN = lazy(r"[-－—–]")
_POINTS = lazy(rf"((?:\d{{1,2}}月底?(?:前)?[、，,和及]?){{2,6}})[^\d%]{{0,12}}((?:{DIGITS}%?[、，,和及]?){{2,6}})")
_POINT = lazy(rf"\d{{1,2}}月底?(?:前)?[^\d%]{{0,8}}({DIGITS})%")
_PERCENT = lazy(rf"({DIGITS})%?")
_SCHEDULE_WORDS = lazy(r"支出进度|支出计划|资金进度|累计支出")
_CLAUSE = 40


class ItemText(NamedTuple):
    """An item's number, its heading without it, and its paragraphs."""

    number: str | None
    heading: Passage
    body: tuple[Passage, ...]


def item_of(text: ItemText) -> Item:
    """Read an item."""
    parts = [text.heading, *text.body]
    amount = _amount(parts)
    schedule, schedule_text = _schedule(parts)
    return Item(
        number=text.number,
        name=_name(text),
        amount=amount,
        schedule=schedule,
        schedule_text=schedule_text,
        goal=_goal(parts),
        targets=_targets(parts),
        body=tuple(map(text_of, text.body)),
        location=text.heading.location,
        heading=text_of(text.heading),
    )


def _name(text: ItemText) -> Text:
    heading = text.heading.strip()
    if quoted := _QUOTED.match(heading.text):
        rest = heading.text[quoted.end() :]
        if not rest or not _BOILERPLATE.sub("", rest) or len(rest) > 20:
            return text_of(heading.slice(quoted.start(1), quoted.end(1)))
    if _PROSE.search(heading.text) and (inline := _INLINE_NAME.match(heading.text)):
        heading = heading.slice(0, inline.end(1))
    tail = _BOILERPLATE.search(heading.text.rstrip(":： "))
    return text_of(heading.slice(0, tail.start()) if tail and tail.start() else heading)


def _amount(parts: Sequence[Passage]) -> Money | None:
    """The first amount that the text calls a budget, of several years the last one's; an investment or a revenue is none."""
    found: list[tuple[int, Money]] = []
    for part in parts:
        text = narrow(part.text)
        if len(text) != len(part.text):
            continue
        for start, end, yuan in amounts_in(text):
            before = text[max(0, start - _CLAUSE) : start]
            if _BUDGETED.search(before[-12:]) and not _NOT_ITS_OWN.search(before):
                year = _YEAR_OF_CLAUSE.search(before)
                found.append((int(year.group(1)) if year else 0, Money(text_of(part.slice(start, end)), yuan)))
    if not found:
        return None
    return max(found, key=lambda one: one[0])[1] if found[0][0] else found[0][1]


def _schedule(parts: Sequence[Passage]) -> tuple[tuple[Decimal, ...], Text]:
    for part in parts:
        text = narrow(part.text)
        if not _SCHEDULE_WORDS.search(text) and "月底" not in text:
            continue
        match = _POINTS.search(text)
        if match:
            points = [number_in_digits(found) for found in _PERCENT.findall(match.group(2))]
            if len(points) == match.group(1).count("月"):
                return tuple(point for point in points if point is not None), text_of(part.slice(*match.span()))
        singles = list(_POINT.finditer(text))
        if len(singles) >= 2:
            values = tuple(value for found in singles if (value := number_in_digits(found.group(1))) is not None)
            return values, text_of(part.slice(singles[0].start(), singles[-1].end()))
    return (), absent(parts[0].location)


def _goal(parts: Sequence[Passage]) -> Text:
    for index, part in enumerate(parts):
        if match := _GOAL.match(part.text):
            following = []
            for later in parts[index + 1 :]:
                if _INDICATORS.match(later.text):
                    break
                following.append(later)
            return text_of(joined([part.slice(match.end()), *following], "\n"))
    for part in parts:
        if match := _MAIN_GOAL.search(part.text):
            return text_of(part.slice(match.start(1), match.end(1)))
    return absent(parts[0].location)


def _targets(parts: Sequence[Passage]) -> tuple[Target, ...]:
    """Targets after 绩效指标：, chained ones anywhere, and the quantities that the goal itself promises."""
    out: list[Target] = []
    inside = False
    for part in parts:
        label = _INDICATORS.match(part.text)
        goal = _GOAL.match(part.text)
        inside = bool(label) or inside and not goal
        start = label.end() if label else goal.end() if goal else 0
        body = part.slice(start)
        chained = chained_targets(body)
        out += chained or listed_targets(body, promised=not inside)
    return tuple(out)
