"""Amounts that a purpose text states for the table's own: 预算数3万元，其中：财政资金3万元，其他资金0万元."""

from __future__ import annotations

from decimal import Decimal

from goalint.tree.document import StatedAmount
from goalint.tree.money import Money, amounts_in
from goalint.tree.pattern import lazy
from goalint.tree.text import State, Text
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
# Between the label and its amount stands at most a verb: a longer gap means another thing's amount. Money of one level of
# government (中央财政资金, 本级财政资金) is a part, what is given for another year (2024年度预算) another amount.
_STATED = lazy(rf"(?<![级央省市县区\d])({'|'.join(_LABELS)})\s*(?:为|是|共计|共|合计|安排|[:=])?\s*(?=[-\d])")


def stated_amounts(purpose: Text) -> tuple[StatedAmount, ...]:
    """The first amount stated for each of total, fiscal and other; later ones speak of parts."""
    if purpose.state is not State.READ:
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
        part = purpose.passage.slice(places[match.end()], places[end - 1] + 1)
        found[kind] = StatedAmount(kind, Money(Text(part), yuan))
    return tuple(found.values())


def _without_spaces(text: str) -> tuple[str, list[int]]:
    places = [index for index, character in enumerate(text) if not character.isspace()]
    return "".join(text[index] for index in places), places
