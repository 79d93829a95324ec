"""Compiled expressions put to work: from nested lists, as packs store them, to closures over a scope."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from goalint.rules import values
from goalint.rules.functions import FUNCTIONS, MEASURE
from goalint.rules.nodes import FIELDS
from goalint.rules.patterns import searcher
from goalint.rules.scope import Scope, Shelf
from goalint.rules.values import Gap, Value, both, either, fold, gap_of, opposite

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
_LITERAL = {"text", "enum", "number", "bool"}


def closure(tree: Tree, kind: str, shelf: Shelf) -> Closure:
    """The compiled expression as a function of a scope of that kind; calling it never raises."""
    operation = tree[0]
    if operation == "field":
        return FIELDS[kind][tree[1]].get
    if operation in _LITERAL:
        constant = literal(tree)
        return lambda scope: constant
    if operation == "call":
        return _call(tree, kind, shelf)
    parts = [closure(part, kind, shelf) for part in tree[1:]]
    if operation == "and":
        return lambda scope: both(part(scope) for part in parts)
    if operation == "or":
        return lambda scope: either(part(scope) for part in parts)
    if operation == "list":
        return lambda scope: tuple(part(scope) for part in parts)
    if operation == "not":
        only = parts[0]
        return lambda scope: opposite(only(scope))
    if operation == "negative":
        only = parts[0]
        return lambda scope: values.negative(only(scope))
    if operation in ("enum==", "enum!="):
        return _compared_enums(operation == "enum==", *parts)
    if operation in ("text==", "text!=") and tree[2][0] == "text":
        return _compared_with(operation == "text==", parts[0], tree[2][1])
    run = _BINARY[operation]
    left, right = parts
    return lambda scope: run(left(scope), right(scope))


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
    """A text held against a constant one: the common case, with the constant folded beforehand."""
    folded = fold(constant)

    def compare(scope: Scope) -> Value:
        one = left(scope)
        return one if type(one) is Gap else (fold(one) == folded) is wanted

    return compare


def _call(tree: Tree, kind: str, shelf: Shelf) -> Closure:
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
            arguments.append(closure(argument, kind, shelf))
    if name == "kind_of":
        constants.append(shelf.classifiers[MEASURE])
    if len(arguments) == 1:
        only = arguments[0]
        if constants:
            constant = constants[0]
            return lambda scope: run(only(scope), constant)
        return lambda scope: run(only(scope))
    return lambda scope: run(*(argument(scope) for argument in arguments), *constants)
