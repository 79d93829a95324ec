"""The JSON Schemas (2020-12) of what goalint reads and writes, made from the descriptions that it checks by itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TEXT = {"type": "string"}
_COUNT = {"type": "integer", "minimum": 0}
_SEVERITY = {"enum": ["error", "warning", "info"]}
_CONFIDENCE = {"enum": ["high", "medium", "low"]}


def schema(name: str) -> dict[str, Any]:
    """The schema of that name. KeyError if there is none."""
    return {"$schema": _DIALECT, "title": f"goalint {name}", **SCHEMAS[name]()}


def written(name: str) -> str:
    """The schema as text, as it is kept in schemas/."""
    return json.dumps(schema(name), ensure_ascii=False, indent=2) + "\n"


def _config() -> dict[str, Any]:
    from goalint.config.keys import KEYS

    properties = {key.name: {"description": f"{key.zh}（{key.en}）", **key.kind.schema()} for key in KEYS.values()}
    extend = {"description": "先用这个文件里的设置（settings to begin with）", **_filled()}
    return _object({"extend": extend, **properties}, required=())


def _ignore() -> dict[str, Any]:
    from goalint.config.ignore_file import KEYS, PLACES, REQUIRED

    places = {**_object(dict.fromkeys(PLACES, _filled()), required=()), "minProperties": 1}
    texts: dict[str, Any] = dict.fromkeys(KEYS, _filled())
    until = {**_filled(), "format": "date"}
    rule = {**_filled(), "not": {"const": "ALL"}}
    entry = _object({**texts, "rule": rule, "where": places, "until": until}, required=REQUIRED)
    # A file that holds nothing but comments is null.
    return {"type": ["array", "null"], "items": entry}


def _baseline() -> dict[str, Any]:
    from goalint.baseline import SCHEMA, TEXTS

    entry = _object(dict.fromkeys(TEXTS, _TEXT))
    return _object({"schema": {"const": SCHEMA}, "findings": {"type": "array", "items": entry}})


def _rule() -> dict[str, Any]:
    from goalint.rules.schema import RuleEntry

    entry = RuleEntry.model_json_schema()
    definitions = entry.pop("$defs", {})
    properties = entry["properties"]
    for name in ("given", "held_against", "regimes", "domain"):  # a single one needs no list
        described = properties[name]
        properties[name] = {"anyOf": [described["items"], {"type": "array", **described}]}
    properties["basis"] = {"anyOf": [{"const": "practice"}, properties["basis"]]}
    return {"type": "array", "items": entry, "$defs": definitions}


def _pack() -> dict[str, Any]:
    from goalint.rules.schema import PackFile

    return PackFile.model_json_schema()


def _lexicon() -> dict[str, Any]:
    from goalint.rules.schema import ClassifierFile, TermsFile

    terms, classes = TermsFile.model_json_schema(), ClassifierFile.model_json_schema()
    definitions = {**terms.pop("$defs", {}), **classes.pop("$defs", {})}
    return {"anyOf": [terms, classes], "$defs": definitions}


def _findings() -> dict[str, Any]:
    numbered = {"type": "integer", "minimum": 1}
    place = _object(
        {
            **dict.fromkeys(("line", "column", "page", "table", "row"), numbered),
            "cell": {"type": ["integer", "string"]},
            "sheet": _TEXT,
        },
        required=(),
    )
    project = _or_null(_object({"seq": {"type": "integer"}, "code": _TEXT, "name": _TEXT}))
    evidence = _object({"text": _TEXT, "location": place, "path": _TEXT}, required=("text", "location"))
    basis = _object({"document": _TEXT, "article": _or_null(_TEXT), "title": _TEXT})
    finding: dict[str, Any] = {
        "code": _TEXT,
        "name": _TEXT,
        "severity": _SEVERITY,
        "confidence": _CONFIDENCE,
        "category": _TEXT,
        "message": _TEXT,
        "suggestion": _or_null(_TEXT),
        "args": {"type": "object", "additionalProperties": _TEXT},
        "path": _TEXT,
        "location": place,
        "project": project,
        "indicator": _or_null(_object({"level2": _TEXT, "name": _TEXT})),
        "field": _or_null(_TEXT),
        "evidence": {"type": "array", "items": evidence},
        "basis": {"anyOf": [{"const": "practice"}, {"type": "array", "items": basis, "minItems": 1}]},
        "fingerprint": _TEXT,
    }
    how = _object(
        {"how": {"enum": ["suppression", "baseline", "ignore"]}, "reason": _TEXT, "by": _or_null(_TEXT), "until": _or_null(_TEXT)}
    )
    not_checked = _object({"rule": _TEXT, "path": _TEXT, "project": project, "why": _TEXT, "location": place})
    counted = (
        "documents", "projects", "indicators", "errors", "warnings", "infos",
        "suppressed", "baselined", "ignored", "not_checked", "unreadable",
    )  # fmt: skip
    # What there is only in a run against earlier drafts.
    states = {"state": {"enum": ["still", "new", "fixed"]}}
    revised = _object(
        {
            "original": _TEXT,
            "paths": {"type": "object", "additionalProperties": _TEXT},
            "fixed": {"type": "array", "items": _object({**finding, **states})},
            "unsettled": {"type": "array", "items": _object({**finding, "why": _TEXT})},
        }
    )
    since = dict.fromkeys(("still", "new", "fixed", "unsettled"), _COUNT)
    diagnostic: dict[str, Any] = {"code": _TEXT, "severity": _SEVERITY, "path": _TEXT, "line": _COUNT, "column": _COUNT}
    return _object(
        {
            "schema": {"const": "goalint.findings/1"},
            "goalint": _TEXT,
            "packs": {"type": "array", "items": _object(dict.fromkeys(("name", "version", "sha256"), _TEXT))},
            "summary": _object({**dict.fromkeys(counted, _COUNT), **since}, required=counted),
            "findings": {"type": "array", "items": _object({**finding, **states}, required=tuple(finding))},
            "not_checked": {"type": "array", "items": not_checked},
            "accepted": {"type": "array", "items": _object({**finding, "accepted": how})},
            "diagnostics": {"type": "array", "items": _object({**diagnostic, "message": _TEXT})},
            "revision": revised,
        },
        required=("schema", "goalint", "packs", "summary", "findings", "not_checked", "accepted", "diagnostics"),
    )


def _filled() -> dict[str, Any]:
    return {"type": "string", "minLength": 1}


def _or_null(one: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [one, {"type": "null"}]}


def _object(properties: dict[str, Any], required: tuple[str, ...] | None = None) -> dict[str, Any]:
    """A mapping of these keys and no others, all of them there unless `required` names some."""
    needed = list(properties if required is None else required)
    closed: dict[str, Any] = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**closed, "required": needed} if needed else closed


def _tree() -> dict[str, Any]:
    from goalint.tree_schema import TreeFile

    return TreeFile.model_json_schema()


SCHEMAS: dict[str, Callable[[], dict[str, Any]]] = {
    "rule": _rule,
    "pack": _pack,
    "lexicon": _lexicon,
    "config": _config,
    "ignore": _ignore,
    "baseline": _baseline,
    "findings": _findings,
    "tree": _tree,
}
