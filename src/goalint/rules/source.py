"""A YAML file as written: read safely, and every value with its line and column."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from goalint.rules.problems import Problem

_STR = "tag:yaml.org,2002:str"
_KNOWN_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq")
)

Path_ = tuple[str | int, ...]  # keys and indexes from the root of a file to a value


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a value begins (0-based), and its raw text if it is a scalar."""

    line: int
    column: int
    raw: str = ""


@dataclass(slots=True)
class SourceFile:
    """One YAML file: its values as Python's (scalars as text, except null and truth values) and their marks."""

    shown: str  # the name in messages
    lines: list[str] = field(default_factory=list)
    data: Any = None
    marks: dict[Path_, Mark] = field(default_factory=dict)
    keys: dict[Path_, Mark] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def problem(
        self, at: Path_, zh: str, en: str, alternatives: tuple[str, ...] = (), *, key: bool = False, offset: int | None = None
    ) -> None:
        """Note a mistake at a value (or its key), or so many characters into the value's text.

        Where there is no such value, the nearest thing around it is meant.
        """
        mark = self.keys.get(at) if key else None
        while mark is None:
            mark = self.marks.get(at)
            if mark is None:
                if not at:
                    mark = Mark(0, 0)
                at, offset = at[:-1], None
        line, column = (mark.line, mark.column) if offset is None else placed(mark, offset)
        self.problem_at(line, column, zh, en, alternatives)

    def problem_at(self, line: int, column: int, zh: str, en: str, alternatives: tuple[str, ...] = ()) -> None:
        """Note a mistake at a place (0-based)."""
        source = self.lines[line] if line < len(self.lines) else ""
        self.problems.append(Problem(self.shown, line + 1, column + 1, zh, en, alternatives, source))

    def line_of(self, at: Path_) -> int:
        """The 1-based line of a value."""
        mark = self.marks.get(at)
        return mark.line + 1 if mark else 0


def placed(mark: Mark, offset: int) -> tuple[int, int]:
    """The 0-based line and column of the character at that offset of a scalar's text.

    The raw text is followed beside the text: quotes, block headers and folded line ends take room only in the raw.
    """
    raw = mark.raw
    at = 0
    if raw[:1] in ("'", '"'):
        at = 1
    elif raw[:1] in ("|", ">"):
        at = raw.find("\n") + 1
        at += len(raw[at:]) - len(raw[at:].lstrip())
    for _ in range(offset):
        if at >= len(raw):
            break
        if raw[at] == "\\" and raw[:1] == '"' or raw[at : at + 2] == "''" and raw[:1] == "'":
            at += 2
        elif raw[at] in " \n\r\t" and "\n" in raw[at : at + len(raw[at:]) - len(raw[at:].lstrip())]:
            at += len(raw[at:]) - len(raw[at:].lstrip())
        else:
            at += 1
    before = raw[:at]
    newlines = before.count("\n")
    column = len(before) - before.rfind("\n") - 1 if newlines else mark.column + at
    return mark.line + newlines, column


def read_yaml(content: bytes, shown: str) -> SourceFile:
    """Parse one file; what is wrong with its YAML is in `problems`, and `data` is None then."""
    file = SourceFile(shown)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n")
        file.problem_at(line, 0, "文件不是 UTF-8 编码，请另存为 UTF-8", "the file is not UTF-8: save it as UTF-8")
        return file
    file.lines = text.splitlines()
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        root = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        zh, en = _yaml_problem(str(error.problem or error.context or ""))
        file.problem_at(mark.line if mark else 0, mark.column if mark else 0, zh, en)
        return file
    except RecursionError:
        file.problem_at(0, 0, "YAML 嵌套太深", "the YAML is nested too deeply")
        return file
    except YAMLError as error:
        what = str(error).splitlines()[0]
        file.problem_at(0, 0, f"YAML 无法解析：{what}", f"the YAML cannot be parsed: {what}")
        return file
    if root is None:
        file.problem_at(0, 0, "文件是空的", "the file is empty")
        return file
    file.data = _Builder(file, text).built(root, ())
    if file.problems:
        file.data = None
    return file


_USUAL = (
    ("mapping values are not allowed", "这里多了一个“: ”；值里有冒号加空格时整个值要加引号", "quote a value that holds “: ”"),
    ("found character '\\t'", "缩进不能用制表符，请用空格", "indent with spaces, not tabs"),
    ("expected <block end>", "缩进或引号不对：加了引号的文字后面不能再有内容", "wrong indentation, or text after a quoted value"),
    ("expected alphabetic or numeric", "值以 * 或 & 开头时要加引号", "quote a value that begins with * or &"),
    ("cannot start any token", "值以特殊符号开头时要加引号", "quote a value that begins with a special character"),
    ("found undefined alias", "值以 * 开头时要加引号", "quote a value that begins with *"),
    ("found unexpected end of stream", "引号没有配对", "a quote is not closed"),
    (
        "expected ',' or",
        "括号里缺逗号或没有配对；其中的值有逗号、括号时要加引号",
        "a comma or bracket is missing; quote values that hold them",
    ),
)


def _yaml_problem(problem: str) -> tuple[str, str]:
    for sign, zh, en in _USUAL:
        if sign in problem:
            return f"YAML 写法不对：{zh}", f"wrong YAML: {en} ({problem})"
    return f"YAML 写法不对：{problem}", f"wrong YAML: {problem}"


class _Builder:
    """From ruamel's nodes to plain values and their marks."""

    def __init__(self, file: SourceFile, text: str) -> None:
        self.file = file
        self.text = text
        self.seen: set[int] = set()

    def built(self, node: Any, at: Path_) -> Any:
        """The node's value; aliases, foreign tags and repeated keys are noted as problems."""
        start = node.start_mark
        kind = type(node).__name__
        raw = self.text[start.index : node.end_mark.index] if kind == "ScalarNode" else ""
        self.file.marks[at] = Mark(start.line, start.column, raw)
        if id(node) in self.seen:
            self.file.problem(at, "不支持 YAML 的引用（&、*）", "YAML anchors and aliases are not supported")
            return None
        self.seen.add(id(node))
        if str(node.tag) not in _KNOWN_TAGS:
            self.file.problem(at, f"不支持 YAML 标签 {node.tag}", f"YAML tags are not supported: {node.tag}")
            return None
        if kind == "ScalarNode":
            return _scalar(node)
        if kind == "SequenceNode":
            return [self.built(child, (*at, index)) for index, child in enumerate(node.value)]
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            mark = key_node.start_mark
            if type(key_node).__name__ != "ScalarNode":
                self.file.problem_at(mark.line, mark.column, "键应是一个词", "a key must be a word")
                continue
            key = key_node.value
            if key in found:
                self.file.problem_at(mark.line, mark.column, f"键“{key}”写了两次", f"the key “{key}” is given twice")
                continue
            self.file.keys[(*at, key)] = Mark(mark.line, mark.column)
            found[key] = self.built(value_node, (*at, key))
        return found


def _scalar(node: Any) -> str | bool | None:
    """A scalar as written: what a YAML reader would make a number or date of stays the author's text."""
    tag = str(node.tag)
    if tag.endswith(":null"):
        return None
    if tag.endswith(":bool"):
        return str(node.value).lower() == "true"
    return str(node.value)
