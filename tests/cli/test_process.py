"""The command line as a process: encodings, colour, pipes, terminals, what is loaded."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from goalint.reports.width import display_width

from .conftest import DATA, ROOT, WITHOUT_SHIPPED, Process

CHECK = ("check", "--pack", str(DATA / "pack"))
COLOUR = re.compile(rb"\x1b\[[0-9;]*m")


def test_a_console_in_gbk_never_breaks_the_report(process: Process, tmp_path: Path, flawed: Path) -> None:
    odd = tmp_path / "没有 \u2ff0\U0001f4c4.txt"  # characters that GBK lacks
    done = process(*CHECK, flawed, odd, "--output-format", "full", PYTHONIOENCODING="gbk")
    assert done.returncode == 3
    out = done.stdout.decode("gbk")
    assert "“维修次数”的指标值是百分比" in out
    assert "≥95%" in out
    assert "没有 ??.txt" in out
    assert b"Traceback" not in done.stderr


def test_json_is_utf8_whatever_the_console(process: Process, flawed: Path) -> None:
    done = process(*CHECK, flawed, "--output-format", "json", PYTHONIOENCODING="gbk")
    assert json.loads(done.stdout.decode("utf-8"))["findings"][0]["evidence"][0]["text"] == "≥95%"
    assert b"\r" not in done.stdout


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="file names are Unicode there")
def test_a_file_name_that_is_no_text(process: Process, flawed: Path) -> None:
    name = os.fsencode(flawed.parent) + b"/\xff.txt"
    os.rename(flawed, name)
    done = process(*CHECK, os.fsdecode(name), "--output-format", "json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["findings"][0]["path"].endswith("\udcff.txt")
    assert process(*CHECK, os.fsdecode(name)).returncode == 1


@pytest.mark.parametrize(
    ("options", "environment", "coloured"),
    [
        ((), {}, False),
        ((), {"FORCE_COLOR": "1"}, True),
        ((), {"FORCE_COLOR": "0"}, False),
        ((), {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (("--color", "always"), {"NO_COLOR": "1"}, True),
        (("--color", "never"), {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colour(process: Process, flawed: Path, options: tuple[str, ...], environment: dict[str, str], coloured: bool) -> None:
    assert bool(COLOUR.search(process(*CHECK, flawed, *options, **environment).stdout)) is coloured


@pytest.mark.parametrize(("columns", "least", "most"), [(None, 81, 100), ("60", 41, 60)])
def test_the_width_is_100_without_a_terminal_or_that_of_columns(
    process: Process, flawed: Path, columns: str | None, least: int, most: int
) -> None:
    long_name = "库房维修次数" * 12
    flawed.write_text(flawed.read_text("utf-8").replace("维修次数\t反映", f"{long_name}\t反映"), "utf-8")
    done = process(*CHECK, flawed, **({"COLUMNS": columns} if columns else {}))
    body = done.stdout.decode().split("\n\n")[1]
    assert least <= max(map(display_width, body.splitlines())) <= most


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX pipes")
def test_a_reader_that_leaves_early_is_no_error(flawed: Path) -> None:
    # Far more than a pipe holds, to a reader that takes nothing.
    files = [flawed.parent / f"{number}.txt" for number in range(150)]
    for path in files:
        path.write_bytes(flawed.read_bytes())
    command = [sys.executable, "-c", WITHOUT_SHIPPED, *CHECK, *map(str, files)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        complaint = running.stderr.read()
        code = running.wait(60)
    assert complaint == b""
    assert code == 1


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_on_a_terminal_there_is_colour_and_a_progress_line_that_is_erased(flawed: Path, clean: Path) -> None:
    out, err = _on_terminals([*CHECK, str(flawed), str(clean)])
    assert COLOUR.search(out)
    assert b"1/2 " in err
    assert b"2/2 " in err
    assert err.endswith(b"\r")
    assert err.split(b"\r")[-2].strip() == b""
    _, alone = _on_terminals([*CHECK, str(flawed)])
    assert alone == b""


def _on_terminals(args: list[str]) -> tuple[bytes, bytes]:
    """What the process writes to its two streams, each a terminal."""
    import pty
    import threading

    def drain(master: int, into: list[bytes]) -> None:
        while True:
            try:
                data = os.read(master, 65536)
            except OSError:  # how Linux says that the other side has closed
                return
            if not data:
                return
            into.append(data)

    masters, slaves, taken = [], [], ([], [])  # type: ignore[var-annotated]
    for _ in range(2):
        master, slave = pty.openpty()
        masters.append(master)
        slaves.append(slave)
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "TERM": "xterm"}
    command = [sys.executable, "-c", WITHOUT_SHIPPED, *args]
    running = subprocess.Popen(command, stdout=slaves[0], stderr=slaves[1], env=environment)
    for slave in slaves:
        os.close(slave)
    threads = [threading.Thread(target=drain, args=(master, into)) for master, into in zip(masters, taken, strict=True)]
    for thread in threads:
        thread.start()
    running.wait(60)
    for thread in threads:
        thread.join(10)
    for master in masters:
        os.close(master)
    return b"".join(taken[0]), b"".join(taken[1])


def _loaded(program: str, *args: str) -> set[str]:
    """The modules in memory when the program has run."""
    program = f"import atexit, sys\natexit.register(lambda: print(*sys.modules, file=sys.stderr))\n{program}"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run([sys.executable, "-c", program, *args], capture_output=True, env=environment, check=False)
    assert done.returncode in (0, 1)
    return set(done.stderr.decode().split())


def test_version_loads_nothing_of_goalint_but_the_command_line() -> None:
    ours = {name for name in _loaded("from goalint.cli import main\nmain()", "--version") if name.startswith("goalint")}
    assert {name for name in ours if not name.startswith("goalint.cli")} == {"goalint"}
    assert ours <= {
        "goalint",
        "goalint.cli",
        "goalint.cli.app",
        "goalint.cli.command",
        "goalint.cli.failure",
        "goalint.cli.language",
    }


def test_a_check_with_compiled_packs_loads_nothing_slow(flawed: Path) -> None:
    args = [WITHOUT_SHIPPED, *CHECK, str(flawed)]
    _loaded(*args)  # compiles the packs
    slow = {"pydantic", "ruamel.yaml", "rich", "regex", "importlib.metadata", "platformdirs"}
    assert not slow & _loaded(*args)


def test_python_m_goalint_calls_itself_goalint() -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run([sys.executable, "-m", "goalint", "--help"], capture_output=True, env=environment, check=True)
    assert done.stdout.decode().startswith("用法: goalint ")
