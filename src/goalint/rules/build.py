"""Packs compiled ahead, for the wheel: an installed goalint reads no YAML at all."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from goalint.rules.check import AnyCheck
from goalint.rules.compile import compile_pack, required_by
from goalint.rules.load import packs_in, unchanged_packs
from goalint.rules.model import Pack
from goalint.rules.stored import packed


def build(source: Path, target: Path, checks: Mapping[str, AnyCheck] | None = None) -> None:
    """Compile every pack in the source folder to `<name>.json` in the target folder.

    Without `checks`, those that come with goalint are used. Raises PackError with everything that is wrong.
    """
    if checks is None:
        checks = _shipped_checks()
    folders = packs_in(source)
    loaded: dict[str, Pack] = {pack.name: pack for pack in unchanged_packs(folders, checks)}
    target.mkdir(parents=True, exist_ok=True)
    for folder in folders:
        required = [loaded[name] for name in required_by(folder) if name in loaded]
        data = compile_pack(folder, checks, required)
        (target / f"{data['name']}.json").write_bytes(packed(data))


def _shipped_checks() -> Mapping[str, AnyCheck]:
    # By name: the rules know nothing of the checks, which are written for them.
    from importlib import import_module

    registry: Mapping[str, AnyCheck] = import_module("goalint.checks").REGISTRY
    return registry
