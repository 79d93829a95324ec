"""Which rules can apply to a node: told at once for all that ask the same of it, before any of them is tried.

Nine in ten rules have nothing to say of the node at hand, and most for a reason that they share: the value is no ratio, the
category is not cost, the name holds none of a list's words. What rules ask of one field alone is asked once for each value that
the field takes: names, categories and units come up over and over, in one document and from one to the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from goalint.rules.apply import Program
from goalint.rules.evaluate import Closure, Shared, Tree, closure
from goalint.rules.lexicon import Lexicon
from goalint.rules.nodes import FIELDS
from goalint.rules.scope import Scope, Shelf
from goalint.rules.values import LOST, NA, Value
from goalint.rules.vocabulary import Vocabulary

_SINGLE = frozenset(("text", "enum", "bool", "number"))  # types of fields that take one value
_WORTH = 7  # rules: asking costs about as much as trying two
_MOST = 4096  # values of a field, or of all together, that are remembered


class _Condition(NamedTuple):
    """A part of a rule that one field decides, of its `when` or of what it expects, and the bit that stands for it.

    `alone`: the rule has no `when`. `whole`: it looks only at fields that are asked for, so that nothing it needs was lost if
    none of them was. `all_of_it`: what is expected is met by NA too. `words`: it is satisfied, or not, if the field holds no term
    of that list: so `without` says.
    """

    bit: int
    holds: Closure
    expected: bool
    alone: bool
    whole: bool
    all_of_it: bool
    words: Lexicon | None
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

    def __init__(self, get: Closure, conditions: Sequence[_Condition], vocabulary: Vocabulary | None) -> None:
        self.get = get
        self._conditions = conditions
        self._vocabulary = vocabulary
        self.answers: dict[Value, tuple[int, int]] = {}

    def answered(self, value: Value, scope: Scope) -> tuple[int, int]:
        """The bits of the conditions that leave their rules nothing to say of nodes with this value, and of those that do so as
        long as nothing was lost; the node has the value."""
        lists = None
        if type(value) is str and self._vocabulary is not None:
            certain, possible = self._vocabulary.lists_in(value)
            lists = certain | possible
        bits = unless_lost = 0
        for bit, holds, expected, alone, whole, all_of_it, words, without in self._conditions:
            answer = without if lists is not None and words is not None and words not in lists else holds(scope)
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
        trees = [(program.rule.trees[kind]["when"], program.rule.trees[kind]["expect"]) for program in programs]
        asking: dict[str, set[int]] = {}
        for number, (when, expect) in enumerate(trees):
            for branches in (*_when(when, kind, None), *_expect(expect, kind, None)):
                for name in {field[1] for part in branches for one in part for field in _fields(one)}:
                    asking.setdefault(name, set()).add(number)
        fields = FIELDS[kind]
        asked = {name for name, rules in asking.items() if len(rules) >= _WORTH}
        known = {fields[name].origin for name in asked if fields[name].follows}
        questions: dict[str, tuple[Tree, list[_Condition]]] = {}
        count = 0

        def bit(tree: Tree, expected: bool, all_of_it: bool, alone: bool, whole: bool) -> int:
            nonlocal count
            field = next(_fields(tree))
            made = closure(tree, kind, shelf, shared)
            condition = _Condition(1 << count, made, expected, alone, whole, all_of_it, *_words(tree, shelf))
            questions.setdefault(field[1], (field, []))[1].append(condition)
            count += 1
            return condition.bit

        self._grounds = []
        for when, expect in trees:
            mentioned = {field[1] for tree in (when, expect) if tree for field in _fields(tree)}
            whole = all(fields[name].follows and fields[name].origin in known for name in mentioned)
            alone = not when
            refuted = [
                [sum(bit(part, False, False, alone, whole) for part in branch) for branch in branches]
                for branches in _when(when, kind, asked)
            ]
            met = [
                sum(bit(branch, True, branches == [[part]], alone, whole) for (branch,) in branches)
                for part, branches in zip(_parts("and", expect), _expect(expect, kind, asked), strict=False)
                if alone or whole
            ]
            self._grounds.append(_Grounds(refuted, met))
        self._questions = tuple(
            _Question(closure(field, kind, shelf, shared), conditions, shelf.vocabulary)
            for field, conditions in questions.values()
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


def _parts(operation: str, tree: Tree | None) -> Sequence[Tree]:
    if not tree:
        return ()
    return tree[1:] if tree[0] == operation else (tree,)


def _decided(tree: Tree, kind: str, asked: Set[str] | None) -> bool:
    """Whether one field decides the expression, of those that are asked for."""
    names = {field[1] for field in _fields(tree)}
    if len(names) != 1 or asked is not None and not names <= asked:
        return False
    return FIELDS[kind][names.pop()].type.base in _SINGLE


def _when(tree: Tree | None, kind: str, asked: Set[str] | None) -> list[list[list[Tree]]]:
    """The conjuncts that fields decide one by one: of each the branches, of each branch the parts that one field decides."""
    found = []
    for conjunct in _parts("and", tree):
        branches = [[conjunct]]
        if not _decided(conjunct, kind, asked):
            branches = [
                [branch]
                if _decided(branch, kind, asked)
                else [one for one in _parts("and", branch) if _decided(one, kind, asked)]
                for branch in _parts("or", conjunct)
            ]
        if all(branches):
            found.append(branches)
    return found


def _expect(tree: Tree | None, kind: str, asked: Set[str] | None) -> list[list[list[Tree]]]:
    """All that is expected, if fields can decide it one by one: of each the branches that one field decides."""
    found = []
    for part in _parts("and", tree):
        branches = [[part]]
        if not _decided(part, kind, asked):
            branches = [[branch] for branch in _parts("or", part) if _decided(branch, kind, asked)]
        if not branches:
            return []
        found.append(branches)
    return found


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
