"""`goalint tree`, `rules`, `rule`, `test`, and the group itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from goalint import __version__
from goalint.cli.app import app

from .conftest import DATA, Goalint


def test_version_and_help() -> None:
    assert CliRunner().invoke(app, ["--version"]).stdout == f"goalint {__version__}\n"
    page = CliRunner().invoke(app, ["--help"])
    assert page.exit_code == 0
    for name in app.modules:
        assert f"\n  {name} " in page.stdout
    assert "选项:" in page.stdout


@pytest.mark.parametrize("name", list(app.modules))
def test_every_command_has_help_in_both_languages(name: str) -> None:
    zh = CliRunner().invoke(app, [name, "--help"])
    en = CliRunner().invoke(app, [name, "--lang", "en", "--help"])
    assert zh.exit_code == en.exit_code == 0
    assert "用法: goalint" in zh.stdout.replace("root", "goalint")
    assert en.stdout.isascii() or "“-”" in en.stdout
    assert "显示本页" in zh.stdout
    assert "show this page" in en.stdout


def test_an_unknown_command() -> None:
    result = CliRunner().invoke(app, ["chek"])
    assert result.exit_code == 2
    assert "是不是想用 check？" in result.stderr


def test_tree_as_csv_and_as_a_workbook(goalint: Goalint, flawed: Path, tmp_path: Path) -> None:
    result = goalint("tree", flawed, "--output-format", "csv")
    assert result.exit_code == 0
    assert result.stdout.startswith("\ufeff文件,序号,预算单位,")
    path = tmp_path / "目标.xlsx"
    result = goalint("tree", flawed, "--output-format", f"xlsx:{path}")
    assert result.exit_code == 0
    assert result.stdout == ""
    read = {
        name: json.loads(goalint("tree", name, "--output-format", "json").stdout)["documents"][0]["projects"]
        for name in (flawed, path)
    }
    assert [project["code"] for project in read[path]] == [project["code"] for project in read[flawed]]
    assert [len(project["indicators"]) for project in read[path]] == [len(project["indicators"]) for project in read[flawed]]


def test_tree_refuses_unknown_formats_and_to_write_over_its_input(goalint: Goalint, flawed: Path) -> None:
    result = goalint("tree", flawed, "--output-format", "xslx")
    assert result.exit_code == 2
    assert "是不是想用 xlsx" in result.stderr
    before = flawed.read_bytes()
    assert goalint("tree", flawed, "--output-format", f"csv:{flawed}").exit_code == 2
    assert flawed.read_bytes() == before


def test_tree_json_is_the_contract(goalint: Goalint, flawed: Path) -> None:
    result = goalint("tree", flawed, "--output-format", "json")
    assert result.exit_code == 0
    data = json.loads(result.stdout)
    assert data["schema"] == "goalint.tree/1"
    (document,) = data["documents"]
    assert document["source"]["path"] == str(flawed)
    assert document["projects"][0]["budget"]["total"] == {"text": "3.00", "yuan": "30000"}
    assert document["projects"][0]["indicators"][0]["value"]["kind"] == "ratio"


def test_tree_for_people(goalint: Goalint, flawed: Path) -> None:
    result = goalint("tree", flawed)
    assert result.exit_code == 0
    assert "支出计划：3月底 20%，6月底 37%，10月底 68%，12月底 100%" in result.stdout


def test_tree_of_standard_input(goalint: Goalint, flawed: Path) -> None:
    result = goalint("tree", "-", "--stdin-filename", "b.txt", "--output-format", "json", stdin=flawed.read_bytes())
    assert json.loads(result.stdout)["documents"][0]["source"]["path"] == "b.txt"


def test_tree_of_what_cannot_be_read_gives_3_and_says_why(goalint: Goalint, tmp_path: Path, flawed: Path) -> None:
    result = goalint("tree", tmp_path / "没有.txt", flawed, "--output-format", "json")
    assert result.exit_code == 3
    assert "没有.txt: " in result.stderr
    assert len(json.loads(result.stdout)["documents"]) == 2


def test_tree_needs_a_file(goalint: Goalint) -> None:
    result = goalint("tree")
    assert result.exit_code == 2
    assert "缺少 'FILE...'" in result.stderr


def test_rules_are_listed(goalint: Goalint) -> None:
    result = goalint("rules")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0].split() == ["编码", "名称", "级别", "把握", "档", "类别", "标题"]
    assert ["TST101", "test-percent", "错误", "高", "自查", "指标值", "指标值是百分比"] in [line.split() for line in lines]


def test_rules_of_a_profile(goalint: Goalint) -> None:
    assert "test-description" not in goalint("rules", "--profile", "self-check").stdout
    rules = json.loads(goalint("rules", "--profile", "self-check", "--output-format", "json").stdout)["rules"]
    assert [(rule["name"], rule["profile"]) for rule in rules] == [("test-percent", "self-check")]
    assert "共 2 条规则" in goalint("rules").stdout


def test_rules_as_json(goalint: Goalint) -> None:
    rules = {rule["code"]: rule for rule in json.loads(goalint("rules", "--output-format", "json").stdout)["rules"]}
    assert rules["TST101"]["expect"] == 'value.unit != "%"'
    assert rules["TST101"]["basis"] == "practice"
    assert [example["expects"] for example in rules["TST101"]["examples"]] == ["flags", "passes"]


RULE = """\
TST101  test-percent
指标值是百分比

  级别：错误  把握：高  类别：指标值  档：自查（self-check）  规则包：cli-tests

查什么
  “{name}”的指标值是百分比
  对每个：指标
  必须：value.unit != "%"

为什么
  只为测试

怎么改
  换一个

依据
  实践经验，没有明文规定

例子
  要报告  {name: 合格率, value: ≥95%}
  不报告  {name: 数量, value: ≥3篇}

怎样不用这条规则
  只这一次：goalint check --ignore test-percent
  长期不用，在自己的规则包的 pack.yaml 里写：overrides: {test-percent: {enabled: false}}
"""


@pytest.mark.parametrize("which", ["TST101", "tst101", "test-percent"])
def test_a_rule_is_explained(goalint: Goalint, which: str) -> None:
    result = goalint("rule", which)
    assert result.exit_code == 0
    assert result.stdout == RULE


def test_a_rule_in_english_and_as_json(goalint: Goalint) -> None:
    assert "  it must hold: value.unit" in goalint("rule", "TST101", "--lang", "en").stdout
    (rule,) = json.loads(goalint("rule", "TST101", "--output-format", "json").stdout)["rules"]
    assert rule["name"] == "test-percent"


def test_an_unknown_rule_names_close_ones(goalint: Goalint) -> None:
    result = goalint("rule", "test-percnt")
    assert result.exit_code == 2
    assert "是不是想找 test-percent" in result.stderr


def test_examples_that_pass(goalint: Goalint) -> None:
    result = goalint("test", DATA / "pack")
    assert result.exit_code == 0
    assert "4 个例子" in result.stdout


def test_examples_that_fail_are_shown_with_what_was_expected(goalint: Goalint) -> None:
    result = goalint("test", DATA / "failing")
    assert result.exit_code == 1
    assert result.stdout.count("TST301") == 2
    assert "noisy.yaml" in result.stdout


def test_a_broken_pack_is_an_error(goalint: Goalint) -> None:
    result = goalint("test", DATA / "broken")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "wrong.yaml:8:" in result.stderr
