"""Web pages, and what Word, WPS and Excel save as one: paragraphs and tables as a browser would show them.

What no reader of the page sees is left out: scripts, comments, hidden elements, and the page's own frame (navigation,
footer, blocks that are nothing but links). Tables that only lay out the page are taken apart: their cells become what
stands in them, in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from lxml import etree

from goalint.readers.blocks import Block, Blocks, Table, Unread, UnreadableError
from goalint.readers.encoding import decode
from goalint.readers.html_flow import Flow
from goalint.readers.html_table import MAX_PLACES, OpenTable
from goalint.readers.web_archive import page_of
from goalint.tree.location import NOWHERE, Location
from goalint.tree.passage import Passage
from goalint.tree.pattern import lazy

# libxml2 keeps 16 bits of a line's number: past that none is known, and for one file either all are or none.
_MAX_LINES = 65_534
_MAX_NESTED = 30
_MAX_TAGS = 1_000_000
_MAX_CELLS = 200_000
_MAX_BROKEN = 50
_UNSEEN = frozenset(
    "head title style script noscript template nav footer aside svg math iframe object audio video canvas map button"
    " xml del datalist".split()
)
_UNSEEN_ROLES = frozenset(("navigation", "contentinfo", "search", "menu", "menubar"))
# Word hides with display:none as well, and keeps page headers and comments in elements of their own.
_UNSEEN_STYLE = lazy(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all"
    r"|mso-element\s*:\s*(?:header|footer|comment-list)",
    re.IGNORECASE,
)
_LIST_NUMBER = lazy(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_BLOCK = frozenset(
    "address article blockquote body caption center dd details dialog div dl dt fieldset figcaption figure form h1 h2 h3 h4"
    " h5 h6 header hr html li listing main menu ol p pre section summary ul br".split()
)
_LISTS = frozenset(("ol", "ul", "menu"))
_CELLS = frozenset(("td", "th"))
_TABLE_PARTS = frozenset(("td", "th", "tr", "thead", "tbody", "tfoot"))
_TYPED = frozenset((None, "", "text", "number", "search", "tel", "url", "email", "date", "month"))
_BROKEN = lazy(r"[^\ufffd]{0,10}\ufffd[^\n]{0,10}")


def read_html(data: bytes) -> Blocks:
    """The paragraphs and tables of a page, or of the page in a single-file archive (mht).

    Raises UnreadableError where the bytes are no text (see `decode`), the archive holds no page, or the page is nested
    or sized beyond what a document can be.
    """
    text = decode(page_of(data))
    root = _parsed(text)
    if root is None:
        return Blocks("html", ())
    page = _Page(root, lined=text.count("\n") <= _MAX_LINES)
    blocks = page.blocks()
    return Blocks("html", blocks, (*page.unread, *(_broken(blocks) if "\ufffd" in text else ())))


def _parsed(text: str) -> etree._Element | None:
    if text.count("<") > _MAX_TAGS:
        raise UnreadableError("too-many-tags", limit=str(_MAX_TAGS))
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    # Encoded anew: what a page says of its encoding no longer holds.
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:  # nothing but comments and white space
        root = None
    if any(entry.level == etree.ErrorLevels.FATAL and entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise UnreadableError("too-deep")
    return root


class _Page:
    """Walks the elements of a page in order and puts together what they show."""

    def __init__(self, root: etree._Element, *, lined: bool) -> None:
        self.unread: list[Unread] = []
        self._line = 1 if lined else None  # of the source, where the text to come begins
        self._flow = Flow(NOWHERE)  # where text goes: the page, or the cell that is open
        self._tables: list[OpenTable] = []
        self._count = 0
        self._cells = 0
        self._budget = MAX_PLACES
        self._links = 0  # how many are open
        self._printed = 0  # how many elements whose lines are kept are open
        self._lists: list[_List | None] = []
        self._block = 0
        self._read(root)

    def blocks(self) -> tuple[Block, ...]:
        """What the page shows."""
        return tuple(self._flow.shown())

    def _read(self, root: etree._Element) -> None:
        """Go through all elements."""
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            tag = element.tag
            unseen = _is_unseen(element, tag)
            if event == "start":
                if self._line is not None:
                    self._line = element.sourceline
                if unseen:
                    walk.skip_subtree()
                    if tag == "tr" and self._tables:
                        self._tables[-1].hide_row()
                    continue
                self._start(element, tag)
                if tag == "select":
                    walk.skip_subtree()
                    self._text(_chosen(element))
                else:
                    self._text(element.text)
            else:
                if not unseen:
                    self._end(element, tag)
                self._text(element.tail)
        self._close()

    def _start(self, element: etree._Element, tag: str) -> None:
        if tag in _BLOCK:
            self._close()
            if tag == "li" and self._lists and (numbered := self._lists[-1]):
                self._flow.mark(numbered.next(element))
            elif tag in _LISTS:
                self._lists.append(_List(element) if tag == "ol" else None)
            elif tag == "pre":
                self._printed += 1
        elif tag == "a":
            self._links += _leads_away(element)
        elif tag == "input" and element.get("type") in _TYPED:
            self._text(element.get("value"))
        elif tag == "table":
            self._close()
            self._count += 1
            if len(self._tables) == _MAX_NESTED:
                raise UnreadableError("too-deep")
            self._tables.append(OpenTable(self._count, self._flow))
        elif tag in _TABLE_PARTS:
            self._close()
            if self._tables:
                self._part_of_table(self._tables[-1], element, tag)

    def _part_of_table(self, table: OpenTable, element: etree._Element, tag: str) -> None:
        if tag in _CELLS:
            self._cells += 1
            if self._cells > _MAX_CELLS:
                raise UnreadableError("too-many-cells", limit=str(_MAX_CELLS))
            self._flow = table.open_cell(self._place(), _integer(element.get("rowspan"), 1), _integer(element.get("colspan"), 1))
            return
        table.end_row(section=tag != "tr")
        if tag == "tr":
            table.open_row(self._place())
        self._flow = table.around

    def _end(self, element: etree._Element, tag: str) -> None:
        if tag in _BLOCK:
            self._close()
            if tag in _LISTS:
                self._lists.pop()
            elif tag == "li":
                self._flow.mark("")
            elif tag == "pre":
                self._printed -= 1
        elif tag == "a":
            self._links -= _leads_away(element)
        elif tag == "span" and _LIST_NUMBER.search(element.get("style") or ""):
            self._flow.tighten()
        elif tag == "table":
            self._close()
            table = self._tables.pop()
            self._flow = table.around
            contents, unread, places = table.contents(self._budget)
            self._flow.contents += contents
            self.unread += unread
            self._budget -= places
        elif tag in _TABLE_PARTS:
            self._close()
            if self._tables:
                self._flow = self._tables[-1].around
                if tag not in _CELLS:
                    self._tables[-1].end_row(section=tag != "tr")

    def _close(self) -> None:
        self._block += 1
        self._flow.close(self._block, printed=self._printed > 0)

    def _place(self) -> Location:
        """Here: something begins or ends."""
        self._block += 1
        return Location(line=self._line, block=self._block, source=True)

    def _text(self, text: str | None) -> None:
        if not text:
            return
        if self._printed:
            for number, piece in enumerate(text.split("\n")):
                if number:
                    self._close()
                self._flow.add(piece, None if self._line is None else self._line + number, linked=self._links > 0)
        else:
            self._flow.add(text, self._line, linked=self._links > 0)
        if self._line is not None:
            self._line += text.count("\n")


class _List:
    """An ordered list: its next number and how it is written."""

    def __init__(self, element: etree._Element) -> None:
        style = (element.get("style") or "").replace(" ", "").lower()
        self._kind = element.get("type") or "1"
        self._shown = "list-style-type:none" not in style and "list-style:none" not in style
        self._next = _integer(element.get("start"), 1)

    def next(self, element: etree._Element) -> str:
        """The mark of this item; empty where the list shows none or numbers in a way that Chinese drafts do not."""
        number = _integer(element.get("value"), self._next)
        self._next = number + 1
        return f"{number}." if self._shown and self._kind == "1" else ""


def _is_unseen(element: etree._Element, tag: str) -> bool:
    if tag in _UNSEEN:
        return True
    if not element.attrib:
        return False
    style = element.get("style")
    return (
        style is not None
        and bool(_UNSEEN_STYLE.search(style))
        or element.get("hidden") is not None
        or element.get("role") in _UNSEEN_ROLES
    )


def _leads_away(element: etree._Element) -> bool:
    target = element.get("href")
    return target is not None and not target.startswith("#")


def _chosen(element: etree._Element) -> str:
    """The option that a select shows."""
    options = list(element.iter("option"))
    shown = next((option for option in options if option.get("selected") is not None), options[0] if options else None)
    return "" if shown is None else shown.text or ""


def _integer(text: str | None, otherwise: int) -> int:
    digits = (text or "").strip()
    return int(digits) if digits.isdecimal() and len(digits) < 12 else otherwise


def _broken(blocks: tuple[Block, ...]) -> Iterator[Unread]:
    """What could not be decoded, where it stands."""
    found = (
        Unread(passage.at(match.start()), "garbled-text", {"text": match.group()})
        for block in blocks
        for passage in _passages(block)
        if "\ufffd" in passage.text
        for match in _BROKEN.finditer(passage.text)
    )
    for _, unread in zip(range(_MAX_BROKEN), found, strict=False):
        yield unread


def _passages(block: Block) -> Iterator[Passage]:
    if isinstance(block, Table):
        yield from chain.from_iterable(block.rows)
    else:
        yield block.passage
