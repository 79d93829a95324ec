"""Ruling lines in pieces → whole ones: dashes, double lines and borders drawn cell by cell become one line each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from goalint.readers.layout.page import Stroke

# Lines of a double border stand closer than this; no row of text is so low and no column so narrow.
TOGETHER = 3.0
_WIDEST = 5.0  # of a border of several lines
_DASH = 4.0  # the widest gap within a dashed line
_SHORTEST = 4.0


def whole(strokes: Iterable[Stroke]) -> list[Stroke]:
    """The lines that the strokes are pieces of, sorted by place and start; what stays too short is no line."""
    out: list[Stroke] = []
    for band in _bands(sorted(strokes)):
        at = sum(stroke.at for stroke in band) / len(band)
        band.sort(key=_start)
        start, end = band[0].start, band[0].end
        for stroke in band[1:]:
            if stroke.start > end + _DASH:
                out.append(Stroke(at, start, end))
                start, end = stroke.start, stroke.end
            else:
                end = max(end, stroke.end)
        out.append(Stroke(at, start, end))
    return [stroke for stroke in out if stroke.end - stroke.start >= _SHORTEST]


def edges(places: Iterable[float]) -> list[float]:
    """The places of lines along one axis, those of one border taken together."""
    out: list[float] = []
    band: list[float] = []
    for place in sorted(places):
        if band and (place - band[-1] > TOGETHER or place - band[0] > _WIDEST):
            out.append(sum(band) / len(band))
            band = []
        band.append(place)
    if band:
        out.append(sum(band) / len(band))
    return out


def _bands(strokes: Sequence[Stroke]) -> Iterator[list[Stroke]]:
    band: list[Stroke] = []
    for stroke in strokes:
        if band and (stroke.at - band[-1].at > TOGETHER or stroke.at - band[0].at > _WIDEST):
            yield band
            band = []
        band.append(stroke)
    if band:
        yield band


def _start(stroke: Stroke) -> float:
    return stroke.start
