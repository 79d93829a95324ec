from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.checks.shipped import said

from goalint.tree.code import check_character


def code(region: str, year: int, root: int, part: int = 1, letter: str = "P") -> str:
    """A code with the right check character."""
    body = f"{region}{year:02}{letter}{root:06}{10000 + part}"
    return body + (check_character(body) or "")


def hits(rule: str, codes: Sequence[str], year: int | None = 2025) -> list[str]:
    """The codes that the rule tells of."""
    projects = [{"name": f"项目{at}", "code": one} for at, one in enumerate(codes)]
    found = said(rule, "document", {"fiscal_year": year, "projects": projects}).findings
    assert all(finding.project is not None for finding in found)
    return [finding.project.code for finding in found if finding.project is not None]


OURS = [code("139921", 25, root) for root in range(11, 16)]


def test_the_code_of_another_year() -> None:
    old, ahead = code("139921", 24, 99), code("139921", 26, 98)
    assert hits("project-code-year", OURS) == []
    assert hits("project-code-year", [*OURS, old]) == [old]
    assert hits("project-code-year", [ahead, *OURS]) == [ahead]
    assert hits("project-code-year", [old]) == [old]
    assert hits("project-code-year", [old], year=None) == []
    assert hits("project-code-year", ["209-3.02-KBN-CE17"]) == []


def test_where_most_codes_are_of_other_years_the_place_keeps_them() -> None:
    kept = [code("510117", year, root, letter="R") for root, year in enumerate((21, 22, 22, 23, 25), 1)]
    assert hits("project-code-year", kept) == []


@pytest.mark.parametrize("others", [2, 3, 5])
def test_the_code_of_another_division(others: int) -> None:
    stranger = code("139982", 25, 77)
    assert hits("project-code-region", OURS[:others]) == []
    assert hits("project-code-region", [*OURS[:others], stranger]) == [stranger]
    assert hits("project-code-region", [stranger, *OURS[:others]]) == [stranger]


def test_of_two_that_differ_the_one_whose_check_character_fails() -> None:
    wrong = "139912" + OURS[0][6:]
    assert hits("project-code-region", [wrong, OURS[1]]) == [wrong]
    assert hits("project-code-region", [OURS[1], wrong]) == [wrong]


def test_a_document_of_several_divisions_is_let_be() -> None:
    assert hits("project-code-region", [*OURS[:2], code("139982", 25, 1), code("139982", 25, 2)]) == []


def test_two_parts_of_one_root() -> None:
    second = code("139921", 25, 11, part=2)
    assert hits("shared-code-root", [*OURS, second]) == [second]
    assert hits("shared-code-root", OURS) == []
    assert hits("shared-code-root", [code("139921", 25, 11, part=part) for part in range(1, 6)]) == []
