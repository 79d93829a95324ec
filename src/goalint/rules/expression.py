"""The expression language: from text, through the standard `ast` and a whitelist, to a typed tree.

Only used when a pack is compiled. Every mistake is reported with its offset in the expression, and checking goes on
after one, so that an author sees all of them.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from goalint.rules.datatypes import BOOL, NUMBER, TEXT, UNKNOWN, Type
from goalint.rules.environment import Environment
from goalint.rules.functions import FUNCTIONS, MEASURE, Function
from goalint.rules.nodes import FIELDS
from goalint.rules.patterns import searcher
from goalint.rules.problems import close_to
from goalint.rules.syntax import Fault, syntax_fault
from goalint.tree.pattern import lazy
from goalint.tree.units import Kind

MOST_CHARACTERS = 400
DEEPEST = 12

_COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.In: "in", ast.NotIn: "not in",
}  # fmt: skip
_ARITHMETIC: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_WORDS = frozenset(("text", "enum"))  # what is text when a rule is applied
_NUMBER = lazy(r"\d+(\.\d+)?")


@dataclass(frozen=True, slots=True)
class Expression:
    """A compiled expression: its tree of nested lists, and the fields in it in the order they are mentioned."""

    tree: list[Any]
    type: Type
    fields: tuple[str, ...]


def compile_expression(source: str, environment: Environment) -> tuple[Expression | None, tuple[Fault, ...]]:
    """The typed tree of a condition, or None and all that is wrong with it."""
    lead = len(source) - len(source.lstrip())
    text = re.sub(r"\s", " ", source.strip())
    if not text:
        return None, (Fault(0, "表达式是空的", "the expression is empty"),)
    if len(text) > MOST_CHARACTERS:
        return None, (
            Fault(
                lead + MOST_CHARACTERS,
                f"表达式超过 {MOST_CHARACTERS} 个字符，请拆成几条规则或改写为 Python 检查（check:）",
                f"the expression is longer than {MOST_CHARACTERS} characters: split the rule or write a Python check (check:)",
            ),
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the compiler's advice on Python style does not concern rule authors
            body = ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return None, (syntax_fault(text, error, lead),)
    compiler = _Compiler(text, lead, environment)
    tree, type_ = compiler.typed(body, 1)
    compiler.nothing_after(body)
    if type_.base not in ("bool", "unknown"):
        compiler.fault(
            body,
            f"条件应得出是或非，这里得出的是{type_.name_zh}",
            f"a condition must be a truth value, this is a {type_.name_en}",
        )
    if not compiler.fields and not compiler.faults:
        compiler.fault(
            body, "表达式没有用到任何字段，永远是同一个结果", "the expression mentions no field: its result never changes"
        )
    if compiler.faults:
        return None, tuple(sorted(set(compiler.faults)))
    return Expression(tree, type_, tuple(compiler.fields)), ()


class _Compiler:
    """One expression on its way; the methods return the tree and its type, UNKNOWN after a fault."""

    def __init__(self, text: str, lead: int, environment: Environment) -> None:
        self.text = text
        self.lead = lead
        self.environment = environment
        self.known = FIELDS[environment.kind]
        self.fields: dict[str, None] = {}
        self.faults: list[Fault] = []
        self._bytes = text.encode()

    def _characters(self, byte: int) -> int:
        return len(self._bytes[:byte].decode(errors="ignore"))

    def fault(self, node: ast.expr, zh: str, en: str, alternatives: Sequence[str] = ()) -> tuple[list[Any], Type]:
        """Note a mistake at the node (the ast counts columns in bytes) and go on."""
        self.faults.append(Fault(self.lead + self._characters(node.col_offset), zh, en, tuple(alternatives)))
        return ["bool", False], UNKNOWN

    def nothing_after(self, body: ast.expr) -> None:
        """Python would drop a comment in silence."""
        rest = self.text[self._characters(body.end_col_offset or 0) :]
        if "#" in rest:
            at = self.lead + len(self.text) - len(rest) + rest.index("#")
            self.faults.append(Fault(at, "表达式里不能写注释", "no comments inside an expression"))

    def typed(self, node: ast.expr, depth: int) -> tuple[list[Any], Type]:
        """The tree and type of one node."""
        if depth > DEEPEST:
            return self.fault(
                node,
                f"表达式的嵌套超过 {DEEPEST} 层，请拆开或改写为 Python 检查（check:）",
                f"the expression is nested deeper than {DEEPEST}: split it or write a Python check (check:)",
            )
        match node:
            case ast.BoolOp():
                parts = [self._truth(value, depth) for value in node.values]
                return ["and" if isinstance(node.op, ast.And) else "or", *parts], BOOL
            case ast.UnaryOp(op=ast.Not()):
                return ["not", self._truth(node.operand, depth)], BOOL
            case ast.UnaryOp(op=ast.USub()):
                return ["negative", self._number(node.operand, depth)], NUMBER
            case ast.BinOp():
                operation = _ARITHMETIC.get(type(node.op))
                if operation is None:
                    return self.fault(node, "只能用 + - * / 计算", "only + - * / are allowed")
                return [operation, self._number(node.left, depth), self._number(node.right, depth)], NUMBER
            case ast.Compare():
                return self._compare(node, depth)
            case ast.Constant():
                return self._constant(node)
            case ast.Name() | ast.Attribute():
                return self._field(node)
            case ast.Call():
                return self._call(node, depth)
            case ast.List() | ast.Tuple():
                return self._list(node, depth)
            case _:
                return self.fault(
                    node,
                    "这种写法不在规则语言之内：只有字段、文字、数、比较、and or not、in、加减乘除和函数",
                    "not part of the rule language: fields, literals, comparisons, and/or/not, in, + - * / and functions are",
                )

    def _truth(self, node: ast.expr, depth: int) -> list[Any]:
        tree, type_ = self.typed(node, depth + 1)
        if type_.base not in ("bool", "unknown"):
            self.fault(node, f"这里应是条件，不是{type_.name_zh}", f"a condition is needed here, not a {type_.name_en}")
        return tree

    def _number(self, node: ast.expr, depth: int) -> list[Any]:
        tree, type_ = self.typed(node, depth + 1)
        if type_.base not in ("number", "unknown"):
            self.fault(node, f"只有数可以计算，这里是{type_.name_zh}", f"arithmetic needs numbers, this is a {type_.name_en}")
        return tree

    def _constant(self, node: ast.Constant) -> tuple[list[Any], Type]:
        value = node.value
        if isinstance(value, bool):
            return ["bool", value], BOOL
        if isinstance(value, str):
            return ["text", value], TEXT
        written = ast.get_source_segment(self.text, node) or ""
        if isinstance(value, (int, float)) and _NUMBER.fullmatch(written):
            return ["number", written], NUMBER
        return self.fault(
            node,
            f"“{written}”不是规则语言的数或文字（数写成 95 或 0.5）",
            f"“{written}” is no number or text here (write 95 or 0.5)",
        )

    def _field(self, node: ast.Name | ast.Attribute) -> tuple[list[Any], Type]:
        name = _dotted(node)
        if name is None:
            return self.fault(node, "点号前面只能是字段名", "only names of fields may stand before a dot")
        if name not in self.known:
            kind = self.environment.kind
            inside = [known for known in self.known if known.startswith(f"{name}.")]
            wrong = f"{kind} 没有字段 {name}"
            if inside:
                wrong += f"，它有 {'、'.join(inside[:4])}{' 等' if len(inside) > 4 else ''}"
            if name in FUNCTIONS:
                wrong = f"{name} 是函数，请写 {FUNCTIONS[name].signature}"
            return self.fault(node, wrong, f"{kind} has no field {name}", close_to(name, self.known))
        self.fields[name] = None
        return ["field", name], self.environment.resolved(self.known[name].type)

    def _list(self, node: ast.List | ast.Tuple, depth: int) -> tuple[list[Any], Type]:
        if not node.elts:
            return self.fault(node, "列表是空的", "the list is empty")
        parts = [self.typed(element, depth + 1) for element in node.elts]
        inner = next((type_ for _, type_ in parts if type_.base != "unknown"), UNKNOWN)
        for element, (_, type_) in zip(node.elts, parts, strict=True):
            if type_.base not in (inner.base, "unknown") or type_.base in ("list", "nodes"):
                return self.fault(element, "列表各项应是同一种值", "the elements of a list must be of one type")
        return ["list", *(tree for tree, _ in parts)], Type("list", of=inner)

    # --- comparisons --------------------------------------------------------------------------------------------------

    def _compare(self, node: ast.Compare, depth: int) -> tuple[list[Any], Type]:
        operands = [node.left, *node.comparators]
        typed = [self.typed(operand, depth + 1) for operand in operands]
        pairs = []
        for at, operator in enumerate(node.ops):
            name = _COMPARISONS.get(type(operator))
            if name is None:
                return self.fault(operands[at], "is 不能用，请写 == 或 missing(x)", "“is” is not allowed: write == or missing(x)")
            pairs.append(self._pair(name, operands[at], operands[at + 1], typed[at], typed[at + 1]))
        return (pairs[0] if len(pairs) == 1 else ["and", *pairs]), BOOL

    def _pair(
        self, name: str, left: ast.expr, right: ast.expr, one: tuple[list[Any], Type], other: tuple[list[Any], Type]
    ) -> list[Any]:
        (tree, type_), (tree2, type2) = one, other
        bases = (type_.base, type2.base)
        if "unknown" in bases:
            return ["bool", False]
        if name in ("in", "not in"):
            return self._membership(name, left, right, one, other)
        if name in ("<", "<=", ">", ">="):
            if bases != ("number", "number"):
                wrong = left if type_.base != "number" else right
                is_ = type_ if wrong is left else type2
                self.fault(wrong, f"比大小只能用于数，这里是{is_.name_zh}", f"{name} compares numbers, this is a {is_.name_en}")
            return [name, tree, tree2]
        if bases == ("enum", "enum"):
            if not set(type_.values) & set(type2.values):
                self.fault(
                    left, "两边的取值没有一个相同，永远不相等", "the two sides have no value in common: they are never equal"
                )
            return [f"enum{name}", tree, tree2]
        if bases == ("enum", "text") and tree2[0] == "text":
            return [f"enum{name}", tree, self._enumerated(right, tree2, type_)]
        if bases == ("text", "enum") and tree[0] == "text":
            return [f"enum{name}", self._enumerated(left, tree, type2), tree2]
        if set(bases) == {"text", "enum"}:
            return [f"text{name}", tree, tree2]
        if bases[0] != bases[1] or bases[0] in ("list", "nodes"):
            self.fault(
                left, f"{type_.name_zh}不能和{type2.name_zh}比较", f"a {type_.name_en} cannot be compared with a {type2.name_en}"
            )
        return [f"{bases[0] if bases[0] in ('text', 'number') else 'other'}{name}", tree, tree2]

    def _enumerated(self, node: ast.expr, tree: list[Any], type_: Type) -> list[Any]:
        """A literal held against an enum: it must be one of its values."""
        if tree[1] not in type_.values:
            all_ = "、".join(type_.values)
            self.fault(
                node,
                f"没有“{tree[1]}”这个取值，只有：{all_}",
                f"“{tree[1]}” is not one of its values: {', '.join(type_.values)}",
                close_to(tree[1], type_.values),
            )
        return ["enum", tree[1]]

    def _membership(
        self, name: str, left: ast.expr, right: ast.expr, one: tuple[list[Any], Type], other: tuple[list[Any], Type]
    ) -> list[Any]:
        (tree, type_), (tree2, type2) = one, other
        if type_.base in _WORDS and type2.base in _WORDS:
            return [f"{name} text", tree, tree2]
        inner = type2.of
        if type2.base != "list" or inner is None or type_.base in ("list", "nodes"):
            self.fault(
                right,
                f"in 的右边应是文字或列表，左边是其中的一个：这里是{type_.name_zh} in {type2.name_zh}",
                f"“in” needs a text or list on its right and one of its kind on its left: {type_.name_en} in {type2.name_en}",
            )
            return ["bool", False]
        if type_.base == "enum" and inner.base == "text" and tree2[0] == "list" and isinstance(right, (ast.List, ast.Tuple)):
            pairs = zip(right.elts, tree2[1:], strict=True)
            tree2 = ["list", *(self._enumerated(element, part, type_) if part[0] == "text" else part for element, part in pairs)]
        elif type_.base == "text" and inner.base == "enum" and tree[0] == "text":
            tree = self._enumerated(left, tree, inner)
        elif type_.base != inner.base and inner.base != "unknown" and not {type_.base, inner.base} <= _WORDS:
            self.fault(left, f"{type_.name_zh}不会在{type2.name_zh}里", f"a {type_.name_en} is never in a {type2.name_en}")
        return [f"{name} list", tree, tree2]

    # --- functions ----------------------------------------------------------------------------------------------------

    def _call(self, node: ast.Call, depth: int) -> tuple[list[Any], Type]:
        name = _dotted(node.func)
        function = FUNCTIONS.get(name or "")
        if name is None or function is None:
            written = name or ast.get_source_segment(self.text, node.func) or ""
            return self.fault(node, f"没有函数 {written}", f"there is no function {written}", close_to(written, FUNCTIONS))
        if node.keywords or len(node.args) != len(function.parameters) or any(isinstance(a, ast.Starred) for a in node.args):
            return self.fault(node, f"函数的用法是 {function.signature}", f"the function is used as {function.signature}")
        trees: list[Any] = []
        types: list[Type] = []
        for parameter, argument in zip(function.parameters, node.args, strict=True):
            if parameter in ("lexicon", "classifier", "pattern"):
                trees.append(self._named(parameter, argument, function))
                continue
            tree, type_ = self.typed(argument, depth + 1)
            if parameter == "element":
                self._element(argument, type_, types[-1], function)
            else:
                self._argument(parameter, argument, type_, function)
            trees.append(tree)
            types.append(type_)
        return ["call", name, *trees], self._result(node, function, trees, types)

    def _argument(self, parameter: str, node: ast.expr, type_: Type, function: Function) -> None:
        inner = type_.of.base if type_.of else ""
        fits = {
            "any": type_.base not in ("list", "nodes"),
            "text": type_.base in _WORDS,
            "texts": type_.base in _WORDS or inner in _WORDS,
            "number": type_.base == "number",
            "numbers": inner == "number",
            "list": type_.base == "list",
            "length": type_.base in ("text", "list", "nodes"),
        }[parameter]
        if not fits and type_.base != "unknown" and inner != "unknown":
            self.fault(
                node,
                f"{function.signature} 用不了{type_.name_zh}",
                f"{function.signature} does not take a {type_.name_en}",
            )

    def _element(self, node: ast.expr, type_: Type, many: Type, function: Function) -> None:
        """What is looked for in a list must be able to stand in it."""
        inner = many.of or UNKNOWN
        fits = type_.base == inner.base or {type_.base, inner.base} <= _WORDS
        if not fits and "unknown" not in (type_.base, inner.base):
            self.fault(
                node,
                f"{function.signature}：{type_.name_zh}不会在{many.name_zh}里",
                f"{function.signature}: a {type_.name_en} is never in a {many.name_en}",
            )

    def _named(self, parameter: str, node: ast.expr, function: Function) -> list[Any]:
        """A lexicon, classifier or pattern: a literal that must exist, or be valid."""
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            self.fault(
                node,
                f"这里要直接写名字或样式并加引号：{function.signature}",
                f"write the name or pattern itself, in quotes: {function.signature}",
            )
            return ["text", ""]
        name = node.value
        if parameter == "pattern":
            try:
                searcher(name)
            except ValueError as error:
                self.fault(node, f"正则表达式不对：{error}", f"the regular expression is wrong: {error}")
            return ["text", name]
        known = self.environment.lexicons if parameter == "lexicon" else self.environment.classifiers
        what_zh, what_en = ("词表", "lexicon") if parameter == "lexicon" else ("分类词表", "classifier")
        if name not in known:
            self.fault(node, f"没有{what_zh}“{name}”", f"there is no {what_en} “{name}”", close_to(name, known))
        return ["text", name]

    def _result(self, node: ast.Call, function: Function, trees: list[Any], types: list[Type]) -> Type:
        if function.result in ("class", "measure"):
            name = MEASURE if function.result == "measure" else trees[1][1]
            classes = self.environment.classifiers.get(name)
            if classes is None:
                if function.result == "measure":
                    self.fault(
                        node,
                        f"kind_of 要有名为“{MEASURE}”的分类词表，规则包里没有",
                        f"kind_of needs a classifier named “{MEASURE}”; the pack has none",
                    )
                return UNKNOWN
            units = [kind for kind in Kind if function.result == "measure" and kind in _UNIT_KINDS]
            return Type("enum", tuple(dict.fromkeys([*classes, *units])))
        if function.result == "item":
            return types[0].of or UNKNOWN
        return {"bool": BOOL, "number": NUMBER, "text": TEXT, "numbers": Type("list", of=NUMBER)}[function.result]


_UNIT_KINDS = frozenset((Kind.COUNT, Kind.RATIO, Kind.MONEY, Kind.DURATION))


def _dotted(node: ast.expr) -> str | None:
    """`a.b.c` of a chain of attributes; None if it is anything else."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return None
    return ".".join([node.id, *reversed(parts)])
