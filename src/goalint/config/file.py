"""One configuration file read and checked: its values with their places, its mistakes, and what it extends."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import Any

from goalint.config.find import PYPROJECT
from goalint.config.keys import KEYS
from goalint.config.kinds import WRONG, Place
from goalint.config.toml import read_toml
from goalint.rules.problems import Problem, close_to
from goalint.rules.source import Path_, SourceFile

BIGGEST = 1_000_000  # bytes


@dataclass(slots=True)
class ConfigFile:
    """A file and what it says; `values` by key, as settings hold them. `table` is where its keys begin (tool.goalint)."""

    path: str
    source: SourceFile
    table: Path_ = ()
    values: dict[str, Any] = field(default_factory=dict)
    extends: str | None = None

    def adds(self, name: str) -> bool:
        """Whether a value of that name in Settings adds to that of the file that this one extends."""
        return KEYS[name.replace("_", "-")].adds

    def line_of(self, key: str) -> int:
        """The line of a key."""
        mark = self.source.keys.get((*self.table, key))
        return mark.line + 1 if mark else 0


def read_config(path: str) -> ConfigFile:
    """Read and check one file; whatever is wrong is noted in its `source`. A pyproject.toml may lack [tool.goalint]."""
    shown = shown_path(path)
    source = SourceFile(shown)
    table: Path_ = ("tool", "goalint") if os.path.basename(path) == PYPROJECT else ()
    config = ConfigFile(path, source, table)
    try:
        with open(path, "rb") as opened:
            content = opened.read(BIGGEST + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        source.problems.append(
            Problem(shown, 0, 0, f"配置文件无法读取：{reason}", f"the configuration file cannot be read: {reason}")
        )
        return config
    if len(content) > BIGGEST:
        source.problems.append(Problem(shown, 0, 0, "超过 1 MB，不是配置文件", "larger than 1 MB: no configuration file"))
        return config
    config.source = source = read_toml(content, shown)
    data = source.data
    for part in table:
        data = data.get(part, {}) if isinstance(data, dict) else data
    if data is None:
        return config
    if not isinstance(data, dict):
        source.problem(table, "应是表", "must be a table")
        return config
    _check(config, data)
    return config


def shown_path(path: str) -> str:
    """The path as messages show it: relative if it is below the current folder."""
    try:
        relative = os.path.relpath(path)
    except ValueError:  # another drive of Windows
        return path
    return path if relative.startswith("..") else relative


def has_table(path: str) -> bool:
    """Whether a pyproject.toml has something to say to goalint."""
    try:
        with open(path, "rb") as opened:
            return b"goalint" in opened.read(BIGGEST) and _table_in(path)
    except OSError:
        return False


def _table_in(path: str) -> bool:
    config = read_config(path)
    tool = config.source.data.get("tool") if isinstance(config.source.data, dict) else None
    return isinstance(tool, dict) and "goalint" in tool or bool(config.source.problems)


def _check(config: ConfigFile, data: dict[str, Any]) -> None:
    folder = os.path.dirname(config.path)
    for name, value in data.items():
        at = (*config.table, name)
        if name == "extend":
            place = Place().checked(value, config.source, at, folder)
            config.extends = None if place is WRONG else str(place)
            continue
        key = KEYS.get(name)
        if key is None:
            config.source.problem(
                at, f"没有“{name}”这个键", f"there is no key “{name}”", close_to(name, (*KEYS, "extend")), key=True
            )
            continue
        found = key.kind.checked(value, config.source, at, folder)
        if found is not WRONG:
            config.values[name] = found
