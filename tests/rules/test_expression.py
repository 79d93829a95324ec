from __future__ import annotations

import json

import pytest

from goalint.rules.environment import Environment
from goalint.rules.expression import Expression, compile_expression
from goalint.rules.syntax import Fault

ENVIRONMENT = Environment(
    "indicator",
    frozenset({"vague-words"}),
    {"measure": ("count", "ratio", "quality")},
    {"first": ("产出指标", "效益指标"), "second": ("数量指标", "质量指标"), "regime": ("F88",)},
)


def compiled(source: str, kind: str = "indicator") -> Expression:
    expression, faults = compile_expression(
        source, Environment(kind, ENVIRONMENT.lexicons, ENVIRONMENT.classifiers, ENVIRONMENT.sources)
    )
    assert expression is not None, faults
    return expression


def faults(source: str, kind: str = "indicator") -> tuple[Fault, ...]:
    expression, found = compile_expression(
        source, Environment(kind, ENVIRONMENT.lexicons, ENVIRONMENT.classifiers, ENVIRONMENT.sources)
    )
    assert expression is None
    assert found
    return found


@pytest.mark.parametrize(
    "source",
    [
        'kind_of(name) == "count"',
        'value.kind != "ratio" and not missing(value.unit)',
        "0 <= value.number <= 100",
        'value.op in ["≥", ">"]',
        'value.op not in ("≥", ">")',
        '"次" in name',
        'category == "数量指标"',
        '"数量指标" == category',
        "name == category",
        "same(name, category)",
        'has(project.goals, "vague-words")',
        "value.yuan > project.budget.total * 1.5 - 3 / 2",
        "value.year == document.fiscal_year",
        "len(project.indicators) >= 3",
        "len(name) < 40",
        'project.code.shape == "integrated"',
        'class_of(name, "measure") in ["count", "ratio"]',
        "kind_of(name) == value.kind",
        r'matches(name, "第\\d+次")',
        "value.number in [1, 2.5]",
        "-value.number < 3",
        "project.schedule.last == 100",
        "last(project.schedule.points) == 100",
        "distinct(years_in(name)) > 1",
        "value.year in years_in(name)",
        'name\n  == "甲"',
        "missing(value.year) == missing(value.month)",
        'starts(name, "新建") or ends(bare(name), category)',
        "not digits(value.text) and digits(project.goals)",
        "count_of(project.schedule.points, 100) > 1",
        'count_of(project.schedule.labels, "12月底") == 1',
        'value.stated and unit != "%" and value.day < 31',
        "bare(name) == category",
    ],
)
def test_what_compiles(source: str) -> None:
    expression = compiled(source)
    assert expression.type.base == "bool"
    assert json.loads(json.dumps(expression.tree)) == expression.tree


def test_fields_in_the_order_of_mention() -> None:
    assert compiled('value.kind == "count" and name != level2 or missing(value.kind)').fields == ("value.kind", "name", "level2")


def test_numbers_stay_exact() -> None:
    assert ["number", "0.10"] in compiled("value.number == 0.10").tree


@pytest.mark.parametrize(
    ("source", "offset", "words", "alternatives"),
    [
        ('valu.kind == "ratio"', 0, "没有字段 valu.kind", ("value.kind",)),
        ('指标 == "x" and nmae == "y"', 0, "没有字段 指标", ()),
        ('value.kind == "ratoi"', 14, "没有“ratoi”这个取值", ("ratio",)),
        ('"甲" == name and value.kind == "ratoi"', 30, "没有“ratoi”这个取值", ("ratio",)),
        ('category == "数量"', 12, "没有“数量”这个取值", ("数量指标",)),
        ('value.kind in ["count", "ratoi"]', 24, "没有“ratoi”这个取值", ("ratio",)),
        ('has(name, "vague-word")', 10, "没有词表“vague-word”", ("vague-words",)),
        ('class_of(name, "measur") == "x"', 15, "没有分类词表“measur”", ("measure",)),
        ('hass(name, "vague-words")', 0, "没有函数 hass", ("has",)),
        ("has(name)", 0, "has(text", ()),
        ("has(name, name)", 10, "加引号", ()),
        ('name > "3"', 0, "比大小只能用于数", ()),
        ("value.number < name", 15, "比大小只能用于数", ()),
        ("value.number == name", 0, "不能和", ()),
        ("value.number == value.kind", 0, "不能和", ()),
        ("name + 1 == 2", 0, "只有数可以计算", ()),
        ("value.number ** 2 == 4", 0, "+ - * /", ()),
        ("value.number // 2 == 4", 0, "+ - * /", ()),
        ("value.number % 2 == 4", 0, "+ - * /", ()),
        ("value.number", 0, "条件应得出是或非", ()),
        ("name and value.number == 1", 0, "应是条件", ()),
        ("not name", 4, "应是条件", ()),
        ("1 == 1", 0, "没有用到任何字段", ()),
        ("value.number == 1e5", 16, "1e5", ()),
        ("value.number == 0x10", 16, "0x10", ()),
        ("value.number == 1_000", 16, "1_000", ()),
        ("name is name", 0, "is 不能用", ()),
        ("name == None", 8, "None", ()),
        ("(lambda: name)() == name", 0, "没有函数", ()),
        ("name[0] == name", 0, "规则语言", ()),
        ("[x for x in name] == name", 0, "规则语言", ()),
        ("name if missing(name) else name", 0, "规则语言", ()),
        ('f"{name}" == name', 0, "规则语言", ()),
        ("name.__class__ == name", 0, "没有字段 name.__class__", ()),
        ("len(name).real == 1", 0, "点号前面", ()),
        ("value == 3", 0, "它有 value.text", ()),
        ("missing == 3", 0, "是函数", ()),
        ("missing(project.goals)", 8, "用不了列表", ()),
        ("rising(name)", 7, "用不了文字", ()),
        ('name in "甲" in name', 0, "列表", ()),
        ('count_of(project.schedule.points, "甲") == 1', 34, "不会在列表", ()),
        ("count_of(name, name) == 1", 9, "用不了文字", ()),
        ("count_of(project.schedule.points, project.goals) == 1", 34, "不会在列表", ()),
        ("starts(value.number, name)", 7, "用不了数", ()),
        ("value.stated > 1", 0, "比大小只能用于数", ()),
        ("name == [name]", 0, "不能和", ()),
        ("name in []", 8, "空的", ()),
        ('name in ["甲", 3]', 14, "同一种值", ()),
        ("value.number in name", 16, "in 的右边", ()),
        ('matches(name, "(")', 14, "正则表达式不对", ()),
        ("document.regime == value.kind", 0, "没有一个相同", ()),
        ('name == "甲" # 注', 12, "注释", ()),
    ],
)
def test_what_does_not(source: str, offset: int, words: str, alternatives: tuple[str, ...]) -> None:
    first = faults(source)[0] if words != "列表" else faults('value.number in "甲"')[0]
    assert words in first.zh
    if words != "列表":
        assert first.offset == offset
    assert set(alternatives) <= set(first.alternatives)
    assert first.en


@pytest.mark.parametrize(
    ("source", "offset", "remedy"),
    [
        ("value.number ≥ 3", 13, ">="),
        ("value.number ＝ 3", 13, "=="),
        ("missing（name）", 7, "("),
        ("name == “甲”", 8, '"'),
        ("missing(name) && missing(level2)", 14, "and"),
        ("!missing(name)", 0, "not"),
        ("value.number = 3", 13, "=="),
        ('value.kind == "≥" and', 20, "写法不对"),
        ("value.number >", 13, "写法不对"),
    ],
)
def test_text_that_is_no_expression(source: str, offset: int, remedy: str) -> None:
    (fault,) = faults(source)
    assert fault.offset == offset
    assert remedy in fault.zh


def test_all_mistakes_are_told() -> None:
    assert [fault.offset for fault in faults('  nmae == "甲" and valu.kind == "x" and value.kind == "ratoi"')] == [2, 18, 53]


def test_offsets_count_characters_not_bytes() -> None:
    (fault,) = faults('name == "一二三四五" and nmae == "x"')
    assert fault.offset == 20


def test_no_longer_than_allowed() -> None:
    assert compiled(" or ".join(['name == "甲"'] * 25)).fields == ("name",)
    (fault,) = faults(" or ".join(['name == "甲"'] * 40))
    assert "400" in fault.zh


def test_no_deeper_than_allowed() -> None:
    assert compiled("not " * 10 + "missing(name)").fields == ("name",)
    (fault,) = faults("not " * 14 + "missing(name)")
    assert "12 层" in fault.zh


@pytest.mark.parametrize("source", ["(" * 200 + "name", "\0", "name == '\\", "", "   "])
def test_nothing_crashes_the_compiler(source: str) -> None:
    assert faults(source)


def test_fields_of_another_kind_are_unknown() -> None:
    assert "schedule 没有字段 value.kind" in faults('value.kind == "ratio"', "schedule")[0].zh


def test_without_a_taxonomy_categories_are_text() -> None:
    expression, _ = compile_expression('category == "数量"', Environment("indicator"))
    assert expression is not None
    assert expression.tree[0] == "text=="


def test_kind_of_needs_its_classifier() -> None:
    _, found = compile_expression('kind_of(name) == "count"', Environment("indicator"))
    assert "measure" in found[0].zh
