"""The kinds of values that a configuration can hold: each checks a value of TOML and describes itself as JSON Schema."""

from __future__ import annotations

import os
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, NamedTuple, Protocol

from goalint import installed
from goalint.globs import Glob
from goalint.rules.problems import close_to
from goalint.rules.source import Path_, SourceFile


class _Wrong:
    """Stands for a value that was wrong, which has been noted."""


WRONG = _Wrong()


class Kind(Protocol):
    """A kind of value."""

    def checked(self, value: Any, file: SourceFile, at: Path_, folder: str) -> Any:
        """The value as settings hold it, or WRONG with what is wrong noted; paths are those of the file's folder."""

    def schema(self) -> dict[str, Any]:
        """The kind as JSON Schema."""


class Text(NamedTuple):
    """A text that is not empty."""

    def checked(self, value: Any, file: SourceFile, at: Path_, folder: str) -> Any:
        if isinstance(value, str) and value:
            return value
        return _wrong(file, at, "应是带引号的文字", "must be text in quotes")

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "minLength": 1}


class Place(NamedTuple):
    """A path, relative to the folder of the file."""

    def checked(self, value: Any, file: SourceFile, at: Path_, folder: str) -> Any:
        text = Text().checked(value, file, at, folder)
        return text if text is WRONG else os.path.normpath(os.path.join(folder, os.path.expanduser(text)))

    def schema(self) -> dict[str, Any]:
        return Text().schema()


class PackPlace(NamedTuple):
    """The folder of a pack, or the name of one that an installed package has: what is no path and is not there."""

    def checked(self, value: Any, file: SourceFile, at: Path_, folder: str) -> Any:
        place = Place().checked(value, file, at, folder)
        if place is WRONG or os.path.dirname(value) or os.path.exists(place):
            return place
        return installed.pack_folder(value) or place

    def schema(self) -> dict[str, Any]:
        return Text().schema()


class Pattern(NamedTuple):
    """A pattern of paths, relative to the folder of the file."""

    def checked(self, value: Any, file: SourceFile, at: Path_, folder: str) -> Any:
        text = Text().checked(value, file, at, folder)
        return text if text is WRONG else Glob(text, folder)

    def schema(self) -> dict[str, Any]:
        return Text().schema()


class OneOf(NamedTuple):
    """One of some names; `as_` makes of it what settings hold, `none` is the name that stands for None."""

    names: tuple[str, ...]
    as_: type[StrEnum] | None = None
    none: str | None = None

    def checked(self, value: Any, file: SourceFile, at: Path_, folder: str) -> Any:
        if not isinstance(value, str) or value not in self.names:
            return _wrong(
                file,
                at,
                f"没有“{value}”这个取值，只有：{'、'.join(self.names)}",
                f"“{value}” is not one of: {', '.join(self.names)}",
                close_to(str(value), self.names),
            )
        if value == self.none:
            return None
        return value if self.as_ is None else self.as_(value)

    def schema(self) -> dict[str, Any]:
        return {"enum": list(self.names)}


class Flag(NamedTuple):
    """True or false."""

    def checked(self, value: Any, file: SourceFile, at: Path_, folder: str) -> Any:
        return value if isinstance(value, bool) else _wrong(file, at, "应是 true 或 false", "must be true or false")

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


class Whole(NamedTuple):
    """A whole number from `least` on."""

    least: int

    def checked(self, value: Any, file: SourceFile, at: Path_, folder: str) -> Any:
        if isinstance(value, int) and not isinstance(value, bool) and value >= self.least:
            return value
        return _wrong(file, at, f"应是不小于 {self.least} 的整数", f"must be a whole number from {self.least} on")

    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": self.least}


class ListOf(NamedTuple):
    """A list of values of one kind; a single value is taken for a list of one where `or_one`."""

    kind: Kind
    or_one: bool = False

    def checked(self, value: Any, file: SourceFile, at: Path_, folder: str) -> Any:
        if self.or_one and isinstance(value, str):
            one = self.kind.checked(value, file, at, folder)
            return one if one is WRONG else (one,)
        if not isinstance(value, list):
            return _wrong(file, at, '应是列表，如 ["…", "…"]', 'must be a list: ["…", "…"]')
        found = [self.kind.checked(one, file, (*at, index), folder) for index, one in enumerate(value)]
        return WRONG if any(one is WRONG for one in found) else tuple(found)

    def schema(self) -> dict[str, Any]:
        many = {"type": "array", "items": self.kind.schema()}
        return {"anyOf": [self.kind.schema(), many]} if self.or_one else many


class TableOf(NamedTuple):
    """A table of values of one kind; `pattern` makes its keys patterns of paths."""

    kind: Kind
    pattern: bool = False

    def checked(self, value: Any, file: SourceFile, at: Path_, folder: str) -> Any:
        if not isinstance(value, dict):
            return _wrong(file, at, "应是表，下面是“键 = 值”", "must be a table of “key = value”")
        found: dict[Any, Any] = {}
        for key, one in value.items():
            checked = self.kind.checked(one, file, (*at, key), folder)
            if checked is not WRONG:
                found[Glob(key, folder) if self.pattern else key] = checked
        return found

    def schema(self) -> dict[str, Any]:
        return {"type": "object", "additionalProperties": self.kind.schema()}


class Free(NamedTuple):
    """A table that is held against a rule or a word list later, when the packs are there."""

    of: Mapping[str, Any]

    def checked(self, value: Any, file: SourceFile, at: Path_, folder: str) -> Any:
        return (
            value if isinstance(value, dict) else _wrong(file, at, "应是表，下面是“键 = 值”", "must be a table of “key = value”")
        )

    def schema(self) -> dict[str, Any]:
        return dict(self.of)


def _wrong(file: SourceFile, at: Path_, zh: str, en: str, close: tuple[str, ...] = ()) -> _Wrong:
    name = next((str(part) for part in reversed(at) if isinstance(part, str)), "")
    subject = f"“{name}”" if name and not zh.startswith("没有") else ""
    file.problem(at, subject + zh, (subject + " " if subject else "") + en, close)
    return WRONG
