"""What an expression may refer to besides the fields of its node: word lists, and the names that regimes give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from goalint.rules.datatypes import TEXT, Type


@dataclass(frozen=True, slots=True)
class Environment:
    """What an expression may refer to, for one node kind."""

    kind: str
    lexicons: frozenset[str] = frozenset()
    classifiers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # name -> classes
    sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # first, second, regime -> names

    def resolved(self, type_: Type) -> Type:
        """The type with the values that the packs give it; plain text where they give none."""
        if not type_.source:
            return type_
        values = self.sources.get(type_.source, ())
        return Type("enum", values) if values else TEXT
