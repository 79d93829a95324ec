"""Checks in Python, for what an expression cannot say; rules name them with `check:` and give them parameters.

    @check("budget-sum", given={"project"}, params=Tolerance, placeholders={"difference"})
    def budget_sum(scope: Scope, params: Tolerance) -> Iterator[Hit]:
        ...

A check says what it found and where. Code, severity, message, basis and examples are the rule's.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Any, Generic, NamedTuple, NewType, TypeVar

from goalint import installed
from goalint.findings import Evidence
from goalint.rules.scope import KINDS, Scope
from goalint.rules.site import Site
from goalint.tree.confidence import Confidence
from goalint.tree.document import Indicator
from goalint.tree.location import Location
from goalint.tree.text import Text

# Parameters of these types name word lists; the loader makes sure that they exist.
LexiconName = NewType("LexiconName", str)
ClassifierName = NewType("ClassifierName", str)

_NO_ARGS: Mapping[str, str] = MappingProxyType({})


class Hit(NamedTuple):
    """One finding of a check.

    `args` fill the message's placeholders. The place is `location`, else that of the first of `evidence`, else that of
    `field`, else the node's own. `evidence`, if given, is complete: first the place itself, then what it was held
    against. `document` (its number in the run), `project_index` and `indicator` say what the finding belongs to where that
    is not the node itself. Hits on a batch name their documents and come in the order of these; with `site`, noted of the
    document, and evidence, such a document is not read back for them.
    """

    args: Mapping[str, str] = _NO_ARGS
    field: str | None = None
    location: Location | None = None
    evidence: tuple[Evidence, ...] = ()
    sure: Confidence | None = None
    document: int | None = None
    project_index: int | None = None
    indicator: Indicator | None = None
    site: Site | None = None


class Unchecked(NamedTuple):
    """What a check could not decide, and why."""

    why_zh: str
    why_en: str
    location: Location | None = None
    project_index: int | None = None
    document: int | None = None


class NoParams(NamedTuple):
    """For checks without parameters."""


def names_of(params: type) -> tuple[str, ...]:
    """The names of a check's parameters, whose class is a NamedTuple: one is made in a tenth of the time of a dataclass."""
    return tuple(params.__annotations__)


P = TypeVar("P")
Run = Callable[[Scope, P], Iterable[Hit | Unchecked]]
Notice = Callable[[Scope, P], Iterable[tuple[Any, ...]]]


class CheckSpec(NamedTuple, Generic[P]):
    """A check by name: the node kinds it works on, its parameters (a NamedTuple) and the placeholders it fills.

    A check of batches has `notes`: what it wants to know of a document by itself, as tuples of plain data. A run works that out
    wherever the document is read, and keeps it; `scope.notes` of the batch then has those of all documents.
    """

    name: str
    given: frozenset[str]
    params: type[P]
    placeholders: frozenset[str]
    run: Run[P]
    notes: Notice[P] | None = None

    def __call__(self, scope: Scope, params: P) -> Iterable[Hit | Unchecked]:
        """Apply it."""
        return self.run(scope, params)


AnyCheck = CheckSpec[Any]


def check(
    name: str,
    *,
    given: Iterable[str],
    params: type[P] | None = None,
    placeholders: Iterable[str] = (),
    notes: Notice[P] | None = None,
) -> Callable[[Run[P]], CheckSpec[P]]:
    """Make a function a check. Raises ValueError for a node kind that there is not."""
    kinds = frozenset(given)
    if not kinds or not kinds <= set(KINDS):
        raise ValueError(f"check {name!r}: given must name node kinds out of {KINDS}, not {sorted(kinds)}")
    of: Any = NoParams if params is None else params

    def registered(run: Run[P]) -> CheckSpec[P]:
        return CheckSpec(name, kinds, of, frozenset(placeholders), run, notes)

    return registered


class CheckTable(Mapping[str, AnyCheck]):
    """The checks of a package by name, each module imported when one of its checks is asked for.

    `homes` gives for each module of the package the names of its checks, which it holds in `SPECS`. A name that it does not
    have is looked for among the checks of other installed packages; `foreign` are those that were found there.
    """

    def __init__(self, package: str, homes: Mapping[str, tuple[str, ...]]) -> None:
        self._package = package
        self._home = {name: module for module, names in homes.items() for name in names}
        self._loaded: dict[str, AnyCheck] = {}
        self.foreign: set[str] = set()

    def __getitem__(self, name: str) -> AnyCheck:
        if name not in self._loaded and name not in self._home:
            found = installed.load(installed.CHECKS, name)
            if not isinstance(found, CheckSpec):
                raise KeyError(name)
            self._loaded[name] = found
            self.foreign.add(name)
        elif name not in self._loaded:
            module = import_module(f"{self._package}.{self._home[name]}")
            self._loaded |= {spec.name: spec for spec in module.SPECS}
        return self._loaded[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._home)

    def __len__(self) -> int:
        return len(self._home)

    def __contains__(self, name: object) -> bool:
        return name in self._home or name in self._loaded or name in installed.names(installed.CHECKS)

    def is_foreign(self, name: str) -> bool:
        """Whether a check of that name is another package's."""
        return name not in self._home

    def stamp(self) -> str:
        """Changes when a module of the package does: what is compiled for its checks holds until then."""
        folders = getattr(import_module(self._package), "__path__", ())
        files = sorted((entry.name, entry.stat()) for folder in folders for entry in os.scandir(folder) if entry.is_file())
        return repr([(name, status.st_size, status.st_mtime_ns) for name, status in files])


def evidence_of(text: Text, path: str | None = None, *, field: str | None = None) -> Evidence:
    """A field as evidence, with its name; the path only if it stands in another file."""
    return Evidence(text.text, text.location, path, field)
