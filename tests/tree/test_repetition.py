from hypothesis import example, given
from hypothesis import strategies as st

from goalint.tree.repetition import repeated_at


def naive(text: str, shortest: int, longest: int) -> list[int]:
    return sorted(
        {
            at
            for length in range(shortest, longest + 1)
            for at in range(len(text) - 2 * length + 1)
            if text[at : at + length] == text[at + length : at + 2 * length]
        }
    )


@given(st.text(alphabet="意见加实施Ā\x00𠮷a", max_size=60), st.integers(1, 4), st.integers(0, 9))
@example("", 2, 12)
@example("意见意见", 2, 12)
@example("𠮷意𠮷意", 2, 12)
@example("\x00\x00\x00", 1, 3)
@example("\ud800意\ud800意", 2, 2)
def test_every_repetition_is_found_and_nothing_else(text: str, shortest: int, more: int) -> None:
    assert repeated_at(text, shortest, shortest + more) == naive(text, shortest, shortest + more)
