"""Patterns of paths."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from goalint.globs import Glob


@pytest.mark.parametrize(
    ("pattern", "path", "meant"),
    [
        ("*.md", "a/b/c.md", True),
        ("*.md", "a/b/c.mdx", False),
        ("旧稿", "2024/旧稿/教育局.docx", True),
        ("旧稿", "2024/旧稿2/教育局.docx", False),
        ("2024/*.txt", "2024/a.txt", True),
        ("2024/*.txt", "2024/b/a.txt", False),
        ("2024/*.txt", "x/2024/a.txt", False),
        ("2024/**/a.txt", "2024/b/c/a.txt", True),
        ("2024/**/a.txt", "2024/a.txt", True),
        ("./2024/", "2024/b/c.txt", True),
        ("/a.txt", "a.txt", True),
        ("/a.txt", "b/a.txt", False),
        ("a?.txt", "ab.txt", True),
        ("a?.txt", "a/b.txt", False),
        ("第[12]稿.docx", "x/第2稿.docx", True),
        ("第[!12]稿.docx", "x/第2稿.docx", False),
        ("第[1稿.docx", "x/第[1稿.docx", True),
        ("*.md", "../x.md", False),
        ("**", "a/b", True),
    ],
)
def test_what_a_pattern_means(pattern: str, path: str, meant: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert Glob(pattern, str(tmp_path)).matches(str(tmp_path / path)) is meant
    monkeypatch.chdir(tmp_path)
    assert Glob(pattern).matches(path.replace("/", os.sep)) is meant


@given(st.text("ab*?[]!^-/\\.汉", max_size=8), st.text("ab/汉]", max_size=8))
@example("[?--]", "")
def test_no_pattern_crashes(pattern: str, path: str) -> None:
    assert Glob(pattern).matches(path or ".") in (True, False)


@given(st.lists(st.text("ab汉[*", min_size=1, max_size=3), min_size=1, max_size=4))
def test_a_path_without_wild_cards_means_itself_and_what_is_in_it(parts: list[str]) -> None:
    if any(set(part) & set("*[") for part in parts):
        return
    path = "/".join(parts)
    assert Glob("/" + path).matches(path)
    assert Glob("/" + path).matches(path + "/里面")
    assert not Glob("/" + path).matches("别处/" + path)
