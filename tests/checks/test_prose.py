"""The texts of a document searched in one: nothing that a word list would find in one of them is passed over."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from goalint.checks.figures import _FIGURE, _matches
from goalint.checks.prose import matches, places, places_with
from goalint.rules.described import documents_of
from goalint.rules.lexicon import Lexicon
from goalint.rules.scope import Scope, Shelf, frames_of

FEW = "数量无率（）/ ＡA"
WORDS = st.text(FEW + "^$", min_size=1, max_size=3).filter(lambda word: word.strip("^$ "))


def document(texts: list[str]) -> Scope:
    rows = [{"level2": "数量指标", "name": text, "value": "≥2次"} for text in texts]
    described = documents_of("document", {"projects": [{"name": "执法检查", "indicators": rows}]})
    return Scope("document", frames_of(described, Shelf({}, {}, {})), 0)


@given(texts=st.lists(st.text(FEW, min_size=1, max_size=6), max_size=4), terms=st.lists(WORDS, min_size=1, max_size=4))
@example(texts=["无", "有无"], terms=["^无$"])
def test_every_text_that_a_word_list_finds_something_in_is_looked_at(texts: list[str], terms: list[str]) -> None:
    scope, words = document(texts), Lexicon("words", terms)
    looked_at = list(map(id, places_with(scope, terms)))
    found = [id(place) for place in places(scope) if words.find(place.text.text)]
    assert set(found) <= set(looked_at)
    order = list(map(id, places(scope)))
    assert sorted(looked_at, key=order.index) == looked_at


def test_a_match_lies_in_one_text() -> None:
    scope = document(["数量", "率无"])
    assert [match.group() for *_, match in matches(scope, re.compile("量率|数量|率无"))] == ["数量", "率无"]


@given(st.text("0123年第万.,，/个 一", max_size=24))
@example("1,200个和3.5万")
def test_figures_are_found_where_the_pattern_finds_them(text: str) -> None:
    assert [match.span() for match in _matches(text)] == [match.span() for match in _FIGURE.finditer(text)]
