"""From a form to a project: every field read into its type."""

from __future__ import annotations

import re
from collections.abc import Sequence

from goalint.parser.columns import compares
from goalint.parser.flow import wrapped
from goalint.parser.form import Form, Row
from goalint.parser.labels import (
    AUTHORITY,
    BASIS,
    BUDGET,
    CARRIER,
    CODE,
    DEPARTMENT,
    DEPARTMENT_LINE,
    DESCRIPTION,
    FISCAL,
    FUNDS,
    GOALS,
    LEVEL1,
    LEVEL2,
    LEVEL3,
    MEASURE,
    NAME,
    NUMBERED,
    OTHER,
    PURPOSE,
    SCHEDULE,
    SIGN,
    TERM_TOTAL,
    TOTAL,
    VALUE,
    Label,
)
from goalint.parser.schedule import schedule_of
from goalint.tree.code import ProjectCode, project_code
from goalint.tree.confidence import Confidence, lower
from goalint.tree.document import Budget, Department, Indicator, NotRead, Project
from goalint.tree.location import Location
from goalint.tree.money import Money, money
from goalint.tree.passage import Passage, joined, passage, without
from goalint.tree.pattern import lazy
from goalint.tree.quantity import quantity, read_quantity
from goalint.tree.stated import stated_amounts
from goalint.tree.text import EMPTY, READ, Text, absent, lost, text_of
from goalint.tree.units import Kind
from goalint.tree.width import key

_TITLE_TAIL = lazy(r"(?:项目)?(?:支出)?绩效(?:目标)?(?:申报)?表$")
_MARKED_CODE = lazy(r"(?:[\[【](\d{3,9})[\]】]|(\d{3,9})[-—_－])([^\d:：，。；].{1,58})")
_CODED_NAME = lazy(r"\s*([0-9]{8}[0-9A-Z]{13})\s*[-—_－]\s*(?=\S)")
_NO_UNIT = frozenset(("/", "-", "无", "--"))
_TOLD = (LEVEL3, DESCRIPTION, VALUE, BASIS, LEVEL1, LEVEL2)  # columns of an indicator
_SPACE = lazy(r"\s+")
_STEP = lazy(r"(?:^|(?<=[\s，,。；;、]))(\d{1,2})\s*[.、．](?!\d)\s*")


def project_of(
    form: Form,
    seq: int,
    months: Sequence[tuple[int, str]],
    expected: frozenset[Label],
    *,
    cut: bool,
    unread: frozenset[Location] = frozenset(),
) -> Project:
    """The project that a form holds. What is not there is noted in the form's `not_read`.

    `expected` are the labels that the document's forms have: one that lacks some lost them in conversion. `cut` says
    that the source ends with this form: what should follow may have been cut off. `unread` are places whose cells the
    reader could not make out: they are lost, not blank.
    """
    if form.scrambled:
        return _scrambled(form, seq)
    if not form.rows and LEVEL3 not in expected - form.seen and _swallowed_table(form):
        form.sure = Confidence.LOW
        form.not_read.append(NotRead(form.location, "rows-lost", {"label": str(LEVEL3)}))
    if not cut:
        for label in sorted(expected - form.seen):
            # Nobody left out the table that every other form of the document has: its rows are somewhere.
            code = "rows-lost" if label is Label.LEVEL3 and not form.rows else "field-lost"
            form.not_read.append(NotRead(form.location, code, {"label": str(label)}))
    gone = expected - form.seen
    title = _one_line(form.title) if form.title else passage("", form.location)
    unit = text_of(form.unit) if form.unit else absent(form.location)
    fields = {label: _text(value, unread) for label, value in form.fields.items()}
    budget = _budget(form, fields, gone, unit.text)
    schedule = schedule_of(form, months)
    indicators = tuple(_indicators(form, cut, unread))
    _note_cut(form, cut)
    return Project(
        part=form.part,
        seq=seq,
        title=text_of(title),
        department=department_of(department_line_of(form)),
        code=_code(form, fields, gone),
        name=_name(form, fields, gone, title),
        unit=unit,
        budget=budget,
        schedule=schedule,
        goals=tuple(_goals(form)),
        indicators=indicators,
        location=form.location,
        sure=form.sure,
    )


def _swallowed_table(form: Form) -> bool:
    """The words of a table of indicators stand in another field: where it begins was not seen."""
    text = key("".join(part.text for part in (*form.purpose, *form.goals, *form.term_goals)))
    return "指标值" in text and sum(name in text for name in ("产出指标", "数量指标", "质量指标", "效益指标", "满意度指标")) > 2


def _scrambled(form: Form, seq: int) -> Project:
    """A form whose cells were mixed up: all that is sure is that it is there."""
    gone = lost(form.location)
    form.not_read = [NotRead(form.location, "form-scrambled")]
    return Project(
        part=form.part,
        seq=seq,
        title=text_of(_one_line(form.title)) if form.title else gone,
        department=department_of(department_line_of(form)),
        code=project_code(gone),
        name=gone,
        unit=gone,
        budget=Budget(money(gone, ""), money(gone, ""), money(gone, ""), gone),
        schedule=(),
        goals=(),
        indicators=(),
        location=form.location,
        sure=Confidence.LOW,
    )


def number_of_title(form: Form) -> int | None:
    """The number that the form's title begins with."""
    match = NUMBERED.match(form.title.text.strip()) if form.title else None
    return int(match.group(1)) if match else None


def department_line_of(form: Form) -> Passage | None:
    """Who the form is from: its heading, the unit that fills it in, the department in charge, the unit that carries it out."""
    labels = (DEPARTMENT, AUTHORITY, CARRIER)
    fields = (form.fields[label] for label in labels if label in form.fields)
    return form.department or next((field for field in fields if field.text.strip()), None)


def department_of(line: Passage | None) -> Department | None:
    """The code and name of a line like 101001遵化市…本级."""
    if line is None:
        return None
    said = re.sub(r"\s+", "", line.text)
    if marked := _MARKED_CODE.fullmatch(said):
        return Department(marked.group(1) or marked.group(2), marked.group(3), line.location)
    match = DEPARTMENT_LINE.match(said)
    if not match:
        return Department(None, line.text.strip(), line.location) if line.text.strip() else None
    code, name = match.group(1) or match.group(3), match.group(2) or match.group(4)
    return Department(code, name, line.location)


def _code(form: Form, fields: dict[Label, Text], gone: frozenset[Label]) -> ProjectCode:
    field = fields.get(CODE)
    if field is None and (coded := _coded_name(fields)):
        return project_code(coded[0])
    if field is None:
        return project_code(_unseen(form, CODE, gone))
    return project_code(field._replace(passage=_tightened(field.passage)) if _SPACE.search(field.text) else field)


def _coded_name(fields: dict[Label, Text]) -> tuple[Text, Text] | None:
    """Code and name that stand in one cell (11000024T…-社区健康驿站), if they do."""
    name = fields.get(NAME)
    match = _CODED_NAME.match(name.text) if name else None
    if name is None or match is None:
        return None
    return text_of(name.passage.slice(*match.span(1))), text_of(name.passage.slice(match.end()))


def _tightened(source: Passage) -> Passage:
    """A code without the white space that wrapping put into it."""
    return without(source, [(*match.span(), "") for match in _SPACE.finditer(source.text)])


def _name(form: Form, fields: dict[Label, Text], gone: frozenset[Label], title: Passage) -> Text:
    field = fields.get(NAME)
    if CODE not in fields and (coded := _coded_name(fields)):
        return coded[1]
    if field is not None:
        return field
    number = NUMBERED.match(title.text)
    start = number.end() if number else 0
    tail = _TITLE_TAIL.search(title.text)
    from_title = title.slice(start, tail.start() if tail else len(title.text))
    return text_of(from_title, Confidence.MEDIUM) if from_title.text.strip() else _unseen(form, NAME, gone)


def _unseen(form: Form, label: Label, gone: frozenset[Label]) -> Text:
    return lost(form.location) if form.veiled or label in gone else absent(form.location)


def _budget(form: Form, fields: dict[Label, Text], gone: frozenset[Label], unit: str) -> Budget:
    def amount(label: Label) -> Money:
        return money(fields.get(label) or _unseen(form, label, gone), unit)

    purpose = text_of(wrapped_lines(form.purpose)) if form.purpose else absent(form.location)
    if not form.purpose and form.seen & {BUDGET, PURPOSE}:
        purpose = purpose._replace(state=EMPTY)
    sources = tuple(money(text_of(_one_line(source)), unit) for source in form.sources)
    if TOTAL not in fields and FUNDS in fields and money(fields[FUNDS], unit).yuan is not None:
        fields = {**fields, TOTAL: fields[FUNDS]}
    if TOTAL not in form.seen and TERM_TOTAL in fields:
        fields = {**fields, TOTAL: fields[TERM_TOTAL]}  # the form has one amount for the year and all years
    return Budget(amount(TOTAL), amount(FISCAL), amount(OTHER), purpose, stated_amounts(purpose), sources)


def _goals(form: Form) -> list[Text]:
    """One goal a paragraph; paragraphs that a conversion ran together are parted at their numbers."""
    goals: list[Text] = []
    for cell in form.goals:
        start = 0
        for line in cell.text.split("\n"):
            piece = cell.slice(start, start + len(line)).strip()
            start += len(line) + 1
            if piece.text:
                goals += [text_of(part) for part in _steps(piece)]
    return goals


def _steps(paragraph: Passage) -> list[Passage]:
    """1. … 2. … in one paragraph as two, if the numbers run on from 1."""
    cuts, expected = [], 1
    for match in _STEP.finditer(paragraph.text):
        if int(match.group(1)) == expected:
            cuts.append(match.start())
            expected += 1
    if len(cuts) < 2 or cuts[0] != 0:
        return [paragraph]
    return [paragraph.slice(a, b).strip() for a, b in zip(cuts, [*cuts[1:], len(paragraph.text)], strict=True)]


def _indicators(form: Form, cut: bool, unread: frozenset[Location]) -> list[Indicator]:
    out: list[Indicator] = []
    level1 = level2 = absent(form.location)
    for row in form.rows:
        name, description, value, basis, first, second = [_cell(form, row, label, unread) for label in _TOLD]
        if first.text:
            if first.location != level1.location:
                level2 = absent(row.location)  # a new first level begins: the second above it no longer holds
            level1 = first
        if second.text:
            level2 = second
        value = _whole_value(form, row, value, unread)
        sure = row.sure if row.sure is form.sure else lower(row.sure, form.sure)
        out.append(Indicator(level1, level2, name, description, quantity(value), basis, row.location, sure))
    if cut and out and form.rows and _is_cut(form, form.rows[-1]):
        last = next((cell.text for cell in reversed(list(form.rows[-1].cells.values())) if cell.text.strip()), "")
        form.not_read.append(NotRead(form.rows[-1].location, "form-cut", {"label": last[:20]}))
    return out


def _whole_value(form: Form, row: Row, value: Text, unread: frozenset[Location]) -> Text:
    """The value with the comparator and the unit that some forms keep in columns of their own."""
    if SIGN not in form.columns and MEASURE not in form.columns or not value.text or value.state is not READ:
        return value
    if read_quantity(value.text).kind is Kind.TEXT:
        return value  # 健全: what is not counted has neither
    sign, unit = _cell(form, row, SIGN, unread), _cell(form, row, MEASURE, unread)
    parts = [value.passage]
    if sign.text and compares(sign.text) and not read_quantity(value.text).op:
        parts.insert(0, sign.passage)
    if unit.text and read_quantity(value.text).unit is None and key(unit.text) not in _NO_UNIT:
        parts.append(unit.passage)
    return value if len(parts) == 1 else Text(joined(parts), value.state, value.sure)


def _is_cut(form: Form, row: Row) -> bool:
    """The last row ends before cells that the other rows fill."""
    at = max((index for index, label in enumerate(form.columns) if label in row.cells), default=-1)
    return any(
        label is VALUE or any(label in other.cells and other.cells[label].text.strip() for other in form.rows[:-1])
        for label in form.columns[at + 1 :]
    )


def _cell(form: Form, row: Row, label: Label, unread: frozenset[Location]) -> Text:
    if label not in form.columns:
        return lost(row.location) if form.veiled else absent(row.location)
    cell = row.cells.get(label)
    if cell is None:
        # Trailing blanks are often trimmed: a short row lacks its basis, but a row without a value was cut.
        return lost(row.location) if label is VALUE else text_of(passage("", row.location))
    return _text(cell, unread)


def _text(cell: Passage, unread: frozenset[Location]) -> Text:
    line = _one_line(cell)
    unknown = unread and line.location in unread and (not line.text or "\ufffd" in line.text)
    return lost(line.location) if unknown else text_of(line)


def _note_cut(form: Form, cut: bool) -> None:
    if not cut or form.columns or CODE not in form.seen:
        return
    last = next(label for label in (GOALS, SCHEDULE, TOTAL, NAME, CODE) if label in form.seen)
    form.not_read.append(NotRead(form.last or form.location, "form-cut", {"label": str(last)}))


def _one_line(cell: Passage) -> Passage:
    """A cell's lines as one, wrapped text joined without spaces between Chinese characters."""
    if "\n" not in cell.text:
        return cell.strip()
    parts, start = [], 0
    for line in cell.text.split("\n"):
        parts.append(cell.slice(start, start + len(line)).strip())
        start += len(line) + 1
    return wrapped([part for part in parts if part.text])


def wrapped_lines(cells: Sequence[Passage]) -> Passage:
    """Several cells or paragraphs as one text."""
    return wrapped([part for part in map(_one_line, cells) if part.text]) if cells else passage("")
