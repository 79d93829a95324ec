"""Holds goalint against Spectral on the same trees: eight equal rules, whole processes, the same findings.

    npm install --prefix FOLDER @stoplight/spectral-cli
    python benchmarks/spectral.py --spectral FOLDER/node_modules/.bin/spectral [--trees N] [--rounds N]

The trees are what `goalint tree --output-format json` gives of generated drafts of four forms, some of them flawed. Both
linters read the same files with one process and no cache. The findings are compared by file, rule and place. Exits with 1 if they
differ, or if goalint takes more than half the time.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from generate import document
from run import measure_this_tree

_ROOT = Path(__file__).resolve().parents[1]
_FORMS = 4
_LIMIT = 0.5

_PROJECT = "$.documents[*].projects[*]"
_ROW = f"{_PROJECT}.indicators[*]"
# Name, the rule of Spectral, the rule of goalint.
_RULES: tuple[tuple[str, dict[str, Any], dict[str, str]], ...] = (
    (
        "code-shape",
        {"given": f"{_PROJECT}.code", "then": {"function": "pattern", "functionOptions": {"match": "^[0-9]{8}P[0-9A-Z]{12}$"}}},
        {"given": "project", "expect": 'matches(code.text, "^[0-9]{8}P[0-9A-Z]{12}$")'},
    ),
    (
        "long-name",
        {"given": f"{_PROJECT}.name", "then": {"function": "length", "functionOptions": {"max": 9}}},
        {"given": "project", "expect": "len(name) <= 9"},
    ),
    (
        "stated-purpose",
        {"given": f"{_PROJECT}.budget.purpose", "then": {"function": "pattern", "functionOptions": {"match": "主要用于"}}},
        {"given": "project", "expect": 'matches(budget.purpose, "主要用于")'},
    ),
    (
        "goal-of-the-year",
        {"given": f"{_PROJECT}.goals[*]", "then": {"function": "pattern", "functionOptions": {"match": "年度任务"}}},
        {"given": "project", "expect": 'matches(goals, "年度任务")'},
    ),
    (
        "known-level",
        {
            "given": f"{_ROW}.level1",
            "then": {"function": "enumeration", "functionOptions": {"values": ["产出指标", "效益指标", "满意度指标"]}},
        },
        {"given": "indicator", "expect": 'level1 in ["产出指标", "效益指标", "满意度指标"]'},
    ),
    (
        "count-as-ratio",
        {
            "given": f"{_PROJECT}.indicators[?(@.level2=='数量指标')].value.kind",
            "then": {"function": "pattern", "functionOptions": {"notMatch": "^ratio$"}},
        },
        {"given": "indicator", "when": 'level2 == "数量指标"', "expect": 'value.kind != "ratio"'},
    ),
    (
        "plan-as-basis",
        {"given": f"{_ROW}.basis", "then": {"function": "pattern", "functionOptions": {"notMatch": "^历史标准$"}}},
        {"given": "indicator", "expect": 'basis != "历史标准"'},
    ),
    (
        "described",
        {"given": f"{_ROW}.description", "then": {"function": "pattern", "functionOptions": {"match": "^反映"}}},
        {"given": "indicator", "expect": 'starts(description, "反映")'},
    ),
)


def main() -> int:
    """Measure, compare and print; 1 if the findings differ or the limit is broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--spectral", default="spectral", help="the program")
    parser.add_argument("--trees", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    measure_this_tree()
    with tempfile.TemporaryDirectory() as made:
        os.environ["GOALINT_CACHE_DIR"] = str(Path(made, "kept"))
        trees = Path(made, "trees")
        _write_trees(trees, options.trees)
        codes = _write_rules(Path(made))
        theirs = [options.spectral, "lint", f"{trees}/*.json", "--ruleset", f"{made}/ruleset.json", "--format", "json", "--quiet"]
        ours = [sys.executable, "-m", "goalint", "check", str(trees), "--pack", f"{made}/bench", "--select", "BEN", "--isolated"]
        ours += ["--output-format", "json", "--no-cache", "--jobs", "1", "--fail-on", "never"]
        return _compete(ours, theirs, codes, options.rounds)


def _compete(ours: Sequence[str], theirs: Sequence[str], codes: dict[str, str], rounds: int) -> int:
    taken: list[tuple[float, float]] = []
    said = b"", b""
    for _ in range(rounds + 1):  # the first for the caches of the system
        other, their_seconds = _timed(theirs)
        own, our_seconds = _timed(ours)
        taken.append((our_seconds, their_seconds))
        said = own, other
    found, expected = _of_goalint(json.loads(said[0]), codes), _of_spectral(json.loads(said[1]))
    idle = set(codes.values()) - {key[1] for key in found}  # a rule that finds nothing shows nothing
    if idle:
        print(f"     found nothing: {', '.join(sorted(idle))}")
    same = found == expected and not idle
    for what, more in (("goalint", found - expected), ("Spectral", expected - found)):
        for key in list(more)[:5]:
            print(f"     only {what}: {key}")
    print(f"{'ok  ' if same else 'FAIL'} the same findings: {found.total()} and {expected.total()} by {len(_RULES)} rules")
    ratio = statistics.median(one / other for one, other in taken[1:])
    seconds = [statistics.median(column) for column in zip(*taken[1:], strict=True)]
    bad = ratio > _LIMIT
    print(f"{'FAIL' if bad else 'ok  '} check : Spectral  ×{ratio:.2f}  {seconds[0]:.2f} s : {seconds[1]:.2f} s  limit {_LIMIT}")
    return 1 if bad or not same else 0


def _timed(command: Sequence[str]) -> tuple[bytes, float]:
    """What the command says and how long it takes; 1 is the exit code of findings."""
    started = time.perf_counter()
    done = subprocess.run(command, capture_output=True, check=False)
    taken = time.perf_counter() - started
    if done.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)}: exit {done.returncode}\n{done.stderr.decode('utf-8', 'replace')}")
    return done.stdout, taken


# --- what both say, in the same terms: file, rule, project and, if the rule is about one, its row -------------------------


def _of_spectral(results: list[dict[str, Any]]) -> Counter[tuple[str, ...]]:
    found: Counter[tuple[str, ...]] = Counter()
    for one in results:
        path = [str(part) for part in one["path"]]
        found[Path(one["source"]).name, one["code"], *(path[at + 1] for at, part in enumerate(path) if part in _INDEXED)] += 1
    return found


_INDEXED = ("projects", "indicators")


def _of_goalint(report: dict[str, Any], codes: dict[str, str]) -> Counter[tuple[str, ...]]:
    found: Counter[tuple[str, ...]] = Counter()
    rows: dict[str, list[dict[str, Any]]] = {}
    for one in report["findings"]:
        if one["path"] not in rows:
            rows[one["path"]] = json.loads(Path(one["path"]).read_text("utf-8"))["documents"][0]["projects"]
        project = next(index for index, of in enumerate(rows[one["path"]]) if of["seq"] == one["project"]["seq"])
        key = [Path(one["path"]).name, codes[one["code"]], str(project)]
        if one["indicator"] is not None:
            names = [row["name"] for row in rows[one["path"]][project]["indicators"]]
            key.append(str(names.index(one["indicator"]["name"])))
        found[tuple(key)] += 1
    return found


# --- what both read -------------------------------------------------------------------------------------------------------


def _write_trees(folder: Path, number: int) -> None:
    """Trees of drafts, flawed here and there."""
    from goalint import intake
    from goalint.reports import tree_json

    folder.mkdir()
    chance = random.Random(1)
    for seed in range(number):
        text = document(_FORMS, "rows", seed + 1)
        text = _flawed(text, chance)
        (taken,) = intake.documents_in(text.encode(), f"{seed:03}.txt")
        (folder / f"{seed:03}.json").write_text(tree_json.render([taken.document]), "utf-8")


def _flawed(text: str, chance: random.Random) -> str:
    def sometimes(pattern: str, flaw: str, often: float, within: str) -> str:
        return re.sub(pattern, lambda found: found.expand(flaw) if chance.random() < often else found.group(), within)

    text = sometimes(r"13028124P(\d{11})", r"13028124J\1", 0.2, text)
    text = sometimes("主要用于：", "用于", 0.2, text)
    text = sometimes("\t反映", "\t", 0.1, text)
    text = sometimes("的年度任务", "任务", 0.2, text)
    text = sometimes("满意度指标\t服务对象", "满意指标\t服务对象", 0.2, text)
    return sometimes("≥120人次", "≥90%", 0.5, text)


def _write_rules(folder: Path) -> dict[str, str]:
    """The rules for both; their names by goalint's codes."""
    rules, codes, examples = {}, {}, {"project": "{name: 甲}", "indicator": "{name: 甲}"}
    pack = ["# Rules of a benchmark.\n"]
    for number, (name, theirs, ours) in enumerate(_RULES, 101):
        rules[name] = {**theirs, "severity": "error", "message": name}
        codes[f"BEN{number}"] = name
        pack.append(_rule(f"BEN{number}", name, ours, examples[ours["given"]]))
    (folder / "ruleset.json").write_text(json.dumps({"rules": rules}, ensure_ascii=False), "utf-8")
    (folder / "bench" / "value").mkdir(parents=True)
    (folder / "bench" / "pack.yaml").write_text('name: bench\nversion: "1"\ntitle: 基准\nrequires: [core]\n', "utf-8")
    (folder / "bench" / "value" / "rules.yaml").write_text("".join(pack), "utf-8")
    return codes


def _rule(code: str, name: str, ours: dict[str, str], example: str) -> str:
    lines = [f"- code: {code}", f"  name: bench-{name}", f"  title: {name}", "  severity: error", "  confidence: high"]
    lines += ["  category: value", f"  message: {name}", "  basis: practice"]
    lines += [f"  {key}: {json.dumps(value, ensure_ascii=False)}" for key, value in ours.items()]
    return "\n".join([*lines, "  examples:", f"    - flags: {example}", f"    - passes: {example}"]) + "\n"


if __name__ == "__main__":
    sys.path.insert(0, str(_ROOT / "src"))
    sys.exit(main())
