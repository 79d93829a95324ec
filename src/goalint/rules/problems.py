"""What is wrong with a rule pack: every mistake with its place, all of them together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Problem(NamedTuple):
    """One mistake in a pack. `line` and `column` are 1-based, 0 where a whole file or folder is meant.

    `alternatives` are names that were perhaps meant; `source` is the line itself, empty where there is none.
    """

    file: str
    line: int
    column: int
    message_zh: str
    message_en: str
    alternatives: tuple[str, ...] = ()
    source: str = ""

    def message(self, lang: str = "zh") -> str:
        """What is wrong, in Chinese or English."""
        return self.message_zh if lang == "zh" else self.message_en

    def hint(self, lang: str = "zh") -> str | None:
        """“Did you mean”, or None where nothing is close."""
        if not self.alternatives:
            return None
        if lang == "zh":
            return "是不是想写" + "或".join(f"“{name}”" for name in self.alternatives) + "？"
        return "did you mean " + " or ".join(f"“{name}”" for name in self.alternatives) + "?"

    def text(self, lang: str = "zh") -> str:
        """`file:line:column: message (hint)`, the place only as far as it is known."""
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        hint = self.hint(lang)
        if hint is None:
            return f"{place}: {self.message(lang)}"
        return f"{place}: {self.message(lang)}（{hint}）" if lang == "zh" else f"{place}: {self.message(lang)} ({hint})"


class PackError(Exception):
    """A pack that does not load; `problems` holds all that is wrong, in the order of files and lines."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        super().__init__("\n".join(problem.text() for problem in self.problems))

    def __reduce__(self) -> tuple[type[PackError], tuple[tuple[Problem, ...]]]:
        """Pickled by its problems: a worker process must be able to hand it back."""
        return PackError, (self.problems,)


def close_to(word: str, known: Iterable[str], most: int = 2) -> tuple[str, ...]:
    """The known names that the word was perhaps meant to be, the closest first."""
    import difflib

    names: Sequence[str] = sorted(set(known))
    found = difflib.get_close_matches(word, names, n=most, cutoff=0.6)
    if found:
        return tuple(found)
    # A dotted name is often cut short, or written without its prefix: `kind` for `value.kind`.
    return tuple(name for name in names if word and name.split(".")[-1] == word.split(".")[-1])[:most]
