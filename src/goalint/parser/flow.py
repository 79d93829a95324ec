"""Forms out of printed lines: no cell marks, cells wrapped anywhere (the text of a PDF).

The head of a form is read by its labels. The indicator table is cut into cells by the cheapest way through all its
words at once (`segment`): no single line says where a cell ends, but the known names of the levels, the look of values
and the columns' widths together do.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from goalint.parser.form import Form, RawSchedule, Row
from goalint.parser.genre import is_skeleton
from goalint.parser.labels import (
    AMOUNTS,
    COLUMNS,
    FIRST_NAMES,
    NUMBERED,
    SECOND_NAMES,
    Label,
    field_of,
    inline_label,
    label_at,
    may_hold_value,
    money_unit_of_label,
    month_of,
)
from goalint.parser.segment import DOUBTFUL, Cut, Token, Widths, segment
from goalint.parser.sides import side_of
from goalint.parser.table_edges import foot_of, without_caption, without_headers
from goalint.parser.torn import are_torn, names_categories
from goalint.readers.blocks import Line
from goalint.tree.code import CODE_LENGTH
from goalint.tree.confidence import Confidence
from goalint.tree.document import NotRead
from goalint.tree.passage import Passage, joined, passage
from goalint.tree.pattern import lazy
from goalint.tree.width import is_cjk, key

_WORD = lazy(r"\S+")
_PART_OF_CODE = lazy(r"[0-9A-Z]{2,}")
_AMOUNT = lazy(r"-?[\d,，.]+(?:亿元?|万元?|千元|元)?$|[/—-]$")
_SIDE_WORDS = 3
_REPEATED = frozenset(
    (Label.NOTE, Label.FUNDS, Label.TASKS, Label.SOURCE, Label.DEPARTMENT)
)  # a form has many, and they end what is above
_LONGEST_LABEL = 6  # words
_GOALS = frozenset((Label.GOALS, Label.TERM_GOALS))
_NUMBERED_GOAL = lazy(r"目标\d")
_BESIDE = (AMOUNTS, _GOALS)  # labels that may stand beside one another
_NUMBER_HEADS = frozenset(("序号", "编号"))
_FIRST_NUMBERS = frozenset(("1",))
_MOST_HEADS = 5  # words of heads that are on no list
_MAX_SHOWN = 40
_FREQUENT = 0.15
_MOST_DOUBTFUL = 0.3
_Found = tuple[Label, int, int]  # label, first token, token after it


class _Printed(NamedTuple):
    """A form and the words of its table; `columns` has NOTE for each that the tree does not hold. `celled`: a line is a cell."""

    form: Form
    tokens: list[Token]
    columns: Sequence[Label]
    celled: bool


class Flow:
    """The forms of a document's printed lines. Column widths are learned from all of them before any is cut."""

    def __init__(self) -> None:
        self._tables: list[_Printed] = []

    def form(self, lines: Sequence[Line], heading: Form) -> Form:
        """Read the head of the form that stands in the lines; its table is cut by `finish`."""
        tokens = tokens_of(lines)
        location = heading.title.location if heading.title else lines[0].passage.location
        form = Form(location, heading.title, heading.part, heading.department, heading.unit, year=heading.year)
        form.last = lines[-1].passage.location
        place = lines[0].passage.location
        unruled = place.page is not None and place.block is not None  # a page shows its cells; their text by lines does not
        header, end = _table_header(tokens)
        if header is not None and _side_above(tokens, header) == "term":
            later, after = _table_header(tokens[end:])
            if later is not None and _side_above(tokens, end + later) == "year":
                tokens = [*tokens[:header], *tokens[end + later :]]  # the table of all years stands above the year's
                end = header + after - later
        celled, before, after = _heads_by_line(tokens, header, end) if header is not None else (False, 0, 0)
        _read_head(form, without_caption(tokens[: header - before]) if header is not None else tokens, celled)
        if form.term_goals and Label.GOALS not in form.seen:
            form.goals, form.term_goals = form.term_goals, []
            form.seen.add(Label.GOALS)
        if unruled:
            form.sure = Confidence.LOW
            form.not_read.append(NotRead(form.location, "form-without-rules"))
        if header is not None:
            columns = _columns_of(tokens, header, end)
            form.columns = tuple(columns)
            form.seen.update(form.columns)
            end += after
            tokens = tokens[: foot_of(tokens, end)]
            if celled and columns[0] is Label.LEVEL1 and not before and tokens[end : end + 1] and not after:
                # A head that is on no list may stand between: what follows is not known to begin with the first column.
                known = tokens[end].folded in FIRST_NAMES | SECOND_NAMES
                form.sure = form.sure if known else Confidence.LOW
            columns = [*[Label.NOTE] * before, *columns, *[Label.NOTE] * _count_lines(tokens[end - after : end])]
            self._tables.append(_Printed(form, without_headers(tokens[end:], tokens[header:end]), columns, celled))
        else:  # categories of indicators stand in a table, whose head was torn
            form.scrambled = names_categories(token.folded for token in tokens)
        return form

    def finish(self) -> None:
        """Cut the indicator tables of all forms read so far into rows."""
        if not self._tables:
            return
        widths: Widths = {}
        for _ in range(2):  # first by words alone, then by the widths that this showed
            cuts = [
                segment(one.tokens, one.columns, widths, _frequent_basis(one.form), celled=one.celled) for one in self._tables
            ]
            widths = _widths(self._tables, cuts)
            for (form, tokens, _, _), cut in zip(self._tables, cuts, strict=True):
                form.rows = _rows(form, tokens, [row for row in cut if row.price <= DOUBTFUL])
        for (form, tokens, _, _), cut in zip(self._tables, cuts, strict=True):
            doubtful = [row.span for row in cut if row.price > DOUBTFUL] if cut else [(0, len(tokens))]
            form.scrambled = (
                sum(end - start for start, end in doubtful) > _MOST_DOUBTFUL * len(tokens)
                or not {Label.LEVEL3, Label.VALUE} <= set(form.columns)
                or are_torn(form.rows, Label.LEVEL2 in form.columns)
            )
            if form.scrambled:
                continue
            for start, end in doubtful:
                text = "".join(token.text for token in tokens[start:end])[:_MAX_SHOWN]
                if text and not all(token.folded in FIRST_NAMES | SECOND_NAMES for token in tokens[start:end]):
                    form.not_read.append(NotRead(tokens[start].passage.location, "row-unplaced", {"text": text}))


def tokens_of(lines: Sequence[Line]) -> list[Token]:
    """The words of the lines, each knowing whether a line or white space ended before it."""
    tokens = []
    for line in lines:
        before = "gap" if line.gap else "line"
        text = line.passage.text
        inline = inline_label(text) if may_hold_value(text) else None
        value = inline[1] if inline and inline[0] not in COLUMNS else 0  # 项目名称：河道清淤 is a label and its value
        for match in _WORD.finditer(text):
            cut = value if match.start() < value < match.end() else match.start()
            for start, end in ((match.start(), cut), (cut, match.end())):
                if end > start:
                    tokens.append(Token(text[start:end], line.passage.slice(start, end), before))
                    before = "space"
    return tokens


def wrapped(parts: Sequence[Passage]) -> Passage:
    """A cell or paragraph from its lines and words: no space where a Chinese character stands on either side."""
    out: list[Passage] = []
    for part in parts:
        if out and part.text and out[-1].text and not is_cjk(out[-1].text[-1]) and not is_cjk(part.text[0]):
            out.append(passage(" ", part.location))
        out.append(part)
    return joined(out)


def _labels_in(tokens: Sequence[Token], *, fields: bool = False) -> list[_Found]:
    """Every label that begins at a token and fills whole tokens, or begins one (预算数 in 预算数13万元).

    `fields`: also what is a label only as a line by itself.
    """
    texts = [key(token.text) for token in tokens]
    starts: list[int] = []
    position = 0
    for text in texts:
        starts.append(position)
        position += len(text)
    folded = "".join(texts)
    found: list[_Found] = []
    index = 0
    while index < len(tokens):
        hit = label_at(folded, starts[index])
        alone = _label_alone(tokens, index) if fields and tokens[index].before != "space" else None
        if alone and (hit is None or hit[1] <= (starts[alone[2]] if alone[2] < len(tokens) else position)):
            found.append(alone)
            index = alone[2]
            continue
        if hit is None:
            index += 1
            continue
        label, end = hit
        after = index + 1
        while after < len(tokens) and starts[after] < end:
            after += 1
        whole = after == len(tokens) or starts[after] == end or folded[end : end + 1] == ":"
        if whole:
            found.append((label, index, after))
            index = after
        else:
            index += 1
    return found


def _label_alone(tokens: Sequence[Token], start: int) -> _Found | None:
    """The label of a field that a line is, or that its first words are up to a colon."""
    end = start + 1
    while end < len(tokens) and tokens[end].before == "space" and not tokens[end - 1].text.endswith((":", "：")):
        end += 1
    said = "".join(token.text for token in tokens[start:end])
    if end < len(tokens) and tokens[end].text.startswith(("（", "(")) and money_unit_of_label(said + tokens[end].text):
        said, end = said + tokens[end].text, end + 1  # 项目资金 over （万元）
    label = field_of(said) if end - start <= _LONGEST_LABEL else None
    return (label, start, end) if label is not None and label not in COLUMNS else None


def _table_header(tokens: Sequence[Token]) -> tuple[int | None, int]:
    """Where the header of the indicator table begins and ends; None if there is none."""
    found = [hit for hit in _labels_in(tokens) if hit[0] in COLUMNS]
    for first in range(len(found)):
        last = first
        while last + 1 < len(found) and found[last + 1][1] == found[last][2]:
            last += 1
        labels = {hit[0] for hit in found[first : last + 1]}
        if len(labels) >= 3 and labels & {Label.LEVEL3, Label.VALUE}:
            return found[first][1], found[last][2]
    return None, len(tokens)


def _side_above(tokens: Sequence[Token], header: int) -> str | None:
    """The time that a line just above the table names."""
    above = tokens[max(0, header - _SIDE_WORDS) : header]
    return next((side for token in reversed(above) if token.before != "space" and (side := side_of(token.text))), None)


def _columns_of(tokens: Sequence[Token], start: int, end: int) -> list[Label]:
    return list(dict.fromkeys(label for label, _, _ in _labels_in(tokens[start:end]) if label in COLUMNS))


def _heads_by_line(tokens: Sequence[Token], start: int, end: int) -> tuple[bool, int, int]:
    """Whether each head of the table is a line by itself, and then how many heads before and words after are of other columns."""
    heads = _labels_in(tokens[start:end])
    if not all(
        tokens[start + first].before != "space" and (start + last == len(tokens) or tokens[start + last].before != "space")
        for _, first, last in heads
    ):
        return False, 0, 0
    before = int(start > 0 and tokens[start - 1].folded in _NUMBER_HEADS and tokens[start - 1].before != "space")
    levels_first = heads[0][0] is Label.LEVEL1
    for index in range(end, min(end + _MOST_HEADS, len(tokens))) if levels_first else ():
        if tokens[index].folded in (FIRST_NAMES if not before else _FIRST_NUMBERS):
            return True, before, index - end
    return True, before, 0


def _count_lines(tokens: Sequence[Token]) -> int:
    return sum(token.before != "space" for token in tokens)


def _read_head(form: Form, tokens: Sequence[Token], celled: bool) -> None:
    labels = _fields_of_head([hit for hit in _labels_in(tokens, fields=True) if hit[0] not in COLUMNS])
    ends = [*(first for _, first, _ in labels[1:]), len(tokens)]
    below = _below_heads(labels, ends, tokens)
    for index, (label, first, start) in enumerate(labels):
        end = ends[index]
        form.seen.add(label)
        said = "".join(token.text for token in tokens[first:start])
        if form.unit is None and (span := money_unit_of_label(said)):
            form.unit = joined([token.passage for token in tokens[first:start]]).slice(*span)
        value = below.get(index, tokens[start:end])
        _read_field(form, label, value, tokens[start - 1].passage, celled)
        if label is Label.NAME and Label.CODE in form.fields:
            _mend_code(form, tokens[start:end])


def _fields_of_head(found: Sequence[_Found]) -> list[_Found]:
    """The labels of a head, each once but for those that a form has many of. Of two with the same meaning the first counts,
    unless it is a head over others (总体目标 over 中期目标, 年度目标), or that of several years before the year's.
    """
    out: list[_Found] = []
    at: dict[Label, int] = {}
    for label, first, end in found:
        before = at.get(label)
        if before is not None and label not in _REPEATED:
            over = out[before][2] == (out[before + 1][1] if before + 1 < len(out) else first)
            later = at.get(Label.TERM_TOTAL, before) < at.get(Label.TOTAL, before) < before
            if not (over and label in _GOALS or later and label in (Label.FISCAL, Label.OTHER)):
                continue
            out[before] = (Label.NOTE, *out[before][1:])
        at[label] = len(out)
        out.append((label, first, end))
    return out


def _below_heads(labels: Sequence[_Found], ends: Sequence[int], tokens: Sequence[Token]) -> dict[int, Sequence[Token]]:
    """The values of labels that stand beside one another and have them below, by number of the label: as many lines as labels."""
    out: dict[int, Sequence[Token]] = {}
    index = 0
    while index < len(labels):
        last = index
        kind = next((kind for kind in _BESIDE if labels[index][0] in kind), None)
        while kind and last + 1 < len(labels) and labels[last + 1][0] in kind and labels[last][2] == labels[last + 1][1]:
            last += 1
        lines = _by_line(tokens[labels[last][2] : ends[last]]) if last > index else []
        if kind is AMOUNTS:
            fits = len(lines) == last - index + 1 and all(len(line) == 1 and _AMOUNT.match(line[0].folded) for line in lines)
        else:  # a head over the others may stand before them
            term, year = labels[last - 1], labels[last]
            # 总体目标 may stand over 年度目标 or beside it, and numbered lines are all of one of them.
            unclear = label_at(tokens[term[1]].folded, 0) is not None or lines and _NUMBERED_GOAL.match(lines[-1][0].folded)
            fits = not unclear and len(lines) == 2 and (term[0], year[0]) == (Label.TERM_GOALS, Label.GOALS)
        if fits and last > index:
            out |= dict.fromkeys(range(index, last + 1), ())
            out |= {last - len(lines) + 1 + number: line for number, line in enumerate(lines)}
        index = last + 1
    return out


def _by_line(tokens: Sequence[Token]) -> list[list[Token]]:
    """The words line by line."""
    out: list[list[Token]] = []
    for token in tokens:
        if not out or token.before != "space":
            out.append([])
        out[-1].append(token)
    return out


def _mend_code(form: Form, name: Sequence[Token]) -> None:
    """A code that wrapped in its cell goes on among the words of the name beside it."""
    code = form.fields[Label.CODE]
    rest = [token for token in name if token.before != "space" and _PART_OF_CODE.fullmatch(token.text)]
    if rest and len(code.text) + sum(len(token.text) for token in rest) == CODE_LENGTH and _PART_OF_CODE.fullmatch(code.text):
        form.fields[Label.CODE] = joined([code, *(token.passage for token in rest)])
        form.fields[Label.NAME] = wrapped([token.passage for token in name if token not in rest])


def _read_field(form: Form, label: Label, value: Sequence[Token], label_at: Passage, celled: bool) -> None:
    blank = label_at.slice(len(label_at.text))
    if label is Label.SCHEDULE:
        _read_schedule(form, value)
    elif label is Label.GOALS:
        form.goals += paragraphs(value, celled)
    elif label in (Label.BUDGET, Label.PURPOSE):
        form.purpose += paragraphs(value)
    elif label is Label.TERM_GOALS:
        form.term_goals += paragraphs(value, celled)
    elif label in _REPEATED - {Label.DEPARTMENT}:
        if label is Label.SOURCE and value and _AMOUNT.match(key(value[0].text)):
            form.sources.append(value[0].passage)
    elif label in (Label.TOTAL, Label.FISCAL, Label.OTHER, Label.TERM_TOTAL):
        amount = bool(value) and bool(_AMOUNT.match(key(value[0].text)))
        form.fields[label] = value[0].passage if amount else blank
        form.purpose += paragraphs(value[1:] if amount else value)
    else:
        form.fields[label] = wrapped([token.passage for token in value]) if value else blank


def _read_schedule(form: Form, tokens: Sequence[Token]) -> None:
    labels: list[Passage] = []
    values: list[Passage] = []
    index = 0
    while index < len(tokens):
        # “12 月底” may be printed with a space, and so two words.
        for size in (2, 1):
            part = wrapped([token.passage for token in tokens[index : index + size]])
            if month_of(part.text) is not None:
                labels.append(part)
                break
        else:
            values.append(tokens[index].passage)
            size = 1
        index += size
    form.schedule = RawSchedule(list(enumerate(labels)), list(enumerate(values)), columns=False)


def paragraphs(tokens: Sequence[Token], by_line: bool = False) -> list[Passage]:
    """The paragraphs of a text field: a number at the start of a line begins a new one, or every line does."""
    out: list[list[Passage]] = []
    for token in tokens:
        if not out or token.before != "space" and (by_line or NUMBERED.match(token.text)):
            out.append([])
        out[-1].append(token.passage)
    return [wrapped(parts) for parts in out]


def _rows(form: Form, tokens: Sequence[Token], cuts: Sequence[Cut]) -> list[Row]:
    rows: list[Row] = []
    above: dict[Label, Passage] = {}
    levels: dict[Label, Passage]
    for cut in cuts:
        cells: dict[Label, Passage] = {}
        for label, (start, end) in cut.cells.items():
            if end > start and label in form.columns:
                cells[label] = wrapped([token.passage for token in tokens[start:end]])
        if not cells:
            continue
        levels = {label: cells[label] for label in (Label.LEVEL1, Label.LEVEL2) if label in cells}
        if all(is_skeleton(cells[label].text) for label in (Label.LEVEL3, Label.VALUE) if label in cells):
            above = levels if Label.LEVEL1 in levels else above | levels
            continue  # a category without an indicator, or …… of the template: the row below may have no cell for its name
        cells = (above if Label.LEVEL1 not in levels else {}) | cells
        above = {}
        place = cells[next(label for label in (Label.LEVEL2, *form.columns) if label in cells)].location
        for label in form.columns:
            if label is not Label.VALUE:  # print does not show whether it was left blank or lost
                cells.setdefault(label, passage("", place))
        rows.append(Row(cells, place, cut.sure))
    return rows


def _frequent_basis(form: Form) -> str | None:
    """The basis that most rows of the form share: drafters give one for the whole project."""
    counts: dict[str, int] = {}
    for row in form.rows:
        text = key(row.cells[Label.BASIS].text) if Label.BASIS in row.cells else ""
        if text:
            counts[text] = counts.get(text, 0) + 1
    best = max(counts, key=lambda text: counts[text], default=None)
    return best if best is not None and counts[best] * 2 > len(form.rows) else None


def _widths(tables: Sequence[_Printed], cuts: Sequence[Sequence[Cut]]) -> Widths:
    """How many columns of print fit on a line of each cell: the longest that is frequent among its wrapped lines."""
    seen: dict[Label, dict[int, int]] = {}
    for (_, tokens, _, celled), rows in zip(tables, cuts, strict=True):
        if celled:
            continue
        for cut in rows:
            for label, (start, end) in cut.cells.items():
                counts = seen.setdefault(label, {})
                length = 0
                for index in range(start, end):
                    if index > start and tokens[index].before == "line":
                        counts[length] = counts.get(length, 0) + 1
                    same_line = index > start and tokens[index].before == "space"
                    length = length + tokens[index].columns if same_line else tokens[index].columns
    return {
        label: max(
            length for length, count in counts.items() if count >= min(_FREQUENT * sum(counts.values()), max(counts.values()))
        )
        for label, counts in seen.items()
        if counts
    }
