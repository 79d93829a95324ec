"""`goalint check`: exit codes, selection, formats, streams."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result

from .conftest import DATA, Goalint


def codes(result: Result) -> list[str]:
    return [finding["code"] for finding in json.loads(result.stdout)["findings"]]


def test_a_finding_is_told_with_its_place_and_the_exit_code_is_1(goalint: Goalint, flawed: Path) -> None:
    result = goalint("check", flawed, "--output-format", "full")
    assert result.exit_code == 1
    assert "错误 TST101 第18行  “维修次数”的指标值是百分比\n       18 │ 指标值 ≥95%\n" in result.stdout
    assert "项目 1  13990024P00000000003X  库房维修费" in result.stdout
    assert result.stdout.splitlines()[-1].startswith(
        "检查了 1 个文件、1 个项目、2 个指标，按送审（submit）档启用 2 条规则：错误 1，警告 0，提示 1"
    )
    assert result.stderr == ""


def test_english(goalint: Goalint, flawed: Path) -> None:
    result = goalint("check", flawed, "--lang", "en", "--output-format", "full")
    assert "error TST101 line 18  “维修次数” is a percentage" in result.stdout
    assert "Checked 1 file, 1 project, 2 indicators against 2 rules" in result.stdout


@pytest.mark.parametrize(
    ("threshold", "of_flawed", "of_clean"), [("error", 1, 0), ("warning", 1, 0), ("info", 1, 1), ("never", 0, 0)]
)
def test_fail_on(goalint: Goalint, flawed: Path, clean: Path, threshold: str, of_flawed: int, of_clean: int) -> None:
    assert goalint("check", flawed, "--fail-on", threshold).exit_code == of_flawed
    assert goalint("check", clean, "--fail-on", threshold).exit_code == of_clean


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--select", "TST101"), ["TST101"]),
        (("--select", "TST101,TST102"), ["TST101", "TST102"]),
        (("--select", "TST101", "--select", "test-description"), ["TST101", "TST102"]),
        (("--ignore", "TST101"), ["TST102"]),
        (("--select", "TST", "--ignore", " TST101 , TST102,"), []),
    ],
)
def test_selection(goalint: Goalint, flawed: Path, options: tuple[str, ...], expected: list[str]) -> None:
    assert codes(goalint("check", flawed, "--output-format", "json", *options)) == expected


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--min-severity", "warning"), ["TST101"]),
        (("--min-confidence", "medium"), ["TST101", "TST102"]),
        (("--min-confidence", "high"), ["TST101"]),
    ],
)
def test_thresholds(goalint: Goalint, flawed: Path, options: tuple[str, ...], expected: list[str]) -> None:
    assert codes(goalint("check", flawed, "--output-format", "json", *options)) == expected


def test_an_unknown_rule_is_a_usage_error_that_names_a_close_one(goalint: Goalint, flawed: Path) -> None:
    result = goalint("check", flawed, "--select", "TST109")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "TST109" in result.stderr
    assert "TST10" in result.stderr.replace("TST109", "")


def test_an_unknown_regime_is_a_usage_error(goalint: Goalint, flawed: Path) -> None:
    result = goalint("check", flawed, "--regime", "没有这个")
    assert result.exit_code == 2
    assert "没有这个" in result.stderr


def test_a_missing_file_gives_3_and_the_others_are_checked(goalint: Goalint, flawed: Path, tmp_path: Path) -> None:
    result = goalint("check", tmp_path / "没有.txt", flawed, "--select", "ALL")
    assert result.exit_code == 3
    assert "没有.txt" in result.stdout
    assert "TST101" in result.stdout
    assert "1 个文件无法读取" in result.stdout.splitlines()[-1]


def test_the_reason_is_told_even_if_its_rule_is_not_selected(goalint: Goalint, tmp_path: Path) -> None:
    result = goalint("check", tmp_path / "没有.txt")
    assert result.exit_code == 3
    assert "没有.txt: " in result.stderr


def test_a_folder_without_documents_gives_3(goalint: Goalint, tmp_path: Path) -> None:
    result = goalint("check", tmp_path)
    assert result.exit_code == 3
    assert str(tmp_path) in result.stdout + result.stderr


def test_a_folder_is_searched_and_without_a_path_it_is_the_current_one(
    goalint: Goalint, flawed: Path, clean: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(flawed.parent)
    here = goalint("check")
    assert "clean.txt" in here.stdout
    assert "有问题.txt" in here.stdout
    assert goalint("check", ".").stdout == here.stdout


def test_a_file_named_twice_is_checked_once(goalint: Goalint, flawed: Path) -> None:
    assert json.loads(goalint("check", flawed, flawed, "--output-format", "json").stdout)["summary"]["documents"] == 1


def test_standard_input(goalint: Goalint, flawed: Path) -> None:
    data = flawed.read_bytes()
    named = goalint("check", "-", "--stdin-filename", "送审稿.txt", stdin=data)
    assert named.exit_code == 1
    assert named.stdout.startswith("送审稿.txt")
    assert goalint("check", "-", stdin=data).exit_code == 1


def test_json_is_the_contract_and_nothing_else(goalint: Goalint, flawed: Path) -> None:
    result = goalint("check", flawed, "--output-format", "json", "--color", "always")
    data = json.loads(result.stdout)
    assert data["schema"] == "goalint.findings/1"
    assert data["findings"][0]["path"] == str(flawed)
    assert data["findings"][0]["location"]["line"] == 18
    assert "cli-tests" in [pack["name"] for pack in data["packs"]]


def test_quiet_gives_the_summary_only(goalint: Goalint, flawed: Path) -> None:
    assert len(goalint("check", flawed, "-q").stdout.splitlines()) == 1


def test_a_broken_pack_shows_every_problem_with_its_place(goalint: Goalint, flawed: Path) -> None:
    result = goalint("check", flawed, "--pack", DATA / "broken")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "wrong.yaml:8:" in result.stderr
    assert "wrong.yaml:9:" in result.stderr
    assert "value.kind" in result.stderr
    assert result.stderr.splitlines()[-1] == "规则包无法加载：2 处错误"


def test_a_pack_that_is_not_there(goalint: Goalint, flawed: Path) -> None:
    result = goalint("check", flawed, "--pack", flawed.parent / "no-pack")
    assert result.exit_code == 2
    assert "no-pack" in result.stderr


def test_a_crash_is_called_a_bug_and_names_the_file(goalint: Goalint, flawed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> None:
        raise RuntimeError("第一行\n第二行")

    monkeypatch.setattr("goalint.intake.found_in", crash)
    result = goalint("check", flawed)
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    assert "缺陷" in result.stderr
    assert str(flawed) in result.stderr
    assert "RuntimeError: 第一行" in result.stderr
    monkeypatch.setenv("GOALINT_DEBUG", "1")
    assert "Traceback" in goalint("check", flawed).stderr


def test_a_crash_outside_any_file_is_called_a_bug_too(goalint: Goalint, flawed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("goalint.cli.check.write_all", lambda *_: 1 / 0)
    result = goalint("check", flawed)
    assert result.exit_code == 2
    assert "缺陷" in result.stderr


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--fail-o",), "没有选项 --fail-o；是不是想用 --fail-on？"),
        (("--fail-on", "fatal"), "“fatal”不在可选的值之内：error、warning、info、never"),
        (("--output-format",), "选项 --output-format 后面缺少它的值"),
        (("--lang", "en", "--fail-on", "fatal"), "'fatal' is not one of: error, warning, info, never"),
    ],
)
def test_usage_errors(goalint: Goalint, args: tuple[str, ...], said: str) -> None:
    result = goalint("check", *args)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert said in result.stderr


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ((), ["TST101", "TST102"]),
        (("--profile", "submit"), ["TST101", "TST102"]),
        (("--profile", "self-check"), ["TST101"]),
        (("--profile", "review"), ["TST101", "TST102"]),
        (("--profile", "self-check", "--select", "TST102"), ["TST102"]),
        (("--profile", "self-check", "--select", "structure"), []),
    ],
)
def test_profiles(goalint: Goalint, flawed: Path, options: tuple[str, ...], expected: list[str]) -> None:
    result = goalint("check", flawed, "--output-format", "json", *options)
    assert codes(result) == expected
    assert '"profile"' not in result.stdout


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "按送审（submit）档启用 2 条规则：错误 0，警告 0，提示 1；通过送审（submit）档。"),
        (("--profile", "self-check"), "按自查（self-check）档启用 1 条规则：没有发现问题；通过自查（self-check）档。"),
        (("--profile", "review", "--lang", "en"), "against 2 rules of review: error 0, warning 0, info 1; passes review."),
        (("--select", "TST101"), "按送审（submit）档启用 1 条规则：没有发现问题。"),
    ],
)
def test_the_summary_names_the_profile_that_passed(goalint: Goalint, clean: Path, options: tuple[str, ...], said: str) -> None:
    assert goalint("check", clean, "-q", *options).stdout.endswith(said + "\n")


def test_a_file_that_cannot_be_read_passes_nothing(goalint: Goalint, clean: Path, tmp_path: Path) -> None:
    result = goalint("check", clean, tmp_path / "没有.txt", "-q")
    assert result.exit_code == 3
    assert "通过" not in result.stdout


def test_timing_goes_to_stderr_and_changes_nothing_else(goalint: Goalint, flawed: Path) -> None:
    plain, timed = goalint("check", flawed), goalint("check", flawed, "--timing")
    assert timed.stdout == plain.stdout
    assert timed.exit_code == plain.exit_code
    first, second = timed.stderr.split("\n\n")
    assert [line.split()[0] for line in first.splitlines()] == ["阶段", "加载规则包", "读取文件", "识别表格", "运行规则"]
    rows = [line.split() for line in second.splitlines()]
    assert rows[0] == ["编码", "名称", "毫秒", "占比"]
    assert sorted(row[1] for row in rows[1:]) == ["test-description", "test-percent"]
    spent = [float(row[2]) for row in rows[1:]]
    assert spent == sorted(spent, reverse=True)
    assert 99 < sum(float(row[3].rstrip("%")) for row in rows[1:]) < 101
