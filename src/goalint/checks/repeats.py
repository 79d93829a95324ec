"""The same thing twice, in one document or across all of a run."""

from __future__ import annotations

from collections.abc import Iterator

from goalint.rules.check import AnyCheck, Hit, check, evidence_of
from goalint.rules.scope import Scope
from goalint.tree.document import Project


@check("repeated-code", given={"batch"}, placeholders={"code", "first", "first_path"})
def REPEATED_CODE(scope: Scope, _: object) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """A project code that another project has already, raised at every later one."""
    seen: dict[str, tuple[int, Project]] = {}
    digests: dict[str, int] = {}
    for number, document in enumerate(scope.documents):
        # The same file named twice, or copied, is no second filing of its projects.
        original = digests.setdefault(document.source.sha256, number) if document.source.sha256 else number
        if original != number:
            continue
        for index, project in enumerate(document.projects):
            code = project.code.text
            if not code:
                continue
            if code not in seen:
                seen[code] = (number, project)
                continue
            first_number, first = seen[code]
            path = scope.documents[first_number].source.path
            other = path if first_number != number else None
            yield Hit(
                {"code": code, "first": first.name.text, "first_path": f"（{path}）" if other else ""},
                field="code.text",
                evidence=(evidence_of(project.code.field), evidence_of(first.code.field, other, field="code.text")),
                document=number,
                project_index=index,
            )


SPECS: tuple[AnyCheck, ...] = (REPEATED_CODE,)
