"""Documents as bytes: they come back equal, and nothing but data comes out of bytes that somebody else wrote."""

from __future__ import annotations

import os
import pickle
import zlib
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.forms import DREDGING, PUMPS, Plan, cells_by_line, parsed

from goalint.findings import Evidence, NotChecked
from goalint.kept import packed, unpacked
from goalint.tree.location import Location


class _Attack:
    def __reduce__(self) -> tuple[object, ...]:
        return os.system, ("true",)


class _ByName:
    def __init__(self, name: str) -> None:
        self.name = name

    def __reduce__(self) -> str:
        return self.name


def test_a_document_comes_back_equal() -> None:
    document = parsed(cells_by_line(Plan((DREDGING, PUMPS), ("一、总体绩效目标", "甲。"))))
    assert document.projects
    assert unpacked(packed(document)) == document


def test_views_of_mappings_come_back() -> None:
    kept = unpacked(packed((MappingProxyType({"a": "b"}), Evidence("甲", Location(line=3)))))
    assert kept == ({"a": "b"}, Evidence("甲", Location(line=3)))
    assert isinstance(kept[0], MappingProxyType)
    nothing = NotChecked("VAL101", "a.txt", None, "why", Location())
    assert unpacked(packed(nothing)) == nothing


@pytest.mark.parametrize("value", [_Attack(), os.system, eval, pickle.loads, zlib.compress])
def test_nothing_but_data_comes_out(value: object) -> None:
    with pytest.raises(ValueError, match="nothing that is kept"):
        unpacked(zlib.compress(pickle.dumps(value)))


@pytest.mark.parametrize("target", ["goalint.intake\nread_bytes", "goalint.intake\nos.system", "goalint.findings\ndataclass"])
def test_no_function_of_goalint_is_called(target: str) -> None:
    with pytest.raises(ValueError, match="nothing that is kept"):
        unpacked(zlib.compress(b"c" + target.encode() + b"\n(S'x'\ntR."))


def test_bytes_that_grow_without_end_are_refused() -> None:
    with pytest.raises(ValueError, match="large"):
        unpacked(zlib.compress(b"\0" * 70_000_000))


@given(st.binary(max_size=200))
def test_any_bytes_are_a_value_or_a_value_error(data: bytes) -> None:
    for body in (data, zlib.compress(data)):
        try:
            unpacked(body)
        except ValueError:
            continue
