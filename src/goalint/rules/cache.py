"""Compiled packs kept between runs, so that only the run after a change reads YAML.

One file for each pack's folder: a line with the key and the digest of the rest, then the compiled pack as JSON. Anything
unexpected about it means that the pack is compiled again; a folder that cannot be written costs time and nothing else.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import fields
from hashlib import sha256
from pathlib import Path
from typing import Any

from goalint import __version__
from goalint.rules.check import AnyCheck, CheckTable
from goalint.rules.stored import packed, unpacked

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
        data = unpacked(body)
    except (OSError, ValueError, KeyError, TypeError, RuntimeError):
        return None
    return data


def write(pack: Path, key: str, data: Mapping[str, Any]) -> None:
    """Keep the compiled form, in one step: another process sees the old file or the new one."""
    body = packed(data)
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
