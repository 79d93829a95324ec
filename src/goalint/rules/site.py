"""Where a finding belongs: what is told of the node at fault, and what tells its findings from those of others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from goalint.findings import IndicatorRef, ProjectRef
from goalint.rules.nodes import FIELDS
from goalint.rules.scope import Scope
from goalint.tree.confidence import Confidence, lower
from goalint.tree.document import Document
from goalint.tree.location import Location


class Site(NamedTuple):
    """A node as its findings name it; `sure` is how sure the extraction is of it, `owner` whose document it stands in.

    What is noted of a document for a check of batches holds the sites of what may turn out to be at fault: a finding is put
    together without another look at the document.
    """

    kind: str  # of the node
    project: ProjectRef | None
    indicator: IndicatorRef | None
    location: Location
    sure: Confidence
    owner: str


def site_of(scope: Scope, field: str | None = None, sure: Confidence | None = None) -> Site:
    """The site of a node; where a field of it may be at fault, as sure as that was read, if `sure` does not say it."""
    indicator = IndicatorRef(scope.indicator.level2.text, scope.indicator.name.text) if scope.kind == "indicator" else None
    if sure is None:
        sure = lower(Confidence.HIGH, *_sure(scope, field))
    return Site(scope.kind, project_of(scope), indicator, scope.location, sure, owner_of(scope.document))


def _sure(scope: Scope, field: str | None) -> Iterator[Confidence]:
    if scope.kind == "indicator":
        yield scope.indicator.sure
    if scope.kind in ("project", "schedule"):
        yield scope.project.sure
    if field is not None:
        for text in FIELDS[scope.kind][field].origin(scope):
            yield text.sure


def project_of(scope: Scope) -> ProjectRef | None:
    """The project that the node is in; of the narrative, the one that the item is about."""
    index = scope.project_index
    if index is None and scope.item_index is not None:
        index = scope.frame.project_of_item(scope.item_index)
    if index is None:
        return None
    return scope.frame.once((project_of, index), lambda: _reference(scope.document, index))


def _reference(document: Document, index: int) -> ProjectRef:
    project = document.projects[index]
    return ProjectRef(project.seq, project.code.text, project.name.text, index)


def owner_of(document: Document) -> str:
    """What tells a document's findings from those of another where no project does: its department, else its first project."""
    if document.department is not None:
        return document.department.code or document.department.name
    return next((project.code.text or project.name.text for project in document.projects), "")
