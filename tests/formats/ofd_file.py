"""Pages of `paper` as OFD, in the ways in which its programs write them: by line or character, in millimetres or points."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, pairwise

from tests.formats.paper import HEIGHT, WIDTH, Paper, Print, Rule, Strokes, single, width_of
from tests.office import zipped

NAMESPACE = "http://www.ofdspec.org/2016"
MM = 25.4 / 72
_DECLARED = '<?xml version="1.0" encoding="UTF-8"?>'
_NUMBERS = count(1)


def element(name: str, *content: str, **attributes: object) -> str:
    """XML of an element; attributes without a value are left out."""
    said = "".join(f' {key}="{value}"' for key, value in attributes.items() if value is not None)
    return f"<ofd:{name}{said}>{''.join(content)}</ofd:{name}>"


def part(name: str, *content: str, namespace: str = NAMESPACE) -> str:
    """A whole part of the file."""
    return f'{_DECLARED}<ofd:{name} xmlns:ofd="{namespace}">{"".join(content)}</ofd:{name}>'


def escaped(text: str) -> str:
    """Text as XML has it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def page(*objects: str, size: str = "", template: str = "", above: str = "") -> str:
    """A page with those objects in a layer."""
    area = element("Area", element("PhysicalBox", size)) if size else ""
    used = element("Template", TemplateID=template) if template else ""
    used += element("Template", TemplateID=above, ZOrder="Foreground") if above else ""
    return part("Page", area, used, element("Content", element("Layer", *objects, ID=next(_NUMBERS))))


def text(
    said: str, x: float = 20.0, y: float = 30.0, size: float = 4.0, *inside: str, deltas: str | None = None, **attributes: object
) -> str:
    """A line of text whose baseline begins there, in millimetres."""
    code = element("TextCode", escaped(said), X=0, Y=size, DeltaX=deltas)
    given = {"ID": next(_NUMBERS), "Boundary": f"{x} {y - size} 150 {1.5 * size}", "Font": 1, "Size": size, **attributes}
    return element("TextObject", *inside, code, **given)


def path(data: str, *inside: str, boundary: str = "0 0 210 297", **attributes: object) -> str:
    """A path."""
    return element("PathObject", *inside, element("AbbreviatedData", data), ID=next(_NUMBERS), Boundary=boundary, **attributes)


def picture(boundary: str = "0 0 210 297") -> str:
    """A picture that covers the boundary."""
    _, _, width, height = boundary.split()
    return element("ImageObject", ID=next(_NUMBERS), Boundary=boundary, CTM=f"{width} 0 0 {height} 0 0", ResourceID=9)


def ofd(
    *pages: str,
    parts: dict[str, str | bytes] | None = None,
    common: str = "",
    resources: str = "",
    locations: str = "Pages/{}.xml",
) -> bytes:
    """A file of one document with those pages."""
    return zipped(
        {"OFD.xml": root("Doc_0/Document.xml"), **document(pages, common=common, resources=resources, locations=locations)}
        | (parts or {})
    )


def root(*documents: str) -> str:
    """The part that names the documents."""
    return part("OFD", *(element("DocBody", element("DocInfo"), element("DocRoot", name)) for name in documents))


def document(
    pages: Sequence[str], folder: str = "Doc_0", *, common: str = "", resources: str = "", locations: str = "Pages/{}.xml"
) -> dict[str, str]:
    """The parts of a document; `locations` says where its pages are, as its main part names them."""
    names = [locations.format(number) for number in range(len(pages))]
    fonts = element("Fonts", element("Font", ID=1, FontName="宋体"), element("Font", ID=2, FontName="Wingdings"))
    shared = element("PageArea", element("PhysicalBox", "0 0 210 297")) + element("PublicRes", "PublicRes.xml") + common
    out = {
        f"{folder}/Document.xml": part(
            "Document",
            element("CommonData", shared),
            element("Pages", *(element("Page", ID=number, BaseLoc=name) for number, name in enumerate(names, 100))),
        ),
        f"{folder}/PublicRes.xml": part("Res", fonts, resources),
    }
    return out | {_joined(folder, name): content for name, content in zip(names, pages, strict=True)}


def _joined(folder: str, name: str) -> str:
    return name[1:] if name.startswith("/") else f"{folder}/{name}"


@dataclass(frozen=True)
class Hand:
    """How a program writes. `lines` puts each line of text into one object, `runs` its equal distances into one number,
    `deltas` says distances at all; `points` draws in points, which a matrix makes millimetres; `turned` turns the paper by
    quarter turns clockwise; `exact` makes the boundary of a text as large as the text; `shared` puts the ruling lines
    into templates.
    """

    lines: bool = True
    runs: bool = True
    deltas: bool = True
    points: bool = False
    turned: int = 0
    exact: bool = False
    draw: Callable[[Hand, Sequence[Rule]], Iterator[str]] | None = None
    strokes: Strokes = single
    shared: bool = False

    def size(self) -> str:
        """The size of the paper."""
        width, height = WIDTH * MM, HEIGHT * MM
        return f"0 0 {height:.3f} {width:.3f}" if self.turned % 2 else f"0 0 {width:.3f} {height:.3f}"

    def placed(self, x: float, y: float, inner: tuple[float, float]) -> tuple[str, str | None]:
        """Boundary and matrix of an object so that its point `inner` is drawn at a place of the paper, in points."""
        a, b = {0: (1, 0), 1: (0, 1), 2: (-1, 0), 3: (0, -1)}[self.turned]
        at_x, at_y = {0: (x, y), 1: (HEIGHT - y, x), 2: (WIDTH - x, HEIGHT - y), 3: (y, WIDTH - x)}[self.turned]
        unit = MM if self.points else 1.0
        e = at_x * MM - unit * (a * inner[0] - b * inner[1])
        f = at_y * MM - unit * (b * inner[0] + a * inner[1])
        if not self.points and not self.turned:
            return f"{e:.4f} {f:.4f} 200 20", None
        return "0 0 300 300", f"{unit * a:.4f} {unit * b:.4f} {-unit * b:.4f} {unit * a:.4f} {e:.4f} {f:.4f}"


def stroked(hand: Hand, rules: Sequence[Rule]) -> Iterator[str]:
    """Each line a path."""
    unit = 1.0 if hand.points else MM
    for rule in rules:
        boundary, matrix = hand.placed(rule.x0, rule.y0, (0.0, 0.0))
        x, y = (rule.x1 - rule.x0) * unit, (rule.y1 - rule.y0) * unit
        yield path(f"M 0 0 L {x:.4f} {y:.4f}", boundary=boundary, CTM=matrix, LineWidth=0.25)


def filled(hand: Hand, rules: Sequence[Rule]) -> Iterator[str]:
    """Each line a narrow rectangle."""
    unit = 1.0 if hand.points else MM
    for rule in rules:
        boundary, matrix = hand.placed(rule.x0 - 0.25, rule.y0 - 0.25, (0.0, 0.0))
        x, y = (rule.x1 - rule.x0 + 0.5) * unit, (rule.y1 - rule.y0 + 0.5) * unit
        data = f"M 0 0 L {x:.4f} 0 L {x:.4f} {y:.4f} L 0 {y:.4f} C"
        yield path(data, boundary=boundary, CTM=matrix, Stroke="false", Fill="true")


def together(hand: Hand, rules: Sequence[Rule]) -> Iterator[str]:
    """All lines of a page in one path."""
    unit = 1.0 if hand.points else MM
    data = " ".join(f"M{r.x0 * unit:.4f} {r.y0 * unit:.4f}L{r.x1 * unit:.4f} {r.y1 * unit:.4f}" for r in rules)
    boundary, matrix = hand.placed(0.0, 0.0, (0.0, 0.0))
    yield path(data, boundary=boundary, CTM=matrix)


def objects_of(paper: Paper, hand: Hand) -> tuple[list[str], list[str]]:
    """The texts and the ruling lines of a page."""
    texts = [_text(run, hand) for run in _runs(paper.prints, hand)]
    rules = [stroke for rule in paper.rules for stroke in hand.strokes(rule)]
    return texts, list((hand.draw or stroked)(hand, rules))


def written(papers: Sequence[Paper], hand: Hand | None = None, **file: str) -> bytes:
    """The bytes of a file."""
    hand = hand or Hand()
    pages: list[str] = []
    templates: dict[str, str | bytes] = {}
    common = ""
    for number, paper in enumerate(papers):
        texts, rules = objects_of(paper, hand)
        if hand.shared:
            templates[f"Doc_0/Tpls/{number}.xml"] = page(*rules, size=hand.size())
            common += element("TemplatePage", ID=f"T{number}", BaseLoc=f"Tpls/{number}.xml")
            pages.append(page(element("PageBlock", *texts), size=hand.size(), template=f"T{number}"))
        else:
            pages.append(page(*rules, *texts, size=hand.size()))
    return ofd(*pages, parts=templates, common=common, **file)


def _runs(prints: Sequence[Print], hand: Hand) -> Iterator[list[Print]]:
    run: list[Print] = []
    for item in prints:
        if run and not (hand.lines and item.base == run[-1].base and _follows(run[-1], item)):
            yield run
            run = []
        run.append(item)
    if run:
        yield run


def _follows(one: Print, other: Print) -> bool:
    return one.size == other.size and abs(one.x + width_of(one.character, one.size) - other.x) < 0.01


def _text(run: Sequence[Print], hand: Hand) -> str:
    unit = 1.0 if hand.points else MM
    first = run[0]
    boundary, matrix = hand.placed(first.x, first.base, (0.0, first.size * unit))
    steps = [f"{(right.x - left.x) * unit:.4f}" for left, right in pairwise(run)]
    said = "".join(item.character for item in run)
    deltas = " ".join(_grouped(steps) if hand.runs else steps) if hand.deltas and steps else None
    code = element("TextCode", escaped(said), X=0, Y=f"{first.size * unit:.4f}", DeltaX=deltas)
    if hand.exact:
        length = sum(width_of(item.character, item.size) for item in run)
        boundary = f"{boundary.rsplit(' ', 2)[0]} {length * MM:.4f} {first.size * MM:.4f}"
    return element("TextObject", code, ID=next(_NUMBERS), Boundary=boundary, CTM=matrix, Font=1, Size=f"{first.size * unit:.4f}")


def _grouped(steps: Sequence[str]) -> Iterator[str]:
    at = 0
    while at < len(steps):
        end = at
        while end < len(steps) and steps[end] == steps[at]:
            end += 1
        yield f"g {end - at} {steps[at]}" if end - at > 2 else " ".join(steps[at:end])
        at = end
