"""The names in configuration files held against the packs: rules and regimes must exist."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from goalint.config.file import ConfigFile
from goalint.rules.model import Pack, Rule, shelf_of
from goalint.rules.problems import close_to
from goalint.rules.selectors import known, similar
from goalint.rules.source import Path_

_LISTS = ("select", "ignore", "extend-select")
_TABLES = ("per-file-ignores", "per-project-ignores")


def check_names(files: Sequence[ConfigFile], packs: Sequence[Pack]) -> None:
    """Note in each file what it names and the packs do not have."""
    rules = [rule for pack in packs for rule in pack.rules]
    for file in files:
        for key in _LISTS:
            _listed(file, (*file.table, key), file.values.get(key, ()), rules)
        for key in _TABLES:
            for entry, selectors in file.values.get(key, {}).items():
                at = (*file.table, key, str(entry))
                _listed(file, at, selectors, rules)
                _open_to(file, at, selectors, rules)
        for selector in file.values.get("severity", ()):
            _rule(file, (*file.table, "severity", selector), selector, rules, key=True)
        _regime(file, packs)


def _listed(file: ConfigFile, at: Path_, selectors: Sequence[Any], rules: Sequence[Rule]) -> None:
    for index, selector in enumerate(selectors):
        _rule(file, (*at, index), selector, rules)


def _open_to(file: ConfigFile, at: Path_, selectors: Sequence[str], rules: Sequence[Rule]) -> None:
    """What could not be read is said of every file: a rule for that cannot be left out for one."""
    closed = {name for rule in rules if not rule.suppressible for name in (rule.code, rule.name)}
    for index, selector in enumerate(selectors):
        if selector in closed:
            file.source.problem(
                (*at, index), f"规则 {selector} 不能按文件或项目排除", f"{selector} cannot be left out for a file or project"
            )


def _rule(file: ConfigFile, at: Path_, selector: str, rules: Sequence[Rule], *, key: bool = False) -> None:
    if not known(selector, rules):
        file.source.problem(at, f"没有规则“{selector}”", f"no rule matches “{selector}”", similar(selector, rules), key=key)


def _regime(file: ConfigFile, packs: Sequence[Pack]) -> None:
    regime = file.values.get("regime")
    there = shelf_of(packs).taxonomies if regime is not None else {}
    if regime is not None and regime not in there:
        file.source.problem(
            (*file.table, "regime"),
            f"没有指标体系“{regime}”，可用的有 {'、'.join(there) or '（无）'}",
            f"there is no regime “{regime}”; there are: {', '.join(there) or 'none'}",
            close_to(regime, there),
        )
