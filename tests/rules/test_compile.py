"""What is wrong with a pack, and where: every problem names file, line and column."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from goalint.rules.check import AnyCheck
from goalint.rules.load import load_packs
from goalint.rules.problems import PackError, Problem
from goalint.rules.source import Mark, placed

Finder = Callable[[Mapping[str, "str | bytes"]], tuple[Problem, ...]]
Writer = Callable[..., Path]
Checks = Mapping[str, AnyCheck]
HEAD = "name: p\nversion: '1'\ntitle: 包\n"
RULE = (Path(__file__).parent / "data" / "plain_rule.yaml").read_text(encoding="utf-8")
REGIME = "regimes:\n- {id: X, title: x, "
BATCH = "- {flags: {documents: []}}\n    - {passes: {documents: []}}"


def rule(**changed: str) -> str:
    """The plain rule with some of its lines replaced (or, with an empty text, left out)."""
    lines = RULE.splitlines(keepends=True)
    for key, value in changed.items():
        at = next((i for i, line in enumerate(lines) if line[2:].startswith(f"{key}:")), None)
        new = f"  {key}: {value}\n" if value else ""
        if at is None:
            lines.insert(-3, new)
        else:
            lines[at] = new.replace("  ", "- ", 1) if key == "code" else new
    return "".join(lines)


def place(problem: Problem) -> tuple[int, int]:
    return problem.line, problem.column


@pytest.mark.parametrize(
    ("changed", "at", "words", "alternatives"),
    [
        ({"severity": "eror"}, (4, 13), "没有“eror”这个取值", ("error",)),
        ({"category": "valeu"}, (6, 13), "没有“valeu”这个取值", ("value",)),
        ({"given": "indicater"}, (7, 10), "没有“indicater”这个取值", ("indicator",)),
        ({"given": "[indicator, targt]"}, (7, 22), "没有“targt”这个取值", ("target",)),
        ({"code": "V1"}, (1, 9), "大写字母", ()),
        ({"code": "ALL101"}, (1, 9), "ALL", ()),
        ({"name": "A rule"}, (2, 9), "小写字母", ()),
        ({"name": "value"}, (2, 9), "类别同名", ()),
        ({"titel": "x"}, (11, 3), "没有“titel”这个键", ("title",)),
        ({"title": ""}, (1, 3), "缺少“title”", ()),
        ({"expect": "valu.kind == \"x\""}, (8, 11), "没有字段 valu.kind", ("value.kind",)),
        ({"expect": "'name == \"甲\" and valu.kind == \"x\"'"}, (8, 28), "没有字段 valu.kind", ("value.kind",)),
        ({"expect": ">\n    name != \"甲\"\n    and valu.kind == \"x\""}, (10, 9), "没有字段 valu.kind", ("value.kind",)),
        ({"when": 'has(name, "vage")'}, (11, 19), "没有词表“vage”", ()),
        ({"expect": ""}, (1, 3), "应写且只写一个", ()),
        ({"check": "test-duplicate-names"}, (1, 3), "应写且只写一个", ()),
        ({"expect": "", "check": "test-duplicate-nmes"}, (10, 10), "没有 Python 检查", ("test-duplicate-names",)),
        ({"expect": "", "check": "test-duplicate-names"}, (7, 10), "不能用于 indicator", ()),
        ({"params": "{a: 1}"}, (11, 11), "没有 check", ()),
        ({"message": "“{nmae}”"}, (9, 13), "没有占位符 {nmae}", ("name",)),
        ({"message": "“{name”"}, (9, 13), "花括号", ()),
        ({"suggestion": "甲{}"}, (11, 16), "花括号", ()),
        ({"en": "{title: x, message: \"{nmae}\"}"}, (11, 28), "没有占位符", ("name",)),
        ({"field": "valeu.text"}, (11, 10), "没有字段 valeu.text", ("value.text",)),
        ({"held_against": "[name, titel]"}, (11, 24), "没有字段 titel", ()),
        ({"regimes": "[F88]"}, (11, 13), "没有指标体系“F88”", ()),
        ({"domain": "[C2]"}, (11, 12), "目录编号", ()),
        ({"basis": "[{id: GZ2}]"}, (10, 16), "没有“GZ2”", ("GZ",)),
        ({"basis": "[{id: GZ, article: 第二条}]"}, (10, 29), "没有登记“第二条”", ("第三条",)),
        ({"basis": "[]"}, (10, 10), "basis 是空的", ()),
        ({"basis": "{id: GZ}"}, (10, 10), "应是列表", ()),
    ],
)  # fmt: skip
def test_rules(problems: Finder, changed: dict[str, str], at: tuple[int, int], words: str, alternatives: tuple[str, ...]) -> None:
    basis = "register:\n- {id: GZ, issuer: 某局, title: 办法, articles: {第三条: x}}\n"
    found = problems({"basis.yaml": basis, "value/a.yaml": rule(**changed)})
    named = [problem for problem in found if words in problem.message_zh]
    assert [place(problem) for problem in named] == [at], [problem.text() for problem in found]
    assert set(alternatives) <= set(named[0].alternatives)
    assert named[0].message_en.isascii() or "“" in named[0].message_en
    assert named[0].file.endswith("value/a.yaml")
    assert named[0].source


@pytest.mark.parametrize(
    ("examples", "words", "at"),
    [
        ("- {flags: {name: 甲}}", "缺少 passes 的例子", (12, 5)),
        ("- {passes: {name: 甲}}", "缺少 flags 的例子", (12, 5)),
        ("- {flags: {nmae: 甲}}\n    - {passes: {}}", "没有“nmae”这个键", (12, 16)),
        ("- {flags: {project: {bugdet: {}}}}\n    - {passes: {}}", "没有“bugdet”这个键", (12, 26)),
        ("- {flag: {}}\n    - {passes: {}}", "没有“flag”这个键", (12, 8)),
        ("- {flags: {}, passes: {}}\n    - {passes: {}}", "之一", (12, 7)),
        ("- {flags: {}}\n    - {passes: {}, hits: 2}", "hits 只和 flags", (13, 26)),
        ("- {flags: {}, hits: 0}\n    - {passes: {}}", "太小", (12, 25)),
        ("- {flags: {}, given: target}\n    - {passes: {}}", "规则不针对 target", (12, 26)),
        ("- {flags: {}, regime: X}\n    - {passes: {}}", "没有指标体系“X”", (12, 27)),
        ("- {flags: {name: [甲]}}\n    - {passes: {}}", "应是文字", (12, 22)),
    ],
)
def test_examples(problems: Finder, examples: str, words: str, at: tuple[int, int]) -> None:
    text = RULE.split("    - {flags")[0] + f"    {examples}\n"
    found = problems({"value/a.yaml": text})
    assert [place(problem) for problem in found if words in problem.message_zh] == [at], [problem.text() for problem in found]


def test_all_problems_of_all_files_at_once(problems: Finder) -> None:
    found = problems(
        {
            "pack.yaml": HEAD + "titel: x\n",
            "value/a.yaml": rule(code="V1", expect="valu.kind == \"x\"", wen="x"),
            "value/b.yaml": rule(severity="eror", message="{nmae}"),
            "lexicons/a.yaml": "name: b\nterms: [数, 数]\n",
            "lexicon/b.yaml": "name: c\nterms: [数]\n",
        }
    )  # fmt: skip
    told = {(Path(problem.file).as_posix().split("/p/")[1], problem.line, problem.column) for problem in found}
    assert told == {
        ("pack.yaml", 4, 1),
        ("value/a.yaml", 1, 9),
        ("value/a.yaml", 8, 11),
        ("value/a.yaml", 11, 3),
        ("value/b.yaml", 2, 9),
        ("value/b.yaml", 4, 13),
        ("value/b.yaml", 9, 12),
        ("lexicons/a.yaml", 2, 12),
        ("lexicon/b.yaml", 1, 1),
    }


def test_a_code_or_name_used_twice(problems: Finder) -> None:
    first, second = problems({"value/a.yaml": RULE, "value/b.yaml": RULE})
    assert "“VAL101”已经用在 value/a.yaml:1" in first.message_zh
    assert "“a-rule”已经用在" in second.message_zh


def test_a_rule_about_a_batch_has_no_regimes(problems: Finder) -> None:
    text = RULE.replace("given: indicator", "given: batch").replace('value.kind != "ratio"', "len(documents) > 1")
    text = text.replace("“{name}”", "x").split("    - {flags")[0] + f"    {BATCH}\n"
    found = problems({"value/a.yaml": text.replace("basis: practice", "basis: practice\n  regimes: [X]")})
    assert any("一批文件" in problem.message_zh for problem in found)


@pytest.mark.parametrize(
    ("params", "words", "at"),
    [
        ("{}", "缺少“least”", (9, 11)),
        ("{least: x}", "应是整数", (9, 19)),
        ("{least: 2, leest: 3}", "没有参数“leest”", (9, 22)),
        ("{least: 2, words: vag}", "没有词表“vag”", (9, 29)),
        ("{least: 2, classes: [mesure]}", "没有分类词表“mesure”", (9, 31)),
    ],
)
def test_parameters_of_checks(problems: Finder, params: str, words: str, at: tuple[int, int]) -> None:
    text = (
        RULE.replace("given: indicator", "given: document")
        .replace('expect: value.kind != "ratio"', f"check: test-duplicate-names\n  params: {params}")
        .replace("{name: 甲, value: 95%}", "{projects: [{name: 甲}]}")
        .replace("{name: 甲, value: 3篇}", "{projects: [{name: 甲}]}")
    )  # fmt: skip
    found = problems({"value/a.yaml": text, "lexicons/v.yaml": "name: vague\nterms: [提高]\n"})
    assert [place(problem) for problem in found if words in problem.message_zh] == [at], [problem.text() for problem in found]


@pytest.mark.parametrize(
    ("files", "words", "at"),
    [
        ({"value/a.yaml": "- code: [x\n"}, "YAML", (2, 1)),
        ({"value/a.yaml": "- code: x\n\tname: y\n"}, "制表符", (2, 1)),
        ({"value/a.yaml": "- code: x\n  code: y\n"}, "写了两次", (2, 3)),
        ({"value/a.yaml": "- &a {code: x}\n- *a\n"}, "引用", (1, 3)),
        ({"value/a.yaml": "- value: **\n"}, "加引号", (1, 10)),
        ({"value/a.yaml": "- !!python/object:os.system {}\n"}, "标签", (1, 3)),
        ({"value/a.yaml": "甲".encode("gbk")}, "UTF-8", (1, 1)),
        ({"value/a.yaml": ""}, "空的", (1, 1)),
        ({"value/a.yaml": "code: VAL101\n"}, "列表", (1, 1)),
        ({"value/a.yaml": "- VAL101\n"}, "键: 值", (1, 3)),
        ({"value/a.yaml": "[" * 5000}, "YAML", (1, 1)),
        ({"values.yaml": "a: 1\n"}, "不是规则包的目录", (1, 1)),
        ({"lexicons/a.yaml": "name: a\nterms: []\n"}, "不能是空的", (2, 8)),
        ({"lexicons/a.yaml": "name: a\nterms: ['^']\n"}, "没有字", (2, 9)),
        ({"lexicons/a.yaml": "name: a\nterms: [数]\nexceptions: [人]\n"}, "不起作用", (3, 14)),
        ({"lexicons/a.yaml": "name: a\nterms: [数]\nexceptions: [数]\n"}, "不起作用", (3, 14)),
        ({"lexicons/a.yaml": "name: a\nclasses: {x: {terms: [数]}, y: {terms: [数]}}\n"}, "已经在“x”类里", (2, 40)),
        ({"lexicons/a.yaml": "name: a\nclasses: {x: {term: [数]}}\n"}, "没有“term”这个键", (2, 15)),
        ({"lexicons/a.yaml": "name: a\nterms: [数]\n", "lexicons/b.yaml": "name: a\nterms: [人]\n"}, "已经有了", (1, 7)),
        ({"basis.yaml": "register:\n- {id: a, issuer: b, title: c}\n- {id: a, issuer: b, title: c}\n"}, "重复", (3, 8)),
        (
            {"taxonomies/a.yaml": REGIME + "first_level: [{name: 产出}], second_level: [{name: 数量, parent: 产处}]}\n"},
            "没有一级指标“产处”",
            (2, 82),
        ),
        (
            {"taxonomies/a.yaml": REGIME + "first_level: [{name: 甲}, {name: 乙, aliases: [甲指标]}], second_level: []}\n"},
            "另一个指标的名称",
            (2, 46),
        ),
    ],
)  # fmt: skip
def test_other_files(problems: Finder, files: dict[str, str | bytes], words: str, at: tuple[int, int]) -> None:
    found = problems(files)
    assert [place(problem) for problem in found if words in problem.message_zh][:1] == [at], [problem.text() for problem in found]


def test_a_pack_without_anything(problems: Finder) -> None:
    (problem,) = problems({})
    assert "没有规则" in problem.message_zh


def test_a_folder_that_is_no_pack(tmp_path: Path, checks: Checks) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(PackError) as caught:
            load_packs([folder], checks)
        assert caught.value.problems[0].file == str(folder)


def test_yml_is_not_passed_over(problems: Finder) -> None:
    assert any("应以 .yaml 结尾" in problem.message_zh for problem in problems({"value/a.yml": RULE, "value/b.yaml": RULE}))


def test_links_out_of_the_pack_are_not_followed(write: Writer, tmp_path: Path, checks: Checks) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("- code: SECRET\n", encoding="utf-8")
    folder = write({"value/a.yaml": RULE})
    (folder / "value" / "b.yaml").symlink_to(secret)
    with pytest.raises(PackError) as caught:
        load_packs([folder], checks)
    (problem,) = caught.value.problems
    assert problem.file.endswith("b.yaml")
    assert "SECRET" not in problem.text()


def test_a_huge_file_is_not_read(write: Writer, checks: Checks) -> None:
    with pytest.raises(PackError) as caught:
        load_packs([write({"value/a.yaml": b"#" * 1_000_001})], checks)
    assert "1 MB" in caught.value.problems[0].message_zh


def test_values_stay_as_written(write: Writer, checks: Checks) -> None:
    text = RULE.replace("value: 95%", "value: 0.10, basis: 2020-01-01")
    (pack,) = load_packs([write({"value/a.yaml": text})], checks)
    assert pack.rules[0].examples[0].node == {"name": "甲", "value": "0.10", "basis": "2020-01-01"}


@pytest.mark.parametrize(
    ("raw", "offset", "expected"),
    [
        ("abc def", 4, (3, 9)),
        ("'it''s x'", 5, (3, 12)),
        ('"a\\"b c"', 3, (3, 10)),
        ("|\n  ab\n  cd", 3, (5, 2)),
        (">\n   ab\n   cd", 3, (5, 3)),
        ("ab\n  cd", 3, (4, 2)),
        ("ab", 99, (3, 7)),
    ],
)
def test_places_inside_a_scalar(raw: str, offset: int, expected: tuple[int, int]) -> None:
    assert placed(Mark(3, 5, raw), offset) == expected


def test_problems_read_well() -> None:
    problem = Problem("a.yaml", 3, 4, "错", "wrong", ("x", "y"))
    assert problem.text() == "a.yaml:3:4: 错（是不是想写“x”或“y”？）"
    assert problem.text("en") == "a.yaml:3:4: wrong (did you mean “x” or “y”?)"
    assert Problem("a", 0, 0, "错", "wrong").text() == "a: 错"
