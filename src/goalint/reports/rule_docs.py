"""The documentation of the rules: one Markdown page a rule and an index, made from the packs alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from goalint.reports import words
from goalint.reports.rule_content import Section, example_note, example_text, facts, sections, switching_off
from goalint.rules.model import CATEGORIES, Example, Pack, Rule
from goalint.rules.profile import Profile
from goalint.tree.pattern import lazy

INDEX = "README.md"
_LANG = "zh"
_PAGE = lazy(r"[A-Z]{2,5}\d{3}-[a-z0-9-]+\.md")
_MADE = "<!-- 由 goalint docs 从规则包生成，请改规则包，不要改这个文件。 -->"
_EXPECTS = (("flags", "要报告"), ("passes", "不报告"), ("not_checked", "无法检查"))
_PROFILES = {
    Profile.SELF_CHECK: "部门自己必须改的：确定的错误。",
    Profile.SUBMIT: "财政会退回的；不写 `--profile` 时检查到这一档。",
    Profile.REVIEW: "只值得审核人看一眼的：判断、统计、文字。",
}


def pages(packs: Sequence[Pack]) -> dict[str, str]:
    """Every file of the documentation by its name, in order; the same packs give the same bytes."""
    rules = sorted(((rule, pack) for pack in packs for rule in pack.rules), key=lambda one: one[0].code)
    found = {INDEX: _index([rule for rule, _ in rules])}
    return found | {page_name(rule): _page(pack, rule) for rule, pack in rules}


def page_name(rule: Rule) -> str:
    """VAL101-percent-on-count.md."""
    return f"{rule.code}-{rule.name}.md"


def is_page(name: str) -> bool:
    """Whether a file of that name can only be a page of a rule, perhaps of one that is gone."""
    return name == INDEX or _PAGE.fullmatch(name) is not None


# --- a rule's page ----------------------------------------------------------------------------------------------------


def _page(pack: Pack, rule: Rule) -> str:
    lines = [_MADE, "", f"# {rule.code} {rule.name}", "", _plain(rule.title), ""]
    lines += _table([label for label, _ in facts(pack, rule, _LANG)], [[text for _, text in facts(pack, rule, _LANG)]])
    for section in sections(rule, _LANG):
        lines += _section(section)
    lines += ["", "## 例子"]
    for expects, label in _EXPECTS:
        wanted = [example for example in rule.examples if example.expects == expects]
        if wanted:
            lines += ["", f"{label}：", "", "```yaml", *(_example(example, rule) for example in wanted), "```"]
    lines += _section(switching_off(rule, _LANG))
    return "\n".join(lines) + "\n"


def _example(example: Example, rule: Rule) -> str:
    note = example_note(example, rule, _LANG)
    return f"- {example_text(example)}" + (f"  # {note}" if note else "")


def _section(section: Section) -> Iterator[str]:
    yield from ("", f"## {section.title}", "")
    only = len(section.lines) == 1
    for line in section.lines:
        text = _plain(line.text) + (f"：{_code(line.code)}" if line.code else "")
        yield text if only else f"- {text}"


# --- the index --------------------------------------------------------------------------------------------------------


def _index(rules: Sequence[Rule]) -> str:
    lines = [_MADE, "", "# 规则", "", f"共 {len(rules)} 条。每条规则的例子就是它的测试；说明里的 `{{…}}` 处是文件中的原文。"]
    lines += ["", "## 按类别"]
    for category in CATEGORIES:
        rows = [
            [
                _link(rule),
                words.severity(rule.severity, _LANG),
                words.confidence(rule.confidence, _LANG),
                words.profile(rule.profile, _LANG),
                _plain(rule.title),
            ]
            for rule in rules
            if rule.category == category
        ]
        if rows:
            lines += ["", f"### {words.category(category, _LANG)}", "", *_table(["规则", "级别", "把握", "档", "查什么"], rows)]
    lines += ["", "## 按档", "", "每一档都包括前面的。"]
    for profile in Profile:
        own = [rule for rule in rules if rule.profile is profile]
        lines += ["", f"### {words.profile(profile, _LANG)}", "", f"{_PROFILES[profile]}{len(own)} 条。", *_links(own)]
    lines += ["", "## 按目录编号", "", *_table(["编号", "规则"], _catalogue(rules))]
    return "\n".join(lines) + "\n"


def _links(rules: Sequence[Rule]) -> list[str]:
    return ["", *(f"- {_link(rule)} {_plain(rule.title)}" for rule in rules)] if rules else []


def _catalogue(rules: Iterable[Rule]) -> list[list[str]]:
    by_id: dict[str, list[Rule]] = {}
    for rule in rules:
        for number in rule.domain:
            by_id.setdefault(number, []).append(rule)
    return [[number, "、".join(map(_link, by_id[number]))] for number in sorted(by_id)]


def _link(rule: Rule) -> str:
    return f"[{rule.code} {rule.name}]({page_name(rule)})"


# --- Markdown ---------------------------------------------------------------------------------------------------------


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    cells = [[one.replace("|", "\\|") for one in row] for row in (head, ["---"] * len(head), *rows)]
    return ["| " + " | ".join(row) + " |" for row in cells]


def _plain(text: str) -> str:
    """The text on one line, with nothing in it that Markdown takes for its own."""
    return re.sub(r"([\\`*_<>\[\]])", r"\\\1", " ".join(text.split()))


def _code(text: str) -> str:
    """The text as code, whatever backticks it holds."""
    ticks = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    pad = " " if "`" in text else ""
    return f"{ticks}{pad}{' '.join(text.split())}{pad}{ticks}"
