from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from goalint.engine import Outcome, SelectionError, run, selected, with_regime
from goalint.findings import Severity
from goalint.rules.check import AnyCheck, Hit, Unchecked, check, evidence_of
from goalint.rules.described import documents_of
from goalint.rules.load import load_packs
from goalint.rules.model import Pack
from goalint.rules.profile import Profile
from goalint.rules.scope import Scope
from goalint.tree.confidence import Confidence
from goalint.tree.document import Document
from goalint.tree.location import Location
from goalint.walk import EngineError

TINY = Path(__file__).parent / "rules" / "data" / "tiny"


@check("test-duplicate-names", given={"document"}, placeholders={"name", "times"})
def duplicate_names(scope: Scope, params: Any) -> Iterator[Hit | Unchecked]:
    """Each name at its second project."""
    seen: dict[str, int] = {}
    for index, project in enumerate(scope.document.projects):
        name = project.name.text
        if name == "没法查":
            yield Unchecked("没法查", "cannot", project_index=index)
        if name == "崩":
            raise ZeroDivisionError("崩")
        seen[name] = seen.get(name, 0) + 1
        if seen[name] == 2:
            yield Hit({"name": name, "times": "2"}, field="name", project_index=index, sure=Confidence.LOW)


@check("test-across-documents", given={"batch"}, placeholders={"name", "other"})
def across_documents(scope: Scope, params: Any) -> Iterator[Hit | Unchecked]:
    """A project whose name an earlier document has."""
    seen: dict[str, int] = {}
    for number, document in enumerate(scope.documents):
        for index, project in enumerate(document.projects):
            first = seen.setdefault(project.name.text, number)
            if first != number:
                other = scope.documents[first]
                yield Hit(
                    {"name": project.name.text, "other": other.source.path},
                    evidence=(evidence_of(project.name), evidence_of(other.projects[0].name, other.source.path)),
                    document=number,
                    project_index=index,
                )


CHECKS: dict[str, AnyCheck] = {
    duplicate_names.name: duplicate_names,
    across_documents.name: across_documents,
}


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Pack, ...]:
    source = tmp_path_factory.mktemp("packs") / "tiny"
    for file in TINY.rglob("*.yaml"):
        target = source / file.relative_to(TINY)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(file.read_text(encoding="utf-8").replace("  params: {least: 2}\n", ""), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GOALINT_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        return load_packs([source], CHECKS)


def document(*projects: dict[str, Any], path: str = "甲.txt", **other: Any) -> Document:
    return documents_of("document", {"path": path, "projects": list(projects), **other})[0]


PERCENT = {"level2": "数量指标", "name": "论文数量", "value": "≥95%"}
Check = Callable[..., Outcome]


@pytest.fixture
def judge(packs: tuple[Pack, ...]) -> Check:
    def judged(*documents: Document, **options: Any) -> Outcome:
        return run(documents, packs, **options)

    return judged


def codes(outcome: Outcome) -> list[str]:
    return [finding.code for finding in outcome.findings]


# --- what a finding says ----------------------------------------------------------------------------------------------


def test_a_finding_in_full(judge: Check) -> None:
    outcome = judge(document({"name": "甲项目", "code": "X1", "indicators": [PERCENT]}))
    (finding,) = outcome.findings
    assert (finding.code, finding.name, finding.title) == ("VAL101", "percent-on-count", "计数的指标用了百分比")
    assert finding.severity is Severity.ERROR
    assert finding.confidence is Confidence.HIGH
    assert finding.message == "“论文数量”是计数指标，指标值却写成“≥95%”"
    assert finding.suggestion == "改为带计量单位的数量，如“≥3篇”"
    assert finding.args == {"name": "论文数量", "value.text": "≥95%"}
    assert finding.path == "甲.txt"
    assert finding.field == "value"
    assert [one.text for one in finding.evidence] == ["≥95%", "论文数量"]
    assert finding.location == finding.evidence[0].location != Location()
    assert finding.project is not None
    assert (finding.project.seq, finding.project.code, finding.project.name, finding.project.index) == (1, "X1", "甲项目", 0)
    assert finding.indicator is not None
    assert (finding.indicator.level2, finding.indicator.name) == ("数量指标", "论文数量")
    assert [(one.document, one.article, one.title) for one in finding.basis] == [
        ("某财〔2020〕1号", "第三条", "绩效目标管理办法"),
        ("编制指南", None, "编制指南"),
    ]
    assert len(finding.fingerprint) == 16


def test_in_english(judge: Check) -> None:
    (finding,) = judge(document({"indicators": [PERCENT]}), lang="en").findings
    assert finding.message == "“论文数量” is a count, its value is “≥95%”"
    assert finding.title == "a count with a percentage"


def test_amounts_and_points_in_messages(judge: Check) -> None:
    outcome = judge(
        document({"budget": {"total": "3.50", "fiscal": "2", "other": None}, "schedule": ["30%", None, "20%", "100%"]}),
    )
    assert [finding.message for finding in outcome.findings] == [
        "预算数3.5万元，财政资金2万元，其他资金（空）",
        "支出计划为30%、（空）、20%、100%，后面的小于前面的",
        "支出计划为30%、（空）、20%、100%，有空着的时点",
    ]
    assert [one.text for one in outcome.findings[0].evidence] == ["3.50", "2", ""]
    assert outcome.findings[0].field == "budget.total"
    assert outcome.findings[1].field == "schedule"
    assert outcome.findings[1].evidence[0].text == "30%、（空）、20%、100%"


def test_a_blank_value_is_told_at_its_cell(judge: Check) -> None:
    (finding,) = judge(document({"indicators": [{"name": "论文数量", "value": None}]})).findings
    assert finding.code == "VAL102"
    assert finding.location.line
    assert finding.evidence[0].text == ""


def test_the_lowest_confidence_wins(judge: Check) -> None:
    plain = document({"indicators": [PERCENT]})
    (project,) = plain.projects
    (row,) = project.indicators
    unsure_row = row._replace(sure=Confidence.MEDIUM)
    unsure_name = row._replace(name=row.name._replace(sure=Confidence.LOW))
    for changed, expected in ((unsure_row, Confidence.MEDIUM), (unsure_name, Confidence.LOW), (row, Confidence.HIGH)):
        (finding,) = judge(plain._replace(projects=(project._replace(indicators=(changed,)),))).findings
        assert finding.confidence is expected


def test_the_confidence_of_a_check_and_its_subject(judge: Check) -> None:
    outcome = judge(document({"name": "甲"}, {"name": "甲"}))
    (finding,) = outcome.findings
    assert (finding.code, finding.confidence) == ("DUP101", Confidence.LOW)
    assert finding.project is not None
    assert finding.project.index == 1
    assert finding.message == "项目“甲”出现了 2 次"
    assert finding.evidence[0].text == "甲"


def test_a_target_belongs_to_the_paired_project(judge: Check) -> None:
    narrative = [{"name": "会议费", "targets": [{"name": "论文数量", "value": "≥95%"}]}]
    (finding,) = judge(document({"name": "其他"}, {"name": "会议费"}, narrative=narrative)).findings
    assert finding.indicator is None
    assert finding.args["target"] == "论文数量"
    assert finding.project is not None
    assert finding.project.name == "会议费"
    (alone,) = judge(document({"name": "其他"}, narrative=narrative)).findings
    assert alone.project is None


def test_a_hit_across_documents_names_its_document(judge: Check) -> None:
    outcome = judge(document({"name": "甲"}, path="1.txt"), document({"name": "乙"}, {"name": "甲"}, path="2.txt"))
    (finding,) = outcome.findings
    assert (finding.code, finding.path) == ("DUP102", "2.txt")
    assert finding.project is not None
    assert finding.project.index == 1
    assert finding.message == "项目“甲”在“1.txt”里也有"
    assert finding.evidence[1].path == "1.txt"


# --- not checked ------------------------------------------------------------------------------------------------------


def test_what_is_lost_is_said_once_for_each_rule_and_project(judge: Check) -> None:
    lost = {"name": "论文数量", "value": "?"}
    outcome = judge(document({"name": "甲", "indicators": [lost, lost]}, {"name": "乙", "indicators": [lost]}))
    assert outcome.findings == ()
    assert [(one.rule, one.project.name if one.project else None) for one in outcome.not_checked] == [
        ("VAL101", "甲"),
        ("VAL102", "甲"),
        ("VAL103", "甲"),
        ("VAL101", "乙"),
        ("VAL102", "乙"),
        ("VAL103", "乙"),
    ]
    assert {one.why for one in outcome.not_checked} == {"指标值没有读到，可能在转换时丢失"}
    assert outcome.not_checked[0].location.line


def test_a_lost_point_of_the_schedule(judge: Check) -> None:
    outcome = judge(document({"schedule": ["30%", "?", "60%", "100%"]}))
    assert {one.rule for one in outcome.not_checked} == {"SCH101", "SCH102"}
    assert {one.why for one in outcome.not_checked} == {"支出计划没有读到，可能在转换时丢失"}


def test_a_check_says_what_it_could_not_decide(judge: Check) -> None:
    outcome = judge(document({"name": "没法查"}), lang="en")
    (one,) = outcome.not_checked
    assert (one.rule, one.why) == ("DUP101", "cannot")
    assert one.project is not None


# --- selection --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [
        ((), (), "BUD101 DUP101 DUP102 SCH101 SCH102 VAL101 VAL102 VAL103"),
        (("ALL",), (), "BUD101 DUP101 DUP102 SCH101 SCH102 VAL101 VAL102 VAL103"),
        (("VAL",), (), "VAL101 VAL102 VAL103"),
        (("value",), (), "VAL101 VAL102 VAL103"),
        (("percent-on-count",), (), "VAL101"),
        ((), ("VAL",), "BUD101 DUP101 DUP102 SCH101 SCH102"),
        (("VAL101",), ("VAL",), "VAL101"),
        (("VAL",), ("VAL101",), "VAL102 VAL103"),
        (("VAL10",), ("VAL",), "VAL101 VAL102 VAL103"),
        (("VAL",), ("VAL10",), ""),
        (("VAL101",), ("VAL101",), ""),
        (("VAL101",), ("percent-on-count",), ""),
        (("ALL",), ("ALL",), ""),
        (("value",), ("ALL",), "VAL101 VAL102 VAL103"),
        (("schedule", "DUP101"), ("schedule-gap",), "DUP101 SCH101"),
        (("consistency",), (), ""),
    ],
)
def test_selection(packs: tuple[Pack, ...], select: Sequence[str], ignore: Sequence[str], expected: str) -> None:
    assert [rule.code for rule in selected(packs, select, ignore)] == expected.split()


def in_profile(pack: Pack, **profiles: Profile) -> Pack:
    """The pack with some of its rules (by code) in other profiles."""
    rules = tuple(rule._replace(profile=profiles.get(rule.code, rule.profile)) for rule in pack.rules)
    return pack.replaced(rules, pack.lexicons, pack.classifiers, pack.required)


@pytest.mark.parametrize(
    ("profile", "select", "expected"),
    [
        (Profile.SELF_CHECK, (), "SCH101"),
        (Profile.SUBMIT, (), "BUD101 DUP101 DUP102 SCH101 SCH102 VAL102 VAL103"),
        (Profile.REVIEW, (), "BUD101 DUP101 DUP102 SCH101 SCH102 VAL101 VAL102 VAL103"),
        (Profile.SELF_CHECK, ("schedule",), "SCH101"),
        (Profile.SUBMIT, ("VAL",), "VAL102 VAL103"),
        (Profile.SELF_CHECK, ("VAL101",), "VAL101"),
        (Profile.SELF_CHECK, ("percent-on-count", "SCH"), "SCH101 VAL101"),
    ],
)
def test_profiles(packs: tuple[Pack, ...], profile: Profile, select: Sequence[str], expected: str) -> None:
    pack = in_profile(packs[0], SCH101=Profile.SELF_CHECK, VAL101=Profile.REVIEW)
    assert [rule.code for rule in selected([pack], select, (), profile=profile)] == expected.split()
    ignored = selected([pack], select, expected.split(), profile=profile)
    assert ignored == []


def test_a_rule_that_is_switched_off_is_in_force_only_by_name(packs: tuple[Pack, ...]) -> None:
    rules = tuple(rule._replace(enabled=rule.code != "VAL101") for rule in packs[0].rules)
    pack = packs[0].replaced(rules, packs[0].lexicons, packs[0].classifiers, ())
    assert "VAL101" not in [rule.code for rule in selected([pack], (), (), profile=Profile.REVIEW)]
    assert [rule.code for rule in selected([pack], ("VAL1",), ())] == ["VAL102", "VAL103"]
    assert [rule.code for rule in selected([pack], ("VAL101",), ())] == ["VAL101"]


@pytest.mark.parametrize(
    ("profiles", "options", "passed"),
    [
        ({}, {}, None),  # percent-on-count is an error
        ({"VAL101": Profile.REVIEW}, {}, Profile.SUBMIT),
        ({"VAL101": Profile.REVIEW}, {"profile": Profile.REVIEW}, Profile.SUBMIT),
        ({"VAL101": Profile.REVIEW}, {"profile": Profile.SELF_CHECK}, None),  # no rule is in force
        ({"SCH101": Profile.SELF_CHECK}, {}, Profile.SELF_CHECK),
        ({"SCH101": Profile.SELF_CHECK}, {"profile": Profile.SELF_CHECK}, Profile.SELF_CHECK),
        ({"VAL101": Profile.SELF_CHECK}, {}, None),
        ({}, {"ignore": ["VAL101"]}, Profile.SUBMIT),
        ({}, {"select": ["SCH"]}, None),
        ({"VAL101": Profile.REVIEW}, {"min_severity": Severity.ERROR}, None),
        ({"VAL101": Profile.REVIEW}, {"min_severity": Severity.WARNING}, Profile.SUBMIT),
    ],
)
def test_the_highest_profile_that_passed(
    packs: tuple[Pack, ...], profiles: dict[str, Profile], options: dict[str, Any], passed: Profile | None
) -> None:
    flawed = document({"name": "甲", "schedule": ["30%", "100%"], "indicators": [PERCENT]})
    assert run([flawed], [in_profile(packs[0], **profiles)], **options).passed is passed


def test_time_is_told_for_every_rule_in_force(packs: tuple[Pack, ...]) -> None:
    spent: dict[str, float] = {}
    timed = run([document({"indicators": [PERCENT]})], packs, select=["VAL", "DUP101"], spent=spent)
    assert sorted(spent) == ["DUP101", "VAL101", "VAL102", "VAL103"]
    assert all(seconds > 0 for seconds in spent.values())
    assert timed == run([document({"indicators": [PERCENT]})], packs, select=["VAL", "DUP101"])


@pytest.mark.parametrize(
    ("selector", "hint"), [("VAL999", "VAL"), ("percent-on-cuont", "percent-on-count"), ("val101", "VAL101"), ("VALU", "VAL")]
)
def test_an_unknown_selector(judge: Check, selector: str, hint: str) -> None:
    for option in ("select", "ignore"):
        with pytest.raises(SelectionError, match=hint) as caught:
            judge(document(), **{option: [selector]})
        assert f"没有规则“{selector}”" in str(caught.value)
    with pytest.raises(SelectionError, match="no rule matches"):
        judge(document(), select=[selector], lang="en")


def test_an_empty_selector_is_unknown(judge: Check) -> None:
    with pytest.raises(SelectionError):
        judge(document(), select=[""])


def test_thresholds(judge: Check) -> None:
    rows = document({"indicators": [PERCENT, {"name": "水平", "value": "有效提高"}]})
    assert codes(judge(rows)) == ["VAL101", "VAL103"]
    assert codes(judge(rows, min_severity=Severity.ERROR)) == ["VAL101"]
    assert codes(judge(rows, min_confidence=Confidence.HIGH)) == ["VAL101"]
    assert judge(rows, min_severity=Severity.ERROR).rules == 5
    assert judge(rows, select=["VAL"]).rules == 3


# --- regimes ----------------------------------------------------------------------------------------------------------


def test_regimes(packs: tuple[Pack, ...]) -> None:
    plain = document({"indicators": [{"level1": "产出指标"}]})
    costs = document({"indicators": [{"level1": "成本指标"}]})
    assert with_regime(plain, packs).regime == "BASE"
    assert with_regime(costs, packs).regime == "COST"
    assert with_regime(costs, packs, "BASE").regime == "BASE"
    assert with_regime(costs._replace(regime="BASE"), packs).regime == "BASE"
    assert with_regime(plain, ()).regime is None
    with pytest.raises(SelectionError, match="BASE"):
        with_regime(plain, packs, "BASS")
    with pytest.raises(SelectionError, match="there is no regime"):
        with_regime(plain, packs, "zzz", "en")


def test_the_outcome_has_the_regimes(judge: Check) -> None:
    assert [one.regime for one in judge(document(), document(path="2.txt")).documents] == ["BASE", "BASE"]


# --- order and fingerprints -------------------------------------------------------------------------------------------


def test_reading_order(judge: Check) -> None:
    narrative = [{"name": "无", "targets": [{"name": "论文数量", "value": "≥95%"}]}]
    first = document({"name": "甲", "indicators": [PERCENT]}, {"name": "甲"}, narrative=narrative, path="2.txt")
    second = document({"name": "乙", "indicators": [PERCENT]}, path="1.txt")
    told = [(f.path, f.project.index if f.project else None, f.code) for f in judge(first, second).findings]
    assert told == [
        ("2.txt", None, "VAL101"),
        ("2.txt", 0, "VAL101"),
        ("2.txt", 1, "DUP101"),
        ("1.txt", 0, "VAL101"),
    ]


def prints(outcome: Outcome) -> list[str]:
    return [finding.fingerprint for finding in outcome.findings]


def test_fingerprints_outlive_lines_paths_and_spaces(judge: Check) -> None:
    before = judge(document({"name": "甲", "indicators": [PERCENT]}))
    moved = document(
        {"name": "甲", "goals": ["一", "二"], "indicators": [{**PERCENT, "value": "≥ 95％", "basis": "x"}]},
        path="别处/乙.txt",
        fiscal_year="2030",
    )
    after = judge(moved, lang="en")
    assert prints(before) == prints(after)
    assert before.findings[0].location != after.findings[0].location


def test_fingerprints_tell_findings_apart(judge: Check) -> None:
    rows = [PERCENT, PERCENT, {**PERCENT, "value": "≥96%"}, {**PERCENT, "name": "报告数量"}, {**PERCENT, "level2": "质量指标"}]
    outcome = judge(document({"name": "甲", "indicators": rows}, {"name": "乙", "indicators": rows}))
    assert len(set(prints(outcome))) == len(outcome.findings) == 10


def test_fingerprints_do_not_depend_on_what_else_is_checked(judge: Check) -> None:
    rows = document({"name": "甲", "indicators": [PERCENT, PERCENT]}, path="2.txt")
    alone = prints(judge(rows, select=["VAL101"]))
    together = judge(document({"name": "乙", "indicators": [PERCENT]}), rows)
    assert [f.fingerprint for f in together.findings if f.path == "2.txt"] == alone


# --- trouble ----------------------------------------------------------------------------------------------------------


def test_a_check_that_crashes_stops_the_run(judge: Check) -> None:
    with pytest.raises(EngineError, match=r"DUP101 甲\.txt: ZeroDivisionError") as caught:
        judge(document({"name": "崩"}))
    assert isinstance(caught.value.__cause__, ZeroDivisionError)
    assert (caught.value.rule, caught.value.path) == ("DUP101", "甲.txt")


def test_nothing_to_check(judge: Check, packs: tuple[Pack, ...]) -> None:
    assert judge() == Outcome((), (), 8, ())
    assert run([document()], ()).rules == 0


def test_the_work_grows_with_the_document(judge: Check) -> None:
    def calls(projects: int) -> int:
        rows = [{**PERCENT, "name": f"论文数量{i}"} for i in range(5)]
        one = document(*({"name": f"项目{i}", "schedule": ["30%", "?"], "indicators": rows} for i in range(projects)))
        made = 0

        def count(*_: object) -> None:
            nonlocal made
            made += 1

        sys.setprofile(count)
        try:
            judge(one)
        finally:
            sys.setprofile(None)
        return made

    calls(10)
    assert calls(400) < 4.2 * calls(100)
