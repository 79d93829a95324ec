"""What only shows over many documents, and that looking for it costs no more than one look at each."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import lru_cache
from types import FrameType
from typing import Any

import pytest
from tests.checks.applying import applied, run

from goalint import pile
from goalint.checks.batch_rows import ROWS_COPIED_ELSEWHERE, Copied
from goalint.checks.batches import DEPARTMENT_RENAMED, SAME_PROJECT_ELSEWHERE, SHARED_PARAGRAPHS, Ordinary
from goalint.checks.odd_rows import ROWS_AT_ODDS
from goalint.rules.check import AnyCheck, LexiconName
from goalint.rules.described import documents_of
from goalint.tree.document import Department, Document
from goalint.tree.location import NOWHERE, Location
from goalint.tree.passage import passage
from goalint.tree.text import Text, text_of

WORDS = {"shared": ["预算控制数"], "common": ["^会议费$"]}
CODES = ("13992124P000928100019", "13992124P00094310003J", "13992224P00094310003J")


def _batch(*documents: dict[str, Any]) -> dict[str, Any]:
    return {"documents": [{"fiscal_year": 2024, **document} for document in documents]}


def test_one_project_in_three_departments_is_told_once() -> None:
    departments = [{"department": f"{name}局", "projects": [{"name": "智慧校园", "code": CODES[0]}]} for name in "甲乙丙"]
    hits, _ = applied(SAME_PROJECT_ELSEWHERE, "batch", _batch(*departments), Ordinary(LexiconName("common")), WORDS)
    assert [(hit.document, hit.args["count"], hit.args["departments"]) for hit in hits] == [(1, "3", "甲局、乙局、丙局")]


@pytest.mark.parametrize(
    ("name", "code", "department"),
    [("会议费", CODES[1], "乙局"), ("智慧校园", CODES[2], "乙局"), ("智慧校园", CODES[1], "甲局本级")],
)
def test_projects_that_are_not_one(name: str, code: str, department: str) -> None:
    first = {"department": "甲局", "projects": [{"name": name, "code": CODES[0]}]}
    second = {"department": department, "projects": [{"name": name, "code": code}]}
    assert applied(SAME_PROJECT_ELSEWHERE, "batch", _batch(first, second), Ordinary(LexiconName("common")), WORDS) == ([], [])


@pytest.mark.parametrize(("name", "code", "year", "found"), [
    ("林业局", CODES[1], 2024, 1),
    ("水利局本级", CODES[1], 2024, 0),
    ("林业局", CODES[2], 2024, 0),
    ("水务局", CODES[1], 2025, 0),
])  # fmt: skip
def test_a_code_with_two_names(name: str, code: str, year: int, found: int) -> None:
    first = {"department": "水利局", "department_code": "212001", "projects": [{"name": "清淤", "code": CODES[0]}]}
    second = {"department": name, "department_code": "212001", "fiscal_year": year, "projects": [{"name": "造林", "code": code}]}
    hits, _ = applied(DEPARTMENT_RENAMED, "batch", _batch(first, second))
    assert len(hits) == found


PARAGRAPH = "完善制度建设，制定完善预算绩效管理制度、资金管理办法、工作保障制度等，奠定制度基础。"


@pytest.mark.parametrize(
    ("text", "department", "found"),
    [(f"1、{PARAGRAPH}", "乙局", 1), (f"一是{PARAGRAPH}", "乙局", 1), (PARAGRAPH, "甲局", 0), ("加强领导。", "乙局", 0)],
)
def test_paragraphs_of_another_department(text: str, department: str, found: int) -> None:
    documents = {"department": "甲局", "safeguards": [PARAGRAPH, "加强领导。"]}, {"department": department, "safeguards": [text]}
    hits, _ = applied(SHARED_PARAGRAPHS, "batch", _batch(*documents))
    assert [hit.args["department"] for hit in hits] == ["甲局"] * found


def test_a_second_copy_of_a_file_is_no_second_department() -> None:
    document = documents_of("document", {"department": "甲局", "safeguards": [PARAGRAPH]})[0]
    same = document._replace(source=document.source._replace(sha256="a"))
    other = same._replace(department=Department(None, "乙局", NOWHERE))
    assert run(SHARED_PARAGRAPHS, "batch", [same, other]) == ([], [])
    assert len(run(SHARED_PARAGRAPHS, "batch", [document, other._replace(source=document.source)])[0]) == 1


def test_the_odd_one_out() -> None:
    def department(name: str, value: str) -> dict[str, Any]:
        return {"department": name, "projects": [{"name": "窗口", "indicators": [{"name": "群众有效投诉率", "value": value}]}]}

    usual = [department(f"{name}局", "≤1%") for name in "甲乙丙丁"]
    hits, _ = applied(ROWS_AT_ODDS, "batch", _batch(*usual, department("戊局", "≥1%")))
    assert [(hit.document, hit.args["ours"], hit.args["theirs"]) for hit in hits] == [(4, "≥", "≤")]
    assert applied(ROWS_AT_ODDS, "batch", _batch(*usual[:3], department("戊局", "≥1%"))) == ([], [])


# --- cost -------------------------------------------------------------------------------------------------------------


def _text(text: str) -> Text:
    return text_of(passage(text, Location(line=1)))


@lru_cache
def _generated(projects: int, *, alike: bool) -> list[Document]:
    """Documents of ten projects of five rows: all the same but for their names, or all different."""
    rows = [{"level2": "数量指标", "name": f"清运量{n}", "description": f"全年清运{n}", "value": f"≥{n}吨"} for n in range(5)]
    project = {"name": "清运", "code": CODES[0], "indicators": rows}
    model = documents_of(
        "document",
        {"department": "甲局", "department_code": "212001", "safeguards": [PARAGRAPH], "projects": [project]},
    )[0]
    first = model.projects[0]
    documents = []
    for number in range(projects // 10):
        own = []
        for seq in range(10):
            name = chr(0x4E00 + (number * 10 + seq) % 20000) * 4
            indicators = first.indicators
            if not alike:
                indicators = tuple(row._replace(name=_text(f"{row.name.text}{name}{seq}")) for row in indicators)
            own.append(first._replace(name=_text(name), indicators=indicators))
        department = Department(f"{number:06}", f"{chr(0x5000 + number)}{number}局", NOWHERE)
        documents.append(model._replace(department=department, projects=tuple(own)))
    return documents


def _operations(spec: AnyCheck, documents: Sequence[Document], params: object) -> int:
    """How many calls, of Python and of C, a check makes."""
    count = 0

    def counted(frame: FrameType, event: str, arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        run(spec, "batch", documents, params, WORDS)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("at_once", [300, 1_000_000])
@pytest.mark.parametrize("alike", [True, False])
@pytest.mark.parametrize(
    ("spec", "params"),
    [
        (SAME_PROJECT_ELSEWHERE, Ordinary(LexiconName("common"))),
        (DEPARTMENT_RENAMED, None),
        (SHARED_PARAGRAPHS, None),
        (ROWS_COPIED_ELSEWHERE, Copied(LexiconName("shared"))),
        (ROWS_AT_ODDS, None),
    ],
    ids=lambda value: getattr(value, "name", "-"),
)
def test_ten_times_the_projects_cost_ten_times_as_much(
    spec: AnyCheck, params: object, alike: bool, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether what is noted of them is in memory together or not; putting very many in order takes another pass now and then."""
    monkeypatch.setattr(pile, "_RUN", at_once)
    monkeypatch.setattr(pile, "_MERGED", 1_000)
    few, many = (
        _operations(spec, _generated(2_000, alike=alike), params),
        _operations(spec, _generated(20_000, alike=alike), params),
    )
    assert few > 2_000 / 10
    assert many < 11 * few
