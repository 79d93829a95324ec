"""JSON with a line an entry is the same JSON."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from goalint.reports.json_text import written

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)


@given(VALUES, st.integers(0, 4))
def test_it_is_the_same_value(value: Any, levels: int) -> None:
    assert json.loads("".join(written(value, levels))) == value


@given(st.lists(VALUES, max_size=4), st.integers(1, 3))
def test_an_iterator_is_written_as_a_list(values: list[Any], levels: int) -> None:
    assert list(written(iter(values), levels)) == list(written(values, levels))


def test_a_line_an_entry() -> None:
    text = "".join(written({"a": 1, "甲": [{"b": [1, 2]}, {}], "c": []}, 2))
    assert text == '{\n"a": 1,\n"甲": [\n{"b": [1, 2]},\n{}\n],\n"c": []\n}'
