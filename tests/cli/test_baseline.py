"""`goalint baseline` and `check --baseline`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import DATA, Goalint

ALL = ("--pack", str(DATA / "pack"))


@pytest.fixture
def baseline(goalint: Goalint, flawed: Path) -> Path:
    """The baseline of the document with two findings."""
    path = flawed.with_name("b.json")
    result = goalint("baseline", flawed, "--baseline", path, *ALL)
    assert (result.exit_code, result.stdout) == (0, f"{path}：记入 2 项\n")
    return path


def codes(path: Path) -> list[str]:
    return [one["code"] for one in json.loads(path.read_text("utf-8"))["findings"]]


def test_what_is_in_the_baseline_is_not_told(goalint: Goalint, flawed: Path, baseline: Path) -> None:
    result = goalint("check", flawed, "--baseline", baseline)
    assert result.exit_code == 0
    assert "TST101" not in result.stdout
    assert "2 项已在基线中" in result.stdout
    shown = goalint("check", flawed, "--baseline", baseline, "--show-baselined")
    assert f"已在基线中\n  {flawed}\n    TST101  第18行  库房维修费：“维修次数”的指标值是百分比\n" in shown.stdout
    data = json.loads(goalint("check", flawed, "--baseline", baseline, "--show-baselined", "--output-format", "json").stdout)
    assert (data["summary"]["errors"], data["summary"]["baselined"], len(data["accepted"])) == (0, 2, 2)


def test_filters_do_not_decide_what_is_written(goalint: Goalint, flawed: Path) -> None:
    (flawed.parent / "goalint.toml").write_text('min-severity = "error"\nmin-confidence = "high"\nbaseline = "b.json"', "utf-8")
    assert goalint("baseline", flawed, *ALL).exit_code == 0
    assert codes(flawed.with_name("b.json")) == ["TST101", "TST102"]
    assert goalint("check", flawed).exit_code == 0


def test_new_findings_are_taken_in_only_when_asked(goalint: Goalint, flawed: Path, baseline: Path) -> None:
    flawed.write_text(flawed.read_text("utf-8").replace("≥90分", "≥90%"), "utf-8")
    assert goalint("check", flawed, "--baseline", baseline).exit_code == 1
    refused = goalint("baseline", flawed, "--baseline", baseline, *ALL)
    assert refused.exit_code == 1
    assert refused.stdout.startswith(
        f"{baseline}：共 2 项，+0 −0\n有 1 项新问题没有收入；确实要收，加 --accept-new：\n  TST101  "
    )
    assert len(codes(baseline)) == 2
    taken = goalint("baseline", flawed, "--baseline", baseline, "--accept-new", "--lang", "en", *ALL)
    assert (taken.exit_code, taken.stdout) == (0, f"{baseline}: 3, +1 −0\n")
    assert goalint("check", flawed, "--baseline", baseline).exit_code == 0


def test_what_is_fixed_is_told_and_goes(goalint: Goalint, flawed: Path, baseline: Path) -> None:
    flawed.write_text(flawed.read_text("utf-8").replace("≥95%", "≥3次"), "utf-8")
    result = goalint("check", flawed, "--baseline", baseline)
    assert result.exit_code == 0
    assert f"{baseline}:4:5: 基线里的 TST101 有问题.txt" in result.stderr
    assert goalint("check", flawed, "--baseline", baseline, "--strict-baseline").exit_code == 1
    assert goalint("baseline", flawed, "--baseline", baseline, *ALL).stdout == f"{baseline}：共 1 项，+0 −1\n"
    assert codes(baseline) == ["TST102"]


def test_files_outside_the_run_keep_their_entries_until_they_are_gone(goalint: Goalint, flawed: Path, baseline: Path) -> None:
    other = flawed.with_name("另一.txt")
    other.write_text(flawed.read_text("utf-8").replace("库房维修费", "库房租金").replace("P000", "P100"), "utf-8")
    goalint("baseline", flawed.parent, "--baseline", baseline, "--accept-new", *ALL)
    assert len(codes(baseline)) == 4
    goalint("baseline", flawed, "--baseline", baseline, *ALL)
    assert len(codes(baseline)) == 4
    other.unlink()
    goalint("baseline", flawed, "--baseline", baseline, *ALL)
    assert len(codes(baseline)) == 4
    goalint("baseline", flawed.parent, "--baseline", baseline, *ALL)
    assert len(codes(baseline)) == 2


def test_entries_of_a_file_that_cannot_be_read_stay(goalint: Goalint, flawed: Path, baseline: Path) -> None:
    flawed.write_text("", "utf-8")
    result = goalint("baseline", flawed, "--baseline", baseline, *ALL)
    assert result.exit_code == 3
    assert str(flawed) in result.stderr
    assert len(codes(baseline)) == 2


@pytest.mark.parametrize("text", [None, "", "{}", "[1"])
def test_a_baseline_that_is_missing_or_broken(goalint: Goalint, flawed: Path, text: str | None) -> None:
    path = flawed.with_name("b.json")
    if text is not None:
        path.write_text(text, "utf-8")
        assert goalint("baseline", flawed, "--baseline", path, *ALL).exit_code == 2
        assert path.read_text("utf-8") == text
    result = goalint("check", flawed, "--baseline", path)
    assert result.exit_code == 2
    assert "goalint baseline" in result.stderr
    assert "goalint baseline" in goalint("check", flawed, "--baseline", path, "--lang", "en").stderr


def test_a_folder_that_is_not_there(goalint: Goalint, flawed: Path) -> None:
    result = goalint("baseline", flawed, "--baseline", flawed.parent / "没有" / "b.json", *ALL)
    assert result.exit_code == 2
    assert "无法写入" in result.stderr
