"""The amounts of a form: which of them is the budget of the year, and amounts that stand under their labels."""

from __future__ import annotations

from collections.abc import Sequence

from goalint.parser.form import Form
from goalint.parser.labels import (
    AMOUNTS,
    FISCAL,
    OTHER,
    SOURCE,
    TERM_TOTAL,
    TOTAL,
    Label,
)
from goalint.tree.passage import Passage
from goalint.tree.pattern import lazy
from goalint.tree.width import key

_IN_TREE = frozenset((TOTAL, FISCAL, OTHER))
_AMOUNT = lazy(r"-?[¥￥]?[\d,.]+(?:亿元?|万元?|千元|元)?")
_SUM = frozenset(("合计", "金额合计", "总计", "小计", "资金合计"))


def is_amount(text: str) -> bool:
    """The text is an amount of money and no more."""
    return bool(_AMOUNT.fullmatch(key(text)))


class Funds:
    """Puts the amounts of one form where they belong."""

    def __init__(self) -> None:
        self._heads: dict[int, Label] = {}
        self._term: int | None = None  # the column of the amount for several years
        self._year: int | None = None
        self._row: set[Label] = set()

    def take(self, form: Form, label: Label, value: Passage, column: int) -> None:
        """An amount beside its label. Where a form gives those of several years too, the year's are on its own side."""
        if label is TERM_TOTAL:
            self._term = column
            form.fields.setdefault(label, value)
        elif label is SOURCE:
            form.sources.append(value)
        else:
            if label is TOTAL and self._year is None:
                self._year = column
            beside = self._term is not None and self._year is not None
            mine = beside and abs(column - (self._year or 0)) <= abs(column - (self._term or 0))
            if mine or not form.fields.get(label, value).text.strip() or label not in form.fields:
                form.fields[label] = value

    def heads(self, form: Form, cells: Sequence[Passage], labels: Sequence[Label | None]) -> bool:
        """A row of labels with nothing between them: the amounts stand below. False if it is none."""
        places = [index for index, label in enumerate(labels) if label in AMOUNTS]
        if len(places) < 2 or any(
            cell.text.strip() for cell, label in zip(cells[places[0] :], labels[places[0] :], strict=True) if label is None
        ):
            return False
        if places[-1] - places[0] != len(places) - 1:
            return False  # blank cells between: labels beside amounts that nobody filled in
        self._heads = {index: label for index, label in enumerate(labels) if label in AMOUNTS and label is not None}
        form.seen.update(self._heads.values())
        return True

    def under_heads(self, form: Form, cells: Sequence[Passage], tasks: bool) -> bool:
        """A row of amounts under their labels; of tasks only the sum is the form's. False if the row is none."""
        if not self._heads:
            return False
        amounts = [(index, cell) for index, cell in enumerate(cells) if is_amount(cell.text)]
        if not amounts:
            return False
        if tasks and not any(key(cell.text) in _SUM for cell in cells[: amounts[0][0]]):
            form.filled = True
            return True
        columns = list(self._heads)
        in_order = len(amounts) == len(columns) and amounts[0][0] != columns[0]
        for number, (index, cell) in enumerate(amounts):
            label = self._heads[columns[number]] if in_order else self._heads.get(index)
            if label in _IN_TREE and not (label in form.fields and form.fields[label].text.strip()):
                form.fields[label] = cell
            elif label is SOURCE:
                form.sources.append(cell)
        return True
