"""What there is to say about a rule, in the order in which it is read: the same for a terminal and for the documentation."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from goalint.reports import words
from goalint.rules.model import Example, Pack, Rule
from goalint.tree.pattern import lazy

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
# What YAML would not take for a plain text inside of brackets.
_SPECIAL = lazy(r"[,\[\]{}\t\r\n]|:(?:\s|$)|\s#|^[\s?&*!|>'\"%@`#~-]|^$|\s$|^(?:null|true|false)$", re.I)


class Line(NamedTuple):
    """One thing to say; `code` is what belongs to it in the language of rules, options or YAML."""

    text: str
    code: str = ""


class Section(NamedTuple):
    """A heading and what stands under it."""

    title: str
    lines: tuple[Line, ...]


def facts(pack: Pack, rule: Rule, lang: str) -> list[tuple[str, str]]:
    """What a rule is in a few words each: severity, confidence, category, profile, catalogue, pack."""

    def say(zh: str, en: str) -> str:
        return words.pick(lang, zh, en)

    found = [
        (say("级别", "severity"), words.severity(rule.severity, lang)),
        (say("把握", "confidence"), words.confidence(rule.confidence, lang)),
        (say("类别", "category"), words.category(rule.category, lang)),
        (say("档", "profile"), words.profile(rule.profile, lang)),
    ]
    if rule.domain:
        found.append((say("目录编号", "catalogue"), say("、", ", ").join(rule.domain)))
    found.append((say("规则包", "pack"), pack.name))
    if rule.changed_by:
        found.append((say("改动它的规则包", "changed by"), say("、", ", ").join(rule.changed_by)))
    if not rule.suppressible:
        found.append((say("豁免", "suppression"), say("不能豁免", "not possible")))
    if not rule.enabled:
        found.append((say("状态", "state"), say("已停用", "switched off")))
    return found


def sections(rule: Rule, lang: str) -> Iterator[Section]:
    """What it raises, why that matters, what to do, on what basis, and how to do without it; examples are separate."""

    def say(zh: str, en: str) -> str:
        return words.pick(lang, zh, en)

    texts = rule.text(lang)
    yield Section(say("查什么", "What it raises"), tuple(_raises(rule, lang)))
    if texts.why:
        yield Section(say("为什么", "Why"), (Line(texts.why),))
    if texts.suggestion:
        yield Section(say("怎么改", "What to do"), (Line(texts.suggestion),))
    cited = tuple(
        Line(" ".join(dict.fromkeys(part for part in (basis.document, basis.article or "", basis.title) if part)))
        for basis in rule.basis
    )
    practice = Line(say("实践经验，没有明文规定", "practice; no document states it"))
    yield Section(say("依据", "Basis"), cited or (practice,))


def switching_off(rule: Rule, lang: str) -> Section:
    """How to do without the rule: this time, and for good."""
    return Section(
        words.pick(lang, "怎样不用这条规则", "How to do without it"),
        (
            Line(words.pick(lang, "只这一次", "this time"), f"goalint check --ignore {rule.name}"),
            Line(
                words.pick(lang, "长期不用，在自己的规则包的 pack.yaml 里写", "for good, in the pack.yaml of a pack of your own"),
                f"overrides: {{{rule.name}: {{enabled: false}}}}",
            ),
        ),
    )


def _raises(rule: Rule, lang: str) -> Iterator[Line]:
    def say(zh: str, en: str) -> str:
        return words.pick(lang, zh, en)

    colon, comma = say("：", ": "), say("、", ", ")
    yield Line(rule.text(lang).message)
    yield Line(say("对每个", "for each") + colon + comma.join(say(_GIVEN.get(kind, kind), kind) for kind in rule.given))
    if rule.when:
        yield Line(say("如果", "when"), rule.when)
    if rule.expect:
        yield Line(say("必须", "it must hold"), rule.expect)
    if rule.check:
        yield Line(say("由程序检查", "checked by"), f"{rule.check} {flow(rule.params)}".rstrip())
    if rule.regimes:
        yield Line(say("指标框架", "regimes") + colon + comma.join(rule.regimes))


def example_text(example: Example) -> str:
    """The node of an example on one line as YAML, much as its author wrote it."""
    return flow(example.node) or "{}"


def example_note(example: Example, rule: Rule, lang: str) -> str:
    """What is not usual about an example: how many findings it gives, and the node where rules of several kinds differ."""
    notes = []
    if example.given != rule.given[0]:
        notes.append(words.pick(lang, _GIVEN[example.given], example.given))
    if example.hits != 1 and example.expects == "flags":
        notes.append(words.pick(lang, f"{example.hits} 处", f"{example.hits} hits"))
    if example.regime is not None:
        notes.append(example.regime)
    return words.pick(lang, "、", ", ").join(notes)


def flow(node: Any) -> str:
    """Data on one line as YAML; empty if there is none."""
    if isinstance(node, Mapping):
        return "{" + ", ".join(f"{key}: {flow(value) or '{}'}" for key, value in node.items()) + "}" if node else ""
    if isinstance(node, (list, tuple)):
        return "[" + ", ".join(flow(one) or "{}" for one in node) + "]"
    if node is None or isinstance(node, bool):
        return json.dumps(node)
    text = str(node)
    return json.dumps(text, ensure_ascii=False) if _SPECIAL.search(text) else text
