"""The rules in force applied to the nodes of documents, each document walked once."""

from __future__ import annotations

from collections.abc import Sequence
from time import perf_counter
from typing import TypeAlias

from goalint.findings import Finding, NotChecked
from goalint.rules.apply import Program
from goalint.rules.dispatch import Dispatch
from goalint.rules.evaluate import Shared
from goalint.rules.model import Rule
from goalint.rules.scope import KINDS, Scope, Shelf, batch, frames_of, scopes
from goalint.tree.document import Document

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

    def through(self, document: Document) -> list[Told]:
        """What the rules say of a document by itself. Raises EngineError when a Python check crashes."""
        told: list[Told] = []
        for scope in scopes(frames_of((document,), self.shelf), 0):
            self._apply(self._dispatch(scope.kind, document.regime), scope, told)
        return told

    def together(self, documents: Sequence[Document]) -> list[Told]:
        """What the rules about a whole run say of its documents. Raises EngineError when a Python check crashes."""
        told: list[Told] = []
        self._apply(self._dispatch("batch", None), batch(frames_of(documents, self.shelf), self.shelf), told)
        return told

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

    def _apply(self, dispatch: Dispatch, scope: Scope, told: list[Told]) -> None:
        program = None
        started = perf_counter()
        try:
            for program in dispatch.programs_for(scope):
                if found := program.applied(scope, self.lang):
                    told.extend(found)
                if self.spent is not None:
                    now = perf_counter()
                    self.spent[program.rule.code] += now - started
                    started = now
        except Exception as error:
            path = "" if scope.number is None else scope.document.source.path
            project = "" if scope.project_index is None else scope.project.name.text or str(scope.project.seq)
            raise EngineError("" if program is None else program.rule.code, path, project, error) from error
