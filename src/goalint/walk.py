"""The rules in force applied to the nodes of documents, each document walked once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from itertools import groupby
from operator import itemgetter
from time import perf_counter
from typing import Any, NamedTuple, TypeAlias

from goalint.findings import Finding, NotChecked
from goalint.pile import Parcel, Pile
from goalint.rules.apply import Program
from goalint.rules.dispatch import Dispatch
from goalint.rules.evaluate import Shared
from goalint.rules.model import Rule
from goalint.rules.notes import ByDocument, Notes
from goalint.rules.scope import KINDS, Scope, Shelf, batch, frames_of, scopes
from goalint.tree.document import Document, Source

Told: TypeAlias = Finding | NotChecked


class EngineError(Exception):
    """A Python check that crashed; names the rule, the file and the project. The cause is the exception itself."""

    def __init__(self, rule: str, path: str, project: str, cause: BaseException) -> None:
        self.rule = rule
        self.path = path
        self.project = project
        self.cause = cause
        self._what = f"{type(cause).__name__}: {cause}"
        where = f"{path}（{project}）" if project else path
        super().__init__(f"{rule} {where}: {self._what}")

    def __reduce__(self) -> tuple[object, ...]:
        # It may come out of another process, which cannot send every exception whole.
        return type(self), (self.rule, self.path, self.project, RuntimeError(self._what))


class Walked(NamedTuple):
    """What the rules say of a document by itself, and what those about a whole run note of it, by their codes."""

    told: Parcel[tuple[Told, ...]]
    notes: Mapping[str, Parcel[tuple[Any, ...]]]


class Walks:
    """What the walks through all documents of a run gave, in the order of the documents."""

    def __init__(self) -> None:
        self.paths: list[str] = []
        self.readable = bytearray()
        self.told: Pile[Sequence[Told]] = Pile(self._here)
        self.notes: defaultdict[str, Notes[Any]] = defaultdict(Notes)
        self._seen: set[int] = set()

    def add(self, source: Source, walked: Walked, *, readable: bool) -> None:
        """Take in what the walk through the next document gave. Nothing is noted of a second copy of a file."""
        number = len(self.paths)
        self.paths.append(source.path)
        self.readable.append(readable)
        self.told.add(walked.told)
        if source.sha256:
            digest = int.from_bytes(blake2b(source.sha256.encode(), digest_size=14).digest())  # a third of the memory
            if digest in self._seen:
                return
            self._seen.add(digest)
        for code, notes in walked.notes.items():
            self.notes[code].add(number, notes)

    def by_path(self) -> Iterable[tuple[str, list[int]]]:
        """The paths in their order, each with the numbers of its documents: nearly always one."""
        if len(set(self.paths)) == len(self.paths):
            return ((path, [number]) for number, path in enumerate(self.paths))
        numbers: dict[str, list[int]] = {}
        for number, path in enumerate(self.paths):
            numbers.setdefault(path, []).append(number)
        return numbers.items()

    def _here(self, number: int, told: Sequence[Told]) -> Sequence[Told]:
        """What was said of the same bytes, perhaps when they lay elsewhere."""
        path = self.paths[number]
        if not told or told[0].path == path:
            return told
        return [one._replace(path=path) for one in told]


class Walk:
    """Rules by node kind, made ready when the first node of a kind and regime comes up.

    `spent`, if given, is filled with the seconds of wall time that each rule took, by its code.
    """

    def __init__(self, rules: Sequence[Rule], shelf: Shelf, lang: str, spent: dict[str, float] | None = None) -> None:
        self.shelf = shelf
        self.lang = lang
        self.spent = spent
        if spent is not None:
            spent |= dict.fromkeys((rule.code for rule in rules), 0.0)
        self._rules = {kind: [rule for rule in rules if kind in rule.given] for kind in KINDS}
        self._ready: dict[str, tuple[list[Program], Shared]] = {}
        self._by_regime: dict[tuple[str, str | None], Dispatch] = {}

    def through(self, document: Document) -> Walked:
        """What the rules say of a document by itself. Raises EngineError when a Python check crashes."""
        told: list[Told] = []
        frames = frames_of((document,), self.shelf)
        for scope in scopes(frames, 0):
            self._apply(self._dispatch(scope.kind, document.regime).programs_for(scope), scope, told)
        return Walked(Parcel(tuple(told)), self._noted(Scope("document", frames, 0)))

    def together(self, documents: Sequence[Document], walks: Walks) -> list[ByDocument[Told]]:
        """What each of the rules about a whole run says of its documents. Raises EngineError when a Python check crashes."""
        together: list[ByDocument[Told]] = []
        for program in self._across():
            scope = batch(documents, self.shelf, walks.notes[program.rule.code], walks.paths)
            told: ByDocument[Told] = ByDocument()
            started = perf_counter()
            try:
                for number, entries in groupby(program.across(scope, self.lang), key=itemgetter(0)):
                    told.add(number, Parcel(tuple(one for _, one in entries)))
            except Exception as error:
                raise _crash(program, scope, error) from error
            if self.spent is not None:
                self.spent[program.rule.code] += perf_counter() - started
            together.append(told)
        return together

    def _dispatch(self, kind: str, regime: str | None) -> Dispatch:
        found = self._by_regime.get((kind, regime))
        if found is None:
            if kind not in self._ready:
                rules = self._rules[kind]
                shared = Shared(tree for rule in rules for tree in (rule.trees[kind]["when"], rule.trees[kind]["expect"]) if tree)
                self._ready[kind] = [Program(rule, kind, self.shelf, shared) for rule in rules], shared
            programs, shared = self._ready[kind]
            of_regime = [p for p in programs if not p.rule.regimes or regime in p.rule.regimes]
            found = self._by_regime[(kind, regime)] = Dispatch(of_regime, kind, self.shelf, shared)
        return found

    def _across(self) -> list[Program]:
        """The rules about a whole run, which are of no regime."""
        self._dispatch("batch", None)
        return self._ready["batch"][0]

    def _noted(self, scope: Scope) -> dict[str, Parcel[tuple[Any, ...]]]:
        notes: dict[str, Parcel[tuple[Any, ...]]] = {}
        for program in self._across():
            started = perf_counter()
            try:
                noted = program.noted(scope)
            except Exception as error:
                raise _crash(program, scope, error) from error
            if noted:
                notes[program.rule.code] = Parcel(noted)
            if self.spent is not None:
                self.spent[program.rule.code] += perf_counter() - started
        return notes

    def _apply(self, programs: Iterable[Program], scope: Scope, told: list[Told]) -> None:
        program, lang, spent = None, self.lang, self.spent
        started = 0.0 if spent is None else perf_counter()
        try:
            for program in programs:
                if found := program.applied(scope, lang):
                    told.extend(found)
                if spent is not None:
                    now = perf_counter()
                    spent[program.rule.code] += now - started
                    started = now
        except Exception as error:
            raise _crash(program, scope, error) from error


def _crash(program: Program | None, scope: Scope, error: Exception) -> EngineError:
    path = "" if scope.number is None else scope.document.source.path
    project = "" if scope.project_index is None else scope.project.name.text or str(scope.project.seq)
    return EngineError("" if program is None else program.rule.code, path, project, error)
