"""Any bytes give blocks or a reason, any text gives a document, and soon."""

from __future__ import annotations

import re

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from tests.deadline import within
from tests.forms import BLANKS, DIALECTS, DREDGING, PUMPS, Plan

from goalint.intake import read_bytes
from goalint.parser import parse
from goalint.readers.blocks import UnreadableError
from goalint.readers.text import read_text
from goalint.tree.document import Source

_LIMIT = 5.0
_WORDS = (
    "项目编码 项目名称 预算规模及资金用途 预算数 其中：财政资金 其他资金 资金支出计划（%） 3月底 6月底 12月底"
    " 绩效目标 一级指标 二级指标 三级指标 绩效指标描述 指标值 指标值确定依据 计量单位"
    " 产出指标 数量指标 成本指标 成本 满意度指标 ≥95% 3.00 河道清淤 单位：万元 209001虚河县水利局本级 1.河道清淤绩效目标表"
    " 第一部分 第二部分 一、总体绩效目标 二、分项绩效目标 三、工作保障措施 绩效目标：甲 绩效指标：乙≥5 1、河道项目绩效目标"
    " （一）河道项目 产出指标-数量指标-甲，指标值为≥5 | |---|---| ## ** 。"
).split()
_pieces = st.one_of(
    st.sampled_from(_WORDS), st.sampled_from(["\t", "\t", "\n", "\n", "\n\n", " ", "|", "\f", "\ufffd"]), st.text(max_size=3)
)


def _is_known_to_hang(data: bytes) -> bool:
    """A line of blanks with a tab among them: see test_a_row_of_blank_cells_ends."""
    return any(b"\t" in line and not line.decode("utf-8", errors="replace").strip() for line in re.split(b"[\r\n]", data))


def _looks_read(data: bytes) -> None:
    assume(not _is_known_to_hang(data))
    try:
        with within(_LIMIT):
            blocks = read_text(data)
    except UnreadableError as error:
        why = [error.why("zh"), error.why("en")]
    else:
        why = []
        with within(_LIMIT):
            document = parse(blocks, Source("a.txt", blocks.format, ""))
        for item in document.not_read:
            why += [item.why("zh"), item.why("en")]
            assert item.project is None or 0 <= item.project < len(document.projects)
    assert all(why)


@given(st.binary(max_size=400))
@example(b"\xff\xfe\x00")
@example(b"\x00\xd8" * 20)
def test_random_bytes(data: bytes) -> None:
    _looks_read(data)


@given(
    st.sampled_from(["utf-8", "utf-16", "utf-16-le", "utf-16-be", "gb18030"]),
    st.text(max_size=60),
    st.binary(max_size=4),
    st.integers(0, 200),
)
def test_broken_text_in_every_encoding(encoding: str, text: str, noise: bytes, at: int) -> None:
    data = f"绩效目标{text}".encode(encoding, errors="ignore")
    _looks_read(data[:at] + noise + data[at:])


@given(st.lists(_pieces, max_size=60).map("".join))
@example("\x0c\t项目编码")
@settings(max_examples=300)
def test_any_mixture_of_labels_is_parsed_without_an_exception(text: str) -> None:
    data = text.encode("utf-8", errors="ignore")
    assume(not _is_known_to_hang(data))
    with within(_LIMIT):
        intake = read_bytes(data, "a.txt")
    document = intake.document
    assert intake.readable or document.not_read
    for number, project in enumerate(document.projects):
        assert project.location.line is not None, number
    assert read_bytes(data, "a.txt").document == document


@given(st.sampled_from(sorted(DIALECTS)), st.data())
@settings(max_examples=150)
def test_a_document_with_lines_lost_moved_or_doubled_is_parsed(dialect: str, data: st.DataObject) -> None:
    lines = DIALECTS[dialect](
        Plan((DREDGING, PUMPS, BLANKS), ("一、总体绩效目标", "甲。", "二、分项绩效目标", "1、河道清淤绩效目标"))
    ).split("\n")
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(lines) - 1))
        match data.draw(st.sampled_from(["lose", "double", "move", "cut", "join"])):
            case "lose":
                del lines[at]
            case "double":
                lines.insert(at, lines[at])
            case "move":
                lines.insert(data.draw(st.integers(0, len(lines) - 1)), lines.pop(at))
            case "cut":
                lines = lines[: max(at, 1)]
            case _:
                lines[at : at + 2] = ["".join(lines[at : at + 2])]
        if not lines:
            break
    _looks_read("\n".join(lines).encode())


@given(st.text(max_size=80))
def test_text_goes_through_utf_8_unchanged(text: str) -> None:
    data = text.encode("utf-8", errors="ignore")
    assume(not _is_known_to_hang(data))
    try:
        blocks = read_text(data)
    except UnreadableError:
        return
    assert blocks.unread == () or "\ufffd" in text
