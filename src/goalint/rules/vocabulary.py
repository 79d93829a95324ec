"""All word lists of a run looked through at once: which of them may have a term in a text.

Rules hold a name against three dozen lists, and hardly any has a term in it. One pass over the text tells which; only those are
asked, with their anchors and exceptions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from goalint.rules.values import fold

if TYPE_CHECKING:
    from goalint.rules.lexicon import Lexicon

_Terms = Sequence[tuple[str, "Lexicon"]]  # mostly none
_NONE: _Terms = ()


class Vocabulary:
    """The terms of word lists, by their first two characters; those of a character are made ready when it comes up."""

    def __init__(self, lexicons: Iterable[Lexicon]) -> None:
        self.lists_in = lru_cache(maxsize=8192)(self._lists_in)
        self._lexicons = tuple(lexicons)
        self._ready: dict[str, Mapping[str, _Terms]] = {}  # by their second character, "" for terms of one

    @cached_property
    def _by_first(self) -> Mapping[str, Sequence[Lexicon]]:
        found: defaultdict[str, list[Lexicon]] = defaultdict(list)
        for lexicon in self._lexicons:
            for character in lexicon.firsts:
                found[character].append(lexicon)
        return found

    def _lists_in(self, text: str) -> frozenset[Lexicon]:
        """The lists that have a term in the text, whatever its anchors and the exceptions of its list."""
        plain = fold(text)
        found: set[Lexicon] = set()
        ready = self._ready
        for position, character in enumerate(plain, 1):
            terms = ready.get(character)
            if terms is None:
                terms = ready[character] = self._made_ready(character)
            if terms:
                found.update(lexicon for _, lexicon in terms.get("", _NONE))
                for term, lexicon in terms.get(plain[position : position + 1], _NONE):
                    if plain.startswith(term, position - 1):
                        found.add(lexicon)
        return frozenset(found)

    def _made_ready(self, character: str) -> Mapping[str, _Terms]:
        terms: defaultdict[str, list[tuple[str, Lexicon]]] = defaultdict(list)
        for lexicon in self._by_first.get(character, ()):
            for term in lexicon.beginning_with(character):
                terms[term[1:2]].append((term, lexicon))
        return terms
