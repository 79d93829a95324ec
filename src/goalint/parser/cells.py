"""What a row of cells shows by itself, whatever form it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from goalint.parser.labels import (
    AMOUNTS,
    COLUMNS,
    DEPARTMENT,
    FIRST_NAMES,
    FUNDS,
    LEVEL1,
    LEVEL2,
    LEVEL3,
    NAME,
    NOTE,
    SECOND_NAMES,
    SOURCE,
    VALUE,
    Label,
    field_of,
    inline_label,
    label_of,
    may_hold_value,
)
from goalint.tree.passage import Passage
from goalint.tree.pattern import lazy
from goalint.tree.width import key

Cells = Sequence[Passage]
_NAMED = frozenset((NOTE, SOURCE, FUNDS))  # what a project may be called too
_AMOUNT_LABEL = lazy(r"[\s，,；;、]+((?:其中\s*[:：]\s*)?[^\s:：，,；;、]{2,16}[:：])\s*(?=[-\d])")
_LONGEST_UNKNOWN = 12
_KINDS = frozenset("类别 类型 分类 指标类别 指标类型 指标分类 指标大类 指标维度".split())
_LEAST_COLUMNS = 3
_MEASURED = frozenset((LEVEL3, VALUE))


def names_columns(cells: Cells, fields: Sequence[Label | None]) -> bool:
    """The row names columns of indicators: three of them, and what is measured among them. `fields` is what `field_of` says."""
    found = {label for cell, field in zip(cells, fields, strict=True) if field and (label := label_of(cell.text)) in COLUMNS}
    if names_kinds(cells):
        found |= {LEVEL1, LEVEL2}
    return len(found) >= _LEAST_COLUMNS and not found.isdisjoint(_MEASURED)


def names_kinds(cells: Cells) -> bool:
    """指标类别 | 指标类型 | 指标名称: two kinds before the name are its levels; elsewhere they tell 定性 from 定量."""
    return len(cells) > 3 and label_of(cells[2].text) is LEVEL3 and all(key(cell.text) in _KINDS for cell in cells[:2])


def labels_of(cells: Cells, fields: Sequence[Label | None], head: bool) -> list[Label | None]:
    """The labels of a row's cells: heads of columns only in a head, and no label beside the name of a project that fills it."""
    out: list[Label | None] = []
    for index, label in enumerate(fields):
        if label in COLUMNS and not head or label in _NAMED and out and out[-1] is NAME and not _labelled(cells, index):
            label = None
        out.append(label)
    return out


def _labelled(cells: Cells, index: int) -> bool:
    """A value stands beside the label."""
    beside = cells[index + 1] if index + 1 < len(cells) else None
    return beside is not None and bool(beside.text.strip()) and field_of(beside.text) is None


def is_numbering(filled: Cells) -> bool:
    """Nothing but the numbers of the columns: 1 | 2 | 3."""
    return len(filled) > 2 and [key(cell.text) for cell in filled] == [str(number) for number in range(1, len(filled) + 1)]


def parted(cells: Cells) -> Cells:
    """The cells of a row, with 项目名称：河道清淤 as label and value."""
    if not any(may_hold_value(cell.text) for cell in cells):
        return cells
    out: list[Passage] = []
    for cell in cells:
        text = cell.text
        inline = inline_label(text) if may_hold_value(text) and field_of(text) is None else None
        inline = None if inline and (inline[0] in COLUMNS or inline[0] is DEPARTMENT) else inline
        out += [cell.slice(0, inline[1]).strip(), *_amounts(cell.slice(inline[1]))] if inline else [cell]
    return out if len(out) > len(cells) else cells


def _amounts(value: Passage) -> list[Passage]:
    """A value with the labels and amounts that follow it in the same cell: 120 其中：财政拨款：100 其他资金：20."""
    out, start = [], 0
    for match in _AMOUNT_LABEL.finditer(value.text):
        if field_of(match.group(1)) in AMOUNTS:
            out += [value.slice(start, match.start()).strip(), value.slice(*match.span(1))]
            start = match.end()
    return [*out, value.slice(start).strip()] if out else [value]


def looks_like_label(text: str) -> bool:
    """A short text of Chinese characters only: what the label of a field looks like that is on no list."""
    folded = key(text).rstrip(":")
    return 2 <= len(folded) <= _LONGEST_UNKNOWN and all("一" <= character <= "鿿" or character in "()/" for character in folded)


def head_over(heads: Sequence[tuple[int, Label]], index: int) -> Label:
    """The head that the column of a cell is under: the last at or before it."""
    return next((label for column, label in reversed(heads) if column <= index), heads[0][1])


def is_line_of_cell(row: dict[Label, Passage]) -> bool:
    """A row without a value and without the name of a level: a line of the row above it."""
    return (
        not said(row, VALUE)
        and not (said(row, LEVEL1) and key(row[LEVEL1].text) in FIRST_NAMES)
        and not (said(row, LEVEL2) and key(row[LEVEL2].text) in SECOND_NAMES)
    )


def first_filled(cells: Cells) -> Passage | None:
    """The first cell of the row that is not blank."""
    return next((cell for cell in cells if cell.text.strip()), None)


def said(row: dict[Label, Passage], label: Label) -> bool:
    """The row has a text under the label."""
    return label in row and bool(row[label].text.strip())


def distinct(cells: Iterable[Passage]) -> list[Passage]:
    """A merged cell may be repeated by the export: each text once."""
    seen: dict[str, Passage] = {}
    for cell in cells:
        seen.setdefault(cell.text, cell)
    return list(seen.values())
