"""Checks applied to described documents, without a pack around them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from goalint.pile import Parcel
from goalint.rules.check import AnyCheck, Hit, Unchecked
from goalint.rules.described import documents_of
from goalint.rules.lexicon import Lexicon
from goalint.rules.scope import Scope, Shelf, batch, frames_of, scopes
from goalint.tree.document import Document
from goalint.walk import Walked, Walks

Described = Mapping[str, Any]


def applied(
    spec: AnyCheck, given: str, node: Described, params: object = None, words: Mapping[str, Sequence[str]] | None = None
) -> tuple[list[Hit], list[Unchecked]]:
    """What a check says about all nodes of a kind in a described document (or batch), with word lists as given."""
    return run(spec, given, documents_of(given, node), params, words)


def run(
    spec: AnyCheck,
    given: str,
    documents: Sequence[Document],
    params: object = None,
    words: Mapping[str, Sequence[str]] | None = None,
) -> tuple[list[Hit], list[Unchecked]]:
    """What a check says about all nodes of a kind in documents."""
    shelf = Shelf({name: Lexicon(name, terms) for name, terms in (words or {}).items()}, {}, {})
    frames = frames_of(tuple(documents), shelf)
    chosen = spec.params() if params is None else params
    if given == "batch":
        walks = Walks()
        for number, document in enumerate(documents):
            noted = tuple(spec.notes(Scope("document", frames, number), chosen)) if spec.notes else ()
            walks.add(document.source, Walked(Parcel(()), {spec.name: Parcel(noted)}), readable=True)
        nodes = [batch(documents, shelf, walks.notes[spec.name])]
    else:
        nodes = [scope for number in range(len(frames)) for scope in scopes(frames, number)]
    told = [one for scope in nodes if scope.kind == given for one in spec(scope, chosen)]
    return [one for one in told if isinstance(one, Hit)], [one for one in told if isinstance(one, Unchecked)]
