"""What converters leave in text is taken out; what drafters wrote stays, and stays where it was."""

from __future__ import annotations

import pytest

from goalint.readers.debris import clean, unmarked
from goalint.tree.location import Location
from goalint.tree.passage import passage


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("[bookmark: _Toc_2_2_0000000001]一、总体绩效目标", "一、总体绩效目标"),
        ("1、会议费绩效目标表 TC 1、会议费绩效目标表 \\f B \\l 1 ", "1、会议费绩效目标表"),
        ('HYPERLINK \\l "_Toc123" 一、总体', "一、总体"),
        ('TOC \\o "1-3" \\h \\z \\u 目录', "目录"),
        ("<p>甲</p><p>乙</p>", "甲\n乙\n"),
        ("甲<br/>乙<br>丙", "甲\n乙\n丙"),
        ('<span style="color:red">甲</span><b>乙</b>', "甲乙"),
        ("≥&nbsp;95&amp;", "≥ 95&"),
        ("&ge;95%；&lt;5", "≥95%；<5"),
        ("$\\geq 95\\%$", "≥ 95%"),
        ("$\\leq 3 \\text{天}$", "≤ 3 天"),
        ("损失率$\\leq 10\\%$ ；使用率$\\geq 95\\%$", "损失率≤ 10% ；使用率≥ 95%"),
        ("$95\\%$", "95%"),
        ("\ufeff甲\u200b乙\x07", "甲乙"),
        # what looks like debris and is none
        ("$100和$200元", "$100和$200元"),
        ("价格$5", "价格$5"),
        ("<55岁", "<55岁"),
        ("3<x>1", "3<x>1"),
        ("TC 值", "TC 值"),
        ("满意度（≥**%）", "满意度（≥**%）"),
        ("[2023]74号", "[2023]74号"),
        ("甲 & 乙", "甲 & 乙"),
        ("$≥95%$", "≥95%"),
        ("$\\frac{1}{2}$", "1/2"),
        ("甲<b 且 c>乙", "甲<b 且 c>乙"),
        ("甲<BR>乙", "甲\n乙"),
    ],
)
def test_clean(text: str, cleaned: str) -> None:
    assert clean(passage(text)).text == cleaned


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("## 第一部分", "第一部分"),
        ("**项目编码**", "项目编码"),
        ("__项目编码__", "项目编码"),
        ("# **一、总体绩效目标**", "一、总体绩效目标"),
        ("**甲**乙", "**甲**乙"),
        ("#1号楼", "#1号楼"),
        ("**", "**"),
        ("**%", "**%"),
    ],
)
def test_markdown_marks_around_the_whole(text: str, plain: str) -> None:
    assert unmarked(passage(text)).text == plain


def test_what_stays_keeps_its_place() -> None:
    text = "[bookmark: _Toc_1]甲$\\geq 95\\%$乙<br>丙"
    cleaned = clean(passage(text, Location(3, 1)))
    assert cleaned.text == "甲≥ 95%乙\n丙"
    for character in "甲乙丙":
        assert cleaned.at(cleaned.text.index(character)).column == text.index(character) + 1
    assert cleaned.at(cleaned.text.index("≥")).column == text.index("$") + 1


def test_clean_text_is_not_copied() -> None:
    text = passage("绩效目标", Location(1, 1))
    assert clean(text) is text
