"""All word lists of a run looked through at once: which of them have a term in a text.

Rules hold a name against three dozen lists, and hardly any has a term in it. One pass over the text tells which; only where
anchors or exceptions may decide, the list itself is asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from goalint.rules.values import fold

if TYPE_CHECKING:
    from goalint.rules.lexicon import Lexicon

END = "\n"  # in no folded text


class Lists(NamedTuple):
    """The lists with a term in a text, in the bits of a vocabulary: those for which that is certain, and those where anchors or
    exceptions may rule it out."""

    certain: int
    possible: int


_NO_LISTS = Lists(0, 0)


class Vocabulary:
    """The terms of word lists, character by character; those that begin with one are made ready when it comes up.

    `bits` has the bit of each list, in the order in which they are given. One that goes on to another vocabulary keeps it here.
    """

    def __init__(self, lexicons: Iterable[Lexicon]) -> None:
        self.lists_in = lru_cache(maxsize=8192)(self._lists_in)
        self.bits = {lexicon: 1 << number for number, lexicon in enumerate(lexicons)}
        self._known: set[str] = set()  # characters of which all that begins with them is ready
        # By each character what goes on with which; under "" the lists that have a term which ends there.
        self._ready: dict[str, dict[str, Any]] = {}

    @cached_property
    def _by_first(self) -> Mapping[str, Sequence[tuple[Lexicon, int]]]:
        found: defaultdict[str, list[tuple[Lexicon, int]]] = defaultdict(list)
        for lexicon, bit in self.bits.items():
            for character in lexicon.firsts:
                found[character].append((lexicon, bit))
        return found

    def _lists_in(self, text: str) -> Lists:
        """The lists that have a term in the text."""
        plain = fold(text)
        for character in set(plain) - self._known:
            self._made_ready(character)
        ready = self._ready
        certain = possible = 0
        closed = plain + END
        for at, character in enumerate(plain, 1):
            node = ready.get(character)
            while node is not None:
                lists = node.get("")
                if lists is not None:
                    certain |= lists[0]
                    possible |= lists[1]
                node = node.get(closed[at])
                at += 1
        return Lists(certain, possible & ~certain)

    def _made_ready(self, character: str) -> None:
        self._known.add(character)
        for lexicon, bit in self._by_first.get(character, ()):
            for term, sure in lexicon.beginning_with(character):
                node: dict[str, Any] = self._ready
                for one in term:
                    node = node.setdefault(one, {})
                lists: Lists = node.get("", _NO_LISTS)
                node[""] = Lists(lists.certain | bit, lists.possible) if sure else Lists(lists.certain, lists.possible | bit)
