"""How sure: of a rule, of what was extracted, of a finding."""

from __future__ import annotations

from enum import StrEnum


class Confidence(StrEnum):
    """Three grades; a finding carries the lower of its rule's and its extraction's."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def rank(self) -> int:
        """0 for low, 2 for high: for comparing with a threshold."""
        return _RANK[self]


_RANK = {Confidence.LOW: 0, Confidence.MEDIUM: 1, Confidence.HIGH: 2}


def lower(*grades: Confidence) -> Confidence:
    """The least sure of the grades given."""
    return min(grades, key=_RANK.__getitem__)
