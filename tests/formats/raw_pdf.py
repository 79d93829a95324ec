"""PDFs written object by object, right or wrong."""

from __future__ import annotations

import zlib
from collections.abc import Mapping

FORM = "/Type/XObject/Subtype/Form/BBox[0 0 99 99]/Resources 9 0 R"


def stream(content: str, entries: str = "") -> str:
    """A stream object."""
    return f"<<{entries}/Length {len(content)}>>\nstream\n{content}\nendstream"


def packed_stream(content: bytes, entries: str = "", filters: str = "/FlateDecode") -> str:
    """A stream object, packed."""
    return stream(zlib.compress(content).decode("latin-1"), f"{entries}/Filter[{filters}]")


GOOD: dict[int, str] = {
    1: "<</Type/Catalog/Pages 2 0 R>>",
    2: "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    3: "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>/XObject<</X1 7 0 R>>>>>>",
    4: stream("BT /F1 12 Tf 100 500 Td <6CB39053> Tj ET /X1 Do"),
    5: "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>",
    6: "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 0>>"
    "/DW 1000/FontDescriptor 8 0 R>>",
    7: stream("0 0 m 10 10 l S", FORM),
    8: "<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[0 0 999 999]/ItalicAngle 0/Ascent 857/Descent -143>>",
    9: "<</XObject<</X1 7 0 R>>/Font<</F1 5 0 R>>>>",
}  # a page that says 河道 and draws a line


def raw_pdf(objects: Mapping[int, str], of_streams: Mapping[int, int] | None = None) -> bytes:
    """A file of these objects, whose text is Latin-1, with a table of where they stand.

    `of_streams` names those that stand in a stream of objects, with its number.
    """
    out = bytearray(b"%PDF-1.7\n")
    places: dict[int, int] = {}
    for number, text in objects.items():
        places[number] = len(out)
        out += f"{number} 0 obj\n".encode() + text.encode("latin-1") + b"\nendobj\n"
    start, size = len(out), max(objects) + 1
    if of_streams is None:
        rows = [f"{places.get(number, 0):010d} {'00000 n' if number in places else '65535 f'} \n" for number in range(size)]
        out += f"xref\n0 {size}\n{''.join(rows)}trailer\n<</Size {size}/Root 1 0 R>>\n".encode()
    else:
        table = b""
        for number in range(size):
            kind, place = (1, places[number]) if number in places else (2, of_streams[number]) if number in of_streams else (0, 0)
            table += bytes([kind]) + place.to_bytes(4, "big") + bytes([list(of_streams).index(number) if kind == 2 else 0])
        entries = f"/Type/XRef/Size {size + 1}/W[1 4 1]/Root 1 0 R"
        out += f"{size} 0 obj\n{packed_stream(table + bytes(6), entries)}\nendobj\n".encode("latin-1")
    out += f"startxref\n{start}\n%%EOF\n".encode()
    return bytes(out)
