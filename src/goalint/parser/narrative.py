"""第一部分 of a document: overall goal, items with their amounts, schedules and targets, safeguards."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from goalint.parser.item import ItemText, item_of
from goalint.parser.outline import PART
from goalint.parser.prose import paragraphs_of
from goalint.readers.blocks import Line
from goalint.tree.document import Item, Narrative, Section
from goalint.tree.numerals import number_of
from goalint.tree.passage import Passage, joined
from goalint.tree.pattern import lazy
from goalint.tree.text import Text, absent, text_of

_CHAPTER = lazy(r"(?:[一二三四五六七八九十]{1,2}[、.．]|[(（][一二三四五六七八九十]{1,2}[)）])?\s*(?:\d{4}年)?(.{2,16}?)[:：]?$")
_OVERALL = lazy(r"(?:部门)?(?:整体|总体)(?:绩效)?目标$")
_ITEMS = lazy(r"(?:分项|分类|具体)(?:绩效)?目标$")
_SAFEGUARDS = lazy(r"(?:工作|实现绩效目标的|绩效目标实现的)?保障措施$")
_CAPTION = lazy(r"(?:部门整体)?(?:总体|整体|分项|分类)(?:绩效)?目标\s*[:：]\s*|(?:工作)?保障措施\s*[:：]?\s*$")
# The styles of numbers, outer to inner as documents nest them; a style's rank is its place here.
_STYLES = (
    lazy(r"([一二三四五六七八九十]{1,3})[、.．]\s*"),
    lazy(r"[(（]([一二三四五六七八九十]{1,3})[)）][、.]?\s*"),
    lazy(r"(\d{1,3})\s*(?:、|[.．](?!\d))\s*"),
)
_GOAL = lazy(r"(?:年度)?绩效目标\s*[:：]")
_INDICATORS = lazy(r"绩效指标\s*[:：]")
_SENTENCE = lazy(r"[。；]")
_ITEM_WORDS = lazy(r"绩效目标|项目|经费|资金|预算")
_MAX_HEADING = 90


@dataclass
class _Draft:
    """An item while its paragraphs are collected."""

    number: str | None
    whole: Passage
    heading: Passage
    style: int | None
    body: list[Passage] = field(default_factory=list)

    def has(self, label: re.Pattern[str]) -> bool:
        return any(label.match(part.text) for part in self.body) or bool(label.search(self.heading.text))


def narrative_of(lines: Sequence[Line]) -> tuple[Narrative | None, list[Section]]:
    """The narrative in the lines outside the forms, and its headings; None if there is none."""
    paragraphs = paragraphs_of(lines)
    chapters: dict[str, list[Passage]] = {"overall": [], "items": [], "safeguards": []}
    sections: list[Section] = []
    chapter = ""
    for paragraph in paragraphs:
        kind = _chapter(paragraph.text)
        if kind:
            chapter = kind
            if not _is_caption(paragraph.text):
                sections.append(Section(paragraph.text, 2, paragraph.location))
        elif PART.match(paragraph.text):
            chapter = ""
        elif chapter:
            chapters[chapter].append(_without_caption(paragraph))
    if not any(chapters.values()):
        return None, sections
    items, headings = _items(chapters["items"])
    sections += headings
    return Narrative(_overall(chapters["overall"]), tuple(map(text_of, chapters["safeguards"])), items), sections


def _chapter(text: str) -> str | None:
    match = _CHAPTER.match(text)
    if not match:
        return None
    title = match.group(1).strip()
    for kind, pattern in (("overall", _OVERALL), ("items", _ITEMS), ("safeguards", _SAFEGUARDS)):
        if pattern.match(title):
            return kind
    return None


def _is_caption(text: str) -> bool:
    """A chapter's name without a number: the caption that repeats its heading."""
    return not any(style.match(text) for style in _STYLES)


def _without_caption(paragraph: Passage) -> Passage:
    match = _CAPTION.match(paragraph.text)
    return paragraph.slice(match.end()) if match and match.end() < len(paragraph.text) else paragraph


def _overall(paragraphs: Sequence[Passage]) -> Text:
    return text_of(joined(paragraphs, "\n")) if paragraphs else absent()


def _items(paragraphs: Sequence[Passage]) -> tuple[tuple[Item, ...], list[Section]]:
    """Items and container headings. An item begins at a number that runs on, or at a heading between two items."""
    drafts: list[_Draft] = []
    for index, paragraph in enumerate(paragraphs):
        begun = _begun(paragraphs, index, drafts)
        if begun:
            drafts.append(begun)
        elif drafts:
            drafts[-1].body.append(paragraph)
    sections = [Section(_head_line(draft.whole).text, 3, draft.whole.location) for draft in drafts]
    real = [draft for at, draft in enumerate(drafts) if not _is_container(drafts, at)]
    return tuple(item_of(ItemText(draft.number, draft.heading, tuple(draft.body))) for draft in real), sections


def _begun(paragraphs: Sequence[Passage], index: int, drafts: Sequence[_Draft]) -> _Draft | None:
    paragraph = paragraphs[index]
    for rank, style in enumerate(_STYLES):
        match = style.match(paragraph.text)
        if not match:
            continue
        last = next((draft for draft in reversed(drafts) if draft.style == rank), None)
        value = _value(match.group(1))
        again = last is not None and value <= _value(last.number) and _is_heading(paragraphs, index, match.end(), drafts[-1])
        runs_on = again or (value == 1 if last is None or _restarts(drafts, rank, value) else value > _value(last.number))
        inner = drafts and drafts[-1].style is not None and rank > drafts[-1].style and bool(drafts[-1].body)
        if runs_on and not inner and (last is not None or _looks_like_item(paragraphs, index, match.end())):
            if last is not None and not _looks_like_item(paragraphs, index, match.end()):
                return None
            return _Draft(match.group(1), paragraph, paragraph.slice(match.end()), rank)
        return None
    if _is_unnumbered_heading(paragraphs, index, drafts):
        return _Draft(None, paragraph, paragraph, drafts[-1].style)
    return None


def _is_heading(paragraphs: Sequence[Passage], index: int, start: int, open_item: _Draft) -> bool:
    """The heading of an item whatever its number: a goal follows at once, and the item above has had its own."""
    text = paragraphs[index].text[start:]
    if not text or len(text) > _MAX_HEADING or _SENTENCE.search(text) or index + 1 == len(paragraphs):
        return False
    return bool(_GOAL.match(paragraphs[index + 1].text)) and open_item.has(_GOAL)


def _restarts(drafts: Sequence[_Draft], rank: int, value: int) -> bool:
    """1 again, under an outer heading that came in between."""
    return value == 1 and bool(drafts) and drafts[-1].style is not None and drafts[-1].style < rank


def _looks_like_item(paragraphs: Sequence[Passage], index: int, start: int) -> bool:
    """A heading (short, no sentence), or a paragraph that speaks of a project and its budget at once."""
    text = paragraphs[index].text[start:]
    following = paragraphs[index + 1].text if index + 1 < len(paragraphs) else ""
    if len(text) <= _MAX_HEADING and not _SENTENCE.search(text):
        return bool(_ITEM_WORDS.search(text) or _GOAL.match(following)) or _goal_near(paragraphs, index)
    return bool(_ITEM_WORDS.search(text[:60]))


def _goal_near(paragraphs: Sequence[Passage], index: int) -> bool:
    for paragraph in paragraphs[index + 1 : index + 4]:
        if _GOAL.match(paragraph.text):
            return True
        if _INDICATORS.match(paragraph.text):  # of the item above: the goal after them is another's
            return False
    return False


def _is_unnumbered_heading(paragraphs: Sequence[Passage], index: int, drafts: Sequence[_Draft]) -> bool:
    """A short line between one item's indicators and the next goal: a heading that lost its number."""
    text = paragraphs[index].text
    return (
        bool(drafts)
        and len(text) <= _MAX_HEADING
        and not _SENTENCE.search(text)
        and not _INDICATORS.match(text)
        and not _GOAL.match(text)
        and index + 1 < len(paragraphs)
        and bool(_GOAL.match(paragraphs[index + 1].text))
        and drafts[-1].has(_GOAL)
        and drafts[-1].has(_INDICATORS)
    )


def _is_container(drafts: Sequence[_Draft], at: int) -> bool:
    """A heading over items, with nothing of its own."""
    draft = drafts[at]
    if draft.body or draft.style is None or at + 1 >= len(drafts) or _SENTENCE.search(draft.heading.text):
        return False
    following = drafts[at + 1].style
    return following is not None and following > draft.style


def _head_line(heading: Passage) -> Passage:
    end = next((match.start() for match in _SENTENCE.finditer(heading.text)), len(heading.text))
    return heading.slice(0, min(end, _MAX_HEADING))


def _value(number: str | None) -> int:
    value = number_of(number) if number else None
    return int(value) if value is not None else 0
