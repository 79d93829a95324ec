"""A reader in a process of its own, for libraries in C that no limit reaches from within.

PDFium draws a form in a form in a form as often as a file of a kilobyte asks for, and what it cannot do it ends the process
for. So it runs beside this one, with a limit of memory, and is ended when it takes too long. The process is kept for the
next file: starting it takes longer than reading most of them.
"""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
from contextlib import suppress
from threading import Lock, Timer
from typing import IO, TYPE_CHECKING

from goalint.readers.blocks import UnreadableError, cause_of

if TYPE_CHECKING:
    from goalint.readers.blocks import Blocks

SECONDS = 8.0  # for a file of ordinary size
MEMORY = 450 * 1024 * 1024  # bytes of address space
_ORDINARY = 2 * 1024 * 1024  # bytes: a hundred pages and more
_SECONDS_MORE = 4.0  # for every megabyte beyond
_LENGTH = 8
_SERVING = "import sys; sys.path += sys.argv[3:]; from goalint.readers.apart import serve; serve(sys.argv[1], int(sys.argv[2]))"


def read_apart(reader: str, data: bytes) -> Blocks:
    """What the reader (`module:function`) gives of the bytes.

    Raises UnreadableError as the reader does, and where it took too much time or memory or ended its process; RuntimeError
    where it raised anything else.
    """
    seconds = SECONDS + _SECONDS_MORE * max(0, len(data) - _ORDINARY) / 1024 / 1024
    with _lock:
        beside = _beside(reader)
        answer = beside.answer(data, seconds)
        if answer is None and beside.used and not beside.late:
            # What was read before may have left too little room: only the file itself shall decide.
            answer = _beside(reader).answer(data, seconds)
    if answer is None:
        raise UnreadableError("too-costly", seconds=f"{seconds:.0f}", memory=f"{MEMORY // 1024 // 1024} MB")
    from goalint.kept import unpacked

    try:
        blocks, reason, details = unpacked(answer)
    except ValueError:
        raise UnreadableError("too-costly", seconds=f"{seconds:.0f}", memory=f"{MEMORY // 1024 // 1024} MB") from None
    if blocks is not None:
        return blocks  # type: ignore[no-any-return]
    if reason is not None:
        raise UnreadableError(reason, **details)
    raise RuntimeError(details["error"])


class _Beside:
    """A process that reads one file after the other."""

    def __init__(self, reader: str) -> None:
        self.owner = os.getpid()
        self.used = False
        self.late = False
        command = [sys.executable, "-I", "-c", _SERVING, reader, str(MEMORY), *_places()]
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            raise UnreadableError(
                "no-access",
                cause=f"{sys.executable or 'Python'}：{cause_of(error)}",
                detail=f"{sys.executable or 'Python'}: {error.strerror}",
            ) from None

    @property
    def alive(self) -> bool:
        """It can be asked. A process that was copied from another must not talk to that one's."""
        return self.owner == os.getpid() and self._process.poll() is None

    def answer(self, data: bytes, seconds: float) -> bytes | None:
        """Its answer; None if it came to an end before."""
        timer = Timer(seconds, self._stop_late)
        timer.start()
        done = False
        try:
            answer = self._asked(data)
            done = answer is not None
        finally:
            timer.cancel()
            if not done:
                self.end()
        self.used = self.used or done
        return answer

    def _asked(self, data: bytes) -> bytes | None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            _send(self._process.stdin, data)
            return _received(self._process.stdout)
        except OSError:
            return None

    def _stop_late(self) -> None:
        self.late = True
        self._process.kill()

    def end(self) -> None:
        """Stop the process, whatever it does."""
        if self.owner != os.getpid():
            return
        self._process.kill()
        for stream in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                if stream is not None:
                    stream.close()
        self._process.wait()


def _places() -> list[str]:
    """Where this process finds modules, but for the working folder: drafts lie there, and what else lies beside them."""
    here = os.path.realpath(os.curdir)
    return [place for place in sys.path if os.path.isabs(place) and os.path.realpath(place) != here]


_lock = Lock()
_running: dict[str, _Beside] = {}


def _beside(reader: str) -> _Beside:
    found = _running.get(reader)
    if found is not None and found.alive:
        return found
    if found is not None:
        found.end()
    fresh = _running[reader] = _Beside(reader)
    if found is None:
        atexit.register(_end, reader)
    return fresh


def _end(reader: str) -> None:
    _running[reader].end()


def _send(stream: IO[bytes], data: bytes) -> None:
    stream.write(len(data).to_bytes(_LENGTH, "little"))
    stream.write(data)
    stream.flush()


def _received(stream: IO[bytes]) -> bytes | None:
    """The next message, or None where there is no whole one."""
    head = stream.read(_LENGTH)
    length = int.from_bytes(head, "little")
    data = stream.read(length) if len(head) == _LENGTH else b""
    return data if len(head) == _LENGTH and len(data) == length else None


# --- the process beside -----------------------------------------------------------------------------------------------


def serve(reader: str, memory: int) -> None:
    """Read what comes in and answer, until nothing more comes."""
    from importlib import import_module

    confine(memory)
    inward, outward = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # whatever a library prints is no answer
    module, _, function = reader.partition(":")
    read = getattr(import_module(module), function)
    while (data := _received(inward)) is not None:
        from goalint.kept import packed

        try:
            answer = packed((read(data), None, {}))
        except UnreadableError as error:
            answer = packed((None, error.reason, error.details))
        except MemoryError:
            return
        except Exception as error:
            answer = packed((None, None, {"error": f"{type(error).__name__}: {error}"}))
        del data
        _send(outward, answer)
        del answer


def confine(memory: int) -> None:
    """Let this process have no more than so many bytes; macOS knows no such limit."""
    if sys.platform == "win32":
        _confine_by_job(memory)
        return
    import resource

    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


if sys.platform == "win32":

    def _confine_by_job(memory: int) -> None:
        import ctypes
        from ctypes import wintypes

        class Limits(ctypes.Structure):
            """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

            _fields_ = (
                ("times", ctypes.c_int64 * 2),
                ("flags", wintypes.DWORD),
                ("working_set", ctypes.c_size_t * 2),
                ("active_processes", wintypes.DWORD),
                ("affinity", ctypes.c_size_t),
                ("classes", wintypes.DWORD * 2),
                ("counters", ctypes.c_uint64 * 6),
                ("process_memory", ctypes.c_size_t),
                ("others", ctypes.c_size_t * 3),
            )

        kernel = ctypes.WinDLL("kernel32")
        kernel.CreateJobObjectW.restype = kernel.GetCurrentProcess.restype = wintypes.HANDLE
        kernel.SetInformationJobObject.argtypes = (wintypes.HANDLE, ctypes.c_int, ctypes.c_void_p, wintypes.DWORD)
        kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
        limits = Limits(flags=0x100, process_memory=memory)  # JOB_OBJECT_LIMIT_PROCESS_MEMORY
        job = kernel.CreateJobObjectW(None, None)
        kernel.SetInformationJobObject(job, 9, ctypes.byref(limits), ctypes.sizeof(limits))
        kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess())
