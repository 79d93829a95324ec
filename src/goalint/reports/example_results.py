"""What running the examples of rule packs came to, for rule authors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from goalint.reports import Style, words
from goalint.reports.colour import BOLD, GREEN, RED, Paint
from goalint.reports.rule_pages import example_lines
from goalint.reports.width import hanging, shown
from goalint.rules.examples import ExampleResult
from goalint.rules.model import Pack


def render(results: Iterable[tuple[Pack, Sequence[ExampleResult]]], style: Style) -> str:
    """Every example that failed with what was expected, then one line a pack with its totals."""
    lines: list[str] = []
    totals: list[str] = []
    for pack, group in results:
        for result in group:
            if not result.ok:
                lines += _failure(pack, result, style)
        totals.append(_total(pack, group, style))
    return "\n".join([*lines, *([""] if lines else []), *totals]) + "\n"


def _failure(pack: Pack, result: ExampleResult, style: Style) -> Iterator[str]:
    paint = Paint(style.colour)
    rule = result.rule
    number = words.pick(style.lang, f"第 {result.index} 个例子", f"example {result.index}")
    yield f"{pack.name}/{rule.source}  " + paint(f"{rule.code} {rule.name}", BOLD) + f"  {number}"
    yield from example_lines(result.example, rule, style, 6)
    yield from hanging("      ", shown(result.detail(style.lang)), style.width, 8)


def _total(pack: Pack, group: Sequence[ExampleResult], style: Style) -> str:
    lang = style.lang
    failed = sum(not result.ok for result in group)
    rules = words.counted(len(pack.rules), "条规则", "rule", lang)
    examples = words.counted(len(group), "个例子", "example", lang)
    verdict = words.pick(lang, f"{failed} 个不通过", f"{failed} failed") if failed else words.pick(lang, "全部通过", "all pass")
    line = words.pick(
        lang, f"规则包 {pack.name} {pack.version}：{rules}，{examples}，", f"{pack.name} {pack.version}: {rules}, {examples}, "
    )
    return line + Paint(style.colour)(verdict, RED if failed else GREEN)
