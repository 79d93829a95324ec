"""A limit on the time that one piece of work may take, on every system and in any thread of any process.

The work is stopped by an exception that another thread raises in it, as soon as it is in Python again: what is stopped leaves
by its own `finally`. Killing a process would stop anything, but costs a process: most runs have one, and on Windows it takes
longer to start than a draft to read. A call into a library that never comes back is not stopped; the readers bound what they
hand to those.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TypeVar

_T = TypeVar("_T")
_SOON = 0.005  # seconds


class TookTooLongError(Exception):
    """The work took longer than it may."""


class _Stop(BaseException):
    """Raised in the work: nothing that handles errors may take it for one."""


def within(seconds: float, work: Callable[[], _T]) -> _T:
    """Do the work; no limit if `seconds` is 0. Raises TookTooLongError, and what the work raises."""
    if not seconds:
        return work()
    guard = _Guard(seconds)
    try:
        done = work()
        guard.end()
    except _Stop:
        guard.timer.cancel()
        raise TookTooLongError from None
    except BaseException:
        try:
            guard.end()
        except _Stop:  # it failed and was stopped at the same time
            raise TookTooLongError from None
        raise
    return done


class _Guard:
    """Stops the thread that makes it when the time is over, unless it has said that its work is done."""

    def __init__(self, seconds: float) -> None:
        self.thread = threading.get_ident()
        self.lock = threading.Lock()
        self.done = False
        self.fired = False
        self.timer = threading.Timer(seconds, self.fire)
        self.timer.daemon = True
        self.timer.start()

    def fire(self) -> None:
        """In the thread of the timer: the time is over."""
        import ctypes

        with self.lock:
            if not self.done:
                self.fired = True
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self.thread), ctypes.py_object(_Stop))

    def end(self) -> None:
        """The work is done: nothing is raised after this. Raises _Stop if the time was over first."""
        self.timer.cancel()
        with self.lock:
            self.done = True
        while self.fired:  # on its way
            time.sleep(_SOON)
