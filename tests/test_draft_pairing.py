"""Which document and project is which of those sent back: only where that is sure."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalint.draft_pairing import paired_documents, project_marks
from goalint.rules.described import documents_of
from goalint.tree.document import Document

A, B = {"code": "A", "name": "甲"}, {"code": "B", "name": "乙"}
ROWS = [{"level2": "数量指标", "name": name, "value": "3次"} for name in ("演练次数", "巡查次数", "培训次数", "检修次数")]


def document(*projects: dict[str, Any], path: str = "a.txt", **more: Any) -> Document:
    return documents_of("document", {"path": path, "projects": list(projects), **more})[0]


def files(*paths: str) -> list[Document]:
    return [document({"name": "甲"}, path=path) for path in paths]


def same(new: Document, old: Document) -> list[tuple[int, int]]:
    """The projects of both that have a mark in common."""
    mine, others = project_marks(new, old)
    return [(i, j) for i, mark in enumerate(mine) for j, other in enumerate(others) if mark == other]


@pytest.mark.parametrize(
    ("new", "old", "places", "pairs"),
    [
        (["x/修改.docx"], ["y/原稿.pdf"], (["x/修改.docx"], "y/原稿.pdf"), {0: 0}),
        (["n/水/a.txt", "n/农/a.txt"], ["o/农/a.txt", "o/水/a.txt"], (["n"], "o"), {0: 1, 1: 0}),
        (["n/水/a.txt", "n/b.txt"], ["o/b.txt", "o/旧/a.txt"], (["n/"], "./o"), {0: 1, 1: 0}),
        (["n/a.docx", "n/b.docx"], ["o.zip/a.doc", "o.zip/c.doc"], (["n"], "o.zip"), {0: 0}),
        # Two of one name that lie elsewhere: nobody knows.
        (["n/水/a.txt", "n/农/a.txt"], ["o/a.txt", "o/b.txt"], (["n"], "o"), {}),
        # Named otherwise, but the only one that is left of a department's folder.
        (["n/水/新.txt", "n/农/新.txt"], ["o/水/旧.txt", "o/农/1.txt", "o/农/2.txt"], (["n"], "o"), {0: 0}),
        (["n/新.txt", "n/水/b.txt"], ["o/旧.txt", "o/水/b.txt"], (["n"], "o"), {1: 1}),
        (["水/a.txt"], ["o/水/a.txt", "o/b.txt"], (["."], "o"), {0: 0}),
    ],
)
def test_documents_by_place_and_name(
    new: list[str], old: list[str], places: tuple[list[str], str], pairs: dict[int, int]
) -> None:
    assert paired_documents(files(*new), files(*old), *places) == pairs


def test_documents_by_their_codes() -> None:
    old = [document({"code": "1"}, {"code": "2"}, path="o/水.txt"), document({"code": "3"}, path="o/农.txt")]
    new = [document({"code": "3"}, path="n/农业0110.txt"), document({"code": "1"}, {"code": "9"}, path="n/水利（修改）.txt")]
    assert paired_documents(new, old, ["n"], "o") == {0: 1, 1: 0}
    # Less than half in common, or shared with another one.
    few = [document({"code": "1"}, {"code": "8"}, {"code": "9"}, path="n/x.txt"), document({"code": "7"}, path="n/y.txt")]
    assert paired_documents(few, old, ["n"], "o") == {}
    both = [document({"code": "1"}, {"code": "3"}, path="n/x.txt"), document({"code": "7"}, path="n/y.txt")]
    assert paired_documents(both, old, ["n"], "o") == {}


@pytest.mark.parametrize(
    ("new", "old", "pairs"),
    [
        # Renamed, the code corrected, both as they were, and moved.
        ([{"code": "C1", "name": "城区清淤"}], [{"code": "C1", "name": "清淤"}], [(0, 0)]),
        ([{"code": "C2", "name": "清淤"}], [{"code": "C1", "name": "清淤"}], [(0, 0)]),
        ([B, A], [A, B], [(0, 1), (1, 0)]),
        # Code and name go before the code: the two have swapped nothing.
        ([A, {**A, "name": "丙"}], [{**A, "name": "乙"}, A], [(0, 1), (1, 0)]),
        # Two that could be meant.
        ([{"code": "C3", "name": "会议费"}], [{"code": "C1", "name": "会议费"}, {"code": "C2", "name": "会议费"}], []),
        ([{"name": "另一个"}], [{"name": "清淤"}], []),
        # Of two units in one document.
        ([{"code": "9", "name": "会议费", "department": "甲站"}], [{"code": "1", "name": "会议费", "department": "乙站"}], []),
        # By the rows, if they are nearly the same and nobody else's.
        ([{"name": "防汛演练", "indicators": ROWS}], [{"name": "应急演练", "indicators": ROWS}], [(0, 0)]),
        ([{"name": "防汛演练", "indicators": ROWS[:2]}], [{"name": "应急演练", "indicators": ROWS[:2]}], []),
        ([{"name": "防汛演练", "indicators": ROWS}], [{"name": "应急演练", "indicators": ROWS[:3]}], []),
        ([{"name": "甲", "indicators": ROWS}], [{"name": "乙", "indicators": ROWS}, {"name": "丙", "indicators": ROWS}], []),
    ],
)  # fmt: skip
def test_projects(new: list[dict[str, Any]], old: list[dict[str, Any]], pairs: list[tuple[int, int]]) -> None:
    assert same(document(*new), document(*old)) == pairs
    assert same(document(*old), document(*new)) == sorted((other, mine) for mine, other in pairs)


_PROJECT = st.fixed_dictionaries({"code": st.sampled_from(["", "A", "B"]), "name": st.sampled_from(["甲", "乙", "丙"])})


@given(st.lists(_PROJECT, max_size=5))
def test_a_document_is_the_same_as_itself(projects: list[dict[str, str]]) -> None:
    one = document(*projects)
    mine, others = project_marks(one, one)
    assert mine == others
    alike = {(p["code"], p["name"]) for p in projects}
    assert len(set(mine)) == len(alike)


@given(st.lists(st.sampled_from(["n/a.txt", "n/x/a.txt", "n/b.doc", "n/y/b.txt", "n/c.txt"]), unique=True), st.data())
def test_no_document_is_paired_twice(new: list[str], data: st.DataObject) -> None:
    old = data.draw(st.lists(st.sampled_from(["o/a.txt", "o/x/a.txt", "o/b.txt", "o/y/b.txt", "o/d.txt"]), unique=True))
    pairs = paired_documents(files(*new), files(*old), ["n"], "o")
    assert len(set(pairs.values())) == len(pairs)
    for index, one in enumerate(new):  # the same place goes before all else
        if "o" + one[1:] in old:
            assert old[pairs[index]] == "o" + one[1:]
