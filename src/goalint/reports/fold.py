"""Findings of one rule that say the same of several places, folded into one sentence.

“甲”是比率，列在数量指标下 and “乙”是比率，列在数量指标下 become “甲”“乙”是比率，列在数量指标下. A sentence is cut into what
stands in quotation marks and what does not; two are folded if they differ in one of the quoted pieces, or in none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from goalint.findings import Finding
from goalint.reports import words
from goalint.reports.sentence import subject
from goalint.reports.width import display_width, shown
from goalint.tree.pattern import lazy

_NUMBER = lazy(r"((?<=”)[A-Z]{1,3}\d+|\d+)")  # the address of a cell after the name of its sheet is one
_QUOTED = lazy(r"(“[^“”]*”)")
_SAME = -1  # the place of the difference where there is none
_WIDEST = 240  # so many terminal cells of alternatives are listed in one sentence
_WIDE = 60  # an alternative wider than this is better read in a sentence of its own


class Fold:
    """Findings that share a sentence, in their order."""

    def __init__(self, first: Finding, pieces: Sequence[str]) -> None:
        self.findings = [first]
        self._pieces = pieces
        self._open = _SAME
        self._alternatives: list[str] = []
        self._cells = 0

    def takes(self, other: Sequence[str], where: int) -> bool:
        """Whether a sentence that differs at that piece only can still be told along with the others."""
        if where == _SAME or (self._open == where and other[where] in self._alternatives):
            return True
        wide = display_width(other[where])
        return self._open in (_SAME, where) and wide <= _WIDE and self._cells + wide <= _WIDEST

    def add(self, finding: Finding, pieces: Sequence[str], where: int) -> None:
        """Tell the finding along with the others."""
        self.findings.append(finding)
        if where == _SAME or pieces[where] == self._pieces[where]:
            return
        if self._open == _SAME:
            self._open = where
            self._alternatives = [self._pieces[where]]
            self._cells = display_width(self._pieces[where])
        if pieces[where] not in self._alternatives:
            self._alternatives.append(pieces[where])
            self._cells += display_width(pieces[where])

    def sentence(self, lang: str) -> str:
        """What is said of all of them."""
        pieces = list(self._pieces)
        if self._open != _SAME:
            quoted = self._alternatives[0].startswith("“")
            pieces[self._open] = words.pick(lang, "" if quoted else "、", ", ").join(self._alternatives)
        return pieces[0] + (words.pick(lang, "：", ": ") if pieces[0] else "") + "".join(pieces[1:])


def folded(findings: Iterable[Finding], loose: Callable[[Finding], bool] = lambda _: True) -> list[Fold]:
    """The findings, folded, in the order of the first of each fold.

    A finding that is not `loose` is folded only with those that say the very same.
    """
    folds: list[Fold] = []
    known: dict[tuple[object, ...], Fold] = {}
    for finding in findings:
        pieces = [subject(finding), *_QUOTED.split(shown(finding.message))]
        same = ["".join(piece.split()) for piece in pieces]
        kind = (finding.code, finding.severity, finding.confidence)
        wheres = [_SAME, *(place for place in (0, *range(2, len(pieces), 2)) if same[place] and loose(finding))]
        keys = [(*kind, where, *same[: max(where, 0)], *same[where + 1 :]) for where in wheres]
        for where, key in zip(wheres, keys, strict=True):
            fold = known.get(key)
            if fold is not None and fold.takes(pieces, where):
                fold.add(finding, pieces, where)
                break
        else:
            fold = Fold(finding, pieces)
            folds.append(fold)
            known |= dict.fromkeys(keys, fold)
    return folds


def listed(texts: Iterable[str], lang: str) -> str:
    """Places in one list, what they have in common said once: 第15、108行, 表2第3、4行, 表2、6第9行."""
    split = [_NUMBER.split(text) for text in dict.fromkeys(texts)]
    merged = _merged(split, lambda pieces: len(pieces) - 2, lang)
    if len(merged) > 1:
        merged = _merged(merged, lambda _: 1, lang)
    return words.pick(lang, "、", "; ").join("".join(pieces) for pieces in merged)


def _merged(texts: Iterable[list[str]], number: Callable[[list[str]], int], lang: str) -> list[list[str]]:
    """Those that differ only in that number (the pieces at odd places are numbers) become one with all the numbers."""
    groups: dict[tuple[str, ...], list[list[str]]] = {}
    for pieces in texts:
        index = number(pieces)
        key = (*pieces[:index], "\0", *pieces[index + 1 :]) if index > 0 else tuple(pieces)
        groups.setdefault(key, []).append(pieces)
    separator = words.pick(lang, "、", ", ")
    return [
        [*group[0][: number(group[0])], separator.join(one[number(one)] for one in group), *group[0][number(group[0]) + 1 :]]
        if len(group) > 1
        else group[0]
        for group in groups.values()
    ]


def ranges(numbers: Iterable[int], lang: str) -> str:
    """Numbers in one list, three and more in a row as a range: 1、3–5、7."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and runs[-1][-1] + 1 == number:
            runs[-1].append(number)
        else:
            runs.append([number])
    return words.pick(lang, "、", ", ").join(
        f"{run[0]}–{run[-1]}" if len(run) > 2 else words.pick(lang, "、", ", ").join(map(str, run)) for run in runs
    )
