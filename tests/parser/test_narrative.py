"""第一部分 in the manners of the genre."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from tests.forms import DREDGING, PUMPS, Plan, bars, cells_by_line, code, parsed, printed, rows_by_tab, wrap

from goalint.tree.document import Document, Narrative
from goalint.tree.text import State

PARAGRAPHS = """\
第一部分
部门整体绩效目标

一、总体绩效目标
总体绩效目标：
保障全县防洪安全。
提高工程管护水平。
二、分项绩效目标
分项绩效目标
1、河道清淤绩效目标项目
预算安排60万元，资金累计支出进度3月底、6月底、10月底、12月底分别达到20%、60%、90%、100%。
绩效目标：疏通城区两条主要河道。
绩效指标：清淤河道长度≥12公里；清淤验收合格率（合格长度占总长度的比率）≥98%；沿河居民满意度≥90%。
2、防汛物资购置绩效目标项目
绩效目标：汛前补足县级防汛物资。
绩效指标：购置水泵数量=10台。
三、工作保障措施
工作保障措施
1、加强组织领导。成立工作小组。
2、加强支出管理。按月调度资金。
""".split("\n")
ONE_SENTENCE = """\
第一部分
部门整体绩效目标
一、总体绩效目标
总体目标
保障全县防洪安全。
二、分项绩效目标
分项绩效目标

一、人员经费绩效目标

人员经费年初预算安排5013844.46元，此项主要目标为保障工资正常发放。资金累计支出进度3月底、6月底、10月底、12月底分别达到25%、50%、75%、100%。下设9个二、三级指标。具体为：1、产出指标－数量指标－发放覆盖率（发放人数占总人数的百分比），指标值为全覆盖。2、效益指标—社会效益指标—正常运行能力，指标值，正常运转。3、满意度指标－服务对象满意度－群众满意度，指标值为>＝95%。以上指标依据相关政策。
二、项目绩效目标
1、“河道清淤”项目年初预算安排60万元，项目主要目标为汛前恢复行洪能力。资金支出进度3月底、6月底、10月底、12月底分别达到20%、60%、90%、100%。具体为：1、产出指标-时效指标-完工率（按期完工的河段占全部河段的比率），指标值为≥95%。2、效益指标－社会效益指标－行洪能力，指标值为符合设计标准。以上指标依据实施方案。
2.“防汛物资购置”项目年初预算安排185000元，项目主要目标为补足县级防汛物资。具体为：1、产出指标—数量指标——购置水泵数量，指标值为指标值为=10台。
三、工作保障措施
1.加强组织领导。
""".split("\n")
LOST_NUMBER = """\
第一部分
2025年部门整体绩效目标

一、总体绩效目标

1、防洪方面：保障防洪安全。

2、供水方面：保障供水。

二、分项绩效目标

   （一）河道清淤及养护

绩效目标：全年清淤不少于12公里，巡查不少于150人次

绩效指标：清淤及巡查情况

购置防汛物资

绩效目标：补足物资

绩效指标：购置水泵≥10台

（三）节水宣传

绩效目标：提高节水意识

绩效指标：宣传册≥2000册

三、工作保障措施

一是加强领导。
""".split("\n")
CONTENTS = """\
虚河县水利局
2025年部门预算绩效文本

目 录

第一部分 部门整体绩效目标

一、总体绩效目标.....\t1
二、分项绩效目标……………… 2

第二部分 预算项目绩效目标

1.河道清淤绩效目标表.....\t13
2.防汛物资购置绩效目标表······14

第一部分

部门整体绩效目标

一、总体绩效目标

保障全县防洪安全。

二、分项绩效目标

1、河道清淤项目绩效目标

疏通河道。

绩效目标：（1）完成北环河清淤。

（2）完成东大渠清淤。

绩效指标：清淤长度 ≥ 12 公里；合格率 $\\geq 98\\%$ 。

三、工作保障措施

1、加强领导。
""".split("\n")


def _document(lines: list[str]) -> Document:
    return parsed(rows_by_tab(Plan((DREDGING, PUMPS), tuple(lines))))


def _narrative(lines: list[str]) -> Narrative:
    narrative = _document(lines).narrative
    assert narrative is not None
    return narrative


def _targets(narrative: Narrative, item: int) -> list[tuple[str, str, str, str]]:
    return [
        (target.category, target.name.text, target.value.text, target.description.text)
        for target in narrative.items[item].targets
    ]


@pytest.mark.parametrize("render", [rows_by_tab, cells_by_line, bars])
def test_items_in_paragraphs(render: object) -> None:
    plan = Plan((DREDGING, PUMPS), tuple(PARAGRAPHS))
    document = parsed(render(plan))  # type: ignore[operator]
    narrative = document.narrative
    assert narrative is not None
    assert narrative.overall.text == "保障全县防洪安全。\n提高工程管护水平。"
    assert [text.text for text in narrative.safeguards] == ["1、加强组织领导。成立工作小组。", "2、加强支出管理。按月调度资金。"]
    assert [(item.number, item.name.text) for item in narrative.items] == [("1", "河道清淤"), ("2", "防汛物资购置")]
    first, second = narrative.items
    assert first.amount is not None
    assert (first.amount.text, first.amount.yuan) == ("60万元", Decimal(600_000))
    assert first.schedule == (Decimal(20), Decimal(60), Decimal(90), Decimal(100))
    assert first.goal.text == "疏通城区两条主要河道。"
    assert _targets(narrative, 0) == [
        ("", "清淤河道长度", "≥12公里", ""),
        ("", "清淤验收合格率", "≥98%", "合格长度占总长度的比率"),
        ("", "沿河居民满意度", "≥90%", ""),
    ]
    assert (second.amount, second.schedule, second.goal.text) == (None, (), "汛前补足县级防汛物资。")
    assert _targets(narrative, 1) == [("", "购置水泵数量", "=10台", "")]


def test_items_in_one_sentence() -> None:
    narrative = _narrative(ONE_SENTENCE)
    assert [(item.number, item.name.text) for item in narrative.items] == [
        ("一", "人员经费"),
        ("1", "河道清淤"),
        ("2", "防汛物资购置"),
    ]
    assert [item.amount.yuan if item.amount else None for item in narrative.items] == [
        Decimal("5013844.46"), Decimal(600_000), Decimal(185_000),
    ]  # fmt: skip
    assert [len(item.schedule) for item in narrative.items] == [4, 4, 0]
    assert narrative.items[0].schedule == (Decimal(25), Decimal(50), Decimal(75), Decimal(100))
    assert narrative.items[0].schedule_text.text == "3月底、6月底、10月底、12月底分别达到25%、50%、75%、100%"
    assert [item.goal.text for item in narrative.items] == ["保障工资正常发放", "汛前恢复行洪能力", "补足县级防汛物资"]
    assert _targets(narrative, 0) == [
        ("产出指标-数量指标", "发放覆盖率", "全覆盖", "发放人数占总人数的百分比"),
        ("效益指标-社会效益指标", "正常运行能力", "正常运转", ""),
        ("满意度指标-服务对象满意度", "群众满意度", ">＝95%", ""),
    ]
    assert _targets(narrative, 1) == [
        ("产出指标-时效指标", "完工率", "≥95%", "按期完工的河段占全部河段的比率"),
        ("效益指标-社会效益指标", "行洪能力", "符合设计标准", ""),
    ]
    assert _targets(narrative, 2) == [("产出指标-数量指标", "购置水泵数量", "=10台", "")]
    assert [text.text for text in narrative.safeguards] == ["1.加强组织领导。"]


def test_a_chained_value_is_kept_as_written() -> None:
    lines = [line.replace("符合设计标准", "达到设计标准") for line in ONE_SENTENCE]
    assert _targets(_narrative(lines), 1)[1][2] == "达到设计标准"


@pytest.mark.parametrize(
    "said",
    [
        "数量指标：清淤河道长度≥1.2万米，质量指标：清淤验收合格率≥98%，满意度指标：沿河居民满意度≥90%。",
        "清淤河道长度≥1.2万米，清淤验收合格率≥98%，沿河居民满意度≥90%。",
        "1.清淤河道长度≥1.2万米 2.清淤验收合格率≥98% 3.沿河居民满意度≥90%。",
        "产出指标-数量指标-清淤河道长度≥1.2万米；产出指标-质量指标-清淤验收合格率≥98%；满意度指标-满意度-沿河居民满意度≥90%。",
    ],
)
def test_targets_follow_each_other_in_many_manners(said: str) -> None:
    lines = [*PARAGRAPHS[:12], f"绩效指标：{said}", *PARAGRAPHS[13:]]
    assert [(name, value) for _, name, value, _ in _targets(_narrative(lines), 0)] == [
        ("清淤河道长度", "≥1.2万米"),
        ("清淤验收合格率", "≥98%"),
        ("沿河居民满意度", "≥90%"),
    ]


def test_what_a_target_is_told_to_reach_is_its_value() -> None:
    lines = [*PARAGRAPHS[:12], "绩效指标：清淤河道达到1.2万米，清淤验收合格率达到98%以上，每处不少于2次。", *PARAGRAPHS[13:]]
    for _ in range(2):
        assert [(name, value) for _, name, value, _ in _targets(_narrative(lines), 0)] == [
            ("清淤河道", "达到1.2万米"),
            ("清淤验收合格率", "达到98%以上"),
        ]
        lines[12] = "绩效指标：清淤河道达到1.2万米，清淤验收合格率达到98%以上。"


def test_what_a_list_states_without_a_comparator_is_a_target() -> None:
    said = "1、采购水泵20台、电机3台，安装合格率100%；年供水2.5万吨；投资412.5万元，每处村民满意度不低于90%；用户满意度95%以上。"
    lines = [*PARAGRAPHS[:12], f"绩效指标：{said}", *PARAGRAPHS[13:]]
    assert [(name, value) for _, name, value, _ in _targets(_narrative(lines), 0)] == [
        ("采购水泵", "20台"),
        ("电机", "3台"),
        ("安装合格率", "100%"),
        ("年供水", "2.5万吨"),
        ("投资", "412.5万元"),
        ("每处村民满意度", "不低于90%"),
        ("用户满意度", "95%以上"),
    ]


def test_dates_ordinals_and_numbers_in_between_are_no_targets() -> None:
    said = "完成第3次会议，2025年12月底前完成；建成于2025年；改造3个乡镇的2处工程；共计5场；覆盖约6个村。"
    lines = [*PARAGRAPHS[:12], f"绩效指标：{said}", *PARAGRAPHS[13:]]
    assert _targets(_narrative(lines), 0) == []


def test_what_tells_more_of_a_target_is_none_of_its_own() -> None:
    lines = [*PARAGRAPHS[:12], "绩效指标：举办培训≥12期，每期≥50人；巡查≥3次，其中汛期≥2次。", *PARAGRAPHS[13:]]
    assert [(name, value) for _, name, value, _ in _targets(_narrative(lines), 0)] == [("举办培训", "≥12期"), ("巡查", "≥3次")]


def test_a_heading_that_lost_its_number_is_an_item() -> None:
    narrative = _narrative(LOST_NUMBER)
    assert [(item.number, item.name.text) for item in narrative.items] == [
        ("一", "河道清淤及养护"), (None, "购置防汛物资"), ("三", "节水宣传"),
    ]  # fmt: skip
    assert narrative.overall.text == "1、防洪方面：保障防洪安全。\n2、供水方面：保障供水。"
    assert [(name, value) for _, name, value, _ in _targets(narrative, 0)] == [
        ("全年清淤", "不少于12公里"),
        ("巡查", "不少于150人次"),
    ]
    assert [(name, value) for _, name, value, _ in _targets(narrative, 1)] == [("购置水泵", "≥10台")]
    assert narrative.safeguards[0].text == "一是加强领导。"


@pytest.mark.parametrize(("heading", "number"), [("购置防汛物资", "一"), ("（三）节水宣传", "一"), ("（三）节水宣传", "二")])
def test_an_item_whose_number_does_not_run_on(heading: str, number: str) -> None:
    lines = [line.replace(heading, f"（{number}）{heading.removeprefix('（三）')}") for line in LOST_NUMBER]
    narrative = _narrative(lines)
    assert [item.name.text for item in narrative.items] == ["河道清淤及养护", "购置防汛物资", "节水宣传"]
    assert number in [item.number for item in narrative.items]


def test_a_step_before_the_goal_of_the_next_item_is_none() -> None:
    text = "一、总体绩效目标\n甲。\n二、分项绩效目标\n1.河道清淤项目\n绩效目标：恢复行洪能力\n1.清淤\n2.护坡\n"
    text += "绩效指标：长度≥12公里\n2.物资购置项目\n绩效目标：补足物资\n"
    narrative = _narrative(text.split("\n"))
    assert [item.name.text for item in narrative.items] == ["河道清淤", "物资购置"]


def test_a_table_of_contents_is_no_narrative() -> None:
    document = _document(CONTENTS)
    narrative = document.narrative
    assert narrative is not None
    assert narrative.overall.text == "保障全县防洪安全。"
    assert [item.name.text for item in narrative.items] == ["河道清淤"]
    assert narrative.items[0].goal.text == "（1）完成北环河清淤。\n（2）完成东大渠清淤。"
    assert [(name, value) for _, name, value, _ in _targets(narrative, 0)] == [("清淤长度", "≥ 12 公里"), ("合格率", "≥ 98%")]
    assert [project.title.text for project in document.projects] == ["1.河道清淤绩效目标表", "2.防汛物资购置绩效目标表"]
    assert document.fiscal_year == 2025


def test_a_table_of_contents_adds_no_sections() -> None:
    titles = [section.title for section in _document(CONTENTS).sections]
    assert len(titles) == len(set(titles))


def test_sections() -> None:
    document = _document(PARAGRAPHS)
    assert [(section.level, section.title) for section in document.sections] == [
        (1, "第一部分 部门整体绩效目标"),
        (2, "一、总体绩效目标"),
        (2, "二、分项绩效目标"),
        (3, "1、河道清淤绩效目标项目"),
        (3, "2、防汛物资购置绩效目标项目"),
        (2, "三、工作保障措施"),
        (1, "第二部分 预算项目绩效目标"),
        (2, "1.河道清淤绩效目标表"),
        (2, "2.防汛物资购置绩效目标表"),
    ]
    lines = rows_by_tab(Plan((DREDGING, PUMPS), tuple(PARAGRAPHS))).split("\n")
    for section in document.sections:
        assert section.location.line is not None
        assert section.title.split(" ")[0] in lines[section.location.line - 1]


_WRAPPED = (
    "总体绩效目标：坚持以防洪安全为底线，全面完成年度河道治理任务，持续提高水利工程管护水平，加快补齐农村饮水设施短板，提供坚实的水安全保障。",
    "二、分项绩效目标",
    "分类绩效目标",
    "1.河道清淤绩效目标项目",
    "绩效目标：疏通城区两条主要河道，在汛期到来之前恢复行洪能力，改善沿河两岸居民的生活环境；清理河道淤泥，按要求外运处置。",
    "绩效指标：清淤河道长度≥12公里；清淤工程验收合格率≥98%；沿河居民对清淤工程的满意度≥90%。",
    "2.防汛物资购置绩效目标项目",
    "绩效目标：汛前补足县级防汛物资，保证抢险水泵、照明设备和编织袋的储备达到定额要求，随时可以调用。",
    "绩效指标：购置水泵数量=10台；物资验收合格率≥99%。",
    "三、工作保障措施",
    "1.加强组织领导，成立绩效管理工作小组，明确各股室的职责分工，按月调度项目进展，及时研究解决存在的问题。",
    "2.加强支出管理，通过优化支出结构、编细编实预算、加快履行政府采购手续等措施，确保支出进度达到要求。",
)


@pytest.mark.parametrize("gaps", [True, False], ids=["gaps", "no gaps"])
@pytest.mark.parametrize("width", [60, 64, 72])
def test_wrapped_print(gaps: bool, width: int) -> None:
    lines = [" 第一部分", "部门整体绩效目标", "", "一、总体绩效目标", ""]
    for number, text in enumerate(_WRAPPED):
        for line in wrap(text, width):
            lines += [line, ""] if gaps else [line]
        if number == 5:
            lines += ["", "", "2", ""]  # the page ends
    document = parsed(printed(Plan((DREDGING, PUMPS), tuple(lines))))
    narrative = document.narrative
    assert narrative is not None
    assert narrative.overall.text == _WRAPPED[0].removeprefix("总体绩效目标：")
    assert [item.name.text for item in narrative.items] == ["河道清淤", "防汛物资购置"]
    assert [item.goal.text for item in narrative.items] == [_WRAPPED[at].removeprefix("绩效目标：") for at in (4, 7)]
    assert [len(item.targets) for item in narrative.items] == [3, 2]
    assert [text.text for text in narrative.safeguards] == list(_WRAPPED[10:])
    assert len(document.projects) == 2


def test_every_target_is_where_it_says() -> None:
    for lines in (PARAGRAPHS, ONE_SENTENCE, LOST_NUMBER, CONTENTS):
        source = rows_by_tab(Plan((DREDGING, PUMPS), tuple(lines))).split("\n")
        for item in _narrative(lines).items:
            for target in item.targets:
                for field in (target.name, target.value.field):
                    place = field.location
                    assert place.line is not None
                    assert place.column is not None
                    assert source[place.line - 1][place.column - 1 :].startswith((field.text[0], "$"))


def test_headings_of_items_lose_their_boilerplate_only() -> None:
    names = {
        "1、河道清淤绩效目标项目": "河道清淤",
        "1、河道清淤项目绩效目标": "河道清淤",
        "1、河道清淤项目支出绩效目标": "河道清淤",
        "1.“智慧水务”系统经费绩效目标项目": "“智慧水务”系统经费",
        "1、绩效目标管理系统运维绩效目标": "绩效目标管理系统运维",
    }
    for heading, name in names.items():
        lines = [heading if line.startswith("1、河道清淤") else line for line in PARAGRAPHS]
        assert _narrative(lines).items[0].name.text == name


def test_an_investment_is_no_budget() -> None:
    lines = [line.replace("预算安排60万元", "带动总产值2亿元") for line in PARAGRAPHS]
    assert _narrative(lines).items[0].amount is None


@pytest.mark.parametrize(
    ("said", "amount"),
    [
        ("本级财政资金30万元", "30万元"),
        ("财政拨款50万元", "50万元"),
        ("2024年安排资金38万元，2025年安排45万元", "45万元"),
        ("项目总投资120万元，分三年实施，2025年安排45万元", "45万元"),
        ("上年预算40万元，本年预算45万元", "45万元"),
        ("其中省级资金10万元，本级财政资金20万元", "20万元"),
        ("社会福利项目预算安排45万元", "45万元"),
        ("我市每年安排45万元", "45万元"),
        ("预计节约资金5万元", None),
        ("带动社会投资200万元，引进资金3亿元", None),
        ("每公里安排资金3.75万元", None),
    ],
)
def test_which_amount_is_the_budget(said: str, amount: str | None) -> None:
    lines = [line.replace("预算安排60万元", said) for line in PARAGRAPHS]
    assert lines != PARAGRAPHS
    found = _narrative(lines).items[0].amount
    assert (found and found.text) == amount


def test_without_any_narrative() -> None:
    document = _document([])
    assert document.narrative is None
    assert len(document.projects) == 2


def test_chapters_without_items() -> None:
    narrative = _narrative(["一、总体绩效目标", "保障防洪安全。", "三、工作保障措施", "1、加强领导。"])
    assert (narrative.overall.text, narrative.items, len(narrative.safeguards)) == ("保障防洪安全。", (), 1)
    narrative = _narrative(["二、分项绩效目标", "1、河道清淤绩效目标", "绩效目标：疏通河道。"])
    assert narrative.overall.state is State.ABSENT
    assert len(narrative.items) == 1


@pytest.mark.parametrize(
    ("lines", "year"),
    [
        (["虚河县水利局2026年部门预算绩效文本"], 2026),
        (["2026年度部门整体绩效目标"], 2026),
        (
            [
                "落实2019年以来的各项部署，按照部门预算绩效管理要求，全面完成2019年部门预算绩效目标任务，并持续推进后续各项工作任务。"
            ],
            2025,
        ),
        ([], 2025),
    ],
)
def test_the_fiscal_year(lines: list[str], year: int) -> None:
    assert _document(lines).fiscal_year == year


def test_a_schedule_that_lacks_a_value_is_not_guessed() -> None:
    lines = [line.replace("20%、60%、90%、100%", "20%、60%、90%") for line in PARAGRAPHS]
    assert _narrative(lines).items[0].schedule == ()


def test_a_name_that_is_all_in_brackets_is_a_name() -> None:
    lines = [line.replace("清淤河道长度≥", "（清淤河道长度）≥") for line in PARAGRAPHS]
    assert _targets(_narrative(lines), 0)[0][1:] == ("（清淤河道长度）", "≥12公里", "")


def test_the_year_of_most_codes_is_that_of_the_document() -> None:
    old = replace(DREDGING, code=code(7, 24))
    for forms in ((old, DREDGING, PUMPS), (DREDGING, PUMPS, old)):
        assert parsed(rows_by_tab(Plan(forms))).fiscal_year == 2025
    assert parsed(rows_by_tab(Plan((old, replace(old, code=code(8, 24)), PUMPS)))).fiscal_year == 2024
