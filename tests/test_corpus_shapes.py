"""The shapes of real documents, where they are at hand: how many projects and indicators, and where they stand.

The corpus is looked for in ../shared/corpus beside the repository, or where GOALINT_CORPUS says.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest

from goalint.intake import Intake, read
from goalint.tree.text import State
from goalint.tree.width import key

_CORPUS = Path(os.environ.get("GOALINT_CORPUS", Path(__file__).resolve().parents[2] / "shared" / "corpus")) / "docs"
_SHAPES = {"000": (8, 70), "001": (7, 58), "002": (6, 37), "003": (8, 60), "004": (15, 105)}

pytestmark = pytest.mark.skipif(not _CORPUS.is_dir(), reason="the corpus is not here")


@cache
def _read(name: str) -> Intake:
    return next(read(str(_CORPUS / f"{name}.txt")))


@cache
def _lines(name: str) -> list[str]:
    return (_CORPUS / f"{name}.txt").read_text("utf-8").split("\n")


@pytest.mark.parametrize(("name", "shape"), _SHAPES.items())
def test_projects_and_indicators(name: str, shape: tuple[int, int]) -> None:
    summary = _read(name).summary
    assert (summary.projects, summary.indicators) == shape


@pytest.mark.parametrize("name", _SHAPES)
def test_every_indicator_stands_where_it_says(name: str) -> None:
    for project in _read(name).document.projects:
        for row in project.indicators:
            assert row.location.line is not None
            line = key(_lines(name)[row.location.line - 1])
            # In print a cell may end in the middle of a word: the line then holds the beginning of the text.
            begins = [key(field.text)[:2] for field in (row.level2, row.name) if field.text]
            assert any(begin in line for begin in begins)


@pytest.mark.parametrize("name", _SHAPES)
def test_every_code_is_whole_and_right(name: str) -> None:
    for project in _read(name).document.projects:
        assert project.code.field.state is State.READ
        assert project.code.check == project.code.expected_check
        assert project.name.text
        assert project.budget.total.yuan is not None


def test_columns_of_the_schedule_that_a_conversion_lost() -> None:
    document = _read("004").document
    lost = {
        (index, point.month)
        for index, project in enumerate(document.projects)
        for point in project.schedule
        if point.field.state is State.LOST
    }
    assert len({index for index, _ in lost}) >= 12
    assert (0, 12) in lost
    noted = {item.project for item in document.not_read if item.code in ("schedule-column-lost", "schedule-unplaced")}
    assert {index for index, _ in lost} <= noted
    assert not [point for project in document.projects for point in project.schedule if point.field.state is State.EMPTY]


@pytest.mark.parametrize("name", ["000", "001", "002"])
def test_whole_documents_leave_nothing_unread(name: str) -> None:
    assert _read(name).document.not_read == ()


def test_blank_cells_of_a_drafter_are_empty() -> None:
    schedules = [project.schedule for project in _read("003").document.projects]
    assert schedules[1][0].field.state is State.EMPTY
    assert all(point.field.state is State.EMPTY for schedule in schedules[4:] for point in schedule)
