"""Any text that looks like a converted form gives a document or a reason, and soon.

The number of examples is that of hypothesis' profile, or GOALINT_FUZZ.
"""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.forms import BLANKS, DIALECTS, DREDGING, PUMPS, Plan
from tests.fuzz.damage import damaged, fuzzed, looks_read

_PLAN = Plan(
    (DREDGING, BLANKS, PUMPS), ("第一部分 部门整体绩效目标", "一、总体绩效目标", "甲。", "二、分项绩效目标", "1.河道清淤项目")
)
_WORDS = (
    "项目编码 项目名称 13992125P00000000101D 预算数 预算规模及资金用途 其他资金 60.00 资金支出计划（%） 3月底 12月底 20% 绩效目标"
    " 年度目标 中期目标 一级指标 二级指标 三级指标 指标值 指标性质 计量单位 权重 序号 1 产出指标 数量指标 效益指标 ≥95% 满意"
    " 第二部分 1.甲绩效目标表 单位：万元 长期绩效目标表 项目名称：甲 单位名称、项目名称 绩效目标： 绩效指标："
).split()
_MARKS = (
    "\t;\n;\n\n;|; | ;|---|---|;---|---;+---+--+;|  +--+;<table>;</table>;<tr>;<td rowspan=3 colspan=2>;</td>;<br>;"
    "　; ;\f;$\\geq 5\\%$;\\|;**;# ;……3;&nbsp;"
).split(";")
_texts = st.lists(st.sampled_from([*_WORDS, *_MARKS, *_MARKS]), min_size=1, max_size=120).map("".join)
_rows = st.lists(st.lists(st.sampled_from([*_WORDS, "", "", "\n"]), min_size=1, max_size=9), min_size=1, max_size=25)


@given(_texts)
@fuzzed
def test_any_order_of_words_and_marks(text: str) -> None:
    looks_read(("甲" + text).encode(), "a.txt")


@given(_rows, st.sampled_from(["\t", " | ", "\n", "\n\n\t", "|"]))
@fuzzed
def test_any_rows(rows: list[list[str]], mark: str) -> None:
    looks_read(("甲\n" + "\n".join(mark + mark.join(row) + mark for row in rows)).encode(), "a.md")


@given(st.sampled_from(sorted(DIALECTS)), st.sampled_from(["utf-8", "utf-16", "gb18030"]), st.data())
@fuzzed
def test_a_text_with_bytes_changed_lost_or_doubled(dialect: str, encoding: str, data: st.DataObject) -> None:
    text = DIALECTS[dialect](_PLAN)
    looks_read(damaged(data, bytearray(text.encode(encoding, "replace"))), "a.txt")


@given(st.sampled_from(sorted(DIALECTS)), st.data())
@fuzzed
def test_lines_of_a_text_lost_doubled_or_moved(dialect: str, data: st.DataObject) -> None:
    lines = DIALECTS[dialect](_PLAN).split("\n")
    for _ in range(data.draw(st.integers(1, 12))):
        at = data.draw(st.integers(0, len(lines) - 1))
        match data.draw(st.sampled_from(["lose", "double", "move"])):
            case "lose":
                del lines[at : at + data.draw(st.integers(1, 5))]
            case "double":
                lines[at:at] = lines[at : at + 5]
            case _:
                lines.insert(data.draw(st.integers(0, len(lines) - 1)), lines.pop(at))
        lines = lines or [""]
    looks_read(("甲\n" + "\n".join(lines)).encode(), "a.txt")
