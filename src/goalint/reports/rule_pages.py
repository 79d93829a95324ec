"""Rules for people and machines: the list of all, the page of one; schema goalint.rules/1."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from goalint.reports import Style, words
from goalint.reports.colour import BOLD, CYAN, DIM, GREEN, OF_SEVERITY, RED, Paint
from goalint.reports.table import table
from goalint.reports.width import hanging, shown
from goalint.rules.model import Example, Pack, Rule

SCHEMA = "goalint.rules/1"
_GIVEN = {
    "document": "文件",
    "section": "章节",
    "item": "分项绩效目标",
    "target": "分项绩效目标里的指标",
    "project": "项目",
    "schedule": "支出计划",
    "indicator": "指标",
    "batch": "同时检查的全部文件",
}
_EXPECTS = {
    "flags": ("要报告", "flagged", RED),
    "passes": ("不报告", "passes", GREEN),
    "not_checked": ("无法检查", "not checked", DIM),
}


def list_text(packs: Sequence[Pack], style: Style) -> str:
    """One line a rule, and how many there are."""
    lang = style.lang
    head = words.pick(lang, "编码 名称 级别 把握 类别 标题", "code name severity confidence category title").split()
    rows = [
        [
            rule.code,
            rule.name,
            words.severity(rule.severity, lang),
            words.confidence(rule.confidence, lang),
            words.category(rule.category, lang),
            shown(rule.text(lang).title),
        ]
        for pack in packs
        for rule in sorted(pack.rules, key=lambda rule: rule.code)
    ]
    paint = Paint(style.colour)
    first, *lines = table(head, rows, style.width)
    names = words.pick(lang, "、", ", ").join(f"{pack.name} {pack.version}" for pack in packs)
    total = words.counted(len(rows), "条规则", "rule", lang)
    closing = words.pick(
        lang, f"共 {total}（规则包 {names}）。解释一条：goalint rule 编码", f"{total} ({names}). Explain one: goalint rule CODE"
    )
    return "\n".join([paint(first, BOLD), *lines, "", closing]) + "\n"


def list_json(packs: Iterable[Pack], lang: str) -> str:
    """All rules with everything that is known of them."""
    return _json(_entry(pack, rule, lang) for pack in packs for rule in pack.rules)


def page_json(pack: Pack, rule: Rule, lang: str) -> str:
    """The same for one rule."""
    return _json([_entry(pack, rule, lang)])


def page_text(pack: Pack, rule: Rule, style: Style) -> str:
    """What the rule raises, why, on what basis, and its examples."""
    return "\n".join(_page(pack, rule, style)) + "\n"


def _page(pack: Pack, rule: Rule, style: Style) -> Iterator[str]:
    lang = style.lang
    paint = Paint(style.colour)
    texts = rule.text(lang)

    def say(zh: str, en: str) -> str:
        return words.pick(lang, zh, en)

    def entry(label: str, text: str | None) -> list[str]:
        head = f"  {label}{say('：', ': ')}"
        return hanging(head, shown(text), style.width, 6, paint(head, DIM)) if text else []

    colon = say("：", ": ")
    yield paint(f"{rule.code}  {rule.name}", BOLD)
    yield shown(texts.title)
    yield ""
    facts = [
        say("级别", "severity") + colon + paint(words.severity(rule.severity, lang), OF_SEVERITY[rule.severity]),
        say("把握", "confidence") + colon + words.confidence(rule.confidence, lang),
        say("类别", "category") + colon + words.category(rule.category, lang),
        say("规则包", "pack") + colon + f"{pack.name} {pack.version}",
    ]
    yield "  " + "  ".join(facts)
    yield from entry(say("对每个", "for each"), say("、", ", ").join(say(_GIVEN.get(kind, kind), kind) for kind in rule.given))
    yield from entry(say("如果", "when"), rule.when)
    yield from entry(say("必须", "it must hold"), rule.expect)
    yield from entry(say("由程序检查", "checked by"), rule.check and f"{rule.check} {_flow(rule.params)}".rstrip())
    yield from entry(say("指标框架", "regimes"), ", ".join(rule.regimes))
    yield from entry(say("报告", "message"), texts.message)
    yield from entry(say("建议", "suggestion"), texts.suggestion)
    yield from entry(say("为什么", "why"), texts.why)
    for basis in rule.basis:
        yield from entry(
            say("依据", "basis"), " ".join(part for part in (basis.document, basis.article or "", basis.title) if part)
        )
    if not rule.basis:
        yield from entry(say("依据", "basis"), say("实践经验，没有明文规定", "practice; no document states it"))
    if rule.examples:
        yield ""
        yield paint(say("例子", "Examples"), CYAN)
    for example in rule.examples:
        yield from example_lines(example, style)


def example_lines(example: Example, style: Style, indent: int = 2) -> list[str]:
    """What the example expects, and its node much as its author wrote it."""
    zh, en, colour = _EXPECTS[example.expects]
    head = " " * indent + words.pick(style.lang, zh, en) + "  "
    text = _flow(example.node)
    if example.hits != 1 and example.expects == "flags":
        text += words.pick(style.lang, f"（{example.hits} 处）", f" ({example.hits} hits)")
    return hanging(head, shown(text), style.width, indent + 4, Paint(style.colour)(head, colour))


def _flow(node: Any) -> str:
    """A mapping of an example on one line, much as its author wrote it."""
    if isinstance(node, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(value)}" for key, value in node.items()) + "}" if node else ""
    if isinstance(node, (list, tuple)):
        return "[" + ", ".join(map(_flow, node)) + "]"
    return "null" if node is None else str(node)


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
