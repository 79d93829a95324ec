"""A limit on time: work that ends is left alone, work that does not end is stopped, wherever it is."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goalint.time_limit import TookTooLongError, within


def forever() -> int:
    while True:
        pass


def test_work_that_ends_is_left_alone() -> None:
    assert within(60, lambda: 3) == 3
    assert within(0, lambda: 4) == 4
    assert within(10.0**15, lambda: 5) == 5
    with pytest.raises(ZeroDivisionError):
        within(60, lambda: 1 // 0)


def test_work_without_an_end_is_stopped_and_tidies_up() -> None:
    left: list[str] = []

    @contextmanager
    def noting() -> Iterator[None]:
        try:
            yield
        finally:
            left.append("left")

    def work() -> None:
        with noting():
            while True:
                with suppress(Exception):  # what handles errors does not take it for one
                    forever()

    with pytest.raises(TookTooLongError):
        within(0.05, work)
    assert left == ["left"]


def test_each_thread_has_its_own() -> None:
    def one(number: int) -> str:
        try:
            within(0.1, forever if number % 2 else threading.get_ident)
        except TookTooLongError:
            return "stopped"
        return "done"

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(one, range(8))) == ["done", "stopped"] * 4


@settings(deadline=None, max_examples=30)
@given(st.floats(0.0005, 0.01), st.floats(0.0005, 0.01))
def test_it_ends_one_way_or_the_other_and_nothing_follows(limit: float, needed: float) -> None:
    def work() -> str:
        until = time.perf_counter() + needed
        while time.perf_counter() < until:
            pass
        return "done"

    with suppress(TookTooLongError):
        assert within(limit, work) == "done"
    until = time.perf_counter() + 0.02
    while time.perf_counter() < until:  # an exception on its way would come here
        pass
