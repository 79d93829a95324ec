"""Which item of the narrative speaks of which project: by name, never by position."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from typing import NamedTuple

from goalint.tree.confidence import Confidence
from goalint.tree.document import Document
from goalint.tree.width import key

# What drafters add to or leave out of a project's name without meaning another project.
_PREFIX = re.compile(r"^(?:(?:省|市|县|区|州|盟|旗)?(?:人大|政协|政府|党委|纪委|团委|妇联))(?=.{3,})")
_QUOTES = re.compile(r"[“”\"'‘’「」《》()\[\]〔〕、,，.。:：]")
_SUFFIXES = re.compile(r"(?:专项)?(?:工作)?(?:经费|资金|费用|费|补贴|补助|项目|专项)+$")
_ORDINAL = re.compile(r"[一二三四五六七八九十\d]+(?=[届次期年批])")
_PLENARY = re.compile(r"全体会议|全会会议|全会")
_CLEAR = 88.0
_MARGIN = 8.0


class Pair(NamedTuple):
    """An item and its project by their places in the document, and how sure the match is."""

    item_index: int
    project_index: int
    sure: Confidence


class Pairing(NamedTuple):
    """All pairs, in the order of the items, and the items that several projects would fit."""

    pairs: tuple[Pair, ...] = ()
    ambiguous: tuple[int, ...] = ()


def pairing(document: Document) -> Pairing:
    """Pair items and projects whose names agree: first to the letter, then but for prefixes and boilerplate, then nearly.

    A name that several share pairs nothing; its items are reported as ambiguous.
    """
    items = document.narrative.items if document.narrative else ()
    names = {index: item.name.text for index, item in enumerate(items) if item.name.text}
    titles = {index: project.name.text for index, project in enumerate(document.projects) if project.name.text}
    pairs: list[Pair] = []
    ambiguous: list[int] = []
    for fold, sure in (
        (key, Confidence.HIGH),
        (_bare, Confidence.HIGH),
        (_core, Confidence.MEDIUM),
        (_without_ordinals, Confidence.MEDIUM),
    ):
        _match(names, titles, fold, sure, pairs, ambiguous)
    _match_nearly(names, titles, pairs, ambiguous)
    return Pairing(tuple(sorted(pairs)), tuple(sorted(ambiguous)))


def _match(
    names: dict[int, str],
    titles: dict[int, str],
    fold: Callable[[str], str],
    sure: Confidence,
    pairs: list[Pair],
    ambiguous: list[int],
) -> None:
    by_name: dict[str, list[int]] = defaultdict(list)
    by_title: dict[str, list[int]] = defaultdict(list)
    for index, name in names.items():
        by_name[fold(name)].append(index)
    for index, title in titles.items():
        by_title[fold(title)].append(index)
    for folded, items in by_name.items():
        projects = by_title.get(folded, [])
        if not projects:
            continue
        if len(items) == len(projects) == 1:
            pairs.append(Pair(items[0], projects[0], sure))
        else:
            ambiguous += items
        for item in items:
            del names[item]
        for project in projects:
            del titles[project]


def _match_nearly(names: dict[int, str], titles: dict[int, str], pairs: list[Pair], ambiguous: list[int]) -> None:
    """The best of what is left, where it is clearly the best from both sides."""
    if not names or not titles:
        return
    from rapidfuzz import fuzz, process

    folded = {index: _bare(title) for index, title in titles.items()}
    taken: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for index, name in names.items():
        best = process.extract(_bare(name), folded, scorer=fuzz.ratio, limit=2, score_cutoff=50)
        if not best or best[0][1] < _CLEAR and not _is_wider(_bare(name), folded[best[0][2]]):
            continue
        if len(best) > 1 and best[0][1] - best[1][1] < _MARGIN:
            ambiguous.append(index)
            continue
        taken[best[0][2]].append((best[0][1], index))
    for project, claims in taken.items():
        if len(claims) == 1:
            score, item = claims[0]
            pairs.append(Pair(item, project, Confidence.MEDIUM if score >= _CLEAR else Confidence.LOW))
        else:
            ambiguous += [item for _, item in claims]


def _is_wider(name: str, title: str) -> bool:
    """One name holds the other whole, and it is long enough to mean something."""
    short, long = sorted((_SUFFIXES.sub("", name), title), key=len)
    return len(short) >= 4 and short in long


def _bare(name: str) -> str:
    """A name without quotes, marks and the prefix of the body that files it."""
    return _PREFIX.sub("", _QUOTES.sub("", key(name)))


def _core(name: str) -> str:
    """A bare name without the closing words for money."""
    bare = _bare(name)
    core = _SUFFIXES.sub("", bare)
    return core if len(core) >= 2 else bare


def _without_ordinals(name: str) -> str:
    """A core name whose session, year or batch may differ: 八届三次 and 八届五次 are one project's drafts."""
    return _PLENARY.sub("会议", _ORDINAL.sub("#", _core(name)))
