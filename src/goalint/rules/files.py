"""The files of a pack: which there are, what they hold, and their digest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from goalint.rules.problems import Problem, close_to

BIGGEST = 1_000_000  # bytes of one file
FOLDERS = ("lexicons", "taxonomies")


def files_of(pack: Path) -> tuple[dict[str, bytes], list[Problem]]:
    """The YAML files of a pack by their path inside it, in order; links that lead out of it are not followed."""
    problems: list[Problem] = []
    found: dict[str, bytes] = {}
    root = pack.resolve()
    if not pack.is_dir():
        return {}, [Problem(str(pack), 0, 0, "没有这个规则包目录", "there is no such pack folder")]
    for path in _inside(pack, root, problems):
        name = path.relative_to(pack).as_posix()
        if path.suffix == ".yml":
            problems.append(Problem(str(path), 0, 0, "规则包的文件名应以 .yaml 结尾", "files of a pack end in .yaml"))
        if path.suffix != ".yaml":
            continue
        try:
            if path.stat().st_size > BIGGEST:
                problems.append(Problem(str(path), 0, 0, "文件超过 1 MB，不读", "the file is larger than 1 MB and not read"))
                continue
            found[name] = path.read_bytes()
        except OSError as error:
            problems.append(Problem(str(path), 0, 0, f"无法读取：{error.strerror}", f"cannot be read: {error.strerror}"))
    if "pack.yaml" not in found and not problems:
        problems.append(
            Problem(
                str(pack),
                0,
                0,
                "目录里没有 pack.yaml，不是规则包；请指到含有 pack.yaml 的目录",
                "no pack.yaml here: this is no pack; name the folder that holds pack.yaml",
                close_to("pack.yaml", found),
            )
        )
    return found, problems


def digest(contents: Mapping[str, bytes]) -> str:
    """The SHA-256 of a pack's files with their names."""
    total = sha256()
    for name, content in sorted(contents.items()):
        total.update(f"{name}\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()


def _inside(folder: Path, root: Path, problems: list[Problem]) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        if path.is_symlink() and not path.resolve().is_relative_to(root):
            if path.suffix == ".yaml" or path.is_dir():
                problems.append(
                    Problem(str(path), 0, 0, "指向规则包之外的链接，不读", "a link that leads out of the pack is not followed")
                )
        elif path.is_dir():
            if not path.is_symlink():
                yield from _inside(path, root, problems)
        elif path.is_file():
            yield path
