"""Any bytes that look like an OFD file give blocks or a reason, and soon; what they give can be parsed.

The number of examples is that of hypothesis' profile, or GOALINT_FUZZ.
"""

from __future__ import annotations

import io
import zipfile
from functools import cache

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.deadline import within
from tests.formats.ofd_file import Hand, element, ofd, page, text, written
from tests.formats.paper import papers
from tests.forms import BLANKS, DREDGING, Plan
from tests.fuzz.damage import damaged, fuzzed
from tests.office import zipped

from goalint.parser import parse
from goalint.readers.blocks import UnreadableError
from goalint.readers.ofd import read_ofd
from goalint.tree.document import Source

_LIMIT = 20.0
_WORDS = (
    "项目编码 项目名称 预算数 绩效目标 一级指标 二级指标 三级指标 指标值 产出指标 ≥95% 第二部分 1.甲绩效目标表 ¤ \\0020".split()
)
_numbers = st.sampled_from("0 1 2 -1 3.5 10 63 200 1e5 -1e5 1e-5 999999999 1e9 1e300 nan inf x -0.0 90 180 270".split())
_values = st.one_of(
    _numbers,
    st.lists(_numbers, max_size=7).map(" ".join),
    st.sampled_from(
        ["true", "false", "Body", "g 3 2", "g 999999999 1 2", "g 2 g", "1 0 0 1 0 0", "0 1 -1 0 5 5", "20 20 100 10"]
    ),
    st.sampled_from(["50", "51", "Foreground", "#FF #FF #FF", "../../etc/passwd", "/Doc_0/Pages/0.xml", "Pages/0.xml", ""]),
)
_PATHS = st.lists(st.one_of(st.sampled_from("M L B C A Q S X m".split()), _numbers), max_size=30).map(" ".join)
_NAMES = (
    "TextObject TextCode PathObject AbbreviatedData ImageObject CompositeObject PageBlock Layer Content FillColor StrokeColor"
    " CGTransform Clips Clip Area PhysicalBox Template PageRes Actions"
).split()
_SHARED = (
    "Fonts Font DrawParams DrawParam CompositeGraphicUnits CompositeGraphicUnit Content TextObject PathObject CompositeObject"
    " AbbreviatedData TextCode FillColor"
).split()
_ATTRIBUTES = (
    "ID Boundary CTM Size HScale ReadDirection CharDirection Font DrawParam Relative X Y DeltaX DeltaY Fill Stroke Alpha Visible"
    " Value ResourceID TemplateID ZOrder Type"
).split()


def _tree(names: list[str]) -> st.SearchStrategy[str]:
    leaves = st.one_of(st.sampled_from(_WORDS), _PATHS, st.text("甲1\uf0b3\ufffd ", max_size=4))

    def around(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        return st.builds(
            lambda name, attributes, parts: element(name, *parts, **attributes),
            st.sampled_from(names),
            st.dictionaries(st.sampled_from(_ATTRIBUTES), _values, max_size=6),
            st.lists(inner, max_size=6),
        )

    return st.recursive(leaves, around, max_leaves=60)


def _looks_read(data: bytes) -> None:
    with within(_LIMIT):
        try:
            blocks = read_ofd(data)
        except UnreadableError as error:
            whys = [error.why("zh"), error.why("en")]
        else:
            document = parse(blocks, Source("a.ofd", blocks.format, ""))
            whys = [item.why(lang) for item in document.not_read for lang in ("zh", "en")]
            assert all(project.location.page for project in document.projects)
    assert all(whys)


@given(st.lists(_tree(_NAMES), max_size=6), st.lists(_tree(_NAMES), max_size=3), st.lists(_tree(_SHARED), max_size=3))
@fuzzed
def test_any_tree_of_elements(objects: list[str], below: list[str], resources: list[str]) -> None:
    template = {"Doc_0/50.xml": page(*below)}
    common = element("TemplatePage", ID=50, BaseLoc="50.xml")
    _looks_read(ofd(page(text("河"), *objects, template="50"), parts={**template}, common=common, resources="".join(resources)))


@cache
def _good() -> dict[str, bytes]:
    data = written(papers(Plan((DREDGING, BLANKS), ("一、总体绩效目标", "甲。"))), Hand(shared=True))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {one: archive.read(one) for one in archive.namelist()}


_PARTS = st.sampled_from(["OFD.xml", "Doc_0/Document.xml", "Doc_0/PublicRes.xml", "Doc_0/Pages/0.xml", "Doc_0/Tpls/0.xml"])


@given(st.data())
@fuzzed
def test_a_file_with_bytes_changed_lost_or_doubled(data: st.DataObject) -> None:
    _looks_read(damaged(data, bytearray(zipped(_good()))))


@given(_PARTS, st.data())
@fuzzed
def test_a_part_with_bytes_changed_lost_or_doubled(name: str, data: st.DataObject) -> None:
    _looks_read(zipped(_good() | {name: damaged(data, bytearray(_good()[name]))}))


@given(_PARTS, st.data())
@fuzzed
def test_elements_and_attributes_lost_doubled_moved_or_changed(name: str, data: st.DataObject) -> None:
    """Damage that leaves the XML whole, so that it is read and laid out and not refused."""
    tree = etree.fromstring(_good()[name])
    for _ in range(data.draw(st.integers(1, 6))):
        elements = [one for one in tree.iter() if one.getparent() is not None]
        if not elements:
            break
        one = elements[data.draw(st.integers(0, len(elements) - 1))]
        parent = one.getparent()
        assert parent is not None
        match data.draw(st.sampled_from(["lose", "double", "move", "change"])):
            case "lose":
                parent.remove(one)
            case "double":
                parent.append(etree.fromstring(etree.tostring(one)))
            case "change":
                one.set(data.draw(st.sampled_from(_ATTRIBUTES)), data.draw(_values))
            case _:
                target = elements[data.draw(st.integers(0, len(elements) - 1))]
                if one not in target.iterancestors() and one is not target:
                    target.append(one)
    _looks_read(zipped(_good() | {name: etree.tostring(tree)}))
