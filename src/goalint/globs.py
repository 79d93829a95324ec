"""Patterns of paths, as in .gitignore and ruff."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from typing import NamedTuple

# Two of these in a set are kept by Python for operations on sets.
_DOUBLED = re.compile(r"([-&~|])(?=\1)")


class Glob(NamedTuple):
    """A pattern of paths, relative to the folder that it was written for (`root`, empty: the current one).

    Without a slash it means a file or folder of that name anywhere below; with one, a path from the root. `**` stands for
    any folders, `*` and `?` stay within a name. A folder that is meant is meant with everything in it.
    """

    pattern: str
    root: str = ""

    def __str__(self) -> str:
        return self.pattern

    def matches(self, path: str) -> bool:
        """Whether the file or folder at the path is meant, or lies in a folder that is."""
        try:
            relative = os.path.relpath(path, self.root or None)
        except ValueError:  # another drive of Windows
            return False
        parts = os.path.normcase(relative).replace(os.sep, "/").split("/")
        if parts[0] == "..":
            return False
        pattern = os.path.normcase(self.pattern).replace(os.sep, "/").removeprefix("./").rstrip("/")
        if "/" not in pattern:
            compiled = _compiled(pattern)
            return any(compiled.fullmatch(part) for part in parts)
        compiled = _compiled(pattern.lstrip("/"))
        return any(compiled.fullmatch("/".join(parts[: end + 1])) for end in range(len(parts)))


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    """The pattern as a regular expression; `[` is taken literally unless it is closed."""
    found = []
    at = 0
    while at < len(pattern):
        if pattern.startswith("**/", at):
            found.append("(?:[^/]+/)*")
            at += 3
        elif pattern.startswith("**", at):
            found.append(".*")
            at += 2
        elif pattern[at] == "*":
            found.append("[^/]*")
            at += 1
        elif pattern[at] == "?":
            found.append("[^/]")
            at += 1
        elif pattern[at] == "[" and (end := pattern.find("]", at + 2)) > 0:
            inner = pattern[at + 1 : end].replace("\\", "\\\\").replace("[", "\\[")
            inner = _DOUBLED.sub(r"\\\g<0>", inner)
            found.append(f"[{'^' + inner[1:] if inner[0] in '!^' else inner}]")
            at = end + 1
        else:
            found.append(re.escape(pattern[at]))
            at += 1
    try:
        return re.compile("".join(found), re.DOTALL)
    except re.error:
        return re.compile(re.escape(pattern))
