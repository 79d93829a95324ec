"""Documents that consist of the names of items and projects."""

from __future__ import annotations

from collections.abc import Sequence

from goalint.tree.code import project_code
from goalint.tree.document import Budget, Document, Item, Narrative, Project, Source
from goalint.tree.location import NOWHERE
from goalint.tree.money import money
from goalint.tree.passage import passage
from goalint.tree.text import Text, absent, text_of


def _text(text: str) -> Text:
    return text_of(passage(text))


def _item(name: str) -> Item:
    return Item(None, _text(name), None, (), absent(), absent(), (), (), NOWHERE)


def _project(name: str, seq: int) -> Project:
    nothing = money(absent(), "万元")
    budget = Budget(nothing, nothing, nothing, absent())
    return Project("", seq, absent(), None, project_code(absent()), _text(name), absent(), budget, (), (), (), NOWHERE)


def document(items: Sequence[str], projects: Sequence[str]) -> Document:
    """A document with items and projects of these names and nothing else."""
    narrative = Narrative(absent(), (), tuple(map(_item, items)))
    return Document(
        Source("a.txt", "text", ""), None, None, None, (), narrative, tuple(_project(n, i) for i, n in enumerate(projects)), ()
    )
