"""Compiled expressions that a run leaves to the next: the same expressions, and never in the way."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalint import kept_patterns, store
from goalint.kept_patterns import _Kept

SOURCES = (
    (r"第?(\d{1,4}|[一二三四五六七八九十百]{1,6})(届次|[届次期批])", 0),
    (r"(?P<y>20\d{2})年(?P<m>1[0-2]|0?[1-9])月(?=底)", 0),
    (r"(?<![^\W\d_\x00-\xff])([a-zα-ω])+(?!\1)()", re.IGNORECASE),
    (r"^[（(]?.*?[)）]$", re.MULTILINE | re.DOTALL),
    ("(?:财政|资金|\\Z|[\U00020000-\U0002a6df])+", re.VERBOSE),
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(store.VARIABLE, str(tmp_path))
    return tmp_path


def _left() -> _Kept:
    first = _Kept()
    for source, flags in SOURCES:
        first(source, flags)
    first.keep()
    return first


def _compiles(kept: _Kept, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The expressions that had to be compiled, all of them being asked for."""
    compiled: list[str] = []
    whole = re.compile

    def noted(source: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(source)
        return whole(source, flags)

    monkeypatch.setattr(re, "compile", noted)
    found = [kept(source, flags) for source, flags in SOURCES]
    monkeypatch.setattr(re, "compile", whole)
    assert found == [re.compile(source, flags) for source, flags in SOURCES]
    return compiled


def test_the_next_run_compiles_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(_compiles(_Kept(), monkeypatch)) == len(SOURCES)
    _left()
    assert not _compiles(_Kept(), monkeypatch)


def test_names_groups_and_flags_come_back() -> None:
    _left()
    found = _Kept()(*SOURCES[1])
    match = found.search("到2025年6月底")
    assert match is not None
    assert match.groupdict() == {"y": "2025", "m": "6"}
    assert match.lastgroup == "m"
    assert (found.pattern, found.flags, found.groups) == (SOURCES[1][0], re.UNICODE, 2)


def test_what_is_new_joins_what_was_there(monkeypatch: pytest.MonkeyPatch) -> None:
    one = _Kept()
    one(*SOURCES[0])
    one.keep()
    two = _Kept()
    for source, flags in SOURCES[:-1]:
        two(source, flags)
    two.keep()
    assert _compiles(_Kept(), monkeypatch) == [SOURCES[-1][0]]


def test_the_entry_does_not_grow_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_patterns, "_MOST", len(SOURCES))
    _left()
    other = _Kept()
    other("新的", 0)
    other.keep()
    assert len(_compiles(_Kept(), monkeypatch)) == len(SOURCES)


def test_what_another_python_left_is_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    _left()
    monkeypatch.setattr(sys, "hexversion", sys.hexversion + 1)
    assert len(_compiles(_Kept(), monkeypatch)) == len(SOURCES)


@given(st.data())
def test_numbers_that_are_not_right_are_left_aside(data: st.DataObject) -> None:
    """Whatever an entry says that is whole by its digest: no crash, at worst the expression is compiled."""
    store.drop()
    _left()
    head, _, numbers = (store.fetch(kept_patterns.NAME, kept_patterns._key()) or b"").partition(b"\n")
    entry = json.loads(head)
    for row in entry:
        if data.draw(st.booleans()):
            row[data.draw(st.integers(2, len(row) - 1))] = data.draw(
                st.sampled_from((-1, 0, 3, 2**33, 2**70, 0.5, "x", None, [], {"x": 9}))
            )
    cut = data.draw(st.integers(0, len(numbers)))
    store.keep(kept_patterns.NAME, kept_patterns._key(), json.dumps(entry).encode() + b"\n" + numbers[:cut])
    kept = _Kept()
    for source, flags in SOURCES:
        assert kept(source, flags).pattern == source


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b"null", b"[[1]]", b"[[[], 0, 1]]", b"\xff\n\x00", b'[["a", 0]]'])
def test_an_entry_of_nonsense_is_none(body: bytes) -> None:
    store.keep(kept_patterns.NAME, kept_patterns._key(), body)
    assert _Kept()("a", 0) == re.compile("a")


def test_a_mistake_is_told_as_python_tells_it() -> None:
    with pytest.raises(re.error, match="unterminated subpattern"):
        _Kept()("(", 0)


def test_a_second_check_compiles_none_of_goalint_s(tmp_path: Path) -> None:
    draft = tmp_path / "a.txt"
    draft.write_text("1.测试\n", encoding="utf-8")
    run = [sys.executable, "-m", "goalint", "check", "--no-cache", str(draft)]
    subprocess.run(run, capture_output=True, check=False)
    before = store.fetch(kept_patterns.NAME, kept_patterns._key())
    assert before is not None
    assert before.count(b"[") > 50
    subprocess.run(run, capture_output=True, check=False)
    assert store.fetch(kept_patterns.NAME, kept_patterns._key()) == before
