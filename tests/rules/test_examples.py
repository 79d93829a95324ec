from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from goalint.rules import examples
from goalint.rules.check import AnyCheck, Hit, Unchecked, check
from goalint.rules.load import load_packs
from goalint.rules.model import Pack
from goalint.rules.scope import Scope

RULE = (Path(__file__).parent / "data" / "plain_rule.yaml").read_text(encoding="utf-8")
Checks = Mapping[str, AnyCheck]
Writer = Callable[..., Path]


def test_the_tiny_pack_does_what_its_examples_say(tiny: Pack) -> None:
    results = examples.test_pack(tiny)
    assert len(results) > 20
    assert [(result.rule.code, result.index, result.detail()) for result in results if not result.ok] == []


@pytest.mark.parametrize(
    ("example", "verdict", "detail"),
    [
        ("{flags: {name: 甲, value: 95%}}", "ok", ""),
        ("{flags: {name: 甲, value: 3篇}}", "missing", "一处也没有"),
        ("{flags: {name: 甲, value: '?'}}", "missing", "未能检查"),
        ("{passes: {name: 甲, value: 95%}}", "noisy", "“甲”不对"),
        ("{passes: {name: 甲, value: '?'}}", "ok", ""),
        ("{flags: {name: 甲, value: 95%}, hits: 2}", "wrong", "应有 2 处发现，却有 1 处"),
        ("{flags: {name: 甲, value: 95%, project: {indicators: [{name: 乙, value: 9%}]}}}", "wrong", "却有 2 处"),
        ("{not_checked: {name: 甲, value: '?'}}", "ok", ""),
        ("{not_checked: {name: 甲, value: 3篇}}", "wrong", "当作没有问题"),
        ("{not_checked: {name: 甲, value: 95%}}", "noisy", "却有发现"),
    ],
)
def test_verdicts(write: Writer, checks: Checks, example: str, verdict: str, detail: str) -> None:
    (pack,) = load_packs([write({"value/a.yaml": f"{RULE}    - {example}\n"})], checks)
    result = examples.test_pack(pack)[-1]
    assert result.verdict == verdict
    assert detail in result.detail()
    assert result.index == 3
    assert result.example.line == 14
    assert bool(result.detail("en")) is (verdict != "ok")


def test_a_check_that_crashes_is_wrong_and_the_rest_goes_on(write: Writer) -> None:
    @check("crash", given={"indicator"})
    def crash(scope: Scope, params: object) -> list[Hit | Unchecked]:
        raise ZeroDivisionError("甲")

    text = RULE.replace('expect: value.kind != "ratio"', "check: crash")
    (pack,) = load_packs([write({"value/a.yaml": text})], {"crash": crash})
    results = examples.test_pack(pack)
    assert [result.verdict for result in results] == ["wrong", "wrong"]
    assert "ZeroDivisionError" in results[0].detail()


LEVELS = """\
regimes:
- {id: A, title: a, default: true, first_level: [{name: 产出指标}], second_level: []}
- {id: B, title: b, first_level: [{name: 成本指标}], second_level: [], detect: {level1: [成本]}}
"""


@pytest.mark.parametrize(
    ("regimes", "example", "verdict"),
    [
        ("[A]", "{flags: {name: 甲, value: 95%}}", "ok"),
        ("[B]", "{flags: {name: 甲, value: 95%}}", "ok"),  # the rule's own where the document tells nothing
        ("[A]", "{passes: {name: 甲, value: 95%}, regime: B}", "ok"),
        ("[B]", "{flags: {name: 甲, level1: 成本指标, value: 95%}}", "ok"),
    ],
)
def test_regimes(write: Writer, checks: Checks, regimes: str, example: str, verdict: str) -> None:
    text = RULE.replace("basis: practice", f"basis: practice\n  regimes: {regimes}") + f"    - {example}\n"
    (pack,) = load_packs([write({"value/a.yaml": text, "taxonomies/t.yaml": LEVELS})], checks)
    assert examples.test_pack(pack)[-1].verdict == verdict
