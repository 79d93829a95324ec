"""One file by itself: read, parsed, and judged by every rule that looks at no other file.

That is what the files of a run do not share. It may happen in any process, and what came out of the same bytes under the
same rules is kept for the next run.
"""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache, partial
from hashlib import file_digest, sha256
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from goalint import __version__, intake, kept_patterns, store
from goalint.engine import in_force, with_regime
from goalint.findings import FileSummary
from goalint.intake import Found, Intake
from goalint.pile import Parcel, Pile, Strung
from goalint.rules.model import Pack, shelf_of
from goalint.time_limit import TookTooLongError, within
from goalint.tree.document import Document, Source
from goalint.walk import Walk, Walked, Walks

if TYPE_CHECKING:
    from concurrent.futures import Executor

FOLDER = "documents"  # of the store
_OLD = 30 * 24 * 3600  # seconds after which what was kept is forgotten: a season's drafts are revised within days
_MANY = 50  # files of a run after which it may take the time to tidy up
_AT_ONCE = 16  # files handed to a process together
_AHEAD = 64  # so many times of these may be done with while an earlier one is not: what came out of them waits in memory


class Examined(NamedTuple):
    """A document read, with what the rules about single documents say of it, and what those about many note of it.

    `regime` is the one that it was judged by, which the document as it was read need not have. `own_report`: goalint wrote
    the file.
    """

    file: FileSummary
    source: Source
    regime: str | None
    document: Parcel[Document]
    walked: Walked
    own_report: bool = False


class Examination:
    """All documents of a run in the order in which they came, few of them in memory.

    What stays there of each is its path, its digest and some numbers.
    """

    def __init__(self) -> None:
        self.files: Strung[FileSummary] = Strung()
        self.walks = Walks()
        self.seconds = {"read": 0.0, "parse": 0.0}  # of wall time, where it is taken
        self.documents: Pile[Document] = Pile(self._as_judged, self._read_again)
        self._regimes: list[str | None] = []

    def add(self, one: Examined) -> None:
        """Take in the next document."""
        self.files.append(one.file)
        self._regimes.append(one.regime and sys.intern(one.regime))
        self.documents.add(one.document)
        self.walks.add(one.source, one.walked, readable=one.file.readable)

    def _as_judged(self, number: int, document: Document) -> Document:
        """The document by its own path and regime: bytes like these may have been read somewhere else before."""
        path, regime = self.walks.paths[number], self._regimes[number]
        if (document.source.path, document.regime) == (path, regime):
            return document
        return document._replace(source=document.source._replace(path=path), regime=regime)

    def _read_again(self, number: int) -> Document:
        """The document, where what was kept of it turns out to be none. Raises ValueError if it is no longer there."""
        path = file = self.walks.paths[number]
        while not os.path.exists(file) and file != os.path.dirname(file):  # a document in an archive
            file = os.path.dirname(file)
        for taken in intake.read(file):
            if taken.document.source.path == path:
                return taken.document
        raise ValueError(f"{path} is no longer there")


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
    kept_patterns.use()
    return [_examined(rulebook, found) for found in intake.found_in(path, rulebook.limit)]


def examine_bytes(rulebook: Rulebook, data: bytes, name: str) -> list[Examined]:
    """The same of the bytes of a file."""
    return [_examined(rulebook, found) for found in intake.found_in_bytes(data, name, rulebook.limit)]


def unjudged(taken: Intake) -> Examined:
    """A document read of which nothing is said yet."""
    document = taken.document
    nothing = Walked(Parcel(()), {})
    return Examined(taken.summary, document.source, document.regime, Parcel(document), nothing, taken.own_report)


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
    there = _side_by_side(work, rest, executor)
    return (work(path) if path in here else next(there) for path in paths)


def _side_by_side(work: Callable[[str], list[Examined]], paths: Sequence[str], executor: Executor) -> Iterator[list[Examined]]:
    """What came out of the files, in their order; however long one of them takes, the others do not run away from it."""
    size = max(1, min(_AT_ONCE, len(paths) // 16))
    parts = (paths[at : at + size] for at in range(0, len(paths), size))
    pending = deque(executor.submit(_one_by_one, work, part) for part in islice(parts, _AHEAD))
    try:
        while pending:
            done = pending.popleft().result()
            pending.extend(executor.submit(_one_by_one, work, part) for part in islice(parts, 1))
            yield from done
    finally:
        for future in pending:
            future.cancel()


def _one_by_one(work: Callable[[str], list[Examined]], paths: Sequence[str]) -> list[list[Examined]]:
    return [work(path) for path in paths]


def _examined(rulebook: Rulebook, found: Found | Intake) -> Examined:
    """A document read and judged, or what was kept of that."""
    if isinstance(found, Intake):
        name, digest = found.document.source.path, found.document.source.sha256
    else:
        name, digest = found.name, sha256(found.data).hexdigest()
    if not rulebook.keep or not digest:
        return _judged_in_time(rulebook, found if isinstance(found, Intake) else _read(*found, rulebook.limit))
    as_read, as_judged = (_entry(stamp, _ending(name), digest) for stamp in (_own_stamp(), rulebook.stamp))
    document = Parcel(found.document) if isinstance(found, Intake) else _kept(as_read)
    if document is not None and (judgement := _kept(as_judged)) is not None:
        with suppress(ValueError, TypeError):
            return _as_kept(judgement.value, name, document)
    taken = found if isinstance(found, Intake) else None
    if taken is None and document is not None:
        with suppress(ValueError):
            taken = Intake(document.value._replace(source=document.value.source._replace(path=name)))
    if taken is None:
        assert isinstance(found, Found)
        taken = _read(*found, rulebook.limit)
        document = Parcel(taken.document)
        if taken.readable:  # a later run may be able to read what this one could not: there is LibreOffice now
            store.keep(as_read, as_read, document.body)
    fresh = _judged_in_time(rulebook, taken)
    if not fresh.file.readable or document is None:  # another run may have more time
        return fresh
    told, notes = fresh.walked
    kept = Parcel((fresh.file, fresh.source, fresh.regime, told.body, {code: noted.body for code, noted in notes.items()}))
    store.keep(as_judged, as_judged, kept.body)
    return fresh._replace(document=document)


def _kept(entry: str) -> Parcel[Any] | None:
    body = store.fetch(entry, entry)
    return None if body is None else Parcel(body=body)


def _as_kept(judgement: Any, path: str, document: Parcel[Document]) -> Examined:
    file, source, regime, told, notes = judgement
    walked = Walked(Parcel(body=told), {code: Parcel(body=noted) for code, noted in notes.items()})
    for parcel in (walked.told, *walked.notes.values()):
        if not isinstance(parcel.value, tuple):
            raise TypeError("nothing that is kept")
    return Examined(file._replace(path=path), source._replace(path=path), regime, document, walked)


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
    return unjudged(taken._replace(document=document))._replace(walked=walk.through(document))


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
