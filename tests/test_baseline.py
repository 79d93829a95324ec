"""The baseline: as many findings are accepted as it holds, and no others."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalint.baseline import Baseline, BaselineError, BaselineUse, Entry, entry_of, read_baseline, written
from goalint.engine import Outcome, run
from goalint.findings import Finding
from goalint.rules.described import documents_of
from goalint.sieve import Filters
from goalint.tree.document import Document

from .packs.shipped import shipped

PACKS = shipped()
RULES = [rule for pack in PACKS for rule in pack.rules]
PERCENT = {"level1": "产出指标", "level2": "数量指标", "name": "论文数量", "value": "≥95%"}


def document(*projects: dict[str, Any], path: str = "甲.txt") -> Document:
    return documents_of("document", {"path": path, "projects": list(projects)})[0]


FLAWED = document({"name": "甲", "indicators": [PERCENT, {**PERCENT, "name": "报告数量"}]})


def judged(*documents: Document, baseline: Baseline | None = None, **options: Any) -> Outcome:
    return run(documents, PACKS, filters=Filters(baseline=baseline), **options)


def baseline_of(outcome: Outcome) -> Baseline:
    return Baseline("goalint-baseline.json", tuple(entry_of(finding, "") for finding in outcome.findings))


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "b.json"
    entries = baseline_of(judged(FLAWED)).entries
    path.write_text(written(entries), "utf-8")
    found = read_baseline(str(path)).entries
    assert [entry._replace(line=0) for entry in found] == sorted(entries, key=lambda entry: entry.order)
    lines = path.read_text("utf-8").splitlines()
    assert all(entry.fingerprint in lines[entry.line - 1] for entry in found)
    assert len(lines) == len(entries) + 5
    path.write_text(written([]), "utf-8")
    assert read_baseline(str(path)).entries == ()


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"schema": "goalint.baseline/2", "findings": []}', '{"schema": "goalint.baseline/1", "findings": [3]}'],
)
def test_what_is_no_baseline(tmp_path: Path, text: str) -> None:
    path = tmp_path / "b.json"
    path.write_text(text, "utf-8")
    with pytest.raises(BaselineError, match="不是 goalint 的基线文件"):
        read_baseline(str(path))
    with pytest.raises(BaselineError, match="没有基线文件"):
        read_baseline(str(tmp_path / "没有.json"))


def test_nothing_is_told_that_the_baseline_holds() -> None:
    before = judged(FLAWED)
    after = judged(FLAWED, baseline=baseline_of(before))
    assert after.findings == ()
    assert after.stale == ()
    assert [one.finding for one in after.accepted] == list(before.findings)


def test_what_is_new_is_told() -> None:
    before = baseline_of(judged(FLAWED, select=["VAL101"]))
    worse = document({"name": "甲", "indicators": [PERCENT, {**PERCENT, "name": "报告数量"}, {**PERCENT, "name": "专著数量"}]})
    [new] = judged(worse, select=["VAL101"], baseline=before).findings
    assert new.indicator is not None
    assert new.indicator.name == "专著数量"


def test_two_of_a_kind_hide_two_and_not_three() -> None:
    two = document({"name": "甲", "indicators": [PERCENT]}, {"name": "甲", "indicators": [PERCENT]})
    three = document(*[{"name": "甲", "indicators": [PERCENT]}] * 3)
    before = baseline_of(judged(two, select=["VAL101"]))
    assert len(before.entries) == 2
    assert len(judged(three, select=["VAL101"], baseline=before).findings) == 1
    # The same document twice, as a copy: its findings have the same fingerprints.
    copy = document({"name": "甲", "indicators": [PERCENT]}, {"name": "甲", "indicators": [PERCENT]}, path="乙.txt")
    assert len(judged(two, copy, select=["VAL101"], baseline=before).findings) == 2


def test_a_finding_of_one_department_does_not_hide_that_of_another() -> None:
    of = [
        documents_of(
            "document", {"path": f"{name}.txt", "department": name, "projects": [{"name": "会议费", "indicators": [PERCENT]}]}
        )[0]
        for name in ("水利局", "教育局")
    ]
    before = baseline_of(judged(of[0], select=["VAL101", "structure"]))
    after = judged(of[1], select=["VAL101", "structure"], baseline=before)
    assert after.accepted == ()
    assert len(after.findings) == len(before.entries) > 1


def test_what_is_fixed_is_stale() -> None:
    before = baseline_of(judged(FLAWED, select=["VAL101"]))
    fixed = document({"name": "甲", "indicators": [{**PERCENT, "value": "≥3篇"}, {**PERCENT, "name": "报告数量"}]})
    outcome = judged(fixed, select=["VAL101"], baseline=before)
    assert [entry.indicator for entry in outcome.stale] == ["论文数量"]
    assert [one.code for one in outcome.diagnostics] == ["stale-baseline"]


@pytest.mark.parametrize("other", ["not-in-the-run", "rule-not-in-force", "not-checked", "unreadable", "row-lost"])
def test_what_was_not_looked_at_is_not_stale(other: str) -> None:
    before = baseline_of(judged(FLAWED, select=["VAL101"]))
    fixed = {"name": "甲", "indicators": [{**PERCENT, "value": "≥3篇"}]}
    options: dict[str, Any] = {"select": ["VAL101"]}
    now = document(fixed)
    if other == "not-in-the-run":
        now = document(fixed, path="乙.txt")
    elif other == "rule-not-in-force":
        options = {"select": ["STR"]}
    elif other == "not-checked":
        now = document({"name": "甲", "indicators": [{**PERCENT, "value": "?"}]})
    elif other == "row-lost":
        now = document({**fixed, "rows_lost": True})
    else:
        now = documents_of("document", {"path": "甲.txt", "projects": [], "not_read": [{"code": "no-form"}]})[0]
    assert judged(now, baseline=before, **options).stale == ()


def test_what_could_not_be_read_is_never_accepted() -> None:
    unread = documents_of("document", {"path": "甲.txt", "projects": [], "not_read": [{"code": "no-form"}]})[0]
    before = judged(unread)
    assert "READ002" in [one.code for one in judged(unread, baseline=baseline_of(before)).findings]


def test_a_profile_is_not_passed_by_what_is_in_the_baseline() -> None:
    before = judged(FLAWED)
    assert judged(FLAWED, baseline=baseline_of(before)).passed == before.passed


_FINGERPRINTS = st.sampled_from(["a", "b", "c"])


@given(st.lists(_FINGERPRINTS, max_size=6), st.lists(_FINGERPRINTS, max_size=6))
def test_as_many_as_there_are(now: list[str], then: list[str]) -> None:
    [one] = judged(document({"name": "甲", "indicators": [PERCENT]}), select=["VAL101"]).findings
    findings = [_named(one, name) for name in now]
    entries = tuple(Entry(name, "VAL101", "甲.txt") for name in then)
    use = BaselineUse(Baseline("x.json", entries), RULES, RULES)
    left, accepted = use.apart(findings)
    stale = use.stale(["甲.txt"], (), lambda _: False)
    assert Counter(one.fingerprint for one in left) == Counter(now) - Counter(then)
    assert Counter(one.finding.fingerprint for one in accepted) == Counter(now) & Counter(then)
    assert Counter(entry.fingerprint for entry in stale) == Counter(then) - Counter(now)


def _named(finding: Finding, fingerprint: str) -> Finding:
    return finding._replace(fingerprint=fingerprint)


def test_the_file_is_json(tmp_path: Path) -> None:
    data = json.loads(written(baseline_of(judged(FLAWED)).entries))
    assert data["schema"] == "goalint.baseline/1"
    assert all(not Path(one["path"]).is_absolute() for one in data["findings"])
