"""Which document of those checked is which of those sent back, and which of its projects: only where that is sure.

Documents go together by their place in the folders, then by name, then by the project codes that they share, then as the only
one that is left of a folder. Projects go together by code and name, then by either alone, then by their indicators; a renamed
project, or one whose code was corrected, stays itself.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence

from goalint.rules.values import fold
from goalint.tree.document import Document, Project

_FEWEST_ROWS = 3  # rows that show by themselves which project it is
_ALIKE = 0.8  # of the rows of either
_APART = 0.5  # so much at most has the next best


def paired_documents(
    new: Sequence[Document], old: Sequence[Document], new_places: Sequence[str], old_place: str
) -> dict[int, int]:
    """The index of the old document for that of each new one that has one; the places are those that were asked for."""
    if len(new) == len(old) == 1:
        return {0: 0}
    paths = [document.source.path for document in new], [document.source.path for document in old]
    by_place = [_below(path, new_places) for path in paths[0]], [_below(path, [old_place]) for path in paths[1]]
    by_name = [os.path.basename(path) for path in by_place[0]], [os.path.basename(path) for path in by_place[1]]
    by_tail = [_tail(path) for path in paths[0]], [_tail(path) for path in paths[1]]
    by_stem = [os.path.splitext(name)[0] for name in by_name[0]], [os.path.splitext(name)[0] for name in by_name[1]]
    pairs: dict[int, int] = {}
    for keys_new, keys_old in (by_place, by_tail, by_name, by_stem):
        pairs |= _only_ones(dict(enumerate(keys_new)), dict(enumerate(keys_old)), pairs)
    pairs |= _by_codes(new, old, pairs)
    # The one draft of a department's folder that is left, however it is called now.
    folders = [{index: folder for index, path in enumerate(side) if (folder := os.path.dirname(path))} for side in by_place]
    return pairs | _only_ones(folders[0], folders[1], pairs)


def _below(path: str, places: Sequence[str]) -> str:
    """The path from the folder or archive that was asked for; its name if the file itself was."""
    whole = os.path.normcase(os.path.normpath(path)).replace(os.sep, "/")
    for place in sorted((os.path.normcase(os.path.normpath(place)).replace(os.sep, "/") for place in places), key=len)[::-1]:
        if place == ".":
            return whole
        if whole.startswith(place.rstrip("/") + "/"):
            return whole[len(place.rstrip("/")) + 1 :]
    return os.path.basename(whole)


def _tail(path: str) -> str:
    """The name with that of its folder."""
    return "/".join(os.path.normcase(os.path.abspath(path)).replace(os.sep, "/").split("/")[-2:])


def _only_ones(new: dict[int, str], old: dict[int, str], pairs: dict[int, int]) -> dict[int, int]:
    """Those that alone have a key on both sides, among those that have no pair yet."""
    taken = set(pairs.values())
    by_new: dict[str, list[int]] = defaultdict(list)
    by_old: dict[str, list[int]] = defaultdict(list)
    for index, key in new.items():
        if index not in pairs:
            by_new[key].append(index)
    for index, key in old.items():
        if index not in taken:
            by_old[key].append(index)
    return {mine[0]: by_old[key][0] for key, mine in by_new.items() if len(mine) == len(by_old.get(key, ())) == 1}


def _by_codes(new: Sequence[Document], old: Sequence[Document], pairs: dict[int, int]) -> dict[int, int]:
    """Those of the rest that share half of the project codes of each, and none with any other of the rest."""
    taken = set(pairs.values())
    of_new = {index: codes for index, one in enumerate(new) if index not in pairs and (codes := _codes(one))}
    of_old = {index: codes for index, one in enumerate(old) if index not in taken and (codes := _codes(one))}
    holders: dict[str, list[int]] = defaultdict(list)
    for index, codes in of_old.items():
        for code in codes:
            holders[code].append(index)
    sharing = {index: {one for code in codes for one in holders.get(code, ())} for index, codes in of_new.items()}
    claims = Counter(one for found in sharing.values() for one in found)
    found = {}
    for index, others in sharing.items():
        if len(others) != 1 or claims[other := next(iter(others))] != 1:
            continue
        common = len(of_new[index] & of_old[other])
        if 2 * common >= max(len(of_new[index]), len(of_old[other])):
            found[index] = other
    return found


def _codes(document: Document) -> set[str]:
    return {fold(project.code.text) for project in document.projects if project.code.text}


def project_marks(new: Document, old: Document) -> tuple[list[str], list[str]]:
    """For each project of the new document and of the old one a mark that those have in common which are one project."""
    marks: tuple[list[str], list[str]] = [""] * len(new.projects), [""] * len(old.projects)
    number = 0
    for key, only_ones in ((_code_and_name, False), (_code, True), (_name, True)):
        groups = _of_one_key(new.projects, marks[0], key), _of_one_key(old.projects, marks[1], key)
        for shared in groups[0].keys() & groups[1].keys():
            together = groups[0][shared], groups[1][shared]
            if only_ones and not len(together[0]) == len(together[1]) == 1:
                continue
            number += 1
            for side in (0, 1):
                for index in together[side]:
                    marks[side][index] = f"p{number}"
    for mine, other in _by_rows(new.projects, old.projects, marks):
        number += 1
        marks[0][mine] = marks[1][other] = f"p{number}"
    for side, name in ((0, "new"), (1, "old")):
        for index, mark in enumerate(marks[side]):
            marks[side][index] = mark or f"{name}{index}"
    return marks


def _code_and_name(project: Project) -> Hashable | None:
    return (fold(project.code.text), fold(project.name.text)) if project.code.text or project.name.text else None


def _code(project: Project) -> Hashable | None:
    return fold(project.code.text) or None


def _name(project: Project) -> Hashable | None:
    """The name, in a document of several units with that of the unit."""
    unit = project.department.name if project.department is not None else ""
    return (fold(project.name.text), fold(unit)) if project.name.text else None


def _of_one_key(
    projects: Sequence[Project], marks: Sequence[str], key: Callable[[Project], Hashable | None]
) -> dict[Hashable, list[int]]:
    groups: dict[Hashable, list[int]] = {}
    for index, project in enumerate(projects):
        if not marks[index] and (one := key(project)) is not None:
            groups.setdefault(one, []).append(index)
    return groups


def _by_rows(new: Sequence[Project], old: Sequence[Project], marks: tuple[list[str], list[str]]) -> list[tuple[int, int]]:
    """Of those that are left the ones whose indicators are nearly the same, from both sides, and nobody else's."""
    rows_new = {index: rows for index, one in enumerate(new) if not marks[0][index] and (rows := _rows(one))}
    rows_old = {index: rows for index, one in enumerate(old) if not marks[1][index] and (rows := _rows(one))}
    alike: dict[int, list[tuple[float, int]]] = {
        index: sorted(((_share(rows, others), other) for other, others in rows_old.items()), reverse=True)
        for index, rows in rows_new.items()
    }
    claimed = Counter(other for shares in alike.values() for share, other in shares if share > _APART)
    return [
        (index, shares[0][1])
        for index, shares in alike.items()
        if shares and shares[0][0] >= _ALIKE and claimed[shares[0][1]] == 1 and (len(shares) < 2 or shares[1][0] <= _APART)
    ]


def _rows(project: Project) -> Counter[tuple[str, str]]:
    rows = Counter((fold(row.level2.text), fold(row.name.text)) for row in project.indicators if row.name.text)
    return rows if rows.total() >= _FEWEST_ROWS else Counter()


def _share(one: Counter[tuple[str, str]], other: Counter[tuple[str, str]]) -> float:
    return (one & other).total() / max(one.total(), other.total())
