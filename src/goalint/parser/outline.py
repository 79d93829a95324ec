"""The order of a document: its headings, the lines of its narrative, and its forms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from goalint.parser.flow import Flow
from goalint.parser.form import Form
from goalint.parser.grid import Grid
from goalint.parser.heading import read_heading
from goalint.parser.labels import COLUMNS, NUMBERED, TITLE, Label, field_of, label_at
from goalint.parser.listing import forms_of_list, head_of_list
from goalint.readers.blocks import Block, Line, Paragraph, Table
from goalint.tree.document import NotRead, Section
from goalint.tree.location import NOWHERE
from goalint.tree.passage import Passage, joined
from goalint.tree.pattern import lazy
from goalint.tree.width import key

PART = lazy(r"第[一二三四五六七八九十]{1,3}部分")
_LEADER = lazy(r"(?:[.·…]{3}|…{2})\s{0,9}\d{1,4}$")
_LOOK_AHEAD = 60
_LOOK_BACK = 8
_TITLE_LINES = 3
_BEGINNERS = frozenset((Label.BUDGET, Label.TOTAL, Label.SCHEDULE))
_HEAD_LINES = 14  # between a title and the code or name


@dataclass
class Outline:
    """What the parts of the document are. `narrative` are the lines before and between the forms."""

    forms: list[Form] = field(default_factory=list)
    narrative: list[Line] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    not_read: list[NotRead] = field(default_factory=list)
    last_is_form: bool = False


def outline(blocks: Sequence[Block]) -> Outline:
    """Part the document into narrative and forms, whether its tables have cells or are only printed lines."""
    out = Outline()
    grid, flow = Grid(), Flow()
    part = _Part()
    pending: list[Line] = []
    sheet: str | None = None
    for block in blocks:
        if (here := _sheet(block)) != sheet:
            sheet = here
            _flush(pending, out, flow, part)
            pending = []
            grid.close()
        if isinstance(block, Table):
            _flush(pending[: len(pending) - _heading_length(pending)], out, flow, part)
            heading = _heading(pending[len(pending) - _heading_length(pending) :], part, out)
            out.last_is_form = _table(block, heading, grid, out)
            pending = []
            continue
        line = Line(block.passage, True, whole=True) if isinstance(block, Paragraph) else block
        if _LEADER.search(line.passage.text):
            continue
        if not pending and not _is_heading(line.passage.text) and grid.stray(line.passage):
            continue
        grid_open = bool(grid.forms)
        if grid_open and _is_heading(line.passage.text):
            grid.close()
        pending.append(line)
        out.last_is_form = False
    if pending:
        _flush(pending, out, flow, part)
    flow.finish()
    grid.finish()
    out.forms = sorted([*grid.forms, *out.forms], key=lambda form: form.location.order) if grid.forms else out.forms
    _title_sections(out)
    return out


def _table(table: Table, heading: Form, grid: Grid, out: Outline) -> bool:
    """Read a table; False if it ends with no form that its source could have cut off."""
    head = head_of_list(table)
    if head is not None and head.names_projects:
        grid.close()
        out.forms += forms_of_list(table, head, heading, out.not_read)
        return False
    forms = len(grid.forms)
    alone = head is not None and not grid.is_open
    grid.table(table, heading)
    if alone and head is not None and len(grid.forms) == forms:
        first = next(cell for cell in table.rows[head.end - 1] if cell.text.strip())
        out.not_read.append(NotRead(first.location, "list-without-projects"))
    return True


def _sheet(block: Block) -> str | None:
    """The sheet that a block stands in: no form goes on in the next."""
    if isinstance(block, Table):
        return block.rows[0][0].location.sheet if block.rows and block.rows[0] else None
    return block.passage.location.sheet


def _title_sections(out: Outline) -> None:
    """Titles that stand in cells are headings too."""
    # A table of contents names the parts too, before they come.
    last = {key(section.title): index for index, section in enumerate(out.sections) if section.level == 1}
    out.sections = [one for index, one in enumerate(out.sections) if one.level > 1 or last[key(one.title)] == index]
    known = {section.location for section in out.sections}
    for form in out.forms:
        if form.title is not None and form.title.location not in known:
            out.sections.append(Section(form.title.text, 2, form.title.location))


class _Part:
    """第二部分 and the title that follows it, on the same line or the next."""

    def __init__(self) -> None:
        self.title = ""
        self._waiting: Passage | None = None

    def see(self, text: Passage, out: Outline) -> None:
        """Take note of a line: the beginning of a part, or the title that a part waits for."""
        match = PART.match(text.text)
        if match:
            rest = text.text[match.end() :].strip()
            self.title = rest
            self._waiting = None if rest else text
            if rest:
                out.sections.append(Section(text.text, 1, text.location))
        elif self._waiting is not None and text.text.strip():
            self.title = text.text.strip()
            whole = joined([self._waiting, text], " ")
            out.sections.append(Section(whole.text, 1, whole.location))
            self._waiting = None


def _is_heading(text: str) -> bool:
    return bool(PART.match(text) or TITLE.search(key(text)))


def _flush(lines: Sequence[Line], out: Outline, flow: Flow, part: _Part) -> None:
    """Lines outside tables: narrative, and forms printed without cells."""
    folded = [key(line.passage.text) for line in lines]
    starts = [index for index, text in enumerate(folded) if _begins_form(text) and _goes_on_as_form(folded, index)]
    starts = [index for index, last in zip(starts, [-_LOOK_AHEAD, *starts], strict=False) if not _same_form(folded, last, index)]
    starts = sorted([*starts, *_without_name(folded, starts)])
    starts = [_first_label(folded, last, index) for index, last in zip(starts, [-1, *starts], strict=False)]
    begin = 0
    for number, start in enumerate(starts):
        head = start - _heading_length(lines[begin:start])
        _narrate(lines[begin:head], out, part)
        heading = _heading(lines[head:start], part, out)
        end = starts[number + 1] if number + 1 < len(starts) else len(lines)
        body = lines[start : end - _heading_length(lines[start:end]) if number + 1 < len(starts) else end]
        body = _until_part(body)
        out.forms.append(flow.form(body, heading))
        out.last_is_form = True
        begin = start + len(body)
    rest = lines[begin:]
    if rest:
        _narrate(rest, out, part)
        out.last_is_form = False


def _narrate(lines: Sequence[Line], out: Outline, part: _Part) -> None:
    for line in lines:
        part.see(line.passage, out)
        out.narrative.append(line)


def _begins_form(text: str) -> bool:
    hit = label_at(text, 0)
    return hit is not None and hit[0] in (Label.CODE, Label.NAME)


def _goes_on_as_form(folded: Sequence[str], index: int) -> bool:
    """Other labels of a form stand within reach: this is no sentence about 项目名称."""
    seen = set()
    for text in folded[index : index + _LOOK_AHEAD]:
        if label := field_of(text):
            seen.add(label)
        elif hit := label_at(text, 0):
            seen.add(hit[0])
    return bool(seen & {Label.TOTAL, Label.BUDGET, Label.SCHEDULE, Label.FUNDS}) and bool(
        seen & (COLUMNS | {Label.GOALS, Label.TERM_GOALS})
    )


def _same_form(folded: Sequence[str], last: int, index: int) -> bool:
    """The second of code and name within one head: no indicator table between them."""
    if last < 0:
        return False
    between = folded[last:index]
    return not any((hit := label_at(text, 0)) is not None and hit[0] in COLUMNS for text in between)


def _without_name(folded: Sequence[str], starts: Sequence[int]) -> list[int]:
    """Where forms begin that have neither code nor name, which were lost: at the next label under their titles."""
    found = []
    for title, text in enumerate(folded):
        if "表" not in text or not TITLE.search(text) or any(title < start <= title + _HEAD_LINES for start in starts):
            continue
        for index in range(title + 1, min(title + _HEAD_LINES, len(folded))):
            if TITLE.search(folded[index]):
                break
            hit = label_at(folded[index], 0)
            if hit and hit[0] in _BEGINNERS and _goes_on_as_form(folded, index):
                found.append(index)
                break
    return found


def _first_label(folded: Sequence[str], last: int, start: int) -> int:
    """Where the form begins whose code or name stands there: at the first label under its title, if that is near."""
    for title in range(start - 1, max(last, start - _HEAD_LINES), -1):
        if TITLE.search(folded[title]):
            labels = (index for index in range(title + 1, start) if (label := field_of(folded[index])) and label not in COLUMNS)
            return next(labels, start)
    return start


def _heading(lines: Sequence[Line], part: _Part, out: Outline) -> Form:
    """Title, department and unit from the lines just above a form."""
    heading = Form(NOWHERE, part=part.title)
    # A title that wrapped stands above the line that shows it to be one.
    above = [line.passage for line in lines if not read_heading(heading, line.passage) and heading.title is None]
    if heading.title is not None:
        heading.title = joined([*above, heading.title])
        out.sections.append(Section(heading.title.text, 2, heading.title.location))
    return heading


def _heading_length(lines: Sequence[Line]) -> int:
    """How many of the last lines are a form's title, department and unit."""
    length = 0
    for back in range(1, min(len(lines), _LOOK_BACK) + 1):
        line = lines[-back].passage
        if PART.match(line.text):
            break
        probe = Form(NOWHERE)
        if read_heading(probe, line):
            length = back
            if probe.title is not None:
                return length + _title_above(lines[: len(lines) - back], line)
        elif back - length > _TITLE_LINES:
            break
    return length


def _title_above(lines: Sequence[Line], title: Passage) -> int:
    """How many lines above belong to a title that wrapped: up to the one with the number."""
    if NUMBERED.match(title.text):
        return 0
    for back in range(1, min(len(lines), _TITLE_LINES) + 1):
        text = lines[-back].passage.text
        if PART.match(text) or text.endswith(("。", "；", "：")):
            return 0
        if NUMBERED.match(text):
            return back
    return 0


def _until_part(body: Sequence[Line]) -> Sequence[Line]:
    for index, line in enumerate(body):
        if PART.match(line.passage.text):
            return body[:index]
    return body
