"""Which time a head speaks of: the budget year, all the years that a project runs, or a time that no goal is set for."""

from __future__ import annotations

from goalint.tree.pattern import lazy
from goalint.tree.width import key

_WHAT = r"(?:绩效)?(?:目标|指标)?(?:值|表)?(?:\(.*\))?"
_TERM = lazy(rf"(?:中期|中长期|长期|实施期|实施周期|总体|三年|全周期){_WHAT}")
_YEAR = lazy(rf"(?:20\d{{2}})?(?:年度|当年|本年|本年度|全年){_WHAT}|预计当年实现")
_PAST = lazy(rf"(?:前年|上年|上年度|去年|前两年|上半年|半年)(?:完成|实现|实际)?{_WHAT}")
_FIRST = frozenset("中长实总三全2年当本预前上去半")  # what any of them begins with


def side_of(text: str) -> str | None:
    """“term” for a head of the years that a project runs (中期指标), “year” for one of the budget year, “past” for years
    before it and parts of it; else None.
    """
    folded = key(text)
    if folded[:1] not in _FIRST:
        return None
    return (
        "term" if _TERM.fullmatch(folded) else "year" if _YEAR.fullmatch(folded) else "past" if _PAST.fullmatch(folded) else None
    )
