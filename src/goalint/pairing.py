"""Which item of the narrative speaks of which project: by name, never by position."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from typing import NamedTuple

from goalint.tree.confidence import Confidence
from goalint.tree.document import Document
from goalint.tree.pattern import lazy
from goalint.tree.width import key

# What drafters add to or leave out of a project's name without meaning another project.
_PREFIX = lazy(r"^(?:(?:省|市|县|区|州|盟|旗)?(?:人大|政协|政府|党委|纪委|团委|妇联))(?=.{3,})")
_QUOTES = lazy(r"[“”\"'‘’「」《》()\[\]〔〕、,，.。:：]")
_SUFFIXES = lazy(r"(?:专项)?(?:工作)?(?:经费|资金|费用|费|补贴|补助|项目|专项|工程)+$")
_ORDINAL = lazy(r"[〇零一二两三四五六七八九十百\d]+(?=[届次期年批号标轮阶五])|第[一二三四五六七八九十百\d]+|20\d\d")
_YEAR_FIRST = lazy(r"^#(?:年度?)?(?=.{2,})")
_PLENARY = lazy(r"全体会议|全会会议|全会")
_CLEAR = 88.0
_MARGIN = 8.0


class Pair(NamedTuple):
    """An item and its project by their places in the document, and how sure the match is."""

    item_index: int
    project_index: int
    sure: Confidence


class Pairing(NamedTuple):
    """All pairs, in the order of the items; the items that several projects would fit, and the projects in question."""

    pairs: tuple[Pair, ...] = ()
    ambiguous: tuple[int, ...] = ()
    contested: tuple[int, ...] = ()


def pairing(document: Document) -> Pairing:
    """Pair items and projects whose names agree: first to the letter, then but for prefixes and boilerplate, then nearly.

    Those that share one name are told apart by the numbers of their targets, if these leave no doubt; else they pair
    nothing, and the items are reported as ambiguous.
    """
    items = document.narrative.items if document.narrative else ()
    names = {index: item.name.text for index, item in enumerate(items) if item.name.text}
    titles = {index: project.name.text for index, project in enumerate(document.projects) if project.name.text}
    pairs: list[Pair] = []
    ambiguous: list[int] = []
    contested: set[int] = set()
    for fold, sure in (
        (key, Confidence.HIGH),
        (_bare, Confidence.HIGH),
        (core_name, Confidence.MEDIUM),
        (_without_ordinals, Confidence.MEDIUM),
    ):
        for items_of_name, projects_of_name in _of_one_name(names, titles, fold):
            if len(items_of_name) == len(projects_of_name) == 1:
                pairs.append(Pair(items_of_name[0], projects_of_name[0], sure))
            elif told_apart := _told_apart(document, items_of_name, projects_of_name):
                pairs += told_apart
            else:
                ambiguous += items_of_name
                contested.update(projects_of_name)
    _match_nearly(names, titles, pairs, ambiguous, contested)
    return Pairing(tuple(sorted(pairs)), tuple(sorted(ambiguous)), tuple(sorted(contested)))


def _of_one_name(names: dict[int, str], titles: dict[int, str], fold: Callable[[str], str]) -> list[tuple[list[int], list[int]]]:
    """The items and projects that share a folded name, taken out of those that are left."""
    by_name: dict[str, list[int]] = defaultdict(list)
    by_title: dict[str, list[int]] = defaultdict(list)
    for index, name in names.items():
        by_name[fold(name)].append(index)
    for index, title in titles.items():
        by_title[fold(title)].append(index)
    shared = [(items, by_title[folded]) for folded, items in by_name.items() if folded in by_title]
    for items, projects in shared:
        for item in items:
            del names[item]
        for project in projects:
            del titles[project]
    return shared


def _told_apart(document: Document, items: Sequence[int], projects: Sequence[int]) -> list[Pair]:
    """Each item with the project that has most of its targets' numbers; nothing if any of them is in doubt."""
    if document.narrative is None or len(items) != len(projects):
        return []
    numbers = {
        project: Counter(row.value.reading.number for row in document.projects[project].indicators) for project in projects
    }
    pairs = []
    for item in items:
        said = Counter(target.value.reading.number for target in document.narrative.items[item].targets)
        said.pop(None, None)
        score = sorted(((said & numbers[project]).total(), project) for project in projects)
        if score[-1][0] == score[-2][0]:
            return []
        pairs.append(Pair(item, score[-1][1], Confidence.MEDIUM))
    return pairs if len({pair.project_index for pair in pairs}) == len(pairs) else []


def _match_nearly(
    names: dict[int, str], titles: dict[int, str], pairs: list[Pair], ambiguous: list[int], contested: set[int]
) -> None:
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
            contested.update(project for _, _, project in best)
            continue
        taken[best[0][2]].append((best[0][1], index))
    for project, claims in taken.items():
        if len(claims) == 1:
            score, item = claims[0]
            pairs.append(Pair(item, project, Confidence.MEDIUM if score >= _CLEAR else Confidence.LOW))
        else:
            ambiguous += [item for _, item in claims]
            contested.add(project)


def _is_wider(name: str, title: str) -> bool:
    """One name holds the other whole, and it is long enough to mean something."""
    short, long = sorted((_SUFFIXES.sub("", name), title), key=len)
    return len(short) >= 4 and short in long


def _bare(name: str) -> str:
    """A name without quotes, marks and the prefix of the body that files it."""
    return _PREFIX.sub("", _QUOTES.sub("", key(name)))


def core_name(name: str) -> str:
    """A bare name without the closing words for money."""
    bare = _bare(name)
    core = _SUFFIXES.sub("", bare)
    return core if len(core) >= 2 else bare


def _without_ordinals(name: str) -> str:
    """A core name whose session, year or batch may differ: 八届三次 and 八届五次 are one project's drafts."""
    folded = _PLENARY.sub("会议", _ORDINAL.sub("#", core_name(name)))
    return _PREFIX.sub("", _YEAR_FIRST.sub("", folded)) or folded
