"""Cutting and joining keep every character at its place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from goalint.readers.debris import clean, unmarked
from goalint.tree.location import Location
from goalint.tree.passage import Passage, joined, passage, without

_lines = st.lists(st.text(alphabet="甲乙 ab1≥，", max_size=8), min_size=1, max_size=5)


def _whole(lines: list[str]) -> Passage:
    return joined([passage(line, Location(number, 1)) for number, line in enumerate(lines, 1)])


def _holds(part: Passage, lines: list[str]) -> bool:
    places = [part.at(offset) for offset in range(len(part.text))]
    return all(
        place.line is not None and place.column is not None and lines[place.line - 1][place.column - 1] == character
        for place, character in zip(places, part.text, strict=True)
    )


@given(_lines, st.data())
def test_any_slice_of_any_join_holds(lines: list[str], data: st.DataObject) -> None:
    whole = _whole(lines)
    assert whole.text == "".join(lines)
    assert _holds(whole, lines)
    for _ in range(3):
        start = data.draw(st.integers(0, len(whole.text)))
        end = data.draw(st.integers(start, len(whole.text)))
        part = whole.slice(start, end)
        assert part.text == whole.text[start:end]
        assert _holds(part, lines)
        assert _holds(part.strip(), lines)
        assert part.strip().text == part.text.strip()
        again = joined([whole.slice(0, start), part, whole.slice(end)])
        assert again.text == whole.text
        assert _holds(again, lines)


@given(_lines, st.data())
def test_spans_taken_out_leave_the_rest_in_place(lines: list[str], data: st.DataObject) -> None:
    whole = _whole(lines)
    cuts = sorted(data.draw(st.sets(st.integers(0, len(whole.text)), max_size=6)))
    spans = [(start, end, "") for start, end in zip(cuts[::2], cuts[1::2], strict=False)]
    left = without(whole, spans)
    kept = [offset for offset in range(len(whole.text)) if not any(start <= offset < end for start, end, _ in spans)]
    assert left.text == "".join(whole.text[offset] for offset in kept)
    assert _holds(left, lines)
    assert [left.at(offset) for offset in range(len(kept))] == [whole.at(offset) for offset in kept]


@given(
    st.lists(
        st.sampled_from(["甲", "≥5", "<b>", "</p>", "<br>", "&ge;", "$\\geq$", "[bookmark: x]", "**", "# ", " TC a \\f A", "乙"])
    )
)
def test_cleaning_any_mixture_keeps_what_stays_in_place(parts: list[str]) -> None:
    text = "".join(parts)
    for part in (clean(passage(text, Location(1, 1))), unmarked(clean(passage(text, Location(1, 1))))):
        for offset, character in enumerate(part.text):
            column = part.at(offset).column
            assert column is not None
            assert text[column - 1] == character or character in "≥\n" or text[column - 1] in "&$"
