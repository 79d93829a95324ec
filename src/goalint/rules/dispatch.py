"""Which rules can apply to a node: told at once for all that ask the same of it, before any of them is tried.

Nine in ten rules do not apply to the node at hand, and most for a reason that they share: the value is no ratio, the category is
not cost. What conditions ask for that has few answers (a kind, a category, whether a word stands there) is asked once for a
node; which rules its answer rules out is worked out when the answer first comes up.
"""

from __future__ import annotations

from collections.abc import Sequence

from goalint.rules.apply import Program
from goalint.rules.evaluate import Closure, Shared, Tree, closure
from goalint.rules.functions import FUNCTIONS
from goalint.rules.nodes import FIELDS
from goalint.rules.scope import Scope, Shelf

_FEW = {"bool", "class", "measure"}  # results of functions, and `enum` of fields, that take few values
_WORTH = 3  # conditions of as many rules: asking costs about as much as trying two


class _Question:
    """What is asked of a node, and the conditions that depend on its answer alone, each with the bit of its rule."""

    __slots__ = ("conditions", "get", "ruled_out")

    def __init__(self, get: Closure, conditions: Sequence[tuple[int, Closure]]) -> None:
        self.get = get
        self.conditions = conditions
        self.ruled_out: dict[object, int] = {}

    def rules_out(self, answer: object, scope: Scope) -> int:
        """The bits of the rules that cannot apply to a node with this answer; the node is one that gives it."""
        bits = 0
        for bit, condition in self.conditions:
            if condition(scope) is False:
                bits |= bit
        self.ruled_out[answer] = bits
        return bits


class Dispatch:
    """The rules about one kind of node, in order, made ready to be told which of them a node is for."""

    __slots__ = ("_chosen", "_programs", "_questions")

    def __init__(self, programs: Sequence[Program], kind: str, shelf: Shelf, shared: Shared) -> None:
        self._programs = tuple(programs)
        self._chosen: dict[int, tuple[Program, ...]] = {}
        asked: dict[str, tuple[Tree, list[tuple[int, Tree]]]] = {}
        for number, program in enumerate(programs):
            for condition in _conjuncts(program.rule.trees[kind]["when"]):
                questions = _questions(condition, kind)
                if questions is not None and len(questions) == 1:
                    ((name, question),) = questions.items()
                    asked.setdefault(name, (question, []))[1].append((1 << number, condition))
        self._questions = tuple(
            _Question(
                closure(question, kind, shelf, shared),
                [(bit, closure(condition, kind, shelf, shared)) for bit, condition in conditions],
            )
            for question, conditions in asked.values()
            if len(conditions) >= _WORTH
        )

    def programs_for(self, scope: Scope) -> tuple[Program, ...]:
        """The rules that may apply to the node: of all others a condition is False."""
        out = 0
        for question in self._questions:
            answer = question.get(scope)
            bits = question.ruled_out.get(answer)
            out |= question.rules_out(answer, scope) if bits is None else bits
        chosen = self._chosen.get(out)
        if chosen is None:
            chosen = tuple(program for number, program in enumerate(self._programs) if not out >> number & 1)
            self._chosen[out] = chosen
        return chosen


def _conjuncts(condition: Tree | None) -> Sequence[Tree]:
    if not condition:
        return ()
    return condition[1:] if condition[0] == "and" else (condition,)


def _questions(tree: Tree, kind: str) -> dict[str, Tree] | None:
    """What the expression asks of the node, by how it is written; None if an answer may be any text or number."""
    operation = tree[0]
    if operation in ("text", "enum", "number", "bool"):
        return {}
    if operation == "field":
        return {str(tree): tree} if FIELDS[kind][tree[1]].type.base in ("enum", "bool") else None
    if operation == "call":
        if tree[1] == "missing" and (inner := _questions(tree[2], kind)) is not None:
            return inner
        return {str(tree): tree} if FUNCTIONS[tree[1]].result in _FEW else None
    found: dict[str, Tree] = {}
    for part in tree[1:]:
        asked = _questions(part, kind)
        if asked is None:
            return None
        found |= asked
    return found
