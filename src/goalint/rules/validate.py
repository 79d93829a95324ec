"""Data held against the models of a pack's files; what pydantic finds wrong becomes problems with their place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from goalint.rules.check import names_of
from goalint.rules.problems import close_to
from goalint.rules.source import Path_, SourceFile
from goalint.tree.pattern import lazy

M = TypeVar("M", bound=BaseModel)

_QUOTED = lazy(r"'([^']+)'")
_TYPES = {
    "string_type": ("应是文字", "must be text"),
    "list_type": ("应是列表", "must be a list"),
    "dict_type": ("应是“键: 值”", "must be a mapping"),
    "model_type": ("应是“键: 值”", "must be a mapping"),
    "model_attributes_type": ("应是“键: 值”", "must be a mapping"),
    "bool_type": ("应是 true 或 false", "must be true or false"),
    "bool_parsing": ("应是 true 或 false", "must be true or false"),
    "int_type": ("应是整数", "must be a whole number"),
    "int_parsing": ("应是整数", "must be a whole number"),
    "decimal_type": ("应是数", "must be a number"),
    "decimal_parsing": ("应是数", "must be a number"),
    "tuple_type": ("应是列表", "must be a list"),
    "too_short": ("不能是空的", "must not be empty"),
    "string_too_short": ("不能是空的", "must not be empty"),
    "greater_than_equal": ("太小", "is too small"),
}
_PATTERNS = {
    r"^[A-Z]{2,5}\d{3}$": ("应是 2 至 5 个大写字母加三位数字，如 VAL101", "must be 2–5 capitals and 3 digits: VAL101"),
    r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$": (
        "应是小写字母加连字符，如 percent-on-count",
        "must be lower-case words with hyphens, such as percent-on-count",
    ),
    r"^[A-Z]\d{2}$": ("应是目录编号，如 C02", "must be a number of the catalogue, such as C02"),
}


def validated(model: type[M], file: SourceFile, at: Path_ = (), data: Any = None) -> M | None:
    """The data as the model has it, or None with everything that is wrong noted in the file."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        _note(error, file, at, model)
        return None


def repaired(
    model: type[M], file: SourceFile, at: Path_, data: Any, stand_ins: Mapping[str, Any]
) -> tuple[M | None, frozenset[Path_]]:
    """The data as the model has it, wrong parts left out or replaced so that the rest can be checked too.

    Every mistake is noted in the file; the second value holds the places (a key, or the index of an element under
    it) that were wrong. None where a key is wrong that has no stand-in. The stand-in of a list stands in for its elements.
    """
    try:
        return model.model_validate(data), frozenset()
    except ValidationError as error:
        _note(error, file, at, model)
        if not isinstance(data, dict):
            return None, frozenset()
        wrong = {detail["loc"][:2] if _is_element(detail["loc"], stand_ins) else detail["loc"][:1] for detail in error.errors()}
    fixed = dict(data)
    for place in sorted(wrong, key=str):
        if len(place) == 2:
            name, index = str(place[0]), place[1]
            fixed[name] = [stand_ins[name][0] if number == index else one for number, one in enumerate(fixed[name])]
        elif place and place[0] in stand_ins:
            fixed[str(place[0])] = stand_ins[str(place[0])]
        elif place:
            fixed.pop(str(place[0]), None)
    try:
        return model.model_validate(fixed), frozenset(wrong)
    except ValidationError:
        return None, frozenset(wrong)


def _is_element(place: tuple[int | str, ...], stand_ins: Mapping[str, Any]) -> bool:
    return len(place) > 1 and isinstance(place[1], int) and isinstance(stand_ins.get(str(place[0])), list)


def validated_params(params: type, file: SourceFile, at: Path_, data: Mapping[str, Any]) -> Any:
    """A check's parameters, or None with everything that is wrong noted in the file."""
    known = set(names_of(params))
    unknown = [name for name in data if name not in known]
    for name in unknown:
        file.problem(
            (*at, name), f"检查没有参数“{name}”", f"the check has no parameter “{name}”", close_to(name, known), key=True
        )
    try:
        checked: Any = TypeAdapter(params).validate_python({name: value for name, value in data.items() if name in known})
    except ValidationError as error:
        _note(error, file, at, None)
        return None
    return None if unknown else checked


def _note(error: ValidationError, file: SourceFile, at: Path_, model: type[BaseModel] | None) -> None:
    for detail in error.errors(include_url=False):
        place = (*at, *detail["loc"])
        zh, en, alternatives = _worded(detail, model)
        file.problem(place, zh, en, alternatives, key=detail["type"] in ("extra_forbidden", "missing"))


def _worded(detail: ErrorDetails, model: type[BaseModel] | None) -> tuple[str, str, tuple[str, ...]]:
    name = str(detail["loc"][-1]) if detail["loc"] else ""
    kind, context = detail["type"], detail.get("ctx", {})
    given = detail["input"]
    if kind == "extra_forbidden":
        known = _keys(model, detail["loc"][:-1])
        return f"没有“{name}”这个键", f"there is no key “{name}”", close_to(name, known)
    if kind == "missing":
        return f"缺少“{name}”", f"“{name}” is missing", ()
    if kind == "literal_error":
        allowed = _QUOTED.findall(str(context.get("expected", "")))
        return (
            f"没有“{given}”这个取值，只有：{'、'.join(allowed)}",
            f"“{given}” is not one of: {', '.join(allowed)}",
            close_to(str(given), allowed),
        )
    if kind == "string_pattern_mismatch":
        zh, en = _PATTERNS.get(str(context.get("pattern")), ("含有不允许的字符", "holds characters that are not allowed"))
        return f"“{given}”不对：{zh}", f"“{given}” is wrong: {en}", ()
    zh, en = _TYPES.get(kind, (f"值不对（{detail['msg']}）", f"is wrong ({detail['msg']})"))
    subject = f"“{name}”" if isinstance(detail["loc"][-1] if detail["loc"] else 0, str) else ""
    return (subject or "这里") + zh, (subject or "this") + " " + en, ()


def _keys(model: type[BaseModel] | None, path: tuple[int | str, ...]) -> list[str]:
    """The keys that the model at that place has."""
    here: Any = model
    for part in path:
        if isinstance(part, int):
            continue
        here = _model_in(here)
        field = None if here is None else next((f for n, f in here.model_fields.items() if part in (n, f.alias)), None)
        # Where the key is no field, it was one of a mapping whose values are models.
        here = field.annotation if field is not None else here
    found = _model_in(here)
    return [] if found is None else [field.alias or name for name, field in found.model_fields.items()]


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in get_args(annotation):
        if (found := _model_in(inner)) is not None:
            return found
    return None
