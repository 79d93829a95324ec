"""What a shipped rule says about a described node: for the tests of the checks."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from goalint.checks import REGISTRY
from goalint.engine import Outcome, run
from goalint.rules.described import documents_of
from goalint.rules.load import load_packs, shipped_packs
from goalint.rules.model import Pack


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
