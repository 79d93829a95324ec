"""What configuration files change of rules and word lists, compiled and applied as if a pack had changed it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from goalint.config.file import ConfigFile
from goalint.findings import Severity
from goalint.rules import cache
from goalint.rules.check import AnyCheck
from goalint.rules.model import Pack, Rule, pack_from
from goalint.rules.overrides import overridden
from goalint.rules.selectors import chosen
from goalint.rules.source import Path_, SourceFile

_COMPILED = ("rules", "lexicons")


def changed(packs: Sequence[Pack], files: Sequence[ConfigFile], checks: Mapping[str, AnyCheck]) -> tuple[Pack, ...]:
    """The packs as the files change them, the last file deciding. What is wrong is noted in the files."""
    done = tuple(packs)
    for file in files:
        changes = _changes(file, done, checks)
        if changes:
            done = overridden((*done, _as_pack(file, changes, done, checks)))[:-1]
    return done


def _as_pack(file: ConfigFile, changes: Mapping[str, Any], packs: tuple[Pack, ...], checks: Mapping[str, AnyCheck]) -> Pack:
    empty: dict[str, Any] = {"basis": {}, "lexicons": {}, "classifiers": {}, "taxonomies": {}, "rules": []}
    named = {"name": file.source.shown, "version": "", "title": "", "title_en": "", "sha256": ""}
    return pack_from({**named, **empty, "changes": changes}, checks, packs)


def _changes(file: ConfigFile, packs: Sequence[Pack], checks: Mapping[str, AnyCheck]) -> dict[str, Any]:
    """The file's changes as packs store them."""
    rules = [rule for pack in packs for rule in pack.rules]
    changes: dict[str, Any] = {}
    if any(file.values.get(key) for key in _COMPILED):
        changes = _compiled(file, packs, checks)
    severities = _severities(file.values.get("severity", {}), rules)
    settings: dict[str, Any] = changes.get("rules", {})
    for code, severity in severities.items():
        settings[code] = {**settings.get(code, {}), **severity}
    return {**changes, "rules": settings} if settings else changes


def _severities(by_selector: Mapping[str, Severity | None], rules: Sequence[Rule]) -> dict[str, dict[str, Any]]:
    """The severity that each rule is given, or that it is not used."""
    if not by_selector:
        return {}
    off = {selector: ("off" if severity is None else severity) for selector, severity in by_selector.items()}
    found = {rule.code: value for rule in rules if (value := chosen(off, rule)) is not None}
    return {code: {"enabled": False} if value == "off" else {"severity": str(value)} for code, value in found.items()}


def _compiled(file: ConfigFile, packs: Sequence[Pack], checks: Mapping[str, AnyCheck]) -> dict[str, Any]:
    """Parameters and word lists held against the packs; kept between runs as compiled packs are."""
    asked = {key: file.values.get(key, {}) for key in _COMPILED}
    for rule in [rule for rule, params in asked["rules"].items() if not params]:
        file.source.problem((*file.table, "rules", rule), "没有写要改的参数", "names no parameter to change", key=True)
        asked["rules"] = {name: params for name, params in asked["rules"].items() if params}
    content = json.dumps([asked, [(pack.name, pack.sha256) for pack in packs]], ensure_ascii=False, default=str)
    key = cache.key_of(sha256(content.encode()).hexdigest(), checks)
    place = Path(file.path)
    kept = cache.read(place, key)
    if kept is not None and isinstance(kept.get("changes"), dict):
        return dict(kept["changes"])
    from goalint.rules.compile_overrides import changes_of
    from goalint.rules.names import Names
    from goalint.rules.schema import PackFile

    around = {one.name: one for pack in packs for one in pack.all_required}
    names = Names(checks)
    for pack in around.values():
        names.take(pack)
    head = PackFile(
        name="config",
        version="1",
        title="config",
        requires=[pack.name for pack in packs],
        overrides={rule: {"params": params} for rule, params in asked["rules"].items()},
        lexicons=asked["lexicons"],
    )
    source = _as_pack_file(file)
    changes = changes_of(head, source, names, tuple(around.values()))
    if source.problems:
        file.source.problems += source.problems
        return {}
    cache.write(place, key, {"rules": [], "changes": changes})
    return changes


def _as_pack_file(file: ConfigFile) -> SourceFile:
    """The places of the file's values under the names that a pack.yaml has for them."""

    depth = len(file.table)

    def moved(at: Path_) -> Path_:
        key, *rest = at[depth:]
        if key != "rules":
            return at[depth:]
        return ("overrides", *rest[:1], *(("params", *rest[1:]) if rest[1:] else ()))

    source = SourceFile(file.source.shown, file.source.lines)
    for places, known in ((source.marks, file.source.marks), (source.keys, file.source.keys)):
        places.update({moved(at): mark for at, mark in known.items() if len(at) > depth and at[:depth] == file.table})
    return source
