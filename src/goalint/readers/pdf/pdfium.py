"""What PDFium shows of a document: its pages, their characters and drawn objects. All ctypes is in here.

PDFium runs neither scripts nor actions and fetches nothing: the library is built without JavaScript and forms, and only
pages are loaded.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import addressof, byref, c_double, c_float, c_int, c_uint, c_ulong, create_string_buffer
from typing import Any

import pypdfium2_raw as pdfium

from goalint.readers.blocks import UnreadableError
from goalint.readers.layout.drawing import IDENTITY, Character, Matrix, Path, Picture, Point, Style, moved, times

_MAX_DEPTH = 12  # of drawings in drawings
_ARTIFACT = "Artifact\0".encode("utf-16-le")
_LOCKED = (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)

pdfium.FPDF_InitLibrary()


class PageView:
    """A loaded page. Valid only inside `Document.page`."""

    def __init__(self, handle: Any) -> None:
        self._handle = handle

    @property
    def rotation(self) -> int:
        """By how many quarter turns clockwise a viewer turns the page."""
        return int(pdfium.FPDFPage_GetRotation(self._handle))

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of what is shown, unturned."""
        box = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(self._handle, byref(box))
        return box.left, box.bottom, box.right, box.top

    def characters(self, most: int) -> Iterator[Character]:
        """The characters in the order of the content, at most so many; those that PDFium makes up are left out."""
        text_page = pdfium.FPDFText_LoadPage(self._handle)
        if not text_page:
            return
        try:
            yield from _characters(text_page, most)
        finally:
            pdfium.FPDFText_ClosePage(text_page)

    def drawings(self, most: int) -> Iterator[Path | Picture]:
        """Paths and pictures, those inside form XObjects too, at most so many objects."""
        budget = [most]
        count = pdfium.FPDFPage_CountObjects(self._handle)
        for index in range(count):
            yield from _drawn(pdfium.FPDFPage_GetObject(self._handle, index), IDENTITY, 0, budget)


class Document:
    """An open PDF."""

    def __init__(self, data: bytes) -> None:
        """Raises UnreadableError: encrypted, or damaged beyond what PDFium repairs."""
        self._data = data  # PDFium reads from it as long as the document is open
        self._handle = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
        if not self._handle:
            if pdfium.FPDF_GetLastError() in _LOCKED:
                raise UnreadableError("encrypted")
            raise UnreadableError("broken-container", kind="PDF ", detail="PDF")

    def __enter__(self) -> Document:
        return self

    def __exit__(self, *_: object) -> None:
        pdfium.FPDF_CloseDocument(self._handle)

    def __len__(self) -> int:
        return int(pdfium.FPDF_GetPageCount(self._handle))

    @contextmanager
    def page(self, index: int) -> Iterator[PageView | None]:
        """A page, from 0; None if it cannot be loaded."""
        handle = pdfium.FPDF_LoadPage(self._handle, index)
        if not handle:
            yield None
            return
        try:
            yield PageView(handle)
        finally:
            pdfium.FPDF_ClosePage(handle)


def _characters(text_page: Any, most: int) -> Iterator[Character]:
    box, x, y = pdfium.FS_RECTF(), c_double(), c_double()
    box_at, x_at, y_at = byref(box), byref(x), byref(y)
    get_object, get_unicode = pdfium.FPDFText_GetTextObject, pdfium.FPDFText_GetUnicode
    get_box, get_origin = pdfium.FPDFText_GetLooseCharBox, pdfium.FPDFText_GetCharOrigin
    is_unmapped = pdfium.FPDFText_HasUnicodeMapError
    styles: dict[int, Style] = {}
    high = 0
    for index in range(min(pdfium.FPDFText_CountChars(text_page), most)):
        owner = get_object(text_page, index)
        if not owner:
            continue
        address = addressof(owner.contents)
        style = styles.get(address)
        if style is None:
            style = styles[address] = _style(text_page, index, owner)
        code = get_unicode(text_page, index)
        if 0xD800 <= code < 0xDC00:  # Windows gives characters beyond the basic plane in two halves
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code, high = (0x10000 + ((high - 0xD800) << 10) + code - 0xDC00 if high else 0), 0
        known = 0 < code <= 0x10FFFF and is_unmapped(text_page, index) != 1
        get_box(text_page, index, box_at)
        get_origin(text_page, index, x_at, y_at)
        yield Character(chr(code) if known else "", box.left, box.bottom, box.right, box.top, x.value, y.value, style)


def _style(text_page: Any, index: int, owner: Any) -> Style:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text_page, index, byref(matrix))
    size = abs(pdfium.FPDFText_GetFontSize(text_page, index)) * (matrix.c**2 + matrix.d**2) ** 0.5
    hidden = pdfium.FPDFTextObj_GetTextRenderMode(owner) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
    return Style(size, (matrix.a, matrix.b), hidden, _is_white(owner), _font(owner), _is_artifact(owner))


def _font(owner: Any) -> str:
    font = pdfium.FPDFTextObj_GetFont(owner)
    buffer = create_string_buffer(128)
    if not font or not 0 < pdfium.FPDFFont_GetBaseFontName(font, buffer, len(buffer)) <= len(buffer):
        return ""
    return buffer.value.decode("utf-8", "replace")


def _is_white(owner: Any) -> bool:
    red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint()
    if not pdfium.FPDFPageObj_GetFillColor(owner, byref(red), byref(green), byref(blue), byref(alpha)):
        return False
    return alpha.value == 0 or min(red.value, green.value, blue.value) >= 250


def _is_artifact(owner: Any) -> bool:
    """Marked as no part of the text: heads, page numbers, watermarks."""
    for index in range(min(max(pdfium.FPDFPageObj_CountMarks(owner), 0), 8)):
        mark = pdfium.FPDFPageObj_GetMark(owner, index)
        buffer = (pdfium.FPDF_WCHAR * 16)()
        length = c_ulong()
        if pdfium.FPDFPageObjMark_GetName(mark, buffer, 32, byref(length)) and bytes(buffer)[: length.value] == _ARTIFACT:
            return True
    return False


def _drawn(handle: Any, outer: Matrix, depth: int, budget: list[int]) -> Iterator[Path | Picture]:
    if not handle or budget[0] <= 0:
        return
    budget[0] -= 1
    kind = pdfium.FPDFPageObj_GetType(handle)
    if kind == pdfium.FPDF_PAGEOBJ_PATH:
        yield _path(handle, times(_matrix(handle), outer))
    elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        matrix = times(_matrix(handle), outer)  # a picture fills the unit square
        corners = [moved(x, y, matrix) for x, y in ((0, 0), (0, 1), (1, 0), (1, 1))]
        yield Picture(
            min(x for x, _ in corners), min(y for _, y in corners), max(x for x, _ in corners), max(y for _, y in corners)
        )
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
        matrix = times(_matrix(handle), outer)
        for index in range(pdfium.FPDFFormObj_CountObjects(handle)):
            yield from _drawn(pdfium.FPDFFormObj_GetObject(handle, index), matrix, depth + 1, budget)


def _path(handle: Any, matrix: Matrix) -> Path:
    mode, stroke, x, y = c_int(), c_int(), c_float(), c_float()
    pdfium.FPDFPath_GetDrawMode(handle, byref(mode), byref(stroke))
    subpaths: list[tuple[list[Point], bool]] = []
    curved = False
    for index in range(pdfium.FPDFPath_CountSegments(handle)):
        segment = pdfium.FPDFPath_GetPathSegment(handle, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
        if kind == pdfium.FPDF_SEGMENT_MOVETO or not subpaths:
            subpaths.append(([], False))
        curved |= kind == pdfium.FPDF_SEGMENT_BEZIERTO
        points, _ = subpaths[-1]
        points.append(moved(x.value, y.value, matrix))
        if pdfium.FPDFPathSegment_GetClose(segment):
            subpaths[-1] = (points, True)
    filled = mode.value != pdfium.FPDF_FILLMODE_NONE
    return Path(subpaths, curved, bool(stroke.value), filled, filled and _is_white(handle))


def _matrix(handle: Any) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(handle, byref(matrix)):
        return IDENTITY
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f
