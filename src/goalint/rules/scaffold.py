"""Files to begin with: a pack, a rule or a word list that is whole, loads and passes its own examples as it is."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

SCHEMAS = ".schemas"  # the folder of a pack that holds the schemas its files name; packs are loaded without it
GIVEN = ("indicator", "project")
_NUMBER = 3  # digits of a code
_FIRST = 101


class Template(NamedTuple):
    """A rule of one kind of node: its category unless another is asked for, and its lines after those that name it."""

    category: str
    body: str


_RULES: Mapping[str, Template] = {
    "indicator": Template(
        "value",
        """\
  title: 满意度目标低于90%
  severity: info
  confidence: medium
  category: {category}
  profile: review
  given: indicator
  when: category == "服务对象满意度指标" and value.kind == "ratio"
  expect: value.number >= 90
  message: “{{name}}”只定了{{value.text}}
  suggestion: 改为≥90%；确实达不到的，在指标值确定依据中说明
  why: 目标定得过低，完成了也说明不了问题。
  basis: practice
  examples:
    - flags: {{level1: 满意度指标, level2: 服务对象满意度指标, name: 群众满意度, value: ≥85%}}
    - passes: {{level1: 满意度指标, level2: 服务对象满意度指标, name: 群众满意度, value: ≥90%}}
    - passes: {{level1: 产出指标, level2: 质量指标, name: 验收合格率, value: ≥85%}}
    - not_checked: {{level1: 满意度指标, level2: 服务对象满意度指标, name: 群众满意度, value: "?"}}
  en:
    title: satisfaction below 90%
    message: “{{name}}” aims at {{value.text}} only
    suggestion: Make it ≥90%, or give the reason where the value's basis is stated
    why: A goal that is easy to reach tells nothing when it is reached.
""",
    ),
    "project": Template(
        "budget",
        """\
  title: 预算不足一千元
  severity: info
  confidence: medium
  category: {category}
  profile: review
  given: project
  expect: budget.total >= 1000
  message: “{{name}}”的预算只有{{budget.total}}
  suggestion: 核对金额单位是元还是万元
  why: 这么小的项目少见，多半是金额单位写错了。
  basis: practice
  examples:
    - flags: {{name: 会议费, budget: {{total: "0.03"}}}}
    - flags: {{name: 会议费, unit: 元, budget: {{total: "30"}}}}
    - passes: {{name: 会议费, budget: {{total: "3.00"}}}}
    - passes: {{name: 会议费, budget: {{total: null}}}}
  en:
    title: budget below a thousand yuan
    message: the budget of “{{name}}” is only {{budget.total}}
    suggestion: See whether the amount is in yuan or in 万元
    why: Projects as small as this are rare; more often the unit is wrong.
""",
    ),
}

_RULE_HEAD = """\
# yaml-language-server: $schema={schemas}/rule.json
# 这条规则是完整的，goalint test 能通过。把它改成你要查的，每改一处运行一次（goalint test --watch 会自动运行）。
# 读法：对每一个 given，在 when 的情况下必须 expect，否则报告 message。可用的栏目和函数见 goalint tree、docs/packs.md。
- code: {code}
  name: {name}
"""

_PACK = """\
# yaml-language-server: $schema=.schemas/pack.json
name: {name}
version: "1.0"
title: {title}
requires: [core, hebei]

# 改动自带的规则：按名称写要改的地方，goalint rule 名称 列出可以改什么。
# overrides:
#   schedule-flat: {{severity: error, profile: self-check}}
#   project-code-check: {{enabled: false}}

# 改动自带的词表：
# lexicons:
#   measure:
#     count: {{add: [巡河趟次$]}}
"""

_BASIS = """\
# 规则依据的文件登记在这里，没有登记的不能引用；没有文件依据的规则写 basis: practice。
#   - id: qinghe-2025-3
#     issuer: 青禾县财政局
#     number: 青财绩〔2025〕3号
#     title: 关于编报2025年部门预算绩效目标的通知
#     articles:
#       第五条: 服务对象满意度目标一般不低于90%。
register: []
"""

_LEXICON_HEAD = """\
# yaml-language-server: $schema={schemas}/lexicon.json
# 规则里用 has(栏目, "{name}") 查。exceptions 是含有某个词、但不算的更长的词。
"""


def pack_files(name: str, title: str, code: str) -> dict[str, str]:
    """The files of a new pack with one rule, by their paths in it."""
    written = {"pack.yaml": _PACK.format(name=name, title=_scalar(title)), "basis.yaml": _BASIS}
    path, text = rule_file(f"{name}-first", code, "indicator")
    return {**written, path: text}


def rule_file(name: str, code: str, given: str, category: str | None = None, schemas: str = f"../{SCHEMAS}") -> tuple[str, str]:
    """A new rule about one of GIVEN: the path in the pack, and the text; `schemas` is the way to them from there."""
    category = category_of(given, category)
    head = _RULE_HEAD.format(code=code, name=name, schemas=schemas)
    return f"{category}/{name}.yaml", head + _RULES[given].body.format(category=category)


def category_of(given: str, category: str | None = None) -> str:
    """The category of a new rule about one of GIVEN, unless another is asked for."""
    return category or _RULES[given].category


def lexicon_file(name: str, terms: Sequence[str], schemas: str = f"../{SCHEMAS}") -> tuple[str, str]:
    """A new word list: the path in the pack, and the text; `schemas` is the way to them from there."""
    lines = "".join(f"  - {_scalar(term)}\n" for term in dict.fromkeys(terms))
    return f"lexicons/{name}.yaml", f"{_LEXICON_HEAD.format(name=name, schemas=schemas)}name: {name}\nterms:\n{lines}"


def next_code(letters: str, taken: Iterable[str]) -> str:
    """The code after the last one that begins with these letters."""
    numbers = [int(code[len(letters) :]) for code in taken if code.startswith(letters) and code[len(letters) :].isdecimal()]
    return f"{letters}{max([_FIRST - 1, *numbers]) + 1:0{_NUMBER}}"


def letters_of(pack: str, own: Sequence[str], others: Iterable[str]) -> str:
    """The letters that a pack's codes begin with: those of most of its rules, else three of its name that no other pack has."""
    if own:
        return Counter(code.rstrip("0123456789") for code in own).most_common(1)[0][0]
    taken = {code.rstrip("0123456789") for code in others}
    name = "".join(character for character in pack.upper() if "A" <= character <= "Z")
    name = name if len(name) >= 2 else (name + "XX")[:2]
    return next((name[:length] for length in (3, 4, 5, 2) if name[:length] not in taken), name[:4].ljust(4, "X") + "X")


def _scalar(text: str) -> str:
    """The text as YAML takes it whatever is in it: as it is where that is plain."""
    plain = text.strip() == text and text and all(one.isalnum() or one in "-_（）《》〔〕、，·" for one in text)
    return text if plain and not text[0].isdecimal() and not text.isascii() else json.dumps(text, ensure_ascii=False)
