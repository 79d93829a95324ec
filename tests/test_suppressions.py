"""Suppressions: what they take out, what they leave, and what is said about them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalint.engine import Outcome, run
from goalint.findings import Finding
from goalint.globs import Glob
from goalint.rules.described import documents_of
from goalint.sieve import Filters
from goalint.suppressions import Suppression, Suppressions
from goalint.tree.document import Document

from .packs.shipped import shipped

PACKS = shipped()
PERCENT = {"level1": "产出指标", "level2": "数量指标", "name": "论文数量", "value": "≥95%"}
FAR = date(9999, 1, 1)


def document(*projects: dict[str, Any], path: str = "甲.txt") -> Document:
    return documents_of("document", {"path": path, "projects": list(projects)})[0]


TWO = (
    document({"name": "甲", "code": "C1", "indicators": [PERCENT]}, {"name": "乙", "indicators": [PERCENT]}, path="a/甲.txt"),
    document({"name": "甲", "indicators": [PERCENT, {**PERCENT, "name": "报告数量"}]}, path="b/乙.txt"),
)


def judged(*entries: Suppression, documents: tuple[Document, ...] = TWO, complete: bool = False, **options: Any) -> Outcome:
    filters = Filters(suppressions=Suppressions("x.yaml", entries), complete=complete)
    return run(documents, PACKS, select=options.pop("select", ["VAL101"]), filters=filters, **options)


def places(findings: Any) -> list[str]:
    return [f"{one.path} {one.project.name} {one.indicator.name}" for one in findings]


ALL_FOUR = ["a/甲.txt 甲 论文数量", "a/甲.txt 乙 论文数量", "b/乙.txt 甲 论文数量", "b/乙.txt 甲 报告数量"]


@pytest.mark.parametrize(
    ("where", "taken"),
    [
        ({"file": Glob("*.txt")}, [0, 1, 2, 3]),
        ({"file": Glob("a/*.txt")}, [0, 1]),
        ({"project": "甲"}, [0, 2, 3]),
        ({"project": "C1"}, [0]),
        ({"project": " Ｃ1"}, [0]),
        ({"project": "甲", "file": Glob("b")}, [2, 3]),
        ({"indicator": "报告数量"}, [3]),
        ({"indicator": "报告"}, []),
        ({"indicator": "论文数量", "project": "丙"}, []),
        ({"fingerprint": "x"}, []),
    ],
)
def test_where(where: dict[str, Any], taken: list[int]) -> None:
    outcome = judged(Suppression("VAL101", "因为", **where))
    assert places(one.finding for one in outcome.accepted) == [ALL_FOUR[index] for index in taken]
    assert places(outcome.findings) == [one for index, one in enumerate(ALL_FOUR) if index not in taken]


@pytest.mark.parametrize("selector", ["VAL101", "percent-on-count", "VAL", "VAL1", "value"])
def test_which_rule(selector: str) -> None:
    assert len(judged(Suppression(selector, "因为", file=Glob("*.txt"))).accepted) == 4


def test_a_fingerprint() -> None:
    whole = judged()
    outcome = judged(Suppression("VAL101", "因为", fingerprint=whole.findings[3].fingerprint))
    assert places(outcome.findings) == ALL_FOUR[:3]


def test_what_is_accepted_says_why() -> None:
    [one] = judged(Suppression("VAL", "已批复", indicator="报告数量", by="张三", until=FAR)).accepted
    assert (one.how, one.reason, one.by, one.until) == ("suppression", "已批复", "张三", FAR)


@pytest.mark.parametrize(("days", "taken"), [(-1, 0), (0, 4), (1, 4)])
def test_the_last_day_counts(days: int, taken: int) -> None:
    until = date.today() + timedelta(days)  # noqa: DTZ011
    outcome = judged(Suppression("VAL101", "因为", file=Glob("*.txt"), until=until, line=3, column=1))
    assert len(outcome.accepted) == taken
    assert [(one.code, one.line, one.column) for one in outcome.diagnostics] == ([] if taken else [("expired-suppression", 3, 1)])


@pytest.mark.parametrize(
    ("entry", "complete", "code", "says"),
    [
        (Suppression("VAL999", "因为", file=Glob("*")), False, "unknown-rule", "VAL1"),
        (Suppression("READ001", "因为", file=Glob("*")), False, "unsuppressible", "不能豁免"),
        (Suppression("VAL101", "因为", project="乙", indicator="报告数量"), True, None, ""),
        (Suppression("VAL101", "因为", file=Glob("c")), False, None, ""),
        (Suppression("VAL101", "因为", file=Glob("c")), True, "unused-suppression", "文件“c”"),
        (Suppression("VAL101", "因为", project="丙"), False, None, ""),
        (Suppression("VAL101", "因为", project="丙"), True, "unused-suppression", "项目“丙”"),
        (Suppression("VAL101", "因为", project="甲", indicator="丁"), False, "unused-suppression", "指标“丁”"),
        (Suppression("BUD101", "因为", project="丙"), True, None, ""),
    ],
)
def test_what_is_said_about_entries(entry: Suppression, complete: bool, code: str | None, says: str) -> None:
    said = judged(entry, complete=complete).diagnostics
    if entry.indicator == "报告数量":
        assert [one.code for one in said] == ["unused-suppression"]
        return
    assert [one.code for one in said] == ([code] if code else [])
    assert all(says in one.message for one in said)


def test_an_entry_is_not_called_unused_where_its_rule_could_not_be_checked() -> None:
    lost = (document({"name": "甲", "indicators": [{**PERCENT, "value": "?"}]}),)
    outcome = judged(Suppression("VAL101", "因为", project="甲"), documents=lost, complete=True)
    assert outcome.not_checked
    assert outcome.diagnostics == ()


def test_what_could_not_be_read_stays() -> None:
    unread = documents_of("document", {"not_read": [{"code": "no-form"}], "projects": []})
    entries = [Suppression(rule, "因为", file=Glob("**")) for rule in ("reading", "READ", "READ002")]
    outcome = run(unread, PACKS, filters=Filters(suppressions=Suppressions("x", tuple(entries)), complete=True))
    assert "READ002" in [one.code for one in outcome.findings]
    assert outcome.accepted == ()
    outcome = run(unread, PACKS, filters=Filters(per_file_ignores={Glob("**"): ("ALL",)}))
    assert "READ002" in [one.code for one in outcome.findings]


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        (Filters(per_file_ignores={Glob("a/*"): ("VAL",)}), [2, 3]),
        (Filters(per_file_ignores={Glob("a/*"): ("BUD",)}), [0, 1, 2, 3]),
        (Filters(per_project_ignores={"C1": ("VAL101",), "乙": ("ALL",)}), [2, 3]),
        (Filters(per_project_ignores={"甲": ("value",)}), [1]),
    ],
)
def test_rules_left_out_for_files_and_projects(filters: Filters, left: list[int]) -> None:
    outcome = run(TWO, PACKS, select=["VAL101"], filters=filters)
    assert places(outcome.findings) == [ALL_FOUR[index] for index in left]
    ignored = [one.finding for one in outcome.accepted if one.how == "ignore"]
    assert places(ignored) == [place for index, place in enumerate(ALL_FOUR) if index not in left]


_WHERE = st.fixed_dictionaries(
    {},
    optional={
        "file": st.sampled_from([Glob("a"), Glob("*.txt"), Glob("b/乙.txt"), Glob("c")]),
        "project": st.sampled_from(["甲", "乙", "C1", "丙"]),
        "indicator": st.sampled_from(["论文数量", "报告数量", "没有"]),
    },
).filter(bool)
_ENTRIES = st.builds(
    lambda rule, where, until: Suppression(rule, "因为", until=until, **where),
    st.sampled_from(["VAL101", "VAL", "STR", "structure", "READ", "没有", "percent-on-count"]),
    _WHERE,
    st.sampled_from([None, FAR, date(2000, 1, 1)]),
)


@pytest.fixture(scope="module")
def whole() -> Sequence[Finding]:
    return run(TWO, PACKS).findings


@given(entries=st.lists(_ENTRIES, max_size=4))
def test_nothing_is_hidden_that_no_entry_names(entries: list[Suppression], whole: tuple[Finding, ...]) -> None:
    outcome = judged(*entries, select=[])
    hidden = [one.finding for one in outcome.accepted]
    assert sorted(map(repr, (*outcome.findings, *hidden))) == sorted(map(repr, whole))
    rules: dict[str, Any] = {rule.code: rule for pack in PACKS for rule in pack.rules}
    for finding in hidden:
        rule = rules[finding.code]
        assert any(
            entry.until != date(2000, 1, 1)
            and (entry.rule in (rule.code, rule.name, rule.category) or rule.code.startswith(entry.rule))
            and (entry.file is None or entry.file.matches(finding.path))
            and (entry.project is None or finding.project and entry.project in (finding.project.code, finding.project.name))
            and (entry.indicator is None or finding.indicator and entry.indicator == finding.indicator.name)
            for entry in entries
        )


def test_which_rules_cannot_be_suppressed() -> None:
    closed = [rule.code for pack in PACKS for rule in pack.rules if not rule.suppressible]
    assert closed == ["READ001", "READ002", "READ003"]
