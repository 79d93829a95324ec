"""Compare goalint with the gold corpus and fail when a figure falls below gold-floor.json.

Not a test module: CI runs it after the tests. The corpus is looked for in ../shared/corpus beside the repository, or
where GOALINT_CORPUS says; without it nothing is compared. Closes with “gold: N passed, N failed”.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shlex
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from goalint.readers.libreoffice import found_program

_ROOT = Path(__file__).resolve().parents[1]
_FLOOR = json.loads(Path(__file__).with_name("gold-floor.json").read_text("utf-8"))


class Figures:
    """Counts what holds and what does not, printing each."""

    def __init__(self) -> None:
        self.passed = self.failed = 0

    def hold(self, what: str, figure: float, floor: float) -> None:
        """Print one figure; below its floor it fails."""
        good = figure >= floor - 1e-9
        self.passed += good
        self.failed += not good
        print(f"  {'ok  ' if good else 'FAIL'} {what:44s} {figure:.4f} (floor {floor:.4f})")


def main() -> int:
    """Print every figure; 0 if none is below its floor, or if there is no corpus."""
    corpus = Path(os.environ.get("GOALINT_CORPUS", _ROOT.parent / "shared" / "corpus"))
    if not (corpus / "score.py").is_file():
        print("gold: no corpus here, nothing compared")
        return 0
    os.environ.setdefault("GOALINT", f"{shlex.quote(sys.executable)} -m goalint")
    score = _load(corpus / "score.py")
    figures = Figures()
    _trees(score, corpus, figures)
    _findings(score, corpus, figures)
    print(f"gold: {figures.passed} passed, {figures.failed} failed")
    return 1 if figures.failed else 0


def _load(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _trees(score: Any, corpus: Path, figures: Figures) -> None:
    print("tree:")
    for file_name, floor in _FLOOR["tree"].items():
        path = corpus / "docs" / file_name
        gold_path = corpus / "gold" / f"{path.stem}.tree.json"
        if not path.is_file() or not gold_path.is_file():
            continue
        if path.suffix == ".doc" and found_program() is None:
            print(f"    {file_name}: no LibreOffice here, not compared")
            continue
        tally = score.Tally()
        try:
            answer = score.document(score.run("tree", str(path), "--output-format", "json"))
            score.score_tree(path.stem, json.loads(gold_path.read_text("utf-8")), answer, tally, narrative=path.suffix == ".txt")
        except (SystemExit, LookupError) as error:
            print(f"    {file_name}: {error}")
        total = sum(tally.all.values())
        figures.hold(f"tree {file_name}", sum(tally.hit.values()) / total if total else 0.0, floor)
        for where, field, gold, got in tally.miss:
            print(f"    {where} | {field}: want {gold!r}, got {got!r}")


def _findings(score: Any, corpus: Path, figures: Figures) -> None:
    print("findings:")
    kinds = json.loads((corpus / "gold" / "rules-scored.json").read_text("utf-8"))
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for gold_path in sorted((corpus / "gold").glob("*.findings.jsonl")):
        name = gold_path.name.split(".")[0]
        gold = [json.loads(line) for line in gold_path.read_text("utf-8").splitlines() if line.strip()]
        try:
            got = score.run("check", str(corpus / "docs" / f"{name}.txt"), "--output-format", "json")["findings"]
        except SystemExit as error:
            print(f"    {name}: {error}")
            figures.hold(f"check {name}.txt runs", 0.0, 1.0)
            got = []
        for rule, kind in kinds.items():
            found, missed, extra = score.score_findings(gold, got, rule, kind)
            row = counts[rule]
            row[0] += found
            row[1] += sum(missed.values())
            row[2] += sum(extra.values())
            if rule in _FLOOR["findings"]:
                for key in missed:
                    print(f"    {name} {rule}: missed {key}")
                for key in extra:
                    print(f"    {name} {rule}: extra {key}")
    for rule, floors in _FLOOR["findings"].items():
        found, missed, extra = counts[rule]
        figures.hold(f"{rule} recall", _share(found, missed), floors["recall"])
        figures.hold(f"{rule} precision", _share(found, extra), floors["precision"])
    found, missed, extra = (sum(counts[rule][index] for rule in _FLOOR["findings"]) for index in range(3))
    figures.hold("named rules recall", _share(found, missed), _FLOOR["overall"]["recall"])
    figures.hold("named rules precision", _share(found, extra), _FLOOR["overall"]["precision"])
    for rule in sorted(set(counts) - set(_FLOOR["findings"])):
        found, missed, extra = counts[rule]
        print(f"       {rule:44s} found {found}, missed {missed}, extra {extra}")


def _share(part: int, rest: int) -> float:
    return part / (part + rest) if part + rest else 1.0


if __name__ == "__main__":
    sys.exit(main())
