from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.checks.shipped import said
from tests.checks.texts import told


@pytest.mark.parametrize(
    ("paragraphs", "mark"),
    [
        (["开展“访民情、解民忧主题活动。", "无", "无", "无", "无"], "“"),
        (["开展访民情、解民忧”主题活动。"], "”"),
        (["检查《水法和《防洪法》的实施情况。"], "《"),
        (["培训人员（含乡镇干部120人次。"], "（"),
        (["培训人员含乡镇干部）120人次。"], "）"),
        (["依据青财〔2024]12号文件。"], "〔"),
    ],
)
def test_a_mark_without_its_other_half(paragraphs: list[str], mark: str) -> None:
    found = told(paragraphs, "unbalanced-mark")
    assert found
    assert found[0].args["mark"] == mark
    assert found[0].location.column == paragraphs[0].index(mark) + 1


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["坚持“三个到位：", "责任到位、措施到位、资金到位”，确保落实。"],
        ["包括：1）调研；2)评审；一）验收；a）归档。"],
        ["培训人员（含乡镇干部)120人次，(含村干部）80人次。"],
        ["落实“放管服”（含《条例》“一件事”）改革。"],
    ],
)
def test_what_is_whole(paragraphs: list[str]) -> None:
    assert told(paragraphs, "unbalanced-mark") == ()


@given(
    st.recursive(
        st.sampled_from(["建设", "管理"]),
        lambda inner: st.tuples(st.sampled_from(["“{}”", "（{}）", "《{}》"]), inner).map(lambda p: p[0].format(p[1])),
        max_leaves=6,
    )
)
def test_nested_pairs_are_whole_and_one_half_is_not(text: str) -> None:
    assert told([f"推进{text}工作。"], "unbalanced-mark") == ()
    if text[0] in "“（《":
        assert len(told([f"推进{text[1:]}工作。"], "unbalanced-mark")) == 1


def test_all_half_width_marks_are_one_finding() -> None:
    (finding,) = told(["提高能力,增强活力.", "完成任务;做好总结!"], "half-width-mark")
    assert finding.args["count"] == "4"
    assert len(finding.evidence) == 4
    assert told(["支出3.5万元，比例1:2，时间8:30，A.B两类。"], "half-width-mark") == ()


def test_many_loose_spaces_are_the_conversions_doing() -> None:
    assert len(told(["完成年度 培训任务，成效明显。"], "loose-space")) == 1
    assert told(["完 成 年 度 培 训 任 务，成 效 明 显。"], "loose-space") == ()
    assert told(["第二部分 预算项目绩效目标", "购置 GPS 终端 3 台，安装到位。"], "loose-space") == ()


def test_a_paragraph_that_goes_on_in_the_next_is_no_fragment() -> None:
    assert told(["完善制度，", "加强监控。"], "unfinished-sentence") == ()
    goals = {"projects": [{"name": "灌区改造", "goals": ["完成渠道衬砌12公里，"]}]}
    assert len(said("unfinished-sentence", "document", goals).findings) == 1
