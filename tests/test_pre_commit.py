"""The hooks, run by pre-commit itself on a repository of submissions."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from ruamel.yaml import YAML
from tests.office import docx, p, tbl

from goalint.cli.outputs import outputs_of

ROOT = Path(__file__).parents[1]
MANIFEST = ROOT / ".pre-commit-hooks.yaml"

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")

_FORM = """\
第二部分 预算项目绩效目标
1.{name}绩效目标表
201001青禾县水利局本级
单位：万元
项目编码\t{code}\t项目名称\t{name}
预算规模及资金用途\t预算数\t3.00\t其中：财政资金\t3.00\t其他资金\t
预算数3万元。其中：财政资金3万元，其他资金0万元。主要用于：河道清淤、堤防维修。
资金支出计划（%）\t3月底\t6月底\t10月底\t12月底
\t20%\t37%\t68%\t100%
绩效目标\t1.完成{name}
一级指标\t二级指标\t三级指标\t绩效指标描述\t指标值\t指标值确定依据
产出指标\t数量指标\t清淤河段数量\t反映清淤河段数量\t{value}\t年度计划
满意度指标\t服务对象满意度指标\t群众满意度\t反映群众满意度\t≥90%\t问卷调查
"""
CODE = "13992125P000021100019"
FLAWED, CLEAN = "≥95%", "≥3段"

Run = Callable[..., subprocess.CompletedProcess[str]]


def as_text(name: str, value: str, code: str = CODE) -> bytes:
    return _FORM.format(name=name, value=value, code=code).encode()


def as_docx(name: str, value: str, code: str = CODE) -> bytes:
    """The same form as Word has it: paragraphs, and tables of cells."""
    body: list[str] = []
    rows: list[list[str]] = []
    for line in _FORM.format(name=name, value=value, code=code).splitlines():
        if "\t" in line:
            rows.append(line.split("\t"))
            continue
        if rows:
            body.append(tbl(*rows))
            rows = []
        body.append(p(line))
    return docx(*body, tbl(*rows))


def as_xlsx(name: str, value: str, code: str = CODE) -> bytes:
    """The same form on a sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in _FORM.format(name=name, value=value, code=code).splitlines():
        sheet.append(line.split("\t"))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty repository of git; nothing of this machine's configuration counts."""
    for name in [name for name in os.environ if name.startswith(("GIT_", "PRE_COMMIT"))]:
        monkeypatch.delenv(name)
    settings = {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "PRE_COMMIT_HOME": str(tmp_path / "pre-commit"),
        "GOALINT_CACHE_DIR": str(tmp_path / "cache"),
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "PYTHONUTF8": "1",
    }
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    for name in ("FORCE_COLOR", "CLICOLOR_FORCE", "GOALINT_LANG", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    return folder


def git(folder: Path, *args: str) -> None:
    who = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *who, *args], cwd=folder, check=True, capture_output=True)


def add(folder: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    git(folder, "add", "-A")


def configured(folder: Path, **arguments: list[str]) -> None:
    """Use the hooks as the manifest has them, but for the language: what is installed here is run."""
    hooks: list[dict[str, Any]] = YAML(typ="safe").load(MANIFEST.read_text("utf-8"))
    for hook in hooks:
        hook["language"] = "system"
        hook["args"] = [*hook.get("args", []), *arguments.get(hook["id"].replace("-", "_"), [])]
    config = {"repos": [{"repo": "local", "hooks": hooks}]}
    (folder / ".pre-commit-config.yaml").write_text(json.dumps(config), "utf-8")
    git(folder, "add", "-A")


def pre_commit(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pre_commit", *args]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False, timeout=300)


def test_the_manifest_is_valid(repository: Path) -> None:
    assert pre_commit(repository, "validate-manifest", str(MANIFEST)).returncode == 0


def test_the_documented_configurations_name_what_there_is() -> None:
    page = (ROOT / "docs" / "pre-commit.md").read_text("utf-8")
    read = YAML(typ="safe")
    blocks = [read.load(block) for block in re.findall(r"^```yaml\n(.*?)^```", page, re.M | re.S)]
    hooks = {hook["id"]: hook for hook in read.load(MANIFEST.read_text("utf-8"))}
    assert {hook["id"] for hook in blocks[0]["repos"][0]["hooks"]} == set(hooks)
    (local,) = blocks[2][0]["hooks"]
    assert local["entry"] == hooks["goalint"]["entry"]
    for formats in re.findall(r"--output-format (\S+)", page):
        outputs_of([formats])


@pytest.mark.parametrize(("name", "made"), [("水利局.docx", as_docx), ("水利局.xlsx", as_xlsx), ("水利局.txt", as_text)])
def test_a_draft_with_an_error_stops_the_commit_and_a_corrected_one_does_not(
    repository: Path, name: str, made: Callable[[str, str], bytes]
) -> None:
    configured(repository, goalint=["--select", "VAL101"], goalint_all=["--select", "VAL101"])
    add(repository, {f"submissions/{name}": made("河道清淤", FLAWED), "README.md": "# 说明".encode()})
    done = pre_commit(repository, "run", "goalint")
    assert done.returncode == 1
    assert f"submissions/{name}" in done.stdout
    assert re.search(r"错误\?? +VAL101  “清淤河段数量”数的是个数，指标值却是百分比“≥95%”", done.stdout)
    assert "检查了 1 个文件" in done.stdout
    assert "README.md" not in done.stdout
    add(repository, {f"submissions/{name}": made("河道清淤", CLEAN)})
    done = pre_commit(repository, "run", "goalint")
    assert (done.returncode, "Passed" in done.stdout) == (0, True)


def test_only_the_changed_drafts_are_checked_and_nothing_else(repository: Path) -> None:
    configured(repository, goalint=["--select", "VAL101"])
    add(repository, {"a.txt": as_text("河道清淤", FLAWED)})
    git(repository, "commit", "-q", "-m", "x")
    add(repository, {"b.txt": as_text("堤防维修", CLEAN), "c.py": b"1", "CHANGELOG.md": b"x", "requirements.txt": b"x"})
    done = pre_commit(repository, "run", "goalint")
    assert (done.returncode, "Passed" in done.stdout) == (0, True)
    git(repository, "commit", "-q", "-m", "y")
    add(repository, {"c.py": b"2", "README.md": b"z"})
    assert "no files to check" in pre_commit(repository, "run", "goalint").stdout


def test_what_shows_only_across_documents_is_for_the_hook_that_sees_them_all(repository: Path) -> None:
    only = ["--select", "duplicate-project-code"]
    configured(repository, goalint=only, goalint_all=only)
    add(repository, {"水利局.docx": as_docx("河道清淤", CLEAN)})
    git(repository, "commit", "-q", "-m", "x")
    add(repository, {"农业局.txt": as_text("堤防维修", CLEAN)})
    assert pre_commit(repository, "run", "goalint").returncode == 0
    done = pre_commit(repository, "run", "goalint-all")
    assert done.returncode == 1
    assert "检查了 2 个文件" in done.stdout
    assert CODE in done.stdout


def test_a_change_of_the_configuration_has_all_drafts_checked(repository: Path) -> None:
    configured(repository, goalint_all=["--select", "VAL101"])
    add(repository, {"a.txt": as_text("河道清淤", FLAWED)})
    git(repository, "commit", "-q", "-m", "x")
    add(repository, {"goalint.toml": b""})
    assert "no files to check" in pre_commit(repository, "run", "goalint").stdout
    assert "VAL101" in pre_commit(repository, "run", "goalint-all").stdout


@pytest.mark.skipif(sys.platform == "win32", reason="pre-commit has no pseudo-terminal there")
def test_colour_brings_no_progress(repository: Path) -> None:
    configured(repository, goalint=["--select", "VAL101"])
    add(repository, {"a.txt": as_text("河道清淤", FLAWED), "b.txt": as_text("堤防维修", FLAWED)})
    done = pre_commit(repository, "run", "goalint", "--color", "always")
    assert "\x1b[1;31m错误" in done.stdout
    assert "1/2" not in done.stdout


@pytest.mark.skipif(not os.environ.get("CI"), reason="installs goalint from scratch: in CI only")
def test_pre_commit_installs_and_runs_it(repository: Path) -> None:
    add(repository, {"a.txt": as_text("河道清淤", FLAWED)})
    done = pre_commit(repository, "try-repo", str(ROOT), "goalint", "--all-files")
    signs = ("ConnectionError", "No matching distribution", "Retrying")
    if "VAL101" not in done.stdout and any(sign in done.stdout for sign in signs):
        pytest.skip("no package index is reachable")
    assert done.returncode == 1
    assert re.search(r"错误\?? +VAL101", done.stdout)
