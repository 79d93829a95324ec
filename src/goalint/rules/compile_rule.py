"""One rule compiled: everything that it names must exist, and its examples must be nodes of its kind."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from goalint.rules.check import AnyCheck
from goalint.rules.compile_params import compiled_params
from goalint.rules.expression import compile_expression
from goalint.rules.model import CATEGORIES
from goalint.rules.names import Names
from goalint.rules.nodes import FIELDS
from goalint.rules.problems import close_to
from goalint.rules.schema import EXAMPLES, RuleEntry
from goalint.rules.source import Path_, SourceFile
from goalint.rules.validate import repaired, validated
from goalint.tree.pattern import lazy

PLACEHOLDER = lazy(r"\{([a-z][a-z0-9_.]*)\}")
# In the place of what is wrong, so that everything else about the rule is checked too.
_STAND_INS = {
    "code": "XX000", "name": "x", "title": "x", "severity": "info", "confidence": "low", "category": "text", "message": "x",
    "profile": "submit",
    "basis": "practice", "examples": [{"passes": {}}],
}  # fmt: skip
_EXPECTATIONS = ("flags", "passes", "not_checked")


def rule_of(file: SourceFile, at: Path_, names: Names, source: str) -> dict[str, Any] | None:
    """The rule as packs store it; None if its very shape is wrong. Mistakes are noted in the file."""
    raw = file.data[at[0]]
    entry, wrong = repaired(RuleEntry, file, at, raw, _STAND_INS)
    if entry is None:
        return None
    return _Rule(file, at, names, entry, raw, wrong, f"{source}:{file.line_of(at)}").compiled()


class _Rule:
    """A rule on its way."""

    def __init__(
        self, file: SourceFile, at: Path_, names: Names, entry: RuleEntry, raw: Any, wrong: frozenset[Path_], source: str
    ) -> None:
        self.file = file
        self.at = at
        self.names = names
        self.entry = entry
        self.raw = raw
        self.wrong = wrong
        self.source = source
        self.check: AnyCheck | None = None
        # A field must mean something on every kind of node that the rule is about.
        self.fields = [name for name in FIELDS[entry.given[0]] if all(name in FIELDS[kind] for kind in entry.given)]

    def problem(
        self, key: Iterable[str | int], zh: str, en: str, alternatives: tuple[str, ...] = (), offset: int | None = None
    ) -> None:
        """Note a mistake at a key of the rule."""
        self.file.problem((*self.at, *key), zh, en, alternatives, offset=offset)

    def compiled(self) -> dict[str, Any]:
        """Everything checked, in the order in which an author reads it."""
        entry = self.entry
        self._identity()
        params = self._check()
        trees = self._expressions()
        blamed = entry.field or self._first_expected(trees)
        self._named_fields()
        self._messages()
        self._regimes()
        return {
            "code": entry.code,
            "name": entry.name,
            "severity": entry.severity,
            "confidence": entry.confidence,
            "category": entry.category,
            "profile": entry.profile,
            "given": entry.given,
            "when": entry.when,
            "expect": entry.expect,
            "check": entry.check,
            "params": params,
            "field": blamed,
            "held_against": entry.held_against,
            "zh": [entry.title, entry.message, entry.suggestion, entry.why],
            "en": [entry.en.title, entry.en.message, entry.en.suggestion, entry.en.why] if entry.en else None,
            "regimes": entry.regimes,
            "domain": entry.domain,
            "basis": self._basis(),
            "trees": trees,
            "suppressible": entry.suppressible,
            "source": self.source,
            "examples": json.dumps(self._examples(), ensure_ascii=False),
        }

    def _identity(self) -> None:
        for key, value in (("code", self.entry.code), ("name", self.entry.name)):
            if (key,) in self.wrong:
                continue
            known = self.names.rules.get(value)
            if known is not None:
                self.problem((key,), f"“{value}”已经用在 {known}", f"“{value}” is already used in {known}")
            self.names.rules.setdefault(value, self.source)
        if self.entry.name in CATEGORIES:
            self.problem(("name",), "规则名不能与类别同名", "a rule must not be named like a category")
        if self.entry.code.startswith("ALL") and not self.entry.code[3].isalpha():
            self.problem(("code",), "ALL 表示全部规则，不能作编码", "ALL stands for all rules and cannot begin a code")

    def _first_expected(self, trees: Mapping[str, Any]) -> str | None:
        tree = trees.get(self.entry.given[0])
        return tree["expected"][0] if tree and tree["expected"] else None

    def _expressions(self) -> dict[str, Any]:
        """`when` and `expect`, compiled for every kind: {kind: {when, expect, fields}}; the same mistake is told once."""
        entry = self.entry
        if (entry.expect is None) == (entry.check is None) and not self.wrong & {("expect",), ("check",)}:
            self.problem(
                (),
                "expect（表达式）和 check（Python 检查）应写且只写一个",
                "give either expect (an expression) or check (a Python check)",
            )
        trees: dict[str, Any] = {}
        told: set[object] = set()
        for kind in entry.given:
            tree: dict[str, Any] = {"when": None, "expect": None, "expected": []}
            mentioned: dict[str, None] = {}
            for key, text in (("expect", entry.expect), ("when", entry.when)):
                if text is None:
                    continue
                expression, faults = compile_expression(text, self.names.environment(kind))
                for fault in faults:
                    if fault not in told:
                        self.problem((key,), fault.zh, fault.en, fault.alternatives, offset=fault.offset)
                    told.add(fault)
                if expression is not None:
                    tree[key] = expression.tree
                    mentioned |= dict.fromkeys(expression.fields)
                    if key == "expect":
                        tree["expected"] = list(expression.fields)
            trees[kind] = {**tree, "fields": list(mentioned)}
        return trees

    def _check(self) -> dict[str, Any]:
        """The check's parameters as packs store them."""
        entry = self.entry
        if entry.check is None:
            if entry.params:
                self.problem(("params",), "没有 check 就不能有 params", "params need a check")
            return {}
        spec = self.names.checks.get(entry.check)
        if spec is None:
            self.problem(
                ("check",),
                f"没有 Python 检查“{entry.check}”",
                f"there is no check “{entry.check}”",
                close_to(entry.check, self.names.checks),
            )
            return {}
        self.check = spec
        wrong = sorted(set(entry.given) - spec.given)
        if wrong:
            can_zh, can_en = "、".join(sorted(spec.given)), ", ".join(sorted(spec.given))
            self.problem(
                ("given",),
                f"检查“{spec.name}”不能用于 {'、'.join(wrong)}，只能用于 {can_zh}",
                f"the check “{spec.name}” works on {can_en}, not on {', '.join(wrong)}",
            )
        return compiled_params(spec, entry.params, self.names, self.file, (*self.at, "params")) or {}

    def _named_fields(self) -> None:
        held = enumerate(self.entry.held_against)
        for key, name in ((("field",), self.entry.field), *((("held_against", index), name) for index, name in held)):
            if name is not None and name not in self.fields:
                kinds = "、".join(self.entry.given)
                self.problem(key, f"{kinds} 没有字段 {name}", f"{kinds} has no field {name}", close_to(name, self.fields))

    def _messages(self) -> None:
        """Every placeholder must be a field of all node kinds, or come from the check."""
        entry = self.entry
        known = {*self.fields, *(self.check.placeholders if self.check else ())}
        texts: list[tuple[tuple[str, ...], str | None]] = [(("message",), entry.message), (("suggestion",), entry.suggestion)]
        if entry.en is not None:
            texts += [(("en", "message"), entry.en.message), (("en", "suggestion"), entry.en.suggestion)]
        for key, text in texts:
            for match in PLACEHOLDER.finditer(text or ""):
                name = match.group(1)
                if name not in known and (entry.check is None or self.check is not None):
                    self.problem(
                        key,
                        f"没有占位符 {{{name}}}",
                        f"there is no placeholder {{{name}}}",
                        close_to(name, known),
                        offset=match.start(),
                    )
            rest = PLACEHOLDER.sub(lambda match: " " * len(match.group()), text or "")
            if (at := re.search("[{}]", rest)) is not None:
                self.problem(
                    key,
                    "花括号里应是一个字段名，如 {name} 或 {value.text}",
                    "braces must hold the name of a field, such as {name} or {value.text}",
                    offset=at.start(),
                )

    def _regimes(self) -> None:
        for index, regime in enumerate(self.entry.regimes):
            if regime not in self.names.regimes:
                self.problem(
                    ("regimes", index),
                    f"没有指标体系“{regime}”",
                    f"there is no regime “{regime}”",
                    close_to(regime, self.names.regimes),
                )
        if self.entry.regimes and "batch" in self.entry.given:
            self.problem(
                ("regimes",),
                "一批文件的规则不能限定指标体系",
                "a rule about a batch cannot be limited to regimes: documents may differ",
            )

    def _basis(self) -> list[list[str | None]]:
        cited: list[list[str | None]] = []
        for index, citation in enumerate(self.entry.basis):
            entry = self.names.basis.get(citation.id)
            if entry is None:
                self.problem(
                    ("basis", index, "id"),
                    f"basis.yaml 里没有“{citation.id}”；没有文件依据的规则写 basis: practice",
                    f"basis.yaml has no “{citation.id}”; a rule that rests on practice says basis: practice",
                    close_to(citation.id, self.names.basis),
                )
                continue
            if citation.article is not None and citation.article not in entry.articles:
                self.problem(
                    ("basis", index, "article"),
                    f"“{entry.id}”在 basis.yaml 里没有登记“{citation.article}”",
                    f"basis.yaml registers no “{citation.article}” for “{entry.id}”",
                    close_to(citation.article, entry.articles),
                )
            cited.append([entry.number or entry.title, citation.article, entry.title])
        if not self.entry.basis and self.raw.get("basis") != "practice" and ("basis",) not in self.wrong:
            self.problem(
                ("basis",), "basis 是空的；没有文件依据时写 practice", "basis is empty: say practice if there is no document"
            )
        return cited

    def _examples(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        for index, example in enumerate(self.entry.examples):
            if {("examples",), ("examples", index)} & self.wrong:
                continue
            raw = self.raw["examples"][index]
            given = [key for key in _EXPECTATIONS if getattr(example, key) is not None]
            at = ("examples", index)
            if len(given) != 1:
                self.problem(
                    at,
                    "例子应写且只写 flags、passes、not_checked 之一，后面是节点的内容",
                    "an example has exactly one of flags, passes and not_checked, with the node",
                )
                continue
            expects = given[0]
            kind = example.given or self.entry.given[0]
            if kind not in self.entry.given:
                self.problem((*at, "given"), f"规则不针对 {kind}", f"the rule is not about {kind}", tuple(self.entry.given[:2]))
            if example.hits is not None and expects != "flags":
                self.problem((*at, "hits"), "hits 只和 flags 一起用", "hits goes with flags")
            if example.regime is not None and example.regime not in self.names.regimes:
                self.problem(
                    (*at, "regime"),
                    f"没有指标体系“{example.regime}”",
                    f"there is no regime “{example.regime}”",
                    close_to(example.regime, self.names.regimes),
                )
            validated(EXAMPLES[kind], self.file, (*self.at, *at, expects), raw[expects])
            found.append(
                {
                    "expects": expects,
                    "given": kind,
                    "node": raw[expects],
                    "hits": example.hits or 1,
                    "regime": example.regime,
                    "line": self.file.line_of((*self.at, *at)),
                }
            )
        missing = [key for key in ("flags", "passes") if all(one["expects"] != key for one in found)]
        if missing and len(found) == len(self.entry.examples):
            self.problem(
                ("examples",),
                f"缺少 {'、'.join(missing)} 的例子：每条规则至少各有一个",
                f"an example with {' and one with '.join(missing)} is missing: every rule has both",
            )
        return found
