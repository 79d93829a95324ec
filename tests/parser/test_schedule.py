"""The spending schedule: values under their months, and what the conversion lost of it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from tests.forms import DREDGING, PUMPS, Plan, code, parsed, rows_by_tab_spread

from goalint.parser.labels import month_of
from goalint.parser.schedule import percent_of
from goalint.tree.document import Document
from goalint.tree.text import State

FORMS = (DREDGING, PUMPS, replace(DREDGING, name="涵洞改造", code=code(9)))
READ, EMPTY, LOST = State.READ, State.EMPTY, State.LOST


def _with(labels: str, values: str) -> Document:
    """Three forms, the second of them with these lines for its schedule."""
    lines = rows_by_tab_spread(Plan(FORMS)).split("\n")
    at = [index for index, line in enumerate(lines) if line.startswith("资金支出计划")][1]
    lines[at : at + 2] = [f"资金支出计划（%）\t{labels}", values]
    return parsed("\n".join(lines))


def _points(document: Document) -> list[tuple[int | None, str, State]]:
    return [(point.month, point.field.text, point.field.state) for point in document.projects[1].schedule]


def _notes(document: Document) -> list[tuple[str, ...]]:
    assert all(item.project == 1 for item in document.not_read)
    return [(item.code, *item.args.values()) for item in document.not_read]


def test_all_four_points() -> None:
    document = _with("3月底\t\t6月底\t\t10月底\t\t12月底\t", "\t30%\t\t60%\t\t90%\t\t100%\t")
    assert _points(document) == [(3, "30%", READ), (6, "60%", READ), (10, "90%", READ), (12, "100%", READ)]
    assert [point.label for point in document.projects[1].schedule] == ["3月底", "6月底", "10月底", "12月底"]
    assert _notes(document) == []


def test_a_lost_last_column_is_lost_and_said() -> None:
    document = _with("3 月底\t\t6 月底\t\t10 月底\t", "\t30%\t\t60%\t\t90%\t")
    assert _points(document) == [(3, "30%", READ), (6, "60%", READ), (10, "90%", READ), (12, "", LOST)]
    assert _notes(document) == [("schedule-column-lost", "12月底")]


def test_a_lost_column_in_the_middle() -> None:
    document = _with("3月底\t\t10月底\t\t12月底\t", "\t30%\t\t90%\t\t100%\t")
    assert _points(document) == [(3, "30%", READ), (6, "", LOST), (10, "90%", READ), (12, "100%", READ)]
    assert _notes(document) == [("schedule-column-lost", "6月底")]


def test_two_lost_columns() -> None:
    document = _with("3月底\t\t6月底\t\t", "\t30%\t\t60%\t\t")
    assert _points(document)[2:] == [(10, "", LOST), (12, "", LOST)]
    assert [code for code, *_ in _notes(document)] == ["schedule-column-lost", "schedule-column-lost"]


def test_a_value_without_a_month_makes_the_open_points_lost_not_empty() -> None:
    document = _with("3 月底\t\t6 月底\t\t10 月底\t", "\t\t30%\t\t60%\t\t100%")
    assert _notes(document) == [("schedule-unplaced", "100%")]
    assert [state for _, _, state in _points(document)][2:] == [LOST, LOST]
    assert EMPTY not in [state for _, _, state in _points(document)]


def test_values_that_do_not_follow_the_labels_are_not_read_as_theirs() -> None:
    document = _with("3月底\t\t6月底\t\t10月底\t", "\t30%\t60%\t90%\t100%")
    assert _notes(document)
    assert (6, "90%", READ) not in _points(document)


def test_values_without_any_label_are_noted() -> None:
    document = _with("\t\t\t", "\t30%\t60%\t90%\t100%")
    assert _notes(document)


def test_blank_points_are_empty() -> None:
    document = _with("3月底\t\t6月底\t\t10月底\t\t12月底\t", "\t\t\t60%\t\t\t\t100%\t")
    assert _points(document) == [(3, "", EMPTY), (6, "60%", READ), (10, "", EMPTY), (12, "100%", READ)]
    assert _notes(document) == []


def test_a_value_under_the_second_column_of_a_merged_month() -> None:
    document = _with("3月底\t\t6月底\t\t10月底\t12月底", "\t\t30%\t60%\t\t90%\t100%")
    assert [(month, text) for month, text, _ in _points(document)] == [(3, "30%"), (6, "60%"), (10, "90%"), (12, "100%")]


def test_other_months_and_quarters() -> None:
    lines = rows_by_tab_spread(Plan((DREDGING,))).replace(
        "3月底\t\t6月底\t\t10月底\t\t12月底", "一季度\t\t二季度\t\t三季度\t\t四季度"
    )
    schedule = parsed(lines).projects[0].schedule
    assert [(point.month, point.percent) for point in schedule] == [
        (3, Decimal(20)), (6, Decimal(60)), (9, Decimal(90)), (12, Decimal(100)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("30%", "30"),
        ("30", "30"),
        ("70.00", "70"),
        ("30％", "30"),
        ("100百分比", "100"),
        ("", None),
        ("三成", None),
        ("30%-40%", None),
        ("/", None),
    ],
)
def test_percent(text: str, percent: str | None) -> None:
    assert percent_of(text) == (None if percent is None else Decimal(percent))


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("3月底", 3),
        ("12 月 底", 12),
        ("10月", 10),
        ("6月底前", 6),
        ("截至9月底", 9),
        ("二季度", 6),
        ("四季度末", 12),
        ("3月底（%）", 3),
        ("3月底%", 3),
        ("13月底", None),
        ("3月1日", None),
        ("年底", None),
        ("", None),
    ],
)
def test_months(text: str, month: int | None) -> None:
    assert month_of(text) == month
