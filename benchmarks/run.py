"""Measures goalint as people run it: whole processes, interleaved in one run, medians of the per-round ratios.

    python benchmarks/run.py [FOLDER] [--rounds N]

FOLDER holds documents (default: examples/). Ratios are what counts; seconds depend on the machine. Exits with 1 if a
figure is above its limit.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generate import DIALECTS, document

_ROOT = Path(__file__).resolve().parents[1]
_GOALINT = [sys.executable, "-m", "goalint"]
_CHECK = [*_GOALINT, "check", "--fail-on", "never"]


@dataclass(slots=True)
class Contest:
    """A command held against another; `limit` is the highest ratio allowed, None where there is none.

    The time of `floor`, if given, is taken off both: what is left is the work itself.
    """

    what: str
    command: list[str]
    against: list[str]
    limit: float | None
    scale: float = 1.0  # how much more work the command does
    floor: list[str] | None = None
    ratios: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)


def measure_this_tree() -> None:
    """Let the processes that are measured find the goalint of this tree, wherever they run."""
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(_ROOT / "src"), os.environ.get("PYTHONPATH")]))


def main() -> int:
    """Measure and print; 1 if a limit is broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=_ROOT / "examples")
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args()
    measure_this_tree()
    with tempfile.TemporaryDirectory() as made:
        return compete(list(_contests(options.folder, Path(made))), options.rounds)


def compete(contests: Sequence[Contest], rounds: int) -> int:
    """Run the contests interleaved, so many rounds, and print their ratios; 1 if a limit is broken."""
    for contest in contests:  # once for the caches: bytecode, compiled packs, files
        timed(contest.command)
        timed(contest.against)
    for _ in range(rounds):
        for contest in contests:
            floor = timed(contest.floor) if contest.floor else 0.0
            base = timed(contest.against)
            taken = timed(contest.command)
            contest.ratios.append((taken - floor) / (base - floor) / contest.scale)
            contest.seconds.append(taken)
    broken = 0
    for contest in contests:
        ratio = statistics.median(contest.ratios)
        limit = "" if contest.limit is None else f"  limit {contest.limit:.2f}"
        bad = contest.limit is not None and ratio > contest.limit
        broken += bad
        taken = statistics.median(contest.seconds) * 1000
        print(f"{'FAIL' if bad else 'ok  '} {contest.what:64s} ×{ratio:5.2f}  {taken:7.0f} ms{limit}")
    # ru_maxrss is in kilobytes except on macOS.
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
    print(f"     peak memory of the largest process: {peak:.0f} MB")
    return 1 if broken else 0


def _contests(folder: Path, made: Path) -> Sequence[Contest]:
    python = [sys.executable, "-c"]
    imports = [*python, "import click, pydantic, regex"]
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix == ".txt")
    contests = [Contest("--version : import click", [*_GOALINT, "--version"], [*python, "import click"], 1.5)]
    if files:
        largest = max(files, key=lambda path: path.stat().st_size)
        contests += [
            Contest(f"check {largest.name} : import click, pydantic, regex", [*_CHECK, str(largest)], imports, 3.0),
            Contest(
                f"check {len(files)} documents : {largest.name} alone", [*_CHECK, *map(str, files)], [*_CHECK, str(largest)], None
            ),
        ]
    for dialect in DIALECTS:
        one, hundred, thousand = (made / f"{forms}-{dialect}.txt" for forms in (1, 100, 1000))
        for path in (one, hundred, thousand):
            path.write_text(document(int(path.name.split("-")[0]), dialect), "utf-8")
        contests.append(
            Contest(
                f"1000 forms : 10 × 100 forms, start-up taken off ({dialect})",
                [*_CHECK, "-q", str(thousand)],
                [*_CHECK, "-q", str(hundred)],
                limit=1.3,
                scale=10,
                floor=[*_CHECK, "-q", str(one)],
            )
        )
    return contests


def timed(command: list[str]) -> float:
    """The seconds that a command takes as a whole process. SystemExit if it fails."""
    started = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    taken = time.perf_counter() - started
    if done.returncode not in (0, 3):
        raise SystemExit(f"{' '.join(command)}: exit {done.returncode}\n{done.stderr.decode('utf-8', 'replace')}")
    return taken


if __name__ == "__main__":
    sys.exit(main())
