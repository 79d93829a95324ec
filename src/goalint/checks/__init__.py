"""Checks in Python, for what an expression cannot say. Each module registers its own; rules name them with `check:`."""

from __future__ import annotations

from goalint.checks import (
    basis,
    batch_rows,
    batches,
    codes,
    copies,
    counts,
    figures,
    goals,
    levels,
    names,
    numbering,
    ordinals,
    punctuation,
    references,
    rows,
    schedules,
    structure,
    targets,
    totals,
    units,
    values,
    wording,
    years,
)
from goalint.checks.category import CATEGORY_FIT
from goalint.checks.narrative import NARRATIVE_AMOUNT, NARRATIVE_SCHEDULE
from goalint.checks.reading import UNREAD
from goalint.checks.repeats import REPEATED_CODE
from goalint.checks.stated import STATED_AMOUNTS
from goalint.rules.check import AnyCheck

_MODULES = (
    basis,
    batch_rows,
    batches,
    codes,
    copies,
    counts,
    figures,
    goals,
    levels,
    names,
    numbering,
    ordinals,
    punctuation,
    references,
    rows,
    schedules,
    structure,
    targets,
    units,
    values,
    totals,
    wording,
    years,
)
_SPECS: tuple[AnyCheck, ...] = (CATEGORY_FIT, NARRATIVE_AMOUNT, NARRATIVE_SCHEDULE, REPEATED_CODE, STATED_AMOUNTS, UNREAD)
_ALL = (*_SPECS, *(spec for module in _MODULES for spec in module.SPECS))
REGISTRY: dict[str, AnyCheck] = {spec.name: spec for spec in _ALL}
