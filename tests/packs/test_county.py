"""The county's pack in docs/packs.md, built from the page itself: what the page says must work as it says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from goalint.checks import REGISTRY
from goalint.engine import run, selected
from goalint.findings import Severity
from goalint.rules.described import documents_of
from goalint.rules.examples import test_pack as results_of
from goalint.rules.load import load_packs, shipped_packs
from goalint.rules.model import Pack, Rule, shelf_of
from goalint.rules.profile import Profile

from .shipped import shipped

PAGE = Path(__file__).parents[2] / "docs" / "packs.md"
_FILE = re.compile(r"^`(qinghe/[^`]+\.yaml)`\n\n```yaml\n(.*?)^```$", re.M | re.S)
FILES = dict(_FILE.findall(PAGE.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pack as the page gives it."""
    root = tmp_path_factory.mktemp("county")
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root / "qinghe"


@pytest.fixture(scope="module")
def plain() -> tuple[Pack, ...]:
    """The shipped packs alone."""
    return shipped()


@pytest.fixture(scope="module")
def packs(folder: Path) -> tuple[Pack, ...]:
    """The shipped packs with the county's on top."""
    return load_packs([*shipped_packs(), folder], REGISTRY)


@pytest.fixture(scope="module")
def head() -> Mapping[str, Any]:
    """The pack.yaml of the page, read by itself."""
    data: Mapping[str, Any] = YAML(typ="safe").load(FILES["qinghe/pack.yaml"])
    return data


def by_name(packs: tuple[Pack, ...]) -> dict[str, Rule]:
    return {rule.name: rule for pack in packs for rule in pack.rules}


def test_the_page_lists_every_file_and_gives_it() -> None:
    tree = PAGE.read_text(encoding="utf-8").split("    qinghe/\n")[1].split("\n\n")[0]
    listed = re.findall(r"^ {6}(\S+\.yaml)", tree, re.M)
    assert sorted(f"qinghe/{name}" for name in listed) == sorted(FILES)


def test_its_examples_pass(packs: tuple[Pack, ...]) -> None:
    results = results_of(packs[-1])
    assert len(results) == 6
    assert [result.detail() for result in results if not result.ok] == []


def test_the_overrides_are_in_force(packs: tuple[Pack, ...], plain: tuple[Pack, ...], head: Mapping[str, Any]) -> None:
    before, after = by_name(plain), by_name(packs)
    assert head["overrides"]
    for name, settings in head["overrides"].items():
        rule = after[name]
        assert rule.changed_by == ("qinghe",)
        for key, value in settings.items():
            if key == "params":
                assert {key: list(rule.params[key]) for key in value} == value
                assert rule.params != before[name].params
            else:
                assert getattr(rule, key) == value
                assert getattr(before[name], key) != value
    untouched = set(before) - set(head["overrides"])
    assert {name: after[name] for name in untouched} == {name: before[name] for name in untouched}


def test_what_is_switched_off_can_still_be_named(packs: tuple[Pack, ...]) -> None:
    assert "project-code-check" not in {rule.name for rule in selected(packs, (), (), profile=Profile.REVIEW)}
    assert "project-code-check" not in {rule.name for rule in selected(packs, ("code",), (), profile=Profile.REVIEW)}
    assert [rule.name for rule in selected(packs, ("project-code-check",), ())] == ["project-code-check"]


def test_the_words_are_known(packs: tuple[Pack, ...], plain: tuple[Pack, ...]) -> None:
    before, after = (shelf_of(which).classifiers["measure"].class_of for which in (plain, packs))
    assert (before("全年巡河趟次"), after("全年巡河趟次")) == (None, "count")
    assert (before("接入一户一数"), after("接入一户一数")) == ("count", None)


def test_a_document_is_judged_by_the_county(packs: tuple[Pack, ...], plain: tuple[Pack, ...]) -> None:
    described = {"name": "河道巡查", "schedule": ["100%"] * 4, "indicators": [
        {"level1": "产出指标", "level2": "数量指标", "name": "全年巡河趟次", "value": "≥95%"},
        {"level1": "满意度指标", "level2": "服务对象满意度指标", "name": "沿河群众满意度", "value": "≥85%"},
    ]}  # fmt: skip
    (document,) = documents_of("project", described)
    names = ["schedule-flat", "percent-on-count", "satisfaction-below-90"]
    told = [
        {(finding.name, finding.severity) for finding in run([document], which, profile=Profile.SUBMIT).findings}
        for which in (plain, packs)
    ]
    assert {name for name, _ in told[0]} & set(names) == {"schedule-flat"}
    assert ("schedule-flat", Severity.WARNING) in told[0]
    assert {name for name, _ in told[1]} >= set(names)
    assert ("schedule-flat", Severity.ERROR) in told[1]
    checked_by_itself = run([document._replace()], packs, profile=Profile.SELF_CHECK).findings
    assert "schedule-flat" in {finding.name for finding in checked_by_itself}
    assert "satisfaction-below-90" not in {finding.name for finding in checked_by_itself}
