"""Pages of `paper` as PDF. The font is not embedded: what a character is stands in the file all the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from tests.formats.paper import HEIGHT, WIDTH, Paper, Rule, Strokes, single

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
Draw = Callable[[Canvas, Rule], None]


def stroked(canvas: Canvas, rule: Rule) -> None:
    """A line."""
    canvas.setLineWidth(0.5)
    canvas.line(rule.x0, HEIGHT - rule.y0, rule.x1, HEIGHT - rule.y1)


def filled(canvas: Canvas, rule: Rule) -> None:
    """A narrow filled rectangle."""
    canvas.rect(rule.x0 - 0.25, HEIGHT - rule.y1 - 0.25, rule.x1 - rule.x0 + 0.5, rule.y1 - rule.y0 + 0.5, stroke=0, fill=1)


def dotted(canvas: Canvas, rule: Rule) -> None:
    """Square dots."""
    length = max(rule.x1 - rule.x0, rule.y1 - rule.y0)
    across = rule.x1 > rule.x0
    for step in range(0, int(length) + 1, 2):
        x, y = (rule.x0 + step, rule.y0) if across else (rule.x0, rule.y0 + step)
        canvas.rect(x - 0.4, HEIGHT - y - 0.4, 0.8, 0.8, stroke=0, fill=1)


def write(canvas: Canvas, paper: Paper) -> None:
    """The characters of a page."""
    canvas.setFillGray(0)
    for item in paper.prints:
        canvas.setFont(FONT, item.size)
        canvas.drawString(item.x, HEIGHT - item.base, item.character)


def pdf(
    papers: Sequence[Paper],
    *,
    draw: Draw = stroked,
    strokes: Strokes = single,
    turned: int = 0,
    said: int = 0,
    before: Callable[[Canvas], None] | None = None,
    after: Callable[[Canvas], None] | None = None,
    password: str | StandardEncryption | None = None,
) -> bytes:
    """The bytes of the file. `turned` turns the drawing by quarter turns anticlockwise, `said` is the /Rotate that viewers obey.

    `before` and `after` draw below and above what every page holds.
    """
    out = BytesIO()
    canvas = Canvas(out, pagesize=(HEIGHT, WIDTH) if turned % 2 else (WIDTH, HEIGHT), encrypt=password, invariant=1)
    for paper in papers:
        if before:
            before(canvas)
        canvas.saveState()
        if turned:
            canvas.translate(*{1: (HEIGHT, 0.0), 2: (WIDTH, HEIGHT), 3: (0.0, WIDTH)}[turned])
            canvas.rotate(90 * turned)
        write(canvas, paper)
        for rule in paper.rules:
            for stroke in strokes(rule):
                draw(canvas, stroke)
        canvas.restoreState()
        if after:
            after(canvas)
        canvas.setPageRotation(said)
        canvas.showPage()
    canvas.save()
    return out.getvalue()
