"""Word lists looked up together find what each finds by itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from goalint.rules.lexicon import Lexicon
from goalint.rules.scope import Shelf

FEW = "数量率人次（）()^$预"
WORDS = st.text(FEW, min_size=1, max_size=3).filter(lambda word: word.strip("^$ "))


@given(
    lists=st.lists(st.tuples(st.lists(WORDS, min_size=1, max_size=4), st.lists(WORDS, max_size=2)), min_size=1, max_size=4),
    text=st.text(FEW, max_size=8),
)
def test_a_list_among_others_finds_what_it_finds_alone(lists: list[tuple[list[str], list[str]]], text: str) -> None:
    together = [Lexicon(str(number), *terms) for number, terms in enumerate(lists)]
    Shelf({one.name: one for one in together}, {}, {})
    for lexicon, terms in zip(together, lists, strict=True):
        alone = Lexicon(lexicon.name, *terms)
        assert lexicon.has(text) is alone.has(text) is bool(alone.find(text))


def test_a_shelf_made_anew_keeps_what_its_lists_know() -> None:
    counts, rates = Lexicon("counts", ("人次", "数")), Lexicon("rates", ("率",), ("频率",))
    Shelf({"counts": counts, "rates": rates}, {}, {})
    among = counts.among
    assert [rates.has(text) for text in ("培训人次", "频率", "合格率")] == [False, False, True]
    Shelf({"counts": counts}, {}, {})
    assert counts.among is among
    other = Lexicon("other", ("人",))
    Shelf({"counts": counts, "other": other}, {}, {})
    assert all(one.has("培训人次") for one in (counts, other))
    assert rates.has("合格率")
