"""Measures the rules: all of them on a parsed document against a walk over it, and all batch rules as departments are added.

    python benchmarks/rules.py [FILE.txt] [--rounds N]

The walk is a recursive function that visits every node of the tree, from the document down to each text, place and number, and
does nothing else. Rules and walk take turns and get a fresh copy of the same parsed document each round, rules made ready, the
garbage collector off; processor time, the least of all rounds and the median. Of the texts everything is known that a run
remembers of them; `unknown` is the time if nothing is: what a document takes lies between, by how much it has in common with
those before it. The aim is ten walks; no rule may take more than a fifth.

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
from functools import _lru_cache_wrapper, partial
from pathlib import Path

from departments import department
from generate import document as generated
from goalint.checks import REGISTRY
from goalint.engine import in_force, run, with_regime
from goalint.parser import parse
from goalint.readers.text import read_text
from goalint.rules.load import load_packs, shipped_packs
from goalint.rules.model import Pack, shelf_of
from goalint.rules.profile import Profile
from goalint.tree.document import Document, Source
from goalint.walk import Walk, Walks

_LARGEST_SHARE = 0.2
_DOUBLING = 2.6


def main() -> int:
    """Measure and print; 1 if one rule takes more than its share or a batch rule grows faster than the batch."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--rounds", type=int, default=30)
    options = parser.parse_args()
    packs = load_packs(shipped_packs(), REGISTRY)
    body = options.file.read_bytes() if options.file else generated(15, "lines").encode()
    bad = _against_walk(packs, body, options.rounds)
    return 1 if _batches(packs) or bad else 0


def _against_walk(packs: Sequence[Pack], body: bytes, rounds: int) -> bool:
    def fresh() -> Document:
        return with_regime(parse(read_text(body), Source("文本.txt", "text", "")), packs)

    walks, runs, unknown = [], [], []
    rules = in_force(packs, (), (), profile=Profile.REVIEW)
    small = with_regime(parse(read_text(generated(1, "lines").encode()), Source("文本.txt", "text", "")), packs)

    def ready() -> Walk:
        walk = Walk(rules, shelf_of(packs), "zh")
        judged(walk, small)
        return walk

    def judged(walk: Walk, document: Document) -> None:
        walks = Walks()
        walks.add(document.source, walk.through(document), readable=True)
        walk.together((document,), walks)

    shares: dict[str, list[float]] = {}
    made = ready()
    judged(made, fresh())
    for _ in range(rounds):
        walks.append(_seconds(partial(_walk, fresh())))
        runs.append(_seconds(partial(judged, made, fresh())))
        spent: dict[str, float] = {}
        run((fresh(),), packs, profile=Profile.REVIEW, spent=spent)
        for code, seconds in spent.items():
            shares.setdefault(code, []).append(seconds / sum(spent.values()))
    for _ in range(max(1, rounds // 5)):
        _forget()
        document, walk = fresh(), ready()
        unknown.append(_seconds(partial(judged, walk, document)))
    for what, of in (("least", min), ("median", statistics.median)):
        visit, known, first = of(walks) * 1000, of(runs) * 1000, of(unknown) * 1000
        print(
            f"     {what}: walk {visit:.2f} ms, {len(shares)} rules {known:.1f} ms: ×{known / visit:.1f};"
            f" unknown {first:.1f} ms: ×{first / visit:.1f}"
        )
    share, code = max((statistics.median(each), code) for code, each in shares.items())
    print(f"{'FAIL' if share > _LARGEST_SHARE else 'ok  '} the dearest rule is {code} with {share:.0%} of the time")
    return share > _LARGEST_SHARE


def _walk(node: object) -> None:
    if isinstance(node, tuple):
        for part in node:
            _walk(part)


def _forget() -> None:
    """Empty what is remembered of texts; what is made once for a run (patterns, tables without a limit) stays."""
    for known in gc.get_objects():
        if isinstance(known, _lru_cache_wrapper) and known.cache_info().maxsize is not None:
            known.cache_clear()


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
