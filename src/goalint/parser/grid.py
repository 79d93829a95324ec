"""Forms out of tables whose cells are known: which rows are of which form, and of which part of it."""

from __future__ import annotations

from goalint.parser.cells import is_line_of_cell, said
from goalint.parser.columns import Columns
from goalint.parser.fields import Fields
from goalint.parser.form import Form
from goalint.parser.heading import read_heading
from goalint.parser.indicator_rows import IndicatorRows
from goalint.parser.labels import (
    AMOUNTS,
    AUTHORITY,
    BUDGET,
    CARRIER,
    CODE,
    DEPARTMENT,
    FUNDS,
    GOALS,
    LEVEL3,
    NAME,
    NOTE,
    PURPOSE,
    SCHEDULE,
    TASKS,
    TERM_GOALS,
    field_of,
)
from goalint.parser.sides import side_of
from goalint.parser.table_rows import TableRow, rows_of
from goalint.readers.blocks import Table
from goalint.tree.confidence import Confidence
from goalint.tree.passage import Passage
from goalint.tree.width import key

_HEAD = frozenset((CODE, NAME))
_BEGINNERS = frozenset((BUDGET, SCHEDULE, TASKS, GOALS, TERM_GOALS))
_DEPARTMENTS = frozenset((DEPARTMENT, AUTHORITY, CARRIER))
# What may follow an indicator table in the same form.
_CLOSERS = _BEGINNERS | _DEPARTMENTS | {NOTE, FUNDS, PURPOSE}
_MOST_LOOSE = 0.3
_MOST_TORN = 0.1


class Grid:
    """Reads the tables of a document one after the other; a form may go on in the next table."""

    def __init__(self) -> None:
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._fields: Fields | None = None  # of the form, or of the one that was closed
        self._closed: Form | None = None  # the form before the last heading: its title may be that of a second page
        self._indicators: IndicatorRows | None = None  # the table that is being read
        self._of_term = False  # the indicator table is that of several years
        self._above: tuple[Passage, ...] = ()

    def table(self, table: Table, heading: Form) -> None:
        """Read a table. `heading` holds title, department and unit that stand before it."""
        self._above = ()
        for cells, row in zip(table.rows, rows_of(table), strict=True):
            if row.filled or self._fields is not None and self._fields.open is SCHEDULE:
                self._row(row, heading)
                self._above = cells

    def finish(self) -> None:
        """Settle what only the whole of a form shows: which goals are the year's, and whether print lines became rows."""
        self.forms = [form for form in self.forms if _is_form(form)]
        for form in self.forms:
            form.goals = form.goals or ([] if GOALS in form.seen else form.term_goals)
            form.rows = form.rows or form.term_rows
            if form.term_goals:
                form.seen.add(GOALS)
            loose = sum(is_line_of_cell(row.cells) for row in form.rows)
            torn = form.remainders + sum(not said(row.cells, LEVEL3) for row in form.rows)
            count = len(form.rows)
            # Who leaves values blank still fills in names.
            form.scrambled = count > 0 and loose >= _MOST_LOOSE * count and torn >= _MOST_TORN * count

    @property
    def is_open(self) -> bool:
        """A form is being read, and what comes next may belong to it."""
        return self._form is not None

    def close(self) -> None:
        """What follows belongs to no form that is open."""
        self._closed = self._form or self._closed
        self._form = None
        self._indicators = None
        if self._fields is not None:
            self._fields.open = None

    def stray(self, text: Passage) -> bool:
        """A paragraph between two tables: a cell's second paragraph, if a text field is open. True if it was taken."""
        form, fields = self._form, self._fields
        if form is not None and fields is not None and (side := side_of(text.text)) and "指标" in text.text:
            fields.over = side
            return True
        if form is None or fields is None or self._indicators or fields.open not in (GOALS, PURPOSE):
            return False
        if field_of(text.text) is NOTE:
            return True  # the head over a table: 绩效指标
        (form.goals if fields.open is GOALS else form.purpose).append(text)
        form.sure = Confidence.MEDIUM
        return True

    def _row(self, row: TableRow, heading: Form) -> None:
        if not row.head and self._indicators is None:
            row = row.parted()
        if self._begins(row, heading):
            self._begin(row, heading)
        if self._form is not None and self._form.columns and row.is_title:
            self.close()
        form, fields = self._form, self._fields
        if form is None or fields is None:
            self._preamble(row, heading)
            return
        if row.filled:
            form.last = row.cells[row.filled[-1]].location
        if row.head:
            self._header(form, fields, row)
            return
        if self._indicators is not None:
            if self._indicators.ends_at(row, _CLOSERS):
                self._indicators = None
            elif not row.names_side:  # such a line may stand over the next table, or between the rows of this one
                self._indicators.take(row, heading)
                return
            row = row.parted()
        fields.take(row)

    def _begins(self, row: TableRow, heading: Form) -> bool:
        """The row is the first of a form: it has code or name, or what follows them where those were lost."""
        form, found, head = self._form, row.found, row.head
        if form is not None and not found:
            return False
        if found & _HEAD and not head:
            return form is None or self._indicators is not None or bool(found & _HEAD & form.seen)
        if form is None:
            if heading.title is not None and (found - _DEPARTMENTS - {NOTE} or head):
                return not self._resumes(row, heading)
            return bool(found & _BEGINNERS)
        if self._indicators is None or head or self._of_term:
            return False
        again = (found & _BEGINNERS & form.seen) - {TERM_GOALS}
        return bool(again) and field_of(row.cells[row.first].text) is not None and self._indicators.is_below(row)

    def _resumes(self, row: TableRow, heading: Form) -> bool:
        """The title is that of the form above once more, on its next page."""
        last = self._closed
        if last is None or last.title is None or heading.title is None or key(last.title.text) != key(heading.title.text):
            return False
        if row.head and last.columns or row.found & last.seen & (_BEGINNERS | AMOUNTS | _HEAD):
            return False
        self._form, heading.title = last, None
        return True

    def _begin(self, row: TableRow, heading: Form) -> None:
        location = heading.title.location if heading.title else row.cells[row.first].location
        form = Form(location, heading.title, heading.part, heading.department, heading.unit, year=heading.year)
        heading.title = heading.department = heading.unit = heading.year = None
        self.forms.append(form)
        self._form, self._fields = form, Fields(form)
        self._indicators, self._of_term = None, False

    def _preamble(self, row: TableRow, heading: Form) -> None:
        """Rows of a table above its first label: title, department, unit of money."""
        said = row.said()
        for cell, value in zip(said, [*said[1:], None], strict=True):
            if not read_heading(heading, cell) and field_of(cell.text) is DEPARTMENT and value and field_of(value.text) is None:
                heading.department = value

    def _header(self, form: Form, fields: Fields, row: TableRow) -> None:
        fields.see(row)
        first = key(row.cells[row.first].text)
        if side := side_of(first) or fields.over:
            self._of_term = side == "term"
        columns = Columns(row.cells, row.spans, self._above, fields.term_first)
        columns.left_out = row.reach.left_out
        self._indicators = IndicatorRows(form, columns, of_term=self._of_term)
        fields.open = fields.over = None


def _is_form(form: Form) -> bool:
    """Not only a table of budgets in which projects have names."""
    return bool(form.columns or form.seen & (_BEGINNERS | {CODE}) or form.title)
