"""`goalint new`, and `goalint test --watch` on what it writes."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import jsonschema
import pytest
from ruamel.yaml import YAML

from .conftest import ROOT, Goalint, Process

NEW = ("new", "pack", "qinghe")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def shipped(monkeypatch: pytest.MonkeyPatch, goalint: Goalint) -> Goalint:
    """The command line with the shipped packs, which the scaffolds build on."""
    from click.testing import CliRunner

    from goalint.cli.app import app

    def run(command: str, *args: str | Path, stdin: bytes | None = None):  # type: ignore[no-untyped-def]
        return CliRunner().invoke(app, [command, *map(str, args)], input=stdin)

    return run


def test_a_pack_passes_its_tests_and_finds_something(shipped: Goalint, here: Path) -> None:
    made = shipped("new", "pack", "qinghe", "--title", "青禾县的补充规定")
    assert made.exit_code == 0
    assert made.stdout.startswith("qinghe/pack.yaml\n")
    tested = shipped("test", "qinghe")
    assert (tested.exit_code, tested.stdout) == (0, "规则包 qinghe 1.0：1 条规则，4 个例子，全部通过\n")
    assert "青禾县的补充规定" in (here / "qinghe" / "pack.yaml").read_text("utf-8")
    assert shipped("new", "rule", "too-small", "--pack", "qinghe", "--given", "project").exit_code == 0
    assert shipped("new", "lexicon", "old-names", "旅游局", "物价局", "--pack", "qinghe").exit_code == 0
    assert "2 条规则，8 个例子，全部通过" in shipped("test", "qinghe").stdout
    shown = shipped("rule", "too-small", "--pack", "qinghe")
    assert "QIN102" in shown.stdout


def test_the_first_line_names_a_schema_that_is_there_and_holds(shipped: Goalint, here: Path) -> None:
    shipped(*NEW)
    shipped("new", "lexicon", "old-names", "旅游局", "--pack", "qinghe")
    checked = 0
    for path in (here / "qinghe").rglob("*.yaml"):
        if found := re.match(r"# yaml-language-server: \$schema=(\S+)\n", path.read_text("utf-8")):
            schema = json.loads((path.parent / found.group(1)).read_text("utf-8"))
            jsonschema.validate(YAML(typ="safe").load(path.read_text("utf-8")), schema)
            checked += 1
    assert checked == 3


def test_nothing_is_written_over(shipped: Goalint, here: Path) -> None:
    shipped(*NEW)
    before = {path: path.read_bytes() for path in here.rglob("*") if path.is_file()}
    again = shipped(*NEW)
    assert (again.exit_code, "已经有了，没有改动" in again.stderr) == (2, True)
    taken = shipped("new", "rule", "qinghe-first", "--pack", "qinghe")
    assert (taken.exit_code, "已有 QIN101 qinghe-first" in taken.stderr) == (2, True)
    assert shipped("new", "rule", "percent-on-count", "--pack", "qinghe").exit_code == 2
    (here / "qinghe" / "value" / "mine.yaml").write_text("[]", "utf-8")
    before[here / "qinghe" / "value" / "mine.yaml"] = b"[]"
    assert shipped("new", "rule", "mine", "--pack", "qinghe").exit_code == 2
    assert {path: path.read_bytes() for path in here.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("pack", "青禾"), "名称“青禾”应为小写英文"),
        (("pack", "core"), "自带的规则包里已有 core"),
        (("rule", "x"), "都没有 pack.yaml"),
        (("rule", "x", "--pack", "."), ". 里没有 pack.yaml"),
        (("lexicon", "x"), "缺少 'TERM...'"),
    ],
)
def test_what_is_refused(shipped: Goalint, here: Path, args: tuple[str, ...], says: str) -> None:
    result = shipped("new", *args)
    assert (result.exit_code, says in result.stderr) == (2, True)
    assert list(here.iterdir()) == []


def test_the_pack_around_the_current_folder(shipped: Goalint, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shipped(*NEW)
    monkeypatch.chdir(here / "qinghe" / "value")
    assert shipped("new", "rule", "another", "--category", "date", "--code", "QHE500").exit_code == 0
    assert "code: QHE500" in (here / "qinghe" / "date" / "another.yaml").read_text("utf-8")
    assert "编码“X1”" in shipped("new", "rule", "third", "--code", "X1").stderr


def test_packs_of_the_configuration_are_listed_explained_and_tested(shipped: Goalint, here: Path) -> None:
    shipped(*NEW)
    (here / "goalint.toml").write_text('packs = ["qinghe"]\nlang = "en"\n[severity]\nVAL101 = "info"\n', "utf-8")
    assert "qinghe-first" in shipped("rules").stdout
    assert json.loads(shipped("rule", "VAL101", "--output-format", "json").stdout)["rules"][0]["severity"] == "info"
    assert "satisfaction below 90%" in shipped("rule", "QIN101").stdout
    tested = shipped("test")
    assert tested.exit_code == 0
    assert tested.stdout.splitlines()[-1] == "qinghe 1.0: 1 rule, 4 examples, all pass"
    assert tested.stdout.startswith("core ")
    assert "qinghe-first" not in shipped("rules", "--isolated").stdout
    (here / "goalint.toml").write_text("pakcs = []\n", "utf-8")
    for command in (("rules",), ("rule", "VAL101"), ("test",)):
        wrong = shipped(*command)
        assert (wrong.exit_code, "packs" in wrong.stderr) == (2, True)


def test_a_rule_for_a_pack_of_the_source_tree(shipped: Goalint, here: Path) -> None:
    shutil.copytree(ROOT / "rules", here / "rules")
    shutil.copytree(ROOT / "schemas", here / "schemas")
    made = shipped("new", "rule", "budget-too-small", "--pack", "rules/core", "--given", "project")
    assert (made.exit_code, made.stdout.splitlines()[0]) == (0, "rules/core/budget/budget-too-small.yaml")
    text = (here / "rules" / "core" / "budget" / "budget-too-small.yaml").read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=../../../schemas/rule.json\n")
    assert "code: BUD" in text
    assert not (here / "rules" / "core" / ".schemas").exists()
    assert shipped("test", "rules/core").exit_code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="a console's Ctrl-C cannot be sent to one process there")
def test_watch(shipped: Goalint, here: Path) -> None:
    shipped(*NEW)
    rule = here / "qinghe" / "value" / "qinghe-first.yaml"
    text = rule.read_text("utf-8")
    watching = subprocess.Popen(
        [sys.executable, "-m", "goalint", "test", "qinghe", "--watch"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUNBUFFERED": "1"},
        cwd=here,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # in a background job it is ignored
    )
    watchdog = threading.Timer(60, watching.kill)  # a line that never comes must not hang the tests
    watchdog.start()
    try:
        assert watching.stdout is not None
        said = [watching.stdout.readline().decode(), watching.stdout.readline().decode()]
        assert "全部通过" in said[0]
        assert "等待改动" in said[1]
        rule.write_text(text.replace(">= 90", ">= 95"), "utf-8")
        assert "有改动" in watching.stdout.readline().decode()
        while "不通过" not in (line := watching.stdout.readline().decode()):
            assert line
        rule.write_text(text.replace("expect:", "exepct:"), "utf-8")
        while "规则包无法加载" not in (line := watching.stdout.readline().decode()):
            assert line
        rule.write_text(text, "utf-8")
        while "全部通过" not in (line := watching.stdout.readline().decode()):
            assert line
        time.sleep(0.1)
        watching.send_signal(signal.SIGINT)
        assert watching.wait(20) == 0
        assert b"Traceback" not in watching.stdout.read()
    finally:
        watchdog.cancel()
        watching.kill()
        if watching.stdout is not None:
            watching.stdout.close()
        watching.wait()


def test_config_show_in_english_wherever_it_is_asked_for(goalint: Goalint, process: Process, here: Path) -> None:
    for args in (("show", "--lang", "en"), ("--lang", "en", "show")):
        assert goalint("config", *args).stdout.startswith("no configuration file")
    (here / "goalint.toml").write_text('lang = "zh"\n', "utf-8")
    assert "configuration: goalint.toml" in goalint("config", "--lang", "en", "show").stdout
