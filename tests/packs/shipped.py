"""The shipped packs, compiled into a cache of the tests' own even while tests are collected."""

from __future__ import annotations

import tempfile
from functools import cache

import pytest

from goalint.checks import REGISTRY
from goalint.rules.load import load_packs, shipped_packs
from goalint.rules.model import Pack


@cache
def shipped() -> tuple[Pack, ...]:
    """The packs, loaded once."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("GOALINT_CACHE_DIR", folder)
        return load_packs(shipped_packs(), REGISTRY)
