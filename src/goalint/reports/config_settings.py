"""The settings in force, each with where it came from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from goalint.config.file import ConfigFile, shown_path
from goalint.config.keys import KEYS, Key
from goalint.config.merge import Merged, Part
from goalint.globs import Glob
from goalint.reports import Style, words
from goalint.reports.colour import DIM, Paint
from goalint.reports.table import table


class Shown(NamedTuple):
    """A setting, or an entry of a table; `file` and `line` where a configuration file holds it."""

    key: str
    value: Any
    origin: str  # default, file, option
    file: str | None = None
    line: int | None = None


def render(found: Merged, style: Style) -> str:
    """The configuration files, then a table of key, value and origin."""
    lang = style.lang
    files = [shown_path(file.path) for file in reversed(found.files)]
    none = words.pick(lang, "没有配置文件", "no configuration file")
    head = words.pick(lang, "配置文件：", "configuration: ") + words.pick(lang, "、", ", ").join(files) if files else none
    rows = [[one.key, _text(one.value, lang), _origin(one, lang)] for one in settings_of(found)]
    columns = [words.pick(lang, *pair) for pair in (("设置", "setting"), ("值", "value"), ("来自", "from"))]
    lines = table(columns, rows, style.width)
    paint = Paint(style.colour)
    return "\n".join([head, "", paint(lines[0], DIM), *lines[1:]]) + "\n"


def render_json(found: Merged) -> str:
    """The same as JSON."""
    entries = [{**one._asdict(), "value": _plain(one.value)} for one in settings_of(found)]
    files = [shown_path(file.path) for file in reversed(found.files)]
    return json.dumps({"files": files, "settings": entries}, ensure_ascii=False, indent=2, default=str) + "\n"


def settings_of(found: Merged) -> Iterator[Shown]:
    """Every setting in the order of the documentation; of tables every entry."""
    for key in KEYS.values():
        parts = found.parts.get(key.attribute, ())
        value = getattr(found.settings, key.attribute)
        if not parts:
            yield Shown(key.name, value, "default")
        elif isinstance(value, Mapping):
            yield from _entries(key, value, parts)
        elif len(parts) > 1:
            for part in parts:
                yield _of_part(key.name, part.value, part)
        else:
            yield _of_part(key.name, _named(value, key.kind), parts[0])


def _named(value: Any, kind: Any) -> Any:
    """What the file would say: None has a name where it stands for never or off."""
    kind = getattr(kind, "kind", kind)
    return getattr(kind, "none", None) if value is None else value


def _entries(key: Key, value: Mapping[Any, Any], parts: tuple[Part, ...]) -> Iterator[Shown]:
    for name, one in value.items():
        part = next(part for part in reversed(parts) if name in part.value)
        yield _of_part(f"{key.name}.{name}", _named(one, key.kind), part, (key.name, str(name)))


def _of_part(shown: str, value: Any, part: Part, at: tuple[str, ...] = ()) -> Shown:
    if part.file is None:
        return Shown(shown, value, "option")
    return Shown(shown, value, "file", shown_path(part.file.path), _line(part.file, at or (shown,)))


def _line(file: ConfigFile, at: tuple[str, ...]) -> int:
    mark = file.source.keys.get((*file.table, *at))
    return mark.line + 1 if mark else 0


def _origin(one: Shown, lang: str) -> str:
    if one.origin == "default":
        return words.pick(lang, "默认", "default")
    return words.pick(lang, "选项", "option") if one.file is None else f"{one.file}:{one.line}"


def _plain(value: Any) -> Any:
    if isinstance(value, Glob):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value


def _text(value: Any, lang: str) -> str:
    plain = _plain(value)
    if plain is None or plain == [] or plain == {}:
        return words.pick(lang, "（无）", "(none)")
    if isinstance(plain, bool):
        return "true" if plain else "false"
    if isinstance(plain, list):
        return ", ".join(str(one) for one in plain)
    return json.dumps(plain, ensure_ascii=False, default=str) if isinstance(plain, dict) else str(plain)
