"""Workbooks written by hand, part by part: what libraries do not write, but Excel, WPS or an attacker does."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def package(parts: dict[str, str | bytes]) -> bytes:
    """A zip archive with those parts."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def relations(*targets: tuple[str, str], base: str = RELATIONS, more: str = "") -> str:
    """A .rels part: types and targets, keyed rId1, rId2 …"""
    found = "".join(
        f'<Relationship Id="rId{number}" Type="{base}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}">{found}{more}</Relationships>'


def worksheet(rows: str, *, before: str = "", after: str = "", namespace: str = MAIN) -> str:
    """A worksheet part around the rows of its sheetData."""
    return f'<worksheet xmlns="{namespace}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def styles(*codes: str) -> str:
    """A styles part: style 0 is General, the codes follow from 1 on."""
    formats = "".join(
        f'<numFmt numFmtId="{number}" formatCode="{code.replace(chr(34), "&quot;")}"/>' for number, code in enumerate(codes, 164)
    )
    cells = "".join(f'<xf numFmtId="{number}"/>' for number in range(164, 164 + len(codes)))
    return (
        f'<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>'
        f'<cellXfs><xf numFmtId="0"/>{cells}</cellXfs></styleSheet>'
    )


def workbook(
    *sheets: str,
    shared: str | None = None,
    formats: str | None = None,
    states: tuple[str, ...] = (),
    properties: str = "",
    more: dict[str, str | bytes] | None = None,
) -> bytes:
    """A workbook of those worksheet parts, called 表1, 表2 …; `states` are theirs (visible, hidden, veryHidden)."""
    listed = "".join(
        f'<sheet name="表{number}" sheetId="{number}" state="{state}" r:id="rId{number}"/>'
        for number, state in zip(range(1, len(sheets) + 1), [*states, *["visible"] * len(sheets)], strict=False)
    )
    targets = [("worksheet", f"worksheets/sheet{number}.xml") for number in range(1, len(sheets) + 1)]
    parts: dict[str, str | bytes] = {
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{properties}<sheets>{listed}</sheets></workbook>',
    }
    for number, sheet in enumerate(sheets, 1):
        parts[f"xl/worksheets/sheet{number}.xml"] = sheet
    if shared is not None:
        targets.append(("sharedStrings", "sharedStrings.xml"))
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{shared}</sst>'
    if formats is not None:
        targets.append(("styles", "styles.xml"))
        parts["xl/styles.xml"] = formats
    parts["xl/_rels/workbook.xml.rels"] = relations(*targets)
    return package(parts | (more or {}))


def text(reference: str, content: str) -> str:
    """A cell that holds its text itself."""
    return f'<c r="{reference}" t="inlineStr"><is><t>{content}</t></is></c>'
