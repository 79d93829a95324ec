"""The files of a pack: which there are, what they hold, and their digest."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from hashlib import sha256

from goalint.rules.problems import Problem, close_to

BIGGEST = 1_000_000  # bytes of one file
FOLDERS = ("lexicons", "taxonomies")
Place = str | os.PathLike[str]


def files_of(pack: Place) -> tuple[dict[str, bytes], list[Problem]]:
    """The YAML files of a pack by their path inside it, in order; links that lead out of it are not followed."""
    problems: list[Problem] = []
    found: dict[str, bytes] = {}
    if not os.path.isdir(pack):
        return {}, [Problem(os.fspath(pack), 0, 0, "没有这个规则包目录", "there is no such pack folder")]
    for name, entry in _inside(pack, "", os.path.realpath(pack), problems):
        if name.endswith(".yml"):
            problems.append(Problem(entry.path, 0, 0, "规则包的文件名应以 .yaml 结尾", "files of a pack end in .yaml"))
        if not name.endswith(".yaml"):
            continue
        try:
            with open(entry.path, "rb") as file:
                content = file.read(BIGGEST + 1)
        except OSError as error:
            problems.append(Problem(entry.path, 0, 0, f"无法读取：{error.strerror}", f"cannot be read: {error.strerror}"))
            continue
        if len(content) > BIGGEST:
            problems.append(Problem(entry.path, 0, 0, "文件超过 1 MB，不读", "the file is larger than 1 MB and not read"))
        else:
            found[name] = content
    if "pack.yaml" not in found and not problems:
        problems.append(
            Problem(
                os.fspath(pack),
                0,
                0,
                "目录里没有 pack.yaml，不是规则包；请指到含有 pack.yaml 的目录",
                "no pack.yaml here: this is no pack; name the folder that holds pack.yaml",
                close_to("pack.yaml", found),
            )
        )
    return found, problems


def stamp_of(pack: Place) -> str | None:
    """Changes when a file of the pack does, as far as its size and time of change tell; None where that cannot be told."""
    seen: list[tuple[str, int, int]] = []
    problems: list[Problem] = []
    try:
        for name, entry in _inside(pack, "", os.path.realpath(pack), problems):
            status = entry.stat()
            seen.append((name, status.st_size, status.st_mtime_ns))
    except OSError:
        return None
    return None if problems else repr(seen)


def digest(contents: Mapping[str, bytes]) -> str:
    """The SHA-256 of a pack's files with their names."""
    total = sha256()
    for name, content in sorted(contents.items()):
        total.update(f"{name}\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()


def _inside(folder: Place, prefix: str, root: str, problems: list[Problem]) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """The files below a folder with their names from the pack on, sorted folder by folder."""
    for entry in sorted(os.scandir(os.fspath(folder)), key=lambda one: one.name):
        if entry.name.startswith("."):
            continue
        if entry.is_symlink() and not _leads_into(entry.path, root):
            if entry.name.endswith(".yaml") or entry.is_dir():
                problems.append(
                    Problem(entry.path, 0, 0, "指向规则包之外的链接，不读", "a link that leads out of the pack is not followed")
                )
        elif entry.is_dir():
            if not entry.is_symlink():
                yield from _inside(entry.path, f"{prefix}{entry.name}/", root, problems)
        elif entry.is_file():
            yield prefix + entry.name, entry


def _leads_into(path: str, root: str) -> bool:
    return os.path.realpath(path).startswith(root + os.sep)
