"""Which rules can apply to a node: told at once for all that ask the same of it, before any of them is tried.

Nine in ten rules have nothing to say of the node at hand, and most for a reason that they share: the value is no ratio, the
category is not cost, the name holds none of a list's words. What rules ask of one field alone is asked once for each value that
the field takes: names, categories and units come up over and over, in one document and from one to the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from goalint.rules.apply import Program
from goalint.rules.evaluate import Closure, Shared, Tree, closure
from goalint.rules.lexicon import Lexicon
from goalint.rules.nodes import FIELDS
from goalint.rules.scope import Scope, Shelf
from goalint.rules.values import LOST, Value
from goalint.rules.vocabulary import Vocabulary

_SINGLE = frozenset(("text", "enum", "bool", "number"))  # types of fields that take one value
_WORTH = 4  # rules: asking costs about as much as trying two
_MOST = 4096  # values of a field that are remembered


class _Condition(NamedTuple):
    """A part of a rule that one field decides: of its `when`, or all of its `expect`.

    `alone`: the rule has no `when`. `whole`: it looks only at fields that are asked for, so that nothing it needs was lost if
    none of them was. `words`: it is satisfied, or not, if the field holds no term of that list: so `without` says.
    """

    bit: int
    holds: Closure
    expected: bool
    alone: bool
    whole: bool
    words: Lexicon | None
    without: bool


class _Question:
    """A field of a node, and the conditions that it decides."""

    __slots__ = ("_conditions", "_vocabulary", "answers", "get")

    def __init__(self, get: Closure, conditions: Sequence[_Condition], vocabulary: Vocabulary | None) -> None:
        self.get = get
        self._conditions = conditions
        self._vocabulary = vocabulary
        self.answers: dict[Value, tuple[int, int]] = {}

    def answered(self, value: Value, scope: Scope) -> tuple[int, int]:
        """The bits of the rules that have nothing to say of nodes with this value, and of those that have nothing to say as long
        as nothing was lost; the node has the value."""
        lists = None
        if type(value) is str and self._vocabulary is not None:
            certain, possible = self._vocabulary.lists_in(value)
            lists = certain | possible
        out = unless_lost = 0
        for bit, holds, expected, alone, whole, words, without in self._conditions:
            answer = without if lists is not None and words is not None and words not in lists else holds(scope)
            if answer is LOST:
                continue
            if answer is not False if expected else answer is not True:
                if alone if expected else answer is False:
                    out |= bit
                if whole:
                    unless_lost |= bit
        if len(self.answers) >= _MOST:
            self.answers.clear()
        self.answers[value] = out, unless_lost
        return out, unless_lost


class Dispatch:
    """The rules about one kind of node, in order, made ready to be told which of them a node is for."""

    __slots__ = ("_chosen", "_programs", "_questions")

    def __init__(self, programs: Sequence[Program], kind: str, shelf: Shelf, shared: Shared) -> None:
        self._programs = tuple(programs)
        self._chosen: dict[int, tuple[Program, ...]] = {}
        asked: dict[str, list[tuple[int, bool, Tree, Tree]]] = {}
        for number, program in enumerate(programs):
            tree = program.rule.trees[kind]
            conditions = [(False, one) for one in _conjuncts(tree["when"])] + ([(True, tree["expect"])] if tree["expect"] else [])
            for expected, condition in conditions:
                fields = {field[1]: field for field in _fields(condition)}
                if len(fields) == 1:
                    ((name, field),) = fields.items()
                    if FIELDS[kind][name].type.base in _SINGLE:
                        asked.setdefault(name, []).append((number, expected, condition, field))
        asked = {name: conditions for name, conditions in asked.items() if len({one[0] for one in conditions}) >= _WORTH}
        known = {FIELDS[kind][name].origin for name in asked if FIELDS[kind][name].follows}
        whole = {
            number: all(FIELDS[kind][name].follows and FIELDS[kind][name].origin in known for name in _mentioned(program, kind))
            for number, program in enumerate(programs)
        }
        self._questions = tuple(
            _Question(
                closure(conditions[0][3], kind, shelf, shared),
                [
                    _Condition(
                        1 << number,
                        closure(condition, kind, shelf, shared),
                        expected,
                        not programs[number].rule.trees[kind]["when"],
                        whole[number],
                        *_words(condition, shelf),
                    )
                    for number, expected, condition, _ in conditions
                ],
                shelf.vocabulary,
            )
            for conditions in asked.values()
        )

    def programs_for(self, scope: Scope) -> tuple[Program, ...]:
        """The rules that may have something to say of the node, or that cannot be checked on it: all others are satisfied."""
        out = unless_lost = 0
        lost = False
        for question in self._questions:
            value = question.get(scope)
            bits = question.answers.get(value) or question.answered(value, scope)
            out |= bits[0]
            unless_lost |= bits[1]
            lost = lost or value is LOST
        if not lost:
            out |= unless_lost
        chosen = self._chosen.get(out)
        if chosen is None:
            chosen = tuple(program for number, program in enumerate(self._programs) if not out >> number & 1)
            self._chosen[out] = chosen
        return chosen


def _conjuncts(condition: Tree | None) -> Sequence[Tree]:
    if not condition:
        return ()
    return condition[1:] if condition[0] == "and" else (condition,)


def _words(condition: Tree, shelf: Shelf) -> tuple[Lexicon | None, bool]:
    """The word list of a condition that asks only whether a field has a word, and what it is if the field has none."""
    asked = condition[1] if condition[0] == "not" else condition
    if asked[:2] == ["call", "has"] and asked[2][0] == "field":
        return shelf.lexicons[asked[3][1]], asked is not condition
    return None, False


def _fields(tree: Tree) -> Iterator[Tree]:
    """The fields in an expression."""
    if tree[0] == "field":
        yield tree
    for part in tree[1:]:
        if isinstance(part, list):
            yield from _fields(part)


def _mentioned(program: Program, kind: str) -> set[str]:
    tree = program.rule.trees[kind]
    return {field[1] for part in (tree["when"], tree["expect"]) if part for field in _fields(part)}
