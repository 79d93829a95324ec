"""`goalint docs`: the pages of the rules, and whether they are current."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from ruamel.yaml import YAML

from goalint.cli.app import app

from .conftest import DATA

Docs = Callable[..., Result]


@pytest.fixture
def docs(monkeypatch: pytest.MonkeyPatch) -> Docs:
    """Run it for the tests' own pack."""

    def run(*args: str | Path) -> Result:
        monkeypatch.setattr("goalint.rules.load.shipped_packs", list)
        return CliRunner().invoke(app, ["docs", "--pack", str(DATA / "pack"), *map(str, args)])

    return run


def test_a_page_for_each_rule_and_an_index(docs: Docs, tmp_path: Path) -> None:
    assert docs("--output", tmp_path / "a").exit_code == 0
    assert docs("--output", tmp_path / "b").exit_code == 0
    pages = {path.name: path.read_bytes() for path in (tmp_path / "a").iterdir()}
    assert sorted(pages) == ["README.md", "TST101-test-percent.md", "TST102-test-description.md"]
    assert {path.name: path.read_bytes() for path in (tmp_path / "b").iterdir()} == pages
    index = pages["README.md"].decode()
    links = re.findall(r"\]\(([^)]+)\)", index)
    assert set(links) == set(pages) - {"README.md"}
    assert "### 自查（self-check）\n\n部门自己必须改的：确定的错误。1 条。\n\n- [TST101" in index


def test_what_a_page_says(docs: Docs, tmp_path: Path) -> None:
    docs("--output", tmp_path)
    page = (tmp_path / "TST101-test-percent.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## (.*)$", page, re.M)
    assert headings == ["查什么", "为什么", "怎么改", "依据", "例子", "怎样不用这条规则"]
    for said in ("“{name}”的指标值是百分比", '必须：`value.unit != "%"`', "只为测试", "换一个", "实践经验，没有明文规定"):
        assert said in page
    assert "goalint check --ignore test-percent" in page
    examples = re.findall(r"```yaml\n(.*?)```", page, re.S)
    assert [YAML(typ="safe").load(block) for block in examples] == [
        [{"name": "合格率", "value": "≥95%"}],
        [{"name": "数量", "value": "≥3篇"}],
    ]


def test_current_pages_pass_and_stale_ones_do_not(docs: Docs, tmp_path: Path) -> None:
    docs("--output", tmp_path)
    assert docs("--check", "--output", tmp_path).exit_code == 0
    (tmp_path / "TST101-test-percent.md").write_text("x", encoding="utf-8")
    (tmp_path / "TST102-test-description.md").unlink()
    (tmp_path / "TST999-gone.md").write_text("x", encoding="utf-8")
    (tmp_path / "notes.md").write_text("x", encoding="utf-8")
    result = docs("--check", "--output", tmp_path)
    assert result.exit_code == 1
    assert "TST101-test-percent.md: 内容已过时" in result.stderr
    assert "TST102-test-description.md: 没有这一页" in result.stderr
    assert "TST999-gone.md: 已没有这条规则" in result.stderr
    assert "notes.md" not in result.stderr
    assert "规则说明已过时：3 个文件" in result.stderr
    assert docs("--output", tmp_path).exit_code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "README.md", "TST101-test-percent.md", "TST102-test-description.md", "notes.md",
    ]  # fmt: skip
    assert docs("--check", "--output", tmp_path).exit_code == 0


def test_line_ends_that_git_changed_are_not_stale(docs: Docs, tmp_path: Path) -> None:
    docs("--output", tmp_path)
    for path in tmp_path.iterdir():
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert docs("--check", "--output", tmp_path).exit_code == 0


def test_no_folder_is_stale_and_an_unwritable_one_an_error(docs: Docs, tmp_path: Path) -> None:
    assert docs("--check", "--output", tmp_path / "none").exit_code == 1
    file = tmp_path / "file"
    file.write_text("", encoding="utf-8")
    result = docs("--output", file)
    assert result.exit_code == 2
    assert "无法写入" in result.stderr
