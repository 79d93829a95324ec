"""Rules for people and machines: the list of all, the page of one; schema goalint.rules/1."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from goalint.reports import Style, words
from goalint.reports.colour import BOLD, CYAN, DIM, GREEN, OF_SEVERITY, RED, Paint
from goalint.reports.rule_content import Section, example_note, example_text, facts, sections, switching_off
from goalint.reports.table import table
from goalint.reports.width import hanging, shown
from goalint.rules.model import Example, Pack, Rule
from goalint.rules.profile import Profile

SCHEMA = "goalint.rules/1"
_EXPECTS = {
    "flags": ("要报告", "flagged", RED),
    "passes": ("不报告", "passes", GREEN),
    "not_checked": ("无法检查", "not checked", DIM),
}


def list_text(packs: Sequence[Pack], style: Style, profile: Profile = Profile.REVIEW) -> str:
    """One line for each rule of the profile, and how many there are."""
    lang = style.lang
    head = words.pick(lang, "编码 名称 级别 把握 档 类别 标题", "code name severity confidence profile category title").split()
    rows = [
        [
            rule.code,
            rule.name,
            words.severity(rule.severity, lang),
            words.confidence(rule.confidence, lang),
            words.stage(rule.profile, lang) if rule.enabled else words.pick(lang, "停用", "off"),
            words.category(rule.category, lang),
            shown(rule.text(lang).title),
        ]
        for pack in packs
        for rule in sorted(pack.rules, key=lambda rule: rule.code)
        if rule.profile.rank <= profile.rank
    ]
    paint = Paint(style.colour)
    first, *lines = table(head, rows, style.width)
    names = words.pick(lang, "、", ", ").join(f"{pack.name} {pack.version}" for pack in packs)
    total = words.counted(len(rows), "条规则", "rule", lang)
    closing = words.pick(
        lang, f"共 {total}（规则包 {names}）。解释一条：goalint rule 编码", f"{total} ({names}). Explain one: goalint rule CODE"
    )
    return "\n".join([paint(first, BOLD), *lines, "", closing]) + "\n"


def list_json(packs: Iterable[Pack], lang: str, profile: Profile = Profile.REVIEW) -> str:
    """All rules of the profile with everything that is known of them."""
    return _json(_entry(pack, rule, lang) for pack in packs for rule in pack.rules if rule.profile.rank <= profile.rank)


def page_json(pack: Pack, rule: Rule, lang: str) -> str:
    """The same for one rule."""
    return _json([_entry(pack, rule, lang)])


def page_text(pack: Pack, rule: Rule, style: Style) -> str:
    """What the rule raises, why, on what basis, and its examples."""
    return "\n".join(_page(pack, rule, style)) + "\n"


def _page(pack: Pack, rule: Rule, style: Style) -> Iterator[str]:
    lang = style.lang
    paint = Paint(style.colour)
    colon = words.pick(lang, "：", ": ")
    yield paint(f"{rule.code}  {rule.name}", BOLD)
    yield shown(rule.text(lang).title)
    yield ""
    grade = words.severity(rule.severity, lang)
    told = (
        label + colon + (paint(text, OF_SEVERITY[rule.severity]) if text == grade else text)
        for label, text in facts(pack, rule, lang)
    )
    yield "  " + "  ".join(told)
    for section in sections(rule, lang):
        yield from _section(section, style)
    if rule.examples:
        yield from ("", paint(words.pick(lang, "例子", "Examples"), CYAN))
    for example in rule.examples:
        yield from example_lines(example, rule, style)
    yield from _section(switching_off(rule, lang), style)


def _section(section: Section, style: Style) -> Iterator[str]:
    paint = Paint(style.colour)
    yield from ("", paint(section.title, CYAN))
    for line in section.lines:
        label = f"  {shown(line.text)}{words.pick(style.lang, '：', ': ')}"
        if line.code:
            yield from hanging(label, shown(line.code), style.width, 6, paint(label, DIM))
        else:
            yield from hanging("", shown(line.text), style.width, 2)


def example_lines(example: Example, rule: Rule, style: Style, indent: int = 2) -> list[str]:
    """What the example expects, and its node much as its author wrote it."""
    zh, en, colour = _EXPECTS[example.expects]
    head = " " * indent + words.pick(style.lang, zh, en) + "  "
    text = example_text(example)
    if note := example_note(example, rule, style.lang):
        text += words.pick(style.lang, f"（{note}）", f" ({note})")
    return hanging(head, shown(text), style.width, indent + 4, Paint(style.colour)(head, colour))


def _json(rules: Iterable[dict[str, Any]]) -> str:
    return json.dumps({"schema": SCHEMA, "rules": list(rules)}, ensure_ascii=False, indent=2, default=_plain) + "\n"


def _plain(value: Any) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    raise TypeError(f"not for JSON: {value!r}")


def _entry(pack: Pack, rule: Rule, lang: str) -> dict[str, Any]:
    texts = rule.text(lang)
    return {
        "code": rule.code,
        "name": rule.name,
        "title": texts.title,
        "severity": str(rule.severity),
        "confidence": str(rule.confidence),
        "category": rule.category,
        "profile": str(rule.profile),
        "enabled": rule.enabled,
        "pack": pack.name,
        "given": list(rule.given),
        "when": rule.when,
        "expect": rule.expect,
        "check": rule.check,
        "params": dict(rule.params),
        "regimes": list(rule.regimes),
        "field": rule.field,
        "message": texts.message,
        "suggestion": texts.suggestion,
        "why": texts.why,
        "basis": [{"document": basis.document, "article": basis.article, "title": basis.title} for basis in rule.basis]
        or "practice",
        "domain": list(rule.domain),
        "examples": [
            {"expects": example.expects, "given": example.given, "node": example.node, "hits": example.hits}
            for example in rule.examples
        ],
    }
