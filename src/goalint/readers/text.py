"""Plain text and Markdown, in the dialects that converters leave; the dialect is seen from the lines themselves.

- one cell a line: the line begins with a tab, a blank line ends the row, a line without a tab goes on in the cell;
- one row a line: cells apart by tabs, or by Markdown's bars;
- no cell marks: every line is a `Line`, and what belongs together is for the parser to find out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from goalint.readers.blocks import Block, Blocks, Line, Table, Unread, UnreadableError
from goalint.readers.debris import clean, unmarked
from goalint.readers.encoding import decode
from goalint.tree.location import Location
from goalint.tree.passage import Passage, joined, passage, without
from goalint.tree.pattern import lazy

MAX_LINE = 200_000
_LEADER = lazy(r"(?:[.·…]{3}|…{2})\s{0,9}\d{1,4}\s{0,9}$")
_RULE = lazy(r"\s*\|?(?:\s*:?-{2,}:?\s*\|)+\s*(?::?-{2,}:?)?\s*$")
_RULER = lazy(r"[\s+|]*[-=_─━═]{8}[-=_─━═+|\s]*$")
_TAB = lazy(r"\t")
_BAR = lazy(r"(?<!\\)\|")
_ESCAPED = lazy(r"\\\|")
_DRAWN = lazy(r"\s*\+(?:[-=:]{2,}\+)+\s*$")
_TAGGED = lazy(r"<table\b[^<>]{0,400}>", re.IGNORECASE)
_FEED = lazy(r"\n")
_OPEN_RULE = lazy(r"\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)+$")
_MOST_LINES = 40  # of a row
_PAGE_NUMBER = lazy(r"\s*(?:[-—–]\s*)?\d{1,4}(?:\s*[-—–])?\s*$|\s*第\s*\d{1,4}\s*页(?:\s*共\s*\d{1,4}\s*页)?\s*$")
_BROKEN = lazy(r"[^\ufffd]{0,10}\ufffd[^\n]{0,10}")
_MAX_BROKEN = 50


def read_text(data: bytes) -> Blocks:
    """The paragraphs and tables of a text file.

    Raises UnreadableError where the bytes are no text (see `decode`) or a line is absurdly long.
    """
    text = decode(data).replace("\r\n", "\n").replace("\r", "\n")
    lines = list(_located(text))
    unread = list(_broken(lines)) if "\ufffd" in text else []
    blocks = tuple(_blocks(lines, unread))
    return Blocks("text", blocks, tuple(unread))


def _located(text: str) -> Iterator[Passage]:
    """The lines, each with its place; a form feed ends a page."""
    paged = "\f" in text
    page = 1
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > MAX_LINE:
            raise UnreadableError("long-line", line=str(number), length=str(len(line)), limit=str(MAX_LINE))
        if paged:
            page += line.count("\f")
        yield passage(line, Location(line=number, column=1, page=page if paged else None))


def _broken(lines: list[Passage]) -> Iterator[Unread]:
    for line in [line for line in lines if "\ufffd" in line.text][:_MAX_BROKEN]:
        for match in _BROKEN.finditer(line.text):
            yield Unread(line.at(match.start()), "garbled-text", {"text": match.group()})


def _blocks(lines: list[Passage], unread: list[Unread]) -> Iterator[Block]:
    """The blocks; drawings that are none to a reader of columns are added to what is unread, and come as lines."""
    cell_led = _is_cell_led(lines)
    dashed = any("- -" in line.text for line in lines)
    at, gap, out_of_line = 0, False, 0
    while at < len(lines):
        text = lines[at].text
        if "+-" in text and at >= out_of_line and _begins_drawing(lines, at):
            from goalint.readers.grid_table import grid_table

            table, end = grid_table(lines, at)
            if table is not None:
                yield table
                gap, at = True, end
                continue
            unread.append(Unread(lines[at].location, "drawing-unread", {}))
            out_of_line = end
        if dashed and "\t" not in text and (under_dashes := _under_dashes(lines, at)):
            table, at = under_dashes
            yield table
            gap = True
            continue
        if not text.strip(" \f\u3000\xa0") or _RULER.match(text):
            gap, at = True, at + 1
            continue
        if "<" in text and _TAGGED.search(text):
            from goalint.readers.tagged_table import tagged_tables

            blocks, at = tagged_tables(lines, at)
            yield from blocks
            gap = True
            continue
        if cell_led and text.startswith("\t"):
            rows, at = _cells_by_line(lines, at)
        elif not cell_led and "\t" in text and not _LEADER.search(text):
            rows, at = _rows_by_tab(lines, at)
        elif _begins_barred(lines, at):
            table, at = _rows_by_bar(lines, at)
            yield table
            gap = True
            continue
        elif "|" in text and (cells := _open_bars(lines, at)):
            rows, at = _rows_by_open_bar(lines, at, cells)
        else:
            if not (gap and _is_page_number(lines, at)):
                yield Line(unmarked(clean(lines[at])).strip(), gap)
                gap = False
            at += 1
            continue
        gap = True
        yield Table(rows)


def _under_dashes(lines: list[Passage], at: int) -> tuple[Table, int] | None:
    """The table that begins at the line, if its columns stand under dashes."""
    if "---" not in lines[at].text and (at + 1 == len(lines) or "- -" not in lines[at + 1].text):
        return None
    from goalint.readers.dashed_table import dashed_table

    return dashed_table(lines, at)


def _begins_drawing(lines: list[Passage], at: int) -> bool:
    """A rule of + and - with a bar under it: most texts have none."""
    following = lines[at + 1].text if at + 1 < len(lines) else ""
    return following.lstrip().startswith("|") and _DRAWN.match(lines[at].text) is not None


def _is_cell_led(lines: list[Passage]) -> bool:
    """One cell a line: most lines that begin with a tab hold no other, and those that begin with none hold no tab."""
    led = sum(line.text.startswith("\t") for line in lines)
    rows = sum("\t" in line.text[1:].rstrip("\t") and not _LEADER.search(line.text) for line in lines)
    return led > 2 * rows


def _cells_by_line(lines: list[Passage], at: int) -> tuple[tuple[tuple[Passage, ...], ...], int]:
    """Rows from lines that begin with a tab, up to the next line after a blank one that does not."""
    rows: list[tuple[Passage, ...]] = []
    row: list[list[Passage]] = []
    end = at
    while at < len(lines):
        line = lines[at]
        if line.text.startswith("\t"):
            row += [[cell] for cell in _split(line.slice(1), _TAB)]
        elif not line.text.strip():
            if row:
                rows.append(tuple(_cell(parts) for parts in row))
                row = []
        elif row:
            row[-1].append(line)
        else:
            break
        at += 1
        if line.text.strip() or line.text.startswith("\t"):
            end = at
    if row:
        rows.append(tuple(_cell(parts) for parts in row))
    return tuple(rows), end


def _rows_by_tab(lines: list[Passage], at: int) -> tuple[tuple[tuple[Passage, ...], ...], int]:
    rows = []
    while at < len(lines) and "\t" in lines[at].text:  # a row of blank cells is a row: a schedule that was not filled in
        rows.append(tuple(_cell([cell]) for cell in _split(lines[at], _TAB)))
        at += 1
    return tuple(rows), at


def _is_barred(text: str) -> bool:
    stripped = text.strip()
    return stripped.startswith("|") and stripped.endswith("|") and len(stripped) > 2


def _begins_barred(lines: list[Passage], at: int) -> bool:
    """Markdown's table has a rule under its first row; bars without one draw lines of print, not rows."""
    if not _is_barred(lines[at].text) or at + 1 == len(lines):
        return False
    if _RULE.match(lines[at].text):  # the first row was lost
        return _is_barred(lines[at + 1].text)
    return bool(_RULE.match(lines[at + 1].text))


def _rows_by_bar(lines: list[Passage], at: int) -> tuple[Table, int]:
    raw, width = [], 0
    while at < len(lines) and _is_barred(lines[at].text):
        if _RULE.match(lines[at].text):
            width = width or len(_BAR.findall(lines[at].text.strip())) - 1
        else:
            raw.append(tuple(_split(_inside(lines[at]), _BAR)))
        at += 1
    rows = tuple(tuple(_cell([_unescaped(cell)]) for cell in row) for row in raw)
    if any(len(row) < width for row in raw):
        from goalint.readers.padded_table import placed

        if found := placed(raw, rows, width):
            return Table(*found), at
    return Table(rows), at


def _open_bars(lines: list[Passage], at: int) -> int:
    """How many cells a row has where bars stand only between cells: over Markdown's rule, or in one line after the other."""
    text = lines[at].text.strip()
    below = lines[at + 1].text if at + 1 < len(lines) else ""
    count = len(_BAR.findall(text))
    if text.startswith("|") or text.endswith("|") or _OPEN_RULE.match(text):
        return 0
    return count + 1 if _OPEN_RULE.match(below) or count > 1 and " | " in text and len(_BAR.findall(below)) == count else 0


def _rows_by_open_bar(lines: list[Passage], at: int, cells: int) -> tuple[tuple[tuple[Passage, ...], ...], int]:
    """Rows up to a blank line, or under Markdown's rule; a cell of several lines parts its row into lines with too few bars."""
    rows = []
    ruled = bool(_OPEN_RULE.match(lines[at + 1].text))
    while at < len(lines) and lines[at].text.strip():
        if _OPEN_RULE.match(lines[at].text):
            at += 1
            continue
        end = at + 1 if ruled else _end_of_row(lines, at, cells - 1)
        if end is None:
            break
        rows.append(tuple(_cell(_by_line(_unescaped(cell))) for cell in _split(joined(lines[at:end], "\n"), _BAR)))
        at = end
    return tuple(rows), at


def _end_of_row(lines: list[Passage], at: int, wanted: int) -> int | None:
    """The line after a row with so many bars; None where no row begins."""
    bars = 0
    for end in range(at, min(at + _MOST_LINES, len(lines))):
        if not lines[end].text.strip():
            break
        bars += len(_BAR.findall(lines[end].text))
        if bars >= wanted:
            end += 1
            # Merged cells are written once for each place: the last one has as many lines as the one before it.
            row = joined(lines[at:end], "\n").text
            beside, last = ([*_BAR.split(row), ""][-3:-1]) if bars > 1 else ("", "")
            left = beside.strip().split("\n")[len(last.strip().split("\n")) :]
            more = [line.text.strip() for line in lines[end : end + len(left)]]
            return (end + len(left) if left and more == [line.strip() for line in left] else end) if bars == wanted else at + 1
    return at + 1 if _BAR.search(lines[at].text) else None


def _by_line(cell: Passage) -> list[Passage]:
    return list(_split(cell, _FEED)) if "\n" in cell.text else [cell]


def _inside(line: Passage) -> Passage:
    """A row of bars without the outer two."""
    stripped = line.strip()
    return stripped.slice(1, len(stripped.text) - 1)


def _unescaped(cell: Passage) -> Passage:
    if "\\|" not in cell.text:
        return cell
    return without(cell, [(match.start(), match.start() + 1, "") for match in _ESCAPED.finditer(cell.text)])


def _split(line: Passage, mark: re.Pattern[str]) -> Iterator[Passage]:
    start = 0
    for match in mark.finditer(line.text):
        yield line.slice(start, match.start())
        start = match.end()
    yield line.slice(start)


def _cell(parts: list[Passage]) -> Passage:
    cleaned = [unmarked(clean(part)).strip() for part in parts]
    return cleaned[0] if len(cleaned) == 1 else joined([part for part in cleaned if part.text] or cleaned[:1], "\n")


def _is_page_number(lines: list[Passage], at: int) -> bool:
    """A number alone between wide gaps, or at the end of a page."""
    if not _PAGE_NUMBER.match(lines[at].text):
        return False
    blank_above = at >= 2 and not lines[at - 1].text.strip() and not lines[at - 2].text.strip()
    blank_below = at + 1 < len(lines) and not lines[at + 1].text.strip()
    return blank_above and blank_below or at + 1 < len(lines) and "\f" in lines[at + 1].text
