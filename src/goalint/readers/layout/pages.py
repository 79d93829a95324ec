"""Pages → blocks in reading order: tables put together over page breaks, lines between them, running heads left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from statistics import median

from goalint.readers.blocks import Block, Line, Table, Unread
from goalint.readers.layout.characters import UNKNOWN
from goalint.readers.layout.lines import TextLine, text_lines, usual_padding
from goalint.readers.layout.page import Glyph, Page
from goalint.readers.layout.ruled import Grid, TooManyLinesError, grids
from goalint.readers.layout.tables import PlacedTable, RunningTable
from goalint.tree.location import Location
from goalint.tree.passage import passage
from goalint.tree.pattern import lazy
from goalint.tree.width import key

_MARGIN = 0.13  # of the page's height: where heads and page numbers stand
_SAME_PLACE = 4.0
_MIN_REPEATS = 3
_SHARE_OF_PAGES = 0.4
_WIDE = 1.35  # a distance between lines that is this much above the usual is white space
_PAGE_NUMBER = lazy(
    r"[-—–·~]?第?(?:\d{1,4}|[ivxlIVXL]{1,6})页?[-—–·~]?(?:[/，,]?(?:共|of)?\d{1,4}页?)?|page\d{1,4}(?:of\d{1,4})?"
)
_MOST_PLACES = 250_000  # of tables: more is made to hang its reader
_MAX_SHOWN = 20
_MOST_GARBLED = 50
_DIGITS = lazy(r"\d+")


@dataclass
class _Sheet:
    """A page with its text put into lines and tables."""

    page: Page
    lines: list[TextLine] = field(default_factory=list)
    tables: list[PlacedTable] = field(default_factory=list)

    def items(self) -> list[TextLine | PlacedTable]:
        """Lines and tables from the top down."""
        return sorted([*self.lines, *self.tables], key=_top)


def blocks_of(pages: Iterable[Page]) -> tuple[tuple[Block, ...], tuple[Unread, ...]]:
    """The blocks of a document, and the places that could not be made out."""
    sheets: list[_Sheet] = []
    unread: list[Unread] = []
    places = 0
    for page in pages:
        try:
            if places > _MOST_PLACES:
                raise TooManyLinesError
            sheet = _sheet(page)
            places += sum(len(table.grid.owner) * len(table.grid.owner[0]) for table in sheet.tables)
            if places > _MOST_PLACES:
                raise TooManyLinesError
            sheets.append(sheet)
        except TooManyLinesError:
            unread.append(Unread(Location(page=page.number), "page-too-dense", {}))
    _leave_out_heads(sheets)
    blocks = tuple(_blocks(sheets))
    return blocks, (*unread, *_garbled(blocks))


def _garbled(blocks: Iterable[Block]) -> Iterator[Unread]:
    """The lines and cells with characters that their font does not tell."""
    texts = (
        text for block in blocks for text in (chain.from_iterable(block.rows) if isinstance(block, Table) else (block.passage,))
    )
    for text in islice((text for text in texts if UNKNOWN in text.text), _MOST_GARBLED):
        yield Unread(text.location, "garbled-text", {"text": text.text[:_MAX_SHOWN]})


def _sheet(page: Page) -> _Sheet:
    found = grids(page.level, page.upright)
    # A table inside a cell of another comes first to claim its characters.
    inner_first = sorted(found, key=lambda grid: grid.box.area)
    held: dict[int, list[list[Glyph]]] = {id(grid): [[] for _ in grid.regions] for grid in found}
    loose: list[Glyph] = []
    for glyph in page.glyphs:
        x, y = glyph.centre
        for grid in inner_first:
            index = grid.at(x, y)
            if index is not None:
                held[id(grid)][index].append(glyph)
                break
        else:
            loose.append(glyph)
    sheet = _Sheet(page)
    for grid in found:
        if any(held[id(grid)]):
            sheet.tables.append(_placed(grid, held[id(grid)], Location(page=page.number, table=len(sheet.tables) + 1)))
    sheet.lines = [
        line._replace(location=Location(page=page.number, line=number, column=1))
        for number, line in enumerate(text_lines(loose, Location(page=page.number)), 1)
    ]
    _number(sheet)
    return sheet


def _number(sheet: _Sheet) -> None:
    """Let places sort into reading order: lines and tables have numbers of their own, their order on the page is another."""
    order = {id(item): number for number, item in enumerate(sheet.items(), 1)}
    sheet.lines = [line._replace(location=line.location._replace(block=order[id(line)])) for line in sheet.lines]
    for table in sheet.tables:
        table.place = table.place._replace(block=order[id(table)])
        table.texts = [
            [line._replace(location=line.location._replace(block=table.place.block)) for line in lines] for lines in table.texts
        ]


def _placed(grid: Grid, glyphs: Sequence[list[Glyph]], place: Location) -> PlacedTable:
    table = PlacedTable(grid, place, [])
    for region, held in zip(grid.regions, glyphs, strict=True):
        table.texts.append(text_lines(held, table.location(region.row, region.column)) if held else [])
    return table


def _top(item: TextLine | PlacedTable) -> float:
    return item.grid.ys[0] if isinstance(item, PlacedTable) else item.centre_y


def _blocks(sheets: Sequence[_Sheet]) -> Iterator[Block]:
    running: RunningTable | None = None
    usual = _usual_distance(sheets)
    padding = usual_padding(
        (lines, table.grid.box_of(region))
        for sheet in sheets
        for table in sheet.tables
        for lines, region in zip(table.texts, table.grid.regions, strict=True)
    )
    page = 0
    for sheet in sheets:
        above: TextLine | None = None
        for item in sheet.items():
            if isinstance(item, PlacedTable):
                first_on_page = item.place.page == page + 1
                if running is not None and not (first_on_page and running.goes_on_in(item)):
                    yield running.table()
                    running = None
                if running is None:
                    running = RunningTable(padding)
                running.add(item)
                above = None
            else:
                if running is not None:
                    yield running.table()
                    running = None
                far = above is None or item.base - above.base > _WIDE * usual * item.size
                yield Line(passage(item.text, item.location), far)
                above = item
            page = sheet.page.number
    if running is not None:
        yield running.table()


def _usual_distance(sheets: Sequence[_Sheet]) -> float:
    """How far lines usually stand from one another, in heights of their font."""
    distances = [
        (below.base - line.base) / below.size
        for sheet in sheets
        for line, below in zip(sheet.lines, sheet.lines[1:], strict=False)
        if below.base > line.base and below.size > 0
    ]
    return median(distances) if distances else 1.5


def _leave_out_heads(sheets: Sequence[_Sheet]) -> None:
    """Take out page numbers, and the lines that stand at the same place of the margins of most pages."""
    seen: dict[tuple[str, bool], list[tuple[_Sheet, TextLine, bool]]] = {}
    for sheet in sheets:
        for line, at_top, alone in _margin_lines(sheet):
            if _PAGE_NUMBER.fullmatch(key(line.text)):
                sheet.lines.remove(line)
            else:
                seen.setdefault((_DIGITS.sub("#", key(line.text)), at_top), []).append((sheet, line, alone))
    for places in seen.values():
        level = median(line.base for _, line, _ in places)
        same = [place for place in places if abs(place[1].base - level) <= _SAME_PLACE]
        # What only ever stands right above a table may be its title.
        if len(same) >= max(_MIN_REPEATS, _SHARE_OF_PAGES * len(sheets)) and not all(alone for _, _, alone in same):
            for sheet, line, _ in same:
                sheet.lines.remove(line)


def _margin_lines(sheet: _Sheet) -> list[tuple[TextLine, bool, bool]]:
    """The lines in the margins above and below everything else: with whether it is the upper one, and whether a table
    that does not go on from the page before comes next."""
    items = sheet.items()
    upper, lower = _MARGIN * sheet.page.height, (1 - _MARGIN) * sheet.page.height
    out: list[tuple[TextLine, bool, bool]] = []
    for number, item in enumerate(items):
        if isinstance(item, PlacedTable) or item.base > upper:
            break
        following = items[number + 1] if number + 1 < len(items) else None
        out.append((item, True, isinstance(following, PlacedTable)))
    for item in reversed(items):
        if isinstance(item, PlacedTable) or item.base < lower:
            break
        out.append((item, False, False))
    return out
