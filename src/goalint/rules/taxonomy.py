"""Regimes: which first- and second-level categories a form has, and by which names it calls them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from goalint.rules.values import fold
from goalint.tree.document import Document


def level_name(text: str) -> str:
    """What the names of levels are compared by: folded, without the closing 指标."""
    plain = fold(text)
    return plain.removesuffix("指标") or plain


class First(NamedTuple):
    """A first-level category."""

    name: str
    aliases: tuple[str, ...] = ()
    required: bool = False


class Second(NamedTuple):
    """A second-level category, under `parent`. `contains` names words that are enough under that parent (满意度).

    `or_under` names the first-level categories that it stands under in documents that have no rows under its parent.
    """

    name: str
    parent: str
    aliases: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    required: bool = False
    or_under: tuple[str, ...] = ()


class Taxonomy:
    """One regime. `level1` and `level2` are the names that give it away in a document."""

    def __init__(
        self,
        id: str,  # noqa: A002 - what it is called in the files
        title: str,
        title_en: str,
        first_level: tuple[First, ...],
        second_level: tuple[Second, ...],
        level1: tuple[str, ...] = (),
        level2: tuple[str, ...] = (),
        default: bool = False,
    ) -> None:
        self.id = id
        self.title = title
        self.title_en = title_en
        self.first_level = first_level
        self.second_level = second_level
        self.level1 = level1
        self.level2 = level2
        self.default = default
        self._first: dict[str, str] = {}
        self._second: dict[str, list[Second]] = {}
        self.first = lru_cache(maxsize=256)(self._first_of)
        self.second = lru_cache(maxsize=1024)(self._second_of)
        for one in self.first_level:
            for name in (one.name, *one.aliases):
                self._first.setdefault(level_name(name), one.name)
        for two in self.second_level:
            for name in (two.name, *two.aliases):
                self._second.setdefault(level_name(name), []).append(two)

    def _first_of(self, level1: str) -> str | None:
        """The regime's own name of a first-level category as written; None if it has no such category."""
        return self._first.get(level_name(level1))

    def _second_of(self, level2: str, level1: str = "") -> str | None:
        """The regime's own name of a second-level category as written.

        Where several categories share the name, that under the first-level category is meant. None if it has none.
        """
        parent = self.first(level1) if level1 else None
        plain = level_name(level2)
        named = self._second.get(plain)
        if named:
            return next((two.name for two in named if two.parent == parent), named[0].name)
        for two in self.second_level:
            if parent in (two.parent, *two.or_under) and any(fold(word) in plain for word in two.contains):
                return two.name
        return None

    def parents(self, level2: str) -> set[str]:
        """The first-level categories that have a second level of this name."""
        return {two.parent for two in self._second.get(level_name(level2), ())}

    def elsewhere(self, category: str, used: Collection[str | None]) -> set[str]:
        """The other first levels that a category may stand under where its own is not among those that are used."""
        return {first for two in self.second_level if two.name == category and two.parent not in used for first in two.or_under}

    def signs(self, names1: Iterable[str], names2: Iterable[str]) -> int:
        """How many of its distinguishing names are among the (folded) level names."""
        given1, given2 = set(names1), set(names2)
        return sum(level_name(n) in given1 for n in self.level1) + sum(level_name(n) in given2 for n in self.level2)


_level_name = lru_cache(maxsize=1024)(level_name)


def detect(document: Document, taxonomies: Sequence[Taxonomy]) -> Taxonomy | None:
    """The regime whose distinguishing names occur in the document's forms, the one with the most of them.

    A name that less than a quarter of the forms have is a slip of theirs, no sign. Where there is none, the default; None
    only if there are no taxonomies at all.
    """
    if not taxonomies:
        return None
    forms = [project.indicators for project in document.projects if project.indicators]
    names1 = _usual([{_level_name(row.level1.text) for row in rows} for rows in forms])
    names2 = _usual([{_level_name(row.level2.text) for row in rows} for rows in forms])
    best = max(taxonomies, key=lambda taxonomy: taxonomy.signs(names1, names2))
    if best.signs(names1, names2):
        return best
    return next((taxonomy for taxonomy in taxonomies if taxonomy.default), taxonomies[0])


def _usual(forms: Sequence[set[str]]) -> set[str]:
    counts = Counter(name for names in forms for name in names)
    return {name for name, count in counts.items() if 4 * count >= len(forms)}
