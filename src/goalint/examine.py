"""One file by itself: read, parsed, and judged by every rule that looks at no other file.

That is what the files of a run do not share. It may happen in any process, and what came out of the same bytes under the
same rules is kept for the next run.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from hashlib import file_digest, sha256
from time import perf_counter
from typing import TYPE_CHECKING, Any, NamedTuple

from goalint import __version__, intake, store
from goalint.engine import in_force, with_regime
from goalint.intake import Intake
from goalint.rules.model import Pack, shelf_of
from goalint.time_limit import TookTooLongError, within
from goalint.tree.document import Document
from goalint.walk import Told, Walk

if TYPE_CHECKING:
    from concurrent.futures import Executor

FOLDER = "documents"  # of the store
_OLD = 30 * 24 * 3600  # seconds after which what was kept is forgotten: a season's drafts are revised within days
_MANY = 50  # files of a run after which it may take the time to tidy up
_AT_ONCE = 16  # files handed to a process together


class Examined(NamedTuple):
    """A document read, with what the rules about single documents say of it."""

    intake: Intake
    told: tuple[Told, ...]


class Rulebook(NamedTuple):
    """What it takes to judge a document, in a form that another process can be sent.

    `load` gives the packs; `options` are those of `engine.in_force`. `stamp` changes with everything that may change what is
    said of a document. `keep` says that what comes out is kept for later runs, in the folder `kept_in` (None: the default).
    `limit` are the seconds that reading a document may take, and judging it; 0 for any time.
    """

    load: Callable[[], tuple[Pack, ...]]
    options: Mapping[str, Any]
    regime: str | None
    stamp: str
    keep: bool = True
    kept_in: str | None = None
    limit: float = 0.0

    @property
    def lang(self) -> str:
        """The language of what is told."""
        return str(self.options.get("lang", "zh"))


def stamp_of(*parts: object) -> str:
    """The stamp of a rulebook that these parts decide about, and of this goalint."""
    return sha256("\0".join((_own_stamp(), *map(repr, parts))).encode("utf-8", "surrogateescape")).hexdigest()


def examine(rulebook: Rulebook, path: str) -> list[Examined]:
    """The documents of a file, read and judged. Raises EngineError when a Python check crashes."""
    store.use(rulebook.kept_in)
    return [examined(rulebook, one) for one in intake.read(path, reading_of(rulebook))]


def reading_of(rulebook: Rulebook) -> Callable[[bytes, str], Intake]:
    """How documents are read by a rulebook, in the time that it gives."""
    return partial(read_kept if rulebook.keep else _read, limit=rulebook.limit)


def examine_all(rulebook: Rulebook, paths: Sequence[str], executor: Executor | None = None) -> Iterator[list[Examined]]:
    """The same of many files, in their order: side by side if there is an executor, else one after the other."""
    work = partial(examine, rulebook)
    if rulebook.keep and len(paths) >= _MANY:
        store.drop(_OLD, FOLDER)
    if executor is None:
        return map(work, paths)
    # What is kept would come back from another process as the bytes that it is here already.
    here = {path for path in paths if rulebook.keep and _is_kept(rulebook, path)}
    rest = [path for path in paths if path not in here]
    there = executor.map(work, rest, chunksize=max(1, min(_AT_ONCE, len(rest) // 16))) if rest else iter(())
    return (work(path) if path in here else next(there) for path in paths)


def examined(rulebook: Rulebook, taken: Intake) -> Examined:
    """A document that was read, judged; or what was kept of that."""
    source = taken.document.source
    if not rulebook.keep or not source.sha256 or not taken.readable:
        return _judged_in_time(rulebook, taken)
    name = _entry(rulebook.stamp, _ending(source.path), source.sha256)
    kept = _fetched(name)
    if isinstance(kept, tuple) and len(kept) == 2:
        regime, told = kept
        return Examined(_with_regime(taken, regime), tuple(_moved(one, source.path) for one in told))
    fresh = _judged_in_time(rulebook, taken)
    if fresh.intake.readable:  # another run may have more time
        _keep(name, (fresh.intake.document.regime, fresh.told))
    return fresh


def read_kept(data: bytes, name: str, limit: float = 0.0) -> Intake:
    """The document in the bytes, as `intake.read_bytes` gives it in so many seconds; or what was kept of it."""
    started = perf_counter()
    digest = sha256(data).hexdigest()
    entry = _entry(_own_stamp(), _ending(name), digest)
    kept = _fetched(entry)
    if isinstance(kept, Document):
        return Intake(kept._replace(source=kept.source._replace(path=name)), reading=perf_counter() - started)
    taken = _read(data, name, limit)
    if taken.readable:  # a later run may be able to read what this one could not: there is LibreOffice now
        _keep(entry, taken.document)
    return taken


def _read(data: bytes, name: str, limit: float) -> Intake:
    try:
        return within(limit, partial(intake.read_bytes, data, name))
    except TookTooLongError:
        return intake.given_up(name, sha256(data).hexdigest(), limit)


def _judged_in_time(rulebook: Rulebook, taken: Intake) -> Examined:
    """The document judged, or nothing of it but that it took too long."""
    _bench(rulebook)  # loading packs is no matter of the document
    try:
        return within(rulebook.limit, partial(_judged, rulebook, taken))
    except TookTooLongError:
        source = taken.document.source
        return _judged(rulebook, intake.given_up(source.path, source.sha256, rulebook.limit))


def _judged(rulebook: Rulebook, taken: Intake) -> Examined:
    packs, walk = _bench(rulebook)
    document = with_regime(taken.document, packs, rulebook.regime, rulebook.lang)
    return Examined(replace(taken, document=document), tuple(walk.through(document)))


class _Bench:
    """Packs and walk of the rulebook that this process last judged by: made once, however many files come in."""

    stamp = ""
    packs: tuple[Pack, ...] = ()
    walk: Walk | None = None


def prepare(rulebook: Rulebook, packs: tuple[Pack, ...]) -> None:
    """Judge by packs that are loaded already."""
    _Bench.stamp = rulebook.stamp
    _Bench.packs = packs
    _Bench.walk = None


def _bench(rulebook: Rulebook) -> tuple[tuple[Pack, ...], Walk]:
    if _Bench.stamp != rulebook.stamp:
        prepare(rulebook, rulebook.load())
    if _Bench.walk is None:
        _Bench.walk = Walk(in_force(_Bench.packs, **rulebook.options), shelf_of(_Bench.packs), rulebook.lang)
    return _Bench.packs, _Bench.walk


def _with_regime(taken: Intake, regime: str | None) -> Intake:
    return taken if taken.document.regime == regime else replace(taken, document=taken.document._replace(regime=regime))


def _moved(one: Told, path: str) -> Told:
    """What was said of the same bytes when they lay elsewhere."""
    return one if one.path == path else one._replace(path=path)


# --- what is kept -----------------------------------------------------------------------------------------------------


def _is_kept(rulebook: Rulebook, path: str) -> bool:
    """Whether there are entries for the file, whole or not."""
    try:
        if not os.path.isfile(path):  # opening a pipe waits for somebody to write into it
            return False
        with open(path, "rb") as file:
            digest = file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return False
    return all(store.holds(_entry(stamp, _ending(path), digest)) for stamp in (_own_stamp(), rulebook.stamp))


def _ending(path: str) -> str:
    """What of a name decides how bytes are read."""
    return os.path.splitext(path)[1].lower()


def _entry(*parts: str) -> str:
    digest = sha256("\0".join(parts).encode()).hexdigest()
    return f"{FOLDER}/{digest[:2]}/{digest[2:42]}"


def _fetched(entry: str) -> object:
    body = store.fetch(entry, entry)
    if body is None:
        return None
    from goalint.kept import unpacked

    try:
        return unpacked(body)
    except ValueError:
        return None


def _keep(entry: str, value: object) -> None:
    from goalint.kept import packed

    store.keep(entry, entry, packed(value))


@lru_cache(maxsize=1)
def _own_stamp() -> str:
    """Changes when goalint does. A source tree changes without its version: there the files themselves count."""
    home = os.path.dirname(__file__)
    if os.path.isdir(os.path.join(home, "_packs")):
        return __version__
    found = []
    for folder, folders, files in os.walk(home):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(files):
            status = os.stat(os.path.join(folder, name))
            found.append((name, status.st_size, status.st_mtime_ns))
    return sha256(repr((__version__, found)).encode()).hexdigest()
