from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.checks.shipped import said
from tests.checks.texts import parsed, told

from goalint.checks.prose import places
from goalint.rules.scope import Scope, Shelf, frames_of

# Careful sentences of many trades: no rule about text or dates may say a word to any of them.
CLEAN = [
    "完成高标准农田建设2.3万亩，发放耕地地力保护补贴，保障粮食播种面积稳定在45万亩以上。",
    "开展春秋两季动物疫病强制免疫，群体免疫密度常年保持在90%以上，免疫抗体合格率达到70%。",
    "对全县12所中小学校舍进行维修改造，改善办学条件，消除安全隐患；新建幼儿园2所。",
    "为65岁及以上老年人免费体检，家庭医生签约服务覆盖率不低于75%，孕产妇系统管理率达到95%。",
    "养护县乡道路120公里，修复桥涵接缝，完成“四好农村路”示范创建，路面技术状况指数（PQI）≥85。",
    "推进“雪亮工程”建设，新增视频监控点位200个，破获电信网络诈骗案件，刑事案件发案率同比下降。",
    "建成政务云平台，完成等保三级测评，系统可用率≥99.9%，一网通办事项办理时限压缩50%以上。",
    "实施大气污染防治，PM2.5平均浓度下降，SO2、NOx排放总量持续减少，空气质量优良天数达到280天。",
    "免费开放图书馆、文化馆、博物馆，举办“我们的节日”系列活动，送戏下乡60场，公共文化服务水平有提升。",
    "发放城乡低保金、特困人员供养金、残疾人两项补贴，做到应保尽保、按标施保、精准认定。",
    "完成病险水库除险加固3座，疏浚河道18公里，治理水土流失面积25平方公里，汛前全部投入使用。",
    "完成人工造林1.2万亩，森林抚育3万亩，森林火灾受害率控制在0.9‰以内，林木良种使用率达到80%。",
    "改造老旧小区15个，惠及居民3200户；棚户区改造新开工500套，基本建成800套，公租房保障家庭全部入住。",
    "组织退役军人技能培训4期，培训200人次，走访慰问优抚对象，落实各项抚恤优待政策。",
    "开展农产品质量安全监测1500批次，合格率98%以上，例行监测、监督抽查、风险监测相结合。",
    "各级各部门层层压实责任，人人参与、事事落实，件件有回音，时时放心不下，点点滴滴见成效。",
    "中国人民政治协商会议青禾县委员会机关围绕中心工作作出安排，委员会会议、常委会会议按期召开。",
    "加强中学学生资助，落实国家家庭经济困难学生认定办法，组织教师师德培训，提高高中教学质量。",
    "依法开展执法法律监督，宪法法律宣传进社区，法院院长带头办案，行政执法法规培训全覆盖。",
    "提升干部部署落实能力，企业业务培训班、专业业务骨干班如期举办，统计计算方法统一，审计计划全部完成。",
    "全县县级以上文物保护单位全部设立保护标志，城市市容管理、市场场地整治、社会会议管理一并推进。",
    "由县委组织组织部牵头，民政局、财政局配合，农村村级组织运转经费按月拨付，村村通客车全部运营。",
    "明确目的的表述、细化标准准入条件，建立长效效果评估，落实实名登记，公共共享单车有序停放。",
    "本年度本级财政安排专项资金，成本本着节约的原则控制，样本本地化率达到85%，资本本息按期偿付。",
    "参与与会代表接送，涉及及时性要求的工作优先办理，对对口支援地区开展帮扶，应对对外宣传需要。",
    "为了了解群众诉求，开展了了解民情的走访，组织家家户户参加，实实在在解决难题，一户一户建台账。",
    "发放APP推广补贴，建成5G基站260座，完成LED路灯更换1000盏，公交车GPS终端在线率95%以上。",
    "拨打12345热线7*24小时有人接听，H1N1等流感监测哨点正常运行，PPP项目依合同付费，WiFi全覆盖。",
    "购置DR、CT、B超等设备，检测COD、BOD、pH等指标，安装DN300管道2km，采购95#汽油10t。",
    "到2025年12月底前完成全部任务，服务时间为8:30—17:30，参会人员（含列席人员）控制在120人以内。",
    "依据《中华人民共和国预算法》《青禾县县级预算绩效管理办法》（青财〔2024〕12号）编制。",
    "按照2021—2025年规划推进，较2023年提高3个百分点，支付2024年度工程尾款，使用2024年中央财政衔接推进乡村振兴补助资金。",
    "自2019年以来持续实施，在2024年工作基础上扩大覆盖面，落实2024年中央一号文件要求，维护2022年建成的设施。",
    "一是健全机制，明确分工。二是强化调度，按月通报。三是严格考核，兑现奖惩。",
    "坚持“一把手”负责，做到“三个到位”：责任到位、措施到位、资金到位，确保“两不愁、三保障”成果巩固。",
    "包括：1）前期调研；2）方案编制；3）专家评审；a）现场踏勘；（4）成果验收。",
]

# One slip each: the rule that has to find it, and the words.
SLIPS = [
    ("repeated-word", "完成高标准农田农田建设2.3万亩。", "农田农田"),
    ("repeated-word", "开展动物疫病强制强制免疫工作。", "强制强制"),
    ("repeated-word", "为老年人提供的的体检服务覆盖全部乡镇。", "的的"),
    ("repeated-word", "提高本本级预算执行效率。", "本本"),
    ("repeated-word", "养护县乡道路和和桥梁。", "和和"),
    ("repeated-word", "家庭医生签约服务率达到达到75%。", "达到达到"),
    ("repeated-word", "加强对于于困难群众的救助。", "于于"),
    ("repeated-word", "群众满意度，指标值为指标值为≥90%。", "指标值为指标值为"),
    ("repeated-word", "改造老旧小区小区15个，惠及居民3200户。", "小区小区"),
    ("repeated-word", "推进义务教育均衡发展均衡发展。", "均衡发展均衡发展"),
    ("repeated-word", "按月完完成监测任务。", "完完"),
    ("repeated-word", "病险水库除险加固加固工程按期开工。", "加固加固"),
    ("repeated-word", "检测合格合格率达到98%以上。", "合格合格"),
    ("repeated-word", "对口帮扶与与支援工作有序推进。", "与与"),
    ("repeated-word", "提供可靠的数据支撑支撑。", "支撑支撑"),
    ("wrong-word", "资金及时拔付到项目单位。", "拔付"),
    ("wrong-word", "按上级布署开展巡查。", "布署"),
    ("wrong-word", "工程按期峻工并通过验收。", "峻工"),
    ("wrong-word", "组织预算续效评价。", "续效评价"),
    ("wrong-word", "实现疫情检役全覆盖。", "检役"),
    ("wrong-word", "做好锻练场地维护。", "锻练"),
    ("wrong-word", "加强校圆安全巡查。", "校圆"),
    ("wrong-word", "提高群众安全意思。", "安全意思"),
    ("wrong-word", "设备按装到位后试运行。", "按装"),
    ("stray-latin", "落实县委九届l六全会精神。", "l"),
    ("stray-english", "完成设备采购 and 安装调试。", "and"),
    ("stray-latin", "改善群众k生活条件。", "k"),
    ("template-remnant", "完成XX镇道路硬化。", "XX"),
    ("template-remnant", "培训××人次。", "××"),
    ("template-remnant", "请填写本部门总体目标。", "请填写"),
]


@pytest.mark.parametrize("sentence", CLEAN)
def test_says_nothing_to_a_careful_sentence(sentence: str) -> None:
    assert [(finding.name, finding.message) for finding in told([sentence])] == []


@pytest.mark.parametrize(("rule", "sentence", "words"), SLIPS)
def test_finds_a_slip_at_its_place_and_nothing_else(rule: str, sentence: str, words: str) -> None:
    (finding,) = told(["各项工作按计划推进。", sentence])
    assert finding.name == rule
    assert words in finding.message
    assert finding.location.column == sentence.index(words) + 1
    assert finding.project is None


def test_a_slip_in_a_cell_belongs_to_its_row_and_comes_once_where_cells_repeat_each_other() -> None:
    row = {"level2": "质量指标", "name": "检测检测报告合格率", "description": "检测检测报告合格率", "value": "≥98%"}
    (finding,) = said("repeated-word", "document", {"projects": [{"name": "水质监测", "indicators": [row]}]}).findings
    assert finding.indicator is not None
    assert finding.indicator.name == "检测检测报告合格率"
    assert finding.project is not None
    assert finding.project.name == "水质监测"
    assert finding.field == "name"


def test_the_same_slip_is_told_at_every_place() -> None:
    found = told(["提高资金使用效益的意见意见。", "再次征求意见意见。"], "repeated-word")
    assert [finding.location.line for finding in found] == [9, 11]


def test_a_basis_that_all_rows_share_is_told_once() -> None:
    rows = [{"level2": "数量指标", "name": f"检查次数{n}", "value": "≥2次", "basis": "年度工作布署"} for n in "甲乙丙"]
    assert len(said("wrong-word", "document", {"projects": [{"name": "执法检查", "indicators": rows}]}).findings) == 1


def test_bold_type_is_no_blank() -> None:
    assert told(["**重点任务**按期完成，**三公经费**只减不增。"], "template-remnant") == ()


@given(st.text(alphabet="意见建议本级的和完成，。一二零〇AB12“”（）", max_size=60))
def test_any_text_is_borne_and_every_place_lies_in_it(text: str) -> None:
    document = parsed("青禾县水利局\n\n" + text.replace("\n", "") + "\n")
    lines = ("青禾县水利局\n\n" + text).split("\n")
    for finding in told([text.replace("\n", "")]):
        assert finding.location.line is None or finding.location.line >= 1
    for place in places(Scope("document", frames_of((document,), Shelf({}, {}, {})), 0)):
        at = place.text.location
        assert at.line is not None
        assert at.column is not None
        assert lines[at.line - 1][at.column - 1 :].startswith(place.text.text[:1])
