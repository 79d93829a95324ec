"""A plan written to a workbook of the old format says what it said."""

from __future__ import annotations

from dataclasses import replace

import pytest
import xlrd
from tests.formats.workbook import xls, xlsx
from tests.forms import BLANKS, DREDGING, PUMPS, Plan, Wording, expected, said

from goalint.intake import read_bytes

_PLAN = Plan((DREDGING, PUMPS, BLANKS))


@pytest.mark.parametrize("name", ["a.xls", "a.et", "a.xlsx", "a.doc"])
@pytest.mark.parametrize("stacked", [False, True])
@pytest.mark.parametrize("plan", [_PLAN, replace(_PLAN, wording=Wording(order=(0, 1, 2, 4, 3, 5), unit="元", merge_level2=True))])
def test_a_workbook_says_what_the_plan_says(plan: Plan, stacked: bool, name: str) -> None:
    document = read_bytes(xls(plan, stacked=stacked), name).document
    assert said(document) == expected(plan)
    assert document.not_read == ()
    assert document.source.format == "xls"


def test_the_old_and_the_new_format_say_the_same_at_the_same_addresses() -> None:
    old, new = (read_bytes(write(_PLAN), "a.et").document for write in (xls, xlsx))
    assert old.projects == new.projects
    assert old.sections == new.sections


def test_the_text_stands_at_the_address_that_is_told() -> None:
    data = xls(_PLAN)
    book = xlrd.open_workbook(file_contents=data)
    for project in read_bytes(data, "a.xls").document.projects:
        for row in project.indicators:
            place = row.name.location
            assert place.sheet is not None
            assert isinstance(place.cell, str)
            assert place.row is not None
            assert book.sheet_by_name(place.sheet).cell_value(place.row - 1, ord(place.cell[0]) - 65) == row.name.text
