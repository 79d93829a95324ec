"""Folding for comparison, and the width of print."""

from __future__ import annotations

import pytest

from goalint.tree.width import columns, is_cjk, key, narrow


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ＡＢＣ１２３％", "ABC123%"),
        ("（）：；，", "():;,"),
        ("　\u00a0", "  "),
        ("—–－−", "----"),
        ("〜～∼", "~~~"),
        ("\ufeff甲\u200b乙", "甲乙"),
        ("〔2024〕①㎡", "〔2024〕①㎡"),
        ("abc", "abc"),
    ],
)
def test_narrow(text: str, folded: str) -> None:
    assert narrow(text) == folded


def test_key_drops_white_space_and_case() -> None:
    assert key(" 项目\n编 码 ： ") == "项目编码:"
    assert key("ＫＷ") == key("kw")


@pytest.mark.parametrize(("text", "width"), [("", 0), ("abc", 3), ("资金", 4), ("≥5次", 5), ("（a）", 5)])
def test_columns(text: str, width: int) -> None:
    assert columns(text) == width


@pytest.mark.parametrize(
    ("character", "result"), [("资", True), ("，", True), ("“", True), ("a", False), ("5", False), ("%", False)]
)
def test_is_cjk(character: str, result: bool) -> None:
    assert is_cjk(character) is result
