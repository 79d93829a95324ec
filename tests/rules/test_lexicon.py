from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goalint.rules.lexicon import Classifier, Lexicon, origins, unit_in_brackets
from goalint.rules.values import fold


def found(lexicon: Lexicon, text: str) -> list[str]:
    return [match.term for match in lexicon.find(text)]


def test_the_longest_term_wins() -> None:
    assert found(Lexicon("x", ["数量", "数", "数量指标"]), "论文数量指标和数") == ["数量指标", "数"]


def test_an_exception_swallows_the_term_that_it_covers() -> None:
    numbers = Lexicon("x", ["数"], ["预算控制数", "指数", "系数"])
    assert not numbers.has("预算控制数")
    assert not numbers.has("发展指数")
    assert numbers.has("指数和人数")
    assert numbers.has("人数")


def test_an_exception_that_only_touches_a_term_swallows_nothing() -> None:
    assert Lexicon("x", ["提高"], ["提高班"]).has("提高班级") is False
    assert Lexicon("x", ["班级"], ["提高班"]).has("提高班级")


def test_a_nested_exception_does_not_hide_a_later_term() -> None:
    lexicon = Lexicon("x", ["甲", "乙"], ["甲乙丙", "丁乙"])
    assert found(lexicon, "甲乙丙甲") == ["甲"]
    assert found(lexicon, "丁乙乙") == ["乙"]


def test_folded_before_matching() -> None:
    assert Lexicon("x", ["ＰＰＴ"]).has("做 p p t 一份")
    assert Lexicon("x", ["（%）"]).has("接待范围(%)")


def test_anchors() -> None:
    assert Lexicon("x", ["^无"]).has("无事故")
    assert not Lexicon("x", ["^无"]).has("有无事故")
    assert Lexicon("x", ["率$"]).has("合格率")
    assert not Lexicon("x", ["率$"]).has("合格率提高")
    assert not Lexicon("x", ["^率$"]).has("合格率")
    assert Lexicon("x", ["率"], ["^率"]).has("率和合格率")


def test_no_word_boundaries() -> None:
    assert Lexicon("x", ["XX"]).has("金额XX万元")


def test_places_in_the_text_as_written() -> None:
    text = " 意 见Ａ 意见"
    assert [text[start:end] for start, end in Lexicon("x", ["意见"]).places(text)] == ["意 见", "意见"]


@given(st.text(alphabet="ab 甲乙Ａß　\u200b数量", max_size=30))
def test_origins_follow_folding(text: str) -> None:
    offsets = origins(text)
    assert len(offsets) == len(fold(text))
    assert offsets == sorted(offsets)
    for offset, character in zip(offsets, fold(text), strict=True):
        assert character in fold(text[offset])


words = st.text(alphabet="甲乙丙", min_size=1, max_size=3)


@given(st.lists(words, min_size=1, max_size=5), st.lists(words, max_size=4), st.text(alphabet="甲乙丙", max_size=12))
def test_has_agrees_with_the_definition(terms: list[str], exceptions: list[str], text: str) -> None:
    def spans(words: list[str]) -> list[tuple[int, int]]:
        return [(at, at + len(word)) for word in words for at in range(len(text)) if text.startswith(word, at)]

    covered = spans(exceptions)
    # At one position only the longest term counts; an exception covers what lies inside it.
    longest = {start: max(end for s, end in spans(terms) if s == start) for start, _ in spans(terms)}
    expected = any(not any(s <= start and end <= e for s, e in covered) for start, end in longest.items())
    assert Lexicon("x", terms, exceptions).has(text) is expected


MEASURE = Classifier(
    "measure",
    {"count": (["数量", "次数"], []), "ratio": (["率", "比例"], ["效率"]), "time": (["时间", "完成时"], [])},
    ["预算控制数量"],
)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("论文数量", "count"),
        ("论文数量合格率", "ratio"),
        ("合格率和次数", "count"),
        ("工作效率", None),
        ("预算控制数量", None),
        ("完成时间", "time"),
        ("提高", None),
        ("", None),
    ],
)
def test_the_last_word_decides(text: str, kind: str | None) -> None:
    assert MEASURE.class_of(text) == kind


def test_the_longest_of_those_that_end_together_wins() -> None:
    assert Classifier("x", {"a": (["率"], []), "b": (["损失率"], [])}).class_of("粮食损失率") == "b"


def test_first_word_decides_if_asked() -> None:
    assert Classifier("x", {"a": (["数"], []), "b": (["率"], [])}, pick="first").class_of("数的率") == "a"


def test_what_stood_in_the_text_can_be_told() -> None:
    assert [(name, match.term) for name, match in MEASURE.matches("论文数量合格率")] == [("count", "数量"), ("ratio", "率")]


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("接待范围（%）", "%"),
        ("参加人数(人)", "人"),
        ("参加人数（单位：人次）", "人次"),
        ("满意度（≥**%）", None),
        ("经费（一期）", None),
        ("经费", None),
        ("）（", None),
        ("甲（人）乙（%）≥3", "%"),
        ("面积【亩】", None),
    ],
)
def test_the_unit_in_a_name(name: str, unit: str | None) -> None:
    assert unit_in_brackets(name) == unit


def test_long_texts_take_linear_time() -> None:
    lexicon = Lexicon("x", ["数", "数量"], ["指数", "预算控制数"])
    started = time.perf_counter()
    lexicon.find("指数数量预算控制数" * 20_000)
    assert time.perf_counter() - started < 5
