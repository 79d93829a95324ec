"""Every format on every kind of stream; every exit code, whatever is asked of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from goalint.reports import FOR_PEOPLE, FORMATS

from .conftest import DATA, ROOT, WITHOUT_SHIPPED, Goalint, Process

CHECK = ("check", "--pack", str(DATA / "pack"))
SOME = [*sorted(FOR_PEOPLE), "json", "csv", "xlsx"]  # each way of writing


@pytest.mark.parametrize("name", SOME)
def test_a_console_in_gbk_loses_no_line_in_any_format(process: Process, flawed: Path, tmp_path: Path, name: str) -> None:
    odd = tmp_path / "\U0001f4c4.txt"
    odd.write_bytes(flawed.read_bytes())
    args = (*CHECK, flawed, odd, "--output-format", name)
    gbk, utf8 = process(*args, PYTHONIOENCODING="gbk"), process(*args, PYTHONIOENCODING="utf-8")
    assert gbk.returncode == utf8.returncode == 1
    assert gbk.stderr == utf8.stderr == b""
    if name in FOR_PEOPLE:
        text = utf8.stdout.decode("utf-8")
        assert gbk.stdout.decode("gbk") == text.replace("\U0001f4c4", "?")
        assert len(gbk.stdout.splitlines()) == len(utf8.stdout.splitlines())
    else:
        assert gbk.stdout == utf8.stdout


@pytest.mark.parametrize("name", sorted(FOR_PEOPLE))
@pytest.mark.parametrize("columns", ["1", "10000"])
def test_any_width_loses_nothing(process: Process, flawed: Path, name: str, columns: str) -> None:
    done = process(*CHECK, flawed, "--output-format", name, COLUMNS=columns)
    assert done.returncode == 1
    assert done.stderr == b""
    if name != "statistics":
        assert "“维修次数”的指标值是百分比" in "".join(done.stdout.decode("utf-8").split())


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX pipes")
@pytest.mark.parametrize("name", ["text", "json", "xlsx"])
def test_a_reader_that_leaves_early_is_no_error_in_any_kind_of_format(flawed: Path, name: str) -> None:
    files = [flawed.parent / f"{number}.txt" for number in range(100)]
    for path in files:
        path.write_bytes(flawed.read_bytes())
    command = [sys.executable, "-c", WITHOUT_SHIPPED, *CHECK, "--output-format", name, *map(str, files)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(60) == 1


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
@pytest.mark.parametrize("name", ["text", "json"])
def test_a_full_disk_behind_standard_output_is_told(flawed: Path, name: str) -> None:
    command = [sys.executable, "-c", WITHOUT_SHIPPED, *CHECK, "--output-format", name, str(flawed)]
    with open("/dev/full", "wb") as full:
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, env=environment, check=False, timeout=60)
    assert done.returncode == 2
    assert "No space left" in done.stderr.decode()
    assert len(done.stderr.decode().splitlines()) == 1
    assert "缺陷" not in done.stderr.decode()


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [
        ({"CLICOLOR_FORCE": "1"}, True),
        ({"CLICOLOR_FORCE": "0"}, False),
        ({"CLICOLOR_FORCE": "1", "NO_COLOR": "1"}, False),
        ({"NO_COLOR": ""}, False),
        ({"NO_COLOR": "", "FORCE_COLOR": "1"}, True),
    ],
)
def test_colour_by_environment(process: Process, flawed: Path, environment: dict[str, str], coloured: bool) -> None:
    assert (b"\x1b[" in process(*CHECK, flawed, **environment).stdout) is coloured


@pytest.mark.parametrize("name", sorted(set(FORMATS) - FOR_PEOPLE - {"xlsx", "letter"}))
def test_what_is_for_machines_has_no_colour(process: Process, flawed: Path, name: str) -> None:
    assert b"\x1b[" not in process(*CHECK, flawed, "--output-format", name, "--color", "always", FORCE_COLOR="1").stdout


@pytest.mark.parametrize("threshold", ["error", "warning", "info", "never"])
@pytest.mark.parametrize("zero", [False, True])
@pytest.mark.parametrize("found", ["error", "info", "unread", "both"])
def test_exit_codes(goalint: Goalint, flawed: Path, clean: Path, threshold: str, zero: bool, found: str) -> None:
    missing = flawed.parent / "没有.txt"
    paths = {"error": [flawed], "info": [clean], "unread": [missing], "both": [flawed, missing]}[found]
    result = goalint("check", *paths, "--fail-on", threshold, *(["--exit-zero"] if zero else []))
    if found in ("unread", "both"):
        assert result.exit_code == 3
    else:
        reached = threshold in {"error": ("error", "warning", "info"), "info": ("info",)}[found]
        assert result.exit_code == (1 if reached and not zero else 0)
    assert ("TST101" in result.stdout) is (found in ("error", "both"))


@pytest.mark.parametrize("options", [("--select", "没有"), ("--output-format", "没有"), ("--pack", "没有"), ("--没有",)])
def test_exit_zero_hides_no_mistake_of_the_caller(goalint: Goalint, flawed: Path, options: tuple[str, ...]) -> None:
    assert goalint("check", flawed, "--exit-zero", *options).exit_code == 2


def test_an_interrupt_is_told_shortly(goalint: Goalint, flawed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("goalint.intake.found_in", interrupted)
    result = goalint("check", flawed)
    assert (result.exit_code, result.stdout, result.stderr.strip()) == (130, "", "已中断")
