"""Options, files and defaults merged: every value with where it came from, then the frozen settings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from goalint.config.settings import DEFAULTS, Settings

if TYPE_CHECKING:
    from goalint.config.file import ConfigFile
    from goalint.rules.problems import Problem

_SELECTION = ("select", "ignore", "extend_select")  # what --select sets aside
_ADDED = ("ignore", "extend_select", "extend_exclude", "packs")  # options that add to what files say


class Part(NamedTuple):
    """A value, or part of one, and the file that holds it; None: an option of the command line."""

    value: Any
    file: ConfigFile | None


@dataclass(frozen=True, slots=True)
class Merged:
    """The settings of a run and the parts that they are made of, by their names in Settings, later ones deciding.

    `files` are the configuration files, an extended one before the one that extends it. `problems` are the mistakes in them.
    """

    settings: Settings = DEFAULTS
    parts: Mapping[str, tuple[Part, ...]] = field(default_factory=dict)
    files: tuple[ConfigFile, ...] = ()
    problems: list[Problem] = field(default_factory=list)


def merged(path: str | None, options: Mapping[str, Any]) -> Merged:
    """The settings from a configuration file, with those it extends, and options, which win.

    `options` are those given, by their names in Settings and with values as Settings hold them.
    """
    files, problems = _with_extended(path) if path is not None else ((), [])
    parts: dict[str, list[Part]] = {}
    for file in files:
        for name, value in file.values.items():
            parts.setdefault(name.replace("-", "_"), []).append(Part(value, file))
    if "select" in options:
        for name in _SELECTION:
            parts.pop(name, None)
    values = {name: _together(name, held) for name, held in parts.items()}
    for name, value in options.items():
        if name in _ADDED and name in values:
            values[name] = (*values[name], *value)
        else:
            values[name] = value
            parts.pop(name, None)
        parts.setdefault(name, []).append(Part(value, None))
    # The option decides where a file says the opposite of the very same rule.
    for one, other in (("ignore", "extend_select"), ("extend_select", "ignore")):
        if one in options and other in values and other not in options:
            values[other] = tuple(entry for entry in values[other] if entry not in options[one])
    return Merged(Settings(**values), {name: tuple(held) for name, held in parts.items()}, tuple(files), problems)


def _together(name: str, held: list[Part]) -> Any:
    """The value of several files: tables entry by entry, additions one after the other, of others the last."""
    last = held[-1].value
    if isinstance(last, dict):
        return {key: value for part in held for key, value in part.value.items()}
    if held[-1].file is not None and held[-1].file.adds(name):
        return tuple(entry for part in held for entry in part.value)
    del held[:-1]
    return last


def _with_extended(path: str) -> tuple[Sequence[ConfigFile], list[Problem]]:
    """The file and those that it extends, the furthest first; what is wrong with any of them."""
    import os

    from goalint.config.file import read_config

    chain: list[ConfigFile] = []
    seen: set[str] = set()
    following: str | None = path
    while following is not None:
        seen.add(os.path.realpath(following))
        file = read_config(following)
        chain.append(file)
        following = file.extends
        if following is not None:
            at = (*file.table, "extend")
            if os.path.realpath(following) in seen:
                file.source.problem(at, "配置文件互相 extend，成了一圈", "configuration files extend one another in a circle")
                following = None
            elif not os.path.isfile(following):
                file.source.problem(at, f"没有文件 {following}", f"there is no file {following}")
                following = None
    return chain[::-1], [problem for file in chain for problem in file.source.problems]
