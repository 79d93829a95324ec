"""Project codes: their shapes, the parts inside them, and the check character (domain §3.I)."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from goalint.tree.pattern import lazy
from goalint.tree.text import Text
from goalint.tree.width import narrow

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CODE_LENGTH = 21
_WEIGHTS = tuple(pow(3, i, 31) for i in range(CODE_LENGTH - 1))
_VALUE = {character: value for value, character in enumerate(ALPHABET)}
# Since 2021 the 一体化系统 gives every project 21 characters: division, year, a letter for the class of project.
_INTEGRATED = lazy(r"(\d{6})(\d{2})([A-Z])([0-9A-Z]{12})")
# Hebei's codes of 2020 and before: special funds, and projects numbered under their unit.
_FUND = lazy(r"000-\d{4}-[A-Z]{3}-[0-9A-Z]{4}")
_UNIT_NUMBERED = lazy(r"\d{3}-\d{1,2}\.\d{2}-[A-Z]{3}-[0-9A-Z]{4}")
_SPACE = lazy(r"\s+")


class Shape(StrEnum):
    """The known shapes of a project code."""

    INTEGRATED = "integrated"  # 13028123P00018910001X
    FUND = "fund"  # 000-9999-JSN-2084, before 2021
    UNIT = "unit"  # 101-5.01-JBN-BE49, before 2021
    UNKNOWN = "unknown"


class ProjectCode(NamedTuple):
    """A project code as written (without the spaces of wrapped cells) and what its shape gives away.

    `check` is the 21st character; `expected_check` the one that the empirical rule of Hebei's codes gives, None where
    the rule does not apply. The rule was found from 36 published codes; no document states it.
    """

    field: Text
    shape: Shape
    region: str | None = None
    year: int | None = None
    letter: str | None = None
    check: str | None = None
    expected_check: str | None = None

    @property
    def text(self) -> str:
        """The code without white space."""
        return _SPACE.sub("", self.field.text)


def check_character(body: str) -> str | None:
    """The check character of the first 20 characters of a code; None if they have another length or alphabet."""
    if len(body) != CODE_LENGTH - 1 or any(c not in _VALUE for c in body):
        return None
    return ALPHABET[(30 - sum(_VALUE[c] * w for c, w in zip(body, _WEIGHTS, strict=True))) % 31]


def project_code(field: Text) -> ProjectCode:
    """The code that a cell holds, taken apart. A shape that is not known is UNKNOWN, never an error."""
    plain = _SPACE.sub("", narrow(field.text))
    if match := _INTEGRATED.fullmatch(plain):
        region, year, letter, _ = match.groups()
        hebei = region.startswith("13") and letter == "P"
        if hebei and any(c not in _VALUE for c in plain):
            return ProjectCode(field, Shape.UNKNOWN, region, 2000 + int(year), letter)
        expected = check_character(plain[:-1]) if hebei else None
        return ProjectCode(field, Shape.INTEGRATED, region, 2000 + int(year), letter, plain[-1], expected)
    if _FUND.fullmatch(plain):
        return ProjectCode(field, Shape.FUND)
    if _UNIT_NUMBERED.fullmatch(plain):
        return ProjectCode(field, Shape.UNIT)
    return ProjectCode(field, Shape.UNKNOWN)
