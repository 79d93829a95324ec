"""Measures the hooks of pre-commit on a repository of submissions: seconds beyond Python's own start.

    python benchmarks/hook.py [--submissions N] [--rounds N]

Each round changes one of the Word documents (15 forms each) and runs what `.pre-commit-hooks.yaml` runs: `goalint` on the changed
file, `goalint-all` on all of them, from the cache but for the changed one. Exits with 1 if a median is a second or more.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from generate import projects
from run import measure_this_tree, timed
from word import write as write_word

_ROOT = Path(__file__).resolve().parents[1]
_HOOKS = _ROOT / ".pre-commit-hooks.yaml"
_FORMS = 15
_LIMIT = 1.0  # seconds
_CONFIGURATION = 'profile = "review"\nexclude = ["old"]\n\n[severity]\nschedule-flat = "error"\n'


def main() -> int:
    """Measure and print; 1 if a limit is broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--submissions", type=int, default=30)
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args()
    measure_this_tree()
    with tempfile.TemporaryDirectory() as made:
        os.environ["GOALINT_CACHE_DIR"] = str(Path(made, "kept"))
        repository = Path(made, "repository")
        files = _repository(repository, options.submissions)
        os.chdir(repository)
        return _measure(files, options.rounds)


def _repository(place: Path, submissions: int) -> list[Path]:
    """A git repository with a document a department, and a configuration."""
    files = []
    for number in range(submissions):
        folder = place / "submissions" / f"{number + 101}"
        folder.mkdir(parents=True)
        files.append(folder / "goals.docx")
        write_word(files[-1], projects(_FORMS, number + 1))
    (place / "goalint.toml").write_text(_CONFIGURATION, "utf-8")
    subprocess.run(["git", "init", "--quiet", str(place)], check=True)
    return files


def _measure(files: Sequence[Path], rounds: int) -> int:
    python = [sys.executable, "-c", "pass"]
    one, every = _entries()
    timed([*every, "submissions/"])  # the caches: bytecode, packs, documents
    taken: dict[str, list[float]] = {"goalint": [], "goalint-all": []}
    for number in range(rounds):
        changed = files[number % len(files)]
        write_word(changed, projects(_FORMS, 1000 + number))
        start = timed(python)
        taken["goalint"].append(timed([*one, str(changed)]) - start)
        write_word(changed, projects(_FORMS, 2000 + number))
        taken["goalint-all"].append(timed([*every, "submissions/"]) - start)
    broken = 0
    for hook, seconds in taken.items():
        middle = statistics.median(seconds)
        bad = middle >= _LIMIT
        broken += bad
        what = f"hook {hook}, one of {len(files)} documents changed, beyond Python's start"
        print(f"{'FAIL' if bad else 'ok  '} {what:72s} {middle:5.2f} s  limit {_LIMIT:.0f} s")
    return 1 if broken else 0


def _entries() -> list[list[str]]:
    """What the hooks run, by this Python."""
    entries = [line.split(":", 1)[1].split() for line in _HOOKS.read_text("utf-8").splitlines() if "entry:" in line]
    return [[sys.executable, "-m", *entry, "--exit-zero"] for entry in entries]


if __name__ == "__main__":
    sys.exit(main())
