"""The numbered lists that a document's headings make, told apart by their style and by what each number continues."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from goalint.checks.prose import paragraphs
from goalint.tree.document import Document
from goalint.tree.numerals import number_of
from goalint.tree.pattern import lazy
from goalint.tree.text import READ, Text
from goalint.tree.width import HAN, key

# Each style with the marks that close its number; a list keeps to its style, whatever the mark.
STYLES = (
    ("chapter", lazy(r"([一二三四五六七八九十]{1,3})([、.．])")),
    ("bracketed", lazy(r"[(（]([一二三四五六七八九十]{1,3})([)）])")),
    # After a point a digit makes a decimal, but 2.2025年… and 3.12345热线 are titles that begin with a number.
    ("digit", lazy(rf"(\d{{1,2}})(、(?!\d{{1,2}}(?:[月日、]|$))|[.．](?!\d(?!\d{{2,4}}{HAN}|\d?号)))")),
    ("bracketed digit", lazy(r"[(（](\d{1,2})([)）])")),
)
_INLINE = lazy(r"[。；：:;\s](?=[(（]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[、.．)）])")
_NUMERAL = lazy(r"[(（]?[一二三四五六七八九十\d]")  # what a number in any style begins with
# No document nests so deep; lists that were never gone on with would make every later number look through all of them.
_MOST_OPEN = 40


class Mark(NamedTuple):
    """A number: its style and value, the mark that closes it, where it stands; `leads` if it begins a paragraph."""

    style: str
    value: int
    closing: str
    text: Text
    start: int
    end: int
    leads: bool

    @property
    def written(self) -> str:
        """As it stands there."""
        return self.text.text[self.start : self.end]


@dataclass(slots=True)
class NumberedList:
    """A list while its numbers come: those that begin paragraphs, and the highest of all."""

    style: str
    last: int
    marks: list[Mark] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)
    gaps: list[tuple[Mark, int]] = field(default_factory=list)  # the mark after a gap, and the number before it
    repeats: list[tuple[Mark, Mark]] = field(default_factory=list)


def numbered_lists(document: Document) -> list[NumberedList]:
    """All lists of the narrative's headings, and the numbered titles of the forms."""
    done: list[NumberedList] = []
    open_: list[NumberedList] = []
    for text in paragraphs(document):
        if text.text.startswith("第") and "部分" in text.text[:6]:
            done, open_ = done + open_, []
        for mark in _marks(text):
            _place(mark, open_, done)
    done += open_
    parts: dict[str, list[NumberedList]] = {}
    for project in document.projects:
        if project.title.state is READ:
            for mark in _marks(project.title)[:1]:
                if mark.leads:
                    _place(mark, parts.setdefault(project.part, []), done)
    return [one for one in (*done, *(one for lists in parts.values() for one in lists)) if one.seen]


def _marks(text: Text) -> list[Mark]:
    found = []
    written = text.text
    starts = [match.end() for match in _INLINE.finditer(written)]
    if _NUMERAL.match(written):
        starts.insert(0, 0)
    for start in starts:
        for style, pattern in STYLES:
            if match := pattern.match(written, start):
                value = int(number_of(match.group(1)) or 0)
                if value:
                    found.append(Mark(style, value, match.group(2), text, start, match.end(), start == 0))
                break
    return found


def _place(mark: Mark, open_: list[NumberedList], done: list[NumberedList]) -> None:
    """Give a number to the list that it continues, the innermost first; what lies inside that one is then over."""
    same = [index for index in range(len(open_) - 1, -1, -1) if open_[index].style == mark.style]
    follows = [index for index in same if mark.value == open_[index].last + 1]
    # A heading goes on with headings; only failing that with a list in mid-sentence that a line break cut.
    fits = next((index for index in follows if mark.leads and open_[index].marks), next(iter(follows), None))
    if fits is None and mark.value == 1:
        if len(open_) >= _MOST_OPEN:
            done.append(open_.pop(1))
        open_.append(NumberedList(mark.style, 1))
        _take(open_[-1], mark)
        return
    if fits is None:
        late = next((i for i in same if open_[i].gaps and mark.value not in open_[i].seen and mark.value < open_[i].last), None)
        fits = late if late is not None else _nearest(mark, same, open_)
    if fits is None:
        return
    one = open_[fits]
    done += open_[fits + 1 :]
    del open_[fits + 1 :]
    if mark.leads and mark.value > one.last + 1:
        if one.repeats and one.marks and one.repeats[-1][0] is one.marks[-1]:
            one.repeats.pop()  # 二、二、四、: one slip, and the gap tells it
        one.gaps.append((mark, one.last))
    elif mark.leads and mark.value == one.last and _repeats(mark, one):
        one.repeats.append((mark, one.marks[-1]))
    _take(one, mark)


def _repeats(mark: Mark, one: NumberedList) -> bool:
    """The number comes again over other words; 二、四、四、 is the gap's slip, not one more."""
    if not one.marks or one.gaps and one.gaps[-1][0].value == mark.value:
        return False
    return key(one.marks[-1].text.text) != key(mark.text.text)


def _nearest(mark: Mark, same: list[int], open_: list[NumberedList]) -> int | None:
    """The list that a number which continues none most likely belongs to; numbers in mid-sentence belong to none."""
    if not mark.leads:
        return None
    below = [index for index in same if open_[index].last <= mark.value and open_[index].marks]
    return max(below, key=lambda index: open_[index].last, default=None)


def _take(one: NumberedList, mark: Mark) -> None:
    one.last = mark.value
    one.seen.add(mark.value)
    if mark.leads:
        one.marks.append(mark)
