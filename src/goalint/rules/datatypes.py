"""The types of the rule language, and how values of each are shown to people."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from goalint.rules.values import NA, Gap, Range, Value, in_full


class Type(NamedTuple):
    """The type of an expression.

    `base` is text, number, bool, enum, list, nodes (a list that only len() understands) or unknown. `values` are an
    enum's; `source` says that they come from the packs (first, second, regime). `unit` (yuan, percent) is for showing.
    """

    base: str
    values: tuple[str, ...] = ()
    of: Type | None = None
    unit: str = ""
    source: str = ""

    @property
    def name_zh(self) -> str:
        """What the type is called in messages."""
        inner = f"（{self.of.name_zh}）" if self.of else ""
        return _NAMES[self.base][0] + inner

    @property
    def name_en(self) -> str:
        """What the type is called in English messages."""
        return _NAMES[self.base][1] + (f" of {self.of.name_en}" if self.of else "")


_NAMES = {
    "text": ("文字", "text"),
    "number": ("数", "number"),
    "bool": ("是非", "truth value"),
    "enum": ("固定取值", "enum"),
    "list": ("列表", "list"),
    "nodes": ("节点列表", "list of nodes"),
    "unknown": ("未知", "unknown"),
}
TEXT = Type("text")
NUMBER = Type("number")
YUAN = Type("number", unit="yuan")
PERCENT = Type("number", unit="percent")
BOOL = Type("bool")
TEXTS = Type("list", of=TEXT)
PERCENTS = Type("list", of=PERCENT)
NODES = Type("nodes")
UNKNOWN = Type("unknown")


def shown(value: Value, type_: Type, lang: str = "zh") -> str:
    """A value as messages show it: amounts in 元 or 万元, percentages with their sign, gaps as （空）."""
    if type(value) is Gap:
        return ("（空）" if value is NA else "（缺失）") if lang == "zh" else ("(blank)" if value is NA else "(lost)")
    if type_.base == "nodes":
        return str(len(value))
    if type(value) is bool:
        return ("是" if value else "否") if lang == "zh" else ("yes" if value else "no")
    if type(value) is Range:
        return f"{in_full(value.low)}–{in_full(value.high)}"
    if isinstance(value, tuple):
        if not value:
            return shown(NA, TEXT, lang)
        inner = type_.of or TEXT
        return ("、" if lang == "zh" else ", ").join(shown(one, inner, lang) for one in value)
    if type(value) is Decimal:
        if type_.unit == "yuan":
            return f"{in_full(value / 10000)}万元" if abs(value) >= 10000 else f"{in_full(value)}元"
        return in_full(value) + ("%" if type_.unit == "percent" else "")
    return str(value)
