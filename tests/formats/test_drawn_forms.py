"""Forms as provinces, ministries and transfer payments have them: every format gives what a person reads."""

from __future__ import annotations

import re
from collections.abc import Callable
from textwrap import dedent

import pytest
from tests.formats import grid_forms
from tests.formats.drawn_cell_forms import CELL_FORMS
from tests.formats.drawn_forms import FORMS
from tests.formats.drawn_lists import LISTS
from tests.formats.drawn_long_forms import LONG_FORMS
from tests.formats.ofd_file import written
from tests.formats.pdf_file import pdf

from goalint.intake import read_bytes
from goalint.tree.confidence import Confidence
from goalint.tree.document import Document

_FORMS = FORMS | CELL_FORMS | LISTS | LONG_FORMS
_SPACED = r"(?<=[一-鿿]) (?=[一-鿿])"  # printed, 产 出 has gaps like any other text that is set wide
_WRITERS: dict[str, tuple[str, Callable[..., bytes]]] = {
    "md": ("a.md", grid_forms.bars),
    "docx": ("a.docx", grid_forms.word),
    "html": ("a.html", grid_forms.web_page),
    "xlsx": ("a.xlsx", grid_forms.xlsx),
    "pdf": ("a.pdf", lambda *forms: pdf(grid_forms.papers(*forms))),
    "ofd": ("a.ofd", lambda *forms: written(grid_forms.papers(*forms))),
}


def _said(document: Document) -> list[str]:
    """What is read, in the words of the forms' modules."""
    department = document.department
    code, name = (department.code or "-", department.name) if department else ("-", "-")
    out = [f"{code} | {name} | {document.fiscal_year}"]
    for project in document.projects:
        budget, owner = project.budget, project.department.name if project.department else "-"
        out.append(f"# {project.name.text} | {project.code.text} | {owner} | {project.unit.text}")
        amounts = (budget.total.text, budget.fiscal.text, budget.other.text, " + ".join(one.text for one in budget.sources))
        out.append(f"$ {' | '.join(amounts)}")
        out += [f"> {goal.text}" for goal in project.goals]
        for row in project.indicators:
            fields = (row.level1, row.level2, row.name, row.description, row.value.field, row.basis)
            out.append(" | ".join(field.text for field in fields))
    return [*out, *(f"? {item.code} {dict(item.args)}" for item in document.not_read)]


@pytest.mark.parametrize("name", _FORMS)
@pytest.mark.parametrize("writer", _WRITERS)
def test_a_form_is_read_as_a_person_reads_it(writer: str, name: str) -> None:
    file, write = _WRITERS[writer]
    form, expected = _FORMS[name]
    said = [re.sub(_SPACED, "", line).rstrip() for line in _said(read_bytes(write(form), file).document)]
    assert said == [line.rstrip() for line in dedent(expected).strip().split("\n")]


# What text of one cell a line leaves open: whose column a cell stood in where heads have two rows, and where a list's rows begin.
_LEFT_OPEN = {*LISTS, *LONG_FORMS, *CELL_FORMS, "indicators without levels"}


@pytest.mark.parametrize("name", sorted(set(_FORMS) - _LEFT_OPEN))
def test_a_form_in_text_of_one_cell_a_line(name: str) -> None:
    form, expected = _FORMS[name]
    said = [line.rstrip() for line in _said(read_bytes(grid_forms.lines(form), "a.txt").document)]
    assert said == [line.rstrip() for line in dedent(expected).strip().split("\n")]


@pytest.mark.parametrize("name", _FORMS)
@pytest.mark.parametrize(("file", "write"), [("a.pdf", pdf), ("a.ofd", written)])
def test_a_form_without_rules_is_said_to_be_unsure(file: str, write: Callable[..., bytes], name: str) -> None:
    pages = grid_forms.papers(_FORMS[name][0])
    for page in pages:
        page.rules.clear()
    document = read_bytes(write(pages), file).document
    told = {item.code for item in document.not_read}
    assert told & {"no-form", "other-genre", "form-without-rules", "form-scrambled"}
    assert {project.sure for project in document.projects} <= {Confidence.LOW}
    assert {row.sure for project in document.projects for row in project.indicators} <= {Confidence.LOW}


@pytest.mark.parametrize("name", _FORMS)
def test_no_indicator_in_text_of_one_cell_a_line_is_wrong_and_sure(name: str) -> None:
    form, expected = _FORMS[name]
    rows = {line.strip() for line in dedent(expected).split("\n")}
    for project in read_bytes(grid_forms.lines(form), "a.txt").document.projects:
        for row in project.indicators:
            fields = (row.level1, row.level2, row.name, row.description, row.value.field, row.basis)
            assert row.sure is Confidence.LOW or " | ".join(field.text for field in fields).strip() in rows
