"""Forms out of tables whose cells are known: the label stands in one cell, its value in the next."""

from __future__ import annotations

from collections.abc import Sequence

from goalint.parser.form import Form, RawSchedule, Row
from goalint.parser.labels import (
    COLUMNS,
    DEPARTMENT_LINE,
    FIRST_NAMES,
    MONEY_UNIT,
    NAMED_DEPARTMENT,
    SECOND_NAMES,
    TITLE,
    Label,
    label_of,
    money_unit_of_label,
    month_of,
)
from goalint.readers.blocks import Table
from goalint.tree.confidence import Confidence
from goalint.tree.document import NotRead
from goalint.tree.passage import Passage, joined, passage
from goalint.tree.width import key

Cells = Sequence[Passage]
_HEAD = frozenset((Label.CODE, Label.NAME))
_BUDGET = frozenset((Label.BUDGET, Label.TOTAL, Label.FISCAL, Label.OTHER))
_MAX_SHOWN = 40
_MOST_LOOSE = 0.3
_MOST_TORN = 0.1


class Grid:
    """Reads the tables of a document one after the other; a form may go on in the next table."""

    def __init__(self) -> None:
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._open: Label | None = None  # the field that rows without a label of their own belong to
        self._columns: dict[int, Label] = {}
        self._width = 0
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
        for self._number, row in enumerate(table.rows):
            if any(cell.text.strip() for cell in row) or self._open is Label.SCHEDULE:
                self._row(row, heading)

    def finish(self) -> None:
        """Mark the forms in whose tables every print line became a row."""
        for form in self.forms:
            loose = sum(_is_line_of_cell(row.cells) for row in form.rows)
            torn = form.remainders + sum(not _said(row.cells, Label.LEVEL3) for row in form.rows)
            count = len(form.rows)
            # Who leaves values blank still fills in names.
            form.scrambled = count > 0 and loose >= _MOST_LOOSE * count and torn >= _MOST_TORN * count

    @property
    def is_open(self) -> bool:
        """A form is being read, and what comes next may belong to it."""
        return self._form is not None

    def close(self) -> None:
        """What follows belongs to no form that is open."""
        self._form = None
        self._open = None
        self._columns = {}

    def stray(self, text: Passage) -> bool:
        """A paragraph between two tables: a cell's second paragraph, if a text field is open. True if it was taken."""
        form = self._form
        if form is None or self._columns or self._open not in (Label.GOALS, Label.PURPOSE):
            return False
        (form.goals if self._open is Label.GOALS else form.purpose).append(text)
        form.sure = Confidence.MEDIUM
        return True

    def _row(self, cells: Cells, heading: Form) -> None:
        labels = [label_of(cell.text) for cell in cells]
        found = {label for label in labels if label}
        if found & _HEAD and (self._form is None or self._columns or found & _HEAD & self._form.seen):
            self._begin(cells[0], heading)
        form = self._form
        if form is None:
            self._preamble(cells, heading)
            return
        form.last = next((cell.location for cell in reversed(cells) if cell.text.strip()), form.last)
        if len(found & COLUMNS) >= 3 and found & {Label.LEVEL3, Label.VALUE}:
            self._header(form, labels)
        elif self._columns:
            self._indicator(form, cells, heading)
        elif sum(month_of(cell.text) is not None for cell in cells) >= 2:
            self._months(form, cells)
        elif self._open is Label.SCHEDULE and not found - {Label.SCHEDULE}:
            self._points(form, cells)
        elif found - {Label.BUDGET, Label.GOALS} or Label.BUDGET in found and Label.BUDGET not in form.seen:
            self._fields(form, cells, labels)
        else:
            self._text(form, cells, labels)

    def _begin(self, first: Passage, heading: Form) -> None:
        location = heading.title.location if heading.title else first.location
        self._form = Form(location, heading.title, heading.part, heading.department, heading.unit)
        heading.title = heading.department = heading.unit = None
        self.forms.append(self._form)
        self._open, self._columns = None, {}

    def _preamble(self, cells: Cells, heading: Form) -> None:
        """Rows of a table above its first label: title, department, unit of money."""
        for cell in cells:
            read_heading(heading, cell)

    def _header(self, form: Form, labels: Sequence[Label | None]) -> None:
        self._columns = {}
        for index, label in enumerate(labels):
            if label in COLUMNS:
                span = self._table.merged.get((self._number, index))
                self._columns |= dict.fromkeys(range(index, index + (span.columns if span else 1)), label)
                self._width = max(self._columns) + 1
        form.columns = tuple(dict.fromkeys(self._columns.values()))
        form.seen.update(self._columns.values())
        self._open = None

    def _months(self, form: Form, cells: Cells) -> None:
        labels = [(index, cell) for index, cell in enumerate(cells) if month_of(cell.text) is not None]
        form.schedule = RawSchedule(labels, width=len(cells))
        form.seen.add(Label.SCHEDULE)
        self._open = Label.SCHEDULE

    def _points(self, form: Form, cells: Cells) -> None:
        # Where the merged head cell of the row is not repeated, the values stand that many columns to the left.
        short = form.schedule.width - len(cells)
        shift = short if short > 0 and cells and cells[0].text.strip() else 0
        form.schedule.values = [(index + shift, cell) for index, cell in enumerate(cells) if index + shift > 0]
        self._open = None

    def _fields(self, form: Form, cells: Cells, labels: Sequence[Label | None]) -> None:
        index = 0
        for cell in cells:
            if form.unit is None and (span := money_unit_of_label(cell.text)):
                form.unit = cell.slice(*span)
        while index < len(cells):
            label = labels[index]
            if label is None:
                index += 1
                continue
            end = index + 1
            while end < len(cells) and labels[end] is None:
                end += 1
            value = _first(cells[index + 1 : end]) or (cells[index + 1] if end > index + 1 else None)
            self._field(form, label, value or cells[index].slice(len(cells[index].text)))
            index = end

    def _field(self, form: Form, label: Label, value: Passage) -> None:
        first_time = label not in form.seen
        form.seen.add(label)
        if label in (Label.GOALS, Label.PURPOSE):
            self._open = label
            target = form.goals if label is Label.GOALS else form.purpose
            target += [value] if value.text.strip() else []
        elif label in _BUDGET:
            self._open = Label.PURPOSE
            if label is not Label.BUDGET and first_time:
                form.fields[label] = value
        elif label is Label.SCHEDULE:
            self._open = Label.SCHEDULE
        elif first_time:
            form.fields[label] = value
            if label is Label.DEPARTMENT and form.department is None and value.text.strip():
                form.department = value
            self._open = None

    def _text(self, form: Form, cells: Cells, labels: Sequence[Label | None]) -> None:
        """A row with no label of its own: more of the purpose or of the goals."""
        if Label.GOALS in labels:
            self._open = Label.GOALS
            form.seen.add(Label.GOALS)
        texts = _distinct(cell for cell, label in zip(cells, labels, strict=True) if label is None and cell.text.strip())
        if not texts:
            return
        if self._open is Label.GOALS:
            form.goals += texts
        elif self._open is Label.PURPOSE:
            form.purpose += texts
        else:
            for cell in texts:
                if not read_heading(form, cell):
                    form.not_read.append(NotRead(cell.location, "text-unplaced", {"text": cell.text[:_MAX_SHOWN]}))

    def _indicator(self, form: Form, cells: Cells, heading: Form) -> None:
        filled = [cell for cell in cells if cell.text.strip()]
        if len(filled) <= 2 and sum(read_heading(heading, cell) for cell in filled):
            return  # title, department and unit of the next form, in the same table
        aligned, sure = self._aligned(cells)
        row = self._by_column(aligned)
        if not any(_said(row, label) for label in (Label.LEVEL3, Label.VALUE)):
            self._remainder(form, row, filled)
            return
        location = next((row[label].location for label in self._columns.values() if _said(row, label)), filled[0].location)
        place = next((row[label].location for label in (Label.LEVEL2, Label.LEVEL3) if _said(row, label)), location)
        form.rows.append(Row(row, place, sure))

    def _by_column(self, cells: Sequence[Passage | None]) -> dict[Label, Passage]:
        """The cells by the label of their column: what a merged cell says holds for each row that it covers."""
        row: dict[Label, Passage] = {}
        for index, cell in enumerate(cells):
            label = self._columns.get(index)
            if label is None or cell is None:
                continue
            if not cell.text.strip():
                cell = self._covered.get((self._number, index), cell)
            if not _said(row, label):
                row[label] = cell
            elif cell.text.strip():  # one head over several columns: comparator, number and unit
                row[label] = joined([row[label], cell])
        return row

    def _aligned(self, cells: Cells) -> tuple[Sequence[Passage | None], Confidence]:
        """The cells under the columns of the header; None where the row has no cell."""
        last = len(cells)
        while last > self._width and not cells[last - 1].text.strip():
            last -= 1
        cells = cells[:last]
        at = {label: index for index, label in reversed(self._columns.items())}
        short = self._width - len(cells)
        if short <= 0:
            return cells, Confidence.HIGH if short == 0 else Confidence.MEDIUM
        first = key(cells[0].text)
        lead = at.get(Label.LEVEL2, 0)
        second_follows = len(cells) > 1 and key(cells[1].text) in SECOND_NAMES
        # 成本 is a first level in one framework and a second in the others: what stands beside it decides.
        if first in SECOND_NAMES and not (first in FIRST_NAMES and second_follows) and lead <= short:
            return [*[None] * lead, *cells, *[None] * (short - lead)], Confidence.HIGH
        if not first or first in FIRST_NAMES and at.get(Label.LEVEL1) == 0:
            return [*cells, *[None] * short], Confidence.HIGH
        # Merged cells to the left are left out by some converters: what is there ends at the right edge.
        return [*[None] * short, *cells], Confidence.MEDIUM

    def _remainder(self, form: Form, row: dict[Label, Passage], filled: Sequence[Passage]) -> None:
        """A row without name and value: the rest of a cell that a page break cut in two, or a note."""
        rest = {label: cell for label, cell in row.items() if cell.text.strip()}
        if form.rows and rest and set(rest) <= {Label.DESCRIPTION, Label.BASIS}:
            form.remainders += 1
            above = form.rows[-1].cells
            for label, cell in rest.items():
                above[label] = joined([above[label], cell], "\n") if _said(above, label) else cell
            return
        if filled:
            text = " ".join(cell.text for cell in filled)[:_MAX_SHOWN]
            form.not_read.append(NotRead(filled[0].location, "row-unplaced", {"text": text}))


def read_heading(form: Form, cell: Passage) -> bool:
    """Take a title, a line of department, or a unit of money into the form; False if the text is none of them."""
    text = key(cell.text)
    if TITLE.search(text):
        form.title = cell
        return True
    if named := NAMED_DEPARTMENT.search(MONEY_UNIT.sub("", cell.text).strip()):
        at = cell.text.find(named.group(1))
        form.department = cell.slice(at, at + len(named.group(1))) if at >= 0 else cell
    unit = MONEY_UNIT.search(text)
    department = DEPARTMENT_LINE.match(text[: unit.start()] if unit else text)
    if department and len(text) < 80:
        end = cell.text.rfind("单位") if unit else len(cell.text)
        form.department = cell.slice(0, end).strip() if end > 0 else cell
    if unit:
        at = cell.text.rfind(unit.group(1))
        form.unit = cell.slice(at, at + len(unit.group(1))) if at >= 0 else passage(unit.group(1), cell.location)
    return bool(unit or department or named)


def _is_line_of_cell(row: dict[Label, Passage]) -> bool:
    """A row without a value and without the name of a level: a line of the row above it."""
    return (
        not _said(row, Label.VALUE)
        and not (_said(row, Label.LEVEL1) and key(row[Label.LEVEL1].text) in FIRST_NAMES)
        and not (_said(row, Label.LEVEL2) and key(row[Label.LEVEL2].text) in SECOND_NAMES)
    )


def _first(cells: Sequence[Passage]) -> Passage | None:
    return next((cell for cell in cells if cell.text.strip()), None)


def _said(row: dict[Label, Passage], label: Label) -> bool:
    return label in row and bool(row[label].text.strip())


def _distinct(cells: object) -> list[Passage]:
    """A merged cell may be repeated by the export: each text once."""
    seen: dict[str, Passage] = {}
    for cell in cells:  # type: ignore[attr-defined]
        seen.setdefault(cell.text, cell)
    return list(seen.values())
