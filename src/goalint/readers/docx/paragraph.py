"""A paragraph as it is on the screen: runs, fields, links, tracked changes, its number; the text boxes anchored in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from goalint.readers.docx.names import (
    ALTERNATE,
    CHOICE,
    FALLBACK,
    OLE_OBJECT,
    P_PR,
    R_PR,
    SDT_CONTENT,
    SDT_PR,
    TEXT_BOX,
    VAL,
    R,
    T,
    by_name,
    children,
    is_on,
    m,
    number,
    w,
)
from goalint.readers.docx.numbering import Numbering
from goalint.readers.docx.styles import Styles, has_leader, hides, number_of
from goalint.tree.pattern import lazy

if TYPE_CHECKING:
    from lxml.etree import _Element

    from goalint.readers.docx.package import Package

_PRIVATE = lazy("[\uf000-\uf0ff]").search
_LEADER = "......"
_P_STYLE, _R_STYLE, _FONTS = w("pStyle"), w("rStyle"), w("rFonts")
_DELETED = frozenset((w("del"), w("moveFrom")))
_FIELD_MARK, _FIELD_KIND, _PLACEHOLDER = w("fldChar"), w("fldCharType"), w("showingPlcHdr")
_OF_SYMBOLS = ("symbol", "wingdings", "webdings")
_FIRST_LETTERS = frozenset("SsWw")
_FONT_NAMES = tuple(w(name) for name in ("hAnsi", "ascii", "eastAsia"))
_CHOSEN, _ENTRY, _BOX = w("ddList"), w("listEntry"), w("checkBox")


class Paragraphs:
    """Reads the paragraphs of one document, in order: fields and numbers run on from one to the next."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._styles = Styles(package)
        self._numbering = Numbering(package)
        self._fields: list[bool] = []  # open fields, True while their code is being read
        self._coded = 0
        self._out: list[str] = []
        self._boxes: list[_Element] = []
        self.objects: list[str] = []  # what kinds of objects were seen since somebody last took note
        self.pictures = 0
        self._hidden = False  # what the paragraph's style says
        self._tab = "\t"

    def read(self, paragraph: _Element, before: str) -> tuple[str, list[_Element], str]:
        """What the paragraph shows after `before`, the text boxes anchored in it, and what is to stand before the next one: all
        that it says where its end was deleted.
        """
        out: list[str] = []
        boxes: list[_Element] = []
        self._out, self._boxes = out, boxes
        self._hidden, self._tab = False, "\t"
        numbered: tuple[str, int | None] | None = None
        style_id, goes_on, mark_hidden = "", False, False
        for child in children(paragraph):
            tag = child.tag
            if tag == R:
                self._run(child)
            elif tag == P_PR:
                if not self._paragraphs_tell:
                    continue
                properties = by_name(child)
                style_id, numbered = self._style(properties)
                if self._marks_tell and R_PR in properties:
                    mark = by_name(properties[R_PR])
                    goes_on = not _DELETED.isdisjoint(mark)
                    mark_hidden = bool(hides(mark))
            elif (handler := _IN_PARAGRAPH.get(tag)) is not None:
                handler(self, child)
        if self._coded:  # a code that does not end is no code
            self._fields = [False] * len(self._fields)
            self._coded = 0
        text = "".join(out)
        if numbered is not None and (text or not (goes_on or mark_hidden)):
            text = self._numbering.numbered(text, *numbered, style_id)
        return ("", boxes, before + text) if goes_on else (before + text, boxes, "")

    @cached_property
    def _runs_tell(self) -> bool:
        """The properties of some run say what is seen in its text."""
        return self._package.mentions(b"rstyle", b"vanish", b"symbol", b"dings")

    @cached_property
    def _marks_tell(self) -> bool:
        """Those of some end of a paragraph do."""
        return self._package.mentions(b"vanish", b"movefrom", b":del", b"<del")

    @cached_property
    def _paragraphs_tell(self) -> bool:
        """Those of some paragraph, or of its end, do."""
        return self._package.mentions(b"pstyle", b"numpr", b"leader") or self._marks_tell

    def _style(self, properties: Mapping[str, _Element]) -> tuple[str, tuple[str, int | None] | None]:
        """Take note of what the paragraph's properties and style say; the style's id, and the list and level."""
        named = properties.get(_P_STYLE)
        style_id = "" if named is None else named.get(VAL, "")
        numbered = number_of(properties)
        leader = has_leader(properties)
        if style_id:
            style = self._styles[style_id]
            self._hidden = bool(style.hidden)
            numbered = numbered or style.number
            leader = leader or style.leader
        if leader:
            self._tab = _LEADER
        return style_id, numbered

    def _inside(self, element: _Element) -> None:
        for child in element:
            handler = _IN_PARAGRAPH.get(child.tag)
            if handler is not None:
                handler(self, child)

    def _run(self, run: _Element) -> None:
        hidden, font = self._hidden, ""
        for child in children(run):
            tag = child.tag
            if tag == T:
                if not hidden and not self._coded and (text := child.text):
                    self._out.append(self._readable(text, font) if font or _PRIVATE(text) else text)
            elif tag == R_PR:
                if self._runs_tell:
                    hidden, font = self._properties(child)
            elif (handler := _IN_RUN.get(tag)) is not None and (not hidden or tag == _FIELD_MARK):
                handler(self, child)

    def _properties(self, properties: _Element) -> tuple[bool, str]:
        """Whether a run is hidden, and its font where that is one of symbols."""
        said = by_name(properties)
        hidden, font = hides(said), ""
        if hidden is None and _R_STYLE in said:
            hidden = self._styles[said[_R_STYLE].get(VAL, "")].hidden
        if (fonts := said.get(_FONTS)) is not None:
            for name in _FONT_NAMES if any(value[:1] in _FIRST_LETTERS for value in fonts.values()) else ():
                if (found := fonts.get(name)) and found.casefold().startswith(_OF_SYMBOLS):
                    font = found
        return self._hidden if hidden is None else hidden, font

    def _readable(self, text: str, font: str) -> str:
        from goalint.readers.docx.symbols import readable

        return readable(text, font)

    def _show(self, text: str) -> None:
        if not self._coded:
            self._out.append(text)

    def _tabulator(self, _element: _Element) -> None:
        self._show(self._tab)

    def _line_end(self, _element: _Element) -> None:
        self._show("\n")

    def _hyphen(self, _element: _Element) -> None:
        self._show("-")

    def _symbol(self, element: _Element) -> None:
        from goalint.readers.docx.symbols import UNKNOWN, symbol

        try:
            code = int(element.get(w("char"), ""), 16)
        except ValueError:
            self._show(UNKNOWN)
        else:
            self._show(symbol(element.get(w("font"), ""), code))

    def _field(self, mark: _Element) -> None:
        kind = mark.get(_FIELD_KIND)
        if kind == "begin":
            self._form_field(mark)
            self._fields.append(True)
        elif self._fields and kind == "separate":
            self._fields[-1] = False
        elif self._fields and kind == "end":
            self._fields.pop()
        self._coded = sum(self._fields)

    def _form_field(self, mark: _Element) -> None:
        """What a field of an old form shows that is in no run: the chosen entry, the checked box."""
        for choice in mark.iter(_CHOSEN):
            entries = [entry.get(VAL, "") for entry in choice.iterchildren(_ENTRY)]
            chosen = choice.find(w("result"))
            at = 0 if chosen is None else number(chosen.get(VAL))
            if at < len(entries):
                self._show(entries[at])
        for box in mark.iter(_BOX):
            checked = box.find(w("checked"))
            checked = box.find(w("default")) if checked is None else checked
            self._show("☑" if checked is not None and is_on(checked.get(VAL)) else "□")

    def _ruby(self, element: _Element) -> None:
        for base in element.iterchildren(w("rubyBase")):
            self._inside(base)

    def _control(self, control: _Element) -> None:
        content = control_content(control)
        if content is not None:
            self._inside(content)

    def _equation(self, element: _Element) -> None:
        from goalint.readers.docx.equation import equation_text

        if not self._hidden:
            self._show(equation_text(element))

    def _alternate(self, element: _Element) -> None:
        self._inside(chosen(element))

    def _alternate_in_run(self, element: _Element) -> None:
        self._run(chosen(element))

    def _drawing(self, element: _Element) -> None:
        boxes = list(_boxes_of(element))
        self._boxes += boxes
        self.pictures += not boxes

    def _object(self, element: _Element) -> None:
        """An object of another program shows a picture of itself: what is in it is not read."""
        self.objects += (child.get("ProgID") or "OLE" for child in element.iter(OLE_OBJECT))


# Functions, not bound methods: a reader that holds itself would keep its document until the garbage collector comes.
_IN_PARAGRAPH: dict[str, Callable[[Paragraphs, _Element], None]] = {
    R: Paragraphs._run,
    w("ins"): Paragraphs._inside,
    w("moveTo"): Paragraphs._inside,
    w("hyperlink"): Paragraphs._inside,
    w("smartTag"): Paragraphs._inside,
    w("customXml"): Paragraphs._inside,
    w("fldSimple"): Paragraphs._inside,
    w("dir"): Paragraphs._inside,
    w("bdo"): Paragraphs._inside,
    w("sdt"): Paragraphs._control,
    m("oMath"): Paragraphs._equation,
    m("oMathPara"): Paragraphs._equation,
    ALTERNATE: Paragraphs._alternate,
}
_IN_RUN: dict[str, Callable[[Paragraphs, _Element], None]] = {
    w("tab"): Paragraphs._tabulator,
    w("ptab"): Paragraphs._tabulator,
    w("br"): Paragraphs._line_end,
    w("cr"): Paragraphs._line_end,
    w("noBreakHyphen"): Paragraphs._hyphen,
    w("sym"): Paragraphs._symbol,
    w("fldChar"): Paragraphs._field,
    w("ruby"): Paragraphs._ruby,
    w("drawing"): Paragraphs._drawing,
    w("pict"): Paragraphs._drawing,
    w("object"): Paragraphs._object,
    ALTERNATE: Paragraphs._alternate_in_run,
}


def control_content(control: _Element) -> _Element | None:
    """What a content control holds; None where that is only the prompt to fill it in."""
    properties = control.find(SDT_PR)
    if properties is not None and (prompt := properties.find(_PLACEHOLDER)) is not None and is_on(prompt.get(VAL)):
        return None
    return control.find(SDT_CONTENT)


def chosen(alternate: _Element) -> _Element:
    """The first of the alternatives that holds anything: they say the same thing in newer and older terms."""
    for branch in (*alternate.iterchildren(CHOICE), *alternate.iterchildren(FALLBACK)):
        if len(branch):
            return branch
    return alternate


def _boxes_of(drawing: _Element) -> Iterator[_Element]:
    """The outermost text boxes in a drawing, in order."""
    waiting = [drawing]
    while waiting:
        element = waiting.pop()
        if element.tag == TEXT_BOX:
            yield element
        elif element.tag == ALTERNATE:
            waiting += reversed(chosen(element))
        else:
            waiting += reversed(element)
