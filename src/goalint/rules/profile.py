"""Profiles: at which stage of a budget's way a rule is of use."""

from __future__ import annotations

from enum import StrEnum


class Profile(StrEnum):
    """The department's own check, what finance sends back, what only a reviewer looks at; each holds those before it."""

    SELF_CHECK = "self-check"
    SUBMIT = "submit"
    REVIEW = "review"

    @property
    def rank(self) -> int:
        """0 for self-check, 2 for review: a profile holds the rules of its own rank and below."""
        return _RANK[self]


_RANK = {profile: rank for rank, profile in enumerate(Profile)}
