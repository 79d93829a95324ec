"""指标值确定依据: blank, too general to trace, no basis at all, or the same for everything (domain A10–A12, A19, A21)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from goalint.checks.rows import letters
from goalint.rules.check import AnyCheck, Hit, LexiconName, Unchecked, check, evidence_of
from goalint.rules.lexicon import Lexicon
from goalint.rules.scope import Scope
from goalint.tree.document import Indicator, Project
from goalint.tree.text import EMPTY, LOST, READ

_LEAST_ROWS = 4  # below that one basis for all rows says nothing


def _some(rows: list[Indicator]) -> str:
    return "、".join(row.name.text for row in rows[:3]) + ("等" if len(rows) > 3 else "")


@check("blank-basis", given={"project"}, placeholders={"count", "names"})
def BLANK_BASIS(scope: Scope, _: object) -> Iterator[Hit | Unchecked]:  # noqa: N802 - it becomes a constant of the registry
    """Rows without a basis on a form that has the column, raised once a project."""
    rows = [row for row in scope.project.indicators if row.basis.state is EMPTY and row.name.text]
    if rows:
        whole = len(rows) == len(scope.project.indicators)
        yield Hit(
            {"count": f"{'全部' if whole else ''}{len(rows)}", "names": _some(rows)},
            location=rows[0].location,
            evidence=tuple(evidence_of(row.name, field="name") for row in rows),
        )
    lost = next((row for row in scope.project.indicators if row.basis.state is LOST), None)
    if lost is not None:
        yield Unchecked("有的依据没有读到", "some bases were not read", lost.location)


class Vague(NamedTuple):
    """`phrases` are whole cells that name no document, standard or figure that could be looked up."""

    phrases: LexiconName


@check("vague-basis", given={"project"}, params=Vague, placeholders={"count", "basis"})
def VAGUE_BASIS(scope: Scope, params: Vague) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """Bases too general to trace, raised once a project."""
    rows = [row for row in scope.project.indicators if _vague(row, scope.lexicon(params.phrases))]
    if rows:
        yield Hit(
            {"count": str(len(rows)), "basis": "”“".join(dict.fromkeys(row.basis.text for row in rows))},
            location=rows[0].basis.location,
            evidence=tuple(evidence_of(row.basis, field="basis") for row in rows),
        )


def _vague(row: Indicator, phrases: Lexicon) -> bool:
    return row.basis.state is READ and phrases.has(letters(row.basis.text))


@check("one-basis", given={"document"}, params=Vague, placeholders={"count", "names"})
def ONE_BASIS(scope: Scope, params: Vague) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """Projects all of whose rows cite one and the same basis, raised once a document; vague ones are told elsewhere."""
    phrases = scope.lexicon(params.phrases)
    found = [project for project in scope.document.projects if _uniform(project, phrases)]
    if found:
        yield Hit(
            {"count": str(len(found)), "names": "、".join(one.name.text for one in found[:3]) + ("等" if len(found) > 3 else "")},
            location=found[0].indicators[0].basis.location,
            evidence=tuple(evidence_of(project.indicators[0].basis) for project in found),
        )


def _uniform(project: Project, phrases: Lexicon) -> bool:
    rows = project.indicators
    if len(rows) < _LEAST_ROWS or any(row.basis.state is not READ for row in rows):
        return False
    return (
        len({letters(row.basis.text) for row in rows}) == 1 and not _vague(rows[0], phrases) and not _own_name(rows[0], project)
    )


def _own_name(row: Indicator, project: Project) -> bool:
    own = letters(project.name.text)
    return bool(own) and row.basis.state is READ and letters(row.basis.text) == own


@check("own-name-basis", given={"project"}, placeholders={"count"})
def OWN_NAME_BASIS(scope: Scope, _: object) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """Bases that are the project's own name, raised once a project."""
    rows = [row for row in scope.project.indicators if _own_name(row, scope.project)]
    if rows:
        yield Hit(
            {"count": str(len(rows))},
            location=rows[0].basis.location,
            evidence=(evidence_of(rows[0].basis), evidence_of(scope.project.name, field="name")),
        )


SPECS: tuple[AnyCheck, ...] = (BLANK_BASIS, ONE_BASIS, OWN_NAME_BASIS, VAGUE_BASIS)
