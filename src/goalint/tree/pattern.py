"""Regular expressions that are compiled when they are first used.

Goalint has some two hundred; compiling them all took as long as reading a document, and one document needs half of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, cast

_METHODS = ("match", "search", "fullmatch", "finditer", "findall", "sub", "split")


class _Compiler:
    """What compiles an expression in this process."""

    run: Callable[[str, int], re.Pattern[str]] = staticmethod(re.compile)


class _Pattern:
    """Stands for the compiled expression, whose methods it takes over with the first call of one."""

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags
        self._compiled: re.Pattern[str] | None = None

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if self._compiled is None:
            self._compiled = _Compiler.run(self._source, self._flags)
            self.__dict__.update((method, getattr(self._compiled, method)) for method in _METHODS)
        return getattr(self._compiled, name)


def lazy(source: str, flags: int = 0) -> re.Pattern[str]:
    """The expression, as `re.compile` gives it, but not compiled yet: a mistake in it shows with its first use."""
    return cast("re.Pattern[str]", _Pattern(source, flags))


def compile_with(compiler: Callable[[str, int], re.Pattern[str]]) -> None:
    """Let another function than `re.compile` compile what is used for the first time from now on."""
    _Compiler.run = staticmethod(compiler)
