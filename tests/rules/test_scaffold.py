"""Scaffolds are whole: they load, pass their examples, and go together."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from goalint.checks import REGISTRY
from goalint.rules.examples import test_pack as results_of
from goalint.rules.load import load_packs
from goalint.rules.scaffold import GIVEN, letters_of, lexicon_file, next_code, pack_files, rule_file


def write(folder: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")


@pytest.mark.parametrize("title", ["补充规定", "规定: #1", '“双引号”"和" \\ 反斜杠', "2025", "null"])
def test_a_pack_is_whole(tmp_path: Path, title: str) -> None:
    write(tmp_path / "qinghe", pack_files("qinghe", title, "QIN101"))
    for number, kind in enumerate(GIVEN):
        path, text = rule_file(f"of-{kind}", f"QIN20{number}", kind)
        write(tmp_path / "qinghe", {path: text})
    path, text = lexicon_file("old-names", ["旅游局", "yes", "甲: 乙", "旅游局"])
    write(tmp_path / "qinghe", {path: text})
    (pack,) = load_packs([tmp_path / "qinghe"], REGISTRY)
    assert pack.title == title
    assert {rule.given for rule in pack.rules} == {(kind,) for kind in GIVEN}
    for rule in pack.rules:
        kinds = {example.expects for example in rule.examples}
        assert kinds >= {"flags", "passes"}
        assert rule.en is not None
    assert all(result.ok for result in results_of(pack))
    assert "old-names" in pack.lexicons


def test_codes_go_on() -> None:
    assert next_code("QIN", []) == "QIN101"
    assert next_code("QIN", ["QIN101", "QIN205", "QINX999", "STR300"]) == "QIN206"
    assert letters_of("qinghe", ["QHE101", "QHE102", "QH103"], []) == "QHE"
    assert letters_of("qinghe", [], ["STR101"]) == "QIN"
    assert letters_of("qinghe", [], ["QIN101"]) == "QING"
    assert letters_of("x-1", [], []) == "XX"
    assert letters_of("abc", [], ["ABC101", "AB101"]) == "ABCXX"


_PLAIN = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029\ufeff")


@given(st.lists(st.text(_PLAIN, min_size=1), min_size=1))
def test_any_term_survives(terms: list[str]) -> None:
    _, text = lexicon_file("words", terms)
    assert list(YAML(typ="safe").load(text)["terms"]) == list(dict.fromkeys(terms))
