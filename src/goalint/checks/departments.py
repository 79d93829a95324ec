"""Whose document it is: what checks over a whole run tell the documents apart by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from goalint.tree.document import Document
from goalint.tree.width import key


def originals(documents: Sequence[Document]) -> Iterator[tuple[int, Document]]:
    """The documents of a run without second copies of one file."""
    seen: set[str] = set()
    for number, document in enumerate(documents):
        digest = document.source.sha256
        if digest and digest in seen:
            continue
        seen.add(digest)
        yield number, document


def region_of(document: Document) -> str | None:
    """The division in the codes of its projects, if they have any."""
    return next((project.code.region for project in document.projects if project.code.region), None)


def department_of(document: Document) -> str:
    """The department's name, folded and without 本级; empty if the document names none."""
    return "" if document.department is None else plain_department(document.department.name)


def plain_department(name: str) -> str:
    """A department's name, folded and without what stands for its own office."""
    return key(name).replace("(本级)", "").removesuffix("本级").removesuffix("机关")
