"""Words that slipped: written twice, mistyped, left over from a template, in Latin letters (domain K01–K03, A13)."""

from collections.abc import Iterator
from typing import NamedTuple

from goalint.checks.prose import NARRATIVE, PROJECT, Place, hit, matches, places, places_matching, places_repeating, places_with
from goalint.rules.check import AnyCheck, ClassifierName, Hit, LexiconName, check
from goalint.rules.lexicon import Lexicon, origins
from goalint.rules.scope import Scope
from goalint.tree.confidence import Confidence
from goalint.tree.pattern import lazy
from goalint.tree.units import UNITS
from goalint.tree.width import HAN

_LENGTHS = (2, 12)
_TWICE = lazy(rf"({HAN}{{{_LENGTHS[0]},{_LENGTHS[1]}}}?)\1+")
_NUMERALS = frozenset("零〇一二两三四五六七八九十百千万亿")
# One letter between two Chinese characters: most often a figure or a stroke of the input method. e, i, n and x are left
# out (e家, i政务, n个), and so is what can be a unit after 每.
# Patterns begin with what is rare: most places are then passed over at once.
_LETTER = lazy(rf"[a-df-hj-mo-wyz](?<={HAN}.)(?<![每约按以第].)(?={HAN})")
_ENGLISH = lazy(rf"(?:and|or|the|of|to|for|with|by|is|are|de)(?=\s*{HAN})")
_CHINESE_BEFORE = lazy(rf"(?:{HAN}|[，、；])\s*$")
_BLANK = lazy(
    r"(?<![A-Za-z0-9.])(?:[XxＸｘ]{2,}|[×✕╳]{2,}|[*＊]{2,}|(?<![〇○零一二三四五六七八九])[〇○]{2,}(?![〇○零一二三四五六七八九])|[_＿]{2,})(?![A-Za-z0-9])"
)
_MAYBE_BLANK = lazy(r"[XxＸｘ×✕╳*＊〇○_＿]{2}")
_BOLD = lazy(r"\*\*[^*\n]+\*\*")
_CHINESE = lazy(HAN)


class Doubling(NamedTuple):
    """What may stand twice: `reduplications` as they are, `compounds` and words with `tails` that begin with what stands before.

    `characters` are single characters that make no sense twice, with the words that end in one as exceptions.
    """

    reduplications: LexiconName
    compounds: LexiconName
    characters: LexiconName
    tails: tuple[str, ...] = ()


@check("repeated-word", given={"document"}, params=Doubling, placeholders={"text", "word"})
def REPEATED_WORD(scope: Scope, params: Doubling) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """A word written twice in a row, once for every place."""
    allowed, compounds = scope.lexicon(params.reduplications), scope.lexicon(params.compounds)
    characters = scope.lexicon(params.characters)
    words: dict[int, list[tuple[int, int, str]]] = {}
    for place in places_repeating(scope, *_LENGTHS):
        for match in _TWICE.finditer(place.text.text):
            word = match.group(1)
            fine = _may_double(place.text.text, match.end() - len(word), word, allowed, compounds, params.tails)
            if not fine and not _two_cells(place, match.group()) and not _unit_twice(place, word):
                words.setdefault(id(place), []).append((*match.span(), word))
    doubled = set(map(id, places_with(scope, characters.terms)))
    concerned = words.keys() | doubled
    for place in [place for place in places(scope) if id(place) in concerned] if concerned else ():
        text = place.text.text
        found = words.get(id(place), [])
        if id(place) in doubled:
            covered = {offset for start, end, _ in found for offset in range(start, end)}
            for start, end in characters.places(text):
                if start not in covered and not _paired(text, start, end):
                    found.append((start, end, text[start]))
        for start, end, word in sorted(found):
            yield hit(place, start, end, {"text": text[start:end], "word": word})


def _may_double(text: str, second: int, word: str, allowed: Lexicon, compounds: Lexicon, tails: tuple[str, ...]) -> bool:
    if word[0] == "一" and len(word) == 2 or _NUMERALS.issuperset(word) or allowed.has(word * 2):
        return True
    if text.startswith(tails, second + len(word)):
        return True
    following = compounds.find(text[second : second + len(word) + 6])
    return bool(following) and following[0].start == 0 and following[0].end > len(word)


def _two_cells(place: Place, doubled: str) -> bool:
    """The whole of a cell that was not cut with certainty: name and description may have run together."""
    return place.indicator is not None and place.indicator.sure is not Confidence.HIGH and place.text.text == doubled


def _unit_twice(place: Place, word: str) -> bool:
    """≥18公里公里: what is wrong with a value, the rules for values tell."""
    return place.field == "value.text" and word.lstrip("万亿") in UNITS


def _paired(text: str, start: int, end: int) -> bool:
    """实实在在: one doubled character beside another is a figure of speech."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    return any(len(two) == 2 and two[0] == two[1] for two in (before, after))


class Confusables(NamedTuple):
    """`words` has the right word as the name of a class and the wrong ones as its terms."""

    words: ClassifierName


@check("wrong-word", given={"document"}, params=Confusables, placeholders={"wrong", "right"})
def WRONG_WORD(scope: Scope, params: Confusables) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """A word that is only ever a slip for another."""
    classifier = scope.classifier(params.words)
    terms = [term for own, _ in classifier.classes.values() for term in own]
    for place in places_with(scope, terms):
        text = place.text.text
        matches = classifier.matches(text)
        offsets = origins(text) if matches else []
        last = 0
        for right, match in sorted(matches, key=lambda one: (one[1].start, -one[1].end)):
            start, end = offsets[match.start], offsets[match.end - 1] + 1
            if start >= last:
                yield hit(place, start, end, {"wrong": text[start:end], "right": right})
                last = end


@check("stray-latin", given={"document"}, placeholders={"text"})
def STRAY_LATIN(scope: Scope, _: object) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """A single small letter between Chinese characters."""
    for place, start, end, match in matches(scope, _LETTER):
        yield hit(place, start, end, {"text": match.group()})


@check("stray-english", given={"document"}, placeholders={"text"})
def STRAY_ENGLISH(scope: Scope, _: object) -> Iterator[Hit]:  # noqa: N802 - it becomes a constant of the registry
    """A little English word between Chinese characters."""
    for place, start, end, match in matches(scope, _ENGLISH):
        if _CHINESE_BEFORE.search(place.text.text[max(0, start - 4) : start]):
            yield hit(place, start, end, {"text": match.group()})


class Remnants(NamedTuple):
    """`words` are those that only a template says."""

    words: LexiconName


@check("template-remnant", given={"document"}, params=Remnants, placeholders={"text"})
def TEMPLATE_REMNANT(scope: Scope, params: Remnants) -> Iterator[Hit]:  # noqa: N802 - a constant of the registry
    """Blanks and instructions of a template in the narrative, in a project's name, purpose or goals; one for each text."""
    words = scope.lexicon(params.words)
    worded = set(map(id, places_with(scope, words.terms)))
    blank = set(map(id, places_matching(scope, _MAYBE_BLANK)))
    concerned = worded | blank
    for place in places(scope) if concerned else ():
        if id(place) not in concerned or place.part not in (NARRATIVE, PROJECT):
            continue
        text = place.text.text
        bold = [match.span() for match in _BOLD.finditer(text)]
        spans = [match.span() for match in _BLANK.finditer(text) if _is_blank(text, *match.span(), bold)]
        if id(place) in worded:
            spans += words.places(text)
        if spans:
            start, end = min(spans)
            yield hit(place, start, end, {"text": text[start:end]})


def _is_blank(text: str, start: int, end: int, bold: list[tuple[int, int]]) -> bool:
    beside = text[max(0, start - 1) : start] + text[end : end + 1]
    return bool(_CHINESE.search(beside)) and not any(left <= start and end <= right for left, right in bold)


SPECS: tuple[AnyCheck, ...] = (REPEATED_WORD, STRAY_ENGLISH, STRAY_LATIN, TEMPLATE_REMNANT, WRONG_WORD)
