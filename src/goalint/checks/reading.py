"""What the reader and the parser could not make out, as findings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from goalint.findings import Evidence
from goalint.rules.check import AnyCheck, Hit, check
from goalint.rules.scope import Scope
from goalint.tree.document import NotRead


class Unread(NamedTuple):
    """`codes` are the reasons (keys of `goalint.tree.document.WHY`) that the rule speaks of."""

    codes: tuple[str, ...]


@check("unread", given={"document"}, params=Unread, placeholders={"why", "why_en", "count"})
def UNREAD(scope: Scope, params: Unread) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """One finding a project (or for the document itself) that names all that was not read there."""
    groups: dict[int | None, list[NotRead]] = {}
    for entry in scope.document.not_read:
        if entry.code in params.codes:
            groups.setdefault(entry.project, []).append(entry)
    for project, entries in groups.items():
        yield Hit(
            {
                "why": "；".join(dict.fromkeys(entry.why("zh") for entry in entries)),
                "why_en": "; ".join(dict.fromkeys(entry.why("en") for entry in entries)),
                "count": str(len(entries)),
            },
            location=entries[0].location,
            evidence=tuple(Evidence("", entry.location) for entry in entries),
            project_index=project,
        )


SPECS: tuple[AnyCheck, ...] = (UNREAD,)
