"""A PDF rewritten as OFD, as converters do it: what is drawn stays where it is, only the format is another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from tests.formats.ofd_file import MM, element, escaped, ofd, page, path

from goalint.readers.layout.drawing import Character, Path
from goalint.readers.pdf.pdfium import Document, PageView

_MOST = 100_000


def rewritten(data: bytes, *, lines: bool = True) -> bytes:
    """The OFD file. `lines` puts characters of one line into one object; else each is an object by itself."""
    with Document(data) as document:
        pages = [_page(view, lines) for index in range(len(document)) for view in _views(document, index)]
    return ofd(*pages)


def _views(document: Document, index: int) -> Iterator[PageView]:
    with document.page(index) as view:
        assert view is not None
        yield view


def _page(view: PageView, lines: bool) -> str:
    left, bottom, right, top = view.bounds
    width, height = (right - left) * MM, (top - bottom) * MM
    # From the PDF's space, where y grows upwards, to millimetres from the upper left corner.
    matrix = f"{MM:.6f} 0 0 {-MM:.6f} {-left * MM:.4f} {top * MM:.4f}"
    boundary = f"0 0 {width:.3f} {height:.3f}"
    drawn = [
        path(
            _data(shape),
            boundary=boundary,
            CTM=matrix,
            Stroke=str(shape.stroked).lower(),
            Fill=str(shape.filled).lower(),
        )
        for shape in view.drawings(_MOST)
        if isinstance(shape, Path) and not shape.white
    ]
    written = [_text(run, left, top) for run in _runs(view.characters(_MOST), lines)]
    return page(*drawn, *written, size=boundary)


def _data(shape: Path) -> str:
    out: list[str] = []
    for points, closed in shape.subpaths:
        out += [f"{'L' if number else 'M'} {x:.4f} {y:.4f}" for number, (x, y) in enumerate(points)]
        if closed:
            out.append("C")
    return " ".join(out)


def _runs(characters: Iterable[Character], lines: bool) -> Iterator[list[Character]]:
    run: list[Character] = []
    for character in characters:
        if character.text < " " or character.style.hidden or character.style.white:
            continue
        if run and not (lines and character.style == run[0].style and character.y == run[0].y and character.x > run[-1].x):
            yield run
            run = []
        run.append(character)
    if run:
        yield run


def _text(run: list[Character], left: float, top: float) -> str:
    style, size = run[0].style, run[0].style.size * MM
    x, y = (run[0].x - left) * MM, (top - run[0].y) * MM
    length = sum(part * part for part in style.along) ** 0.5
    a, b = (style.along[0] / length, -style.along[1] / length) if length else (1.0, 0.0)
    deltas = " ".join(f"{(right.x - left.x) * MM:.4f}" for left, right in pairwise(run)) or None
    code = element("TextCode", escaped("".join(one.text for one in run)), X=0, Y=0, DeltaX=deltas)
    turned = None if (a, b) == (1.0, 0.0) else f"{a:.5f} {b:.5f} {-b:.5f} {a:.5f} 0 0"
    return element("TextObject", code, Boundary=f"{x:.4f} {y:.4f} 300 300", CTM=turned, Font=1, Size=f"{size:.4f}")
