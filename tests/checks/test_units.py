from __future__ import annotations

import pytest
from tests.checks.shipped import messages, row, said

from goalint.tree.confidence import Confidence

_WRONG = [
    ("missing-unit", "数", "巡河", "≥48"),
    ("missing-unit", "数", "义诊活动", "≥12"),
    ("missing-unit", "满", "服务对象满意度", "90"),
    ("missing-unit", "质", "合格率", "≥98"),
    ("missing-unit", "数", "新建村卫生室", "6"),
    ("missing-unit", "数", "资助学生", "≥1.2万"),
    ("money-without-yuan", "本", "采购成本", "≤15万"),
    ("money-without-yuan", "经", "新增税收", "≥1200万"),
    ("money-without-yuan", "经", "招商引资额", "3.5亿"),
    ("money-without-yuan", "本", "预算控制数", "控制在20万以内"),
    ("nonstandard-unit", "数", "巡查", "≥48次数"),
    ("nonstandard-unit", "数", "培训学员", "≥200人数"),
    ("nonstandard-unit", "质", "验收合格率", "≥98百分比"),
    ("nonstandard-unit", "数", "采购设备", "≥5台数"),
    ("nonstandard-unit", "数", "体检", "≥260个数"),
    ("nonstandard-unit", "满", "家长满意度", "90比例"),
    ("doubled-unit", "质", "验收合格率", "≥98%百分比"),
    ("doubled-unit", "数", "巡查", "≥48次次"),
    ("doubled-unit", "数", "采购电脑", "30台台"),
    ("doubled-unit", "本", "印刷费", "≤5万元万元"),
    ("doubled-unit", "满", "群众满意率", "≥95%%"),
    ("doubled-unit", "数", "培训学员", "200人人数"),
    ("unit-contradicts-name", "数", "论文", "≥5人"),
    ("unit-contradicts-name", "数", "撰写论文数量", "≥5人"),
    ("unit-contradicts-name", "数", "培训人数", "≥20篇"),
    ("unit-contradicts-name", "数", "慰问老党员人数", "≥50场"),
    ("unit-contradicts-name", "数", "改造农村公路里程", "≥50平方米"),
    ("unit-contradicts-name", "数", "造林面积", "≥300公里"),
    ("unit-contradicts-name", "数", "开展检查次数", "≥60人"),
    ("unit-contradicts-name", "数", "购置办公设备", "≥10篇"),
    ("unit-contradicts-name", "质", "验收合格率", "≥10台"),
    ("unit-contradicts-name", "数", "资助贫困户户数", "≥100次"),
    ("unit-contradicts-name", "数", "编制调研报告", "≥3辆"),
    ("unit-contradicts-name", "数", "种植面积", "≥20人"),
    ("unit-contradicts-name", "数", "出版专著", "≥2亩"),
    ("unit-contradicts-name", "数", "印发文件数量", "≥2公里"),
    ("unit-contradicts-name", "数", "维修路灯", "≥200人"),
    ("unit-contradicts-name", "数", "新建厕所", "≥20人次"),
    ("unit-contradicts-name", "数", "发放宣传册数量", "≥200公里"),
    ("unit-contradicts-name", "数", "办理案件", "≥200平方米"),
    ("unit-contradicts-name", "数", "车辆购置数量", "≥3人"),
    ("unit-contradicts-name", "数", "开展培训场次", "≥3亩"),
    ("unit-contradicts-name", "数", "聘用辅警", "≥30台"),
    ("unit-contradicts-name", "数", "承办民俗庙会", "≥800人"),
    ("unit-contradicts-name", "数", "印制折页", "≥1000人次"),
    ("unit-contradicts-name", "数", "公厕保洁费", "12处"),
    ("unit-contradicts-name", "本", "下乡差旅费", "180人/天"),
    ("unit-contradicts-name", "数", "体检人次", "≥600人/次"),
    ("doubled-comparator", "质", "合格率", "≥≥98%"),
    ("doubled-comparator", "本", "印刷费", "≤不超过3万元"),
]


@pytest.mark.parametrize(("rule", "category", "name", "value"), _WRONG)
def test_units_that_are_wrong(rule: str, category: str, name: str, value: str) -> None:
    told = [finding.name for finding in said("value", "indicator", row(category, name, value)).findings]
    assert told == [rule]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("听取和审查工作报告", "≥3次"),
        ("研修班人数", "≥5人次"),
        ("教师培训", "≥90学时/人"),
        ("编制国土空间规划", "1套"),
        ("孕产妇死亡率", "≤12/10万"),
        ("信息更新频率", "≥4次"),
        ("家长满意度", "≥90分"),
        ("慰问困难群众", "≥200户"),
        ("救助人员", "≥30人"),
        ("平均日维护数（次/日）", "≥2次"),
        ("高标准农田（万亩）", "≥3万亩"),
        ("硬化道路", "≥5000平方米"),
        ("参加民俗庙会", "≥80人"),
        ("承办民俗庙会", "≥800人次"),
        ("发放折页", "≥1000人次"),
        ("减免学费", "≥300人"),
        ("消音装置和药剂", "6套"),
        ("慰问困难户、残疾人生活改善", "≥20万元"),
    ],
)
def test_units_that_fit(name: str, value: str) -> None:
    assert messages("unit-contradicts-name", "indicator", row("数", name, value)) == []


@pytest.mark.parametrize(
    ("name", "value", "unit"),
    [("培训人数（人）", "≥5万元", "万元"), ("合格率（%）", "≥8次", "次"), ("修建里程（公里）", "≥3个月", "个月")],
)
def test_the_unit_in_the_brackets_speaks_against_that_of_the_value(name: str, value: str, unit: str) -> None:
    told = said("unit-contradicts-name", "indicator", row("数", name, value)).findings
    assert [finding.args["unit"] for finding in told] == [unit]


@pytest.mark.parametrize("name", ["论文数量", "撰写论文数量", "论文完成情况", "发表论文的数量", "论文"])
def test_ends_that_only_count_are_seen_through(name: str) -> None:
    assert len(messages("unit-contradicts-name", "indicator", row("数", name, "≥5人"))) == 1


def test_evidence_names_value_and_name() -> None:
    finding = said("unit-contradicts-name", "indicator", row("数", "调研报告", "≥5人")).findings[0]
    assert [evidence.text for evidence in finding.evidence] == ["≥5人", "调研报告"]
    assert finding.field == "value"


@pytest.mark.parametrize(("value", "sure"), [("≥200人", Confidence.LOW), ("≥200亩", Confidence.MEDIUM)])
def test_those_who_came_may_be_meant(value: str, sure: Confidence) -> None:
    (finding,) = said("unit-contradicts-name", "indicator", row("数", "举办科普讲座", value)).findings
    assert finding.confidence is sure


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("培训参加人次（人次）", "≥100"),
        ("公园管护面积（万平方米）", "≥35"),
        ("每班人数（人/班）", "≤45"),
        ("安全事故", "0"),
        ("空气质量综合指数", "≤4.5"),
        ("疫苗接种", "≥2万剂次"),
        ("出水浊度", "≤1NTU"),
    ],
)
def test_numbers_that_need_no_unit_or_have_one(name: str, value: str) -> None:
    assert messages("missing-unit", "indicator", row("数", name, value)) == []


def test_the_narrative_counts_too() -> None:
    assert len(messages("missing-unit", "target", {"name": "经费保障人数", "value": "≥29"})) == 1
    assert messages("missing-unit", "target", {"name": "经费保障人数", "value": "≥29人"}) == []
