"""`goalint check NEW --original OLD`."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from .conftest import Goalint

_PARTS = ("── 仍在 1 项 ──", "TST102", "── 新出现 1 项 ──", "TST101", "── 已改好 1 项（位置是上次的） ──")


@pytest.fixture
def better(flawed: Path) -> Path:
    """The draft with its error corrected and another one made."""
    path = flawed.with_name("修改稿.txt")
    text = flawed.read_text("utf-8").replace("≥95%", "≥3次").replace("≥90分", "≥90%")
    path.write_text(text, "utf-8")
    return path


def test_fixed_still_there_new(goalint: Goalint, flawed: Path, better: Path) -> None:
    result = goalint("check", better, "--original", flawed)
    assert result.exit_code == 1
    text = result.stdout
    assert "  上次 2 项：已改好 1，仍在 1；新出现 1\n" in text
    order = [
        text.index(part)
        for part in ("── 仍在 1 项 ──", "TST102", "── 新出现 1 项 ──", "TST101", "── 已改好 1 项（位置是上次的） ──")
    ]
    assert order == sorted(order)
    assert "    TST101  第18行  库房维修费：“维修次数”的指标值是百分比\n" in text
    english = goalint("check", better, "--original", flawed, "--lang", "en").stdout
    assert "  of 2 before: fixed 1, still there 1; new 1\n" in english


def test_the_exit_code_is_that_of_what_is_there(goalint: Goalint, flawed: Path, clean: Path) -> None:
    assert goalint("check", clean, "--original", flawed).exit_code == 0
    assert goalint("check", clean, "--original", flawed, "--fail-on", "info").exit_code == 1
    assert goalint("check", flawed, "--original", flawed.parent / "没有.txt").exit_code == 2
    same = goalint("check", flawed, "--original", flawed)
    assert (same.exit_code, "同样的文件" in same.stderr) == (2, True)


def test_json(goalint: Goalint, flawed: Path, better: Path) -> None:
    data = json.loads(goalint("check", better, "--original", flawed, "--output-format", "json").stdout)
    counts = {name: data["summary"][name] for name in ("still", "new", "fixed", "unsettled")}
    assert counts == {"still": 1, "new": 1, "fixed": 1, "unsettled": 0}
    assert {(one["code"], one["state"]) for one in data["findings"]} == {("TST101", "new"), ("TST102", "still")}
    revision = data["revision"]
    assert (revision["original"], revision["paths"]) == (str(flawed), {str(better): str(flawed)})
    assert [(one["code"], one["state"], one["path"]) for one in revision["fixed"]] == [("TST101", "fixed", str(flawed))]
    assert "revision" not in json.loads(goalint("check", better, "--output-format", "json").stdout)


def test_an_unreadable_draft_fixes_nothing(goalint: Goalint, flawed: Path) -> None:
    empty = flawed.with_name("修改稿.txt")
    empty.write_text("只有一句话", "utf-8")
    result = goalint("check", empty, "--original", flawed)
    assert result.exit_code == 3
    assert "上次 2 项：已改好 0，仍在 0，没能复查 2" in result.stdout
    assert "── 没能复查 2 项（不等于已改好） ──" in result.stdout
    # Nor is anything compared with what could not be read then.
    other = goalint("check", flawed, "--original", empty)
    assert other.exit_code == 3
    assert f"上次的文件 {empty} 无法读取" in other.stderr


def test_folders_and_archives(goalint: Goalint, flawed: Path, better: Path, tmp_path: Path) -> None:
    new = tmp_path / "n"
    for name, source in (("水利局/a.txt", better), ("农业局/a.txt", flawed), ("新来.txt", better)):
        (new / name).parent.mkdir(parents=True, exist_ok=True)
        (new / name).write_bytes(source.read_bytes().replace(b"P00", f"P{len(name):02}".encode()))
    old = tmp_path / "退回.zip"
    with zipfile.ZipFile(old, "w") as archive:
        for name in ("水利局/a.txt", "农业局/a.txt", "教育局/b.txt"):
            archive.writestr(name, flawed.read_bytes().replace(b"P00", f"P{len(name):02}".encode()))
    for place in (old, _unpacked(old, tmp_path / "退回")):
        result = goalint("check", new, "--original", place)
        assert "上次 6 项：已改好 1，仍在 3，没能复查 2；新出现 3" in result.stdout
        assert f"没有找到修改稿的文件\n  {place}/教育局/b.txt：上次的 2 项没能复查\n" in result.stdout
        assert f"{new}/新来.txt: 上次的文件里没有找到它" in result.stderr
    # Those that were sent back may lie among the others: they are not checked again.
    _unpacked(old, new / "退回")
    within = goalint("check", new, "--original", new / "退回")
    assert "检查了 3 个文件" in within.stdout
    assert "上次 6 项：已改好 1，仍在 3，没能复查 2；新出现 3" in within.stdout
    only = goalint("check", new / "水利局" / "a.txt", "--original", tmp_path / "退回")
    assert "上次 2 项：已改好 1，仍在 1；新出现 1" in only.stdout


def _unpacked(archive: Path, folder: Path) -> Path:
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(folder)
    return folder


def test_standard_input(goalint: Goalint, flawed: Path, better: Path) -> None:
    result = goalint("check", "-", "--stdin-filename", "x.txt", "--original", flawed, stdin=better.read_bytes())
    assert "上次 2 项：已改好 1，仍在 1；新出现 1" in result.stdout


@pytest.mark.parametrize("name", ["full", "concise", "markdown", "csv", "html", "json-lines", "sarif"])
def test_every_format_says_it(goalint: Goalint, flawed: Path, better: Path, name: str) -> None:
    text = goalint("check", better, "--original", flawed, "--output-format", name).stdout
    new, fixed = {"json-lines": ('"state": "new"', '"kind": "fixed"'), "sarif": ('"baselineState": "new"', '"absent"')}.get(
        name, ("新出现", "已改好")
    )
    assert new in text
    assert fixed in text
