"""Reading goalint-ignore.yaml: which findings somebody has accepted, where, why, and until when."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from goalint.config.file import BIGGEST, shown_path
from goalint.globs import Glob
from goalint.rules import cache
from goalint.rules.problems import Problem, close_to
from goalint.rules.source import Path_, SourceFile, read_yaml
from goalint.suppressions import Suppression, Suppressions

REQUIRED = ("rule", "where", "reason")
KEYS = (*REQUIRED, "by", "until", "basis")
PLACES = ("file", "project", "indicator", "fingerprint")


def read_suppressions(path: str) -> tuple[Suppressions, list[Problem]]:
    """The entries of an ignore file, and every mistake in it; entries that are wrong are left out."""
    shown = shown_path(path)
    try:
        with open(path, "rb") as opened:
            content = opened.read(BIGGEST + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        problem = Problem(shown, 0, 0, f"豁免文件无法读取：{reason}", f"the ignore file cannot be read: {reason}")
        return Suppressions(shown), [problem]
    if len(content) > BIGGEST:
        return Suppressions(shown), [Problem(shown, 0, 0, "超过 1 MB，不是豁免文件", "larger than 1 MB: no ignore file")]
    key = cache.key_of(sha256(content).hexdigest(), {})
    kept = cache.read(Path(path), key)
    if kept is not None and isinstance(kept.get("suppressions"), list):
        entries = kept["suppressions"]
    else:
        source = read_yaml(content, shown)
        entries = _checked(source)
        if source.problems:
            return Suppressions(shown), source.problems
        cache.write(Path(path), key, {"rules": [], "suppressions": entries})
    folder = os.path.dirname(os.path.abspath(path))
    return Suppressions(shown, tuple(_entry(one, folder) for one in entries)), []


def _entry(data: Mapping[str, Any], folder: str) -> Suppression:
    until, file = data["until"], data["file"]
    return Suppression(
        **{**data, "until": until and date.fromisoformat(until), "file": None if file is None else Glob(file, folder)}
    )


def _checked(source: SourceFile) -> list[dict[str, Any]]:
    """The entries as they are kept; what is wrong is noted in the source."""
    if source.data is None:
        if source.problems and all(not line.split("#")[0].strip() for line in source.lines):
            source.problems.clear()  # nothing is suppressed yet
        return []
    if not isinstance(source.data, list):
        source.problem((), "豁免文件应是列表，每条以“- rule:”开头", "an ignore file is a list; each entry begins with “- rule:”")
        return []
    return [_one(entry, source, (index,)) for index, entry in enumerate(source.data)]


def _one(entry: Any, source: SourceFile, at: Path_) -> dict[str, Any]:
    mark = source.marks[at]
    found: dict[str, Any] = {**dict.fromkeys((*KEYS, *PLACES)), "line": mark.line + 1, "column": mark.column + 1}
    del found["where"]
    if not isinstance(entry, dict):
        source.problem(at, "应是“键: 值”", "must be a mapping")
        return found
    _keys(entry, KEYS, source, at)
    for key in REQUIRED:
        if key not in entry:
            source.problem(at, f"缺少“{key}”{_WHY[key][0]}", f"“{key}” is missing{_WHY[key][1]}")
    for key in KEYS:
        if key in entry and key != "where":
            found[key] = _text(entry[key], source, (*at, key))
    if found["rule"] == "ALL":
        source.problem((*at, "rule"), "不能豁免全部规则，请逐条写明", "all rules cannot be suppressed: name them")
    if found["until"] is not None:
        try:
            found["until"] = str(date.fromisoformat(found["until"]))
        except ValueError:
            source.problem((*at, "until"), "应是日期，如 2026-12-31", "must be a date, such as 2026-12-31")
    if "where" in entry:
        found |= _where(entry["where"], source, (*at, "where"))
    return found


_WHY = {
    "rule": ("：写规则编码、编码开头、名称或类别", ": a code, the beginning of one, a name or a category"),
    "where": ("：写明文件、项目或指标", ": name the file, the project or the indicator"),
    "reason": ("：为什么可以不改", ": why it may stay"),
}


def _where(where: Any, source: SourceFile, at: Path_) -> dict[str, Any]:
    if not isinstance(where, dict) or not where:
        source.problem(at, "应写明 file、project、indicator 或 fingerprint", "must name file, project, indicator or fingerprint")
        return {}
    _keys(where, PLACES, source, at)
    return {key: _text(where[key], source, (*at, key)) for key in PLACES if key in where}


def _keys(data: Mapping[str, Any], known: tuple[str, ...], source: SourceFile, at: Path_) -> None:
    for key in data:
        if key not in known:
            source.problem((*at, key), f"没有“{key}”这个键", f"there is no key “{key}”", close_to(key, known), key=True)


def _text(value: Any, source: SourceFile, at: Path_) -> str | None:
    if isinstance(value, str) and value.strip():
        return value
    source.problem(at, f"“{at[-1]}”不能是空的", f"“{at[-1]}” must not be empty")
    return None
