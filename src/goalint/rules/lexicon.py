"""Word lists: terms with exceptions, matched longest first over folded text, never at word boundaries.

Chinese has no spaces between words, so a term is found wherever its characters stand, except inside a longer word that
the list names as an exception (预算控制数 is no 数). A term with ^ before or $ after it stands only at the text's start or
end.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from goalint.rules.values import fold
from goalint.rules.vocabulary import END, Vocabulary
from goalint.tree.units import unit_at
from goalint.tree.width import key

_OPENING, _CLOSING = "([{", ")]}"


class Match(NamedTuple):
    """A term found: its folded form, and where it begins and ends in the folded text."""

    term: str
    start: int
    end: int


class Anchored(NamedTuple):
    """A term ready to be matched, and whether it must stand at the start or end of the text."""

    term: str
    at_start: bool
    at_end: bool


def anchored(written: str) -> Anchored:
    """A term as written in a list, its anchors taken off and the rest folded."""
    plain = fold(written)
    at_start, at_end = plain.startswith("^"), plain.endswith("$") and plain != "^"
    return Anchored(plain[at_start : len(plain) - at_end], at_start, at_end)


Index = Mapping[str, str]  # by first character: terms, longest first, each after its list's number and its anchors
_SEPARATOR = "\n"
_ZERO = ord("0")
_TERMS = "0"  # the number of a lexicon's terms in its index, before that of its exceptions


def index_of(*lists: Iterable[str]) -> dict[str, str]:
    """What finds the terms of several lists in one pass, in a form that is quick to store and to load."""
    found: defaultdict[str, set[tuple[Anchored, int]]] = defaultdict(set)
    for number, terms in enumerate(lists):
        for written in terms:
            term = anchored(written)
            found[term.term[:1]].add((term, number))
    return {
        first: _SEPARATOR.join(
            f"{chr(_ZERO + number)}{term.at_start + 2 * term.at_end}{term.term}"
            for term, number in sorted(terms, key=lambda one: (-len(one[0].term), one))
        )
        for first, terms in found.items()
    }


class _Term(NamedTuple):
    """A term made ready to be looked for, and the number of its list."""

    term: str
    at_start: bool
    at_end: bool
    number: int


class _Finder:
    """Finds the terms of an index, character by character.

    Most first characters of a long list never come up in a document: its terms are made ready when one does.
    """

    __slots__ = ("_index", "_ready")

    def __init__(self, index: Index) -> None:
        self._index = index
        # By each character what goes on with which; under "" the terms that end there.
        self._ready: dict[str, dict[str, Any]] = {}

    def _made_ready(self, character: str) -> dict[str, Any]:
        first: dict[str, Any] = {}
        for piece in self._index[character].split(_SEPARATOR):
            node = first
            for one in piece[3:]:
                node = node.setdefault(one, {})
            node.setdefault("", []).append(_Term(piece[2:], piece[1] in "13", piece[1] in "23", ord(piece[0]) - _ZERO))
        self._ready[character] = first
        return first

    def every(self, text: str) -> dict[int, list[Match]]:
        """For each list with a term in the text the longest match at every position, overlaps included."""
        found: dict[int, list[Match]] = {}
        ready, index = self._ready, self._index
        if index.keys().isdisjoint(text):
            return found
        length = len(text)
        closed = text + END
        for start, character in enumerate(text):
            if character not in index:
                continue
            node: dict[str, Any] | None = ready.get(character) or self._made_ready(character)
            end = start
            while node is not None:
                end += 1
                for term, at_start, at_end, number in node.get("", ()):
                    if at_start and start or at_end and end != length:
                        continue
                    matches = found.setdefault(number, [])
                    if matches and matches[-1].start == start:
                        matches[-1] = Match(term, start, end)
                    else:
                        matches.append(Match(term, start, end))
                node = node.get(closed[end])
        return found


def _outside(matches: Sequence[Match], exceptions: Sequence[Match]) -> Sequence[Match]:
    """The matches that no exception covers; both lists run from left to right."""
    if not exceptions or not matches:
        return matches
    kept = []
    at = furthest = 0  # the furthest end of all exceptions that begin at or before the match
    for match in matches:
        while at < len(exceptions) and exceptions[at].start <= match.start:
            furthest = max(furthest, exceptions[at].end)
            at += 1
        if furthest < match.end:
            kept.append(match)
    return kept


class Lexicon:
    """A list of terms by name."""

    def __init__(self, name: str, terms: Sequence[str], exceptions: Sequence[str] = (), index: Index | None = None) -> None:
        self.name = name
        self.terms = tuple(terms)
        self.exceptions = tuple(exceptions)
        self._given = index
        self.find = lru_cache(maxsize=8192)(self._find)
        self.among: Vocabulary | None = None  # the lists that are looked for together with this: those of a shelf
        self.bit = 0  # its own among them

    @cached_property
    def _index(self) -> Index:
        return index_of(self.terms, self.exceptions) if self._given is None else self._given

    @cached_property
    def _finder(self) -> _Finder:
        return _Finder(self._index)

    @property
    def firsts(self) -> Iterable[str]:
        """The characters that terms and exceptions begin with."""
        return self._index

    def beginning_with(self, character: str) -> Iterator[tuple[str, bool]]:
        """The terms, folded, that begin with a character, and whether neither their anchors nor exceptions can rule them out."""
        pieces = self._index[character].split(_SEPARATOR)
        return ((piece[2:], piece[1] == "0" and not self.exceptions) for piece in pieces if piece[0] == _TERMS)

    def _find(self, text: str) -> tuple[Match, ...]:
        """The terms in the text from left to right, the longest where several overlap."""
        found = self._finder.every(fold(text))
        if 0 not in found:
            return ()
        kept: list[Match] = []
        for match in _outside(found[0], found.get(1, ())):
            if not kept or match.start >= kept[-1].end:
                kept.append(match)
        return tuple(kept)

    def has(self, text: str) -> bool:
        """Whether any term stands in the text."""
        if self.among is None:
            return self.find(text) != ()
        certain, possible = self.among.lists_in(text)
        return bool(self.bit & certain or self.bit & possible and self.find(text))

    def places(self, text: str) -> list[tuple[int, int]]:
        """Where the terms stand in the text as written: from, and up to but without."""
        found = self.find(text)
        if not found:
            return []
        offsets = origins(text)
        return [(offsets[match.start], offsets[match.end - 1] + 1) for match in found]


class Classifier:
    """A list of classes with their terms: what a text is, by the word that decides.

    `pick` says which word that is: “last” takes the match that ends furthest right (the head of a Chinese name stands at
    its end), “first” the one that begins furthest left; the longest of several. `overlap` says that a term may be in several
    classes.
    """

    def __init__(
        self,
        name: str,
        classes: Mapping[str, tuple[Sequence[str], Sequence[str]]],
        exceptions: Sequence[str] = (),
        pick: str = "last",
        overlap: bool = False,
        index: Index | None = None,
    ) -> None:
        self.name = name
        self.pick = pick
        self.overlap = overlap
        self.classes = dict(classes)
        self.exceptions = tuple(exceptions)
        self._index = index
        self.class_of = lru_cache(maxsize=8192)(self._class_of)
        self.matches = lru_cache(maxsize=8192)(self._matches)
        self.found = lru_cache(maxsize=8192)(self._found)

    @cached_property
    def _finder(self) -> _Finder:
        lists = [self.exceptions, *(terms for pair in self.classes.values() for terms in pair)]
        return _Finder(index_of(*lists) if self._index is None else self._index)

    def _class_of(self, text: str) -> str | None:
        """The class of the text, or None where no term of any class stands in it."""
        return self._decided(fold(text))

    def _matches(self, text: str) -> tuple[tuple[str, Match], ...]:
        """All that stands in the text, by class: for explaining a decision."""
        found = self._finder.every(fold(text))
        if not found:
            return ()
        return tuple(
            (name, match)
            for number, name in enumerate(self.classes)
            if 2 * number + 1 in found  # after the exceptions of all classes: the terms of each, and its own exceptions
            for match in _outside(_outside(found[2 * number + 1], found.get(0, ())), found.get(2 * number + 2, ()))
        )

    def _found(self, text: str) -> tuple[str, ...]:
        """The classes of all that stands in the text, from left to right."""
        return tuple(dict.fromkeys(name for name, _ in sorted(self.matches(text), key=lambda hit: hit[1].start)))

    def _decided(self, plain: str) -> str | None:
        found = self.matches(plain)
        if not found:
            return None
        if self.pick == "first":
            return min(found, key=lambda hit: (hit[1].start, -len(hit[1].term)))[0]
        return max(found, key=lambda hit: (hit[1].end, len(hit[1].term)))[0]


def origins(text: str) -> list[int]:
    """For each character of the folded text, its offset in the text as written."""
    return [offset for offset, character in enumerate(text) for _ in key(character)]


def bracketed(text: str) -> str | None:
    """What stands in the last brackets of the text, in narrow letters; None if there are none."""
    plain = fold(text)
    close = max(plain.rfind(sign) for sign in _CLOSING)
    if close < 0:
        return None
    opening = _OPENING[_CLOSING.index(plain[close])]
    start = plain.rfind(opening, 0, close)
    return plain[start + 1 : close] if start >= 0 else None


@lru_cache(maxsize=8192)
def without_brackets(text: str) -> str:
    """The text without the brackets that close it: 设备购置数量（台/件/辆/套） is a 数量."""
    plain = fold(text)
    if not plain or plain[-1] not in _CLOSING:
        return text
    start = plain.rfind(_OPENING[_CLOSING.index(plain[-1])])
    return plain[:start] if start > 0 else text


@lru_cache(maxsize=8192)
def unit_in_brackets(text: str) -> str | None:
    """The unit (or %) that the last brackets of a name hold: % in 接待范围（%）; None if they hold none."""
    inner = bracketed(text)
    if not inner:
        return None
    inner = inner.removeprefix("单位").lstrip(":")
    unit = unit_at(inner, 0)
    return unit if unit is not None and len(unit) == len(inner) else None
