"""The changes in a pack.yaml compiled: every rule, parameter, list, class and term that they name must exist."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from goalint.rules.compile_params import compiled_params
from goalint.rules.compile_words import check_exceptions, check_terms
from goalint.rules.lexicon import Classifier, Lexicon, anchored
from goalint.rules.model import Pack, Rule
from goalint.rules.names import Names
from goalint.rules.overrides import Change
from goalint.rules.problems import close_to
from goalint.rules.schema import PackFile, RuleOverride, TermsChange
from goalint.rules.source import Path_, SourceFile
from goalint.rules.validate import validated


def changes_of(head: PackFile, file: SourceFile, names: Names, required: Sequence[Pack]) -> dict[str, Any]:
    """What the pack changes, as packs store it: rules by code, lexicons and classifiers by name; only what there is.

    `required` are all packs that it builds on, with the changes applied that they make themselves.
    """
    rules = {key: rule for pack in required for rule in pack.rules for key in (rule.code, rule.name)}
    changed: dict[str, dict[str, Any]] = {
        "rules": _rules(head.overrides, file, names, rules),
        "lexicons": {},
        "classifiers": {},
    }
    lexicons = {name: one for pack in required for name, one in pack.lexicons.items()}
    classifiers = {name: one for pack in required for name, one in pack.classifiers.items()}
    for name, written in head.lexicons.items():
        at: Path_ = ("lexicons", name)
        if name in lexicons:
            change = _terms(lexicons[name], written, file, at)
            if change is not None:
                changed["lexicons"][name] = change
        elif name in classifiers:
            changed["classifiers"][name] = _classes(classifiers[name], written, file, at)
        else:
            file.problem(
                at,
                f"所依赖的规则包里没有词表“{name}”" + _unless_required(head, "zh"),
                f"the required packs have no lexicon “{name}”" + _unless_required(head, "en"),
                close_to(name, (*lexicons, *classifiers)),
                key=True,
            )
    return {key: value for key, value in changed.items() if value}


def _unless_required(head: PackFile, lang: str) -> str:
    if head.requires:
        return ""
    return "；要改别的规则包，先在 requires 里写上它" if lang == "zh" else "; name the pack to be changed under requires first"


# --- rules ------------------------------------------------------------------------------------------------------------


def _rules(
    overrides: Mapping[str, Mapping[str, Any]], file: SourceFile, names: Names, rules: Mapping[str, Rule]
) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for key, written in overrides.items():
        at: Path_ = ("overrides", key)
        override = validated(RuleOverride, file, at, written)
        rule = rules.get(key)
        if rule is None:
            hint_zh, hint_en = (
                ("", "") if rules else ("；要改别的规则包，先在 requires 里写上它", "; name its pack under requires first")
            )
            file.problem(
                at,
                f"所依赖的规则包里没有规则“{key}”{hint_zh}",
                f"the required packs have no rule “{key}”{hint_en}",
                close_to(key, rules),
                key=True,
            )
            continue
        if rule.code in found:
            file.problem(at, f"规则 {rule.code} {rule.name} 改了两次", f"{rule.code} {rule.name} is changed twice", key=True)
            continue
        found[rule.code] = {}
        if override is None:
            continue
        settings = override.model_dump(exclude_none=True, exclude={"params"})
        if override.params:
            settings["params"] = _params(rule, override.params, file, names, (*at, "params"))
        if not settings:
            file.problem(
                at,
                "没有写要改什么：enabled、severity、confidence、profile 或 params",
                "says nothing to change: enabled, severity, confidence, profile or params",
            )
        found[rule.code] = settings
    return found


def _params(rule: Rule, given: Mapping[str, Any], file: SourceFile, names: Names, at: Path_) -> dict[str, Any]:
    """The parameters that are changed, as packs store them."""
    if rule.spec is None:
        file.problem(
            at,
            f"规则 {rule.code} 没有参数，它的条件写在表达式里",
            f"{rule.code} has no parameters: it is an expression",
            key=True,
        )
        return {}
    params = compiled_params(rule.spec, {**rule.params, **given}, names, file, at)
    return {} if params is None else {name: params[name] for name in given}


# --- word lists -------------------------------------------------------------------------------------------------------


def _terms(lexicon: Lexicon, written: object, file: SourceFile, at: Path_) -> list[list[str]] | None:
    change = _change(lexicon.terms, written, file, at)
    if change is not None:
        _check_added(change, lexicon.terms, file, at)
    return None if change is None else [*map(list, change)]


def _classes(classifier: Classifier, written: Mapping[str, Any], file: SourceFile, at: Path_) -> dict[str, list[list[str]]]:
    changes: dict[str, Change] = {}
    for name, one in written.items():
        if name not in classifier.classes:
            file.problem(
                (*at, name),
                f"词表“{classifier.name}”没有“{name}”这一类，只有：{'、'.join(classifier.classes)}",
                f"“{classifier.name}” has no class “{name}”, only: {', '.join(classifier.classes)}",
                close_to(name, classifier.classes),
                key=True,
            )
            continue
        change = _change(classifier.classes[name][0], one, file, (*at, name))
        if change is not None:
            changes[name] = change
    for name, change in changes.items():
        _check_added(change, classifier.classes[name][0], file, (*at, name))
    if not classifier.overlap:
        _check_apart(classifier, changes, file, at)
    return {name: [*map(list, change)] for name, change in changes.items()}


def _change(terms: Sequence[str], written: object, file: SourceFile, at: Path_) -> Change | None:
    """The change of one list of terms; what is to be removed must be there, and something must be left."""
    model = validated(TermsChange, file, at, written)
    if model is None:
        return None
    known = {anchored(term): term for term in terms}
    for index, term in enumerate(model.remove):
        if anchored(term) not in known:
            file.problem((*at, "remove", index), f"没有词“{term}”", f"there is no term “{term}”", close_to(term, terms))
    change = Change(tuple(model.add), tuple(model.remove), tuple(model.exceptions))
    if not any(change):
        file.problem(at, "没有写要改什么：add、remove 或 exceptions", "says nothing to change: add, remove or exceptions")
    elif not change.terms(terms):
        file.problem((*at, "remove"), "词全部去掉了，词表不能是空的", "no term is left: a list must not be empty", key=True)
    return change


def _check_added(change: Change, terms: Sequence[str], file: SourceFile, at: Path_) -> None:
    kept = {anchored(term) for term in change._replace(add=()).terms(terms)}
    for index, term in enumerate(change.add):
        if anchored(term) in kept:
            file.problem((*at, "add", index), f"词“{term}”已经有了", f"the term “{term}” is already there")
    check_terms(file, (*at, "add"), change.add)
    check_exceptions(file, (*at, "exceptions"), change.exceptions, change.terms(terms))


def _check_apart(classifier: Classifier, changes: Mapping[str, Change], file: SourceFile, at: Path_) -> None:
    """A term decides for one class: it must not be in two of them after the changes."""
    none = Change()
    owners: dict[object, str] = {}
    for name, (terms, _) in classifier.classes.items():
        kept = changes.get(name, none)._replace(add=()).terms(terms)
        owners |= {anchored(term): name for term in kept}
    for name, change in changes.items():
        for index, term in enumerate(change.add):
            owner = owners.setdefault(anchored(term), name)
            if owner != name:
                file.problem(
                    (*at, name, "add", index),
                    f"“{term}”已经在“{owner}”类里，先从那一类去掉（remove）",
                    f"“{term}” is already in the class “{owner}”: remove it there",
                )
