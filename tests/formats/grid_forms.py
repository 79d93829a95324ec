"""Forms of other provinces, drawn as grids: what text leaves open, which cells are merged, is written down here.

In a row `|` parts the cells; `<` stands where the cell to the left goes on, `^` where the one above does, `¶` breaks a line.
All places and names are invented.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from io import BytesIO
from itertools import groupby
from typing import NamedTuple

from tests.formats.paper import HEIGHT, WIDTH, Paper, Print, Rule, width_of, wrapped
from tests.office import docx, p, tbl, tc, tr


class Cell(NamedTuple):
    """A cell with its place, from 0, and what it covers."""

    row: int
    column: int
    text: str
    rows: int
    columns: int


class Grid(NamedTuple):
    """A form: the lines above it, and its cells."""

    title: tuple[str, ...]
    cells: tuple[Cell, ...]
    width: int


def grid(title: Sequence[str], drawn: str) -> Grid:
    """The form as it is drawn."""
    rows = [line.strip().split("|") for line in drawn.strip().splitlines()]
    width = len(rows[0])
    assert all(len(row) == width for row in rows), [row for row in rows if len(row) != width]
    cells = []
    for row, line in enumerate(rows):
        for column, text in enumerate(line):
            if text in ("<", "^"):
                continue
            columns = 1 + _run([other == "<" for other in line[column + 1 :]])
            down = 1 + _run([below[column] == "^" for below in rows[row + 1 :]])
            cells.append(Cell(row, column, text.replace("¶", "\n"), down, columns))
    covered = sum(cell.rows * cell.columns for cell in cells)
    assert covered == width * len(rows), "cells are no rectangles"
    return Grid(tuple(title), tuple(cells), width)


def _run(marks: Sequence[bool]) -> int:
    return next((index for index, mark in enumerate(marks) if not mark), len(marks))


def _rows(form: Grid) -> list[list[Cell]]:
    return [list(row) for _, row in groupby(form.cells, key=lambda cell: cell.row)]


def bars(*forms: Grid) -> bytes:
    """Markdown; what a merged cell covers is blank."""
    out = []
    for form in forms:
        out += [*(part for line in form.title for part in (line, "")), ""]
        lines = [["" for _ in range(form.width)] for _ in range(max(cell.row for cell in form.cells) + 1)]
        for cell in form.cells:
            lines[cell.row][cell.column] = cell.text.replace("\n", "<br>")
        out += [f"| {' | '.join(lines[0])} |", "|---" * form.width + "|", *(f"| {' | '.join(line)} |" for line in lines[1:]), ""]
    return "\n".join(out).encode()


def lines(*forms: Grid) -> bytes:
    """Text with one cell a line, a blank one where the cell is, as office programs save it."""
    out: list[str] = []
    for form in forms:
        out += form.title
        for row in _rows(form):
            out += [line for cell in row for line in cell.text.split("\n")]
        out.append("")
    return "\n".join(out).encode()


def word(*forms: Grid) -> bytes:
    """A Word document: cells merged across by gridSpan, down by vMerge."""
    body = []
    for form in forms:
        body += [p(line) for line in form.title]
        starts = {(cell.row, cell.column): cell for cell in form.cells}
        open_: dict[int, Cell] = {}
        rows = []
        for row in range(max(cell.row for cell in form.cells) + 1):
            cells, column = [], 0
            while column < form.width:
                cell = starts.get((row, column))
                if cell is not None:
                    content = "".join(p(line) for line in cell.text.split("\n"))
                    cells.append(tc(content, span=cell.columns, merge="restart" if cell.rows > 1 else ""))
                    open_[column] = cell
                else:
                    cell = open_[column]
                    cells.append(tc(p(), span=cell.columns, merge="continue"))
                column += cell.columns
            rows.append(tr(*cells))
        body += [tbl(*rows, widths=[9000 // form.width] * form.width), p()]
    return docx(*body)


def web_page(*forms: Grid) -> bytes:
    """A web page: rowspan and colspan."""
    out = ["<html><meta charset=utf-8><body>"]
    for form in forms:
        out += [f"<p>{escape(line)}</p>" for line in form.title]
        out.append("<table>")
        for row in _rows(form):
            cells = "".join(
                f"<td rowspan={cell.rows} colspan={cell.columns}>{'<br>'.join(map(escape, cell.text.split(chr(10))))}</td>"
                for cell in row
            )
            out.append(f"<tr>{cells}</tr>")
        out.append("</table>")
    return "\n".join(out).encode()


def xlsx(*forms: Grid) -> bytes:
    """A workbook of one sheet, the lines above a form in cells as wide as it."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    top = 1
    for form in forms:
        above = [Cell(row, 0, line, 1, form.width) for row, line in enumerate(form.title)]
        for cell in above + [cell._replace(row=cell.row + len(above)) for cell in form.cells]:
            there = sheet.cell(top + cell.row, 1 + cell.column, cell.text)
            there.data_type = "s"
            last = (top + cell.row + cell.rows - 1, cell.column + cell.columns)
            if cell.rows * cell.columns > 1:
                sheet.merge_cells(start_row=there.row, start_column=there.column, end_row=last[0], end_column=last[1])
        top += len(above) + max(cell.row for cell in form.cells) + 3
    out = BytesIO()
    book.save(out)
    return out.getvalue()


_MARGIN, _BOTTOM, _SIZE, _PITCH, _PAD = 40.0, 790.0, 9.0, 13.0, 3.0


def papers(*forms: Grid, bottom: float = _BOTTOM) -> list[Paper]:
    """The forms on pages that end there; a row never crosses a page, a merged cell does."""
    pages = [Paper()]
    y = 60.0

    def write(text: str, x: float, base: float) -> None:
        for character in text:
            if character != " ":
                pages[-1].prints.append(Print(x, base, _SIZE, character))
            x += width_of(character, _SIZE)

    for form in forms:
        for line in form.title:
            y += 2 * _PITCH
            write(line, _MARGIN, y)
        y += _PITCH
        step = (WIDTH - 2 * _MARGIN) / form.width
        heights = _heights(form, step)
        row = 0
        while row < len(heights):
            last = row
            room = bottom - y
            while last < len(heights) and sum(heights[row : last + 1]) <= room:
                last += 1
            if last == row:
                pages.append(Paper())
                y = 60.0
                continue
            y = _draw(form, pages[-1], write, (row, last), heights, step, y)
            row = last
        y += 2 * _PITCH
    return pages


def _heights(form: Grid, step: float) -> list[float]:
    heights = [_PITCH + 2 * _PAD] * (max(cell.row for cell in form.cells) + 1)
    for cell in form.cells:
        needed = len(_lines(cell, step)) * _PITCH + 2 * _PAD
        missing = needed - sum(heights[cell.row : cell.row + cell.rows])
        heights[cell.row + cell.rows - 1] += max(missing, 0.0)
    return heights


def _lines(cell: Cell, step: float) -> list[str]:
    room = step * cell.columns - 2 * _PAD
    return [line for part in cell.text.split("\n") for line in wrapped(part, room, _SIZE)] if cell.text else []


def _draw(
    form: Grid,
    paper: Paper,
    write: Callable[[str, float, float], None],
    rows: tuple[int, int],
    heights: Sequence[float],
    step: float,
    top: float,
) -> float:
    first, last = rows
    place = [top]
    for height in heights[first:last]:
        place.append(place[-1] + height)
    for cell in form.cells:
        start, end = max(cell.row, first), min(cell.row + cell.rows, last)
        if start >= end:
            continue
        x0, x1 = _MARGIN + cell.column * step, _MARGIN + (cell.column + cell.columns) * step
        y0, y1 = place[start - first], place[end - first]
        paper.rules += [Rule(x0, y0, x1, y0), Rule(x0, y1, x1, y1), Rule(x0, y0, x0, y1), Rule(x1, y0, x1, y1)]
        if cell.row >= first:
            for number, line in enumerate(_lines(cell, step)):
                write(line, x0 + _PAD, y0 + _PAD + (number + 0.8) * _PITCH)
    assert place[-1] < HEIGHT
    return place[-1]
