"""Any bytes that look like a workbook give blocks or a reason, and soon; what they give can be parsed.

The number of examples is that of hypothesis' profile, or GOALINT_FUZZ.
"""

from __future__ import annotations

from functools import cache

from hypothesis import given
from hypothesis import strategies as st
from tests.formats.workbook import xls, xlsx, xml_workbook
from tests.forms import BLANKS, DREDGING, Plan
from tests.fuzz.damage import damaged, fuzzed, looks_read
from tests.readers.workbooks import relations, styles, workbook, worksheet

_WORDS = "项目编码 项目名称 预算数 绩效目标 一级指标 二级指标 三级指标 指标值 计量单位 计算符号 产出指标 ≥ 95% 3月底 合计".split()
_numbers = st.one_of(
    st.integers(-2, 20).map(str), st.sampled_from(["", "x", "1e5", "99999999999", "1048576", "1048577", "0.5", "-0"])
)
_cells = st.builds(
    "{}{}".format, st.sampled_from(["A", "B", "C", "D", "E", "AA", "XFD", "XFE", "ZZZZ", "", "a", "甲"]), st.integers(-1, 12)
)
_texts = st.one_of(
    st.sampled_from(_WORDS), st.text("项目_x000D_\n甲1%&amp;"[:12], max_size=8).filter(lambda text: "&" not in text)
)


@st.composite
def _cell(draw: st.DrawFn) -> str:
    attributes = {"r": _cells, "t": st.sampled_from(["s", "str", "inlineStr", "b", "e", "n", "d", "zz"]), "s": _numbers}
    chosen = draw(st.lists(st.sampled_from(sorted(attributes)), unique=True))
    said = "".join(f' {name}="{draw(attributes[name])}"' for name in chosen)
    inside = draw(
        st.lists(
            st.one_of(
                _numbers.map("<v>{}</v>".format),
                _texts.map("<v>{}</v>".format),
                _texts.map("<is><t>{}</t></is>".format),
                _texts.map("<is><r><t>{}</t></r><rPh><t>x</t></rPh></is>".format),
                st.just("<f>1+1</f>"),
                st.just("<c/>"),
            ),
            max_size=2,
        )
    )
    return f"<c{said}>{''.join(inside)}</c>"


@st.composite
def _row(draw: st.DrawFn) -> str:
    attributes = {"r": _numbers, "hidden": st.sampled_from(["1", "0", "x"]), "ht": _numbers}
    chosen = draw(st.lists(st.sampled_from(sorted(attributes)), unique=True))
    said = "".join(f' {name}="{draw(attributes[name])}"' for name in chosen)
    return f"<row{said}>{''.join(draw(st.lists(_cell(), max_size=8)))}</row>"


_areas = st.builds('<mergeCell ref="{}:{}"/>'.format, _cells, _cells)
_columns = st.builds('<col min="{}" max="{}" hidden="1"/>'.format, _numbers, _numbers)


@st.composite
def _sheet(draw: st.DrawFn) -> str:
    return worksheet(
        "".join(draw(st.lists(_row(), max_size=10))),
        before=f"<cols>{''.join(draw(st.lists(_columns, max_size=2)))}</cols>",
        after=f"<mergeCells>{''.join(draw(st.lists(_areas, max_size=5)))}</mergeCells>",
    )


def _looks_read(data: bytes, name: str) -> None:
    document = looks_read(data, name)
    if document.source.format in ("xlsx", "xls", "xls-xml"):
        assert all(project.location.sheet is not None for project in document.projects)  # a damaged one may have no name


@given(
    st.lists(_sheet(), min_size=1, max_size=3),
    st.lists(
        st.text('0#?.,%E+-/@"\\_*[];>=<ymdhs年G', max_size=12).map(lambda code: code.replace("<", "&lt;").replace("&", "&amp;"))
    ),
    st.lists(_texts.map("<si><t>{}</t></si>".format)),
    st.lists(st.sampled_from(["visible", "hidden", "veryHidden", "x"]), max_size=3),
)
@fuzzed
def test_any_sheet_of_cells(sheets: list[str], codes: list[str], shared: list[str], states: list[str]) -> None:
    _looks_read(workbook(*sheets, shared="".join(shared), formats=styles(*codes), states=tuple(states)), "a.xlsx")


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["worksheet", "styles", "sharedStrings", "x"]),
            st.sampled_from(["workbook.xml", "../a", "/", "worksheets/sheet1.xml"]),
        )
    )
)
@fuzzed
def test_any_relations(targets: list[tuple[str, str]]) -> None:
    _looks_read(workbook(worksheet(""), more={"xl/_rels/workbook.xml.rels": relations(*targets)}), "a.xlsx")


@cache
def _good(name: str) -> bytes:
    return {".xls": xls, ".xml": xml_workbook}.get(name[1:], xlsx)(Plan((DREDGING, BLANKS)))


@given(st.sampled_from(["a.xlsx", "a.xls", "a.xml"]), st.data())
@fuzzed
def test_a_workbook_with_bytes_changed_lost_or_doubled(name: str, data: st.DataObject) -> None:
    _looks_read(damaged(data, bytearray(_good(name))), name)


@given(st.binary(max_size=2000))
@fuzzed
def test_random_bytes_behind_the_signature(noise: bytes) -> None:
    _looks_read(b"PK\x03\x04" + noise, "a.xlsx")
    _looks_read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + noise, "a.xls")
    _looks_read(b"\x09\x08\x10\x00\x00\x06\x05\x00" + noise, "a.xls")
