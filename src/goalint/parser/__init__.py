"""From blocks to the document: forms known by their labels, whatever file format they came in."""

from __future__ import annotations

from collections.abc import Sequence

from goalint.parser.facts import fiscal_year_of
from goalint.parser.form import Form
from goalint.parser.genre import GENRES, genre_of, genre_of_document, is_blank
from goalint.parser.labels import Label
from goalint.parser.narrative import narrative_of
from goalint.parser.outline import Outline, outline
from goalint.parser.project import department_line_of, department_of, number_of_title, project_of
from goalint.parser.prose import paragraphs_of
from goalint.parser.schedule import months_of
from goalint.readers.blocks import Blocks
from goalint.tree.confidence import lower
from goalint.tree.document import Department, Document, NotRead, Project, Source
from goalint.tree.location import NOWHERE, Location
from goalint.tree.text import text_of
from goalint.tree.width import key

# What the forms of a document that names no parts are (the other kind of form stands behind a heading of its own).
_USUAL_PART = "预算项目绩效目标"
_EXPECTED = (Label.CODE, Label.NAME, Label.TOTAL, Label.SCHEDULE, Label.GOALS, Label.LEVEL3)


def parse(blocks: Blocks, source: Source) -> Document:
    """Everything the blocks say. A document without any form has no projects; nothing is ever raised."""
    plan = outline(blocks.blocks)
    lines = [line.passage.text for line in plan.narrative]
    goalless = _set_aside(plan, lines)
    months = months_of(plan.forms)
    alike = [form for form in plan.forms if not form.listed and not form.of_department]
    expected = frozenset(
        label for label in _EXPECTED if len(alike) > 1 and 2 * sum(label in form.seen for form in alike) > len(alike)
    )
    parted = any(form.part for form in plan.forms)
    counts: dict[str, int] = {}
    projects: list[Project] = []
    not_read = [
        NotRead(unread.location, unread.code, unread.args, _form_around(plan.forms, unread.location)) for unread in blocks.unread
    ]
    not_read += [*plan.not_read, *goalless]
    not_read += [NotRead(part.location, "hidden-form") for part in blocks.hidden if outline(part.blocks).forms]
    unread = frozenset(place.location for place in blocks.unread)
    veiled = {place.location.sheet for place in blocks.unread if place.code == "hidden-columns"}
    for index, form in enumerate(plan.forms):
        form.veiled = form.location.sheet in veiled
        form.sure = lower(form.sure, blocks.sure)
        form.part = form.part if parted else _USUAL_PART
        counts[form.part] = counts.get(form.part, 0) + 1
        seq = number_of_title(form) or counts[form.part]
        last = plan.last_is_form and index + 1 == len(plan.forms)
        owed = frozenset[Label]() if form.listed or form.of_department else expected
        projects.append(project_of(form, seq, months, owed, cut=last, unread=unread))
        not_read += [NotRead(item.location, item.code, item.args, index) for item in form.not_read]
    narrative, sections = narrative_of(plan.narrative)
    return Document(
        source=source,
        department=_department(plan.forms),
        fiscal_year=fiscal_year_of(lines, projects, [form.year for form in plan.forms if form.year]),
        regime=None,
        sections=tuple(sorted([*plan.sections, *sections], key=lambda section: section.location.order)),
        narrative=narrative,
        projects=tuple(projects),
        not_read=tuple(not_read),
        paragraphs=tuple(text for line in paragraphs_of(plan.narrative) if (text := text_of(line)).text),
    )


def _set_aside(plan: Outline, lines: Sequence[str]) -> list[NotRead]:
    """Take out of the plan what sets no goals: forms of other genres, blank templates. What is said of them."""
    notes: list[NotRead] = []
    kept = []
    for form in plan.forms:
        if genre := genre_of(form):
            notes.append(NotRead(form.location, "other-genre", {"genre": GENRES[genre][0], "genre_en": GENRES[genre][1]}))
        elif is_blank(form):
            notes.append(NotRead(form.location, "blank-template"))
        else:
            kept.append(form)
    if not plan.forms and (genre := genre_of_document(lines)):
        notes.append(NotRead(NOWHERE, "other-genre", {"genre": GENRES[genre][0], "genre_en": GENRES[genre][1]}))
    plan.forms = kept
    return notes


def _department(forms: Sequence[Form]) -> Department | None:
    """The department that the document is of; None where a list holds projects of several."""
    found = [department for form in forms if (department := department_of(department_line_of(form)))]
    several = len({(one.code, key(one.name)) for one in found}) > 1 and any(form.listed for form in forms)
    return found[0] if found and not several else None


def _form_around(forms: Sequence[Form], location: Location) -> int | None:
    """The form that a place in a sheet belongs to: the last that begins above it."""
    if location.sheet is None or location.row is None:
        return None
    above = [
        (form.location.row, index)
        for index, form in enumerate(forms)
        if form.location.sheet == location.sheet and form.location.row is not None and form.location.row <= location.row
    ]
    return max(above)[1] if above else None
