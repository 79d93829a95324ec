"""What has become of the findings of a draft: fixed only what was looked at again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalint.engine import Outcome, run
from goalint.findings import Finding, State
from goalint.globs import Glob
from goalint.revision import Original
from goalint.rules.described import documents_of
from goalint.sieve import Filters
from goalint.suppressions import Suppression, Suppressions
from goalint.tree.confidence import Confidence
from goalint.tree.document import Document

from .packs.shipped import shipped

PACKS = shipped()
PERCENT = {"level1": "产出指标", "level2": "数量指标", "name": "论文数量", "value": "≥95%"}
REPORTS = {**PERCENT, "name": "报告数量"}
FIXED = {**PERCENT, "value": "≥3篇"}


def document(*projects: dict[str, Any], path: str = "a.txt", **more: Any) -> Document:
    return documents_of("document", {"path": path, "projects": list(projects), **more})[0]


def original(*documents: Document, place: str = "a.txt", revised: Sequence[str] = ("a.txt",), **options: Any) -> Original:
    found = run(documents, PACKS, **({"select": ["VAL101"]} | options))
    return Original(place, found.documents, found.findings, tuple(revised), whole=len(documents) > 1)


def against(old: Original, *new: Document, filters: Filters | None = None, **options: Any) -> Outcome:
    held = (filters or Filters())._replace(original=old)
    return run(new, PACKS, filters=held, **({"select": ["VAL101"]} | options))


def states(outcome: Outcome) -> tuple[list[str], list[str], list[str], list[str]]:
    """The indicators whose findings are still there, new, fixed, and open."""
    assert outcome.revision is not None
    of = [(one.state, _name(one)) for one in outcome.findings]
    return (
        [name for state, name in of if state is State.STILL],
        [name for state, name in of if state is State.NEW],
        [_name(one) for one in outcome.revision.fixed],
        [_name(one.finding) for one in outcome.revision.unsettled],
    )


def _name(finding: Finding) -> str:
    return finding.indicator.name if finding.indicator is not None else ""


OLD = original(document({"code": "C1", "name": "甲", "indicators": [PERCENT, REPORTS]}))


@pytest.mark.parametrize(
    ("project", "expected"),
    [
        ({"indicators": [PERCENT, REPORTS]}, (["论文数量", "报告数量"], [], [], [])),
        ({"indicators": [FIXED, REPORTS]}, (["报告数量"], [], ["论文数量"], [])),
        ({"indicators": [FIXED, REPORTS, {**PERCENT, "name": "专著数量"}]}, (["报告数量"], ["专著数量"], ["论文数量"], [])),
        # Another percentage is no number either.
        ({"indicators": [{**PERCENT, "value": "≥98%"}, REPORTS]}, (["论文数量", "报告数量"], [], [], [])),
        # Filed elsewhere, the project renamed, its code corrected.
        ({"indicators": [{**PERCENT, "level2": "质量指标"}, REPORTS]}, (["论文数量", "报告数量"], [], [], [])),
        ({"name": "丁", "indicators": [FIXED, REPORTS]}, (["报告数量"], [], ["论文数量"], [])),
        ({"code": "C9", "indicators": [FIXED, REPORTS]}, (["报告数量"], [], ["论文数量"], [])),
        # Another project altogether: nobody knows.
        ({"code": "C9", "name": "丁", "indicators": [REPORTS]}, ([], ["报告数量"], [], ["论文数量", "报告数量"])),
        # What the conversion lost was not looked at: the value, and the row.
        ({"indicators": [{**PERCENT, "value": "?"}, REPORTS]}, (["报告数量"], [], [], ["论文数量"])),
        ({"indicators": [REPORTS], "rows_lost": True}, (["报告数量"], [], [], ["论文数量"])),
        ({"indicators": [FIXED], "rows_lost": True}, ([], [], ["论文数量"], ["报告数量"])),
        # The row is gone, and with it what was wrong with it.
        ({"indicators": [REPORTS]}, (["报告数量"], [], ["论文数量"], [])),
    ],
)
def test_one_project(project: dict[str, Any], expected: tuple[list[str], ...]) -> None:
    assert states(against(OLD, document({"code": "C1", "name": "甲", **project}))) == expected


def test_a_reason_is_given() -> None:
    lost = against(OLD, document({"code": "C1", "name": "甲", "indicators": [{**PERCENT, "value": "?"}, REPORTS]}))
    assert lost.revision is not None
    assert [one.why for one in lost.revision.unsettled] == ["指标值没有读到，可能在转换时丢失"]
    unread = documents_of("document", {"path": "a.txt", "projects": [], "not_read": [{"code": "no-form"}]})
    nothing = against(OLD, *unread)
    assert nothing.revision is not None
    assert len(nothing.revision.unsettled) == 2
    assert nothing.revision.unsettled[0].why.startswith("修改稿没有读到内容：没有找到绩效目标表")
    english = against(OLD, *unread, lang="en")
    assert english.revision is not None
    assert english.revision.unsettled[0].why.startswith("nothing was read of the revised draft: no performance form")


def test_what_the_page_hides_may_hide_what_was_found_about_the_document() -> None:
    twice = {"paragraphs": ["征求各界的意见意见"], "projects": [{"name": "甲"}]}
    damaged = {"projects": [{"name": "甲"}], "not_read": [{"code": "page-damaged"}]}
    texts: dict[str, Any] = {"select": ["repeated-word"]}
    old = original(*documents_of("document", {"path": "a.txt", **twice}), **texts)
    assert len(old.findings) == 1
    hidden = against(old, *documents_of("document", {"path": "a.txt", **damaged}), **texts)
    assert hidden.revision is not None
    assert (len(hidden.revision.fixed), len(hidden.revision.unsettled)) == (0, 1)
    plain = against(old, *documents_of("document", {"path": "a.txt", "projects": [{"name": "甲"}]}), **texts)
    assert plain.revision is not None
    assert (len(plain.revision.fixed), len(plain.revision.unsettled)) == (1, 0)
    # It was hidden before, too, and the finding stood elsewhere.
    old = original(*documents_of("document", {"path": "a.txt", **twice, "not_read": [{"code": "page-damaged"}]}), **texts)
    again = against(old, *documents_of("document", {"path": "a.txt", **damaged}), **texts)
    assert again.revision is not None
    assert len(again.revision.fixed) == 1


def test_what_is_accepted_now_is_neither_fixed_nor_told() -> None:
    here = document({"code": "C1", "name": "甲", "indicators": [PERCENT, REPORTS]})
    entry = Suppression("VAL101", "已核实", indicator="论文数量")
    for filters in (
        Filters(suppressions=Suppressions("x", (entry,))),
        Filters(per_project_ignores={"甲": ("VAL101",)}),
    ):
        outcome = against(OLD, here, filters=filters)
        assert outcome.revision is not None
        assert (outcome.revision.fixed, outcome.revision.unsettled) == ((), ())
        assert all(one.finding.state is State.STILL for one in outcome.accepted)
    assert states(against(OLD, here, filters=Filters(per_file_ignores={Glob("*"): ("VAL",)}))) == ([], [], [], [])


def test_a_finding_that_became_unsure_is_not_fixed() -> None:
    here = document({"code": "C1", "name": "甲", "indicators": [PERCENT, REPORTS]})
    sure = {one.confidence for one in OLD.findings}
    assert sure == {Confidence.HIGH}
    outcome = against(OLD, here, min_confidence=Confidence.HIGH)
    assert states(outcome)[2:] == ([], [])


def test_several_drafts() -> None:
    olds = [document({"code": f"C{n}", "name": "甲", "indicators": [PERCENT]}, path=f"o/{n}.txt") for n in (1, 2, 3)]
    old = original(*olds, place="o", revised=["n"])
    news = [
        document({"code": "C1", "name": "甲", "indicators": [FIXED]}, path="n/1.txt"),
        document({"code": "C2", "name": "甲", "indicators": [PERCENT]}, path="n/2.txt"),
        document({"code": "C7", "name": "乙", "indicators": [PERCENT]}, path="n/7.txt"),
    ]
    outcome = against(old, *news)
    assert states(outcome) == (["论文数量"], ["论文数量"], ["论文数量"], ["论文数量"])
    assert outcome.revision is not None
    assert outcome.revision.paths == {"n/1.txt": "o/1.txt", "n/2.txt": "o/2.txt"}
    assert outcome.revision.unsettled[0].why == "没有找到这个文件的修改稿"
    assert [(one.code, one.path) for one in outcome.diagnostics] == [("no-original", "n/7.txt")]
    # Where one draft is asked for, the others are nobody's business.
    assert states(against(old._replace(whole=False), news[0])) == ([], [], ["论文数量"], [])


def test_what_shows_only_across_drafts_is_fixed_only_if_all_are_there() -> None:
    olds = [document({"code": "C1", "name": name}, path=f"o/{name}.txt", department=name) for name in ("甲", "乙", "丙")]
    codes: dict[str, Any] = {"select": ["duplicate-project-code"]}
    old = original(*olds, place="o", revised=["n"], **codes)
    assert len(old.findings) == 2
    news = [
        document({"code": f"C{n}", "name": name}, path=f"n/{name}.txt", department=name)
        for n, name in enumerate(("甲", "乙", "丙"))
    ]
    every = against(old, *news, **codes).revision
    assert every is not None
    assert (len(every.fixed), len(every.unsettled)) == (2, 0)
    some = against(old, *news[1:], **codes).revision
    assert some is not None
    assert (len(some.fixed), len(some.unsettled)) == (0, 2)


_VALUES = st.lists(st.sampled_from(["≥95%", "≥96%", "≥3篇", "?"]), max_size=4)


@given(_VALUES, _VALUES)
def test_nothing_is_lost_and_nothing_counted_twice(then: list[str], now: list[str]) -> None:
    """Rows of one name: as many are still there as there were and are, and every old finding is somewhere."""
    old = original(document({"code": "C1", "name": "甲", "indicators": [{**PERCENT, "value": value} for value in then]}))
    here = document({"code": "C1", "name": "甲", "indicators": [{**PERCENT, "value": value} for value in now]})
    outcome = against(old, here)
    still, new, fixed, open_ = map(len, states(outcome))
    assert still + fixed + open_ == len(old.findings)
    assert still + new == len(run((here,), PACKS, select=["VAL101"]).findings)
    assert still == min(len(old.findings), still + new)
    assert not fixed or "?" not in now
    percents = Counter(value for value in now if value.endswith("%"))
    assert percents.total() == still + new
