"""What is kept between runs: compiled packs, read documents. Losing any of it costs time and nothing else.

An entry is a file with a line of its key and the digest of the rest. It is written in one step, so that another process
sees the old entry or the new one; anything unexpected about it means that there is none. A folder that cannot be written
or a full disk keeps nothing.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from hashlib import sha256

VARIABLE = "GOALINT_CACHE_DIR"
_MARK = b"goalint "


class _Choice:
    """The folder that this process uses, if one was chosen."""

    folder: str | None = None


def use(folder: str | None) -> None:
    """Keep entries in that folder from now on; None: where they are kept by default."""
    _Choice.folder = folder


def folder() -> str:
    """Where entries are kept: the folder chosen, else $GOALINT_CACHE_DIR, else the system's place for the user's caches.

    Raises RuntimeError where there is no home folder.
    """
    if _Choice.folder is not None:
        return _Choice.folder
    if chosen := os.environ.get(VARIABLE):
        return chosen
    # `platformdirs` says the same; importing it takes longer than a run spends on its packs.
    if sys.platform == "win32":
        return os.path.join(os.environ.get("LOCALAPPDATA") or _home("AppData", "Local"), "goalint", "Cache")
    if sys.platform == "darwin":
        return _home("Library", "Caches", "goalint")
    base = os.environ.get("XDG_CACHE_HOME", "")
    return os.path.join(base if os.path.isabs(base) else _home(".cache"), "goalint")


def _home(*parts: str) -> str:
    home = os.path.expanduser("~")
    if not os.path.isabs(home):
        raise RuntimeError("there is no home folder")
    return os.path.join(home, *parts)


def fetch(name: str, key: str) -> bytes | None:
    """What was kept under the name, if it was kept for this key and is whole."""
    try:
        with open(os.path.join(folder(), name), "rb") as file:
            head, _, body = file.read().partition(b"\n")
    except (OSError, RuntimeError):
        return None
    return body if head == _head(key, body) else None


def holds(name: str) -> bool:
    """Whether there is an entry of that name, whole or not."""
    try:
        return os.path.isfile(os.path.join(folder(), name))
    except RuntimeError:
        return False


def keep(name: str, key: str, body: bytes) -> None:
    """Keep the bytes under the name; what was kept there before is gone."""
    try:
        target = os.path.join(folder(), name)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        temporary = f"{target}.{os.getpid()}"
    except (OSError, RuntimeError):
        return
    try:
        with open(temporary, "wb") as file:
            file.write(_head(key, body) + b"\n" + body)
        os.replace(temporary, target)
    except OSError:
        with suppress(OSError):
            os.unlink(temporary)


def drop(older: float = 0.0, part: str = "") -> tuple[int, int]:
    """Forget the entries (of one part of the store) that were kept longer ago than so many seconds; their number and bytes."""
    number = size = 0
    try:
        top = os.path.join(folder(), part)
    except RuntimeError:
        return 0, 0
    limit = time.time() - older
    for place, _, names in os.walk(top, topdown=False):
        for name in names:
            path = os.path.join(place, name)
            with suppress(OSError):
                status = os.lstat(path)
                if status.st_mtime <= limit and _is_entry(path):
                    os.unlink(path)
                    number, size = number + 1, size + status.st_size
        with suppress(OSError):
            os.rmdir(place)  # if it is empty
    return number, size


def _is_entry(path: str) -> bool:
    """Nothing but what was kept is ever deleted: the folder may be one that a user named by mistake."""
    try:
        with open(path, "rb") as file:
            return file.read(len(_MARK)) == _MARK
    except OSError:
        return False


def _head(key: str, body: bytes) -> bytes:
    return _MARK + f"{key} {sha256(body).hexdigest()}".encode()
