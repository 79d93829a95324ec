"""Reading TOML: the places of keys and values are where a person finds them."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalint.config.toml import read_toml
from goalint.rules.source import Path_, SourceFile

TEXT = '''# 说明
select = ["A", "B", # 注
  "C"]
"per file" . x = 'q'
inline = {a = 1, "b c" = [1, {d = 2}]}
[severity]
VAL101 = "error"
[rules."VAL102"]
x = """a
# 不是注释 [x]
"""
y = 1.5
[[list]]
c = 1
[[list]]
c = 2
[list.deeper]
e = true
'''


def read(text: str) -> SourceFile:
    return read_toml(text.encode(), "x.toml")


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        (("select",), 2, 1),
        (("per file", "x"), 4, 14),
        (("inline", "b c"), 5, 18),
        (("inline", "b c", 1, "d"), 5, 31),
        (("severity",), 6, 2),
        (("severity", "VAL101"), 7, 1),
        (("rules", "VAL102"), 8, 8),
        (("rules", "VAL102", "y"), 12, 1),
        (("list", 1, "c"), 16, 1),
        (("list", 1, "deeper", "e"), 18, 1),
    ],
)
def test_the_place_of_a_key(path: Path_, line: int, column: int) -> None:
    mark = read(TEXT).keys[path]
    assert (mark.line + 1, mark.column + 1) == (line, column)


@pytest.mark.parametrize(
    ("path", "line", "column", "raw"),
    [
        (("select", 2), 3, 3, '"C"'),
        (("per file", "x"), 4, 18, "'q'"),
        (("inline", "b c", 0), 5, 27, "1"),
        (("rules", "VAL102", "x"), 9, 5, '"""a\n# 不是注释 [x]\n"""'),
    ],
)
def test_the_place_of_a_value(path: Path_, line: int, column: int, raw: str) -> None:
    mark = read(TEXT).marks[path]
    assert (mark.line + 1, mark.column + 1, mark.raw) == (line, column, raw)


def test_numbers_stay_exact() -> None:
    assert read("x = 0.10").data == {"x": Decimal("0.10")}


@pytest.mark.parametrize(
    ("text", "line", "column", "says"),
    [
        ("a = 1\nb = c", 2, 5, "文字要加英文引号"),
        ("a = 1\na = 2", 2, 0, "写了两次"),
        ("a = [1", 1, 0, "方括号没有配对"),
        ("满意度 = 1", 1, 1, "键里有汉字时要加英文引号"),
        ('a = "C:\\规则"', 1, 0, "反斜杠"),
        ("a = 1 2", 1, 7, "值后面多了内容"),
    ],
)
def test_what_is_wrong_with_the_toml(text: str, line: int, column: int, says: str) -> None:
    file = read(text)
    [problem] = file.problems
    assert file.data is None
    assert says in problem.message()
    assert problem.line == line
    assert not column or problem.column == column


def test_a_file_that_is_not_utf8() -> None:
    [problem] = read_toml("# 好\n".encode() + "名 = 1".encode("gbk"), "x.toml").problems
    assert problem.line == 2
    assert "UTF-8" in problem.message()


_KEYS = st.text("ab-_", min_size=1, max_size=3) | st.sampled_from(["汉 字", 'x"y', "a.b", "#"])
_SCALARS = st.integers() | st.booleans() | st.text("ab'\"#[]{},=汉\n", max_size=8)
_VALUES = st.recursive(_SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=3))


def _written(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key, ensure_ascii=False)} = {_written(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[\n" + "".join(f"  {_written(one)}, # ]\n" for one in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def _paths(value: Any, at: Path_ = ()) -> list[tuple[Path_, Any]]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [(at, value), *(found for key, one in pairs for found in _paths(one, (*at, key)))]


@given(st.dictionaries(_KEYS, _VALUES, max_size=4), st.booleans())
def test_every_value_has_its_place(data: dict[str, Any], as_tables: bool) -> None:
    plain = {key: value for key, value in data.items() if not (as_tables and isinstance(value, dict))}
    lines = [f"{json.dumps(key, ensure_ascii=False)} = {_written(value)}" for key, value in plain.items()]
    for key, value in data.items():
        if key not in plain:
            lines.append(f"[{json.dumps(key, ensure_ascii=False)}] # [x]")
            lines += [f"{json.dumps(name, ensure_ascii=False)} = {_written(one)}" for name, one in value.items()]
    file = read("\n".join(lines))
    assert file.data == data
    for path, value in _paths(data):
        mark = file.marks[path]
        if path and isinstance(path[-1], str):
            assert path in file.keys
        if path and not isinstance(value, (dict, list)):
            assert mark.raw.strip() == _written(value)
            assert file.lines[mark.line][mark.column :].startswith(mark.raw.split("\n")[0])
