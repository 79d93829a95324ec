"""What the files of a pack may refer to: everything by name, of the pack itself and of those that it builds on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from goalint.rules.check import AnyCheck
from goalint.rules.environment import Environment
from goalint.rules.model import Basis, Pack


@dataclass(slots=True)
class Names:
    """The names in force while a pack is compiled; rules' codes and names with the place that they were first given."""

    checks: Mapping[str, AnyCheck]
    lexicons: set[str] = field(default_factory=set)
    classifiers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    regimes: dict[str, None] = field(default_factory=dict)
    first: dict[str, None] = field(default_factory=dict)
    second: dict[str, None] = field(default_factory=dict)
    basis: dict[str, Basis] = field(default_factory=dict)
    rules: dict[str, str] = field(default_factory=dict)

    def take(self, pack: Pack) -> None:
        """Everything of a pack that is built on."""
        self.lexicons |= set(pack.lexicons)
        self.classifiers |= {name: tuple(one.classes) for name, one in pack.classifiers.items()}
        for taxonomy in pack.taxonomies.values():
            self.regimes[taxonomy.id] = None
            self.first |= dict.fromkeys(one.name for one in taxonomy.first_level)
            self.second |= dict.fromkeys(two.name for two in taxonomy.second_level)
        self.basis |= pack.basis
        for rule in pack.rules:
            self.rules |= {rule.code: f"{pack.name}/{rule.source}", rule.name: f"{pack.name}/{rule.source}"}

    def environment(self, kind: str) -> Environment:
        """What an expression on that node kind may refer to."""
        sources = {"first": tuple(self.first), "second": tuple(self.second), "regime": tuple(self.regimes)}
        return Environment(kind, frozenset(self.lexicons), self.classifiers, sources)
