"""Project codes: shapes, parts, check character. All codes here are made up for divisions that do not exist."""

from __future__ import annotations

import pytest

from goalint.tree.code import ALPHABET, CODE_LENGTH, ProjectCode, Shape, check_character, project_code
from goalint.tree.passage import passage
from goalint.tree.text import absent, text_of

BODY = "13992125P00001110001"


def _code(text: str) -> ProjectCode:
    return project_code(text_of(passage(text)))


def test_the_alphabet_has_31_characters_and_none_that_is_mistaken_for_another() -> None:
    assert len(ALPHABET) == len(set(ALPHABET)) == 31
    assert not set("IOSVZ") & set(ALPHABET)


def test_the_parts_of_a_code() -> None:
    check = check_character(BODY)
    assert check is not None
    code = _code(BODY + check)
    assert (code.shape, code.region, code.year, code.letter) == (Shape.INTEGRATED, "139921", 2025, "P")
    assert code.check == code.expected_check == check


def test_the_check_character_is_the_one_of_the_rule() -> None:
    value = {character: index for index, character in enumerate(ALPHABET)}
    total = sum(value[character] * 3**index for index, character in enumerate(BODY))
    assert check_character(BODY) == ALPHABET[(30 - total) % 31]


@pytest.mark.parametrize("body", ["", BODY[:-1], BODY + "1", BODY[:-1] + "I", BODY.lower()])
def test_no_check_character_for_another_length_or_alphabet(body: str) -> None:
    assert check_character(body) is None


def test_every_single_substitution_is_detected() -> None:
    check = check_character(BODY)
    for index, right in enumerate(BODY):
        for wrong in ALPHABET:
            if wrong != right:
                assert check_character(BODY[:index] + wrong + BODY[index + 1 :]) != check


def test_every_swap_of_neighbours_is_detected() -> None:
    body = "139921" + "25P7XWA3K9B2M4"
    assert len(body) == CODE_LENGTH - 1
    check = check_character(body)
    for index in range(len(body) - 1):
        if body[index] != body[index + 1]:
            swapped = body[:index] + body[index + 1] + body[index] + body[index + 2 :]
            assert check_character(swapped) != check


@pytest.mark.parametrize(
    "written",
    [BODY + "{}", BODY[:12] + " " + BODY[12:] + "{}", BODY + "\n{}", BODY.replace("1", "１") + "{}", " " + BODY + "{} "],
)
def test_white_space_and_width_do_not_matter(written: str) -> None:
    check = check_character(BODY)
    code = _code(written.format(check))
    assert code.shape is Shape.INTEGRATED
    assert code.check == code.expected_check == check


def test_the_text_is_as_written_but_for_white_space() -> None:
    assert _code("1399 2125\nP0001").text == "13992125P0001"


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("000-9999-ABC-1234", Shape.FUND),
        ("000-1234-JSN-20A4", Shape.FUND),
        ("201-5.01-ABC-BE49", Shape.UNIT),
        ("201-12.34-ABC-0001", Shape.UNIT),
        ("51990023T000007943391", Shape.INTEGRATED),
        ("201-5.01-ABC-BE4", Shape.UNKNOWN),
        ("13992125P0000111000", Shape.UNKNOWN),
        (BODY + "12", Shape.UNKNOWN),
        ("13992125P0000111000I8", Shape.UNKNOWN),  # a letter that Hebei's codes do not use
        ("139921-25P0000111000", Shape.UNKNOWN),
        ("见附件", Shape.UNKNOWN),
        ("", Shape.UNKNOWN),
    ],
)
def test_shapes(text: str, shape: Shape) -> None:
    assert _code(text).shape is shape


def test_other_provinces_have_no_expected_check() -> None:
    code = _code("51990023T000007943391")
    assert (code.region, code.year, code.letter, code.check, code.expected_check) == ("519900", 2023, "T", "1", None)


def test_a_code_that_is_not_there() -> None:
    code = project_code(absent())
    assert (code.shape, code.text, code.region) == (Shape.UNKNOWN, "", None)
    assert code.field.missing
