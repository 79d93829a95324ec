"""--jobs, --scheduler, --no-cache and `goalint clean`: the same report, whoever makes it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
from tests.cli.conftest import DATA, Goalint, Process


@pytest.fixture
def folder(tmp_path: Path, flawed: Path, clean: Path) -> Path:
    """Ten drafts, one of which cannot be read."""
    for number in range(7):
        (tmp_path / f"{number}.txt").write_bytes((flawed if number % 2 else clean).read_bytes())
    (tmp_path / "empty.txt").write_bytes(b"")
    return tmp_path


def _check(process: Process, folder: Path, *options: str) -> tuple[int, bytes, bytes]:
    done = process("check", folder, "--pack", DATA / "pack", "--output-format", "json", *options)
    return done.returncode, done.stdout, done.stderr


def test_the_report_is_the_same_bytes(process: Process, folder: Path) -> None:
    alone = _check(process, folder, "--jobs", "1", "--no-cache")
    assert alone[0] == 3
    assert b"TST101" in alone[1]
    for options in (("--jobs", "2", "--no-cache"), ("--jobs", "2"), ("--jobs", "1"), ("--jobs", "3"), ()):
        assert _check(process, folder, *options) == alone, options


def test_two_runs_at_once(process: Process, folder: Path) -> None:
    with ThreadPoolExecutor(2) as threads:
        first, second = threads.map(lambda _: _check(process, folder), range(2))
    assert first == second == _check(process, folder, "--no-cache")


def test_a_home_that_cannot_be_written(process: Process, folder: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("", "utf-8")
    os.environ["GOALINT_CACHE_DIR"] = str(blocked / "inside")  # the fixture of the tests sets it back
    assert _check(process, folder, "--jobs", "2")[0] == 3
    assert blocked.read_text("utf-8") == ""


def test_a_killed_run_leaves_nothing_wrong(process: Process, goalint: Goalint, folder: Path) -> None:
    expected = _check(process, folder, "--no-cache")
    code = "import goalint.rules.load as load\nload.shipped_packs = list\nfrom goalint.cli import main\nmain()\n"
    goalint("clean")
    running = subprocess.Popen(
        [sys.executable, "-c", code, "check", str(folder), "--pack", str(DATA / "pack"), "--jobs", "2"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    kept = Path(os.environ["GOALINT_CACHE_DIR"], "documents")
    while running.poll() is None and not any(kept.rglob("*")):
        time.sleep(0.001)
    if os.name == "posix":
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
    else:
        running.kill()
    running.wait()
    assert _check(process, folder) == expected


def test_an_unknown_rule_stops_the_run(goalint: Goalint, folder: Path) -> None:
    for jobs in ("1", "2"):
        done = goalint("check", folder, "--select", "TST999", "--jobs", jobs)
        assert done.exit_code == 2
        assert "TST999" in done.output


def test_a_cluster_that_is_not_there(goalint: Goalint, folder: Path) -> None:
    pytest.importorskip("distributed")
    done = goalint("check", folder, "--scheduler", "nonsense://x")
    assert done.exit_code == 2
    assert "集群" in done.output


def test_clean_forgets_what_was_kept(goalint: Goalint, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOALINT_CACHE_DIR", str(tmp_path / "kept"))
    goalint("check", folder)
    assert any((tmp_path / "kept").rglob("*"))
    done = goalint("clean")
    assert done.exit_code == 0
    assert "清除" in done.output
    assert not [path for path in (tmp_path / "kept").rglob("*") if path.is_file()]
    assert "0 项" in goalint("clean").output


def test_settings_of_work_come_from_the_configuration(goalint: Goalint, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GOALINT_CACHE_DIR")
    monkeypatch.chdir(folder)
    Path("goalint.toml").write_text('jobs = 2\ncache-dir = "kept"\ntime-limit = 30\n', "utf-8")
    shown = goalint("config", "show").stdout
    for line in ("jobs +2 +goalint.toml:1", "cache-dir .* goalint.toml:2", "time-limit +30 +goalint.toml:3"):
        assert re.search(line, shown), shown
    assert goalint("check", "0.txt").exit_code == 0
    assert (folder / "kept").is_dir()
    # The environment goes before it, an option before that.
    monkeypatch.setenv("GOALINT_CACHE_DIR", str(folder / "environment"))
    goalint("check", "1.txt")
    assert (folder / "environment").is_dir()
    goalint("check", "1.txt", "--cache-dir", "option")
    assert (folder / "option").is_dir()
    assert "entries dropped" in goalint("clean", "--cache-dir", "option", "--lang", "en").stdout
    assert not (folder / "option").exists()
    monkeypatch.delenv("GOALINT_CACHE_DIR")
    assert "：清除 " in goalint("clean").stdout
    assert not (folder / "kept").exists()


@pytest.mark.parametrize(
    ("line", "says"), [("jobs = 0", "不小于 1 的整数"), ('jobs = "2"', "整数"), ("time-limit = true", "不小于 0")]
)
def test_numbers_of_the_configuration(goalint: Goalint, folder: Path, line: str, says: str) -> None:
    (folder / "goalint.toml").write_text(line, "utf-8")
    result = goalint("check", folder)
    assert (result.exit_code, says in result.stderr) == (2, True)
