"""A page of OFD, with its templates below and above it → what is drawn on it, in points and with y upwards."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from goalint.readers.layout.drawing import Character, Drawing, Matrix, Picture
from goalint.readers.ofd.canvas import Budget, Canvas
from goalint.readers.ofd.names import child, children
from goalint.readers.ofd.package import Document, Package, Shared, area_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_POINTS = 72 / 25.4  # in a millimetre
_WHOLE = 0.8  # of the page under a picture: a scan
_MAX_TEMPLATES = 16  # on one page


def drawing_of(package: Package, document: Document, part: str, budget: Budget) -> Drawing:
    """What the page shows. Raises UnreadableError, TooMuchError."""
    page = package.page(part)
    package.add_page_resources(document.resources, page, part)
    _, _, width, height = area_of(child(page, "Area")) or document.area
    matrix: Matrix = (_POINTS, 0.0, 0.0, -_POINTS, 0.0, height * _POINTS)
    canvas = Canvas(part, document.resources, budget)
    below, above = _templates(package, document, page)
    for shared in (*below, Shared(page, 0), *above):
        budget.spend(part, shared=shared.size)
        for content in children(shared.element, "Content"):
            canvas.draw(content, matrix)
    bounds = (0.0, 0.0, width * _POINTS, height * _POINTS)
    return Drawing(bounds, 0, _seen(canvas, bounds[2] * bounds[3]), canvas.shapes)


def _templates(package: Package, document: Document, page: _Element) -> tuple[list[Shared], list[Shared]]:
    below: list[Shared] = []
    above: list[Shared] = []
    for used in islice(children(page, "Template"), _MAX_TEMPLATES):
        location, order = document.templates.get(used.get("TemplateID", ""), ("", ""))
        if location:
            (above if used.get("ZOrder", order) == "Foreground" else below).append(package.template(location, document))
    return below, above


def _seen(canvas: Canvas, area: float) -> list[Character]:
    """The characters; as hidden ones where all of them lie under the picture of the whole page: they were recognised in it."""
    covered = 0
    for shape, before in zip(canvas.shapes, canvas.written, strict=True):
        if isinstance(shape, Picture) and (shape.right - shape.left) * (shape.top - shape.bottom) >= _WHOLE * area:
            covered = before
    if not covered or any(not character.text.isspace() for character in canvas.characters[covered:]):
        return canvas.characters
    return [character._replace(style=character.style._replace(hidden=True)) for character in canvas.characters]
