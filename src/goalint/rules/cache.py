"""Compiled packs kept between runs, so that only the run after a change reads YAML.

One file for each pack's folder: a line with the key and the digest of the rest, then the compiled pack as JSON. Anything
unexpected about it means that the pack is compiled again; a folder that cannot be written costs time and nothing else.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import fields
from hashlib import sha256
from pathlib import Path
from typing import Any

from goalint import __version__
from goalint.rules.check import AnyCheck, CheckTable

FORMAT = 4  # of the compiled form


def key_of(content_digest: str, checks: Mapping[str, AnyCheck]) -> str:
    """What a compiled pack depends on: its files, goalint's version and the checks that there are."""
    total = sha256(f"{FORMAT} {__version__} {content_digest}".encode())
    if isinstance(checks, CheckTable):
        total.update(checks.stamp().encode())
        return total.hexdigest()
    for name, spec in sorted(checks.items()):
        params = ",".join(f"{field.name}:{field.type}" for field in fields(spec.params))
        total.update(f"\n{name}({params}){sorted(spec.given)}{sorted(spec.placeholders)}".encode())
    return total.hexdigest()


def folder() -> Path:
    """Where compiled packs are kept: $GOALINT_CACHE_DIR, else the user's cache folder."""
    if chosen := os.environ.get("GOALINT_CACHE_DIR"):
        return Path(chosen)
    import platformdirs

    return Path(platformdirs.user_cache_dir("goalint", appauthor=False))


def _file_of(pack: Path) -> Path:
    return folder() / f"{sha256(str(pack.resolve()).encode()).hexdigest()[:24]}.pack"


def read(pack: Path, key: str) -> dict[str, Any] | None:
    """The compiled form of the pack in that folder, or None if none is kept under that key."""
    try:
        head, _, body = _file_of(pack).read_bytes().partition(b"\n")
        if head != _head(key, body):
            return None
        hot, _, cold = body.partition(b"\n")
        data = json.loads(hot)
        examples = Examples(cold)
        for index, rule in enumerate(data["rules"]):
            rule["examples"] = Kept(examples, index)
    except (OSError, ValueError, KeyError, TypeError, RuntimeError):
        return None
    return data if isinstance(data, dict) else None


class Examples:
    """The examples of a pack's rules, more than half of it: parsed only when somebody asks for one."""

    def __init__(self, body: bytes) -> None:
        self._body = body
        self._parsed: list[str] | None = None

    def of(self, index: int) -> str:
        """The examples of the rule with that number, as JSON."""
        if self._parsed is None:
            self._parsed = json.loads(self._body)
        return self._parsed[index]


class Kept:
    """One rule's examples in the cache; equal to the text that it stands for."""

    __slots__ = ("_examples", "_index")

    def __init__(self, examples: Examples, index: int) -> None:
        self._examples = examples
        self._index = index

    def __call__(self) -> str:
        return self._examples.of(self._index)

    def __eq__(self, other: object) -> bool:
        return self() == (other() if isinstance(other, Kept) else other)

    def __hash__(self) -> int:
        return hash(self())


def write(pack: Path, key: str, data: Mapping[str, Any]) -> None:
    """Keep the compiled form, in one step: another process sees the old file or the new one."""
    rules = data.get("rules", ())
    hot = {**data, "rules": [{**rule, "examples": ""} for rule in rules]}
    cold = [rule.get("examples", "") for rule in rules]
    body = b"\n".join(json.dumps(part, ensure_ascii=False, separators=(",", ":")).encode() for part in (hot, cold))
    try:
        target = _file_of(pack)
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = target.with_name(f"{target.name}.{os.getpid()}")
        try:
            temporary.write_bytes(_head(key, body) + b"\n" + body)
            temporary.replace(target)
        except OSError:
            temporary.unlink(missing_ok=True)
    except (OSError, RuntimeError):
        return


def _head(key: str, body: bytes) -> bytes:
    return f"goalint-pack {key} {sha256(body).hexdigest()}".encode()
