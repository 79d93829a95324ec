"""The same thing twice, in one document or across all of a run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from goalint.findings import Evidence
from goalint.rules.check import AnyCheck, Hit, check, evidence_of
from goalint.rules.scope import Scope


class Coded(NamedTuple):
    """A project by its code."""

    code: str
    name: str
    project_index: int
    evidence: Evidence


def _coded(scope: Scope, _: object) -> Iterator[Coded]:
    for index, project in enumerate(scope.document.projects):
        if project.code.text:
            yield Coded(project.code.text, project.name.text, index, evidence_of(project.code.field))


@check("repeated-code", given={"batch"}, placeholders={"code", "first", "first_path"}, notes=_coded)
def REPEATED_CODE(scope: Scope, _: object) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """A project code that another project has already, raised at every later one."""
    for (first_number, first), *later in scope.notes.alike(lambda one: one.code):
        for number, project in later:
            other = scope.path_of(first_number) if first_number != number else None
            yield Hit(
                {"code": project.code, "first": first.name, "first_path": f"（{other}）" if other else ""},
                field="code.text",
                evidence=(project.evidence, first.evidence._replace(path=other, field="code.text")),
                document=number,
                project_index=project.project_index,
            )


SPECS: tuple[AnyCheck, ...] = (REPEATED_CODE,)
