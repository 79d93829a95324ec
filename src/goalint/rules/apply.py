"""A rule applied to a node: what it evaluates to, and the finding that is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

from goalint.findings import Evidence, Finding, NotChecked
from goalint.rules.check import AnyCheck, Hit, Unchecked
from goalint.rules.datatypes import shown
from goalint.rules.evaluate import Shared, closure
from goalint.rules.fields import Field
from goalint.rules.model import Rule
from goalint.rules.nodes import FIELDS, what_is
from goalint.rules.scope import Scope, Shelf
from goalint.rules.site import Site, project_of, site_of
from goalint.rules.values import LOST, NA, Range, Value, fold
from goalint.tree.confidence import Confidence, lower
from goalint.tree.location import NOWHERE, Location
from goalint.tree.pattern import lazy
from goalint.tree.text import State, Text

Origin = Callable[[Scope], tuple[Text, ...]]

_PLACEHOLDER = lazy(r"\{([a-z][a-z0-9_.]*)\}")
_NO_HIT = Hit()
_SUREST = Confidence.HIGH


class Program:
    """One rule, ready for the nodes of one kind."""

    __slots__ = (
        "_expect", "_fields", "_in_project", "_mentioned", "_named", "_origins", "_params", "_pieces", "_spec", "_when", "kind",
        "rule",
    )  # fmt: skip

    def __init__(self, rule: Rule, kind: str, shelf: Shelf, shared: Shared | None = None) -> None:
        self.rule = rule
        self.kind = kind
        tree = rule.trees[kind]
        self._fields = FIELDS[kind]
        self._mentioned: list[str] = tree["fields"]
        self._when: Callable[[Scope], Value] | None = closure(tree["when"], kind, shelf, shared) if tree["when"] else None
        self._expect: Callable[[Scope], Value] | None = closure(tree["expect"], kind, shelf, shared) if tree["expect"] else None
        self._spec: AnyCheck | None = None  # looked up, and its module imported, when it is first needed
        self._params: Any = None
        # Of what is told: what is worked out once, when something is.
        self._pieces: dict[str, list[str]] = {}  # of each template: what stands there and the placeholders, in turn
        self._named: tuple[str, ...] | None = None  # the placeholders of all templates
        self._origins: list[Origin] | None = None  # where the fields come from that the rule looks at
        self._in_project = False  # whether one of them is the project's

    def applied(self, scope: Scope, lang: str = "zh") -> Sequence[Finding | NotChecked]:
        """What the rule has to say about the node. Only Python checks can raise, whatever they raise."""
        if self._when is not None:
            applies = self._when(scope)
            if applies is not True:
                return (self._lost(scope, lang),) if applies is LOST else ()
        if self._expect is not None:
            holds = self._expect(scope)
            if holds is True or holds is NA:
                return ()
            return (self._finding(scope, _NO_HIT, lang) if holds is False else self._lost(scope, lang),)
        spec = self._spec or self._checked()
        outcomes = spec.run(scope, self._params)
        return [self._told(scope, outcome, lang) for outcome in outcomes] if outcomes else ()

    def across(self, scope: Scope, lang: str = "zh") -> Iterator[tuple[int, Finding | NotChecked]]:
        """What a rule about batches has to say, each with the number of its document, in the order of the documents."""
        if self._when is not None and self._when(scope) is not True:
            return
        number = 0
        seen: dict[str, int] = {}
        for outcome in self._checked().run(scope, self._params):
            if (outcome.document or 0) < number:
                raise LookupError(f"check {self.rule.check}: hits must come in the order of their documents")
            if (outcome.document or 0) > number:
                number = outcome.document or 0
                seen = {}
            if isinstance(outcome, Hit) and outcome.site is not None:
                yield number, self._found(scope, outcome, outcome.evidence, outcome.site, scope.path_of(number), lang, seen)
            else:
                yield number, self._told(scope, outcome, lang)

    def noted(self, scope: Scope) -> tuple[tuple[Any, ...], ...]:
        """What the check of a rule about batches notes of a document."""
        notice = self._checked().notes if self.rule.check else None
        return tuple(notice(scope, self._params)) if notice is not None else ()

    def _checked(self) -> AnyCheck:
        if self._spec is None:
            self._spec = self.rule.checks[self.rule.check or ""]
            self._params = self._spec.params(**self.rule.params)
        return self._spec

    def _told(self, scope: Scope, outcome: Hit | Unchecked, lang: str) -> Finding | NotChecked:
        return self._unchecked(scope, outcome, lang) if isinstance(outcome, Unchecked) else self._finding(scope, outcome, lang)

    # --- not checked --------------------------------------------------------------------------------------------------

    def _lost(self, scope: Scope, lang: str) -> NotChecked:
        """What of the fields that the rule asks for is not known."""
        at: Location | None = None
        names: dict[str, None] = {}
        for name in self._mentioned:
            field = self._fields[name]
            if _is_lost(field.get(scope)):
                if at is None:
                    at = _place(field.origin(scope), scope)
                names[what_is(field, lang)] = None
        what = ("、" if lang == "zh" else ", ").join(names)
        if lang == "zh":
            why = f"{what}没有读到，可能在转换时丢失" if what else "所需内容没有读到，可能在转换时丢失"
        else:
            why = f"not read, perhaps lost in conversion: {what or 'what the rule needs'}"
        return NotChecked(self.rule.code, scope.document.source.path, project_of(scope), why, at or scope.location)

    def _unchecked(self, scope: Scope, outcome: Unchecked, lang: str) -> NotChecked:
        subject = _subject(scope, outcome.project_index, outcome.document)
        return NotChecked(
            self.rule.code,
            subject.document.source.path,
            project_of(subject),
            outcome.why_zh if lang == "zh" else outcome.why_en,
            outcome.location or subject.location,
        )

    # --- findings -----------------------------------------------------------------------------------------------------

    def _finding(self, scope: Scope, hit: Hit, lang: str) -> Finding:
        """What is told of a node that can be looked at."""
        subject = _subject(scope, hit.project_index, hit.document, hit)
        field = self._field(hit, subject.kind)
        evidence = hit.evidence or self._evidence(subject, field, hit.location, lang)
        worded = not hit.evidence and lang != "zh"  # what is missing is worded differently in each language
        offending = (self._evidence(subject, field, hit.location, "zh") if worded else evidence)[0].text
        target = subject.target.name.text if subject.kind == "target" else ""
        site = site_of(subject, sure=self._sure(scope, subject, field, _SUREST))
        path = subject.document.source.path
        return self._found(scope, hit, evidence, site, path, lang, subject.frame.seen, offending, target)

    def _found(
        self,
        scope: Scope,
        hit: Hit,
        evidence: tuple[Evidence, ...],
        site: Site,
        path: str,
        lang: str,
        seen: dict[str, int],
        offending: str | None = None,
        target: str = "",
    ) -> Finding:
        """What is told of a node of which all is known that the finding takes. `offending`: if not as the evidence words it."""
        rule = self.rule
        field = self._field(hit, site.kind)
        location = hit.location or evidence[0].location
        text = rule.text(lang)
        args = self._args(scope, hit, lang)
        return Finding(
            rule.code,
            rule.name,
            text.title,
            rule.severity,
            lower(rule.confidence, hit.sure or _SUREST, site.sure),
            rule.category,
            self._filled(text.message, args),
            self._filled(text.suggestion, args) if text.suggestion else None,
            args,
            path,
            location if location != NOWHERE else site.location,
            site.project,
            site.indicator,
            field.blame if field is not None else None,
            evidence,
            rule.basis,
            _fingerprint(rule, site, target, evidence[0].text if offending is None else offending, seen),
        )

    def _field(self, hit: Hit, kind: str) -> Field | None:
        """The field that is at fault."""
        blamed = hit.field or self.rule.field
        field = FIELDS[kind].get(blamed) if blamed else None
        if hit.field and field is None:
            raise LookupError(f"check {self.rule.check}: a {kind} has no field {hit.field}")
        return field

    def _evidence(self, subject: Scope, field: Field | None, at: Location | None, lang: str) -> tuple[Evidence, ...]:
        """The place itself, then the fields that it was held against."""
        if field is None:
            first = Evidence(_node_text(subject), at or subject.location)
        else:
            first = _shown_at(subject, field, lang)
            if at is not None:
                first = Evidence(first.text, at, field=first.field)
        fields = FIELDS[subject.kind]
        held = [_shown_at(subject, fields[name], lang) for name in self.rule.held_against if name in fields]
        return (first, *[one for one in held if one != first])

    def _args(self, scope: Scope, hit: Hit, lang: str) -> dict[str, str]:
        """Every placeholder of the rule's texts with what takes its place."""
        if self._named is None:
            texts = [text for text in (self.rule.zh, self.rule.en) if text is not None]
            templates = [template for text in texts for template in (text.message, text.suggestion) if template]
            self._named = tuple(dict.fromkeys(name for template in templates for name in self._cut(template)[1::2]))
        args: dict[str, str] = {}
        given, fields = hit.args, self._fields
        for name in self._named:
            if name in given:
                args[name] = given[name]
            elif (field := fields.get(name)) is not None:
                args[name] = shown(field.get(scope), field.type, lang)
            else:
                raise LookupError(f"check {self.rule.check} gives no {{{name}}}")
        if scope.kind == "target":
            args.setdefault("target", scope.target.name.text)
        return args

    def _cut(self, template: str) -> list[str]:
        pieces = self._pieces.get(template)
        if pieces is None:
            pieces = self._pieces[template] = _PLACEHOLDER.split(template)
        return pieces

    def _filled(self, template: str, args: Mapping[str, str]) -> str:
        pieces = self._cut(template)
        if len(pieces) == 1:
            return template
        pieces = pieces[:]
        pieces[1::2] = [args[name] for name in pieces[1::2]]
        return "".join(pieces)

    def _sure(self, scope: Scope, subject: Scope, field: Field | None, sure: Confidence) -> Confidence:
        """How sure a finding is: at most as the extraction is of the node and of all that the rule looked at."""
        if self._origins is None:
            names = (*self._mentioned, *self.rule.held_against)
            self._origins = list(dict.fromkeys(self._fields[name].origin for name in names))
            self._in_project = any(name.startswith("project.") for name in names)
        kind = subject.kind
        if kind == "indicator":
            sure = lower(sure, subject.indicator.sure)
        if self._in_project or kind in ("project", "schedule"):
            sure = lower(sure, subject.project.sure)
        for origin in self._origins:
            for text in origin(scope):
                if text.sure is not _SUREST:
                    sure = lower(sure, text.sure)
        for text in field.origin(subject) if field is not None else ():
            if text.sure is not _SUREST:
                sure = lower(sure, text.sure)
        return sure


def _subject(scope: Scope, project_index: int | None, document: int | None, hit: Hit | None = None) -> Scope:
    """The scope that a hit belongs to: the node's own unless the hit names another."""
    indicator = hit.indicator if hit is not None else None
    if project_index is None and indicator is not None:
        project_index = scope.project_index
    if project_index is not None and (project_index, indicator, document) != (scope.project_index, None, None):
        return scope.at_project(project_index, indicator, document)
    if document is not None and document != scope.number:
        return scope.at_document(document)
    return scope


def _is_lost(value: Value) -> bool:
    if type(value) is tuple:
        return any(one is LOST or type(one) is Range for one in value)
    return value is LOST or type(value) is Range


def _place(texts: tuple[Text, ...], scope: Scope) -> Location:
    """Where the first of the texts stands that has a place; a lost one before all others; else where the node does."""
    placed = [text for text in texts if text.location != NOWHERE]
    if not placed:
        return scope.location
    return next((text.location for text in placed if text.state is State.LOST), placed[0].location)


def _shown_at(scope: Scope, field: Field, lang: str) -> Evidence:
    texts = field.origin(scope)
    if not texts:
        return Evidence(shown(field.get(scope), field.type, lang), scope.location, field=field.blame)
    if len(texts) == 1:
        source, _, _ = texts[0]
        at = source.location
        return Evidence(source.text, scope.location if at == NOWHERE else at, None, field.blame)
    separator, blank = ("、", "（空）") if lang == "zh" else (", ", "(blank)")
    at = next((text.location for text in texts if text.location != NOWHERE), scope.location)
    return Evidence(separator.join([text.text or blank for text in texts]), at, field=field.blame)


def _node_text(scope: Scope) -> str:
    match scope.kind:
        case "indicator":
            return scope.indicator.name.text
        case "project" | "schedule":
            return scope.project.name.text
        case "item":
            return scope.item.name.text
        case "target":
            return scope.target.name.text
        case "section":
            return scope.section.title
        case _:
            return ""


def _fingerprint(rule: Rule, site: Site, target: str, offending: str, seen: dict[str, int]) -> str:
    """What identifies the finding as long as the text stays: no line, page, message or path.

    `seen` is how often such content has come up in the document.
    """
    project, indicator = site.project, site.indicator
    parts = (
        rule.code,
        project.code if project is not None and project.code else site.owner,
        project.name if project is not None and not project.code else "",
        indicator.level2 if indicator is not None else "",
        indicator.name if indicator is not None else "",
        target,
        offending,
    )
    content = "\x00".join([part and fold(part) for part in parts])
    ordinal = seen[content] = seen.get(content, -1) + 1
    return sha256(f"{content}\x00{ordinal}".encode(errors="surrogatepass")).hexdigest()[:16]
