"""What is kept between runs: whole or not there, never in the way."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from goalint import store


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(store.VARIABLE, str(tmp_path / "kept"))
    return tmp_path / "kept"


def test_what_was_kept_comes_back_for_its_key_only() -> None:
    assert store.fetch("a", "k") is None
    store.keep("a", "k", b"one\ntwo")
    assert store.fetch("a", "k") == b"one\ntwo"
    assert store.fetch("a", "other") is None
    store.keep("a", "other", b"")
    assert store.fetch("a", "k") is None
    assert store.fetch("a", "other") == b""


@pytest.mark.parametrize("damage", [b"", b"goalint k\nbody", b"\xff\x00"])
def test_a_damaged_entry_is_none(kept: Path, damage: bytes) -> None:
    store.keep("a", "k", b"body")
    (kept / "a").write_bytes(damage)
    assert store.fetch("a", "k") is None


def test_a_cut_or_changed_entry_is_none(kept: Path) -> None:
    store.keep("a", "k", b"body")
    whole = (kept / "a").read_bytes()
    for changed in (whole[:-1], whole.replace(b"body", b"bodY")):
        (kept / "a").write_bytes(changed)
        assert store.fetch("a", "k") is None


def test_nothing_is_left_behind(kept: Path) -> None:
    store.keep("deep/a", "k", b"1")
    store.keep("deep/a", "k", b"2")
    assert [path.name for path in (kept / "deep").iterdir()] == ["a"]


def test_a_place_that_cannot_be_written_keeps_nothing(kept: Path) -> None:
    kept.write_text("a file")
    store.keep("a", "k", b"1")
    assert store.fetch("a", "k") is None
    assert kept.read_text() == "a file"


def test_a_full_disk_leaves_the_old_entry(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store.keep("a", "k", b"old")

    def full(source: str, target: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    store.keep("a", "k", b"new")
    assert store.fetch("a", "k") == b"old"
    assert [path.name for path in kept.iterdir()] == ["a"]


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="XDG's rule")
def test_the_place_is_the_users_cache_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(store.VARIABLE)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert store.folder() == str(tmp_path / ".cache" / "goalint")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "x"))
    assert store.folder() == str(tmp_path / "x" / "goalint")
