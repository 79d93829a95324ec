"""Any bytes that look like a Word document give blocks or a reason, and soon; what they give can be parsed.

The number of examples is that of hypothesis' profile, or GOALINT_FUZZ.
"""

from __future__ import annotations

import io
import zipfile
from functools import cache

from hypothesis import given
from hypothesis import strategies as st
from tests.formats.word import word
from tests.forms import BLANKS, DREDGING, Plan
from tests.fuzz.damage import damaged, fuzzed, looks_read
from tests.office import docx, zipped

_WORDS = "项目编码 项目名称 预算数 绩效目标 一级指标 二级指标 三级指标 指标值 产出指标 ≥95% 3月底 第二部分 1.甲绩效目标表".split()
_values = st.sampled_from(
    [
        *"0 1 2 -1 9 10 63 999999999 1e9 x restart continue begin separate end false a F0B3 chineseCounting bullet none".split(),
        *("", "%1、", "%1.%2.", "第%1部分", "%9%0%"),
    ]
)
_LEAVES = (
    "tab br cr sym noBreakHyphen fldChar instrText vMerge gridSpan gridBefore gridAfter hMerge del ins vanish pStyle rStyle numId"
    " ilvl showingPlcHdr cellDel hidden start numFmt lvlText lvlRestart isLgl startOverride basedOn abstractNumId gridCol"
).split()
_NESTS = (
    "p r t tbl tr tc sdt sdtPr sdtContent pPr rPr trPr tcPr numPr ins del moveFrom moveTo hyperlink smartTag customXml fldSimple"
    " ruby rubyBase pict drawing object txbxContent tblGrid tabs body"
).split()
_OTHERS = ("mc:AlternateContent", "mc:Choice", "mc:Fallback", "m:oMath", "m:r", "m:t", "m:f", "m:num", "m:d", "v:textbox")
_DEFINED = "style abstractNum num lvl lvlOverride pPr rPr numPr tabs tab".split()


@st.composite
def _leaf(draw: st.DrawFn) -> str:
    names = draw(
        st.lists(st.sampled_from(["val", "char", "font", "fldCharType", "w", "leader", "ilvl"]), max_size=3, unique=True)
    )
    said = "".join(f' w:{name}="{draw(_values)}"' for name in names)
    return f"<w:{draw(st.sampled_from(_LEAVES))}{said}/>"


def _nested(names: tuple[str, ...]) -> st.SearchStrategy[str]:
    leaves = st.one_of(_leaf(), st.sampled_from(_WORDS), st.text("甲1\uf0b3\ufffd ", max_size=4))

    def around(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        return st.builds(
            lambda name, value, parts: (
                f'<{name} w:styleId="{value}" w:numId="{value}" w:abstractNumId="{value}" w:ilvl="{value}">'
                f"{''.join(parts)}</{name}>"
            ),
            st.sampled_from(names),
            st.sampled_from(["0", "1", "2", "a"]),
            st.lists(inner, max_size=6),
        )

    return st.recursive(leaves, around, max_leaves=60)


_contents = _nested((*(f"w:{name}" for name in _NESTS), *_OTHERS))
_definitions = _nested(tuple(f"w:{name}" for name in _DEFINED))


def _looks_read(data: bytes) -> None:
    document = looks_read(data, "a.docx")
    assert all(project.location.line or project.location.table for project in document.projects)


@given(st.lists(_contents, max_size=6), st.lists(_definitions, max_size=3), st.lists(_definitions, max_size=3))
@fuzzed
def test_any_tree_of_elements(body: list[str], styles: list[str], numbering: list[str]) -> None:
    _looks_read(docx(*body, styles="".join(styles), numbering="".join(numbering)))


@cache
def _good() -> bytes:
    return word(Plan((DREDGING, BLANKS), ("一、总体绩效目标", "甲。")), automatic=True)


@given(st.data())
@fuzzed
def test_a_file_with_bytes_changed_lost_or_doubled(data: st.DataObject) -> None:
    _looks_read(damaged(data, bytearray(_good())))


@given(st.sampled_from(["word/document.xml", "word/numbering.xml", "_rels/.rels", "[Content_Types].xml"]), st.data())
@fuzzed
def test_a_part_with_bytes_changed_lost_or_doubled(name: str, data: st.DataObject) -> None:
    with zipfile.ZipFile(io.BytesIO(_good())) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    parts[name] = damaged(data, bytearray(parts[name]))
    _looks_read(zipped(parts))


@given(st.data())
@fuzzed
def test_elements_of_a_form_lost_doubled_or_moved(data: st.DataObject) -> None:
    """Damage that leaves the XML whole, so that it is read and parsed and not refused."""
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(_good())) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    root = etree.fromstring(parts["word/document.xml"])
    for _ in range(data.draw(st.integers(1, 6))):
        elements = [element for element in root.iter() if element.getparent() is not None]
        if not elements:
            break
        element = elements[data.draw(st.integers(0, len(elements) - 1))]
        parent = element.getparent()
        assert parent is not None
        match data.draw(st.sampled_from(["lose", "double", "move"])):
            case "lose":
                parent.remove(element)
            case "double":
                parent.append(etree.fromstring(etree.tostring(element)))
            case _:
                target = elements[data.draw(st.integers(0, len(elements) - 1))]
                if element not in target.iterancestors() and element is not target:
                    target.append(element)
    _looks_read(zipped(parts | {"word/document.xml": etree.tostring(root)}))
