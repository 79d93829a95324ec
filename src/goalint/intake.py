"""From paths to documents: find the files, read them, parse them. What fails becomes part of the document."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from time import perf_counter
from typing import NamedTuple

from goalint import archives
from goalint.findings import FileSummary
from goalint.own_reports import is_own_report
from goalint.readers import MAX_BYTES, SUFFIXES, is_taken, reader_for
from goalint.readers.blocks import UnreadableError, cause_of
from goalint.time_limit import TookTooLongError, within
from goalint.tree.document import SET_ASIDE, Document, NotRead, Source
from goalint.tree.location import NOWHERE

TREES = (".json", ".yaml", ".yml")


class Intake(NamedTuple):
    """A file read. A file that holds nothing to check has a document without projects and says why in `not_read`.

    `reading` and `parsing` are the seconds of wall time that the two took. `own_report`: goalint wrote the file.
    """

    document: Document
    reading: float = 0.0
    parsing: float = 0.0
    own_report: bool = False

    @property
    def readable(self) -> bool:
        """Something in the file can be checked."""
        return bool(self.document.projects)

    @property
    def summary(self) -> FileSummary:
        """The file's line in the report."""
        document = self.document
        return FileSummary(
            path=document.source.path,
            readable=self.readable,
            projects=len(document.projects),
            indicators=sum(len(project.indicators) for project in document.projects),
            department=document.department.name if document.department else None,
            fiscal_year=document.fiscal_year,
        )


class Found(NamedTuple):
    """A document that is still to be read: its bytes, and its name, whose ending tells the format."""

    data: bytes
    name: str


def _none(path: str) -> bool:
    return False


def gather(paths: Sequence[str], excluded: Callable[[str], bool] = _none) -> list[str]:
    """The files to read: those named, and in folders those that may hold drafts and are not excluded, sorted, each once.

    Missing paths and folders without documents stay in the list: reading them says what is wrong. Links inside a
    folder are followed to files of that folder only.
    """
    found: dict[str, str] = {}
    for path in paths:
        inside = list(_inside(path, excluded)) if os.path.isdir(path) else []
        for file in inside or [path]:
            found.setdefault(os.path.normcase(os.path.abspath(file)), file)
    return list(found.values())


def read(path: str) -> Iterator[Intake]:
    """Read one file: a document, or those of an archive. Never raises for what is in it or for its not being there."""
    started = perf_counter()
    for found in found_in(path):
        fetched = perf_counter() - started
        intake = found if isinstance(found, Intake) else read_bytes(*found)
        yield intake._replace(reading=intake.reading + fetched)
        started = perf_counter()


def documents_in(data: bytes, name: str) -> Iterator[Intake]:
    """The same of bytes. A document in an archive is named after both: 报送.zip/水利局/目标表.docx."""
    for found in found_in_bytes(data, name):
        yield found if isinstance(found, Intake) else read_bytes(*found)


def found_in(path: str, limit: float = 0.0) -> Iterator[Found | Intake]:
    """What there is to read in a file, where it is not plain from outside what it says (a tree) or that it cannot be read.

    `limit` are the seconds that reading a tree may take, 0 for any time.
    """
    try:
        data = _bytes_of(path)
    except UnreadableError as error:
        yield _unreadable(path, "", error)
        return
    yield from found_in_bytes(data, path, limit)


def found_in_bytes(data: bytes, name: str, limit: float = 0.0) -> Iterator[Found | Intake]:
    """The same of bytes."""
    return _found(data, name, limit, archives.Budget(), archives.DEEPEST)


def _found(data: bytes, name: str, limit: float, budget: archives.Budget, deep: int) -> Iterator[Found | Intake]:
    count = 0
    try:
        if _suffix_of(name) in TREES:
            yield from _of_tree(data, name, limit)
            return
        if not archives.is_archive(data, _suffix_of(name)):
            yield Found(data, name)
            return
        if not deep:
            raise UnreadableError("nested-archive", limit=str(archives.DEEPEST))
        for member, content in archives.members(data, _taken, budget):
            count += 1
            inner = f"{name}/{member}"
            if isinstance(content, UnreadableError):
                yield _unreadable(inner, "", content)
            else:
                yield from _found(content, inner, limit, budget, deep - 1)
        if not count:
            raise UnreadableError("empty-archive", known=" ".join(SUFFIXES))
    except UnreadableError as error:
        yield _unreadable(name, hashlib.sha256(data).hexdigest(), error)


def _of_tree(data: bytes, name: str, limit: float) -> Iterator[Intake]:
    """What a file says that holds trees already."""
    from goalint.tree_file import documents_of

    started = perf_counter()
    try:
        documents = within(limit, lambda: documents_of(data, name))
    except TookTooLongError:
        yield given_up(name, hashlib.sha256(data).hexdigest(), limit)
        return
    for document in documents:
        if not document.projects and not any(item.code in SET_ASIDE for item in document.not_read):
            document = _with_problem(document, NotRead(NOWHERE, "no-form"))
        yield Intake(document, perf_counter() - started)
        started = perf_counter()


def read_bytes(data: bytes, name: str) -> Intake:
    """Read a document from its bytes; the ending of the name tells the format."""
    from goalint.parser import parse  # not needed for what was kept of an earlier run

    started = perf_counter()
    suffix = _suffix_of(name)
    digest = hashlib.sha256(data).hexdigest()
    if is_own_report(data):
        return _unreadable(name, digest, UnreadableError("own-report"))._replace(own_report=True)
    try:
        blocks = reader_for(suffix, data)(data)
    except UnreadableError as error:
        return _unreadable(name, digest, error)
    read_at = perf_counter()
    document = parse(blocks, Source(name, blocks.format, digest))
    if not document.projects and not any(item.code in SET_ASIDE for item in document.not_read):
        document = _with_problem(document, NotRead(NOWHERE, "no-form"))
    return Intake(document, read_at - started, perf_counter() - read_at)


def _suffix_of(name: str) -> str:
    return os.path.splitext(name)[1].lower()


def _taken(name: str, size: int) -> bool:
    suffix = _suffix_of(name)
    return suffix == archives.SUFFIX or is_taken(suffix, size)


def _inside(folder: str, excluded: Callable[[str], bool]) -> Iterator[str]:
    root = os.path.realpath(folder)
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not excluded(os.path.join(place, name)))
        for name in sorted(files):
            path = os.path.join(place, name)
            # Office programs leave ~$name beside a document that is open.
            if name.startswith((".", "~$")) or not (_taken(name, _size_of(path)) or _is_tree(path)):
                continue
            if os.path.islink(path) and not os.path.realpath(path).startswith(root + os.sep):
                continue
            if excluded(path):
                continue
            yield path


def _is_tree(path: str) -> bool:
    """Whether a file is one of goalint's trees: folders hold JSON and YAML of all kinds."""
    if _suffix_of(path) not in TREES:
        return False
    from goalint.tree_file import HEAD, looks_like_one

    try:
        with open(path, "rb") as file:
            return looks_like_one(file.read(HEAD))
    except OSError:
        return False


def _size_of(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:  # reading it will say why
        return MAX_BYTES


def _bytes_of(path: str) -> bytes:
    try:
        status = os.stat(path)
        if stat.S_ISDIR(status.st_mode):
            raise UnreadableError("no-documents", known=" ".join(SUFFIXES))
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableError("no-access", cause="不是普通文件", detail="not a regular file")
        if status.st_size > MAX_BYTES:
            raise UnreadableError(
                "too-large", size=f"{status.st_size / 1024 / 1024:.1f} MB", limit=f"{MAX_BYTES // 1024 // 1024} MB"
            )
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        raise UnreadableError("missing") from None
    except (OSError, ValueError) as error:
        detail = getattr(error, "strerror", None) or str(error)
        raise UnreadableError("no-access", cause=cause_of(error), detail=detail) from None


def given_up(path: str, digest: str, seconds: float) -> Intake:
    """A document that took longer than it may: nothing of it was checked."""
    return _unreadable(path, digest, UnreadableError("took-too-long", seconds=f"{seconds:g}"))


def _unreadable(path: str, digest: str, error: UnreadableError) -> Intake:
    document = Document(Source(path, "unknown", digest), None, None, None, (), None, (), ())
    return Intake(_with_problem(document, NotRead(NOWHERE, "unreadable", {"zh": error.why("zh"), "en": error.why("en")})))


def _with_problem(document: Document, problem: NotRead) -> Document:
    return document._replace(not_read=(*document.not_read, problem))
