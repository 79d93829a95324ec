"""Checks applied to described documents, without a pack around them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from goalint.rules.check import AnyCheck, Hit, Unchecked
from goalint.rules.described import documents_of
from goalint.rules.lexicon import Lexicon
from goalint.rules.scope import Shelf, batch, frames_of, scopes
from goalint.tree.document import Document

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
    nodes = [batch(frames, shelf)] if given == "batch" else [s for n in range(len(frames)) for s in scopes(frames, n)]
    told = [one for scope in nodes if scope.kind == given for one in spec(scope, spec.params() if params is None else params)]
    return [one for one in told if isinstance(one, Hit)], [one for one in told if isinstance(one, Unchecked)]
