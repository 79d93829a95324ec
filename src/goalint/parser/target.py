"""Targets of the narrative: indicators with values inside sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from goalint.tree.document import Target
from goalint.tree.passage import Passage
from goalint.tree.pattern import lazy
from goalint.tree.quantity import compared_in, quantity, unit_end
from goalint.tree.text import Text, absent, text_of
from goalint.tree.units import UNITS
from goalint.tree.width import HAN, key, narrow

_CATEGORY = r"(?:产出|效益|效果|满意度|成本)(?:指标)?"
# 1、产出指标-时效指标-完成率（…），指标值为…
_CHAINED = lazy(rf"(?<!{HAN})(?<![-－—–])(?:\d{{1,2}}\s*[、.．]\s*)?({_CATEGORY})\s*[-－—–]+\s*")
_DASH = lazy(r"\s*[-－—–]+\s*")
_VALUE_IS = lazy(r"[，,]?\s*指标值\s*(?:(?:为|是|[，,:：])+|达到)?\s*(?:指标值\s*(?:为|是)\s*)?")
_AFTER = lazy(r"[。.]?\s*(?:以上|上述)(?:各项|三项)?指标|具体依据|指标(?:确定)?依据")
_END = r"[；;。]|(?<!\d)\.(?!\d)|\n"
_CLAUSE = lazy(_END)
_PROMISED_CLAUSE = lazy(_END + r"|[，,](?!\d{3})")
_LAST_COMMA = lazy(r".*[，,](?=[^，,]*$)", re.DOTALL)
_BRACKET = lazy(r"[（(]((?:[^（）()]|[（(][^（）()]*[）)])*)[）)]$")
_LABEL = lazy(rf"(?:{_CATEGORY}|(?:数量|质量|时效|经济效益|社会效益|生态效益|可持续影响|服务对象满意度)(?:指标)?)\s*[:：]\s*")
# What follows a value is another target where a comma or a number stands between, unless it tells more of the same.
_PARTED = lazy(r"\s*(?:[，,、]\s*|\s(?=\s*(?:\d{1,2}\s*[、.．]|[（(]\d{1,2}[）)])))(.{1,4})")
_SAME_TARGET = lazy(r"每|其中|且|并|平均每|单次|均|不含|含")
_REACHED = lazy(r"达到?\s*(\d[\d.,]*)\s*")
_ABOVE = lazy(r"[及（(]?(?:以上|以内|以下)")
# A phrase that a number and its unit end: 救助患病妇女60人.
_STATED = lazy(
    rf"(?:^|(?<=[，,、]))\s*((?:\d{{1,2}}\s*[、.．](?!\d))?[^\d，,、:：]{{0,20}}?{HAN}(?<![第约每共计近达到])\s*)((?:达到?)?\s*\d[\d.]*)\s*"
)
_STATED_ABOVE = lazy(r"\s*(?:及?以[上下内]|左右)")
_STATED_END = lazy(r"\s*(?:$|[，,、])")
_SHORTEST = 4  # 每场 is no name
_DATED = frozenset("年 月 日 季度".split())
_LEAD = lazy(r"^(?:\d{1,2}\s*[、.．](?!\d)|[（(]\d{1,2}[）)]|[一二三四五]是)\s*")


def chained_targets(text: Passage) -> list[Target]:
    """Targets that name their levels: 产出指标-时效指标-完成率（…），指标值为≥90%."""
    starts = list(_CHAINED.finditer(text.text))
    out = []
    for index, match in enumerate(starts):
        end = starts[index + 1].start() if index + 1 < len(starts) else len(text.text)
        piece = text.slice(match.end(), end)
        if after := _AFTER.search(piece.text):
            piece = piece.slice(0, after.start())
        out.append(_chained(match.group(1), piece.strip().strip("。；; ")))
    return out


def _chained(first: str, piece: Passage) -> Target:
    said = _VALUE_IS.search(piece.text)
    compared = None if said else next(iter(compared_in(piece.text)), None)
    if said:
        head, value = piece.slice(0, said.start()), text_of(piece.slice(said.end()).strip("。；; "))
    elif compared and compared[1] == len(piece.text):  # 数量指标-清淤长度≥12公里
        head, value = piece.slice(0, compared[0]), text_of(piece.slice(*compared))
    else:
        head, value = piece, absent(piece.location)
    levels = [first]
    while dash := _DASH.search(head.text):
        bracket = min((at for sign in "（(" if (at := head.text.find(sign)) >= 0), default=len(head.text))
        if dash.start() > bracket:
            break
        levels.append(head.text[: dash.start()].strip())
        head = head.slice(dash.end())
    name, description = _name_and_description(head.strip(" ，,。"))
    return Target(name, quantity(value), description, "-".join(levels), piece.location)


def listed_targets(text: Passage, *, promised: bool = False) -> list[Target]:
    """Targets in a list of clauses: 采购合格率=100%；采购数量=2台.

    A clause gives one, and as many more as follow after commas or numbers; what is stated without a comparator counts where it is
    all there is between two commas. `promised` reads a goal's sentence: there every comma
    may end a clause, and each clause gives at most one.
    """
    out = []
    for clause in _clauses(text, promised):
        compared = compared_in(clause.text) or ([] if promised else _reached(clause.text))
        found = compared if promised else _with_stated(clause.text, compared)
        last, after_compared = 0, True
        for start, end in found:
            parted = _PARTED.match(clause.text, last)
            same = parted and _SAME_TARGET.match(parted.group(1)) and (after_compared or start - last <= _SHORTEST)
            if last and (promised or not parted or same):
                break
            target = _listed(clause, clause.slice(last, start), clause.slice(start, end))
            if target is not None:
                out.append(target)
            last, after_compared = end, (start, end) in compared
    return out


def _listed(clause: Passage, head: Passage, value: Passage) -> Target | None:
    head = head.strip(" ，,、")
    for pattern in (_LEAD, _LABEL):
        if lead := pattern.match(head.text):
            head = head.slice(lead.end())
    head = head.strip(" ，,:：")
    if not head.text:
        return None
    comma = _LAST_COMMA.match(head.text)
    short = head.slice(comma.end()) if comma and comma.end() < len(head.text) else head
    name, inner = _name_and_description(short)
    description = text_of(head) if short is not head else inner
    return Target(name, quantity(text_of(value)), description, "", clause.location)


def _reached(text: str) -> list[tuple[int, int]]:
    """Where a list of indicators says what is to be reached: 合格率达到95%以上."""
    plain = narrow(text)
    if len(plain) != len(text):
        return []
    spans = []
    for match in _REACHED.finditer(plain):
        if (end := unit_end(plain, match.end())) is not None:
            above = _ABOVE.match(plain, end)
            spans.append((match.start(), above.end() if above else end))
    return spans


def _with_stated(text: str, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same and, in order, the values of what a list states between its commas without a comparator: 满意度95%以上."""
    plain = narrow(text)
    if len(plain) != len(text):
        return found
    stated = []
    for match in _STATED.finditer(plain):
        start = match.end(1)
        end = unit_end(plain, match.end(2))
        if end is None or (unit := key(plain[match.end(2) : end]).lstrip("万亿")) not in UNITS or unit in _DATED:
            continue
        above = _STATED_ABOVE.match(plain, end)
        end = above.end() if above else end
        if _STATED_END.match(plain, end) and not any(begin < end and start < after for begin, after in found):
            stated.append((start, end))
    return sorted([*found, *stated]) if stated else found


def _clauses(text: Passage, promised: bool) -> Iterator[Passage]:
    start = 0
    for match in (_PROMISED_CLAUSE if promised else _CLAUSE).finditer(text.text):
        yield text.slice(start, match.start()).strip()
        start = match.end()
    yield text.slice(start).strip()


def _name_and_description(head: Passage) -> tuple[Text, Text]:
    """完成率（当年培训活动完成情况) as name and description."""
    bracket = _BRACKET.search(head.text)
    if bracket and bracket.start() and key(bracket.group(1)) not in UNITS and head.text[bracket.start() - 1] not in "/=＝+×*÷":
        return text_of(head.slice(0, bracket.start())), text_of(head.slice(bracket.start(1), bracket.end(1)))
    return text_of(head), absent(head.location)
