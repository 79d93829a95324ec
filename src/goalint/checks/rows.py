"""What an indicator row is called and how it is described: repeated rows, empty names, what was left of a template."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from goalint.checks.prose import places_with
from goalint.rules.check import AnyCheck, ClassifierName, Hit, LexiconName, check, evidence_of
from goalint.rules.lexicon import Lexicon, unit_in_brackets, without_brackets
from goalint.rules.scope import Scope
from goalint.rules.taxonomy import level_name
from goalint.rules.values import fold
from goalint.tree.document import Indicator, Target
from goalint.tree.pattern import lazy
from goalint.tree.text import LOST, READ
from goalint.tree.units import unit_at
from goalint.tree.width import key

# Signs that a template leaves for a figure or a name: ** XX ×× ○○ __ and empty brackets.
_LEFT = lazy(
    r"\*{2,}|(?<![a-z])x{2,}(?![a-z])|×{2,}|[○◯]{2,}|(?<![一二三四五六七八九零〇])〇〇(?![一二三四五六七八九零〇年])|_{2,}|\(\)"
)
_SIGNS = ("**", "xx", "××", "○○", "○◯", "◯○", "◯◯", "〇〇", "__", "()")  # one of them is in all that is left
_PUNCTUATION = lazy(r"(?:_|[^\w%‰℃])+")
_MARKS = frozenset("".join(_SIGNS))
_UNFILLED = lazy(r"(?:不少于|不低于|不超过|[≥≤><=])+[x×*n_○]?(.*)")  # a comparator, and the place of a number
_BOLD = lazy(r"\*\*[^*]+\*\*")
_SHORTEST_CUT = 8
_LONGEST_REST = 8
_LEAST_REPEATED = 2


@lru_cache(maxsize=8192)
def letters(text: str) -> str:
    """The text folded and without punctuation: what two cells are compared by."""
    return _PUNCTUATION.sub("", key(text))


@check("repeated-indicator", given={"project"}, placeholders={"name", "first", "difference"})
def REPEATED_INDICATOR(scope: Scope, _: object) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """A name that comes twice in a project, under two categories or described alike; raised once, at the second."""
    seen: dict[str, list[Indicator]] = {}
    told: set[str] = set()
    for row in scope.project.indicators:
        name = _plain_name(row.name.text)
        if not name or row.name.state is not READ or name in told:
            continue
        for first in seen.get(name, ()):
            other = _category(scope, first) != _category(scope, row)
            if LOST in (first.description.state, row.description.state) and not other:
                continue
            if other or letters(first.description.text) == letters(row.description.text):
                told.add(name)
                where = f"{first.level2.text}下已有" if other else f"{row.level2.text}下已有，描述也相同"
                yield Hit(
                    {"name": row.name.text, "first": first.level2.text, "difference": where},
                    field="name",
                    evidence=(evidence_of(row.name, field="name"), evidence_of(first.name, field="name")),
                    indicator=row,
                )
                break
        seen.setdefault(name, []).append(row)


def _plain_name(name: str) -> str:
    """A name without a unit in brackets: 培训人数（人） is 培训人数, 一期 in brackets tells two rows apart."""
    return letters(without_brackets(name) if unit_in_brackets(name) else name)


def _category(scope: Scope, row: Indicator) -> str:
    return scope.category_of(row) or level_name(row.level2.text)


@check("name-is-category", given={"indicator"}, placeholders={"category"})
def NAME_IS_CATEGORY(scope: Scope, _: object) -> Sequence[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """A name that is that of its category, word for word.

    服务对象满意度 without 指标 is what most libraries of indicators call the row itself.
    """
    row = scope.indicator
    read = row.name.state is READ
    which = _is_category(row.name.text, row.level2.text, row.level1.text) if read else None
    if which is None:
        return ()
    level = row.level2 if which == "level2" else row.level1
    evidence = (evidence_of(row.name, field="name"), evidence_of(level, field=which))
    return (Hit({"category": level.text}, field="name", evidence=evidence),)


@lru_cache(maxsize=8192)
def _is_category(written: str, level2: str, level1: str) -> str | None:
    """Which of its levels a name repeats."""
    name = key(written)
    for which, level in (("level2", level2), ("level1", level1)):
        if not name or not level:
            continue
        alike = level_name(name) == level_name(level) and "满意" not in name
        copied = name == key(level) and (which == "level2" or name.endswith("指标") or "满意" not in name)
        if copied or alike:
            return which
    return None


class Placeholder(NamedTuple):
    """`words` ask the drafter to fill in something, `fillers` fill a whole cell with nothing.

    A value of `fillers` is an answer where the name speaks of `adverse` events: 安全事故 无.
    """

    words: LexiconName
    fillers: LexiconName
    adverse: LexiconName


@check("placeholder", given={"indicator", "target"}, params=Placeholder, placeholders={"left", "where"})
def PLACEHOLDER(scope: Scope, params: Placeholder) -> Sequence[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """What a template left in a row, raised once a row at the first cell that holds it."""
    if scope.kind == "indicator":
        node: Indicator | Target = scope.indicator
        suspects = scope.frame.once((PLACEHOLDER, params), lambda: _suspects(scope, params))
        basis = scope.indicator.basis
        value = node.value.text
        if not _is_unfilled(value) and suspects.isdisjoint((node.name.text, node.description.text, value, basis.text)):
            return ()
    else:
        node, suspects, basis = scope.target, None, None
    for field, text in (("name", node.name), ("description", node.description), ("value", node.value.field), ("basis", basis)):
        if text is None or text.state is not READ:
            continue
        written = text.text
        suspect = suspects is None or written in suspects
        left = _left_in(written, scope.lexicon(params.words)) if suspect else None
        if left is None and field == "value" and _is_unfilled(written):
            left = written
        if left is None and suspect and field != "description" and scope.lexicon(params.fillers).has(written):
            answer = field == "value" and scope.lexicon(params.adverse).has(node.name.text)
            left = None if answer else written
        if left is not None:
            shown = "value.text" if field == "value" else field
            zh = {"name": "名称", "description": "描述", "value": "指标值", "basis": "依据"}[field]
            return (Hit({"left": left, "where": zh}, field=shown, evidence=(evidence_of(text, field=shown),)),)
    return ()


def _suspects(scope: Scope, params: Placeholder) -> frozenset[str]:
    """The cells of the document that may hold something of a template: hardly any."""
    terms = (*scope.lexicon(params.words).terms, *scope.lexicon(params.fillers).terms, *_SIGNS)
    return frozenset(place.text.text for place in places_with(scope, terms))


@lru_cache(maxsize=8192)
def _is_unfilled(value: str) -> bool:
    """A comparator and a unit without the number: ≥%, ≥N次."""
    match = _UNFILLED.fullmatch(fold(value))
    return match is not None and (not match.group(1) or unit_at(match.group(1), 0) == match.group(1))


def _left_in(text: str, words: Lexicon) -> str | None:
    plain = fold(text)
    found = None if _MARKS.isdisjoint(plain) else _LEFT.search(plain)
    if found is None and not words.has(text) or _BOLD.fullmatch(plain):
        return None
    if found is not None:
        return found.group()
    start, end = words.places(text)[0]
    return text[start:end]


class CutName(NamedTuple):
    """`measure` tells what a name measures."""

    measure: ClassifierName


@check("cut-name", given={"indicator"}, params=CutName, placeholders={"rest"})
def CUT_NAME(scope: Scope, params: CutName) -> Sequence[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """A long name that measures nothing, while the description goes on from it to a word that does."""
    row = scope.indicator
    name, description = key(row.name.text), key(row.description.text)
    rest = description[len(name) :]
    if len(name) < _SHORTEST_CUT or not description.startswith(name) or not 1 <= len(rest) <= _LONGEST_REST:
        return ()
    measure = scope.classifier(params.measure)
    if not rest.isalnum() or measure.class_of(name) is not None or measure.class_of(description) is None:
        return ()
    evidence = (evidence_of(row.name, field="name"), evidence_of(row.description, field="description"))
    return (Hit({"rest": rest}, field="name", evidence=evidence),)


@check("repeated-description", given={"project"}, params=CutName, placeholders={"count", "names"})
def REPEATED_DESCRIPTION(scope: Scope, params: CutName) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """Rows whose description only repeats the name, raised once a project if there are several; a count explains itself."""
    measure = scope.classifier(params.measure)
    rows = [
        row
        for row in scope.project.indicators
        if row.description.text
        and letters(row.description.text) == letters(row.name.text)
        and measure.class_of(without_brackets(row.name.text)) != "count"
    ]
    if len(rows) >= _LEAST_REPEATED:
        yield Hit(
            {"count": str(len(rows)), "names": "、".join(row.name.text for row in rows[:3]) + ("等" if len(rows) > 3 else "")},
            location=rows[0].description.location,
            evidence=tuple(evidence_of(row.description, field="description") for row in rows),
        )


SPECS: tuple[AnyCheck, ...] = (CUT_NAME, NAME_IS_CATEGORY, PLACEHOLDER, REPEATED_DESCRIPTION, REPEATED_INDICATOR)
