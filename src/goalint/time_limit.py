"""A limit on the time that one piece of work may take, on every system and in any thread of any process.

The work is stopped by an exception that another thread raises in it, as soon as it is in Python again: what is stopped leaves
by its own `finally`. Killing a process would stop anything, but costs a process: most runs have one, and on Windows it takes
longer to start than a draft to read. A call into a library that never comes back is not stopped; the readers bound what they
hand to those.
"""

from __future__ import annotations

import time
from _thread import allocate_lock, get_ident, start_new_thread
from collections.abc import Callable
from typing import TypeVar

_T = TypeVar("_T")
_SOON = 0.005  # seconds
_LONGEST = 1_000_000.0  # seconds: Windows waits for 49 days at most


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
        self.thread = get_ident()
        self.lock = allocate_lock()
        self.over = allocate_lock()  # held until the work is done
        self.over.acquire()
        self.done = False
        self.fired = False
        # `threading.Timer` waits until its thread runs, which a busy machine takes its time for.
        start_new_thread(self.watch, (seconds,))

    def watch(self, seconds: float) -> None:
        """In a thread of its own: wait for the end of the work or of the time."""
        if self.over.acquire(timeout=min(seconds, _LONGEST)):
            return
        import ctypes

        with self.lock:
            if not self.done:
                self.fired = True
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self.thread), ctypes.py_object(_Stop))

    def end(self) -> None:
        """The work is done: nothing is raised after this. Raises _Stop if the time was over first."""
        with self.lock:
            self.done = True
        self.over.release()
        while self.fired:  # on its way
            time.sleep(_SOON)
