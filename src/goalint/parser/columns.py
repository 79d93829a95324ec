"""The columns of an indicator table: what its head of one or two rows says, and under which of them the cells of a row stand.

Forms that set goals for several years repeat columns for the budget year: the tree takes the year's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations

from goalint.parser.cells import names_kinds
from goalint.parser.labels import (
    BASIS,
    COLUMNS,
    DESCRIPTION,
    FIRST_NAMES,
    LEVEL1,
    LEVEL2,
    LEVEL3,
    MEASURE,
    SECOND_NAMES,
    SIGN,
    VALUE,
    Label,
    label_of,
)
from goalint.parser.sides import side_of
from goalint.readers.blocks import Span
from goalint.tree.confidence import Confidence
from goalint.tree.passage import Passage, joined
from goalint.tree.pattern import lazy
from goalint.tree.quantity import read_quantity
from goalint.tree.units import Kind
from goalint.tree.width import key

Bases = Callable[[], frozenset[str]]
_LEVELS = frozenset((LEVEL1, LEVEL2))
_SIGNED = lazy(r"[≥≤><=＞＜＝〉〈≧≦⩾⩽]")
_SIGN_ALONE = frozenset("≥ ≤ > < = >= <= 定性 定量".split())
_NAMES = frozenset("名称 指标名称".split())
_SAYINGS = frozenset("说明 描述 解释 内容 指标说明 指标描述 指标内容".split())
# What the parts of a value may be called below its head, beside the heads of signs and units.
_PARTS = {"内容": VALUE, "数值": VALUE, "值": VALUE, "指标值": VALUE, "目标值": VALUE, "符号": SIGN}
_MOST_SHORT = 4
_MARGIN = 1.0


def compares(text: str) -> bool:
    """The text is a comparator: ≥, 大于等于."""
    return read_quantity(text + "1").op is not None


class Columns:
    """Which label each column has. `width` is how many columns the table has from the left to the last labelled one."""

    def __init__(self, cells: Sequence[Passage], spans: Mapping[int, Span], above: Sequence[Passage], term_first: bool) -> None:
        """From the row of labels. `spans` are those of its merged cells, `above` is the row over it; `term_first` says
        that the goals of several years stand to the left of the year's.
        """
        self.sure = Confidence.HIGH
        self.left_out = False  # the source has no cells where merged ones go on
        self.unsettled: tuple[Passage, ...] = ()  # heads of several values of which none is known to be the year's
        at: dict[int, Label] = {}
        sides: dict[int, str] = {}
        side = None
        for index, cell in enumerate(cells):
            if index < len(above):
                side = side_of(above[index].text) or (side if not above[index].text.strip() else None)
            if not cell.text.strip() and index < len(above) and label_of(above[index].text) in COLUMNS:
                cell = above[index]
            label = label_of(cell.text)
            span = spans.get(index)
            own = side_of(cell.text)
            if label is None and own in ("term", "year") and "值" in cell.text:
                label = VALUE
            if label is None and index < len(above) and label_of(above[index].text) is VALUE:
                # 前年 | 上年 | 预计当年实现 below a head that an export repeats
                label = VALUE if own else _PARTS.get(key(cell.text))
            if label not in COLUMNS:
                continue
            for place in range(index, index + (span.columns if span else 1)):
                at[place] = label
                if own or side:
                    sides[place] = own or side or ""
        self._blank = {index for index, cell in enumerate(cells) if not cell.text.strip() and index not in at}
        self._settle(at, sides, term_first)
        self._name_of_names(cells)
        if names_kinds(cells):
            self.at |= {0: LEVEL1, 1: LEVEL2}
        filled = max((index + 1 for index, cell in enumerate(cells) if cell.text.strip()), default=0)
        self.width = max(max(at) + 1, filled)

    def _settle(self, at: dict[int, Label], sides: dict[int, str], term_first: bool) -> None:
        """Leave out the columns of several years where the year has its own."""
        of_year = {label for place, label in at.items() if sides.get(place, "year") == "year"}
        self.at = {place: label for place, label in at.items() if sides.get(place, "year") == "year" or label not in of_year}
        values = [place for place, label in sorted(self.at.items()) if label is VALUE]
        if len(values) > 1 and values[-1] - values[0] >= len(values):
            # The same columns twice without a word which is which: as in the goals above them, else the last.
            again = next(
                place
                for place, label in sorted(self.at.items())
                if place > values[0] and label in {one for other, one in self.at.items() if other <= values[0]}
            )
            last = {label for place, label in self.at.items() if place >= again}
            self.at = {place: label for place, label in self.at.items() if place >= again or label not in last}
            if not term_first:
                self.sure = Confidence.MEDIUM

    def _name_of_names(self, cells: Sequence[Passage]) -> None:
        """A column of names may be called by less than 三级指标; 指标内容 beside 三级指标 describes it."""
        names = [place for place, label in sorted(self.at.items()) if label is LEVEL3]
        if len(names) > 1 and any("内容" in key(cells[place].text) for place in names[1:] if place < len(cells)):
            for place in names[1:]:
                self.at[place] = DESCRIPTION
        level2 = max((place for place, label in self.at.items() if label is LEVEL2), default=None)
        if names or level2 is None or level2 + 1 in self.at or level2 + 1 >= len(cells):
            return
        if "指标" in cells[level2 + 1].text:
            self.at[level2 + 1] = LEVEL3

    @property
    def labels(self) -> tuple[Label, ...]:
        """The labels from left to right, each once."""
        return tuple(dict.fromkeys(label for _, label in sorted(self.at.items())))

    def first(self, label: Label) -> int | None:
        """The first column with the label."""
        return min((place for place, one in self.at.items() if one is label), default=None)

    def parts(self, value: int, cells: Sequence[Passage | None]) -> list[Passage]:
        """The number and the unit of a value whose comparator stands under its head, and they under blank ones to the right."""
        cell = cells[value] if self._blank else None
        if cell is None or key(cell.text) not in _SIGN_ALONE:
            return []
        out: list[Passage] = []
        for place in range(value + 1, min(value + 3, len(cells))):
            beside = cells[place]
            if place not in self._blank or place in self.at or beside is None:
                break
            out.append(beside)
        return out

    def refined(self, cells: Sequence[Passage], covered: Sequence[int] = ()) -> bool:
        """Take in a second row of the head (中期 | 年度 under 指标值); False if the row is none.

        `covered` are the columns whose cells of the head go on in the row.
        """
        filled = [(index, cell) for index, cell in enumerate(cells) if cell.text.strip()]
        sides = {index: side for index, cell in filled if (side := side_of(cell.text))}
        values = [place for place, label in sorted(self.at.items()) if label is VALUE]
        places = [index for index, _ in filled]
        if filled and (self._named(filled) or self._in_parts(filled)):
            return True
        parted = len(values) > 1 and set(places) == set(values) and set(self.at) <= {*values, *covered}
        if parted and "year" not in sides.values():
            self.unsettled = tuple(cell for _, cell in filled)
            return True
        if not filled or not parted and len(sides) + sum(label_of(cell.text) in COLUMNS for _, cell in filled) < len(filled):
            return False
        if values and sides and not set(places) & set(values) and len(filled) > 1 and places[0] == 0:
            moved = len(filled) - 1  # without blank cells above: the head's one cell stands for all of them
            self.at = {place + (moved if place > values[0] else 0): label for place, label in self.at.items()}
            self.width += moved
            sides = {place + values[0]: side for place, side in sides.items()}
        for place, side in sides.items():
            self.at[place] = VALUE
            self.width = max(self.width, place + 1)
            if side != "year" and "year" in sides.values():
                del self.at[place]
        return True

    def _named(self, filled: Sequence[tuple[int, Passage]]) -> bool:
        """A second row of the head under that of the names: 名称 | 说明."""
        words = {index: key(cell.text) for index, cell in filled}
        if set(words.values()) - _NAMES - _SAYINGS or not _NAMES & set(words.values()):
            return False
        described = DESCRIPTION in self.at.values()
        for place, word in words.items():
            self.at.pop(place, None)
            if word in _NAMES or not described:
                self.at[place] = LEVEL3 if word in _NAMES else DESCRIPTION
        return True

    def _in_parts(self, filled: Sequence[tuple[int, Passage]]) -> bool:
        """A second row of the head under that of the values: 运算符号 | 内容 | 度量单位."""
        value = self.first(VALUE)
        parts = [_PARTS.get(key(cell.text)) or label_of(cell.text) for _, cell in filled]
        if value is None or VALUE not in parts or len(set(parts)) < 2 or not set(parts) <= {VALUE, SIGN, MEASURE}:
            return False
        places = [index for index, _ in filled]
        values = [place for place, label in self.at.items() if label is VALUE]
        if places[0] == 0 and value > 0:
            places = list(range(value, value + len(filled)))  # without cells below the merged ones
        if places[0] != value or len(values) > 1 and sorted(values) != places:
            return False
        self.at = {place: label for place, label in self.at.items() if label is not VALUE}
        room = 1 if len(values) == 1 and any(place in self.at for place in places) else len(places)
        if room == 1:  # nor cells beside the merged one
            self.at = {place + (len(places) - 1 if place > value else 0): label for place, label in self.at.items()}
            self.width += len(places) - 1
        self.at |= {place: part for place, part in zip(places, parts, strict=True) if part}
        self.width = max(self.width, max(self.at) + 1)
        return True

    def placed(self, cells: Sequence[Passage], bases: Bases) -> tuple[Sequence[Passage | None], Confidence, bool]:
        """The cells under the columns, None where the row has no cell; False at the end if several ways are as good.

        `bases` gives the texts that the rows above have for a basis.
        """
        last = len(cells)
        while last > self.width and not cells[last - 1].text.strip():
            last -= 1
        cells = cells[:last]
        short = self.width - len(cells)
        if short == 0 and (moved := self._moved(cells, bases)):
            return moved, Confidence.MEDIUM, True
        if short == 0:
            return cells, self.sure, True
        if short < 0:
            return self._wide(cells)
        if short > _MOST_SHORT or not cells:
            return [*[None] * short, *cells], Confidence.LOW, False
        known = bases()
        ways = sorted(
            ((self._price(cells, gone, known), gone) for gone in combinations(range(self.width), short)), key=lambda way: way[0]
        )
        best = self._laid(cells, ways[0][1])
        sure = self.sure
        if not all(self.at.get(place) in (*_LEVELS, None) for place in ways[0][1]):
            trimmed = ways[0][1][0] == len(cells) and not key(cells[0].text)
            sure = Confidence.HIGH if trimmed and ways[0][0] < _MARGIN * 2 else Confidence.MEDIUM
        if len(ways) > 1 and ways[1][0] - ways[0][0] < _MARGIN:
            other = self._laid(cells, ways[1][1])
            for place, label in self.at.items():
                if label not in _LEVELS and best[place] is not other[place]:
                    return best, Confidence.LOW, False
        return best, sure, True

    def _moved(self, cells: Sequence[Passage], bases: Bases) -> Sequence[Passage | None] | None:
        """The cells where they belong, if the converter left out merged ones and filled the row up with blanks at its end."""
        if cells[-1].text.strip():
            return None
        first, value = self.first(LEVEL1), self.first(VALUE)
        if first is None or value is None or not cells[first].text.strip():
            return None
        own, second = key(cells[first].text), self.first(LEVEL2)
        named = second is not None and key(cells[second].text) in SECOND_NAMES
        if own in FIRST_NAMES and (own not in SECOND_NAMES or named) or own not in SECOND_NAMES and _is_counted(cells[value]):
            return None
        filled = max(index + 1 for index, cell in enumerate(cells) if cell.text.strip())
        if not 0 < self.width - filled <= _MOST_SHORT:
            return None
        found, _, certain = self.placed(cells[:filled], bases)
        cell = found[value]
        if not certain or cell is None or found[first] is not None:
            return None
        return found if _is_counted(cell) or self.left_out or own in SECOND_NAMES - FIRST_NAMES else None

    def _wide(self, cells: Sequence[Passage]) -> tuple[Sequence[Passage | None], Confidence, bool]:
        """More cells than columns: a label of the whole table to the left, or the value in parts."""
        more = len(cells) - self.width
        if more == 1 and "指标" in cells[0].text and key(cells[1].text) in FIRST_NAMES and self.first(LEVEL1) == 0:
            return cells[1:], self.sure, True
        value = self.first(VALUE)
        if value is not None and key(cells[value].text) in _SIGN_ALONE and more <= 2:
            parts = joined([cell for cell in cells[value : value + more + 1] if key(cell.text) not in ("定性", "定量")])
            return [*cells[:value], parts, *cells[value + more + 1 :]], Confidence.MEDIUM, True
        return cells, Confidence.MEDIUM, True

    def _laid(self, cells: Sequence[Passage], gone: Sequence[int]) -> list[Passage | None]:
        left = iter(cells)
        return [None if place in gone else next(left) for place in range(self.width)]

    def _price(self, cells: Sequence[Passage], gone: tuple[int, ...], bases: frozenset[str]) -> float:
        """How unlikely it is that these columns are the ones that the row lacks."""
        price, left = 0.0, iter(cells)
        trailing = self.width
        while trailing - 1 in gone:
            trailing -= 1
        for place in range(self.width):
            label = self.at.get(place)
            if place in gone:
                price += _ABSENT.get(label, 1.5) if label else 0.0 if place == 0 else 0.5
                if label not in _LEVELS and label is not None and place < trailing:
                    price += 2.0
                continue
            price += _unlike(label, key(next(left).text), bases)
        return price


def _is_counted(cell: Passage) -> bool:
    return read_quantity(cell.text).kind not in (Kind.TEXT, Kind.NONE, Kind.GARBLED)


_ABSENT = {LEVEL1: 0.0, LEVEL2: 0.4, LEVEL3: 5.0, VALUE: 4.0, BASIS: 0.5}


def _unlike(label: Label | None, text: str, bases: frozenset[str]) -> float:
    """How little a text looks like what stands under the label."""
    if not text:
        return 0.0 if label is None else 3.0 if label is LEVEL3 else 1.0
    if label is LEVEL1:
        return 0.0 if text in FIRST_NAMES else 6.0
    if label is LEVEL2:
        return 0.0 if text in SECOND_NAMES else 4.0
    price = 4.0 if text in SECOND_NAMES or text in FIRST_NAMES else 0.0
    if label is VALUE:
        kind = read_quantity(text).kind
        price += {Kind.TEXT: 2.0, Kind.GARBLED: 1.0}.get(kind, 0.0) + (3.0 if text in bases else 0.0)
    elif label is not SIGN:
        price += 4.0 if _SIGNED.match(text) else 0.0
    return price
