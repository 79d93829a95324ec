"""The rows of an indicator table under the head of its columns."""

from __future__ import annotations

from collections.abc import Sequence

from goalint.parser.cells import is_numbering, said
from goalint.parser.columns import Columns, compares
from goalint.parser.form import Form, Row
from goalint.parser.genre import is_skeleton
from goalint.parser.heading import read_heading
from goalint.parser.labels import (
    BASIS,
    DESCRIPTION,
    FIRST_NAMES,
    LEVEL1,
    LEVEL2,
    LEVEL3,
    SECOND_NAMES,
    SIGN,
    VALUE,
    Label,
    inline_label,
)
from goalint.parser.table_rows import TableRow
from goalint.tree.document import NotRead
from goalint.tree.passage import Passage, joined
from goalint.tree.pattern import lazy
from goalint.tree.width import key

_LEVELS = (LEVEL1, LEVEL2)
_NAMES = FIRST_NAMES | SECOND_NAMES
_NAMES_OF = {LEVEL1: FIRST_NAMES, LEVEL2: SECOND_NAMES}
_NOTHING = frozenset(("/", "-", "--", "无"))
_MAX_SHOWN = 40
_SUMS = frozenset(("合计", "总计", "总分", "小计"))
_NUMBER = lazy(r"[\d.,]+(?:%|分)?")
_REMEMBERED = 20  # rows whose bases tell what a basis looks like


class IndicatorRows:
    """Reads the rows of one indicator table into its form."""

    def __init__(self, form: Form, columns: Columns, *, of_term: bool) -> None:
        """`of_term` says that the table is that of several years."""
        self._form = form
        self._columns = columns
        self._of_term = of_term
        self._fresh = True  # the row above was a head of columns
        form.columns = columns.labels
        form.seen.update(form.columns)

    def is_below(self, row: TableRow) -> bool:
        """The row may be the first below the table: it begins at its left, and names no level."""
        at = self._columns.at
        if row.first > min(at, default=0) or row.covering(0) is not None:
            return False
        return not any(
            label in _NAMES_OF and place < len(row.cells) and key(row.cells[place].text) in _NAMES_OF[label]
            for place, label in at.items()
        )

    def ends_at(self, row: TableRow, closers: frozenset[Label]) -> bool:
        """The row is the first below the table: it begins with one of these labels."""
        label = row.labels[row.first]
        if label is None and (inline := inline_label(row.cells[row.first].text)):
            label = inline[0]
        return label in closers and self.is_below(row)

    def take(self, row: TableRow, heading: Form) -> None:
        """Read a row; into `heading` where it belongs to what stands above the next form."""
        form, columns = self._form, self._columns
        filled = row.said()
        if self._fresh and (is_numbering(filled) or self._second_head(row)):
            return
        self._fresh = False
        if _is_sum(filled):
            return  # of weights
        if len(filled) <= 2 and sum(read_heading(heading, cell) for cell in filled):
            return  # title, department and unit of the next form, in the same table
        aligned, sure, certain = columns.placed(row.cells, self._bases)
        cells = self._by_column(row, aligned)
        if columns.unsettled or not certain:
            cells.pop(VALUE, None)
        name, value = _stripped(cells, LEVEL3), _stripped(cells, VALUE)
        if not certain:
            self._unplaced(filled)
        elif not name and not value:
            self._remainder(cells, filled)
            return
        if (not value or key(value) in _NOTHING) and is_skeleton(name):
            if any(said(cells, label) for label in _LEVELS):
                form.skipped.append(cells)
            return  # 指标2： or …… of the template
        named = next((label for label in (LEVEL2, LEVEL3, *form.columns) if said(cells, label)), None)
        place = cells[named].location if named else filled[0].location
        for skipped in form.skipped:
            for label in _LEVELS:
                if said(skipped, label) and not said(cells, label):
                    cells[label] = skipped[label]
        form.skipped = []
        (form.term_rows if self._of_term else form.rows).append(Row(cells, place, sure))

    def _bases(self) -> frozenset[str]:
        """What the last rows have for a basis."""
        rows = self._form.rows[-_REMEMBERED:]
        return frozenset(key(row.cells[BASIS].text) for row in rows if said(row.cells, BASIS))

    def _second_head(self, row: TableRow) -> bool:
        """The row is the second of a head of columns."""
        form, columns = self._form, self._columns
        if not columns.refined(row.cells, [place for place in columns.at if row.covering(place) is not None]):
            return False
        form.columns = columns.labels
        if heads := columns.unsettled:
            names = "、".join(cell.text.strip()[:_MAX_SHOWN] for cell in heads)
            form.not_read.append(NotRead(heads[0].location, "columns-unknown", {"names": names}))
        return True

    def _by_column(self, row: TableRow, cells: Sequence[Passage | None]) -> dict[Label, Passage]:
        """The cells by the label of their column: what a merged cell says holds for each row that it covers."""
        out: dict[Label, Passage] = {}
        at = self._columns.at
        for index, cell in enumerate(cells):
            label = at.get(index)
            if label is None or cell is None:
                continue
            if label is VALUE and (parts := self._columns.parts(index, cells)):
                cell = joined([cell, *parts])
            if not cell.text.strip():
                cell = row.covering(index) or cell
            above = out.get(label)
            if above is None or not above.text.strip():
                out[label] = cell
            elif not cell.text.strip():
                continue
            elif label is SIGN:
                if not compares(above.text):
                    out[label] = cell
            elif cell.text != above.text:
                # one head over several columns: comparator, number, unit
                out[label] = joined([above, cell])
        return out

    def _remainder(self, cells: dict[Label, Passage], filled: Sequence[Passage]) -> None:
        """A row without name and value: the rest of a cell that a page break cut in two, a blank one, or a note."""
        form = self._form
        rest = {label: cell for label, cell in cells.items() if cell.text.strip()}
        if rest and set(rest) <= set(_LEVELS) and any(key(cell.text) in _NAMES for cell in rest.values()):
            form.skipped.append(cells)  # a category that the form prints and nobody used
            return
        if form.rows and rest and set(rest) <= {DESCRIPTION, BASIS}:
            form.remainders += 1
            above = form.rows[-1].cells
            for label, cell in rest.items():
                above[label] = joined([above[label], cell], "\n") if said(above, label) else cell
            return
        if filled and not all(is_skeleton(cell.text) for cell in filled):
            self._unplaced(filled)

    def _unplaced(self, filled: Sequence[Passage]) -> None:
        text = " ".join(cell.text for cell in filled)[:_MAX_SHOWN]
        self._form.not_read.append(NotRead(filled[0].location, "row-unplaced", {"text": text}))


def _is_sum(filled: Sequence[Passage]) -> bool:
    """A sum and nothing else: 合计 | 100."""
    words = [key(cell.text) for cell in filled]
    return bool(words) and words[0] in _SUMS and all(word in _SUMS or _NUMBER.fullmatch(word) for word in words)


def _stripped(cells: dict[Label, Passage], label: Label) -> str:
    cell = cells.get(label)
    return cell.text.strip() if cell is not None else ""
