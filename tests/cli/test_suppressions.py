"""The ignore file at work: found, read, counted, shown; every mistake in it at its place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Goalint

ENTRY = """\
# 豁免
- rule: TST101
  where: {project: 库房维修费, indicator: 维修次数}
  reason: 与批复一致
  by: 张三
  until: 9999-12-31
"""


@pytest.fixture
def ignoring(flawed: Path) -> Path:
    """The ignore file beside the document."""
    path = flawed.with_name("goalint-ignore.yaml")
    path.write_text(ENTRY, "utf-8")
    return path


def test_suppressed_findings_are_counted_and_do_not_fail(goalint: Goalint, flawed: Path, ignoring: Path) -> None:
    result = goalint("check", flawed)
    assert result.exit_code == 0
    assert "TST101" not in result.stdout
    assert "错误 0，警告 0，提示 1；1 项已豁免；" in result.stdout.splitlines()[-1]
    summary = json.loads(goalint("check", flawed, "--output-format", "json").stdout)["summary"]
    assert (summary["errors"], summary["suppressed"]) == (0, 1)


def test_show_suppressed(goalint: Goalint, flawed: Path, ignoring: Path) -> None:
    text = goalint("check", flawed, "--show-suppressed").stdout
    assert f"已豁免\n  {flawed}\n    TST101  第18行  库房维修费：“维修次数”的指标值是百分比（原因：与批复一致，张三，至" in text
    english = goalint("check", flawed, "--show-suppressed", "--lang", "en").stdout
    assert "TST101  line 18  库房维修费: “维修次数” is a percentage (reason: 与批复一致, 张三, until" in english
    [one] = json.loads(goalint("check", flawed, "--show-suppressed", "--output-format", "json").stdout)["accepted"]
    assert one["code"] == "TST101"
    assert one["accepted"] == {"how": "suppression", "reason": "与批复一致", "by": "张三", "until": "9999-12-31"}


def test_it_is_found_from_the_folder_and_from_below(goalint: Goalint, flawed: Path, ignoring: Path) -> None:
    inner = flawed.parent / "里"
    inner.mkdir()
    (inner / "a.txt").write_bytes(flawed.read_bytes())
    assert goalint("check", inner / "a.txt").exit_code == 0
    assert goalint("check", flawed.parent).exit_code == 0
    assert goalint("check", inner, "--isolated").exit_code == 1


def test_the_configuration_ends_the_search(goalint: Goalint, flawed: Path, ignoring: Path) -> None:
    inner = flawed.parent / "里"
    inner.mkdir()
    (inner / "a.txt").write_bytes(flawed.read_bytes())
    (inner / "goalint.toml").write_text("", "utf-8")
    assert goalint("check", inner).exit_code == 1
    (inner / "goalint.toml").write_text('ignore-file = "../goalint-ignore.yaml"', "utf-8")
    assert goalint("check", inner).exit_code == 0
    assert goalint("check", inner, "--ignore-file", flawed.parent / "没有.yaml").exit_code == 2


def test_unused_and_expired_entries_are_told(goalint: Goalint, flawed: Path, ignoring: Path) -> None:
    ignoring.write_text(ENTRY.replace("9999", "2000") + "- {rule: TST102, where: {project: 没有}, reason: 因为}\n", "utf-8")
    result = goalint("check", flawed.parent)
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        f"{ignoring}:2:3: 对 TST101 的豁免已于 2000-12-31 到期，不再生效；请改正问题，或延长期限并说明原因",
        f"{ignoring}:7:3: 对 TST102 的豁免没有用到：没有找到项目“没有”，请改正或删去这一条",
    ]
    said = json.loads(goalint("check", flawed.parent, "--output-format", "json").stdout)["diagnostics"]
    assert [(one["code"], one["severity"], one["line"], one["column"]) for one in said] == [
        ("expired-suppression", "warning", 2, 3),
        ("unused-suppression", "warning", 7, 3),
    ]


MISTAKES = """\
- rule: ALL
  where: {}
  reason: ""
- rul: VAL
  where: {fil: a}
  until: 明年
- 3
"""


def test_all_mistakes_at_once(goalint: Goalint, flawed: Path, ignoring: Path) -> None:
    ignoring.write_text(MISTAKES, "utf-8")
    result = goalint("check", flawed)
    assert result.exit_code == 2
    assert result.stdout == ""
    lines = [line.removeprefix(f"{ignoring}:") for line in result.stderr.splitlines()]
    starts = sorted(line.split(": ")[0] for line in lines[:-1])
    assert starts == ["1:9", "2:10", "3:11", "4:3", "4:3", "4:3", "5:11", "6:10", "7:3"]
    assert any("没有“rul”这个键（是不是想写“rule”？）" in line for line in lines)
    assert any("缺少“reason”：为什么可以不改" in line for line in lines)
    assert lines[-1] == "豁免文件有 9 处错误"


@pytest.mark.parametrize(
    ("text", "place"), [("- rule: [", ":1:"), ("a: b: c", ":1:"), ("rule: x", ":1:1"), ("- &a x\n- *a", ":1:3")]
)
def test_yaml_that_is_wrong(goalint: Goalint, flawed: Path, ignoring: Path, text: str, place: str) -> None:
    ignoring.write_text(text, "utf-8")
    result = goalint("check", flawed)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"{ignoring}{place}")


@pytest.mark.parametrize("text", ["", "# 还没有\n"])
def test_an_empty_file_suppresses_nothing(goalint: Goalint, flawed: Path, ignoring: Path, text: str) -> None:
    ignoring.write_text(text, "utf-8")
    result = goalint("check", flawed)
    assert (result.exit_code, result.stderr) == (1, "")


def test_rules_left_out_for_files_and_projects(goalint: Goalint, flawed: Path) -> None:
    config = flawed.with_name("goalint.toml")
    config.write_text('[per-file-ignores]\n"*.txt" = ["TST101"]\n', "utf-8")
    assert "TST101" not in goalint("check", flawed).stdout
    config.write_text('[per-project-ignores]\n"库房维修费" = ["TST101"]\n', "utf-8")
    assert "TST101" not in goalint("check", flawed).stdout


def test_what_is_ignored_looks_like_no_pass(goalint: Goalint, flawed: Path) -> None:
    flawed.with_name("goalint.toml").write_text('[per-file-ignores]\n"*.txt" = ["TST"]\n', "utf-8")
    text = goalint("check", flawed).stdout
    assert "：没有其他问题（2 项不报）\n" in text
    assert "没有其他问题；2 项按配置不报" in text
    shown = goalint("check", flawed, "--show-ignored")
    assert (shown.exit_code, "按配置不报\n" in shown.stdout, "TST101  第18行  库房维修费：" in shown.stdout) == (0, True, True)
    data = json.loads(goalint("check", flawed, "--show-ignored", "--output-format", "json").stdout)
    assert (data["summary"]["ignored"], [one["accepted"]["how"] for one in data["accepted"]]) == (2, ["ignore"] * 2)
    # Files of which nothing is told are marked as clean in no report.
    assert "known clean" not in goalint("check", flawed, "--output-format", "html").stdout
    assert '<skipped message="2 项问题不报" />' in goalint("check", flawed, "--output-format", "junit").stdout
