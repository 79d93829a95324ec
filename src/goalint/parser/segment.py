"""Cutting the words of a printed indicator table into cells: the cheapest path over all cuts.

A path runs through rows of columns. A word that must be a level's name costs nothing as one and is forbidden as
anything else; cells pay for gaps inside them, for lines that end before the column is full, for values that look
like none. All prices are relative: what counts is that no honest reading is dearer than a wrong one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from goalint.parser.labels import FIRST_NAMES, SECOND_NAMES, Label
from goalint.tree.confidence import Confidence
from goalint.tree.passage import Passage
from goalint.tree.pattern import lazy
from goalint.tree.quantity import read_quantity
from goalint.tree.units import UNITS, Kind
from goalint.tree.width import columns as print_columns
from goalint.tree.width import key

Widths = dict[Label, int]
_MAX_TOKENS = 28
_MAX_LENGTH = 160
_FORBIDDEN = 1e9
# A row dearer than this has no honest reading: its cells were printed through one another, or a column is missing.
DOUBTFUL = 5.0
_SURE = 0.0
_LIKELY = 2.5
_COMPARED = lazy(r"(?:[≥≤><=＞＜＝〉〈≧≦⩾⩽]|不[少低小超高大多]|大于|小于|至少)")
_NUMERIC = lazy(r"[\d.]+%?$")
_UNPARTED = lazy(r"[0-9A-Za-z.%]+|.[，。、；：）”》]?")
_INSIDE = lazy(r".[≥≤＞＜≧≦⩾⩽]\d")
_SIGNS = frozenset("≥ ≤ > < = >= <= ≧ ≦ 定性 定量 大于等于 小于等于 大于 小于 等于 正向指标 反向指标 正向 反向".split())
_LONGEST_UNIT = 8
_ASCII_EDGE = lazy(r"[0-9A-Za-z≥≤><=%.,]")


class Token:
    """A word of the print. `before`: what divides it from the last one, a space, a line end, or white space above."""

    __slots__ = ("before", "begins_ascii", "columns", "ends_ascii", "folded", "head", "passage", "text")

    def __init__(self, text: str, passage: Passage, before: str) -> None:
        self.text = text
        self.passage = passage
        self.before = before
        self.folded = key(text)
        self.columns = print_columns(text)
        self.begins_ascii = bool(_ASCII_EDGE.match(self.folded))
        self.ends_ascii = bool(_ASCII_EDGE.match(self.folded[-1:]))
        # How much of the word cannot be parted from its beginning: a number as a whole, else one character.
        unparted = _UNPARTED.match(text)
        self.head = print_columns(unparted.group() if unparted else text[0])


@dataclass
class Cut:
    """One row: for each column the first token and the token after its last. Levels may be left out."""

    cells: dict[Label, tuple[int, int]]
    price: float
    sure: Confidence

    @property
    def span(self) -> tuple[int, int]:
        """The first token of the row and the one after its last."""
        return min(start for start, _ in self.cells.values()), max(end for _, end in self.cells.values())


def segment(
    tokens: Sequence[Token], columns: Sequence[Label], widths: Widths, basis: str | None, *, celled: bool = False
) -> list[Cut]:
    """Cut the tokens into rows of the columns; an empty list if there is no way through. `celled`: each line is a cell."""
    size, count = len(tokens), len(columns)
    if not size or not count:
        return []
    costs = [[_FORBIDDEN] * count for _ in range(size + 1)]
    back: list[list[tuple[int, int] | None]] = [[None] * count for _ in range(size + 1)]
    costs[0][0] = 0.0
    pricer = (_CellPricer if celled else _Pricer)(tokens, columns, widths, basis)
    # An empty cell leads to the next column at the same place, an empty last one to the first: hence the second round.
    order = (*range(1, count), *range(count))
    for start in range(size + 1):
        done: dict[int, float] = {}
        for column in order:
            price = costs[start][column]
            if price >= _FORBIDDEN or done.get(column, _FORBIDDEN) <= price:
                continue
            done[column] = price
            after = (column + 1) % count
            for end, cell in pricer.cells(start, column):
                if price + cell < costs[end][after]:
                    costs[end][after] = price + cell
                    back[end][after] = (start, column)
    return _walked(back, costs, columns)


def _walked(back: list[list[tuple[int, int] | None]], costs: list[list[float]], columns: Sequence[Label]) -> list[Cut]:
    place, column = len(costs) - 1, 0
    if costs[place][0] >= _FORBIDDEN:
        return []
    rows: list[Cut] = []
    cells: list[tuple[Label, int, int]] = []
    price = costs[place][0]
    while place or column:
        step = back[place][column]
        if step is None:
            return []
        start, filled = step
        cells.append((columns[filled], start, place))
        place, column = start, filled
        if column == 0:
            cells.reverse()
            cut = {label: (begin, end) for label, begin, end in cells}
            own = price - costs[place][0]
            rows.append(Cut(cut, own, _sureness(own)))
            price, cells = costs[place][0], []
    rows.reverse()
    return rows


def _sureness(price: float) -> Confidence:
    return Confidence.HIGH if price <= _SURE else Confidence.MEDIUM if price <= _LIKELY else Confidence.LOW


class _Pricer:
    """What it costs to read a run of tokens as the cell of a column."""

    def __init__(self, tokens: Sequence[Token], columns: Sequence[Label], widths: Widths, basis: str | None) -> None:
        self._tokens = tokens
        self._columns = columns
        self._widths = widths
        self._basis = basis

    def cells(self, start: int, column: int) -> list[tuple[int, float]]:
        """Every cell of the column that may begin at the token: where it ends and its price."""
        label = self._columns[column]
        if label in (Label.LEVEL1, Label.LEVEL2):
            return self._level(start, FIRST_NAMES if label is Label.LEVEL1 else SECOND_NAMES, label)
        return self._text(start, label)

    def _level(self, start: int, names: frozenset[str], label: Label) -> list[tuple[int, float]]:
        out = [(start, 0.6 if label is Label.LEVEL1 else 3.0)]  # a merged cell is printed once for all its rows
        text = ""
        for end in range(start, min(start + 6, len(self._tokens))):
            text += self._tokens[end].folded
            if text in names:
                out.append((end + 1, 0.0 if end == start or self._tokens[end].before != "gap" else 1.0))
            if len(text) > 14:
                break
        return out

    def _text(self, start: int, label: Label) -> list[tuple[int, float]]:
        out = [(start, 9.0 if label is Label.LEVEL3 else 7.0 if label is Label.VALUE else 5.0)]
        price, text, gaps, line = 6.0 if self._is_unit_apart(start) else 0.0, "", 0, 0
        for end in range(start, min(start + _MAX_TOKENS, len(self._tokens))):
            token = self._tokens[end]
            if end > start:
                price += self._join(self._tokens[end - 1], token, line, label)
                gaps += token.before == "gap"
                if gaps > 2 or len(text) > _MAX_LENGTH:
                    break
            line = line + token.columns if token.before == "space" and end > start else token.columns
            text += token.folded
            out.append((end + 1, price + self._look(text, label, start)))
        return out

    def _join(self, left: Token, right: Token, line: int, label: Label) -> float:
        """What it costs that two neighbouring words are one cell's; `line` is the width of the cell's line so far."""
        if right.before == "gap":
            return 5.0
        if right.before == "space":
            return 0.3 if left.ends_ascii != right.begins_ascii else 4.0
        if left.text[-1] in "。；;":
            return 3.0
        width = self._widths.get(label)
        if width is None:
            return 0.5
        room = width - line - right.head
        return 0.2 if room < 0 else min(4.0, 0.6 + 0.5 * room)

    def _is_unit_apart(self, start: int) -> bool:
        """The cell would begin with the unit of the number before it: programs set a space between digits and characters."""
        token = self._tokens[start] if start < len(self._tokens) else None
        if start == 0 or token is None or token.before != "space" or not self._tokens[start - 1].text[-1].isdigit():
            return False
        return token.text[0] in "年月日" or any(token.folded[:length] in UNITS for length in range(1, 4))

    def _is_under_level(self, start: int) -> bool:
        """The words before end in the name of a second level."""
        before = ""
        for index in range(start - 1, max(-1, start - 6), -1):
            before = self._tokens[index].folded + before
            if before in SECOND_NAMES - FIRST_NAMES:
                return True
        return False

    def _look(self, text: str, label: Label, start: int) -> float:
        compared = bool(_COMPARED.match(text))
        if label is Label.SIGN:
            return 0.0 if text in _SIGNS else 6.0
        if label is Label.VALUE:
            return _value_price(text, compared)
        price = 6.0 if compared else 0.0
        if _NUMERIC.match(text):
            price += 4.0
        if _INSIDE.search(text):
            price += 6.0
        if label is not Label.LEVEL3 and text in SECOND_NAMES or text in FIRST_NAMES:
            price += 4.0
        elif label is Label.LEVEL3 and text in SECOND_NAMES and not self._is_under_level(start):
            price += 3.0
        if label is Label.BASIS and self._basis is not None:
            price -= 3.0 if text == self._basis else -1.0
        if label is Label.DESCRIPTION and _repeats(self._tokens, start, text):
            price -= 2.5
        return price


class _CellPricer(_Pricer):
    """The same where a line is a cell: blank cells left no line, and a cell has more than one only for its paragraphs."""

    def cells(self, start: int, column: int) -> list[tuple[int, float]]:
        label = self._columns[column]
        if label is Label.LEVEL1 or label is Label.LEVEL2:
            found = super().cells(start, column)
            return [
                (end, min(price, _LEFT_LEVEL) if end == start else price)
                for end, price in found
                if end == start or self._ends_line(end)
            ]
        out = [(start, _LEFT_BLANK.get(label, 1.0))]
        price, text = 0.0, ""
        for end in range(start, min(start + _MAX_TOKENS, len(self._tokens))):
            if end > start and self._tokens[end].before != "space":
                price += 8.0 if label is Label.VALUE else 4.0
            text += self._tokens[end].folded
            if self._ends_line(end + 1):
                out.append((end + 1, price + self._look_of(text, label, start)))
        return out

    def _ends_line(self, end: int) -> bool:
        return end == len(self._tokens) or self._tokens[end].before != "space"

    def _look_of(self, text: str, label: Label, start: int) -> float:
        if label is Label.NOTE:
            return 3.0 if text in SECOND_NAMES or text in FIRST_NAMES else 0.2 if _NUMERIC.match(text) else 0.8
        if label is Label.MEASURE:
            return 4.0 if _NUMERIC.match(text) or len(text) > _LONGEST_UNIT else 0.0
        if label is Label.VALUE and text in FIRST_NAMES | SECOND_NAMES:
            return 8.0
        return self._look(text, label, start)


_LEFT_LEVEL = 1.3  # a category has a line on its first row only
_LEFT_BLANK = {Label.LEVEL3: 4.0, Label.VALUE: 3.0, Label.DESCRIPTION: 3.0, Label.BASIS: 2.0, Label.NOTE: 0.6, Label.MEASURE: 0.8}


@lru_cache(maxsize=4096)
def _value_price(text: str, compared: bool) -> float:
    reading = read_quantity(text)
    if reading.kind is Kind.TEXT:
        return 4.0 if compared else 2.0
    if reading.kind is Kind.GARBLED:
        return 1.0 + 0.2 * len(text)
    return (-2.0 if compared else -1.0) + min(3.5, 0.4 * reading.around)


def _repeats(tokens: Sequence[Token], start: int, text: str) -> bool:
    """The description often says the name again: the words before it end in the same text."""
    before = ""
    for index in range(start - 1, max(-1, start - 8), -1):
        before = tokens[index].folded + before
        if len(before) >= len(text):
            return before == text
    return False
