"""Codes: what the check character is for."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from goalint.tree.code import ALPHABET, CODE_LENGTH, Shape, check_character, project_code
from goalint.tree.passage import passage
from goalint.tree.text import text_of

_bodies = st.tuples(st.integers(0, 9999), st.integers(0, 99), st.text(alphabet=ALPHABET, min_size=11, max_size=11)).map(
    lambda parts: f"13{parts[0]:04}{parts[1]:02}P{parts[2]}"
)


@given(_bodies)
def test_a_code_with_its_check_character_is_right(body: str) -> None:
    check = check_character(body)
    assert check is not None
    code = project_code(text_of(passage(body + check)))
    assert code.shape is Shape.INTEGRATED
    assert (code.check, code.expected_check) == (check, check)
    assert (code.region, code.year) == (body[:6], 2000 + int(body[6:8]))


@given(_bodies, st.integers(0, CODE_LENGTH - 2), st.sampled_from(ALPHABET))
def test_a_wrong_character_is_detected(body: str, at: int, wrong: str) -> None:
    assume(body[at] != wrong)
    assert check_character(body[:at] + wrong + body[at + 1 :]) != check_character(body)


@given(_bodies, st.integers(0, CODE_LENGTH - 3))
def test_two_neighbours_swapped_are_detected(body: str, at: int) -> None:
    assume(body[at] != body[at + 1])
    assert check_character(body[:at] + body[at + 1] + body[at] + body[at + 2 :]) != check_character(body)


@given(st.text(max_size=30))
def test_any_text_is_a_code_of_some_shape(text: str) -> None:
    code = project_code(text_of(passage(text)))
    assert code.shape in Shape
    assert code.text == "".join(text.split())
    assert (code.expected_check is None) or code.shape is Shape.INTEGRATED
