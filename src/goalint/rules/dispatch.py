"""Which rules can apply to a node: told at once for all that ask the same of it, before any of them is tried.

Nine in ten rules have nothing to say of the node at hand, and most for a reason that they share: the value is no ratio, the
category is not cost, the name holds none of a list's words. What rules ask of one field alone is asked once for each value that
the field takes: names, categories and units come up over and over, in one document and from one to the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from goalint.rules.apply import Program
from goalint.rules.evaluate import Closure, Shared, Tree, closure
from goalint.rules.nodes import FIELDS
from goalint.rules.scope import Scope, Shelf
from goalint.rules.values import LOST, NA, Value
from goalint.rules.vocabulary import Vocabulary

_SINGLE = frozenset(("text", "enum", "bool", "number"))  # types of fields that take one value
_NO_NAMES: frozenset[str] = frozenset()
_WORTH = 4  # rules: asking costs about as much as trying two
_MOST = 4096  # values of a field, or of all together, that are remembered


class _Condition(NamedTuple):
    """A part of a rule that one field decides, of its `when` or of what it expects, and the bit that stands for it.

    `alone`: the rule has no `when`. `whole`: it looks only at fields that are asked for, so that nothing it needs was lost if
    none of them was. `all_of_it`: what is expected is met by NA too. `words`: it is satisfied, or not, if the field holds no term
    of the list with that bit (0 if it asks for no list): so `without` says.
    """

    bit: int
    holds: Closure
    expected: bool
    alone: bool
    whole: bool
    all_of_it: bool
    words: int
    without: bool


class _Grounds(NamedTuple):
    """Why a rule has nothing to say of a node, in the bits of conditions.

    `when`: its conjuncts, each with its branches: one conjunct is enough of which every branch has a condition that fails.
    `expect`: what is expected, each with its branches: of all of them one must be met.
    """

    when: Sequence[Sequence[int]]
    expect: Sequence[int]

    def silent(self, bits: int) -> bool:
        """Whether the conditions with these bits are enough."""
        for branches in self.when:
            for branch in branches:
                if not branch & bits:
                    break
            else:
                return True
        for branches_met in self.expect:
            if not branches_met & bits:
                return False
        return bool(self.expect)


class _Question:
    """A field of a node, and the conditions that it decides."""

    __slots__ = ("_conditions", "_vocabulary", "answers", "get")

    def __init__(self, get: Closure, conditions: Sequence[_Condition], vocabulary: Vocabulary) -> None:
        self.get = get
        self._conditions = conditions
        self._vocabulary = vocabulary
        self.answers: dict[Value, tuple[int, int]] = {}

    def answered(self, value: Value, scope: Scope) -> tuple[int, int]:
        """The bits of the conditions that leave their rules nothing to say of nodes with this value, and of those that do so as
        long as nothing was lost; the node has the value."""
        lists = None
        if type(value) is str:
            certain, possible = self._vocabulary.lists_in(value)
            lists = certain | possible
        bits = unless_lost = 0
        for bit, holds, expected, alone, whole, all_of_it, words, without in self._conditions:
            answer = without if lists is not None and words and not words & lists else holds(scope)
            if expected:
                met = answer is True or all_of_it and answer is NA
                bits |= bit if met and alone else 0
                unless_lost |= bit if met and whole else 0
            elif answer is False:
                bits |= bit
            elif answer is NA and whole:
                unless_lost |= bit
        if len(self.answers) >= _MOST:
            self.answers.clear()
        self.answers[value] = bits, unless_lost
        return bits, unless_lost


class Dispatch:
    """The rules about one kind of node, in order, made ready to be told which of them a node is for."""

    __slots__ = ("_chosen", "_grounds", "_programs", "_questions")

    def __init__(self, programs: Sequence[Program], kind: str, shelf: Shelf, shared: Shared) -> None:
        self._programs = tuple(programs)
        self._chosen: dict[int, tuple[Program, ...]] = {}
        fields = FIELDS[kind]
        parts = _Parts(kind)
        trees = [(program.rule.trees[kind]["when"], program.rule.trees[kind]["expect"]) for program in programs]
        grounds = [(parts.of_when(when), parts.of_expect(expect)) for when, expect in trees]
        asking: dict[str, set[int]] = {}
        for number, (refuting, meeting) in enumerate(grounds):
            for name, _ in (*chain.from_iterable(chain.from_iterable(refuting)), *chain.from_iterable(meeting)):
                asking.setdefault(name, set()).add(number)
        asked = {name for name, rules in asking.items() if len(rules) >= _WORTH}
        known = {fields[name].origin for name in asked if fields[name].follows}
        questions: dict[str, list[_Condition]] = {name: [] for name in asked}
        count = 0

        def bit(name: str, tree: Tree, *, expected: bool, all_of_it: bool, alone: bool, whole: bool) -> int:
            nonlocal count
            made = closure(tree, kind, shelf, shared)
            condition = _Condition(1 << count, made, expected, alone, whole, all_of_it, *_words(tree, shelf))
            questions[name].append(condition)
            count += 1
            return condition.bit

        self._grounds = []
        for (when, expect), (refuting, meeting) in zip(trees, grounds, strict=True):
            mentioned = [parts.names(tree) for tree in (when, expect) if tree]
            whole = all(fields[name].follows and fields[name].origin in known for name in _NO_NAMES.union(*mentioned))
            alone = not when
            refuted = [
                [
                    sum(
                        bit(name, part, expected=False, all_of_it=False, alone=alone, whole=whole)
                        for name, part in branch
                        if name in asked
                    )
                    for branch in branches
                ]
                for branches in refuting
                if all(any(name in asked for name, _ in branch) for branch in branches)
            ]
            met = [
                sum(
                    bit(name, branch, expected=True, all_of_it=branch is part, alone=alone, whole=whole)
                    for name, branch in branches
                    if name in asked
                )
                for part, branches in zip(_split("and", expect), meeting, strict=False)
                if (alone or whole) and all(any(name in asked for name, _ in others) for others in meeting)
            ]
            self._grounds.append(_Grounds(refuted, met))
        self._questions = tuple(
            _Question(closure(parts.leaf[name], kind, shelf, shared), conditions, shelf.vocabulary)
            for name, conditions in questions.items()
            if conditions
        )

    def programs_for(self, scope: Scope) -> tuple[Program, ...]:
        """The rules that may have something to say of the node, or that cannot be checked on it: all others are satisfied."""
        bits = unless_lost = 0
        lost = False
        for question in self._questions:
            value = question.get(scope)
            more = question.answers.get(value) or question.answered(value, scope)
            bits |= more[0]
            unless_lost |= more[1]
            lost = lost or value is LOST
        if not lost:
            bits |= unless_lost
        chosen = self._chosen.get(bits)
        if chosen is None:
            if len(self._chosen) >= _MOST:
                self._chosen.clear()
            pairs = zip(self._programs, self._grounds, strict=True)
            chosen = self._chosen[bits] = tuple(program for program, grounds in pairs if not grounds.silent(bits))
        return chosen


def _split(operation: str, tree: Tree | None) -> Sequence[Tree]:
    if not tree:
        return ()
    return tree[1:] if tree[0] == operation else (tree,)


class _Parts:
    """What of the rules about one kind of node a single field decides, each part with the name of the field."""

    def __init__(self, kind: str) -> None:
        self.leaf: dict[str, Tree] = {}  # of each field one place where it stands
        self._fields = FIELDS[kind]
        self._names: dict[int, frozenset[str]] = {}  # by trees that the packs hold for as long as this

    def names(self, tree: Tree) -> frozenset[str]:
        """The fields in an expression."""
        found = self._names.get(id(tree))
        if found is None:
            if tree[0] == "field":
                found = frozenset((tree[1],))
                self.leaf[tree[1]] = tree
            else:
                found = _NO_NAMES.union(*[self.names(part) for part in tree[1:] if type(part) is list])
            self._names[id(tree)] = found
        return found

    def of_when(self, tree: Tree | None) -> list[list[list[tuple[str, Tree]]]]:
        """The conjuncts that fields decide one by one: of each the branches, of each branch the parts that one field decides."""
        found = []
        for conjunct in _split("and", tree):
            branches = [self._decided((conjunct,))]
            if not branches[0]:
                several = _split("or", conjunct)
                branches = [self._decided((branch,)) or self._decided(_split("and", branch)) for branch in several]
            if all(branches):
                found.append(branches)
        return found

    def of_expect(self, tree: Tree | None) -> list[list[tuple[str, Tree]]]:
        """All that is expected, if fields can decide it one by one: of each the branches that one field decides."""
        found = []
        for part in _split("and", tree):
            branches = self._decided((part,)) or self._decided(_split("or", part))
            if not branches:
                return []
            found.append(branches)
        return found

    def _decided(self, trees: Sequence[Tree]) -> list[tuple[str, Tree]]:
        """Those of the expressions that one field of single values decides."""
        found = []
        for tree in trees:
            names = self.names(tree)
            if len(names) == 1:
                (name,) = names
                if self._fields[name].type.base in _SINGLE:
                    found.append((name, tree))
        return found


def _words(condition: Tree, shelf: Shelf) -> tuple[int, bool]:
    """The bit of the word list of a condition that asks only whether a field has a word, and what it is if the field has none."""
    asked = condition[1] if condition[0] == "not" else condition
    if asked[:2] == ["call", "has"] and asked[2][0] == "field":
        return shelf.vocabulary.bits[shelf.lexicons[asked[3][1]]], asked is not condition
    return 0, False
