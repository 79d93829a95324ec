"""Described documents set on pages: characters and ruling lines with their places, for the formats that draw them.

Lengths are in points, y grows downwards. A Chinese character is as wide as its font is high, others half as wide.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tests.forms import DEPARTMENT, MERGED, Plan, table, titled

WIDTH, HEIGHT = 595.0, 842.0
_MARGIN, _TOP, _BOTTOM = 50.0, 70.0, 770.0
_PAD, _PITCH, _SIZE = 4.0, 14.0, 10.0
_UNITS = 12
_WIDTHS = {2: (2, 10), 4: (2, 4, 2, 4), 5: (2, 2, 2, 2, 4), 6: (2, 2, 2, 3, 1, 2), 7: (2, 2, 2, 2, 1, 2, 1)}
_CLOSING = "，。、；：！？）”,.;:!?)%"
_OPENING = "（“("


class Print(NamedTuple):
    """A character: where its baseline begins, and its size."""

    x: float
    base: float
    size: float
    character: str


class Rule(NamedTuple):
    """A ruling line."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass
class Paper:
    """A page."""

    prints: list[Print] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)


@dataclass(frozen=True)
class Setting:
    """How a document is set. `bottom` is where pages end; `split` lets them cut rows; `open_ends` leaves out the lines at
    the break; `open_sides` those at the left and right of tables; `head` stands on every page.
    """

    bottom: float = _BOTTOM
    split: bool = False
    repeat: bool = False
    open_ends: bool = False
    open_sides: bool = False
    centred: bool = False
    numbered: bool = True
    head: str = ""


class _Cell(NamedTuple):
    column: int
    width: int
    lines: list[str]
    merged: bool


def width_of(text: str, size: float = _SIZE) -> float:
    """How wide the text is."""
    return sum(size / 2 if character.isascii() else size for character in text)


def wrapped(text: str, width: float, size: float = _SIZE) -> list[str]:
    """The lines of a paragraph, broken as Chinese is: words whole, closing marks not at the beginning of a line."""
    out, line = [], ""
    for unit in _units(text):
        if line and width_of(line + unit, size) > width:
            out.append(line)
            line = ""
        line += unit
        while width_of(line, size) > width and len(line) > 1:  # a word longer than a line
            fit = next(n for n in range(len(line) - 1, 0, -1) if n == 1 or width_of(line[:n], size) <= width)
            out.append(line[:fit])
            line = line[fit:]
    return [*out, line]


def _units(text: str) -> Iterator[str]:
    unit = ""
    for character in text:
        word = unit and unit[-1].isascii() and character.isascii() and unit[-1] != " "
        if unit and not word and character not in _CLOSING and unit[-1] not in _OPENING:
            yield unit
            unit = ""
        unit += character
    yield unit


class _Press:
    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.papers: list[Paper] = []
        self.new_page()

    def new_page(self) -> None:
        self.papers.append(Paper())
        self.y = _TOP
        if self.setting.head:
            self.write(self.setting.head, _MARGIN, 40.0, 9.0)
        if self.setting.numbered:
            self.write(f"- {len(self.papers)} -", WIDTH / 2 - 10, 810.0, 9.0)

    def write(self, text: str, x: float, base: float, size: float = _SIZE) -> None:
        for character in text:
            self.papers[-1].prints.append(Print(x, base, size, character))
            x += width_of(character, size)

    def paragraph(self, text: str, size: float = _SIZE, *, centred: bool = False) -> None:
        for line in wrapped(text, WIDTH - 2 * _MARGIN, size):
            if self.y + 1.5 * size > self.setting.bottom:
                self.new_page()
            self.y += 1.5 * size
            self.write(line, (WIDTH - width_of(line, size)) / 2 if centred else _MARGIN, self.y, size)

    def table(self, rows: Sequence[Sequence[str]], head: int) -> None:
        self.y += 8
        cells = [_cells(row) for row in rows]
        first = True
        for index, row in enumerate(cells):
            last = index + 1 == len(cells)
            below = cells[index + 1] if not last else []
            first = self._row(row, first, below, cells[head] if index > head and self.setting.repeat else None)
        self.y += 10

    def _row(self, row: list[_Cell], first: bool, below: list[_Cell], head: list[_Cell] | None) -> bool:
        while True:
            height = max(len(cell.lines) for cell in row) * _PITCH + 2 * _PAD
            room = self.setting.bottom - self.y
            if height <= room:
                self._draw(row, height, top=first, end=not below, below=below)
                return False
            fit = int((room - 2 * _PAD) / _PITCH)
            if self.setting.split and fit >= 1:
                self._draw([cell._replace(lines=cell.lines[:fit]) for cell in row], room, top=first, end=True, below=[])
                row = [cell._replace(lines=cell.lines[fit:]) for cell in row]
            else:
                self._close(row)
            self.new_page()
            first = True
            if head is not None:
                self._row(head, True, [], None)

    def _close(self, row: list[_Cell]) -> None:
        """The line under the last row of a page."""
        if not self.setting.open_ends:
            for cell in row:
                x0, x1 = _x(cell.column), _x(cell.column + cell.width)
                self.papers[-1].rules.append(Rule(x0, self.y, x1, self.y))

    def _draw(self, row: list[_Cell], height: float, *, top: bool, end: bool, below: list[_Cell]) -> None:
        rules = self.papers[-1].rules
        bottom = self.y + height
        continued = len(self.papers) > 1 and top
        for cell in row:
            x0, x1 = _x(cell.column), _x(cell.column + cell.width)
            if not (cell.merged and not top) and not (continued and self.setting.open_ends):
                rules.append(Rule(x0, self.y, x1, self.y))
            if end and not (not below and self.setting.open_ends and bottom >= self.setting.bottom - 1):
                rules.append(Rule(x0, bottom, x1, bottom))
            if not (self.setting.open_sides and cell.column == 0):
                rules.append(Rule(x0, self.y, x0, bottom))
            if not (self.setting.open_sides and cell.column + cell.width == _UNITS):
                rules.append(Rule(x1, self.y, x1, bottom))
            for number, line in enumerate(cell.lines):
                indent = (x1 - x0 - width_of(line)) / 2 if self.setting.centred else _PAD
                self.write(line, x0 + indent, self.y + _PAD + (number + 0.8) * _PITCH)
        self.y = bottom


def _x(column: int) -> float:
    return _MARGIN + column * (WIDTH - 2 * _MARGIN) / _UNITS


def _cells(row: Sequence[str]) -> list[_Cell]:
    column, out = 0, []
    for text, width in zip(row, _WIDTHS[len(row)], strict=True):
        inner = _x(width) - _x(0) - 2 * _PAD
        lines = [] if text in ("", MERGED) else [line for part in text.split("\n") for line in wrapped(part, inner)]
        out.append(_Cell(column, width, lines, text == MERGED))
        column += width
    return out


def papers(plan: Plan, setting: Setting | None = None) -> list[Paper]:
    """The pages of a document."""
    press = _Press(setting or Setting())
    for line in plan.narrative:
        press.paragraph(line)
    press.paragraph("第二部分", 14)
    press.paragraph("预算项目绩效目标", 14)
    for number, form in enumerate(plan.forms, 1):
        rows = table(form, plan.wording)
        if press.y + 150 > press.setting.bottom:
            press.new_page()
        press.paragraph(titled(number, form, plan.wording), 14, centred=True)
        press.paragraph(f"{DEPARTMENT}　　单位：{plan.wording.unit}")
        press.table(rows, next(index for index, row in enumerate(rows) if len(row) == len(plan.wording.order) and index > 5))
    return press.papers


Strokes = Callable[[Rule], list[Rule]]


def single(rule: Rule) -> list[Rule]:
    """One line."""
    return [rule]


def double(rule: Rule) -> list[Rule]:
    """Two lines close together."""
    dx, dy = (0.8, 0.0) if rule.x0 == rule.x1 else (0.0, 0.8)
    return [Rule(x0 + s * dx, y0 + s * dy, x1 + s * dx, y1 + s * dy) for s in (-1, 1) for x0, y0, x1, y1 in (rule,)]


def dashed(rule: Rule) -> list[Rule]:
    """Dashes with gaps between them, each a line of its own."""
    length = max(rule.x1 - rule.x0, rule.y1 - rule.y0)
    ux, uy = ((1.0, 0.0) if rule.x1 > rule.x0 else (0.0, 1.0)) if length else (0.0, 0.0)
    ends = [(start, min(start + 3.0, length)) for start in range(0, int(length) + 1, 5) if start < length]
    return [Rule(rule.x0 + a * ux, rule.y0 + a * uy, rule.x0 + b * ux, rule.y0 + b * uy) for a, b in ends]
