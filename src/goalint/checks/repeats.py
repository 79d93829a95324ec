"""The same thing twice, in one document or across all of a run."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from operator import itemgetter
from typing import NamedTuple

from goalint.findings import Evidence
from goalint.pile import ordered
from goalint.rules.check import AnyCheck, Hit, check, evidence_of
from goalint.rules.notes import Notes
from goalint.rules.scope import Scope
from goalint.rules.site import Site, site_of


class Coded(NamedTuple):
    """A project by its code."""

    code: str
    name: str
    site: Site
    evidence: Evidence


def _coded(scope: Scope, _: object) -> Iterator[Coded]:
    for index, project in enumerate(scope.document.projects):
        if project.code.text:
            site = site_of(scope.at_project(index), "code.text")
            yield Coded(project.code.text, project.name.text, site, evidence_of(project.code.field))


@check("repeated-code", given={"batch"}, placeholders={"code", "first", "first_path"}, notes=_coded)
def REPEATED_CODE(scope: Scope, _: object) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """A project code that another project has already, raised at every later one."""
    notes: Notes[Coded] = scope.notes
    repeated = ((place, group[0]) for group in notes.alike(lambda one: one.code) for place in islice(group, 1, None))
    for place, before in ordered(repeated, itemgetter(0)):
        project, first = notes.at(place), notes.at(before)
        other = scope.path_of(before.number) if before.number != place.number else None
        yield Hit(
            {"code": project.code, "first": first.name, "first_path": f"（{other}）" if other else ""},
            field="code.text",
            evidence=(project.evidence, first.evidence._replace(path=other, field="code.text")),
            document=place.number,
            site=project.site,
        )


SPECS: tuple[AnyCheck, ...] = (REPEATED_CODE,)
