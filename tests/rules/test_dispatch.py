"""Which rules are not even tried on a node: only ones that would have had nothing to say of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.checks.shipped import packs, row

import goalint
from goalint.engine import in_force, with_regime
from goalint.rules.apply import Program
from goalint.rules.described import documents_of
from goalint.rules.dispatch import Dispatch
from goalint.rules.evaluate import Shared
from goalint.rules.lexicon import Lexicon
from goalint.rules.model import shelf_of
from goalint.rules.profile import Profile
from goalint.rules.scope import Scope, Shelf, frames_of, scopes
from goalint.tree.document import Document

EXAMPLES = Path(__file__).parents[2] / "examples"
RULES = in_force(packs(), (), (), profile=Profile.REVIEW)


def made(kind: str) -> tuple[list[Program], Dispatch]:
    rules = [rule for rule in RULES if kind in rule.given]
    shelf = shelf_of(packs())
    shared = Shared(tree for rule in rules for tree in (rule.trees[kind]["when"], rule.trees[kind]["expect"]) if tree)
    programs = [Program(rule, kind, shelf, shared) for rule in rules]
    return programs, Dispatch(programs, kind, shelf, shared)


READY = made("indicator")


def nodes(document: Document) -> list[Scope]:
    return list(scopes(frames_of((with_regime(document, packs()),), shelf_of(packs())), 0))


def described(*indicators: dict[str, Any]) -> Document:
    return documents_of("document", {"fiscal_year": "2025", "projects": [{"name": "河道清淤", "indicators": list(indicators)}]})[
        0
    ]


@pytest.mark.parametrize("name", ["mistakes.md", "clean.md", "draft.md"])
def test_a_rule_that_is_not_tried_has_nothing_to_say(name: str) -> None:
    ready = {kind: made(kind) for kind in ("indicator", "target", "project", "schedule")}
    left_out = 0
    for scope in nodes(goalint.read(EXAMPLES / name)):
        if scope.kind not in ready:
            continue
        programs, dispatch = ready[scope.kind]
        tried = dispatch.programs_for(scope)
        assert [program for program in programs if program in tried] == list(tried)
        for program in programs:
            if program not in tried:
                left_out += 1
                assert not program.applied(scope), (program.rule.code, scope.location)
    assert left_out > 100


def test_an_answer_is_remembered_by_what_it_is() -> None:
    programs, dispatch = made("indicator")
    date, ratio, again = (
        scope
        for scope in nodes(
            described(row("时", "完成时间", "12月底前"), row("质", "工程验收合格率", "≥95%"), row("质", "设备验收合格率", "≥98%"))
        )
        if scope.kind == "indicator"
    )
    assert dispatch.programs_for(date) != dispatch.programs_for(ratio)
    assert dispatch.programs_for(again) is dispatch.programs_for(ratio)
    assert len(dispatch.programs_for(ratio)) < len(programs)


def test_lists_that_went_on_to_another_shelf_are_asked_for_as_before() -> None:
    programs, dispatch = made("indicator")
    lists = shelf_of(packs()).lexicons
    Shelf(dict(reversed([*lists.items(), ("other", Lexicon("other", ("人",)))])), {}, {})
    for scope in nodes(goalint.read(EXAMPLES / "mistakes.md")):
        if scope.kind == "indicator":
            tried = dispatch.programs_for(scope)
            assert not any(program.applied(scope) for program in programs if program not in tried)


def test_what_was_lost_rules_out_nothing_that_could_not_be_checked() -> None:
    programs, dispatch = made("indicator")
    (scope,) = (one for one in nodes(described(row("质", "工程验收合格率", "?"))) if one.kind == "indicator")
    tried = dispatch.programs_for(scope)
    unchecked = [program for program in programs if program.applied(scope)]
    assert unchecked
    assert all(program in tried for program in unchecked)


CELLS = {
    "level2": ("数", "质", "时", "本", "满", "社"),
    "name": (
        "培训人次",
        "验收合格率（%）",
        "完成时间",
        "项目总成本",
        "群众满意度",
        "投诉率",
        "设备购置数量（台）",
        "提高管理水平",
        "",
    ),
    "value": ("≥95%", "≤3万元", "≥120人次", "100%", "12月底前", "≥2万", "显著提高", "≥", "≥95%%", "=100%", "0", "?", ""),
    "description": ("反映培训人次", "合格数/总数*100%", "", "?"),
}


@settings(max_examples=150)
@given(st.fixed_dictionaries({name: st.sampled_from(cells) for name, cells in CELLS.items()}))
def test_a_rule_that_has_something_to_say_is_tried(cells: dict[str, str]) -> None:
    programs, dispatch = READY
    described_row = row(cells["level2"], cells["name"], cells["value"]) | {"description": cells["description"]}
    (scope,) = (one for one in nodes(described(described_row)) if one.kind == "indicator")
    tried = dispatch.programs_for(scope)
    assert [program.rule.code for program in programs if program not in tried and program.applied(scope)] == []
