"""What a pack changes of those that it builds on: settings of their rules, terms of their word lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from goalint.findings import Severity
from goalint.rules.lexicon import Classifier, Lexicon, anchored
from goalint.rules.model import Pack, Rule
from goalint.rules.profile import Profile
from goalint.tree.confidence import Confidence


class Change(NamedTuple):
    """Terms to take out of a list, to put into it, and further exceptions."""

    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()

    def terms(self, terms: Sequence[str]) -> tuple[str, ...]:
        """The terms of a list after the change."""
        gone = {anchored(term) for term in self.remove}
        return (*(term for term in terms if anchored(term) not in gone), *self.add)


def overridden(packs: Sequence[Pack]) -> tuple[Pack, ...]:
    """The packs with the changes applied that they and those they build on make, a later pack deciding."""
    together = {one.name: one for pack in packs for one in pack.all_required}
    if not any(pack.changes for pack in together.values()):
        return tuple(packs)
    rules: dict[str, dict[str, Any]] = {}
    by: dict[str, list[str]] = {}
    lexicons = {name: one for pack in together.values() for name, one in pack.lexicons.items()}
    classifiers = {name: one for pack in together.values() for name, one in pack.classifiers.items()}
    for pack in together.values():
        for code, settings in pack.changes.get("rules", {}).items():
            earlier = rules.setdefault(code, {"params": {}})
            params = {**earlier["params"], **settings.get("params", {})}
            earlier.update({**settings, "params": params})
            by.setdefault(code, []).append(pack.name)
        for name, change in pack.changes.get("lexicons", {}).items():
            lexicons[name] = changed_lexicon(lexicons[name], Change(*map(tuple, change)))
        for name, classes in pack.changes.get("classifiers", {}).items():
            changes = {class_: Change(*map(tuple, change)) for class_, change in classes.items()}
            classifiers[name] = changed_classifier(classifiers[name], changes)
    done: dict[str, Pack] = {}
    for pack in together.values():
        done[pack.name] = pack.replaced(
            rules=tuple(_changed_rule(rule, rules.get(rule.code), tuple(by.get(rule.code, ()))) for rule in pack.rules),
            lexicons={name: lexicons[name] for name in pack.lexicons},
            classifiers={name: classifiers[name] for name in pack.classifiers},
            required=tuple(done[one.name] for one in pack.required),
        )
    return tuple(done[pack.name] for pack in packs)


def changed_lexicon(lexicon: Lexicon, change: Change) -> Lexicon:
    """A word list after a change."""
    return Lexicon(lexicon.name, change.terms(lexicon.terms), (*lexicon.exceptions, *change.exceptions))


def changed_classifier(classifier: Classifier, changes: Mapping[str, Change]) -> Classifier:
    """A list of classes after changes of some of them."""
    none = Change()
    classes = {
        name: (changes.get(name, none).terms(terms), (*exceptions, *changes.get(name, none).exceptions))
        for name, (terms, exceptions) in classifier.classes.items()
    }
    return Classifier(classifier.name, classes, classifier.exceptions, classifier.pick, classifier.overlap)


def _changed_rule(rule: Rule, settings: Mapping[str, Any] | None, by: tuple[str, ...]) -> Rule:
    if settings is None:
        return rule
    return rule._replace(
        severity=Severity(settings.get("severity", rule.severity)),
        confidence=Confidence(settings.get("confidence", rule.confidence)),
        profile=Profile(settings.get("profile", rule.profile)),
        enabled=settings.get("enabled", rule.enabled),
        params={**rule.params, **settings["params"]},
        changed_by=(*rule.changed_by, *by),
    )
