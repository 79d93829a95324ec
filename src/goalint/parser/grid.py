"""Forms out of tables whose cells are known: the label stands in one cell, its value in the next."""

from __future__ import annotations

from collections.abc import Sequence

from goalint.parser.cells import (
    Cells,
    beginning,
    distinct,
    first_filled,
    head_over,
    is_line_of_cell,
    is_numbering,
    is_title,
    labels_of,
    looks_like_label,
    parted,
    said,
)
from goalint.parser.columns import Columns, compares, is_head
from goalint.parser.form import Form, RawSchedule, Row
from goalint.parser.funds import AMOUNTS, Funds, is_amount
from goalint.parser.genre import is_skeleton, sign_in
from goalint.parser.heading import read_heading
from goalint.parser.labels import (
    FIRST_NAMES,
    SECOND_NAMES,
    YEAR_LINE,
    Label,
    field_of,
    inline_label,
    money_unit_of_label,
    month_of,
)
from goalint.parser.sides import side_of
from goalint.readers.blocks import Table
from goalint.tree.confidence import Confidence
from goalint.tree.document import NotRead
from goalint.tree.passage import Passage, joined
from goalint.tree.width import key

_HEAD = frozenset((Label.CODE, Label.NAME))
_GOALS = frozenset((Label.GOALS, Label.TERM_GOALS))
_BEGINNERS = frozenset((Label.BUDGET, Label.SCHEDULE, Label.TASKS)) | _GOALS
_DEPARTMENTS = frozenset((Label.DEPARTMENT, Label.AUTHORITY, Label.CARRIER))
# What may follow an indicator table in the same form.
_CLOSERS = _BEGINNERS | _DEPARTMENTS | {Label.NOTE, Label.FUNDS, Label.PURPOSE}
_SINGLE = AMOUNTS | {Label.CODE, Label.NAME}  # one cell says what there is to say
_NOTHING = frozenset(("/", "-", "--", "无"))
_MAX_SHOWN = 40
_MOST_LOOSE = 0.3
_MOST_TORN = 0.1


class Grid:
    """Reads the tables of a document one after the other; a form may go on in the next table."""

    def __init__(self) -> None:
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._closed: Form | None = None  # the form before the last heading: its title may be that of a second page
        self._open: Label | None = None  # the field that rows without a label of their own belong to
        self._columns: Columns | None = None
        self._fresh = False  # the row above was a head of columns
        self._of_term = False  # the indicator table is that of several years
        self._left_out = False  # the source has no cells where merged ones go on
        self._over: str | None = None  # the side that a line over the table names
        self._goal_heads: list[tuple[int, Label]] = []
        self._funds = Funds()
        self._above: Cells = ()
        self._table = Table(())
        self._covered: dict[tuple[int, int], Passage] = {}  # places in rows below the first of a merged cell, with its text
        self._number = 0  # of the row being read

    def table(self, table: Table, heading: Form) -> None:
        """Read a table. `heading` holds title, department and unit that stand before it."""
        self._table = table
        self._covered = {
            (row + down, column): table.rows[row][column]
            for (row, column), span in table.merged.items()
            for down in range(1, span.rows)
        }
        self._left_out = False
        self._above = ()
        for self._number, row in enumerate(table.rows):
            if any(cell.text.strip() for cell in row) or self._open is Label.SCHEDULE:
                self._row(row, heading)
                self._above = row

    def finish(self) -> None:
        """Settle what only the whole of a form shows: which goals are the year's, and whether print lines became rows."""
        self.forms = [form for form in self.forms if _is_form(form)]
        for form in self.forms:
            form.goals = form.goals or ([] if Label.GOALS in form.seen else form.term_goals)
            form.rows = form.rows or form.term_rows
            if form.term_goals:
                form.seen.add(Label.GOALS)
            loose = sum(is_line_of_cell(row.cells) for row in form.rows)
            torn = form.remainders + sum(not said(row.cells, Label.LEVEL3) for row in form.rows)
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
        self._open = None
        self._columns = None

    def stray(self, text: Passage) -> bool:
        """A paragraph between two tables: a cell's second paragraph, if a text field is open. True if it was taken."""
        form = self._form
        if form is None or self._columns or self._open not in (Label.GOALS, Label.PURPOSE):
            return False
        (form.goals if self._open is Label.GOALS else form.purpose).append(text)
        form.sure = Confidence.MEDIUM
        return True

    def _row(self, cells: Cells, heading: Form) -> None:
        head = is_head(cells)
        if not head and self._columns is None:
            cells = parted(cells)
        labels = labels_of(cells, head)
        found = {label for label in labels if label}
        if self._begins(cells, found, heading, head):
            self._begin(cells, heading)
        form = self._form
        if form is not None and form.columns and is_title(cells):
            self.close()
            form = None
        if form is None:
            self._preamble(cells, heading)
            return
        form.last = next((cell.location for cell in reversed(cells) if cell.text.strip()), form.last)
        if head:
            self._header(form, cells)
            return
        if self._columns is not None:
            if not self._closes(cells, labels):
                self._indicator(form, cells, heading)
                return
            cells = parted(cells)
            labels = labels_of(cells, head)
            found = {label for label in labels if label}
        if sum(month_of(cell.text) is not None for cell in cells) >= 2:
            self._months(form, cells)
        elif self._open is Label.SCHEDULE and not found - {Label.SCHEDULE}:
            self._points(form, cells)
        elif self._funds.under_heads(form, cells, self._open is Label.TASKS):
            pass
        else:
            self._see(form, cells)
            if found:
                self._fields(form, cells, labels)
            else:
                self._text(form, cells)

    def _begins(self, cells: Cells, found: set[Label], heading: Form, head: bool) -> bool:
        """The row is the first of a form: it has code or name, or what follows them where those were lost."""
        form = self._form
        if found & _HEAD and not head:
            return form is None or self._columns is not None or bool(found & _HEAD & form.seen)
        if form is None:
            if heading.title is not None and (found - _DEPARTMENTS - {Label.NOTE} or head):
                return not self._resumes(found, heading, head)
            return bool(found & _BEGINNERS)
        if self._columns is None or head or self._of_term:
            return False
        again = (found & _BEGINNERS & form.seen) - {Label.TERM_GOALS}
        return bool(again) and field_of(beginning(cells)) is not None and self._is_below(cells)

    def _resumes(self, found: set[Label], heading: Form, head: bool) -> bool:
        """The title is that of the form above once more, on its next page."""
        last = self._closed
        if last is None or last.title is None or heading.title is None or key(last.title.text) != key(heading.title.text):
            return False
        if head and last.columns or found & last.seen & (_BEGINNERS | AMOUNTS | _HEAD):
            return False
        self._form, heading.title = last, None
        return True

    def _begin(self, cells: Cells, heading: Form) -> None:
        first = next((cell for cell in cells if cell.text.strip()), cells[0])
        location = heading.title.location if heading.title else first.location
        self._form = Form(location, heading.title, heading.part, heading.department, heading.unit, year=heading.year)
        heading.title = heading.department = heading.unit = heading.year = None
        self.forms.append(self._form)
        self._open, self._columns, self._goal_heads, self._of_term, self._over = None, None, [], False, None
        self._funds = Funds()

    def _preamble(self, cells: Cells, heading: Form) -> None:
        """Rows of a table above its first label: title, department, unit of money."""
        for cell, value in zip(cells, [*cells[1:], None], strict=True):
            if not read_heading(heading, cell) and field_of(cell.text) is Label.DEPARTMENT and value and value.text.strip():
                heading.department = value

    def _see(self, form: Form, cells: Cells) -> None:
        """Take note of what gives another genre away."""
        for cell in cells:
            if genre := sign_in(cell.text):
                form.signs.setdefault(genre, set()).add(key(cell.text))

    def _header(self, form: Form, cells: Cells) -> None:
        self._see(form, cells)
        spans = {column: span for (row, column), span in self._table.merged.items() if row == self._number}
        first = key(beginning(cells))
        if side := (side_of(first) if "指标" in first else self._over):
            self._of_term = side == "term"
        self._over = None
        term_first = [label for _, label in self._goal_heads[:1]] == [Label.TERM_GOALS]
        self._columns = Columns(cells, spans, self._above, term_first)
        self._columns.left_out = self._left_out
        form.columns = self._columns.labels
        form.seen.update(form.columns)
        self._open, self._fresh = None, True

    def _is_below(self, cells: Cells) -> bool:
        """The row may be the first below the indicator table: it begins at its left, and names no level."""
        assert self._columns is not None
        index = next((index for index, cell in enumerate(cells) if cell.text.strip()), 0)
        if index > min(self._columns.at, default=0) or (self._number, 0) in self._covered:
            return False
        names = {Label.LEVEL1: FIRST_NAMES, Label.LEVEL2: SECOND_NAMES}
        return not any(
            label in names and place < len(cells) and key(cells[place].text) in names[label]
            for place, label in self._columns.at.items()
        )

    def _closes(self, cells: Cells, labels: Sequence[Label | None]) -> bool:
        """The row is the first below the indicator table: it begins with the label of a field."""
        index = next((index for index, cell in enumerate(cells) if cell.text.strip()), 0)
        label = labels[index]
        if label is None and (inline := inline_label(cells[index].text)):
            label = inline[0]
        if label not in _CLOSERS or not self._is_below(cells):
            return bool(side_of(cells[index].text)) and sum(bool(cell.text.strip()) for cell in cells) == 1
        self._columns = None
        return True

    def _months(self, form: Form, cells: Cells) -> None:
        labels = [(index, cell) for index, cell in enumerate(cells) if month_of(cell.text) is not None]
        form.schedule = RawSchedule(labels, width=len(cells))
        form.seen.add(Label.SCHEDULE)
        self._open = Label.SCHEDULE

    def _points(self, form: Form, cells: Cells) -> None:
        # Where the merged head cell of the row is not repeated, the values stand that many columns to the left.
        short = max(0, form.schedule.width - len(cells))
        filled = [index for index, cell in enumerate(cells) if cell.text.strip()]
        months = {index for index, _ in form.schedule.labels}
        beside = bool(filled) and filled[0] < min(months, default=0) and field_of(cells[filled[0]].text) is None
        if not short and (self._left_out or beside):
            short = 1  # the merged head was left out and the row filled up at its end
        shift = short if self._left_out or cells and cells[0].text.strip() or not months.issuperset(filled) else 0
        # A blank cell may be that of the merged head, or a first point that was left blank.
        form.schedule.doubtful = bool(short and filled and shift == 0 and months.issuperset(at + short for at in filled))
        form.schedule.values = [(index + shift, cell) for index, cell in enumerate(cells) if index + shift > 0]
        if not form.schedule.labels and any(cell.text.strip() for cell in cells):
            form.schedule.values = list(enumerate(cells))
        self._open = None

    def _fields(self, form: Form, cells: Cells, labels: Sequence[Label | None]) -> None:
        for cell, label in zip(cells, labels, strict=True):
            if form.unit is None and label and (span := money_unit_of_label(cell.text)):
                form.unit = cell.slice(*span)
        goals = [(index, label) for index, label in enumerate(labels) if label in _GOALS]
        after = cells[goals[0][0] :] if len(goals) > 1 else ()
        if after and not any(cell.text.strip() for cell in after if field_of(cell.text) is None):
            self._goal_heads = [(index, label) for index, label in goals if label]
            form.seen.update(label for _, label in self._goal_heads)
            self._open = Label.GOALS
            return
        if self._funds.heads(form, cells, labels):
            self._open = Label.TASKS if Label.TASKS in labels else self._open
            return
        self._goal_heads = []
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
                self._field(form, label, value or cells[index].slice(len(cells[index].text)), cells[index + 1 : end], index)
                if label in _SINGLE and value is not None:
                    self._beside(form, value, cells[index + 1 : end])
            index = end
        if Label.TASKS in labels:
            self._open = Label.TASKS

    def _beside(self, form: Form, value: Passage, cells: Cells) -> None:
        """What stands in a row after the value of its label: a year or a unit, or nothing that is understood."""
        for cell in distinct(cell for cell in cells if cell.text.strip()):
            counted = is_amount(cell.text.strip().rstrip("%％"))  # of other years, or a share
            if cell.text == value.text or counted or is_skeleton(cell.text) or read_heading(form, cell) or sign_in(cell.text):
                continue
            self._unplaced(form, cell, cell.text)

    def _field(self, form: Form, label: Label, value: Passage, values: Cells, column: int) -> None:
        first_time = label not in form.seen or not form.fields.get(label, value).text.strip()
        form.seen.add(label)
        if label in (Label.GOALS, Label.TERM_GOALS, Label.PURPOSE):
            self._open = label
            target = {Label.GOALS: form.goals, Label.TERM_GOALS: form.term_goals}.get(label, form.purpose)
            target += distinct(cell for cell in values if cell.text.strip())
        elif label in AMOUNTS:
            self._funds.take(form, label, value, column)
            self._open = Label.PURPOSE if Label.BUDGET in form.seen else None
        elif label is Label.BUDGET:
            self._open = Label.PURPOSE
            said = distinct(cell for cell in values if cell.text.strip())
            if len(said) == 1 and is_amount(said[0].text):
                self._funds.take(form, Label.TOTAL, said[0], column)
                form.seen.add(Label.TOTAL)
            else:
                form.purpose += said
        elif label is Label.SCHEDULE:
            self._open = Label.SCHEDULE
            if any(cell.text.strip() for cell in values) and not form.schedule.labels:
                form.schedule.values = list(enumerate(values))  # the row of labels lost them
        elif label in (Label.NOTE, Label.TASKS):
            self._open = label
        else:
            if first_time:
                form.fields[label] = value
            self._open = None

    def _text(self, form: Form, cells: Cells) -> None:
        """A row with no label of its own: more of the field above it."""
        owner = self._covered.get((self._number, 0))
        if owner is not None and (label := field_of(owner.text)) in (Label.GOALS, Label.TERM_GOALS, Label.NOTE, Label.BUDGET):
            self._open = Label.PURPOSE if label is Label.BUDGET else label
        if self._open in (Label.NOTE, Label.TASKS):
            form.filled |= self._open is Label.TASKS and any(not is_skeleton(cell.text) for cell in cells[1:])
            return
        texts = [(index, cell) for index, cell in enumerate(cells) if cell.text.strip()]
        if self._goal_heads:
            self._side_by_side(form, texts)
            return
        plain = distinct(cell for _, cell in texts)
        if len(plain) == 1 and (side := side_of(plain[0].text)):
            self._over = side
            return
        if self._open is Label.PURPOSE and texts and texts[0][0] == 0 and owner is None:
            self._left_out = True
        if not plain or sum(bool(YEAR_LINE.match(key(cell.text))) for cell in plain) > 1:
            return  # heads of the years before the budget year
        if self._open is not None and len(plain) > 1 and texts[0][0] == 0 and looks_like_label(plain[0].text):
            self._open = Label.NOTE  # a field of the form that is on no list
            self._unplaced(form, plain[0], "：".join(cell.text for cell in plain))
        elif self._open in (Label.GOALS, Label.TERM_GOALS, Label.PURPOSE):
            target = {Label.GOALS: form.goals, Label.TERM_GOALS: form.term_goals}.get(self._open, form.purpose)
            target += plain
        else:
            for cell in plain:
                if not read_heading(form, cell) and not sign_in(cell.text):
                    self._unplaced(form, cell, cell.text)

    def _unplaced(self, form: Form, cell: Passage, text: str) -> None:
        form.not_read.append(NotRead(cell.location, "text-unplaced", {"text": text[:_MAX_SHOWN]}))

    def _side_by_side(self, form: Form, texts: Sequence[tuple[int, Passage]]) -> None:
        """Goals under heads that stand beside one another (总体目标 | 年度目标)."""
        heads = self._goal_heads if len(texts) == len(self._goal_heads) else self._goal_heads[1:]
        in_order = len(texts) == len(heads)
        for number, (index, cell) in enumerate(texts):
            label = heads[number][1] if in_order else head_over(self._goal_heads, index)
            (form.term_goals if label is Label.TERM_GOALS else form.goals).append(cell)

    def _indicator(self, form: Form, cells: Cells, heading: Form) -> None:
        assert self._columns is not None
        filled = [cell for cell in cells if cell.text.strip()]
        if self._fresh and (is_numbering(filled) or self._second_head(form, self._columns, cells)):
            return
        self._fresh = False
        if len(filled) <= 2 and sum(read_heading(heading, cell) for cell in filled):
            return  # title, department and unit of the next form, in the same table
        bases = frozenset(key(row.cells[Label.BASIS].text) for row in form.rows[-20:] if said(row.cells, Label.BASIS))
        aligned, sure, certain = self._columns.placed(cells, bases)
        row = self._by_column(aligned)
        if self._columns.unsettled:
            row.pop(Label.VALUE, None)
        if not certain:
            row = {label: cell for label, cell in row.items() if label is not Label.VALUE}
            self._row_unplaced(form, filled)
        elif not any(said(row, label) for label in (Label.LEVEL3, Label.VALUE)):
            self._remainder(form, row, filled)
            return
        nothing = not said(row, Label.VALUE) or key(row[Label.VALUE].text) in _NOTHING
        if nothing and is_skeleton(row[Label.LEVEL3].text if said(row, Label.LEVEL3) else ""):
            if any(said(row, label) for label in (Label.LEVEL1, Label.LEVEL2)):
                form.skipped.append(row)
            return  # 指标2： or …… of the template
        location = next((row[label].location for label in form.columns if said(row, label)), filled[0].location)
        place = next((row[label].location for label in (Label.LEVEL2, Label.LEVEL3) if said(row, label)), location)
        for skipped in form.skipped:
            for label in (Label.LEVEL1, Label.LEVEL2):
                if said(skipped, label) and not said(row, label):
                    row[label] = skipped[label]
        form.skipped = []
        (form.term_rows if self._of_term else form.rows).append(Row(row, place, sure))

    def _second_head(self, form: Form, columns: Columns, cells: Cells) -> bool:
        """The row is the second of a head of columns."""
        covered = [place for place in columns.at if (self._number, place) in self._covered]
        if not columns.refined(cells, covered):
            return False
        form.columns = columns.labels
        if heads := columns.unsettled:
            names = "、".join(cell.text.strip()[:_MAX_SHOWN] for cell in heads)
            form.not_read.append(NotRead(heads[0].location, "columns-unknown", {"names": names}))
        return True

    def _by_column(self, cells: Sequence[Passage | None]) -> dict[Label, Passage]:
        """The cells by the label of their column: what a merged cell says holds for each row that it covers."""
        assert self._columns is not None
        row: dict[Label, Passage] = {}
        for index, cell in enumerate(cells):
            label = self._columns.at.get(index)
            if label is None or cell is None:
                continue
            if label is Label.VALUE and (parts := self._columns.parts(index, cells)):
                cell = joined([cell, *parts])
            if not cell.text.strip():
                cell = self._covered.get((self._number, index), cell)
            if not said(row, label) or label is Label.SIGN and cell.text.strip() and not compares(row[label].text):
                row[label] = cell
            elif label is not Label.SIGN and cell.text.strip() and cell.text != row[label].text:
                # one head over several columns: comparator, number, unit
                row[label] = joined([row[label], cell])
        return row

    def _remainder(self, form: Form, row: dict[Label, Passage], filled: Sequence[Passage]) -> None:
        """A row without name and value: the rest of a cell that a page break cut in two, a blank one, or a note."""
        rest = {label: cell for label, cell in row.items() if cell.text.strip()}
        if (
            rest
            and set(rest) <= {Label.LEVEL1, Label.LEVEL2}
            and any(key(cell.text) in FIRST_NAMES | SECOND_NAMES for cell in rest.values())
        ):
            form.skipped.append(row)  # a category that the form prints and nobody used
            return
        if form.rows and rest and set(rest) <= {Label.DESCRIPTION, Label.BASIS}:
            form.remainders += 1
            above = form.rows[-1].cells
            for label, cell in rest.items():
                above[label] = joined([above[label], cell], "\n") if said(above, label) else cell
            return
        if filled:
            self._row_unplaced(form, filled)

    def _row_unplaced(self, form: Form, filled: Sequence[Passage]) -> None:
        text = " ".join(cell.text for cell in filled)[:_MAX_SHOWN]
        form.not_read.append(NotRead(filled[0].location, "row-unplaced", {"text": text}))


def _is_form(form: Form) -> bool:
    """Not only a table of budgets in which projects have names."""
    return bool(form.columns or form.seen & (_BEGINNERS | {Label.CODE}) or form.title)
