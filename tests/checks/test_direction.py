from __future__ import annotations

import pytest
from tests.checks.shipped import row, said

_WRONG = [
    ("lower-bound-needed", "质", "设备完好率", "≤95%"),
    ("lower-bound-needed", "持", "大坝使用年限", "≤30年"),
    ("lower-bound-needed", "时", "地震预警提前时间", "<10秒"),
    ("lower-bound-needed", "社", "居民医保参保率", "不超过95%"),
    ("lower-bound-needed", "满", "参训教师满意度", "≤90%"),
    ("lower-bound-needed", "生", "森林覆盖率", "<30%"),
    ("lower-bound-needed", "质", "农产品抽检合格率", "97%以内"),
    ("upper-bound-needed", "满", "病人投诉率", "≥5%"),
    ("upper-bound-needed", "质", "公文差错率", "≥1%"),
    ("upper-bound-needed", "社", "孕产妇死亡率", "≥10/10万"),
    ("upper-bound-needed", "时", "报警响应时间", "≥5分钟"),
    ("upper-bound-needed", "社", "义务教育辍学率", ">0.5%"),
    ("upper-bound-needed", "社", "安全生产事故起数", "≥2起"),
    ("upper-bound-needed", "生", "二氧化硫排放量", "≥300吨"),
    ("upper-bound-needed", "质", "供水管网漏损率", "不低于10%"),
    ("upper-bound-needed", "时", "群众办事等待时间", "大于15分钟"),
    ("upper-bound-needed", "社", "公共场所火灾发生率", "≥0.1%"),
    ("cost-lower-bound", "本", "每公里养护成本", "≥5万元"),
    ("cost-lower-bound", "本", "会议费", "≥95%"),
    ("cost-lower-bound", "本", "设备采购单价", ">3000元"),
    ("cost-lower-bound", "本", "人均体检费用", "≥300元"),
    ("cost-lower-bound", "本", "项目总投资", "≥500万元"),
    ("cost-lower-bound", "本", "控制在预算范围内", "≥90%"),
    ("cost-lower-bound", "本", "三公经费支出", "≥95%"),
    ("cost-lower-bound", "本", "经济成本控制", "≥95%"),
    ("cost-lower-bound", "本", "课题经费", "不少于20万元"),
    ("cost-lower-bound", "本", "人均公用经费", "≥1.2万元"),
    ("cost-lower-bound", "本", "预算成本", "≥100%"),
    ("cost-lower-bound", "本", "印刷成本", "≥1000元"),
    ("cost-lower-bound", "本", "生均补助水平", "≥95%"),
]


# Names that no list knows: what stands before the measure, what is waited for, how high the rate, under which category.
_UNLISTED = [
    ("lower-bound-needed", "质", "渠系建筑物配套率", "≤92%"),
    ("lower-bound-needed", "质", "病虫测报点数据回传率", "<95%"),
    ("lower-bound-needed", "社", "百岁老人走访比例", "90%以内"),
    ("lower-bound-needed", "质", "台账记录完备度", "≤98%"),
    ("lower-bound-needed", "社", "双师型教师比例", "≤45%"),
    ("lower-bound-needed", "数", "完成白内障复明手术例数", "≤360例"),
    ("lower-bound-needed", "数", "林地图斑举证数", "不超过2600个"),
    ("lower-bound-needed", "经", "绿色食品认证产品年销售", "≤1.2亿元"),
    ("upper-bound-needed", "质", "处方药品错发次数", "≥2次"),
    ("upper-bound-needed", "社", "校园溺水人数", "≥1人"),
    ("upper-bound-needed", "质", "社保待遇冒领率", "≥0.1%"),
    ("upper-bound-needed", "时", "群众补办证件平均排队时长", "≥20分钟"),
    ("upper-bound-needed", "时", "国省道塌方路段抢通时间", "不低于24小时"),
    ("upper-bound-needed", "时", "早高峰地铁发车间隔", "≥6分钟"),
    ("upper-bound-needed", "生", "重污染天数", "≥8天"),
    ("upper-bound-needed", "社", "中小学生近视率年度增幅", "≥0.5个百分点"),
    ("upper-bound-needed", "社", "路面坑槽投诉件数同比上升", "≥3%"),
    ("upper-bound-needed", "时", "车库道闸抬杆时间", "≥2秒"),
    ("upper-bound-needed", "时", "泵站停机后积水消退时间", "≥3小时"),
    ("lower-bound-needed", "社", "儿童龋患率年均下降", "≤0.6个百分点"),
    ("lower-bound-needed", "社", "重复投诉数减少", "≤15件"),
]


@pytest.mark.parametrize(("rule", "category", "name", "value"), [*_WRONG, *_UNLISTED])
def test_a_bound_that_points_the_wrong_way(rule: str, category: str, name: str, value: str) -> None:
    told = said("direction", "indicator", row(category, name, value))
    assert [finding.name for finding in told.findings] == [rule]


@pytest.mark.parametrize(
    ("category", "name", "value"),
    [
        ("满", "群众投诉率", "≤1%"),
        ("质", "投诉办结率", "≥95%"),
        ("社", "刑事案件发案下降率", "≥5%"),
        ("质", "不合格率", "≤2%"),
        ("质", "未按期办结率", "≤1%"),
        ("质", "未成年人保护热线接通率", "≥95%"),
        ("时", "预警提前时间", "≥30分钟"),
        ("本", "预算执行率", "≤100%"),
        ("本", "政府采购节支率", "≥5%"),
        ("本", "低保标准", "≥780元/人·月"),
        ("质", "供水水压合格率", "≥96%且≤100%"),
        ("质", "无故障运行率", "≥99%"),
        ("质", "无人机巡检覆盖", "≥90%"),
        ("数", "督查检查考核事项", "≤3项"),
        ("数", "企业开办提交材料", "≤2份"),
        ("数", "外出考察批次", "≤2批次"),
        ("数", "编外聘用人员数", "≤12人"),
        ("数", "课桌凳采购", "≤1500套"),
        ("数", "合同变更次数", "≤2次"),
        ("质", "病床使用率", "≤93%"),
        ("质", "人员经费支出比例", "≤85%"),
        ("质", "学位论文查重率", "≤20%"),
        ("质", "交叉口饱和度", "≤80%"),
        ("质", "路基沉降率", "≤65%"),
        ("生", "耕地减少率", "≤0.1%"),
        ("经", "政府债务余额", "≤12亿元"),
        ("经", "灾害直接经济损失", "≤300万元"),
        ("经", "单位产品成本", "≤36元"),
        ("时", "任前公示时间", "≥5个工作日"),
        ("时", "设备维护及时性", "＜24小时"),
        ("时", "便民窗口延时服务时间", "≥2小时"),
        ("时", "救援队员体能训练时间", "≥200小时"),
        ("时", "应急电源持续供电时间", "≥4小时"),
        ("时", "监控视频存储时间", "≥90天"),
        ("时", "行政许可提前办结天数", "≥3天"),
        ("社", "查处违法案件数", "≥60件"),
        ("社", "门诊投诉率增幅", "≤1%"),
        ("社", "社区志愿者人数年均增长", "≥5%"),
        ("社", "常住人口减少", "≤1%"),
        ("时", "课后服务延时供餐保障时间", "≥2小时"),
        ("时", "学生每日户外体育活动时间", "≥2小时"),
        ("时", "项目竣工后跟踪时间", "≥12个月"),
        ("社", "失业人员再就业人数", "≥600人"),
        ("社", "辍学学生劝返人数", "≥10人"),
        ("社", "两癌筛查发现病例数", "≥20例"),
        ("社", "戒毒人员三年未复吸率", "≥60%"),
        ("生", "荒漠化治理面积", "≥1.2万亩"),
        ("生", "污染地块修复数量", "≥3块"),
        ("质", "粮食水分含量", "≤14%"),
    ],
)
def test_a_bound_that_points_the_right_way(category: str, name: str, value: str) -> None:
    assert said("direction", "indicator", row(category, name, value)).findings == ()


def test_a_name_turned_round_flips_its_direction() -> None:
    """不满意率 is less-is-better though it ends like 满意率."""
    told = said("direction", "indicator", row("满", "群众不满意率", "≥5%"))
    assert [finding.name for finding in told.findings] == ["upper-bound-needed"]


def test_a_lost_value_is_not_checked() -> None:
    outcome = said("lower-bound-needed", "indicator", row("质", "疫苗接种率", "?"))
    assert outcome.findings == ()
    assert len(outcome.not_checked) == 1


@pytest.mark.parametrize("rule", ["lower-bound-needed", "upper-bound-needed"])
def test_a_lost_name_is_not_checked_where_the_bound_might_be_wrong(rule: str) -> None:
    sign = "≤" if rule == "lower-bound-needed" else "≥"
    assert len(said(rule, "indicator", row("质", "?", f"{sign}95%")).not_checked) == 1
    assert said(rule, "indicator", row("质", "?", "=95%")).not_checked == ()


def test_targets_of_the_narrative_count() -> None:
    told = said("upper-bound-needed", "target", {"name": "委员缺席率", "value": "≥1%"})
    assert [finding.args["name"] for finding in told.findings] == ["委员缺席率"]
