"""Measures the rules: all of them on a parsed document against a walk over it, and all batch rules as departments are added.

    python benchmarks/rules.py [FILE.txt] [--rounds N]

The walk is what any set of rules has to do at the least: a Python function that visits every node in the order of the engine
(its own scopes: document, sections, items, targets, projects, schedules, indicators) and reads every field that rules may ask of
that node itself, value and its parts included; not those of what the node stands in. Nothing is compared, nothing told. Rules and
walk get a fresh copy of the same parsed document each round, rules made ready and word lists warm as from the second document of
a run on, the garbage collector off; medians of processor time. The aim is ten walks; no rule may take more than a fifth.

Batch rules see all documents of a run at once. They are timed at 250, 500 and 1000 departments of twenty projects; twice as
many may take at most 2.6 times as long.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from departments import department
from generate import document as generated
from goalint.checks import REGISTRY
from goalint.engine import in_force, run, with_regime
from goalint.parser import parse
from goalint.readers.text import read_text
from goalint.rules.load import load_packs, shipped_packs
from goalint.rules.model import Pack, shelf_of
from goalint.rules.nodes import FIELDS
from goalint.rules.profile import Profile
from goalint.rules.scope import frames_of, scopes
from goalint.tree.document import Document, Source
from goalint.walk import Walk, Walks

_OWN = {
    kind: [field.get for name, field in fields.items() if not name.startswith(("document.", "project.", "item."))]
    for kind, fields in FIELDS.items()
}
_LARGEST_SHARE = 0.2
_DOUBLING = 2.6


def main() -> int:
    """Measure and print; 1 if one rule takes more than its share or a batch rule grows faster than the batch."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    packs = load_packs(shipped_packs(), REGISTRY)
    body = options.file.read_bytes() if options.file else generated(15, "lines").encode()
    bad = _against_walk(packs, body, options.rounds)
    return 1 if _batches(packs) or bad else 0


def _against_walk(packs: Sequence[Pack], body: bytes, rounds: int) -> bool:
    def fresh() -> Document:
        return with_regime(parse(read_text(body), Source("文本.txt", "text", "")), packs)

    walks, runs = [], []
    ready = Walk(in_force(packs, (), (), profile=Profile.REVIEW), shelf_of(packs), "zh")

    def judged(document: Document) -> None:
        walks = Walks()
        walks.add(document.source, ready.through(document), readable=True)
        ready.together((document,), walks)

    shares: dict[str, list[float]] = {}
    for _ in range(rounds):
        walks.append(_seconds(partial(_walk, fresh(), packs)))
        runs.append(_seconds(partial(judged, fresh())))
        spent: dict[str, float] = {}
        run((fresh(),), packs, profile=Profile.REVIEW, spent=spent)
        for code, seconds in spent.items():
            shares.setdefault(code, []).append(seconds / sum(spent.values()))
    walk, rules = statistics.median(walks), statistics.median(runs)
    print(f"     walk {walk * 1000:.2f} ms, {len(shares)} rules {rules * 1000:.1f} ms: ×{rules / walk:.1f}")
    share, code = max((statistics.median(each), code) for code, each in shares.items())
    print(f"{'FAIL' if share > _LARGEST_SHARE else 'ok  '} the dearest rule is {code} with {share:.0%} of the time")
    return share > _LARGEST_SHARE


def _walk(document: Document, packs: Sequence[Pack]) -> int:
    read = 0
    for scope in scopes(frames_of((document,), shelf_of(packs)), 0):
        for field in _OWN[scope.kind]:
            field(scope)
            read += 1
    return read


def _batches(packs: Sequence[Pack]) -> bool:
    names = {rule.code: rule.name for pack in packs for rule in pack.rules if "batch" in rule.given}
    sizes = (250, 500, 1000)
    took: dict[str, list[float]] = {code: [] for code in names}
    for size in sizes:
        documents = [with_regime(department(number), packs) for number in range(size)]
        for code in names:
            fresh = tuple(document._replace() for document in documents)
            took[code].append(_seconds(partial(run, fresh, packs, profile=Profile.REVIEW, select=[code])))
    bad = False
    for code, seconds in took.items():
        growth = (seconds[-1] / seconds[0]) ** 0.5
        slow = growth > _DOUBLING
        bad |= slow
        each = ", ".join(f"{size * 20} projects {second:.2f} s" for size, second in zip(sizes, seconds, strict=True))
        print(f"{'FAIL' if slow else 'ok  '} {code} {names[code]}: {each}; twice as many take ×{growth:.2f}")
    return bad


def _seconds(work: Callable[[], object]) -> float:
    gc.collect()
    gc.disable()
    started = time.process_time()
    work()
    taken = time.process_time() - started
    gc.enable()
    return taken


if __name__ == "__main__":
    sys.exit(main())
