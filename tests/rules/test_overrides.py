"""What a pack changes of those that it builds on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from goalint.findings import Severity
from goalint.rules.build import build
from goalint.rules.check import AnyCheck
from goalint.rules.load import load_packs
from goalint.rules.model import Pack, Rule, shelf_of
from goalint.rules.problems import PackError, Problem
from goalint.rules.profile import Profile
from goalint.tree.confidence import Confidence

Writer = Callable[..., Path]
Checks = Mapping[str, AnyCheck]
HEAD = "name: top\nversion: '1'\ntitle: 上\nrequires: [p]\n"
RULE = (Path(__file__).parent / "data" / "plain_rule.yaml").read_text(encoding="utf-8")
NAMES = """\
- code: DUP101
  name: same-names
  title: 同名
  severity: warning
  confidence: medium
  category: duplication
  given: document
  check: test-duplicate-names
  params: {least: 2, words: vague}
  message: “{name}”{times}
  basis: practice
  examples:
    - {flags: {projects: [{name: 甲}, {name: 甲}]}}
    - {passes: {projects: [{name: 甲}, {name: 乙}]}}
"""
BASE = {
    "value/a.yaml": RULE,
    "duplication/b.yaml": NAMES,
    "lexicons/vague.yaml": "name: vague\nterms: [提高, 加强]\nexceptions: [提高班]\n",
    "lexicons/other.yaml": "name: other\nterms: [甲]\n",
    "lexicons/kinds.yaml": "name: kinds\nclasses:\n  one: {terms: [一, 壹]}\n  two: {terms: [二, 贰]}\n",
    "lexicons/marks.yaml": "name: marks\noverlap: true\nclasses:\n  one: {terms: [一]}\n  two: {terms: [二]}\n",
}


@pytest.fixture
def changed(write: Writer, checks: Checks) -> Callable[[str], tuple[Pack, ...]]:
    """The base pack and one that changes it by the lines given."""

    def loaded(lines: str) -> tuple[Pack, ...]:
        base = write(BASE)
        top = write({"pack.yaml": HEAD + lines}, "top")
        return load_packs([base, top], checks)

    return loaded


@pytest.fixture
def wrong(changed: Callable[[str], tuple[Pack, ...]]) -> Callable[[str], tuple[Problem, ...]]:
    """What is wrong with these lines."""

    def found(lines: str) -> tuple[Problem, ...]:
        with pytest.raises(PackError) as caught:
            changed(lines)
        return caught.value.problems

    return found


def rules(packs: tuple[Pack, ...]) -> dict[str, Rule]:
    return {rule.name: rule for pack in packs for rule in pack.rules}


def test_settings_by_name_and_by_code(changed: Callable[[str], tuple[Pack, ...]]) -> None:
    found = rules(
        changed("overrides:\n  a-rule: {severity: info, confidence: low, profile: review}\n  DUP101: {enabled: false}\n")
    )
    assert (found["a-rule"].severity, found["a-rule"].confidence) == (Severity.INFO, Confidence.LOW)
    assert (found["a-rule"].profile, found["a-rule"].enabled) == (Profile.REVIEW, True)
    assert found["same-names"].enabled is False
    assert found["same-names"].severity is Severity.WARNING
    assert found["same-names"].changed_by == found["a-rule"].changed_by == ("top",)


def test_parameters_that_are_not_named_stay(changed: Callable[[str], tuple[Pack, ...]]) -> None:
    found = rules(changed("overrides:\n  same-names: {params: {least: 3}}\n"))
    assert found["same-names"].params == {"least": 3, "words": "vague", "classes": ()}
    found = rules(changed("overrides:\n  same-names: {params: {words: other, classes: [kinds, marks]}}\n"))
    assert found["same-names"].params == {"least": 2, "words": "other", "classes": ("kinds", "marks")}


def test_terms(changed: Callable[[str], tuple[Pack, ...]]) -> None:
    shelf = shelf_of(
        changed(
            "lexicons:\n"
            "  vague: {add: [推进$], remove: [加强], exceptions: [全面推进]}\n"
            "  kinds: {two: {add: [壹]}, one: {remove: [壹]}}\n"
        )
    )
    vague = shelf.lexicons["vague"]
    assert vague.terms == ("提高", "推进$")
    assert [vague.has(text) for text in ("提高", "提高班", "加强", "推进", "推进工作", "全面推进")] == [
        True, False, False, True, False, False,
    ]  # fmt: skip
    assert shelf.classifiers["kinds"].class_of("壹") == "two"
    assert shelf.classifiers["marks"].overlap


def test_nothing_else_changes(changed: Callable[[str], tuple[Pack, ...]], write: Writer, checks: Checks) -> None:
    after = changed("overrides:\n  a-rule: {severity: info}\n")
    (before,) = load_packs([write(BASE)], checks)
    assert rules(after)["same-names"] == rules((before,))["same-names"]
    assert rules(after)["same-names"].changed_by == ()
    assert after[0].sha256 == before.sha256
    assert after[1].required == (after[0],)


def test_a_pack_loaded_alone_sees_its_own_changes(write: Writer, checks: Checks) -> None:
    """Its own rules are tested without naming the pack below."""
    write(BASE)
    top = write({"pack.yaml": HEAD + "lexicons:\n  vague: {add: [推进]}\n"}, "top")
    packs = load_packs([top], checks)
    assert [pack.name for pack in packs] == ["top"]
    assert shelf_of(packs).lexicons["vague"].has("推进")


def test_the_later_pack_decides(write: Writer, checks: Checks) -> None:
    base = write(BASE)
    one = write({"pack.yaml": HEAD.replace("top", "one") + "overrides:\n  a-rule: {severity: info, profile: review}\n"}, "one")
    two = write({"pack.yaml": HEAD.replace("top", "two") + "overrides:\n  a-rule: {severity: warning}\n"}, "two")
    rule = rules(load_packs([base, one, two], checks))["a-rule"]
    assert (rule.severity, rule.profile, rule.changed_by) == (Severity.WARNING, Profile.REVIEW, ("one", "two"))
    rule = rules(load_packs([base, two, one], checks))["a-rule"]
    assert (rule.severity, rule.changed_by) == (Severity.INFO, ("two", "one"))


def test_a_pack_on_top_of_a_changed_one_sees_what_that_left(write: Writer, checks: Checks) -> None:
    write(BASE)
    write({"pack.yaml": HEAD + "lexicons:\n  vague: {add: [推进]}\n"}, "top")
    higher = "name: higher\nversion: '1'\ntitle: 更上\nrequires: [top]\nlexicons:\n  vague: {{remove: [{0}]}}\n"
    (pack,) = load_packs([write({"pack.yaml": higher.format("推进")}, "higher")], checks)
    assert shelf_of([pack]).lexicons["vague"].terms == ("提高", "加强")
    with pytest.raises(PackError, match="没有词“深化”"):
        load_packs([write({"pack.yaml": higher.format("深化")}, "higher")], checks)


def test_changes_come_through_the_cache_and_the_wheel(write: Writer, checks: Checks, tmp_path: Path) -> None:
    source = tmp_path / "packs"
    for name, files in (("p", BASE), ("top", {"pack.yaml": HEAD + "overrides:\n  same-names: {params: {least: 5}}\n"})):
        folder = write(files, name)
        source.mkdir(exist_ok=True)
        folder.rename(source / name)
    for _ in ("compiled", "from the cache"):
        assert rules(load_packs([source / "p", source / "top"], checks))["same-names"].params["least"] == 5
    build(source, tmp_path / "built", checks)
    built = load_packs([tmp_path / "built" / "p.json", tmp_path / "built" / "top.json"], checks)
    assert rules(built)["same-names"].params["least"] == 5


@pytest.mark.parametrize(
    ("lines", "place", "words", "alternatives"),
    [
        ("overrides:\n  a-rul: {enabled: false}\n", (6, 3), "没有规则“a-rul”", ("a-rule",)),
        ("overrides:\n  a-rule: {enabled: maybe}\n", (6, 21), "“enabled”应是 true 或 false", ()),
        ("overrides:\n  a-rule: {severity: eror}\n", (6, 22), "没有“eror”这个取值", ("error",)),
        ("overrides:\n  a-rule: {profile: sbumit}\n", (6, 21), "没有“sbumit”这个取值", ("submit",)),
        ("overrides:\n  a-rule: {severty: error}\n", (6, 12), "没有“severty”这个键", ("severity",)),
        ("overrides:\n  a-rule: {}\n", (6, 11), "没有写要改什么", ()),
        ("overrides:\n  a-rule: {params: {least: 1}}\n", (6, 12), "没有参数", ()),
        ("overrides:\n  same-names: {params: {last: 1}}\n", (6, 25), "检查没有参数“last”", ("least",)),
        ("overrides:\n  same-names: {params: {least: 甲}}\n", (6, 32), "“least”应是整数", ()),
        ("overrides:\n  same-names: {params: {words: vage}}\n", (6, 32), "没有词表“vage”", ("vague",)),
        ("overrides:\n  a-rule: {enabled: false}\n  VAL101: {severity: info}\n", (7, 3), "改了两次", ()),
        ("lexicons:\n  vage: {add: [甲]}\n", (6, 3), "没有词表“vage”", ("vague",)),
        ("lexicons:\n  vague: {ad: [甲]}\n", (6, 11), "没有“ad”这个键", ("add",)),
        ("lexicons:\n  vague: {add: [提高]}\n", (6, 17), "“提高”已经有了", ()),
        ("lexicons:\n  vague: {add: [甲, 甲]}\n", (6, 20), "“甲”重复", ()),
        ("lexicons:\n  vague: {remove: [再加强]}\n", (6, 20), "没有词“再加强”", ("加强",)),
        ("lexicons:\n  vague: {remove: [加强, 提高]}\n", (6, 11), "不能是空的", ()),
        ("lexicons:\n  vague: {exceptions: [乙]}\n", (6, 24), "例外“乙”", ()),
        ("lexicons:\n  vague: {}\n", (6, 10), "没有写要改什么", ()),
        ("lexicons:\n  kinds: {on: {add: [甲]}}\n", (6, 11), "没有“on”这一类", ("one",)),
        ("lexicons:\n  kinds: {two: {add: [一]}}\n", (6, 23), "已经在“one”类里", ()),
    ],
)
def test_mistakes_and_their_places(
    wrong: Callable[[str], tuple[Problem, ...]], lines: str, place: tuple[int, int], words: str, alternatives: tuple[str, ...]
) -> None:
    (problem,) = [one for one in wrong(lines) if words in one.message_zh]
    assert (problem.line, problem.column) == place
    assert set(alternatives) <= set(problem.alternatives)
    assert problem.file.endswith("pack.yaml")
    assert problem.message_en


def test_all_mistakes_at_once(wrong: Callable[[str], tuple[Problem, ...]]) -> None:
    lines = "overrides:\n  x: {enabled: false}\n  a-rule: {severity: x}\nlexicons:\n  y: {add: [甲]}\n  kinds: {z: {}}\n"
    assert [problem.line for problem in wrong(lines)] == [6, 7, 9, 10]


def test_the_same_term_in_two_classes_where_that_is_meant(changed: Callable[[str], tuple[Pack, ...]]) -> None:
    packs = changed("lexicons:\n  marks: {two: {add: [一]}}\n")
    assert {name for name, _ in shelf_of(packs).classifiers["marks"].matches("一")} == {"one", "two"}


@pytest.mark.parametrize("lines", ["overrides:\n  a-rule: {enabled: false}\n", "lexicons:\n  vague: {add: [甲]}\n"])
def test_what_is_not_required_is_not_changed(write: Writer, checks: Checks, lines: str) -> None:
    base = write(BASE)
    top = write({"pack.yaml": HEAD.replace("requires: [p]\n", "") + lines}, "top")
    with pytest.raises(PackError, match="先在 requires 里写上它"):
        load_packs([base, top], checks)
