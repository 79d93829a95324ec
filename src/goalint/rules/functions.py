"""The functions of the rule language: one table, from which expressions are typed, run and documented."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from goalint.rules.lexicon import Classifier, Lexicon, unit_in_brackets, without_brackets
from goalint.rules.values import INFINITE, LOST, NA, Gap, Range, Value, add, between, either, equal, fold, gap_of
from goalint.tree.dates import years_in
from goalint.tree.numerals import CHINESE_NUMERAL
from goalint.tree.pattern import lazy
from goalint.tree.units import UNITS, unit_at
from goalint.tree.width import narrow

# The classifier that kind_of() asks; a pack that uses kind_of() has one of this name.
MEASURE = "measure"


class Function(NamedTuple):
    """One function.

    `parameters` name what it takes: any (a single value), text, texts (a text or a list of them), number, numbers (a
    list), list (of anything), element (a single value of the kind that the list before it holds), lexicon, classifier,
    pattern (literals). `result` is bool, number, text, texts, numbers, class or measure (the classes of the classifier) or
    item (an element of the list).
    """

    parameters: tuple[str, ...]
    result: str
    run: Callable[..., Value]
    signature: str
    zh: str
    en: str


def _missing(value: Value) -> Value:
    return value if value is LOST else value is NA


def _or_zero(value: Value) -> Value:
    return Decimal(0) if value is NA else value


def _len(value: Value) -> Value:
    return value if type(value) is Gap else Decimal(len(value))


def _sum(values: Value) -> Value:
    if type(values) is Gap:
        return values
    if gap := gap_of(*values):
        return gap
    total: Value = Decimal(0)
    for value in values:
        total = add(total, value)
    return total


def _known(values: tuple[Value, ...]) -> tuple[list[Decimal], int]:
    """The numbers that are known, in order, and how many are not (blank ones count as neither)."""
    known = [value for value in values if type(value) is Decimal]
    return known, sum(value is LOST or type(value) is Range for value in values)


def _rising(values: Value) -> Value:
    if type(values) is Gap:
        return values
    known, lost = _known(values)
    if any(later < earlier for earlier, later in pairwise(known)):
        return False
    return LOST if lost and lost + len(known) > 1 else True


def _distinct(values: Value) -> Value:
    if type(values) is Gap:
        return values
    different = {fold(value) if type(value) is str else value for value in values if type(value) not in (Gap, Range)}
    lost = sum(value is LOST or type(value) is Range for value in values)
    return between(Decimal(len(different)), Decimal(len(different) + lost))


def _last(values: Value) -> Value:
    if type(values) is Gap:
        return values
    return values[-1] if values else NA


def _extreme(values: Value, least: bool) -> Value:
    if type(values) is Gap:
        return values
    known, lost = _known(values)
    if not known:
        return LOST if lost else NA
    best = min(known) if least else max(known)
    if not lost:
        return best
    return Range(-INFINITE, best) if least else Range(best, INFINITE)


def _each_text(value: Value, test: Callable[[str], bool | Gap]) -> Value:
    """The test of a text, or of a list of texts: then whether any of them passes."""
    if type(value) is str:
        return test(value)
    if type(value) is Gap:
        return value
    if value and all(one is NA for one in value):
        return NA
    return either(one if one is LOST else test(one) for one in value if one is not NA)


def _has(value: Value, lexicon: Lexicon) -> Value:
    return _each_text(value, lexicon.has)


def _class_of(value: Value, classifier: Classifier) -> Value:
    return value if type(value) is Gap else classifier.class_of(value) or NA


def _kind_of(value: Value, classifier: Classifier) -> Value:
    return value if type(value) is Gap else _measured(value, classifier) or NA


@lru_cache(maxsize=8192)
def _measured(name: str, classifier: Classifier) -> str | None:
    unit = unit_in_brackets(name)
    return classifier.class_of(without_brackets(name)) if unit is None else UNITS[unit].value


_PUNCTUATION = lazy(r"(?:_|[^\w%‰℃])+")


@lru_cache(maxsize=8192)
def _letters(text: str) -> str:
    """The text folded and without punctuation."""
    return _PUNCTUATION.sub("", fold(text))


def _same(left: Value, right: Value) -> Value:
    return gap_of(left, right) or _letters(left) == _letters(right)


def _starts(value: Value, beginning: Value) -> Value:
    return gap_of(value, beginning) or fold(value).startswith(fold(beginning))


def _ends(value: Value, ending: Value) -> Value:
    return gap_of(value, ending) or fold(value).endswith(fold(ending))


def _bare(value: Value) -> Value:
    return value if type(value) is Gap else without_brackets(value)


_NUMERAL = lazy(CHINESE_NUMERAL)


@lru_cache(maxsize=8192)
def _counts(text: str) -> bool:
    """Whether a digit stands in the text, or a Chinese numeral before a unit: 一批 counts, 一定 does not."""
    plain = fold(text)
    return any(character.isdigit() for character in plain) or any(
        unit_at(plain, match.end()) is not None for match in _NUMERAL.finditer(plain)
    )


def _digits(value: Value) -> Value:
    return _each_text(value, _counts)


def _count_of(values: Value, one: Value) -> Value:
    if gap := gap_of(values, one):
        return gap
    answers = [equal(value, one) for value in values if value is not NA]
    sure = sum(answer is True for answer in answers)
    return between(Decimal(sure), Decimal(sure + sum(answer is LOST for answer in answers)))


def _matches(value: Value, found: Callable[[str], bool | None]) -> Value:
    def test(text: str) -> bool | Gap:
        answer = found("".join(narrow(text).split()))
        return NA if answer is None else answer

    return _each_text(value, test)


def _year_in(value: Value) -> Value:
    if type(value) is Gap:
        return value
    found = years_in(narrow(value))
    return Decimal(found[0]) if found else NA


def _years_in(value: Value) -> Value:
    return value if type(value) is Gap else tuple(map(Decimal, years_in(narrow(value))))


FUNCTIONS: dict[str, Function] = {
    "missing": Function(
        ("any",),
        "bool",
        _missing,
        "missing(x)",
        "没有填写（空格或没有这一栏）。只有它看得见“没有”；转换时丢失的不算没有，规则改报“未能检查”。",
        "Whether nothing was given. The only function that sees absence; what was lost is not absent but not checked.",
    ),
    "or_zero": Function(
        ("number",),
        "number",
        _or_zero,
        "or_zero(number)",
        "没有填写时作 0，例如空白的其他资金。",
        "The number, or 0 where nothing was given.",
    ),
    "len": Function(
        ("length",), "number", _len, "len(x)", "文字的字数，或列表的个数。", "Characters of a text, or elements of a list."
    ),
    "sum": Function(
        ("numbers",), "number", _sum, "sum(numbers)", "各数之和；有一个没有填写就没有和。", "The sum; none if one is missing."
    ),
    "min": Function(
        ("numbers",),
        "number",
        lambda values: _extreme(values, True),
        "min(numbers)",
        "最小的数，没有填写的不计。",
        "The least number; missing ones do not count.",
    ),
    "max": Function(
        ("numbers",),
        "number",
        lambda values: _extreme(values, False),
        "max(numbers)",
        "最大的数，没有填写的不计。",
        "The greatest number; missing ones do not count.",
    ),
    "last": Function(("list",), "item", _last, "last(list)", "最后一个。", "The last element."),
    "rising": Function(
        ("numbers",),
        "bool",
        _rising,
        "rising(numbers)",
        "后面的数不小于前面的数，没有填写的不计。",
        "Whether no later number is less than an earlier one; missing ones do not count.",
    ),
    "distinct": Function(
        ("list",),
        "number",
        _distinct,
        "distinct(list)",
        "有几种不同的值，没有填写的不计。",
        "How many different values there are; missing ones do not count.",
    ),
    "has": Function(
        ("texts", "lexicon"),
        "bool",
        _has,
        'has(text, "lexicon")',
        "文字里有词表中的词；给列表时，其中任何一段有即可。",
        "Whether a term of the lexicon is in the text, or in any text of a list.",
    ),
    "kind_of": Function(
        ("text",),
        "measure",
        _kind_of,
        "kind_of(text)",
        "名称量的是什么：先看最后的括号里的单位，再按词表 measure 归类；看不出时不适用。",
        "What a name measures: by the unit in its last brackets, else by the classifier “measure”; none if neither tells.",
    ),
    "class_of": Function(
        ("text", "classifier"),
        "class",
        _class_of,
        'class_of(text, "classifier")',
        "按词表归类；哪一类的词都没有时不适用。",
        "The class by a classifier; none if no term of any class stands in the text.",
    ),
    "same": Function(
        ("text", "text"),
        "bool",
        _same,
        "same(a, b)",
        "两段文字除标点、空格、全半角、大小写外相同（== 只不计空格、全半角、大小写）。",
        "Whether two texts are the same but for punctuation, spaces, width and case (== minds punctuation).",
    ),
    "starts": Function(
        ("text", "text"),
        "bool",
        _starts,
        "starts(text, beginning)",
        "文字以另一段文字开头。",
        "Whether a text begins with another.",
    ),
    "ends": Function(
        ("text", "text"),
        "bool",
        _ends,
        "ends(text, ending)",
        "文字以另一段文字结尾。",
        "Whether a text ends with another.",
    ),
    "bare": Function(
        ("text",),
        "text",
        _bare,
        "bare(text)",
        "去掉结尾括号的文字：“设备数量（台）”是“设备数量”。",
        "The text without the brackets that close it: 设备数量 of 设备数量（台）.",
    ),
    "digits": Function(
        ("texts",),
        "bool",
        _digits,
        "digits(text)",
        "文字里有数字，或带单位的中文数（“三次”算，“一定”不算）。",
        "Whether a digit stands in the text, or a Chinese numeral with a unit.",
    ),
    "count_of": Function(
        ("list", "element"),
        "number",
        _count_of,
        "count_of(list, x)",
        "列表里有几个与 x 相同，没有填写的不计。",
        "How many elements of the list are equal to x; missing ones do not count.",
    ),
    "matches": Function(
        ("texts", "pattern"),
        "bool",
        _matches,
        'matches(text, "pattern")',
        "正则表达式能在（半角、去空格的）文字里找到；限时 50 毫秒，超时不适用。能用词表就不要用它。",
        "Whether a regular expression is found in the (narrow, space-free) text, within 50 ms. Prefer a lexicon.",
    ),
    "year_in": Function(
        ("text",),
        "number",
        _year_in,
        "year_in(text)",
        "文字里第一个“20xx年”“20xx.07”的年份。",
        "The first year (20xx年, 20xx.07) in the text.",
    ),
    "years_in": Function(
        ("text",),
        "numbers",
        _years_in,
        "years_in(text)",
        "文字里所有“20xx年”“20xx.07”的年份。",
        "All years (20xx年, 20xx.07) in the text.",
    ),
}
