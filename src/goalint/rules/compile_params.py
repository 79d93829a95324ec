"""The parameters that a rule gives its Python check, held against what the check takes."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, get_args, get_type_hints

from goalint.rules.check import AnyCheck, ClassifierName, LexiconName, NoParams, names_of
from goalint.rules.names import Names
from goalint.rules.problems import close_to
from goalint.rules.source import Path_, SourceFile
from goalint.rules.validate import validated_params


def compiled_params(spec: AnyCheck, given: Mapping[str, Any], names: Names, file: SourceFile, at: Path_) -> dict[str, Any] | None:
    """All parameters of the check as packs store them, or None with everything that is wrong noted in the file."""
    params = validated_params(spec.params, file, at, given)
    if params is None or spec.params is NoParams:
        return None if params is None else {}
    complete = _named_lists(spec.params, params, names, file, at)
    return {name: _stored(getattr(params, name)) for name in names_of(spec.params)} if complete else None


def _named_lists(type_: type, params: Any, names: Names, file: SourceFile, at: Path_) -> bool:
    """Parameters that name word lists must name some that exist."""
    complete = True
    for name, hint in get_type_hints(type_).items():
        for kind, known, zh, en in (
            (LexiconName, names.lexicons, "词表", "lexicon"),
            (ClassifierName, names.classifiers, "分类词表", "classifier"),
        ):
            if hint is not kind and kind not in get_args(hint):
                continue
            value = getattr(params, name)
            for one in value if isinstance(value, tuple) else (value,):
                if one is not None and one not in known:
                    file.problem((*at, name), f"没有{zh}“{one}”", f"there is no {en} “{one}”", close_to(one, known))
                    complete = False
    return complete


def _stored(value: Any) -> Any:
    """A parameter as packs store it (see `model`)."""
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, tuple):
        return [_stored(one) for one in value]
    if value is None or isinstance(value, (str, int, bool)):
        return value
    raise TypeError(f"a check's parameters are str, int, Decimal, bool or tuples of them, not {type(value).__name__}")
