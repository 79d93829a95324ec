"""Selectors: ALL, a category, the beginning of a code, a code or a name. Which rules they mean, and what to say where none is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from goalint.rules.model import CATEGORIES, Rule
from goalint.rules.problems import close_to

ALL = "ALL"
ITSELF = 100  # how specific a selector is that names one rule

V = TypeVar("V")


def specific(selector: str, rule: Rule) -> int:
    """How specific a selector is for a rule; 0 if it does not mean it."""
    if selector in (rule.code, rule.name):
        return ITSELF
    if selector == ALL:
        return 1
    if selector == rule.category:
        return 2
    return 2 + len(selector) if selector and rule.code.startswith(selector) else 0


def most_specific(selectors: Iterable[str], rule: Rule) -> int:
    """How specific the closest of the selectors is for a rule; 0 if none means it."""
    return max((specific(selector, rule) for selector in selectors), default=0)


def chosen(by_selector: Mapping[str, V], rule: Rule) -> V | None:
    """The value under the selector that is closest to the rule; None if none means it."""
    closest = max(by_selector, key=lambda selector: specific(selector, rule), default="")
    return by_selector[closest] if closest and specific(closest, rule) else None


def known(selector: str, rules: Iterable[Rule]) -> bool:
    """Whether the selector means a rule, or could mean one."""
    return selector == ALL or selector in CATEGORIES or any(specific(selector, rule) for rule in rules)


def similar(selector: str, rules: Iterable[Rule]) -> tuple[str, ...]:
    """Selectors that were perhaps meant."""
    names = {name for rule in rules for name in (rule.code, rule.name, rule.code.rstrip("0123456789"))} | {*CATEGORIES, ALL}
    return close_to(selector, names) or tuple(name for name in sorted(names) if name.casefold() == selector.casefold())


def no_rule(selector: str, close: Sequence[str], lang: str) -> str:
    """What to say of a selector that means no rule."""
    if lang == "zh":
        hint = f"；是不是想写 {' 或 '.join(close)}？" if close else "；可写规则编码、编码开头、名称、类别或 ALL"
        return f"没有规则“{selector}”{hint}"
    hint = f"; did you mean {' or '.join(close)}?" if close else ": give a code, the beginning of one, a name, a category or ALL"
    return f"no rule matches “{selector}”{hint}"
