"""Expressions that wait for their first use: they must compile, whether a test happens to use them or not."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module

import pytest

import goalint
from goalint.tree.pattern import _Pattern, lazy


def _found(value: object) -> Iterator[_Pattern]:
    if isinstance(value, _Pattern):
        yield value
    elif isinstance(value, tuple | list):
        for one in value:
            yield from _found(one)


def test_every_expression_of_goalint_compiles() -> None:
    seen = 0
    for module in pkgutil.walk_packages(goalint.__path__, "goalint."):
        if module.name.endswith("__main__"):
            continue
        for name, value in vars(import_module(module.name)).items():
            for one in _found(value):
                assert one.pattern, (module.name, name)
                seen += 1
    assert seen > 150


def test_it_does_what_a_compiled_one_does() -> None:
    digits = lazy(r"(\d)(?P<rest>[a-z]*)", re.IGNORECASE)
    match = digits.search("x1Ab")
    assert match is not None
    assert match["rest"] == "Ab"
    assert digits.sub("-", "1a2b") == "--"
    assert digits.groups == 2
    assert digits.pattern == r"(\d)(?P<rest>[a-z]*)"


def test_a_mistake_shows_with_the_first_use() -> None:
    broken = lazy("(")
    with pytest.raises(re.error):
        broken.search("")
