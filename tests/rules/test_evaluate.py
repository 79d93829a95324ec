"""Closures against a naive evaluator of the same text, and against every way in which lost parts may have read."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goalint.rules.described import documents_of
from goalint.rules.environment import Environment
from goalint.rules.evaluate import closure
from goalint.rules.expression import compile_expression
from goalint.rules.lexicon import Classifier, Lexicon
from goalint.rules.nodes import FIELDS
from goalint.rules.scope import Scope, Shelf, frames_of, scopes
from goalint.rules.taxonomy import First, Second, Taxonomy
from goalint.rules.values import LOST, NA, Gap
from goalint.tree.units import UNITS
from goalint.tree.width import key

TERMS, COUNT, RATIO = ["提高", "有效"], ["数量", "次数"], ["率"]
SHELF = Shelf(
    {"vague": Lexicon("vague", TERMS)},
    {"measure": Classifier("measure", {"count": (COUNT, []), "ratio": (RATIO, [])})},
    {"R": Taxonomy("R", "", "", (First("产出指标"),), (Second("数量指标", "产出指标"), Second("质量指标", "产出指标")))},
)
SOURCES = {"first": ("产出指标",), "second": ("数量指标", "质量指标"), "regime": ("R",)}


def environment(kind: str) -> Environment:
    return Environment(kind, frozenset(SHELF.lexicons), {"measure": ("count", "ratio")}, SOURCES)


def run(source: str, scope: Scope) -> Any:
    expression, faults = compile_expression(source, environment(scope.kind))
    assert expression is not None, (source, faults)
    return closure(expression.tree, scope.kind, SHELF)(scope)


def scope_of(kind: str, node: dict[str, Any]) -> Scope:

    documents = [one._replace(regime="R") for one in documents_of(kind, node)]
    return [scope for scope in scopes(frames_of(documents, SHELF), 0) if scope.kind == kind][-1]


INDICATOR = {
    "level1": "产出指标",
    "level2": "数量指标",
    "name": "论文数量（篇）",
    "description": None,
    "value": "≥95%",
    "basis": "?",
    "project": {"budget": {"total": "3", "fiscal": "?", "other": None}, "goals": ["提高", None]},
    "document": {"fiscal_year": "2024"},
}


@pytest.mark.parametrize(
    ("source", "result"),
    [
        ('value.kind == "ratio"', True),
        ('value.op == "≥" and value.number == 95', True),
        ('category == "数量指标" and first == "产出指标"', True),
        ("missing(description)", True),
        ("missing(basis)", LOST),
        ("missing(name)", False),
        ('description == "x"', NA),
        ('basis == "x"', LOST),
        ('basis == "x" and missing(name)', False),
        ('basis == "x" or not missing(name)', True),
        ('description == "x" or basis == "x"', LOST),
        ('name_unit == "篇"', True),
        ('name == " 论文数量(篇) "', True),
        ('"数量" in name and "率" not in name', True),
        ('kind_of(name) == "count"', True),
        ("project.budget.total == 30000", True),
        ("project.budget.fiscal == 30000", LOST),
        ("or_zero(project.budget.other) == 0", True),
        ("project.budget.total + or_zero(project.budget.other) > 29999.5", True),
        ("value.number / or_zero(project.budget.other) > 0", NA),
        ("document.fiscal_year == 2024", True),
        ("0 <= value.number <= 100", True),
        ("0 <= value.number < 95", False),
        ('has(project.goals, "vague")', True),
        ("value.upper > 3", NA),
        ('value.op in ["≥", ">"]', True),
        ("value.number in [95, 96]", True),
        ("value.number not in [95, 96]", False),
        ("-value.number < 0", True),
        ("len(project.indicators) == 1", True),
        ("document.fiscal_year - 2000 == 24", True),
        ("missing(value.year) == missing(value.month)", True),
    ],
)
def test_results(source: str, result: object) -> None:
    assert run(source, scope_of("indicator", INDICATOR)) is result


# --- a naive evaluator over Python's own ast --------------------------------------------------------------------------


def naive(node: ast.expr, scope: Scope) -> Any:
    match node:
        case ast.Constant():
            return Decimal(str(node.value)) if isinstance(node.value, (int, float)) and node.value is not True else node.value
        case ast.Name() | ast.Attribute():
            return FIELDS[scope.kind][ast.unparse(node)].get(scope)
        case ast.List():
            return [naive(element, scope) for element in node.elts]
        case ast.UnaryOp(op=ast.Not()):
            value = naive(node.operand, scope)
            return value if isinstance(value, Gap) else not value
        case ast.BoolOp():
            return kleene([naive(value, scope) for value in node.values], isinstance(node.op, ast.Or))
        case ast.BinOp():
            return arithmetic(node.op, naive(node.left, scope), naive(node.right, scope))
        case ast.Compare():
            operands = [naive(operand, scope) for operand in (node.left, *node.comparators)]
            pairs = zip(node.ops, operands, operands[1:], strict=False)
            return kleene([comparison(op, left, right) for op, left, right in pairs], False)
        case ast.Call():
            return called(node, scope)
    raise AssertionError(ast.dump(node))


def kleene(parts: list[Any], deciding: bool) -> Any:
    for outcome in (deciding, LOST, NA):
        if any(part is outcome for part in parts):
            return outcome
    return not deciding


def arithmetic(op: ast.operator, left: Any, right: Any) -> Any:
    for gap in (LOST, NA):
        if left is gap or right is gap:
            return gap
    match op:
        case ast.Add():
            return left + right
        case ast.Sub():
            return left - right
        case ast.Mult():
            return left * right
    return NA if right == 0 else left / right


def comparison(op: ast.cmpop, left: Any, right: Any) -> Any:
    for gap in (LOST, NA):
        if left is gap or right is gap:
            return gap
    left, right = ([key(x) if isinstance(x, str) else x for x in side] if isinstance(side, list) else key(side)
                   if isinstance(side, str) else side for side in (left, right))  # fmt: skip
    match op:
        case ast.Eq():
            return left == right
        case ast.NotEq():
            return left != right
        case ast.In():
            return left in right
        case ast.NotIn():
            return left not in right
        case ast.Lt():
            return left < right
        case ast.LtE():
            return left <= right
        case ast.Gt():
            return left > right
    return left >= right


def called(node: ast.Call, scope: Scope) -> Any:
    assert isinstance(node.func, ast.Name)
    value = naive(node.args[0], scope)
    name = node.func.id
    if value is LOST:
        return LOST
    if name == "missing":
        return value is NA
    if name == "or_zero":
        return Decimal(0) if value is NA else value
    if value is NA:
        return NA
    if name == "len":
        return Decimal(len(value))
    if name == "has":
        return any(term in key(value) for term in TERMS)
    assert name == "kind_of"
    plain = key(value)
    inner = plain[plain.rfind("(") + 1 : -1] if plain.endswith(")") else ""
    if inner in UNITS:
        return UNITS[inner].value
    ends = {plain.rfind(word) + len(word): kind for kind, words in (("count", COUNT), ("ratio", RATIO)) for word in words
            if word in plain}  # fmt: skip
    return ends[max(ends)] if ends else NA


texts = st.sampled_from(["name", "level2", "description", "value.text", "value.unit", "project.name"])
number_fields = st.sampled_from(
    ["value.number", "value.upper", "value.year", "project.budget.total", "project.budget.other", "document.fiscal_year"]
)
enums = st.sampled_from(
    [
        ("value.kind", ["count", "ratio", "money", "text"]),
        ("value.op", ["≥", "≤", ">", "<", "="]),
        ("category", ["数量指标", "质量指标"]),
        ("kind_of(name)", ["count", "ratio"]),
    ]
)
words = st.sampled_from(['"论文数量"', '"率"', '"ＡＢ"', '"提高"', '"数 量"'])
number_expressions = st.recursive(
    number_fields | st.sampled_from(["0", "1", "2.5", "100", "30000"]),
    lambda inner: (
        st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda p: f"({p[0]} {p[1]} {p[2]})")
        | number_fields.map(lambda f: f"or_zero({f})")
        | texts.map(lambda f: f"len({f})")
    ),
    max_leaves=4,
)
comparators = st.sampled_from(["==", "!=", "<", "<=", ">", ">="])
atoms = st.one_of(
    st.tuples(texts, st.sampled_from(["==", "!=", "in", "not in"]), texts | words).map(" ".join),
    st.tuples(words, st.sampled_from(["in", "not in"]), texts).map(" ".join),
    enums.flatmap(lambda enum: st.sampled_from(enum[1]).map(lambda value: f'{enum[0]} == "{value}"')),
    enums.flatmap(lambda enum: st.sampled_from(enum[1]).map(lambda value: f'"{value}" != {enum[0]}')),
    enums.flatmap(lambda enum: st.lists(st.sampled_from(enum[1]), min_size=1).map(lambda values: f"{enum[0]} in {values}")),
    st.tuples(number_expressions, comparators, number_expressions).map(" ".join),
    st.tuples(number_expressions, comparators, number_expressions, comparators, number_expressions).map(" ".join),
    (texts | number_fields).map(lambda f: f"missing({f})"),
    texts.map(lambda f: f'has({f}, "vague")'),
)
conditions = st.recursive(
    atoms,
    lambda inner: (
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(lambda p: f"({p[0]} {p[1]} {p[2]})")
        | inner.map(lambda c: f"not ({c})")
    ),
    max_leaves=4,
)
cells = st.sampled_from([None, "?", "论文数量", "合格率（%）", "有效提高", "ＡＢ", "数 量"])
amounts = st.sampled_from([None, "?", "3", "0", "乱写"])
projects = st.fixed_dictionaries({"name": cells, "budget": st.fixed_dictionaries({"total": amounts, "other": amounts})})
rows = st.fixed_dictionaries(
    {"project": projects, "document": st.sampled_from([{}, {"fiscal_year": "2024"}])},
    optional={
        "name": cells,
        "level2": st.sampled_from([None, "?", "数量指标", "质量", "没有"]),
        "description": cells,
        "value": st.sampled_from([None, "?", "≥95%", "3篇", "2024年底", "≤3万元", "提高", "10-20人", "ＡＢ"]),
    },
)  # fmt: skip


@settings(max_examples=600, deadline=None)
@given(conditions.filter(lambda source: len(source) <= 400), rows)
def test_closures_agree_with_a_naive_evaluator(source: str, row: dict[str, Any]) -> None:
    expression, faults = compile_expression(source, environment("indicator"))
    if expression is None:
        assert all(fault.zh.startswith(("表达式没有用到", "表达式的嵌套超过")) for fault in faults)
        return
    scope = scope_of("indicator", row)
    body = ast.parse(source, mode="eval").body
    assert closure(expression.tree, "indicator", SHELF)(scope) is naive(body, scope)


# --- lost parts: what is decided holds however they read --------------------------------------------------------------

POSSIBLE = [None, "0%", "30%", "50%", "100%"]
schedule_numbers = st.one_of(
    st.sampled_from(["filled", "blank", "distinct(points)", "min(points)", "max(points)", "last", "len(points)", "last(points)"]),
    st.sampled_from(["0", "1", "2", "30", "100", "50"]),
)
schedule_sums = schedule_numbers | st.tuples(schedule_numbers, st.sampled_from("+-*"), schedule_numbers).map(" ".join)
schedule_atoms = st.one_of(
    st.tuples(schedule_sums, comparators, schedule_sums).map(" ".join),
    st.just("rising(points)"),
    st.sampled_from(["30 in points", "50 not in points", "last in [50, 100]", "filled in [2, 3]"]),
)
schedule_conditions = st.recursive(
    schedule_atoms,
    lambda inner: (
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(lambda p: f"({p[0]} {p[1]} {p[2]})")
        | inner.map(lambda c: f"not ({c})")
    ),
    max_leaves=3,
)


def completions(points: list[str | None]) -> Iterator[list[str | None]]:
    choices = [POSSIBLE if point == "?" else [point] for point in points]
    return (list(one) for one in product(*choices))


@settings(max_examples=400, deadline=None)
@given(schedule_conditions, st.lists(st.sampled_from([*POSSIBLE, "?", "?"]), min_size=1, max_size=4))
def test_what_is_decided_holds_however_the_lost_points_read(source: str, points: list[str | None]) -> None:
    expression, _ = compile_expression(source, environment("schedule"))
    if expression is None:
        return  # no field in it
    evaluate = closure(expression.tree, "schedule", SHELF)
    decided = evaluate(scope_of("schedule", {"points": points}))
    if decided is LOST or decided is NA:
        return
    for one in completions(points):
        assert evaluate(scope_of("schedule", {"points": one})) in (decided, NA), one


@settings(max_examples=200, deadline=None)
@given(schedule_conditions, st.lists(st.sampled_from(POSSIBLE), min_size=1, max_size=4))
def test_nothing_is_lost_where_all_is_there(source: str, points: list[str | None]) -> None:
    expression, _ = compile_expression(source, environment("schedule"))
    if expression is not None:
        assert closure(expression.tree, "schedule", SHELF)(scope_of("schedule", {"points": points})) is not LOST
