"""What Python makes of regular expressions, kept between runs.

Python keeps the bytecode of modules and compiles expressions anew in every run, which takes goalint longer than reading a
document. What its compiler makes of one is a row of numbers for `_sre.compile`, which checks them before it takes them. That is
no public interface: the entry serves the very Python that made it, every expression was equal to the one of `re.compile`
when it was put there, and wherever something is not as expected it is compiled as always.
"""

from __future__ import annotations

import json
import re
import sys
from array import array
from contextlib import suppress
from importlib import import_module
from typing import Any

from goalint import store
from goalint.tree import pattern

NAME = "patterns"
_MOST = 1000  # expressions of an entry: those of edited word lists would add up
_GROUPS = 500  # that an expression may have
_WORD = 4  # bytes of a number


class _Kept:
    """Compiles with what earlier runs left, and notes what they did not."""

    def __init__(self) -> None:
        self._entry: dict[tuple[str, int], list[Any]] | None = None
        self._numbers = memoryview(b"")
        self._new: dict[tuple[str, int], None] = {}  # in their order

    def __call__(self, source: str, flags: int) -> re.Pattern[str]:
        if self._entry is None:
            self._entry = self._read()
        if (kept := self._entry.get((source, flags))) is not None:
            with suppress(AttributeError, ImportError, IndexError, OverflowError, RuntimeError, TypeError, ValueError):
                begin, end, *rest = kept
                return _made(source, array("I", self._numbers[begin:end].tobytes()).tolist(), *rest)
        compiled = re.compile(source, flags)
        self._new[source, flags] = None
        return compiled

    def _read(self) -> dict[tuple[str, int], list[Any]]:
        head, _, numbers = (store.fetch(NAME, _key()) or b"[]").partition(b"\n")
        self._numbers = memoryview(numbers)
        try:
            return {(source, flags): rest for source, flags, *rest in json.loads(head)}
        except (TypeError, ValueError):
            return {}

    def keep(self) -> None:
        """Write down what had to be compiled."""
        if not self._new:
            return
        head: list[list[Any]] = []
        numbers = bytearray()
        if self._entry and len(self._entry) + len(self._new) <= _MOST:
            numbers += self._numbers
            head += ([*key, *kept] for key, kept in self._entry.items() if key not in self._new)
        for source, flags in self._new:
            compiled = re.compile(source, flags)
            with suppress(AttributeError, ImportError, RuntimeError, TypeError, ValueError):
                code = _numbers_of(source, flags)
                if _made(source, code, compiled.flags, compiled.groups, dict(compiled.groupindex)) != compiled:
                    continue
                begin = len(numbers)
                numbers += array("I", code).tobytes()
                head.append([source, flags, begin, len(numbers), compiled.flags, compiled.groups, dict(compiled.groupindex)])
        self._new.clear()
        store.keep(NAME, _key(), json.dumps(head, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n" + numbers)


def _numbers_of(source: str, flags: int) -> list[int]:
    """What the compiler of `re` makes of the expression."""
    parsed = import_module("re._parser").parse(source, flags)
    code: list[int] = import_module("re._compiler")._code(parsed, flags)
    return code


def _made(source: str, code: list[int], flags: int, groups: int, names: dict[str, int]) -> re.Pattern[str]:
    """The expression that the numbers stand for. Raises RuntimeError, or what a wrong type gives, if they stand for none."""
    if not 0 <= groups <= _GROUPS:
        raise ValueError("no expression of goalint has so many groups")
    named: list[str | None] = [None] * (groups + 1)
    for name, group in names.items():
        named[group] = name
    compiled: re.Pattern[str] = import_module("_sre").compile(source, flags, code, groups, names, tuple(named))
    return compiled


def _key() -> str:
    magic = getattr(import_module("_sre"), "MAGIC", "")
    return f"{sys.implementation.cache_tag}-{sys.hexversion}-{magic}-{sys.byteorder}-{sys.maxunicode}"


_KEPT = _Kept()


def use() -> None:
    """Compile from now on with what earlier runs left."""
    if sys.implementation.name == "cpython" and array("I").itemsize == _WORD:
        pattern.compile_with(_KEPT)


def keep() -> None:
    """Leave to later runs what this process had to compile."""
    _KEPT.keep()
