"""Zip archives of drafts, as departments send them: their members by name, in memory.

Nothing is ever written to disk: a member's name is what a report calls it, wherever it pretends to lead.
"""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from goalint.readers.blocks import UnreadableError

if TYPE_CHECKING:
    from zipfile import ZipInfo

    from goalint.readers.container import Container

SUFFIX = ".zip"
DEEPEST = 3  # archives inside one another
_MOST_MEMBERS = 5_000
_MOST_BYTES = 1024 * 1024 * 1024
_UTF8_NAME = 0x800
_UNICODE_PATH = 0x7075  # the extra field in which Info-ZIP keeps a name that the other one cannot hold


@dataclass
class Budget:
    """What may still be unpacked of a file and of all archives inside it."""

    members: int = _MOST_MEMBERS
    bytes: int = _MOST_BYTES


def is_archive(data: bytes, suffix: str) -> bool:
    """Whether the bytes are a zip archive of files, and not an office document that is packed the same way.

    Raises UnreadableError for a zip that cannot be opened.
    """
    if not data.startswith(b"PK"):
        return False
    from goalint.readers.sniff import sniffed

    return sniffed(data, suffix) == "zip"


def members(data: bytes, wanted: Callable[[str, int], bool], budget: Budget) -> Iterator[tuple[str, bytes | UnreadableError]]:
    """The files in an archive whose name and size are wanted, sorted by name, each with its bytes or why it has none.

    Raises UnreadableError where the archive itself cannot be opened, or holds more than any season's drafts.
    """
    from goalint.readers.container import Container

    archive = Container(data)
    found: dict[str, ZipInfo] = {}
    for info in archive.entries:
        name = _shown(_name_of(info))
        if info.filename.endswith("/") or _is_nobodys(name) or not wanted(name, info.file_size):
            continue
        number = 2
        while name in found:  # an archive may hold a name twice
            name, number = f"{_shown(_name_of(info))}({number})", number + 1
        found[name] = info
    budget.members -= len(found)
    if budget.members < 0:
        raise UnreadableError("too-many-parts", limit=str(_MOST_MEMBERS))
    for name, info in sorted(found.items()):
        yield name, _content(archive, info, budget)


def _content(archive: Container, info: ZipInfo, budget: Budget) -> bytes | UnreadableError:
    if stat.S_ISLNK(info.external_attr >> 16):
        return UnreadableError("link-in-archive")
    try:
        content = archive.read_entry(info)
    except UnreadableError as error:
        return error
    budget.bytes -= len(content)
    if budget.bytes < 0:
        return UnreadableError("part-too-large", part=info.filename, limit=f"{_MOST_BYTES // 1024 // 1024} MB")
    return content


def _name_of(info: ZipInfo) -> str:
    """The member's name: Windows writes it in GBK and says nothing about it."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    try:
        raw = info.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    if (better := _unicode_path(info.extra, raw)) is not None:
        return better
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _unicode_path(extra: bytes, raw: bytes) -> str | None:
    import struct
    import zlib

    at = 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, at)
        field = extra[at + 4 : at + 4 + size]
        if kind == _UNICODE_PATH and len(field) > 5 and struct.unpack_from("<I", field, 1)[0] == zlib.crc32(raw):
            try:
                return field[5:].decode("utf-8")
            except UnicodeDecodeError:
                return None
        at += 4 + size
    return None


def _shown(name: str) -> str:
    """The name without what leads out of the archive: a drive, a root, steps upwards."""
    parts = name.split("\0")[0].replace("\\", "/").split("/")
    return "/".join(part for part in parts if part not in ("", ".", "..") and not (len(part) == 2 and part[1] == ":"))


def _is_nobodys(name: str) -> bool:
    """What systems and office programs leave beside the files: nobody sent it."""
    parts = name.split("/")
    return not parts[-1] or "__MACOSX" in parts or any(part.startswith((".", "~$")) for part in parts)
