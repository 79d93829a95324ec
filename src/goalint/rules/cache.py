"""Compiled packs kept between runs, so that only the run after a change reads YAML: one entry for each pack's folder."""

from __future__ import annotations

import os
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from goalint import __version__, store
from goalint.rules.check import AnyCheck, CheckTable, names_of
from goalint.rules.files import Place
from goalint.rules.stored import packed, unpacked

FORMAT = 7  # of the compiled form


def key_of(content_digest: str, checks: Mapping[str, AnyCheck]) -> str:
    """What a compiled pack depends on: its files, goalint's version and the checks that there are."""
    total = sha256(f"{FORMAT} {__version__} {content_digest}".encode())
    if isinstance(checks, CheckTable):
        total.update(checks.stamp().encode())
        return total.hexdigest()
    for name, spec in sorted(checks.items()):
        params = ",".join(f"{name}:{spec.params.__annotations__[name]}" for name in names_of(spec.params))
        total.update(f"\n{name}({params}){sorted(spec.given)}{sorted(spec.placeholders)}".encode())
    return total.hexdigest()


def _name_of(pack: Place) -> str:
    return f"{sha256(os.path.realpath(pack).encode('utf-8', 'surrogateescape')).hexdigest()[:24]}.pack"


def read(pack: Place, key: str) -> dict[str, Any] | None:
    """The compiled form of the pack in that folder, or None if none is kept under that key."""
    body = store.fetch(_name_of(pack), key)
    try:
        return None if body is None else unpacked(body)
    except (ValueError, KeyError, TypeError):
        return None


def write(pack: Place, key: str, data: Mapping[str, Any]) -> None:
    """Keep the compiled form."""
    store.keep(_name_of(pack), key, packed(data))


def digest_at(pack: Place, stamp: str | None) -> str | None:
    """The digest that the pack's files had when they bore that stamp: reading them all again takes longer than anything else."""
    body = None if stamp is None else store.fetch(f"{_name_of(pack)}-stamp", _key(stamp))
    return None if body is None else body.decode("ascii", "replace")


def note_digest(pack: Place, stamp: str | None, content_digest: str) -> None:
    """Keep the digest for the next run that finds the stamp."""
    if stamp is not None:
        store.keep(f"{_name_of(pack)}-stamp", _key(stamp), content_digest.encode())


def _key(stamp: str) -> str:
    return sha256(stamp.encode("utf-8", "surrogateescape")).hexdigest()
