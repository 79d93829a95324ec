"""Where the time of a run went: the stages in their order, then the rules, the most expensive first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from goalint.reports import Style, words
from goalint.reports.table import table
from goalint.rules.model import Rule

_STAGES = {
    "packs": ("加载规则包", "load the packs"),
    "read": ("读取文件", "read the files"),
    "parse": ("识别表格", "parse the forms"),
    "rules": ("运行规则", "apply the rules"),
}


def render(stages: Mapping[str, float], spent: Mapping[str, float], rules: Sequence[Rule], style: Style) -> str:
    """Two aligned tables of wall time: stages (packs, read, parse, rules) and rules, both in seconds, each with its share.

    `spent` is by a rule's code; what rules share (the pairing of narrative and forms) counts for the first that needs it.
    """
    lang = style.lang
    names = {rule.code: rule.name for rule in rules}
    unit, share = words.pick(lang, "毫秒", "ms"), words.pick(lang, "占比", "share")
    first = [((words.pick(lang, *_STAGES[name]),), seconds) for name, seconds in stages.items()]
    dearest = sorted(spent.items(), key=lambda one: (-one[1], one[0]))
    second = [((code, names.get(code, "")), seconds) for code, seconds in dearest]
    lines = [
        *_timed([words.pick(lang, "阶段", "stage"), unit, share], first, style.width),
        "",
        *_timed([*words.pick(lang, "编码 名称", "code name").split(), unit, share], second, style.width),
    ]
    return "\n".join(lines) + "\n"


def _timed(head: Sequence[str], rows: Sequence[tuple[tuple[str, ...], float]], width: int) -> list[str]:
    """The rows with their seconds as milliseconds and as a share of all rows."""
    total = sum(seconds for _, seconds in rows) or 1.0
    ms = [f"{seconds * 1000:.1f}" for _, seconds in rows]
    longest = max(map(len, ms), default=0)
    shown = [[*texts, one.rjust(longest), f"{seconds / total:6.1%}"] for (texts, seconds), one in zip(rows, ms, strict=True)]
    return table(head, shown, width)
