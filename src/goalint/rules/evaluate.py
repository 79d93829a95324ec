"""Compiled expressions put to work: from nested lists, as packs store them, to closures over a scope.

Rules ask the same of a node over and over (its kind of name, its category): what several expressions share is worked out
once for a node and kept in its scope.
"""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any

from goalint.rules import values
from goalint.rules.functions import FUNCTIONS, MEASURE
from goalint.rules.lexicon import Lexicon
from goalint.rules.nodes import FIELDS
from goalint.rules.patterns import searcher
from goalint.rules.scope import Scope, Shelf
from goalint.rules.values import LOST, NA, Gap, Value, fold, gap_of, opposite

Closure = Callable[[Scope], Value]
Tree = Sequence[Any]  # [operation, operand, …], JSON-able

_BINARY: dict[str, Callable[[Value, Value], Value]] = {
    "+": values.add,
    "-": values.subtract,
    "*": values.multiply,
    "/": values.divide,
    "<": values.less,
    "<=": values.less_or_equal,
    ">": lambda left, right: values.less(right, left),
    ">=": lambda left, right: values.less_or_equal(right, left),
    "number==": values.equal_numbers,
    "number!=": lambda left, right: opposite(values.equal_numbers(left, right)),
    "text==": values.equal_texts,
    "text!=": lambda left, right: opposite(values.equal_texts(left, right)),
    "other==": values.equal,
    "other!=": lambda left, right: opposite(values.equal(left, right)),
    "in text": values.within_text,
    "not in text": lambda left, right: opposite(values.within_text(left, right)),
    "in list": values.within_list,
    "not in list": lambda left, right: opposite(values.within_list(left, right)),
}
_ORDERED: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "number==": operator.eq, "number!=": operator.ne,
}  # fmt: skip
_LITERAL = {"text", "enum", "number", "bool"}


class Shared:
    """The parts that the expressions over one kind of node have in common, each compiled once.

    `trees` are all expressions that will be compiled with it: only what stands in them more than once is kept.
    """

    def __init__(self, trees: Iterable[Tree] = ()) -> None:
        self._counts: Counter[int] = Counter()
        self._made: dict[int, Closure] = {}
        self._numbers: dict[tuple[object, ...], int] = {}  # of what is written the same way, by its parts' numbers
        self._names: dict[int, int] = {}  # of trees that the packs hold for as long as this
        for tree in trees:
            self._count(tree)

    def _count(self, tree: Tree) -> int:
        if tree[0] in _LITERAL or tree[0] == "field":
            written = tuple(tree)
        else:
            written = tuple(part if type(part) is str else self._count(part) for part in tree)
        name = self._names[id(tree)] = self._numbers.setdefault(written, len(self._numbers))
        self._counts[name] += 1
        return name

    def made(self, tree: Tree, make: Callable[[], Closure]) -> Closure:
        """The closure of the tree; one that remembers its answer for a node if others ask for it too."""
        name = self._names.get(id(tree), -1)
        if self._counts[name] < 2:
            return make()
        if name not in self._made:
            self._made[name] = _remembering(make())
        return self._made[name]


def _remembering(work: Closure) -> Closure:
    def remembered(scope: Scope) -> Value:
        known = scope.known
        value = known.get(remembered, known)
        if value is known:  # nothing is known of it yet
            value = known[remembered] = work(scope)
        return value

    return remembered


def closure(tree: Tree, kind: str, shelf: Shelf, shared: Shared | None = None) -> Closure:
    """The compiled expression as a function of a scope of that kind; calling it never raises."""
    if tree[0] in _LITERAL:
        constant = literal(tree)
        return lambda scope: constant
    if shared is None:
        shared = Shared()
    return shared.made(tree, lambda: _compiled(tree, kind, shelf, shared))


def _compiled(tree: Tree, kind: str, shelf: Shelf, shared: Shared) -> Closure:
    operation = tree[0]
    if operation == "field":
        return FIELDS[kind][tree[1]].get
    if operation == "call":
        return _call(tree, kind, shelf, shared)
    if operation == "not" and tree[1][:2] == ["call", "missing"]:
        return _given(closure(tree[1][2], kind, shelf, shared))
    parts = [closure(part, kind, shelf, shared) for part in tree[1:]]
    if operation == "and":
        return _all(parts)
    if operation == "or":
        return _any(parts)
    if operation == "list":
        return lambda scope: tuple([part(scope) for part in parts])
    if operation == "not":
        return _turned(parts[0])
    if operation == "negative":
        only = parts[0]
        return lambda scope: values.negative(only(scope))
    left, right = parts
    constant = tree[2][0] in _LITERAL
    if operation in ("enum==", "enum!="):
        equal = operation == "enum=="
        return _compared_with(equal, left, tree[2][1]) if constant else _compared_enums(equal, left, right)
    if operation in ("text==", "text!=") and constant:
        return _compared_folded(operation == "text==", left, tree[2][1])
    if operation in ("in list", "not in list") and tree[2][0] == "list":
        sorts = {part[0] for part in tree[2][1:]}
        if sorts == {"enum"} or sorts == {"text"}:
            return _among(operation == "in list", left, [part[1] for part in tree[2][1:]], folded=sorts == {"text"})
    run = _BINARY[operation]
    if constant and operation in _ORDERED:
        return _compared_number(_ORDERED[operation], run, left, literal(tree[2]))
    if constant:
        other = literal(tree[2])
        return lambda scope: run(left(scope), other)
    return lambda scope: run(left(scope), right(scope))


def _all(parts: Sequence[Closure]) -> Closure:
    """Three-valued “and”, as `values.both`: one False decides."""

    def every(scope: Scope) -> Value:
        worst: Value = True
        for part in parts:
            value = part(scope)
            if value is False:
                return False
            if value is not True and worst is not LOST:
                worst = value
        return worst

    return every


def _any(parts: Sequence[Closure]) -> Closure:
    """Three-valued “or”, as `values.either`: one True decides."""

    def some(scope: Scope) -> Value:
        best: Value = False
        for part in parts:
            value = part(scope)
            if value is True:
                return True
            if value is not False and best is not LOST:
                best = value
        return best

    return some


def literal(tree: Tree) -> Value:
    """The value of a literal; numbers are kept as text so that they stay exact."""
    return Decimal(tree[1]) if tree[0] == "number" else tree[1]


def _compared_enums(wanted: bool, left: Closure, right: Closure) -> Closure:
    def compare(scope: Scope) -> Value:
        one, other = left(scope), right(scope)
        if type(one) is Gap or type(other) is Gap:
            return gap_of(one, other)
        return (one == other) is wanted

    return compare


def _compared_with(wanted: bool, left: Closure, constant: str) -> Closure:
    def compare(scope: Scope) -> Value:
        one = left(scope)
        return one if type(one) is Gap else (one == constant) is wanted

    return compare


def _among(wanted: bool, left: Closure, constants: Iterable[str], *, folded: bool) -> Closure:
    """An enum or a text held against a list of constant ones: what conditions begin with most."""
    listed = frozenset(map(fold, constants) if folded else constants)

    def among(scope: Scope) -> Value:
        one = left(scope)
        return one if type(one) is Gap else ((fold(one) if folded else one) in listed) is wanted

    return among


def _compared_number(
    compared: Callable[[Any, Any], bool], run: Callable[[Value, Value], Value], left: Closure, other: Value
) -> Closure:
    """A number held against a constant one; `run` answers for gaps and ranges."""

    def compare(scope: Scope) -> Value:
        one = left(scope)
        return compared(one, other) if type(one) is Decimal else run(one, other)

    return compare


def _turned(only: Closure) -> Closure:
    """Three-valued “not”."""

    def turned(scope: Scope) -> Value:
        value = only(scope)
        return value if type(value) is Gap else not value

    return turned


def _given(only: Closure) -> Closure:
    """That something is not missing."""

    def given(scope: Scope) -> Value:
        value = only(scope)
        return value if value is LOST else value is not NA

    return given


def _compared_folded(wanted: bool, left: Closure, constant: str) -> Closure:
    """A text held against a constant one: the common case, with the constant folded beforehand."""
    folded = fold(constant)

    def compare(scope: Scope) -> Value:
        one = left(scope)
        return one if type(one) is Gap else (fold(one) == folded) is wanted

    return compare


def _holds(text: Closure, lexicon: Lexicon) -> Closure:
    """A text held against a word list: what rules ask most, without the detour for lists of texts."""
    run, has = FUNCTIONS["has"].run, lexicon.has

    def holds(scope: Scope) -> Value:
        value = text(scope)
        return has(value) if type(value) is str else run(value, lexicon)

    return holds


def _call(tree: Tree, kind: str, shelf: Shelf, shared: Shared) -> Closure:
    name = tree[1]
    function = FUNCTIONS[name]
    run = function.run
    arguments: list[Closure] = []
    constants: list[object] = []
    for parameter, argument in zip(function.parameters, tree[2:], strict=False):
        if parameter == "lexicon":
            constants.append(shelf.lexicons[argument[1]])
        elif parameter == "classifier":
            constants.append(shelf.classifiers[argument[1]])
        elif parameter == "pattern":
            constants.append(searcher(argument[1]))
        else:
            arguments.append(closure(argument, kind, shelf, shared))
    if name == "kind_of":
        constants.append(shelf.classifiers[MEASURE])
    if len(arguments) == 1:
        only = arguments[0]
        if name == "has":
            return _holds(only, shelf.lexicons[tree[3][1]])
        if constants:
            constant = constants[0]
            return lambda scope: run(only(scope), constant)
        return lambda scope: run(only(scope))
    return lambda scope: run(*(argument(scope) for argument in arguments), *constants)
