"""Checks in Python, for what an expression cannot say. Each module registers its own; rules name them with `check:`."""

from __future__ import annotations

from goalint.checks.category import CATEGORY_FIT
from goalint.checks.narrative import NARRATIVE_AMOUNT, NARRATIVE_SCHEDULE
from goalint.checks.reading import UNREAD
from goalint.checks.repeats import REPEATED_CODE
from goalint.checks.stated import STATED_AMOUNTS
from goalint.rules.check import AnyCheck

_SPECS: tuple[AnyCheck, ...] = (CATEGORY_FIT, NARRATIVE_AMOUNT, NARRATIVE_SCHEDULE, REPEATED_CODE, STATED_AMOUNTS, UNREAD)
REGISTRY: dict[str, AnyCheck] = {spec.name: spec for spec in _SPECS}
