"""A rule pack at work: what is left of its files once they are compiled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType
from typing import Any, NamedTuple

from goalint.findings import BasisRef, Severity
from goalint.rules.check import AnyCheck
from goalint.rules.lexicon import Classifier, Lexicon
from goalint.rules.profile import Profile
from goalint.rules.scope import Shelf
from goalint.rules.taxonomy import First, Second, Taxonomy
from goalint.tree.confidence import Confidence

CATEGORIES = (
    "reading", "structure", "classification", "value", "direction", "schedule",
    "budget", "consistency", "duplication", "code", "date", "text",
)  # fmt: skip


class Basis(NamedTuple):
    """A document in a pack's register; `articles` maps those that rules may cite to what they say."""

    id: str
    issuer: str
    number: str
    title: str
    date: str | None = None
    articles: Mapping[str, str] = MappingProxyType({})


class RuleText(NamedTuple):
    """A rule's texts for people, in one language; message and suggestion may hold placeholders."""

    title: str
    message: str
    suggestion: str | None = None
    why: str | None = None


class Example(NamedTuple):
    """One of a rule's examples: what it must do (flags, passes, not_checked) with a node described in a mapping."""

    expects: str
    given: str
    node: Any
    hits: int = 1
    regime: str | None = None
    line: int = 0


class Rule(NamedTuple):
    """One rule. `when` and `expect` are the expressions as written, `trees` what they were compiled to per node kind."""

    code: str
    name: str
    severity: Severity
    confidence: Confidence
    category: str
    given: tuple[str, ...]
    when: str | None
    expect: str | None
    check: str | None
    params: Mapping[str, Any]
    field: str | None
    held_against: tuple[str, ...]
    zh: RuleText
    en: RuleText | None
    regimes: tuple[str, ...]
    domain: tuple[str, ...]
    basis: tuple[BasisRef, ...]
    trees: Mapping[str, Mapping[str, Any]]
    source: str  # the rule's file inside its pack, and line
    examples_json: str | Callable[[], str]  # or what fetches it
    checks: Mapping[str, AnyCheck] = MappingProxyType({})  # where `check` is looked up
    profile: Profile = Profile.SUBMIT
    enabled: bool = True  # False where a pack that builds on the rule's own has switched it off
    suppressible: bool = True  # False where no ignore file may accept it
    changed_by: tuple[str, ...] = ()  # the packs that have changed its settings

    @property
    def spec(self) -> AnyCheck | None:
        """What `check` names; None if the rule is an expression."""
        return None if self.check is None else self.checks[self.check]

    @property
    def title(self) -> str:
        """The title in Chinese."""
        return self.zh.title

    @property
    def message(self) -> str:
        """The message in Chinese, with its placeholders."""
        return self.zh.message

    @property
    def suggestion(self) -> str | None:
        """The suggestion in Chinese."""
        return self.zh.suggestion

    @property
    def why(self) -> str | None:
        """The reason for the rule in Chinese."""
        return self.zh.why

    def text(self, lang: str = "zh") -> RuleText:
        """The texts in Chinese or, where the pack has them, in English."""
        return self.en if lang == "en" and self.en is not None else self.zh

    @property
    def examples(self) -> tuple[Example, ...]:
        """The rule's own examples, in their order."""
        import json

        source = self.examples_json if isinstance(self.examples_json, str) else self.examples_json()
        return tuple(Example(**example) for example in json.loads(source))


class Pack:
    """A compiled pack; `required` are the packs whose word lists, regimes and register it builds on.

    `changes` is what it changes of those, not applied yet: settings under “rules” (by code), terms under “lexicons” and
    “classifiers” (by name).
    """

    def __init__(
        self,
        name: str,
        version: str,
        title: str,
        title_en: str,
        sha256: str,
        rules: tuple[Rule, ...],
        basis: Mapping[str, Basis],
        lexicons: Mapping[str, Lexicon],
        classifiers: Mapping[str, Classifier],
        taxonomies: Mapping[str, Taxonomy],
        required: tuple[Pack, ...] = (),
        changes: Mapping[str, Mapping[str, Any]] = MappingProxyType({}),
    ) -> None:
        self.name = name
        self.version = version
        self.title = title
        self.title_en = title_en
        self.sha256 = sha256
        self.rules = rules
        self.basis = basis
        self.lexicons = lexicons
        self.classifiers = classifiers
        self.taxonomies = taxonomies
        self.required = required
        self.changes = changes

    def replaced(
        self,
        rules: tuple[Rule, ...],
        lexicons: Mapping[str, Lexicon],
        classifiers: Mapping[str, Classifier],
        required: tuple[Pack, ...],
    ) -> Pack:
        """The pack with these in place of its own, and nothing left to change."""
        return Pack(
            self.name, self.version, self.title, self.title_en, self.sha256, rules, self.basis, lexicons, classifiers,
            self.taxonomies, required,
        )  # fmt: skip

    @cached_property
    def all_required(self) -> tuple[Pack, ...]:
        """This pack and all it builds on, directly or not, each once."""
        found: dict[str, Pack] = {}
        for pack in self.required:
            found |= {one.name: one for one in pack.all_required}
        return (*found.values(), self)


def shelf_of(packs: Iterable[Pack]) -> Shelf:
    """The word lists and regimes of the packs and of those that they build on."""
    together = {one.name: one for pack in packs for one in pack.all_required}
    lexicons: dict[str, Lexicon] = {}
    classifiers: dict[str, Classifier] = {}
    taxonomies: dict[str, Taxonomy] = {}
    for pack in together.values():
        lexicons |= pack.lexicons
        classifiers |= pack.classifiers
        taxonomies |= pack.taxonomies
    return Shelf(lexicons, classifiers, taxonomies)


def pack_from(data: Mapping[str, Any], checks: Mapping[str, AnyCheck], required: tuple[Pack, ...] = ()) -> Pack:
    """A pack from its compiled form. Raises KeyError, TypeError or ValueError if that is not what compiling gives."""
    lexicons = {name: Lexicon(name, *one) for name, one in data["lexicons"].items()}
    classifiers = {name: Classifier(name, *one) for name, one in data["classifiers"].items()}
    taxonomies = {name: _taxonomy(one) for name, one in data["taxonomies"].items()}
    return Pack(
        data["name"],
        data["version"],
        data["title"],
        data["title_en"],
        data["sha256"],
        tuple(_rule(one, checks) for one in data["rules"]),
        {id_: Basis(**one) for id_, one in data["basis"].items()},
        lexicons,
        classifiers,
        taxonomies,
        required,
        {
            kind: {name: _parameters(one) if kind == "rules" else one for name, one in changes.items()}
            for kind, changes in data["changes"].items()
        },
    )


def _taxonomy(data: Mapping[str, Any]) -> Taxonomy:
    return Taxonomy(
        data["id"],
        data["title"],
        data["title_en"],
        tuple(First(name, tuple(aliases), required) for name, aliases, required in data["first_level"]),
        tuple(
            Second(name, parent, tuple(aliases), tuple(contains), required, tuple(or_under))
            for name, parent, aliases, contains, required, or_under in data["second_level"]
        ),
        tuple(data["level1"]),
        tuple(data["level2"]),
        data["default"],
    )


def _rule(data: Mapping[str, Any], checks: Mapping[str, AnyCheck]) -> Rule:
    if data["check"] is not None and data["check"] not in checks:
        raise KeyError(data["check"])
    return Rule(
        data["code"],
        data["name"],
        Severity(data["severity"]),
        Confidence(data["confidence"]),
        data["category"],
        tuple(data["given"]),
        data["when"],
        data["expect"],
        data["check"],
        {name: _parameter(value) for name, value in data["params"].items()},
        data["field"],
        tuple(data["held_against"]),
        RuleText(*data["zh"]),
        RuleText(*data["en"]) if data["en"] else None,
        tuple(data["regimes"]),
        tuple(data["domain"]),
        tuple(BasisRef(*one) for one in data["basis"]),
        data["trees"],
        data["source"],
        data["examples"],
        checks,
        Profile(data["profile"]),
        suppressible=data["suppressible"],
    )


def _parameters(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Changed settings of a rule, their parameters as checks take them."""
    if "params" not in settings:
        return dict(settings)
    return {**settings, "params": {name: _parameter(value) for name, value in settings["params"].items()}}


def _parameter(value: Any) -> Any:
    """A check's parameter: lists stand for tuples, {"decimal": …} for exact numbers."""
    if isinstance(value, list):
        return tuple(map(_parameter, value))
    if isinstance(value, dict):
        return Decimal(value["decimal"])
    return value
