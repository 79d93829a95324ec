"""What is wrong with a file that should hold goalint's trees, in Chinese and in English."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from goalint.readers.blocks import UnreadableError

if TYPE_CHECKING:
    from pydantic import ValidationError

_MOST = 5  # mistakes told of one file
_EXPECTED = {
    "int_type": ("整数", "a whole number"),
    "int_parsing": ("整数", "a whole number"),
    "greater_than_equal": ("不小于 0 的整数", "a whole number, 0 or more"),
    "string_type": ("文字", "a text"),
    "bool_type": ("true 或 false", "true or false"),
    "bool_parsing": ("true 或 false", "true or false"),
    "list_type": ("列表", "a list"),
    "tuple_type": ("列表", "a list"),
    "dict_type": ("对象", "an object"),
    "model_type": ("对象", "an object"),
    "string_pattern_mismatch": ('写成文字的数，如 "30.5"', "a number as a text, like “30.5”"),
}
_NO_JSON = {
    "Expecting property name": "这里应是双引号括起的键",
    "Expecting value": "这里应有一个值",
    "Expecting ','": "缺少逗号",
    "Expecting ':'": "缺少冒号",
    "Extra data": "后面还有多余的内容",
    "Unterminated string": "引号没有结束",
    "Invalid control character": "文字里有换行或控制字符",
    "Invalid \\": "反斜杠用得不对",
    "Illegal trailing comma": "多了一个逗号",
}


class Mistake(NamedTuple):
    """One thing that is wrong, with its place, in both languages."""

    zh: str
    en: str


def wrong_tree(mistakes: Sequence[Mistake]) -> UnreadableError:
    """The error that tells the first of the mistakes."""
    told = list(mistakes[:_MOST])
    if len(mistakes) > _MOST:
        told.append(Mistake(f"…共 {len(mistakes)} 处", f"… {len(mistakes)} in all"))
    return UnreadableError("wrong-tree", cause="；".join(one.zh for one in told), detail="; ".join(one.en for one in told))


def no_json(error: json.JSONDecodeError) -> Mistake:
    """What JSON's own rules say against the text."""
    known = next((zh for begin, zh in _NO_JSON.items() if error.msg.startswith(begin)), "JSON 写法不对")
    return Mistake(f"第 {error.lineno} 行第 {error.colno} 列：{known}", f"line {error.lineno}, column {error.colno}: {error.msg}")


def unfit(error: ValidationError) -> list[Mistake]:
    """What does not fit the shape of a tree."""
    return [_placed(one) for one in error.errors(include_url=False)]


def _placed(error: Any) -> Mistake:
    path = _path(error["loc"])
    said = _said(error)
    return Mistake(f"{path or '整个文件'}：{said.zh}", f"{path or 'the whole file'}: {said.en}")


def _path(parts: Sequence[int | str]) -> str:
    """documents[0].projects[2].budget.total"""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in parts).removeprefix(".")


def _said(error: Any) -> Mistake:
    """What is wrong at a place, with what may have been meant for a name that there is not."""
    kind, context = error["type"], error.get("ctx", {})
    if kind == "missing":
        return Mistake("缺少", "missing")
    if kind == "extra_forbidden":
        return _unknown(str(error["loc"][-1]))
    written = str(error["input"])[:40]
    if kind in ("literal_error", "enum"):
        allowed = str(context.get("expected"))
        return Mistake(
            f"应为 {allowed.replace(' or ', '、').replace(', ', '、')}，写的是“{written}”",
            f"{allowed} was expected, not “{written}”",
        )
    if kind in _EXPECTED:
        zh, en = _EXPECTED[kind]
        return Mistake(f"应为{zh}，写的是“{written}”", f"{en} was expected, not “{written}”")
    return Mistake(f"写得不对：“{written}”", f"{error['msg']}: “{written}”")


def _unknown(name: str) -> Mistake:
    from goalint.rules.problems import close_to

    names = _names()
    if name in names:
        return Mistake("这一层没有这个键，它属于别的层", "no key of this level, but of another")
    close = close_to(name, names)
    if not close:
        return Mistake("没有这个键", "no such key")
    return Mistake(f"没有这个键；是不是想写 {' 或 '.join(close)}？", f"no such key; did you mean {' or '.join(close)}?")


def _names() -> set[str]:
    from goalint import tree_schema

    models = (one for one in vars(tree_schema).values() if isinstance(one, type) and hasattr(one, "model_fields"))
    return {field.alias or name for model in models for name, field in model.model_fields.items()}
