"""The fields of a form in rows of cells: the label stands in one cell, its value in the next; rows without a label go on with
the field above them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from goalint.parser.cells import Cells, distinct, first_filled, head_over, looks_like_label
from goalint.parser.form import Form, RawSchedule
from goalint.parser.funds import Funds, is_amount
from goalint.parser.genre import is_skeleton, sign_in
from goalint.parser.heading import read_heading
from goalint.parser.labels import (
    AMOUNTS,
    BUDGET,
    CODE,
    GOALS,
    NAME,
    NOTE,
    PURPOSE,
    SCHEDULE,
    TASKS,
    TERM_GOALS,
    TERM_TOTAL,
    TOTAL,
    YEAR_LINE,
    Label,
    field_of,
    money_unit_of_label,
    month_of,
)
from goalint.parser.sides import side_of
from goalint.parser.table_rows import TableRow
from goalint.tree.document import NotRead
from goalint.tree.passage import Passage
from goalint.tree.pattern import lazy
from goalint.tree.width import key

_GOALS = frozenset((GOALS, TERM_GOALS))
_TEXTS = _GOALS | {PURPOSE}
_SINGLE = AMOUNTS | {CODE, NAME}  # one cell says what there is to say
_MAX_SHOWN = 40
_NAMES_YEAR = lazy(r"(?:项目)?(?:年度|当年|本年)")


class Fields:
    """Reads the rows of one form that are not of its indicator table. `open` is the field that rows without a label of their own
    belong to, `over` the side that a line over the indicator table names.
    """

    def __init__(self, form: Form) -> None:
        self.open: Label | None = None
        self.over: str | None = None
        self._form = form
        self._goal_heads: list[tuple[int, Label]] = []
        self._goal_names: Cells = ()  # the row of these heads
        self._funds = Funds()

    @property
    def term_first(self) -> bool:
        """The goals of several years stand to the left of the year's."""
        return [label for _, label in self._goal_heads[:1]] == [TERM_GOALS]

    def take(self, row: TableRow) -> None:
        """Read a row."""
        cells = row.cells
        if sum(month_of(cell.text) is not None for cell in cells) >= 2:
            self._months(cells)
        elif self.open is SCHEDULE and not row.found - {SCHEDULE}:
            self._points(row)
        elif self._funds.under_heads(self._form, cells, self.open is TASKS):
            pass
        else:
            self.see(row)
            if self._goal_heads and self._repeats_head(row):
                self._side_by_side([(index, row.cells[index]) for index in row.filled[1:]])
            elif row.found:
                self._labelled(cells, row.labels)
            else:
                self._text(row)

    def _repeats_head(self, row: TableRow) -> bool:
        """An export repeats the merged cell to the left of the goals, and nothing else of the row is a label."""
        first = row.first
        beside = [label for index, label in enumerate(row.labels) if label and row.cells[index].text != row.cells[first].text]
        return first < len(self._goal_names) and self._goal_names[first].text == row.cells[first].text and not beside

    def see(self, row: TableRow) -> None:
        """Take note of what gives another genre away."""
        for cell in row.said():
            if genre := sign_in(cell.text):
                self._form.signs.setdefault(genre, set()).add(key(cell.text))

    def _months(self, cells: Cells) -> None:
        form = self._form
        labels = [(index, cell) for index, cell in enumerate(cells) if month_of(cell.text) is not None]
        form.schedule = RawSchedule(labels, width=len(cells))
        form.seen.add(SCHEDULE)
        self.open = SCHEDULE

    def _points(self, row: TableRow) -> None:
        form = self._form
        cells, filled, left_out = row.cells, row.filled, row.reach.left_out
        # Where the merged head cell of the row is not repeated, the values stand that many columns to the left.
        short = max(0, form.schedule.width - len(cells))
        months = {index for index, _ in form.schedule.labels}
        beside = bool(filled) and filled[0] < min(months, default=0) and field_of(cells[filled[0]].text) is None
        if not short and (left_out or beside):
            short = 1  # the merged head was left out and the row filled up at its end
        shift = short if left_out or cells and cells[0].text.strip() or not months.issuperset(filled) else 0
        # A blank cell may be that of the merged head, or a first point that was left blank.
        form.schedule.doubtful = bool(short and filled and shift == 0 and months.issuperset(at + short for at in filled))
        form.schedule.values = [(index + shift, cell) for index, cell in enumerate(cells) if index + shift > 0]
        if not form.schedule.labels and filled:
            form.schedule.values = list(enumerate(cells))
        self.open = None

    def _labelled(self, cells: Cells, labels: Sequence[Label | None]) -> None:
        form = self._form
        for cell, label in zip(cells, labels, strict=True):
            if form.unit is None and label and (span := money_unit_of_label(cell.text)):
                form.unit = cell.slice(*span)
        goals = [(index, label) for index, label in enumerate(labels) if label in _GOALS]
        after = cells[goals[0][0] :] if len(goals) > 1 else ()
        if after and not any(cell.text.strip() for cell in after if field_of(cell.text) is None):
            heads = [(index, label) for index, label in goals if label]
            self._goal_heads = [next(same) for _, same in groupby(heads, key=lambda head: cells[head[0]].text)]
            self._goal_names = cells
            form.seen.update(label for _, label in self._goal_heads)
            self.open = GOALS
            return
        if self._funds.heads(form, cells, labels):
            self.open = TASKS if TASKS in labels else self.open
            return
        self._goal_heads = []
        labels = _of_year(cells, labels)
        index = 0
        while index < len(cells):
            label = labels[index]
            end = index + 1
            if label is not None:
                if end < len(cells) and labels[end] is label and cells[end].text == cells[index].text:
                    index = end  # a merged cell that an export repeats
                    continue
                while end < len(cells) and labels[end] is None:
                    end += 1
                value = first_filled(cells[index + 1 : end]) or (cells[index + 1] if end > index + 1 else None)
                self._field(label, value or cells[index].slice(len(cells[index].text)), cells[index + 1 : end], index)
                if label in _SINGLE and value is not None:
                    self._beside(value, cells[index + 1 : end])
            index = end
        if TASKS in labels:
            self.open = TASKS

    def _beside(self, value: Passage, cells: Cells) -> None:
        """What stands in a row after the value of its label: a year or a unit, or nothing that is understood."""
        for cell in distinct(cell for cell in cells if cell.text.strip()):
            counted = is_amount(cell.text.strip().rstrip("%％"))  # of other years, or a share
            if (
                cell.text == value.text
                or counted
                or is_skeleton(cell.text)
                or read_heading(self._form, cell)
                or sign_in(cell.text)
            ):
                continue
            self._unplaced(cell, cell.text)

    def _field(self, label: Label, value: Passage, values: Cells, column: int) -> None:
        form = self._form
        first_time = label not in form.seen or not form.fields.get(label, value).text.strip()
        form.seen.add(label)
        if label in _TEXTS:
            self.open = label
            self._text_of(label).extend(distinct(cell for cell in values if cell.text.strip()))
        elif label in AMOUNTS:
            self._funds.take(form, label, value, column)
            self.open = PURPOSE if BUDGET in form.seen else None
        elif label is BUDGET:
            self.open = PURPOSE
            said = distinct(cell for cell in values if cell.text.strip())
            if len(said) == 1 and is_amount(said[0].text):
                self._funds.take(form, TOTAL, said[0], column)
                form.seen.add(TOTAL)
            else:
                form.purpose += said
        elif label is SCHEDULE:
            self.open = SCHEDULE
            if any(cell.text.strip() for cell in values) and not form.schedule.labels:
                form.schedule.values = list(enumerate(values))  # the row of labels lost them
        elif label in (NOTE, TASKS):
            self.open = label
        else:
            if first_time:
                form.fields[label] = value
            self.open = None

    def _text(self, row: TableRow) -> None:
        """A row with no label of its own: more of the field above it."""
        form = self._form
        owner = row.covering(0)
        if owner is not None and (label := field_of(owner.text)) in (GOALS, TERM_GOALS, NOTE, BUDGET):
            self.open = PURPOSE if label is BUDGET else label
        if self.open in (NOTE, TASKS):
            form.filled |= self.open is TASKS and any(not is_skeleton(cell.text) for cell in row.cells[1:])
            return
        texts = [(index, row.cells[index]) for index in row.filled]
        plain = distinct(cell for _, cell in texts)
        if len(plain) == 1 and (side := side_of(plain[0].text)):
            self.over = side
            return
        if self._goal_heads:
            self._side_by_side(texts)
            return
        if self.open is PURPOSE and texts and texts[0][0] == 0 and owner is None:
            row.reach.left_out = True
        if not plain or sum(bool(YEAR_LINE.match(key(cell.text))) for cell in plain) > 1:
            return  # heads of the years before the budget year
        if self.open is not None and len(plain) > 1 and texts[0][0] == 0 and looks_like_label(plain[0].text):
            self.open = NOTE  # a field of the form that is on no list
            self._unplaced(plain[0], "：".join(cell.text for cell in plain))
        elif self.open in _TEXTS:
            self._text_of(self.open).extend(plain)
        else:
            for cell in plain:
                if not read_heading(form, cell) and not sign_in(cell.text):
                    self._unplaced(cell, cell.text)

    def _text_of(self, label: Label) -> list[Passage]:
        """Where the paragraphs of a field go that may have several."""
        form = self._form
        return form.goals if label is GOALS else form.term_goals if label is TERM_GOALS else form.purpose

    def _unplaced(self, cell: Passage, text: str) -> None:
        self._form.not_read.append(NotRead(cell.location, "text-unplaced", {"text": text[:_MAX_SHOWN]}))

    def _side_by_side(self, texts: Sequence[tuple[int, Passage]]) -> None:
        """Goals under heads that stand beside one another (总体目标 | 年度目标)."""
        form = self._form
        names = {self._goal_names[index].text for index, _ in self._goal_heads}
        texts = [next(same) for text, same in groupby(texts, key=lambda one: one[1].text) if text not in names]
        heads = self._goal_heads if len(texts) == len(self._goal_heads) else self._goal_heads[1:]
        in_order = len(texts) == len(heads)
        for number, (index, cell) in enumerate(texts):
            label = heads[number][1] if in_order else head_over(self._goal_heads, index)
            (form.term_goals if label is TERM_GOALS else form.goals).append(cell)


def _of_year(cells: Cells, labels: Sequence[Label | None]) -> Sequence[Label | None]:
    """The labels of a row; of two amounts with a value each (资金总额 | 当年资金总额) the year's is the one that says so."""
    totals = [
        index
        for index, label in enumerate(labels)
        if label is TOTAL and index + 1 < len(cells) and (value := first_filled(cells[index + 1 :])) and is_amount(value.text)
    ]
    of_year = [index for index in totals if _NAMES_YEAR.match(key(cells[index].text))]
    if len(totals) < 2 or not of_year or len(of_year) == len(totals):
        return labels
    return [TERM_TOTAL if index in totals and index not in of_year else label for index, label in enumerate(labels)]
