"""`goalint config show`: what is in force, and where it came from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from goalint.reports.width import display_width

from .conftest import DATA, Goalint

TEXT = f"""\
extend = "共用.toml"
packs = ['{DATA / "pack"}']
fail-on = "never"
[severity]
TST101 = "off"
[per-file-ignores]
"2024/*" = ["TST102"]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "共用.toml").write_text('# 全市共用\nignore = ["TST102"]\nprofile = "review"\n', "utf-8")
    (tmp_path / "goalint.toml").write_text(TEXT, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_text(goalint: Goalint, folder: Path) -> None:
    result = goalint("config", "show", "--regime", "x")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "配置文件：goalint.toml、共用.toml"
    rows = {line.split()[0]: line.split()[1:] for line in lines[3:]}
    assert rows["ignore"] == ["TST102", "共用.toml:2"]
    assert rows["profile"] == ["review", "共用.toml:3"]
    assert rows["fail-on"] == ["never", "goalint.toml:3"]
    assert rows["severity.TST101"] == ["off", "goalint.toml:5"]
    assert rows["per-file-ignores.2024/*"] == ["TST102", "goalint.toml:7"]
    assert rows["regime"] == ["x", "选项"]
    assert rows["min-severity"] == ["info", "默认"]
    starts = {display_width(line[: line.rindex(line.split()[-1])]) for line in lines[2:]}
    assert len(starts) == 1


def test_json(goalint: Goalint, folder: Path) -> None:
    data = json.loads(goalint("config", "show", folder / "a.txt", "--output-format", "json").stdout)
    assert data["files"] == ["goalint.toml", "共用.toml"]
    by_key = {one["key"]: one for one in data["settings"]}
    assert by_key["severity.TST101"] == {
        "key": "severity.TST101",
        "value": "off",
        "origin": "file",
        "file": "goalint.toml",
        "line": 5,
    }
    assert by_key["exclude"]["origin"] == "default"


def test_without_a_file(goalint: Goalint, folder: Path) -> None:
    assert goalint("config", "show", "--isolated").stdout.startswith("没有配置文件\n")
    assert goalint("config", "show", "--isolated", "--lang", "en").stdout.startswith("no configuration file\n")


def test_mistakes_are_told(goalint: Goalint, folder: Path) -> None:
    (folder / "goalint.toml").write_text("selekt = []", "utf-8")
    result = goalint("config", "show")
    assert result.exit_code == 2
    assert "是不是想写“select”" in result.stderr
