"""What OFD files hold besides forms: scans, turned and hidden text, references, damage, and what is meant to harm."""

from __future__ import annotations

import io
import zipfile

import pytest
from tests.deadline import within
from tests.formats.ofd_file import document, element, ofd, page, part, path, picture, root, text, written
from tests.formats.paper import papers
from tests.forms import DREDGING, Plan, expected, said
from tests.office import zipped

from goalint.intake import read_bytes
from goalint.readers.blocks import Line, Table, UnreadableError
from goalint.readers.ofd import read_ofd
from goalint.tree.confidence import Confidence

PLAN = Plan((DREDGING,))
_LIMIT = 60.0  # a machine may be busy: this is only for what would never end


def _lines(data: bytes) -> list[str]:
    return [block.passage.text for block in read_ofd(data).blocks if isinstance(block, Line)]


def _told(data: bytes) -> list[tuple[str, int | None]]:
    return [(item.code, item.location.page) for item in read_ofd(data).unread]


def _reason(data: bytes) -> str:
    with within(_LIMIT), pytest.raises(UnreadableError) as caught:
        read_ofd(data)
    assert caught.value.why("zh")
    assert caught.value.why("en")
    return caught.value.reason


def _cells(data: bytes) -> list[list[str]]:
    (only,) = [block for block in read_ofd(data).blocks if isinstance(block, Table)]
    return [[cell.text for cell in row] for row in only.rows]


def _inside(name: str, content: str | bytes) -> bytes:
    """A good file with one part replaced."""
    with zipfile.ZipFile(io.BytesIO(written(papers(PLAN)))) as archive:
        return zipped({one: archive.read(one) for one in archive.namelist()} | {name: content})


def test_a_scanned_file_is_refused_and_a_blank_one_too() -> None:
    assert _reason(ofd(page(picture()))) == "scanned"
    assert _reason(ofd(page())) == "no-text"
    assert _reason(ofd()) == "no-text"


def test_a_scanned_page_among_others_is_told() -> None:
    data = ofd(page(text("河道清淤")), page(picture()), page(text("水泵更新"), picture("0 100 210 197")))
    assert _told(data) == [("page-scanned", 2), ("page-picture", 3)]


@pytest.mark.parametrize(
    "layers", [(text("河道清淤", Alpha=0), picture()), (text("河道清淤"), picture()), (picture(), text("河道清淤", Fill="false"))]
)
def test_recognised_text_is_read_with_less_confidence(layers: tuple[str, ...]) -> None:
    """Scans with the recognised text behind the picture, or transparent above it."""
    data = ofd(page(*layers))
    assert _told(data) == [("page-recognised", 1)]
    assert read_ofd(data).sure is Confidence.LOW
    assert _lines(data) == ["河道清淤"]


def test_text_on_a_background_is_no_scan() -> None:
    blocks = read_ofd(ofd(page(picture(), text("河道清淤"))))
    assert blocks.unread == ()
    assert blocks.sure is Confidence.HIGH


def test_hidden_and_white_text_is_left_out() -> None:
    white = [
        text("白字", 20, 50, 4, element("FillColor", Value=value)) for value in ("255 255 255", "#FF #FF #FF", "255", "0 0 0 0")
    ]
    by_parameter = text("白字", 20, 60, DrawParam=5)
    inherited = text("白字", 20, 70, DrawParam=6)
    hidden = text("看不见", 20, 80, Visible="false")
    data = ofd(
        page(text("河道清淤"), *white, by_parameter, inherited, hidden, text("黑字", 20, 90, 4, element("FillColor", Value="0"))),
        resources=element(
            "DrawParams",
            element("DrawParam", element("FillColor", Value="255 255 255"), ID=5),
            element("DrawParam", ID=6, Relative=5),
            element("DrawParam", ID=7, Relative=7),
        ),
    )
    assert _lines(data) == ["河道清淤", "黑字"]


def test_white_text_on_a_dark_field_is_read() -> None:
    field = path("M 0 0 L 90 0 L 90 20 L 0 20 C", element("FillColor", Value="0 0 90"), boundary="10 20 90 20", Fill="true")
    assert _lines(ofd(page(field, text("白字", 20, 30, 4, element("FillColor", Value="255 255 255"))))) == ["白字"]


def test_a_slanting_watermark_is_left_out() -> None:
    mark = text("征求意见稿", CTM="0.7 -0.7 0.7 0.7 0 0")
    assert _lines(ofd(page(text("河道清淤", 20, 100), mark))) == ["河道清淤"]


@pytest.mark.parametrize(
    ("deltas", "lines"),
    [
        ("g 3 4", ["河道清淤"]),
        ("4 4 4", ["河道清淤"]),
        ("4 g 2 4", ["河道清淤"]),
        ("4,4,4", ["河道清淤"]),
        ("g 1 4 8 4", ["河道 清淤"]),
        ("4", ["河道清淤"]),
        ("g 999999999 4", ["河道清淤"]),
        ("g 99999999999999999999 4", ["河道清淤"]),
        ("g x 4", ["河道清淤"]),
        ("g", ["河道清淤"]),
        ("nan inf 1e400", ["河道清淤"]),
        ("", ["河道清淤"]),
        (None, ["河道清淤"]),
    ],
)
def test_distances_between_characters(deltas: str | None, lines: list[str]) -> None:
    with within(_LIMIT):
        assert _lines(ofd(page(text("河道清淤", deltas=deltas)))) == lines


def test_latin_words_keep_their_spaces_and_get_no_others() -> None:
    """Letters of very different width, and a jump where the program wrote no space; letters of one width."""
    assert _lines(ofd(page(text("(iii) 1.5:W", deltas="g 10 2")))) == ["(iii) 1.5:W"]
    assert _lines(ofd(page(*(text(one, 20 + 2 * at) for at, one in enumerate("(iii)1.5:n"))))) == ["(iii)1.5:n"]
    assert _lines(ofd(page(text("=10%", deltas="3.36 2.56 2.56")))) == ["=10%"]
    widths = {"i": 1.1, "m": 3.1, "W": 3.8, "n": 2.0, "o": 2.0, "d": 2.0, "w": 2.9}
    word = "Windowmin"
    deltas = [str(widths[character]) for character in word]
    deltas[5] = "4.4"
    assert _lines(ofd(page(text(word, deltas=" ".join(deltas))))) == ["Window min"]


def test_characters_that_are_objects_by_themselves() -> None:
    """As one program writes them: nested blocks, a matrix, a boundary as large as the character, spaces left out."""

    def one(character: str, x: float, width: float) -> str:
        glyph = element("CGTransform", element("Glyphs", "1"), CodePosition=0, CodeCount=1, GlyphCount=1)
        return element(
            "TextObject",
            element("FillColor", Value="0 0 0", Alpha=255),
            glyph,
            element("TextCode", character, X=0, Y=68.75),
            Boundary=f"{x} 30 {width} 4",
            Size=80,
            CTM="0.05 0 0 0.05 0 0",
            Fill="true",
            Font=1,
        )

    places = [("日", 20.0, 4.0), ("期", 24.0, 4.0), (":", 28.0, 2.0), ("i", 32.0, 2.0), ("l", 34.0, 2.0), ("W", 36.2, 3.9)]
    places += [("n", 40.2, 2.3), ("9", 43.4, 2.0)]
    block = "".join(one(*place) for place in places)
    for _ in range(3):
        block = element("PageBlock", block)
    assert _lines(ofd(page(block))) == ["日期: ilWn 9"]


def test_text_without_distances_stays_within_its_boundary() -> None:
    """Without the font a guess may be too wide: then what stands in the next cell would be told as part of this one."""
    grid = path("M 20 20 L 120 20 M 20 30 L 120 30 M 20 20 L 20 30 M 60 20 L 60 30 M 120 20 L 120 30")
    long = text("WWWWWWWWWWWWWW", 21, 27, 4, Boundary="21 23 37 6")
    assert _cells(ofd(page(grid, long, text("乙", 62, 27)))) == [["WWWWWWWWWWWWWW", "乙"]]


def test_escapes_and_characters_without_a_code() -> None:
    data = ofd(page(text(r"河道\0020\6E05淤"), text("甲¤乙", 20, 60), text("\uf0fe是", 20, 80, Font=2)))
    assert _lines(data) == ["河道 清淤", "甲\ufffd乙", "☑是"]
    assert _told(data) == [("garbled-text", 1)]


def test_turned_text_in_a_cell() -> None:
    grid = path("M 20 20 L 20 60 M 30 20 L 30 60 M 90 20 L 90 60 M 20 20 L 90 20 M 20 60 L 90 60 M 20 40 L 90 40")
    turned = text("产出指标", 0, 4, Boundary="24 22 30 30", CTM="0 1 -1 0 4 0")
    down = text("质量", 21, 46, ReadDirection=90, Boundary="21 42 8 16")
    cells = _cells(ofd(page(grid, turned, down, text("数量指标", 31, 30), text("合格率", 31, 50))))
    assert cells == [["产出指标", "数量指标"], ["质量", "合格率"]]


def test_characters_that_lie_on_their_side_make_a_page_to_be_turned() -> None:
    data = ofd(
        page(text("河道清淤", ReadDirection=90, CharDirection=90), text("水泵更新", 40, 30, ReadDirection=90, CharDirection=90))
    )
    assert _lines(data) == ["水泵更新", "河道清淤"]


def test_templates_and_composite_units_are_part_of_the_page() -> None:
    unit = element("CompositeGraphicUnit", element("Content", text("河道")), ID=50, Width=100, Height=10)
    data = ofd(
        page(element("CompositeObject", ResourceID=50, Boundary="10 40 100 10"), template="7", above="8"),
        parts={"Doc_0/Tpls/7.xml": page(text("第七")), "Doc_0/8.xml": page(text("第八", 20, 90))},
        common=element("TemplatePage", ID="7", BaseLoc="Tpls/7.xml") + element("TemplatePage", ID="8", BaseLoc="8.xml"),
        resources=element("CompositeGraphicUnits", unit),
    )
    assert _lines(data) == ["第七", "河道", "第八"]


def test_annotations_are_no_part_of_the_text() -> None:
    note = part("PageAnnot", element("Annot", element("Appearance", text("批注"), Boundary="0 0 100 100")))
    data = ofd(page(text("河道清淤")), parts={"Doc_0/Annots/Annot_0.xml": note, "Doc_0/Annotations.xml": part("Annotations")})
    assert _lines(data) == ["河道清淤"]


def test_attachments_are_said_to_be_unread() -> None:
    parts = document([page(text("河道清淤"))])
    attached = "".join(
        element("Attachment", element("FileLoc", "a"), ID=number, Name=name, Format=kind)
        for number, (name, kind) in enumerate([("目标表.xls", "xls"), ("说明", "docx"), ("original_invoice", "xml"), ("图", "")])
    )
    parts["Doc_0/Document.xml"] = parts["Doc_0/Document.xml"].replace(
        "</ofd:Document>", element("Attachments", "Attachs/Attachments.xml") + "</ofd:Document>"
    )
    whole = {"OFD.xml": root("Doc_0/Document.xml"), **parts}
    told = read_ofd(zipped(whole | {"Doc_0/Attachs/Attachments.xml": part("Attachments", attached)})).unread
    assert [(item.code, item.location.page, item.args["kind"]) for item in told] == [
        ("embedded-object", 1, "目标表.xls"),
        ("embedded-object", 1, "说明.docx"),
        ("embedded-object", 1, "图"),
    ]
    assert read_ofd(zipped(whole)).unread == ()
    damaged = read_ofd(zipped(whole | {"Doc_0/Attachs/Attachments.xml": "<a"})).unread
    assert [item.code for item in damaged] == ["embedded-object"]


def test_names_in_gbk_and_another_namespace() -> None:
    pages = [page(text("河道清淤"))]
    parts = {"OFD.xml": root("文档/Document.xml"), **document(pages, "文档")}
    named = {name.encode("gb18030").decode("cp437"): content for name, content in parts.items()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in named.items():
            info = zipfile.ZipInfo("x" * len(name))
            archive.writestr(info, content.replace("http://www.ofdspec.org/2016", "http://www.ofdspec.org"))
    data = buffer.getvalue()
    for name in named:
        data = data.replace(b"x" * len(name), name.encode("cp437"), 1)
    # The directory at the end repeats the names.
    for name in named:
        data = data.replace(b"x" * len(name), name.encode("cp437"), 1)
    assert _lines(data) == ["河道清淤"]


def test_an_ending_that_lies() -> None:
    read = read_bytes(written(papers(PLAN)), "a.pdf").document
    assert read.source.format == "ofd"
    assert said(read) == expected(PLAN)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_file_is_refused(share: float) -> None:
    data = written(papers(PLAN))
    read = read_bytes(data[: int(len(data) * share)], "a.ofd").document
    assert [item.code for item in read.not_read] == ["unreadable"]


def test_a_page_that_is_missing_or_damaged_is_told() -> None:
    pages = [page(text("甲")), page(text("乙")), page(text("丙"))]
    parts = {"OFD.xml": root("Doc_0/Document.xml"), **document(pages)}
    del parts["Doc_0/Pages/0.xml"]
    data = zipped(parts | {"Doc_0/Pages/1.xml": "<ofd:Page"})
    assert _told(data) == [("page-damaged", 1), ("page-damaged", 2)]
    assert [block.passage.location.page for block in read_ofd(data).blocks if isinstance(block, Line)] == [3]


def test_missing_parts() -> None:
    assert _reason(zipped({"OFD.xml": root()})) == "missing-part"
    assert _reason(zipped({"OFD.xml": root("Doc_0/Document.xml")})) == "missing-part"
    assert _reason(zipped({"OFD.xml": root("../../etc/passwd")})) == "missing-part"


def test_an_encrypted_file() -> None:
    for name in ("Doc_0/Document.xml", "OFD.xml"):
        assert _reason(_inside(name, b"\x8f\x03\x11")) == "broken-xml"
    assert _reason(_inside("Doc_0/Pages/0.xml", b"\x8f\x03\x11")) == "no-page-read"
    with zipfile.ZipFile(io.BytesIO(written(papers(PLAN)))) as archive:
        parts: dict[str, str | bytes] = {one: archive.read(one) for one in archive.namelist()}
    parts["Encryptions.xml"] = part("Encryptions")
    for name in ("Doc_0/Document.xml", "Doc_0/Pages/0.xml", "OFD.xml"):
        assert _reason(zipped(parts | {name: b"\x8f\x03\x11"})) == "encrypted"
    del parts["OFD.xml"]
    read = read_bytes(zipped(parts), "a.ofd").document
    assert [item.code for item in read.not_read] == ["unreadable"]


_BOMB = b"<a>" + b" " * (20 << 20) + b"</a>"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("OFD.xml", '<!DOCTYPE a [<!ENTITY x "y">]><OFD>&x;</OFD>', "document-type"),
        ("Doc_0/Document.xml", '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "document-type"),
        ("Doc_0/Pages/0.xml", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "document-type"),
        ("Doc_0/Document.xml", _BOMB, "part-too-large"),
        ("Doc_0/Pages/0.xml", _BOMB, "part-too-large"),
        ("Doc_0/PublicRes.xml", _BOMB, "part-too-large"),
        ("OFD.xml", "<a>" * 5000 + "</a>" * 5000, "broken-xml"),
    ],
)
def test_hostile_parts(name: str, content: str | bytes, reason: str) -> None:
    assert _reason(_inside(name, content)) == reason


def test_too_many_pages() -> None:
    listed = "".join(element("Page", ID=1, BaseLoc="Pages/0.xml") for _ in range(2001))
    parts = document([page(text("河"))])
    parts["Doc_0/Document.xml"] = part("Document", element("Pages", listed))
    assert _reason(zipped({"OFD.xml": root("Doc_0/Document.xml"), **parts})) == "too-many-pages"
    parts["Doc_0/Document.xml"] = parts["Doc_0/Document.xml"].replace(listed, listed[: len(listed) // 2001 * 1001])
    assert _reason(zipped({"OFD.xml": root(*["Doc_0/Document.xml"] * 2), **parts})) == "too-many-pages"


def test_too_many_documents() -> None:
    data = zipped({"OFD.xml": root(*["Doc_0/Document.xml"] * 101), **document([page(text("河"))])})
    assert _reason(data) == "too-many-parts"


@pytest.mark.parametrize("damage", ["gone", "broken"])
def test_a_damaged_document_among_others_is_said_to_be_unread(damage: str) -> None:
    parts = (
        document([page(text("河道清淤"))]) | document([page(text("水泵更新"))], "Doc_1") | document([page(text("节水"))], "Doc_2")
    )
    if damage == "gone":
        del parts["Doc_1/Document.xml"]
    else:
        parts["Doc_1/Document.xml"] = "<a"
    roots = root(*(f"Doc_{number}/Document.xml" for number in range(3)))
    data = zipped({"OFD.xml": roots, **parts})
    blocks = read_ofd(data)
    assert _lines(data) == ["河道清淤", "节水"]
    assert [(item.code, item.args["number"], item.location.page) for item in blocks.unread] == [("document-unread", "2", 2)]
    assert "Document.xml" in blocks.unread[0].args["zh"]


def test_a_file_whose_documents_are_all_damaged() -> None:
    assert _reason(zipped({"OFD.xml": root("Doc_0/Document.xml", "Doc_1/Document.xml")})) == "missing-part"


def test_a_page_named_again_and_again() -> None:
    full = page(*(text("河道清淤" * 20, 10, 10 + 5 * row) for row in range(55)))
    parts = document([full])
    listed = "".join(element("Page", ID=1, BaseLoc="Pages/0.xml") for _ in range(2000))
    parts["Doc_0/Document.xml"] = part("Document", element("Pages", listed))
    assert _reason(zipped({"OFD.xml": root("Doc_0/Document.xml"), **parts})) == "too-many-marks"


def test_templates_and_units_that_cost_more_than_they_say() -> None:
    """What is drawn again and again is paid for each time, though it draws nothing."""
    nothing = element("PathObject", "<ofd:x/>" * 300_000)
    template = {"Doc_0/7.xml": page(nothing)}
    parts = document([page(text("河"), template="7")], common=element("TemplatePage", ID=7, BaseLoc="7.xml"))
    listed = element("Page", ID=100, BaseLoc="Pages/0.xml")
    parts["Doc_0/Document.xml"] = parts["Doc_0/Document.xml"].replace(listed, listed * 2000)
    assert _reason(zipped({"OFD.xml": root("Doc_0/Document.xml"), **parts, **template})) == "too-many-marks"
    unit = element("CompositeGraphicUnits", element("CompositeGraphicUnit", element("Content", nothing), ID=50))
    used = element("CompositeObject", ResourceID=50, Boundary="0 0 9 9") * 50_000
    assert _reason(ofd(page(used), resources=unit)) == "too-many-marks"


def test_resources_and_templates_stay_small() -> None:
    fonts = element("Fonts", "".join(element("Font", ID=number, FontName="宋体" * 20) for number in range(60_000)))
    assert _reason(ofd(page(text("河")), resources=fonts)) == "part-too-large"


def test_units_in_blocks_in_units() -> None:
    again = "<ofd:PageBlock>" * 100 + element("CompositeObject", ResourceID=50) + "</ofd:PageBlock>" * 100
    unit = element("CompositeGraphicUnit", element("Content", again), ID=50)
    data = ofd(page(again), page(text("甲")), resources=element("CompositeGraphicUnits", unit))
    assert _told(data) == [("page-too-dense", 1)]


def test_a_file_whose_pages_are_all_damaged_is_refused() -> None:
    parts = {"OFD.xml": root("Doc_0/Document.xml"), **document([page(), page()])}
    assert _reason(zipped(parts | {"Doc_0/Pages/0.xml": "<ofd:Page", "Doc_0/Pages/1.xml": ""})) == "no-page-read"


def test_units_that_hold_themselves() -> None:
    again = element("CompositeObject", ResourceID=50, Boundary="0 0 9 9")
    unit = element("CompositeGraphicUnit", element("Content", *[again] * 10), ID=50, Width=100, Height=10)
    data = ofd(page(text("甲")), page(again), resources=element("CompositeGraphicUnits", unit))
    with within(_LIMIT):
        assert _told(data) == [("page-too-dense", 2)]


@pytest.mark.parametrize(
    "objects",
    [
        text("河" * 60_001),
        path(" ".join(f"L {n} {n}" for n in range(60_001))),
        "".join(path(f"M 0 {n / 100} L 200 {n / 100} M {n / 100} 0 L {n / 100} 200") for n in range(2_000)) * 8,
    ],
    ids=["characters", "path", "rules"],
)
def test_a_page_too_full_is_told_and_the_others_read(objects: str) -> None:
    data = ofd(page(objects), page(text("河道清淤")))
    with within(_LIMIT):
        assert _told(data) == [("page-too-dense", 1)]
        assert _lines(data) == ["河道清淤"]


@pytest.mark.parametrize("size", ["0", "-4", "nan", "inf", "1e300", "99999", "x"])
def test_odd_sizes(size: str) -> None:
    data = ofd(page(text("河道清淤"), text("甲", Size=size, CTM="1e5 0 0 1e5 -1e5 nan"), path("M 0 0 L 1e308 -inf C C L")))
    assert "".join(_lines(data)).replace("甲", "") == "河道清淤"


def test_tables_of_all_pages_together_have_a_limit() -> None:
    """201 by 151 places a page: eight such pages hold less than 250,000, nine more."""
    across = " ".join(f"M 5 {5 + 1.3 * row} L 201.3 {5 + 1.3 * row}" for row in range(202))
    down = " ".join(f"M {5 + 1.3 * column} 5 L {5 + 1.3 * column} 266.3" for column in range(152))
    dense = page(path(f"{across} {down}"), text("河", 10, 10, 1))
    with within(_LIMIT):
        assert _told(ofd(*[dense] * 9, page(text("河道清淤")))) == [("page-too-dense", 9), ("page-too-dense", 10)]
