"""A TOML file as written: its values, and every key and value with its line and column, which tomllib does not tell."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Callable
from decimal import Decimal

from goalint.rules.source import Mark, Path_, SourceFile
from goalint.tree.pattern import lazy

_AT = lazy(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")
_BARE = lazy(r"[A-Za-z0-9_-]+")
_BLANK = lazy(r"(?:[ \t\r\n]|#[^\n]*)*")
_SCALAR = lazy(r"[^,\]}#\r\n]*")
_QUOTED = lazy(r"'''(?:.|\n)*?'{3,5}|\"\"\"(?:\\(?:.|\n)|[^\\])*?\"{3,5}|'[^'\n]*'|\"(?:\\.|[^\"\\\n])*\"")


def read_toml(content: bytes, shown: str) -> SourceFile:
    """Parse one file; what is wrong with its TOML is in `problems`, and `data` is None then. Numbers with a point are Decimal."""
    file = SourceFile(shown)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n")
        file.problem_at(line, 0, "文件不是 UTF-8 编码，请另存为 UTF-8", "the file is not UTF-8: save it as UTF-8")
        return file
    text = text.replace("\r\n", "\n")
    file.lines = text.split("\n")
    try:
        file.data = tomllib.loads(text, parse_float=Decimal)
    except (tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
        what = str(error) or "nested too deeply"
        at = _AT.search(what)
        line, column = (int(at[1]) - 1, int(at[2]) - 1) if at and at[1] else (max(len(file.lines) - 1, 0), 0)
        what = what[: at.start()] if at else what
        file.problem_at(line, column, f"TOML 写法不对：{_worded(what)}", f"wrong TOML: {what}")
        return file
    _Places(file, text).note()
    return file


_USUAL = (
    ("Invalid value", "值的写法不对；文字要加英文引号"),
    ("Expected '=' after a key", "键后面应是等号"),
    ("Cannot overwrite a value", "这个键写了两次"),
    ("Cannot declare", "这个表头写了两次"),
    ("Invalid initial character for a key part", "键只能用字母、数字、“-”和“_”，其他的要加英文引号"),
    ("Invalid statement", "这一行不是“键 = 值”，也不是“[表头]”；键里有汉字时要加英文引号"),
    ("Unclosed array", "方括号没有配对"),
    ("Unterminated string", "引号没有配对"),
    ("Illegal character", "有不允许的字符；引号没有配对时也会这样"),
    ("Expected newline or end of document", "值后面多了内容"),
    ("Unescaped '\\'", "反斜杠要写两个，或者改用单引号"),
)


def _worded(what: str) -> str:
    return next((zh for sign, zh in _USUAL if what.startswith(sign)), what)


class _Places:
    """Walks once through TOML that tomllib has accepted; it only has to skip what it knows to be right."""

    def __init__(self, file: SourceFile, text: str) -> None:
        self.file = file
        self.text = text
        self.at = 0
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self.counts: dict[Path_, int] = {}  # the tables of each array of tables so far

    def note(self) -> None:
        """Fill the file's marks and keys."""
        self.file.marks[()] = Mark(0, 0)
        prefix: Path_ = ()
        while self.blank() < len(self.text):
            start = self.at
            if self.text[start] != "[":
                self.pair(prefix)
                continue
            many = self.text.startswith("[[", start)
            self.at += 2 if many else 1
            prefix = self.key((), header=True)
            if many:
                self.counts[prefix] = self.counts.get(prefix, -1) + 1
                prefix = (*prefix, self.counts[prefix])
            self.file.marks.setdefault(prefix, self.mark(start, start))
            self.blank()
            self.at += 2 if many else 1

    def blank(self) -> int:
        """Skip white space and comments."""
        match = _BLANK.match(self.text, self.at)
        assert match is not None
        self.at = match.end()
        return self.at

    def mark(self, start: int, end: int) -> Mark:
        line = bisect_right(self.starts, start) - 1
        return Mark(line, start - self.starts[line], self.text[start:end])

    def key(self, prefix: Path_, *, header: bool = False) -> Path_:
        """A key, dotted perhaps, as the path that it leads to."""
        while True:
            self.blank()
            match = _QUOTED.match(self.text, self.at) or _BARE.match(self.text, self.at)
            assert match is not None
            raw = match.group()
            name = raw if raw[0] not in "'\"" else str(tomllib.loads(f"k = {raw}")["k"])
            prefix = (*prefix, name)
            self.file.keys.setdefault(prefix, self.mark(match.start(), match.end()))
            if header and prefix in self.counts and self.text[match.end() :].lstrip(" \t")[:1] == ".":
                prefix = (*prefix, self.counts[prefix])
            self.at = match.end()
            self.blank()
            if not self.text.startswith(".", self.at):
                return prefix
            self.at += 1

    def pair(self, prefix: Path_) -> None:
        path = self.key(prefix)
        self.at += 1  # the equals sign
        self.value(path)

    def value(self, path: Path_) -> None:
        self.blank()
        start = self.at
        opening = self.text[start]
        if opening == "[":
            self.inside("]", lambda index: self.value((*path, index)))
        elif opening == "{":
            self.inside("}", lambda index: self.pair(path))
        else:
            match = _QUOTED.match(self.text, start) or _SCALAR.match(self.text, start)
            assert match is not None
            self.at = match.end()
        self.file.marks[path] = self.mark(start, self.at)

    def inside(self, closing: str, element: Callable[[int], None]) -> None:
        """The elements of an array or inline table."""
        self.at += 1
        index = 0
        while self.blank() < len(self.text) and self.text[self.at] != closing:
            element(index)
            index += 1
            self.blank()
            if self.text.startswith(",", self.at):
                self.at += 1
        self.at += 1
