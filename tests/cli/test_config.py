"""Configuration files at work: where they are found, what they change, what is said of mistakes in them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from .conftest import DATA, Goalint


@pytest.fixture
def configured(tmp_path: Path, flawed: Path) -> Any:
    """Write the configuration beside the document."""

    def write(text: str, name: str = "goalint.toml") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    return write


def found(goalint: Goalint, *args: str | Path) -> dict[str, str]:
    """The severity of each finding by its code."""
    result = goalint("check", *args, "--output-format", "json")
    assert result.exit_code in (0, 1), result.output
    return {finding["code"]: finding["severity"] for finding in json.loads(result.stdout)["findings"]}


BOTH = {"TST101": "error", "TST102": "info"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", BOTH),
        ('select = ["TST101"]', {"TST101": "error"}),
        ('ignore = ["test-description"]', {"TST101": "error"}),
        ('select = ["TST102"]\nextend-select = ["TST101"]', BOTH),
        ('min-severity = "warning"', {"TST101": "error"}),
        ('min-confidence = "high"', {"TST101": "error"}),
        ('[severity]\nTST101 = "off"', {"TST102": "info"}),
        ('[severity]\nTST = "warning"\nTST101 = "info"', {"TST101": "info", "TST102": "warning"}),
        ('[severity]\nALL = "off"\nTST101 = "warning"', {"TST101": "warning"}),
    ],
)
def test_what_a_configuration_changes(
    goalint: Goalint, configured: Any, flawed: Path, text: str, expected: dict[str, str]
) -> None:
    configured(text)
    assert found(goalint, flawed) == expected
    assert found(goalint, flawed.parent) == expected


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--select", "TST101"), {"TST101": "warning"}),
        (("--extend-select", "TST101"), {"TST101": "warning", "TST102": "info"}),
        (("--ignore", "TST102"), {}),
        (("--isolated",), BOTH),
    ],
)
def test_options_win(goalint: Goalint, configured: Any, flawed: Path, options: tuple[str, ...], expected: dict[str, str]) -> None:
    configured('ignore = ["TST101"]\n[severity]\nTST101 = "warning"\n')
    assert found(goalint, flawed, *options) == expected


def test_the_nearest_file_alone_counts(goalint: Goalint, configured: Any, flawed: Path) -> None:
    configured('ignore = ["TST101"]')
    inner = configured('ignore = ["TST102"]', "里/goalint.toml").parent
    (inner / "a.txt").write_bytes(flawed.read_bytes())
    assert found(goalint, inner / "a.txt") == {"TST101": "error"}


def test_one_run_has_one_configuration_and_says_which_it_leaves_aside(goalint: Goalint, configured: Any, flawed: Path) -> None:
    inner = configured('ignore = ["TST102"]', "里/goalint.toml").parent
    (inner / "a.txt").write_bytes(flawed.read_bytes())
    result = goalint("check", flawed.parent)
    assert "里" in result.stderr
    assert "没有采用" in result.stderr


def test_the_search_ends_at_the_root_of_a_repository(goalint: Goalint, configured: Any, flawed: Path) -> None:
    configured('ignore = ["TST101"]')
    inner = flawed.parent / "仓库"
    (inner / ".git").mkdir(parents=True)
    (inner / "a.txt").write_bytes(flawed.read_bytes())
    assert found(goalint, inner / "a.txt") == BOTH


@pytest.mark.parametrize(
    ("text", "expected"),
    [("[tool.goalint]\nselect = ['TST101']", {"TST101": "error"}), ("[tool.other]\nselect = 3 # goalint", BOTH)],
)
def test_pyproject(goalint: Goalint, configured: Any, flawed: Path, text: str, expected: dict[str, str]) -> None:
    configured(text, "pyproject.toml")
    assert found(goalint, flawed) == expected


def test_extend(goalint: Goalint, configured: Any, flawed: Path) -> None:
    configured('min-severity = "warning"\n[severity]\nTST101 = "warning"\nTST102 = "error"', "县/共用.toml")
    configured('extend = "县/共用.toml"\n[severity]\nTST101 = "info"\n')
    assert found(goalint, flawed) == {"TST102": "error"}


def test_packs_are_found_from_the_file_that_names_them(
    goalint: Goalint, configured: Any, flawed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    configured("packs = ['没有']")
    result = goalint("check", flawed)
    assert result.exit_code == 2
    assert str(flawed.parent / "没有") in result.stderr


MISTAKES = """\
profil = "submit"
profile = "all"
min-severity = 3
ignore = ["TST109", "tst101"]
packs = "x"
force-exclude = 1
regime = "没有"
extend = "没有.toml"
[severity]
TST101 = "fatal"
VAL = "off"
[rules.TST101]
x = 1
[rules.没有]
"""


def test_all_mistakes_are_told_at_once_with_their_places(goalint: Goalint, configured: Any, flawed: Path) -> None:
    path = configured(MISTAKES.replace("[rules.没有]", '[rules."没有"]'))
    result = goalint("check", flawed)
    assert result.exit_code == 2
    assert result.stdout == ""
    lines = result.stderr.splitlines()
    starts = [line.removeprefix(f"{path}:").split(": ")[0] for line in lines[:-1]]
    assert starts == ["1:1", "2:11", "3:16", "4:11", "4:21", "5:9", "6:17", "7:10", "8:10", "10:10", "11:1", "12:1", "14:8"]
    assert "是不是想写“profile”？" in lines[0]
    assert "TST10" in lines[3].replace("TST109", "")
    assert lines[-1] == "配置有 13 处错误"


def test_mistakes_in_english(goalint: Goalint, configured: Any, flawed: Path) -> None:
    configured("profil = 1\nlang = 'en'")
    result = goalint("check", flawed)
    assert "there is no key “profil” (did you mean “profile”?)" in result.stderr
    assert "the configuration has 1 mistake" in result.stderr


def test_a_circle_of_extends(goalint: Goalint, configured: Any, flawed: Path) -> None:
    configured('extend = "goalint.toml"', "b.toml")
    configured('extend = "b.toml"')
    result = goalint("check", flawed)
    assert result.exit_code == 2
    assert "成了一圈" in result.stderr


def test_config_names_the_file(goalint: Goalint, configured: Any, flawed: Path) -> None:
    configured('ignore = ["TST101"]')
    other = configured('ignore = ["TST102"]', "别的.toml")
    assert found(goalint, flawed, "--config", other) == {"TST101": "error"}
    missing = goalint("check", flawed, "--config", flawed.parent / "没有.toml")
    assert missing.exit_code == 2
    assert "没有.toml: 配置文件无法读取" in missing.stderr


def test_the_language_of_the_configuration(goalint: Goalint, configured: Any, flawed: Path) -> None:
    configured('lang = "en"')
    assert "Checked 1 file" in goalint("check", flawed).stdout
    assert "检查了 1 个文件" in goalint("check", flawed, "--lang", "zh").stdout


def test_an_output_format_that_there_is_not(goalint: Goalint, configured: Any, flawed: Path) -> None:
    configured('output-format = "word"')
    result = goalint("check", flawed)
    assert result.exit_code == 2
    assert "没有输出格式“word”" in result.stderr


def test_a_pack_may_be_named_in_the_configuration(goalint: Goalint, configured: Any, flawed: Path) -> None:
    configured(f"packs = ['{DATA / 'pack'}']")
    assert found(goalint, flawed) == BOTH


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("", ["旧稿/b.txt", "有问题.txt"]),
        ('exclude = ["旧稿"]', ["node_modules/c.txt", "有问题.txt"]),
        ('extend-exclude = ["旧稿/*.txt"]', ["有问题.txt"]),
        ('exclude = ["*.md"]', ["node_modules/c.txt", "旧稿/b.txt", "有问题.txt"]),
    ],
)
def test_excluded_files_are_passed_over_in_folders(
    goalint: Goalint, configured: Any, flawed: Path, text: str, left: list[str]
) -> None:
    for name in ("旧稿/b.txt", "node_modules/c.txt"):
        (flawed.parent / name).parent.mkdir()
        (flawed.parent / name).write_bytes(flawed.read_bytes())
    configured(text)
    report = json.loads(goalint("check", flawed.parent, "--output-format", "json").stdout)
    assert sorted({Path(one["path"]).relative_to(flawed.parent).as_posix() for one in report["findings"]}) == left


def test_a_folder_that_is_named_is_checked_although_it_is_excluded(goalint: Goalint, configured: Any, flawed: Path) -> None:
    inner = flawed.parent / "旧稿"
    inner.mkdir()
    (inner / "b.txt").write_bytes(flawed.read_bytes())
    configured('exclude = ["旧稿"]')
    assert goalint("check", inner).exit_code == 1
    assert goalint("check", inner, "--force-exclude").exit_code == 0


def test_files_that_are_named_are_excluded_only_by_force(goalint: Goalint, configured: Any, flawed: Path) -> None:
    configured('exclude = ["*.txt"]')
    assert goalint("check", flawed).exit_code == 1
    forced = goalint("check", flawed, "--force-exclude")
    assert forced.exit_code == 0
    assert "没有找到可以检查的文件" in forced.stdout
    configured('exclude = ["*.txt"]\nforce-exclude = true')
    assert goalint("check", flawed).exit_code == 0
    assert goalint("check", flawed.parent, "--isolated").exit_code == 1
    # Nothing was found, which is not the same as having been told to pass everything over.
    assert goalint("check", flawed.parent).exit_code == 3
