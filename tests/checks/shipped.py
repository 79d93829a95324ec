"""What a shipped rule says about a described node: for the tests of the checks."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from goalint.checks import REGISTRY
from goalint.engine import Outcome, run
from goalint.rules.described import documents_of
from goalint.rules.load import load_packs, shipped_packs
from goalint.rules.model import Pack

_LEVELS = {
    "数": ("产出指标", "数量指标"),
    "质": ("产出指标", "质量指标"),
    "时": ("产出指标", "时效指标"),
    "本": ("产出指标", "成本指标"),
    "经": ("效益指标", "经济效益指标"),
    "社": ("效益指标", "社会效益指标"),
    "生": ("效益指标", "生态效益指标"),
    "持": ("效益指标", "可持续影响指标"),
    "满": ("满意度指标", "服务对象满意度指标"),
}


@lru_cache(maxsize=1)
def packs() -> tuple[Pack, ...]:
    """The shipped packs, loaded once."""
    return load_packs(shipped_packs(), REGISTRY)


def said(rule: str, kind: str, node: dict[str, Any]) -> Outcome:
    """The outcome of one rule over the documents that the node stands in."""
    return run(documents_of(kind, node), packs(), select=[rule])


def messages(rule: str, kind: str, node: dict[str, Any]) -> list[str]:
    """The messages of one rule."""
    return [finding.message for finding in said(rule, kind, node).findings]


def row(category: str, name: str, value: str | None, **other: Any) -> dict[str, Any]:
    """A row of the table under the category that the one character stands for."""
    level1, level2 = _LEVELS[category]
    return {"level1": level1, "level2": level2, "name": name, "value": value, **other}
