"""Regular expressions of rule authors: on the `regex` package, which can be stopped, and loaded only when one is used."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

SECONDS = 0.05  # for one text: an author's slip must not hold up a run


@lru_cache(maxsize=256)
def searcher(pattern: str) -> Callable[[str], bool | None]:
    """Whether the pattern is found in a text; None if that takes too long. Raises ValueError for a wrong pattern."""
    import regex  # type: ignore[import-untyped]

    try:
        compiled = regex.compile(pattern)
    except regex.error as error:
        raise ValueError(str(error)) from error

    def found(text: str) -> bool | None:
        try:
            return compiled.search(text, timeout=SECONDS) is not None
        except TimeoutError:
            return None

    return found
