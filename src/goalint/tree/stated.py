"""Amounts that a purpose text states for the table's own: 预算数3万元，其中：财政资金3万元，其他资金0万元."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from goalint.tree.document import StatedAmount
from goalint.tree.money import Money, amounts_in
from goalint.tree.pattern import lazy
from goalint.tree.text import READ, Text
from goalint.tree.width import narrow

_LABELS = {
    "预算数": "total",
    "预算金额": "total",
    "预算总额": "total",
    "项目预算": "total",
    "总预算": "total",
    "年度预算": "total",
    "预算资金": "total",
    "资金总额": "total",
    "财政资金": "fiscal",
    "财政拨款": "fiscal",
    "财政性资金": "fiscal",
    "其他资金": "other",
    "其它资金": "other",
}
# What is said in passing: it speaks of the budget where no other amount is given, or where the parts follow (其中…).
_PASSING = {
    "预算安排": "total",
    "年初预算": "total",
    "年初预算安排": "total",
    "年初安排": "total",
    "安排预算": "total",
    "安排预算资金": "total",
    "申请预算": "total",
    "申请预算资金": "total",
    "本年预算": "total",
    "本年度预算": "total",
    "经费预算": "total",
    "资金预算": "total",
    "预算经费": "total",
    "安排资金": "total",
    "安排经费": "total",
    "申请资金": "total",
    "项目资金": "total",
    "项目经费": "total",
    "财政安排": "fiscal",
    "安排财政资金": "fiscal",
    "申请财政资金": "fiscal",
}
_PASSED = lazy(
    rf"^(?:本)?(?:项目)?(?:共|共计|总)?({'|'.join(sorted(_PASSING, key=len, reverse=True))})\s*"
    r"(?:为|是|共计|共|合计|总额|总计|[:=])*\s*(?=[-\d])"
)
# Between the label and its amount stands at most a verb: a longer gap means another thing's amount. Money of one level of
# government (中央财政资金, 本级财政资金) is a part, what is given for another year (2024年度预算) another amount.
_STATED = lazy(rf"(?<![级央省市县区\d])({'|'.join(_LABELS)})\s*(?:为|是|共计|共|合计|安排|[:=])?\s*(?=[-\d])")


def stated_amounts(purpose: Text) -> tuple[StatedAmount, ...]:
    """The first amount stated for each of total, fiscal and other; later ones speak of parts."""
    if purpose.state is not READ:
        return ()
    text = narrow(purpose.text)
    if len(text) != len(purpose.text):
        return ()
    tight, places = _without_spaces(text)
    amounts: dict[int, tuple[int, Decimal]] = {start: (end, yuan) for start, end, yuan in amounts_in(tight)}
    found: dict[str, StatedAmount] = {}
    for match in _STATED.finditer(tight):
        kind = _LABELS[match.group(1)]
        if kind in found or match.end() not in amounts:
            continue
        end, yuan = amounts[match.end()]
        found[kind] = _stated(kind, purpose, places, match.end(), end, yuan)
    passed = None if found else _PASSED.match(tight)
    if passed and passed.end() in amounts:
        end, yuan = amounts[passed.end()]
        if len(amounts) == 1 or tight[end:].lstrip(",，。;；、").startswith("其中"):
            kind = _PASSING[passed.group(1)]
            found[kind] = _stated(kind, purpose, places, passed.end(), end, yuan)
    return tuple(found.values())


def _stated(kind: str, purpose: Text, places: Sequence[int], start: int, end: int, yuan: Decimal) -> StatedAmount:
    return StatedAmount(kind, Money(Text(purpose.passage.slice(places[start], places[end - 1] + 1)), yuan))


def _without_spaces(text: str) -> tuple[str, Sequence[int]]:
    tight = "".join(text.split())
    if len(tight) == len(text):
        return text, range(len(text))
    return tight, [index for index, character in enumerate(text) if not character.isspace()]
