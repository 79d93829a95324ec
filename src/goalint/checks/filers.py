"""Whether the forms of a document name one and the same department (domain I08)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from goalint.checks.departments import plain_department
from goalint.findings import Evidence
from goalint.rules.check import AnyCheck, Hit, check
from goalint.rules.scope import Scope

_NAMED = 3  # projects named in a message
_BLANK = "（空）"


@check("department-lines", given={"document"}, placeholders={"names", "other", "first"})
def DEPARTMENT_LINES(scope: Scope, _: object) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """Forms that leave the line of the department blank while most have it, or give its code another name.

    Units under one department have codes of their own: several codes in a document are no contradiction.
    """
    projects = scope.document.projects
    named = [index for index, project in enumerate(projects) if project.department is not None]
    if len(named) < 2:  # printed once for all forms
        return
    blank = [index for index, project in enumerate(projects) if project.department is None]
    if blank and len(named) >= len(blank):
        yield _hit(scope, blank, named[0])
    first_of: dict[str, int] = {}
    others: dict[str, list[int]] = defaultdict(list)
    for index in named:
        department = projects[index].department
        if department is None or department.code is None:
            continue
        first = first_of.setdefault(department.code, index)
        original = projects[first].department
        if original is not None and plain_department(original.name) != plain_department(department.name):
            others[department.code].append(index)
    for code, differing in others.items():
        yield _hit(scope, differing, first_of[code])


def _hit(scope: Scope, odd: list[int], first: int) -> Hit:
    projects = scope.document.projects
    names = "”“".join(projects[index].name.text or str(projects[index].seq) for index in odd[:_NAMED])
    return Hit(
        {"names": names + ("”等" if len(odd) > _NAMED else "”"), "other": _line(scope, odd[0]), "first": _line(scope, first)},
        location=projects[odd[0]].location,
        evidence=tuple(Evidence(_line(scope, index), projects[index].location) for index in (*odd, first)),
    )


def _line(scope: Scope, index: int) -> str:
    department = scope.document.projects[index].department
    return _BLANK if department is None else f"{department.code or ''}{department.name}"


SPECS: tuple[AnyCheck, ...] = (DEPARTMENT_LINES,)
