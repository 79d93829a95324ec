"""A Word document of nothing but paragraphs, in the fonts and measures of official letters (GB/T 9704)."""

from __future__ import annotations

import io
import zipfile
from enum import StrEnum
from html import escape

from goalint import __version__
from goalint.own_reports import MARK
from goalint.reports.markup import legal

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = (
    _DECLARED + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/styles.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>'
    '<Override PartName="/docProps/custom.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/></Types>'
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = _DECLARED + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
_LINK = '<Relationship Id="rId{}" Type="{}" Target="{}"/>'
# Says that goalint wrote the document.
_CUSTOM = (
    _DECLARED + '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="{MARK}">'
    f"<vt:lpwstr>{__version__}</vt:lpwstr></property></Properties>"
)
# A4 with the margins of official letters, in twentieths of a point.
_PAGE = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>'
)


class Kind(StrEnum):
    """What a paragraph is: the name of its style."""

    TITLE = "Title"
    PLAIN = "Plain"  # from the margin
    BODY = "Body"  # indented by two characters
    HEADING = "Heading1"
    SUBHEADING = "Heading2"
    RIGHT = "Right"


# Font, size in half points, and what else a style says of its paragraphs.
_STYLES = {
    Kind.TITLE: ("方正小标宋简体", 44, '<w:spacing w:after="400"/><w:jc w:val="center"/>'),
    Kind.PLAIN: ("仿宋", 32, ""),
    Kind.BODY: ("仿宋", 32, '<w:ind w:firstLineChars="200" w:firstLine="640"/>'),
    Kind.HEADING: ("黑体", 32, '<w:keepNext/><w:ind w:firstLineChars="200" w:firstLine="640"/><w:outlineLvl w:val="0"/>'),
    Kind.SUBHEADING: ("楷体", 32, '<w:keepNext/><w:ind w:firstLineChars="200" w:firstLine="640"/><w:outlineLvl w:val="1"/>'),
    Kind.RIGHT: ("仿宋", 32, '<w:spacing w:before="600"/><w:jc w:val="right"/>'),
}


class WordText:
    """Takes paragraph after paragraph and makes a document of them."""

    def __init__(self) -> None:
        self._body: list[str] = []
        self._break = False

    def add(self, text: str, kind: Kind = Kind.BODY) -> None:
        """One more paragraph."""
        before = "<w:pageBreakBefore/>" if self._break else ""
        self._break = False
        self._body.append(
            f'<w:p><w:pPr><w:pStyle w:val="{kind}"/>{before}</w:pPr>'
            f'<w:r><w:t xml:space="preserve">{escape(legal(text), quote=False)}</w:t></w:r></w:p>'
        )

    def next_page(self) -> None:
        """The next paragraph begins a page."""
        self._break = bool(self._body)

    def data(self) -> bytes:
        """The document; the same paragraphs are the same bytes."""
        links = _LINK.format(1, f"{_RELATION}/officeDocument", "word/document.xml")
        links += _LINK.format(2, f"{_RELATION}/custom-properties", "docProps/custom.xml")
        parts = {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": _RELATIONS.format(links),
            "docProps/custom.xml": _CUSTOM,
            "word/_rels/document.xml.rels": _RELATIONS.format(_LINK.format(1, f"{_RELATION}/styles", "styles.xml")),
            "word/document.xml": f"{_DECLARED}<w:document {_W}><w:body>{''.join(self._body)}{_PAGE}</w:body></w:document>",
            "word/styles.xml": f"{_DECLARED}<w:styles {_W}>{''.join(_style(kind) for kind in Kind)}</w:styles>",
        }
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts.items():
                archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content.encode("utf-8"), zipfile.ZIP_DEFLATED)
        return out.getvalue()


def _style(kind: Kind) -> str:
    font, size, paragraph = _STYLES[kind]
    first = ' w:default="1"' if kind is Kind.PLAIN else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{kind}"{first}><w:name w:val="{kind}"/><w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr>"
        f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}"/><w:sz w:val="{size}"/></w:rPr></w:style>'
    )
