"""All word lists of a run looked through at once: which of them have a term in a text.

Rules hold a name against three dozen lists, and hardly any has a term in it. One pass over the text tells which; only where
anchors or exceptions may decide, the list itself is asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from goalint.rules.values import fold

if TYPE_CHECKING:
    from goalint.rules.lexicon import Lexicon


class Lists(NamedTuple):
    """The lists with a term in a text: those for which that is certain, and those where anchors or exceptions may rule it out."""

    certain: frozenset[Lexicon]
    possible: frozenset[Lexicon]


class _Beginning(NamedTuple):
    """What begins with a character: the lists with a term of it alone, and by their second character the other terms.

    Each of these with its list, and whether neither an anchor nor an exception can rule it out.
    """

    alone: Lists
    by_second: Mapping[str, Sequence[tuple[str, Lexicon, bool]]]


class Vocabulary:
    """The terms of word lists, by their first two characters; those of a character are made ready when it comes up."""

    def __init__(self, lexicons: Iterable[Lexicon]) -> None:
        self.lists_in = lru_cache(maxsize=8192)(self._lists_in)
        self._lexicons = tuple(lexicons)
        self._ready: dict[str, _Beginning | None] = {}

    @cached_property
    def _by_first(self) -> Mapping[str, Sequence[Lexicon]]:
        found: defaultdict[str, list[Lexicon]] = defaultdict(list)
        for lexicon in self._lexicons:
            for character in lexicon.firsts:
                found[character].append(lexicon)
        return found

    def _lists_in(self, text: str) -> Lists:
        """The lists that have a term in the text."""
        plain = fold(text)
        certain: set[Lexicon] = set()
        possible: set[Lexicon] = set()
        ready = self._ready
        for position, character in enumerate(plain):
            beginning = ready[character] if character in ready else self._made_ready(character)
            if beginning is None:
                continue
            alone, by_second = beginning
            certain |= alone.certain
            possible |= alone.possible
            for term, lexicon, sure in by_second.get(plain[position + 1 : position + 2], ()):
                if plain.startswith(term, position):
                    (certain if sure else possible).add(lexicon)
        return Lists(frozenset(certain), frozenset(possible - certain))

    def _made_ready(self, character: str) -> _Beginning | None:
        alone: tuple[set[Lexicon], set[Lexicon]] = set(), set()
        by_second: defaultdict[str, list[tuple[str, Lexicon, bool]]] = defaultdict(list)
        for lexicon in self._by_first.get(character, ()):
            for term, sure in lexicon.beginning_with(character):
                if len(term) == 1:
                    alone[not sure].add(lexicon)
                else:
                    by_second[term[1]].append((term, lexicon, sure))
        empty = not (alone[0] or alone[1] or by_second)
        made = None if empty else _Beginning(Lists(*map(frozenset, alone)), dict(by_second))
        self._ready[character] = made
        return made
