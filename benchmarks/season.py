"""Measures goalint on a season's worth of Word documents of 15 forms, each of its own: whole processes, one run.

    python benchmarks/season.py [--documents N] [--rounds N]

A check of all of them is held against unpacking each and parsing its main part with lxml, two processes against one, a second run
and one after a change against the first, the memory of the parent against that for a tenth of them. Before that, one document
is held against `markitdown` converting it (if installed) and against the imports alone.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

from generate import projects
from run import Contest, compete, measure_this_tree
from word import write as write_word

_CHECK = [sys.executable, "-m", "goalint", "check", "--fail-on", "never", "-q"]
_IMPORTS = "import click, pydantic, lxml.etree, regex"
_MARKITDOWN = "import sys; from markitdown import MarkItDown; MarkItDown().convert(sys.argv[1])"
_PARSE = """
import sys, zipfile
from pathlib import Path
from lxml import etree
for path in Path(sys.argv[1]).iterdir():
    etree.fromstring(zipfile.ZipFile(path).read("word/document.xml"))
"""


def main() -> int:
    """Measure and print; 1 if a limit is broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    measure_this_tree()
    with tempfile.TemporaryDirectory() as made:
        os.environ["GOALINT_CACHE_DIR"] = str(Path(made, "kept"))
        folder, tenth = Path(made, "all"), Path(made, "tenth")
        folder.mkdir()
        tenth.mkdir()
        for seed in range(options.documents):
            write_word(folder / f"{seed:05}.docx", projects(15, seed + 1))
            if seed % 10 == 0:
                shutil.copy(folder / f"{seed:05}.docx", tenth)
        one = str(folder / "00000.docx")
        alone = [*_CHECK, "--no-cache", one]
        contests = [Contest(f"check one docx : {_IMPORTS}", alone, [sys.executable, "-c", _IMPORTS], 2.5)]
        if find_spec("markitdown"):
            contests.append(Contest("check one docx : markitdown", alone, [sys.executable, "-c", _MARKITDOWN, one], 0.2))
        broken = compete(contests, 9)
        rows = [_round(folder, tenth, options.documents) for _ in range(options.rounds)]
    for what, limit, above in _FIGURES:
        value = statistics.median(row[what] for row in rows)
        bad = value > limit if above else value < limit
        broken |= bad
        print(f"{'FAIL' if bad else 'ok  '} {what:64s} ×{value:5.2f}  {'at most' if above else 'at least'} {limit:.2f}")
    return int(broken)


_FIGURES = (
    ("check all : unpack and parse them", 15.0, True),
    ("one process : two", 1.7, False),
    ("second run : first", 0.1, True),
    ("after one change : first", 0.15, True),
    ("parent's memory, all : a tenth", 1.2, True),
)


def _round(folder: Path, tenth: Path, documents: int) -> dict[str, float]:
    shutil.rmtree(os.environ["GOALINT_CACHE_DIR"], ignore_errors=True)
    _run([*_CHECK, "--no-cache", str(tenth)])  # compiles the packs
    parse, _ = _run([sys.executable, "-c", _PARSE, str(folder)])
    first, _ = _run([*_CHECK, "--jobs", "1", str(folder)])
    second, _ = _run([*_CHECK, "--jobs", "1", str(folder)])
    write_word(folder / "00007.docx", projects(15, documents + int(time.time())))
    changed, _ = _run([*_CHECK, "--jobs", "1", str(folder)])
    plain, _ = _run([*_CHECK, "--jobs", "1", "--no-cache", str(folder)])
    two, most = _run([*_CHECK, "--jobs", "2", "--no-cache", str(folder)])
    _, less = _run([*_CHECK, "--jobs", "2", "--no-cache", str(tenth)])
    return {
        "check all : unpack and parse them": plain / parse,
        "one process : two": plain / two,
        "second run : first": second / first,
        "after one change : first": changed / first,
        "parent's memory, all : a tenth": most / less,
    }


def _run(command: list[str]) -> tuple[float, float]:
    """The seconds that a process took, and the most memory that it had itself, in the system's unit."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    taken = time.perf_counter() - started
    if os.waitstatus_to_exitcode(status):
        raise SystemExit(f"{' '.join(command)}: exit {os.waitstatus_to_exitcode(status)}")
    return taken, float(usage.ru_maxrss)


if __name__ == "__main__":
    sys.exit(main())
