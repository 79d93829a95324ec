"""Examples as text: whatever an author wrote comes out as YAML that says the same."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from goalint.reports.rule_content import flow

_TEXTS = st.text(alphabet=st.sampled_from("甲乙≥%3.5 ?:,[]{}#'\"&*!|>@`-\\（）\t"), max_size=8)
_NODES = st.recursive(
    st.none() | _TEXTS,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.dictionaries(st.sampled_from(["name", "value", "项目"]), inner, min_size=1, max_size=3)
    ),
    max_leaves=8,
)


def _as_text(node: Any) -> Any:
    """Scalars as the pack loader takes them: as written."""
    if isinstance(node, dict):
        return {key: _as_text(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_as_text(value) for value in node]
    return node if node is None else str(node)


@given(st.dictionaries(st.sampled_from(["name", "value"]), _NODES, min_size=1))
def test_what_is_written_is_read_back(node: dict[str, Any]) -> None:
    yaml = YAML(typ="base")
    read = yaml.load(flow(node))
    assert _nulls(read) == _as_text(node)


def _nulls(node: Any) -> Any:
    """The base loader knows no null."""
    if isinstance(node, dict):
        return {key: _nulls(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_nulls(value) for value in node]
    return None if node == "null" else node


def test_data_that_is_no_text() -> None:
    assert flow({"a": True, "b": ["x", {}], "c": {}}) == "{a: true, b: [x, {}], c: {}}"
    assert flow({}) == ""
