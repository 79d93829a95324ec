"""Paragraphs out of printed lines: which line goes on in the next. What the source says is a paragraph stays one."""

from __future__ import annotations

from collections.abc import Sequence

from goalint.parser.flow import wrapped
from goalint.readers.blocks import Line
from goalint.tree.passage import Passage
from goalint.tree.pattern import lazy
from goalint.tree.width import columns

# What begins a paragraph whatever stands before it: a number, a part, a field's label.
_START = lazy(
    r"第[一二三四五六七八九十]{1,3}部分|[(（][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|\d{1,3}[.、．](?!\d)"
    r"|[(（]\d{1,2}[)）]|[一二三四五六七八九十]是|[^，。；：]{0,8}绩效(?:目标|指标)\s*[:：]|总体(?:绩效)?目标\s*[:：]"
)
_ENDS = tuple("。；：！？.;:!?")
_MIN_WIDTH = 40
_MAX_WIDTH = 140
_MIN_LINES = 4


def paragraphs_of(lines: Sequence[Line]) -> list[Passage]:
    """The paragraphs of the narrative; where lines are not wrapped, every line is one."""
    width = _print_width(lines)
    if width is None:
        return [line.passage for line in lines]
    out: list[list[Passage]] = []
    full = False
    for line in lines:
        text = line.passage.text
        if not out or not full or line.whole or _START.match(text):
            out.append([])
        out[-1].append(line.passage)
        length = columns(text)
        full = not line.whole and (length >= width - 4 or length >= 0.85 * width and not text.endswith(_ENDS))
    return [wrapped(parts) for parts in out]


def _print_width(lines: Sequence[Line]) -> int | None:
    """The width that the print was wrapped at, in columns; None if its lines were not wrapped.

    Wrapped print shows lines of nearly the same length that stop in the middle of a sentence.
    """
    lines = [line for line in lines if not line.whole]
    widths = [columns(line.passage.text) for line in lines]
    longest = max(widths, default=0)
    if not _MIN_WIDTH <= longest <= _MAX_WIDTH:
        return None
    full = [line for line, width in zip(lines, widths, strict=True) if width >= longest - 8]
    open_ended = [line for line in full if not line.passage.text.endswith(_ENDS)]
    return longest if len(full) >= _MIN_LINES and 2 * len(open_ended) > len(full) else None
