"""The table of checks says where each one is: it must say so of all of them."""

from __future__ import annotations

import pkgutil
from importlib import import_module

import goalint.checks
from goalint.checks import REGISTRY


def test_every_check_stands_in_the_table_under_its_name() -> None:
    written = {
        spec.name
        for module in pkgutil.iter_modules(goalint.checks.__path__)
        for spec in getattr(import_module(f"goalint.checks.{module.name}"), "SPECS", ())
    }
    assert set(REGISTRY) == written
    assert all(REGISTRY[name].name == name for name in REGISTRY)
