from __future__ import annotations

import time
from decimal import Decimal
from typing import Any

import pytest
from tests.checks.shipped import messages, row, said

from goalint.tree.quantity import read_quantity
from goalint.tree.units import Kind

_WRONG = [
    ("garbled-value", "时", "完工时间", "≥982025年10月底前"),
    ("garbled-value", "数", "培训", "≥200人次2025年底"),
    ("garbled-value", "质", "合格率", "≥95%≥98%"),
    ("garbled-value", "质", "合格率", "95%98%"),
    ("garbled-value", "数", "植树", "≥5万株≥95%"),
    ("full-mark", "质", "巩固率", "≥100%"),
    ("full-mark", "满", "居民满意度", ">=100%"),
    ("full-mark", "质", "执法规范（%）", "≥100"),
    ("full-mark", "质", "培训完成率", "100%及以上"),
    ("share-above-hundred", "质", "接种率", "≥950%"),
    ("qualitative-value", "社", "提升治理水平", "显著提升"),
    ("qualitative-value", "时", "资金发放", "及时发放"),
    ("qualitative-value", "满", "老人满意度", "较为满意"),
    ("qualitative-value", "质", "工程质量", "良好"),
    ("qualitative-value", "生", "改善人居环境", "持续改善"),
    ("qualitative-value", "持", "长效机制", "长期"),
    ("qualitative-value", "数", "组织活动", "若干"),
    ("qualitative-value", "质", "信息安全", "安全可靠"),
    ("qualitative-value", "时", "工期", "按期完成"),
    ("qualitative-value", "社", "服务能力", "不断增强"),
    ("qualitative-value", "质", "规范性", "符合要求"),
    ("qualitative-value", "持", "可持续影响", "影响深远"),
    ("value-repeats-name", "社", "促进就业", "促进就业"),
    ("missing-value", "数", "新建村卫生室", None),
    ("cost-in-words", "本", "成本控制", "预算内"),
    ("cost-in-words", "本", "单价", "市场价"),
]

_RIGHT = """
数|完成高标准农田建设面积|≥3.5万亩
数|农村公路养护里程|≥420公里
数|新建改建农村公厕|≥300座
数|疫苗接种剂次|≥2万剂次
数|家庭医生签约人数|≥15万人
数|购置救护车|=4辆
数|购置执法记录仪数量|60台
数|开展普法宣传活动|≥24场次
数|资助家庭经济困难学生人数|≥1200人次
数|发放高龄津贴人数|≥3600人
数|造林绿化面积|≥5000亩
数|监测断面个数|≥12个
数|采购图书数量|≥1.2万册
数|送戏下乡场次|≥60场
数|改造老旧小区户数|≥1500户
数|编制国土空间规划|1套
数|编制规划文本|=1份
数|服务器租用|12台/年
数|网络带宽|≥500Mbps
数|道路硬化|≥12000平方米
数|老旧管网改造长度|≥35千米
数|公益性岗位安置人员|≥230人
数|组织教师培训|≥90学时/人
数|巡河次数|≥48次/年
数|处置生活垃圾|≥300吨/日
数|收储粮食|≥1.5万吨
数|增殖放流鱼苗|≥200万尾
数|抽检食品批次|≥800批次
数|值班天数|365天
数|办理案件数量|≥1500件
数|保障运转单位|≥12家
数|召开全体会议|1次
数|课题研究报告|≥3篇
数|调研报告篇数|≥4篇
数|安全检查企业家数|≥500家次
数|法律援助案件|≥300件
数|体检人数（人）|≥260
数|公园管护面积（万平方米）|≥35
数|开展科普讲座|不少于10场
数|老年大学开班|18个班
数|新增学位数|≥1080个
数|消防演练次数|每季度1次
数|机井维修|20眼
数|能繁母猪存栏|≥1.2万头
数|公交线路|≥8条
数|高清监控点位|≥2000路
数|应急物资储备|≥30类
数|平均日处理污水量|≥2万立方米/日
质|工程验收合格率|100%
质|工程质量|合格
质|设备验收合格率|≥98%
质|疫苗接种率|≥95%
质|义务教育巩固率|≥96.5%
质|系统可用率|≥99.9%
质|数据准确率|≥99.5%
质|系统平均无故障时间|≥2000小时
质|投诉办结率|=100%
质|抽检不合格率|≤2%
质|课程差错率|≤0.5‰
质|出水水质|达到一级A标准
质|地表水水质|Ⅲ类及以上
质|食品抽检样品采集规范性|符合国家标准
质|培训结业率|≥98%
质|档案完整率|100%
质|应急预案备案率|100%
质|供水水压合格率|96%-100%
质|事故起数|0起
质|重大安全责任事故|0
质|重大安全责任事故|不发生
质|空气质量优良天数|≥290天
质|空气质量优良天数比例|≥80%
质|PM2.5年均浓度|≤35微克/立方米
质|出厂水浊度|≤1NTU
质|噪声昼间平均值|≤60分贝
质|信息更新频率|≥2次/周
质|网络安全等级保护|三级
质|人员持证上岗率|100%
质|未成年人犯罪率|≤0.5%
质|非遗项目保护率|≥95%
质|失能老人照护率|≥90%
质|不动产登记准确率|≥99%
时|工程完工时间|2025年10月底前
时|资金拨付及时率|≥98%
时|资金下达时间|2025年6月30日前
时|项目按期完成率|100%
时|120急救平均反应时间|≤12分钟
时|故障响应时间|≤2小时
时|案件平均办理时限|≤30个工作日
时|补贴发放时间|每月15日前
时|信访办理时限|60日内
时|政务服务平均办理时长|≤0.5个工作日
时|春季造林完成时间|4月底前
时|堤防加固完成时间|汛期前
时|采购完成时间|2025年第三季度
时|工作开展时间|2025年1-12月
时|工资发放时间|按月
时|预警信息提前发布时间|≥30分钟
时|设备到货周期|≤45天
时|热线接通时间|≤15秒
时|服务期限|1年
时|合同签订时间|2025.3.31前
时|秋播完成时间|20251031
时|应急值守|7×24小时
时|考试组织时间|2025年6月7日至9日
本|人均培训成本|≤350元/人·天
本|项目总成本|≤180万元
本|每亩造林成本|≤0.2万元/亩
本|成本节约率|≥3%
本|单位运行成本|≤2.8元/立方米
本|会议费标准|不超过400元/人·天
本|政府采购节支率|≥5%
本|预算执行率|≥95%
本|孤儿基本生活补助标准|≥1500元/人/月
本|低保标准|≥780元/人·月
本|工程概算投资控制|≤5000万元
本|高龄津贴发放标准|80元/人/月
本|预算控制数|≤18.5万元
本|成本控制率|≤100%
经|新增税收|≥500万元
经|带动就业人数|≥300人
经|农民人均可支配收入增长率|≥7%
经|招商引资到位资金|≥3.2亿元
经|旅游综合收入|≥1.2亿元
经|规模以上工业增加值增速|≥6%
经|节约用电量|≥5万千瓦时
经|降低企业融资成本|≥0.5个百分点
经|挽回经济损失|≥800万元
经|亩均增产|≥50公斤
经|财政资金撬动比|≥1:5
经|国有资产保值增值率|≥100%
社|受益人口|≥12万人
社|群众安全感|≥98%
社|贫困人口返贫率|≤0.1%
社|孕产妇死亡率|≤10/10万
社|婴儿死亡率|≤3‰
社|传染病报告发病率|≤200/10万
社|居民健康素养水平|≥30%
社|刑事案件发案下降率|≥5%
社|每千人口床位数|≥6.5张
社|政策知晓率|≥90%
社|零就业家庭动态清零|100%
社|火灾死亡人数|≤2人
社|失业率|控制在5%以内
社|信访积案化解率|≥90%
社|安全生产事故起数下降|≥10%
社|生产安全事故死亡人数|不高于上年
社|城镇登记失业率|≤4.5%
社|无障碍设施覆盖率|≥85%
社|万人有效发明专利|≥8件
社|档案查阅|≥5000人次
生|森林覆盖率|≥38.5%
生|单位GDP能耗下降率|≥3%
生|化学需氧量减排量|≥500吨
生|秸秆综合利用率|≥97%
生|水土流失治理面积|≥20平方公里
生|农药使用量|≤上年
生|二氧化碳排放强度下降|≥3.5%
生|污泥无害化处置率|≥95%
生|垃圾回收利用率|≥35%
生|土壤环境质量达标率|≥93%
持|设备使用年限|≥8年
持|工程设计使用年限|≥15年
持|管护机制健全性|建立管护制度1项
持|长效管护机制|已建立
持|系统持续运行时间|≥5年
持|道路使用寿命|不少于10年
持|设备质保期|至2028年12月
满|服务对象满意度|≥90%
满|群众满意率|≥95%
满|患者满意度|≥90分
满|服务对象投诉率|≤1%
满|受训学员满意度（%）|≥90
满|群众投诉次数|≤3次
满|企业满意度|90%以上
满|家长满意度|不低于92%
"""


@pytest.mark.parametrize(("rule", "category", "name", "value"), _WRONG)
def test_values_that_are_wrong(rule: str, category: str, name: str, value: str | None) -> None:
    assert len(messages(rule, "indicator", row(category, name, value))) == 1


@pytest.mark.parametrize("line", _RIGHT.strip().splitlines())
def test_rows_of_other_trades_that_are_right(line: str) -> None:
    category, name, value = line.split("|")
    node = row(category, name, value, project={"budget": {"total": "9000"}}, document={"fiscal_year": 2025})
    for rules in ("value", "direction", "cost-over-budget", "deadline-outside-year"):
        assert said(rules, "indicator", node).findings == ()


@pytest.mark.parametrize(
    "value", ["优、良、中、差", "每月一次", "汛期前完成", "不低于上年水平", "达到Ⅲ类", "合格", "已建立", "零事故"]
)
def test_words_that_can_be_decided_are_no_vague_values(value: str) -> None:
    assert messages("qualitative-value", "indicator", row("质", "工作质量", value)) == []


@pytest.mark.parametrize("value", ["进一步提升", "统一部署、全面推进", "五位一体推进", "惠及千家万户", "落实三个代表"])
def test_numerals_of_set_phrases_measure_nothing(value: str) -> None:
    assert len(messages("qualitative-value", "indicator", row("社", "工作成效", value))) == 1


def test_costs_in_words_are_told_once() -> None:
    node = row("本", "成本控制", "控制在预算内")
    assert [finding.name for finding in said("value", "indicator", node).findings] == ["cost-in-words"]


def document(*values: str | None, per_project: int = 10) -> dict[str, Any]:
    rows = [row("数", f"指标{number}", value) for number, value in enumerate(values)]
    cuts = range(0, len(rows), per_project)
    return {"projects": [{"name": f"项目{start}", "indicators": rows[start : start + per_project]} for start in cuts]}


@pytest.mark.parametrize(
    ("same", "other", "told"),
    [(20, 19, 1), (20, 20, 0), (19, 0, 0), (40, 1, 1)],
)
def test_uniform_values_need_more_than_half_and_twenty(same: int, other: int, told: int) -> None:
    values = ["≥95%"] * same + [f"≥{number + 1}次" for number in range(other)]
    assert len(messages("uniform-values", "document", document(*values))) == told


def test_one_value_in_several_spellings_is_one_value() -> None:
    told = said("uniform-values", "document", document(*["≥95%", "≥ 95 ％", "≥95百分比", "＞＝95%"] * 6, *["≥3次"] * 5)).findings
    assert [(finding.args["count"], finding.args["total"]) for finding in told] == [("24", "29")]


def test_lost_rows_leave_uniformity_open() -> None:
    outcome = said("uniform-values", "document", document(*["≥95%"] * 18, *["?"] * 6))
    assert (outcome.findings, len(outcome.not_checked)) == ((), 1)
    decided = said("uniform-values", "document", document(*["≥95%"] * 25, *["?"] * 6))
    assert (len(decided.findings), decided.not_checked) == (1, ())


def test_a_form_without_the_column_misses_no_values() -> None:
    assert messages("missing-value", "indicator", {"level2": "数量指标", "name": "新建村卫生室"}) == []


def test_a_cost_is_held_against_the_budget_in_yuan() -> None:
    def told(value: str, total: str, unit: str) -> int:
        node = row("本", "成本控制", value, project={"unit": unit, "budget": {"total": total}})
        return len(messages("cost-over-budget", "indicator", node))

    assert told("≤30.03万元", "300000.00", "元") == 1
    assert told("≤30万元", "300000.00", "元") == 0
    assert told("≤300000.01元", "30.00", "万元") == 1
    assert told("≥40万元", "30.00", "万元") == 0
    assert told("≤40万元", "?", "万元") == 0


def test_typed_comparators_are_told_once_for_the_document() -> None:
    told = said("typed-comparator", "document", document(">＝95%", "〉=3次", "≥4次", "大于等于5次", "＞＝6次", ">=7次")).findings
    assert [finding.args["count"] for finding in told] == ["2"]


def test_the_lone_ceiling_is_told_at_its_row() -> None:
    project = {"name": "会议费", "budget": {"total": "27.00"}, "indicators": [row("本", "项目预算控制数", "≤27万元")]}
    told = said("cost-is-whole-budget", "project", project).findings
    assert [finding.indicator and finding.indicator.name for finding in told] == ["项目预算控制数"]


@pytest.mark.parametrize("name", ["群众满意度≥90%", "培训人数不少于200人", "群众满意度（≥95%）", "覆盖率达到≥90%以上"])
def test_a_name_that_ends_with_its_target(name: str) -> None:
    assert len(messages("target-in-name", "indicator", row("数", name, "≥90%"))) == 1


@pytest.mark.parametrize(("name", "value"), [("到课率90%以上", "≥90%"), ("12万元", "100%"), ("300人", "≥300名")])
def test_a_name_that_ends_with_its_value_or_is_one(name: str, value: str) -> None:
    assert len(messages("target-in-name", "indicator", row("数", name, value))) == 1


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("全年安排运转经费26万元", "26万元"),
        ("每户补助1200元", "1200元"),
        ("垃圾清运85元/吨", "85元/吨"),
        ("9月底前完成桥面铺装", "9月底前"),
        ("2025年11月15日前供暖", "“2025年11月15日前”"),
        ("年底之前全部完工", "年底之前"),
        ("2025年底前建成投用", "“2025年底前”"),
    ],
)
def test_a_percentage_is_no_value_of_a_name_with_an_amount_or_a_day(name: str, target: str) -> None:
    (message,) = messages("target-in-name", "indicator", row("时", name, "100%"))
    assert target in message
    assert messages("target-in-name", "indicator", row("时", name, "8处")) == []


@pytest.mark.parametrize("name", ["6月底前资金支付率", "每月10日前报送月报", "3月前", "发放500元以上大额补助", "元旦前检修"])
def test_days_and_amounts_that_a_percentage_may_follow(name: str) -> None:
    assert messages("target-in-name", "indicator", row("时", name, "100%")) == []


def test_a_name_that_is_its_value_word_for_word_is_told_as_that() -> None:
    assert messages("target-in-name", "indicator", row("数", "300人", "300人")) == []
    assert len(messages("value-repeats-name", "indicator", row("数", "300人", "300人"))) == 1


@pytest.mark.parametrize("name", ["≥65岁老年人体检人数", "受助年龄≥60岁", "群众满意度", "PM2.5年均浓度", "大于5亩的图斑核查数量"])
def test_comparisons_that_belong_to_a_name(name: str) -> None:
    assert messages("target-in-name", "indicator", row("数", name, "≥200人")) == []


@pytest.mark.parametrize(
    ("text", "op", "number", "unit", "kind"),
    [
        ("≤12/10万", "≤", "12", "/10万", Kind.RATIO),
        ("≤35μg/m³", "≤", "35", "μg/m³", Kind.COUNT),
        ("≤15mg/L", "≤", "15", "mg/L", Kind.COUNT),
        ("≤1NTU", "≤", "1", "ntu", Kind.COUNT),
        ("≥2万剂次", "≥", "20000", "剂次", Kind.COUNT),
        ("≤24h", "≤", "24", "h", Kind.DURATION),
        ("100余人", None, "100", "人", Kind.COUNT),
        ("≥60周岁", "≥", "60", "周岁", Kind.COUNT),
        ("≥85%，较上年提高2个百分点", "≥", "85", "%", Kind.RATIO),
        ("≥13万", "≥", "13", "万", Kind.MONEY),
    ],
)
def test_values_of_other_trades_are_read(text: str, op: str | None, number: str, unit: str, kind: Kind) -> None:
    reading = read_quantity(text)
    assert (reading.op, reading.number, reading.unit, reading.kind) == (op, Decimal(number), unit, kind)


@pytest.mark.parametrize("text", ["9" * 100_000, "≥1" * 20_000, "1月至" * 20_000, "百分之" * 20_000, "≥1且" * 20_000])
def test_hostile_values_are_read_in_linear_time(text: str) -> None:
    start = time.perf_counter()
    read_quantity(text)
    assert time.perf_counter() - start < 2
