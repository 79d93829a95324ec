"""A document in which nothing is wrong, and the examples of rules planted into it.

The planted node is as its example describes it; what the example leaves out around it (the project of a row or schedule, the
item of a target, the rest of the document) comes from the clean document. A rule must not live on the poverty of its examples.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from goalint.tree.code import check_character

Described = Mapping[str, Any]
PLANTED = ("indicator", "target", "project", "schedule", "item", "document")
_YEAR = 2025


def code(number: int, year: int) -> str:
    """A code of a division that does not exist, with its right check character."""
    body = f"139921{year % 100:02d}P{number:09d}01"
    check = check_character(body)
    assert check is not None
    return body + check


def _rows(*rows: tuple[str, str, str, str, str, str]) -> list[dict[str, str]]:
    keys = ("level1", "level2", "name", "description", "value", "basis")
    return [dict(zip(keys, row, strict=True)) for row in rows]


def host(year: int) -> dict[str, Any]:
    """The project into which rows, schedules and projects are planted."""
    return {
        "title": "3.村级卫生室修缮绩效目标表",
        "name": "村级卫生室修缮",
        "code": code(33, year),
        "budget": {
            "total": "42.00",
            "fiscal": "42.00",
            "other": None,
            "purpose": "预算数42万元，其中：财政资金42万元，其他资金0万元。用于偏远村卫生室的屋面防水和电路改造。",
        },
        "schedule": ["10%", "45%", "85%", "100%"],
        "goals": [f"1.在{year}年10月底前完成14所卫生室的屋面防水和电路改造"],
        "indicators": _rows(
            ("产出指标", "数量指标", "修缮卫生室数量", "完成修缮并交付使用的村级卫生室", "≥14所", "《卫生室修缮方案》"),
            ("产出指标", "质量指标", "修缮工程验收合格率", "验收合格的卫生室占修缮卫生室的比率", "≥98%", "《卫生室修缮方案》"),
            ("产出指标", "时效指标", "修缮完成时间", "全部卫生室交付使用的时间", f"{year}年10月31日前", "《卫生室修缮方案》"),
            ("产出指标", "成本指标", "单所卫生室修缮成本", "修缮总费用与修缮卫生室数量之比", "≤3万元/所", "上年同类工程结算价"),
            ("效益指标", "社会效益指标", "就近就医受益人口", "卫生室服务范围内的常住村民", "≥9200人", "《卫生室修缮方案》"),
            ("效益指标", "可持续影响指标", "屋面防水使用年限", "防水层在正常养护下的使用时间", "≥5年", "防水工程技术规范"),
            ("满意度指标", "服务对象满意度指标", "就诊村民满意度", "满意和较满意的村民占受访村民的比率", "≥90%", "上年问卷结果"),
        ),
    }  # fmt: skip


def host_item() -> dict[str, Any]:
    """What the narrative says of that project."""
    return {
        "number": "3",
        "name": "村级卫生室修缮",
        "amount": "42万元",
        "schedule": ["10%", "45%", "85%", "100%"],
        "goal": "改善偏远村的就医条件，消除卫生室漏雨和用电隐患。",
        "targets": [
            {"name": "修缮卫生室数量", "value": "≥14所"},
            {"name": "修缮工程验收合格率", "value": "≥98%"},
            {"name": "就诊村民满意度", "value": "≥90%"},
        ],
    }


def clean(year: int = _YEAR) -> dict[str, Any]:
    """A document of three projects, the last of them the host; no rule has anything to say about it."""
    return {
        "path": "卫生健康局.txt",
        "fiscal_year": year,
        "department": "虚河县卫生健康局本级",
        "department_code": "361001",
        "overall": "保障县域内群众就近看病和妇幼健康服务，完成年度卫生室修缮和设备更新任务。",
        "sections": [
            {"title": "第一部分 部门整体绩效目标", "level": 1},
            {"title": "一、总体绩效目标", "level": 2},
            {"title": "二、分项绩效目标", "level": 2},
            {"title": "三、工作保障措施", "level": 2},
            {"title": "第二部分 预算项目绩效目标", "level": 1},
        ],
        "safeguards": [
            "1、加强组织领导。成立绩效管理工作小组，明确各股室职责。",
            "2、加强支出管理。按月调度资金支出，确保按计划用款。",
        ],
        "narrative": [
            {
                "number": "1",
                "name": "急救车辆购置",
                "amount": "68万元",
                "schedule": ["0%", "50%", "100%", "100%"],
                "goal": "更新到期的急救车辆，缩短乡镇急救等候。",
                "targets": [
                    {"name": "购置急救车辆数量", "value": "=2辆"},
                    {"name": "车辆验收合格率", "value": "≥99%"},
                    {"name": "急救人员满意度", "value": "≥90%"},
                ],
            },
            {
                "number": "2",
                "name": "孕产妇健康讲座",
                "amount": "6.4万元",
                "schedule": ["25%", "50%", "80%", "100%"],
                "goal": "普及孕产期保健知识。",
                "targets": [
                    {"name": "举办讲座场次", "value": "≥16场"},
                    {"name": "听课孕产妇满意度", "value": "≥92%"},
                ],
            },
            host_item(),
        ],
        "projects": [
            {
                "title": "1.急救车辆购置绩效目标表",
                "name": "急救车辆购置",
                "code": code(11, year),
                "budget": {
                    "total": "68.00",
                    "fiscal": "68.00",
                    "other": None,
                    "purpose": "预算数68万元，其中：财政资金68万元，其他资金0万元。用于购置急救车辆和车载设备。",
                },
                "schedule": ["0%", "50%", "100%", "100%"],
                "goals": [f"1.在{year}年9月底前购置急救车辆2辆并投入使用"],
                "indicators": _rows(
                    ("产出指标", "数量指标", "购置急救车辆数量", "实际购置并上牌的急救车辆", "=2辆", "县急救体系规划"),
                    ("产出指标", "质量指标", "车辆验收合格率", "验收合格的车辆占购置车辆的比率", "≥99%", "政府采购合同"),
                    ("产出指标", "时效指标", "车辆交付时间", "全部车辆交付使用的时间", f"{year}年9月30日前", "政府采购合同"),
                    ("产出指标", "成本指标", "急救车辆单价", "每辆车含车载设备的购置费用", "≤34万元/辆", "上年政府采购中标价"),
                    ("效益指标", "社会效益指标", "急救网络覆盖乡镇数量", "三十分钟内能到达的乡镇", "≥11个", "县急救体系规划"),
                    ("效益指标", "可持续影响指标", "急救车辆使用年限", "车辆在正常养护下的使用时间", "≥8年", "车辆技术说明书"),
                    ("满意度指标", "服务对象满意度指标", "急救人员满意度", "满意的人员占受访人员的比率", "≥90%", "上年问卷结果"),
                ),
            },
            {
                "title": "2.孕产妇健康讲座绩效目标表",
                "name": "孕产妇健康讲座",
                "code": code(22, year),
                "budget": {
                    "total": "6.40",
                    "fiscal": "6.40",
                    "other": None,
                    "purpose": "预算数6.4万元，其中：财政资金6.4万元，其他资金0万元。用于讲座授课费和资料印刷。",
                },
                "schedule": ["25%", "50%", "80%", "100%"],
                "goals": [f"1.在{year}年11月底前举办孕产期保健讲座16场"],
                "indicators": _rows(
                    ("产出指标", "数量指标", "举办讲座场次", "面向孕产妇实际举办的讲座", "≥16场", "妇幼健康年度方案"),
                    ("产出指标", "质量指标", "讲座参与率", "实际听课的孕产妇占应到孕产妇的比率", "≥85%", "妇幼健康年度方案"),
                    ("产出指标", "时效指标", "讲座完成时间", "最后一场讲座举办的时间", f"{year}年11月30日前", "妇幼健康年度方案"),
                    ("产出指标", "成本指标", "每场讲座费用", "讲座总费用与举办场次之比", "≤0.4万元/场", "县级培训费标准"),
                    ("效益指标", "社会效益指标", "保健知识知晓率", "答对的人数占抽查人数的比率", "≥80%", "妇幼健康监测方案"),
                    ("满意度指标", "服务对象满意度指标", "听课孕产妇满意度", "满意人数占受访人数的比率", "≥92%", "上年问卷结果"),
                ),
            },
            host(year),
        ],
    }  # fmt: skip


def with_host(**changes: Any) -> dict[str, Any]:
    """The clean document with other fields of the host."""
    return _with_project(clean(), {**host(_YEAR), **changes})


def planted(given: str, node: Described) -> dict[str, Any]:
    """The clean document with the node of an example in its place: the host, or its item in the narrative."""
    own = dict(node)
    document: dict[str, Any] = dict(own.pop("document", None) or {})
    match given:
        case "indicator":
            around = dict(own.pop("project", None) or {})
            document = {**(around.pop("document", None) or {}), **document}
            rows = [*(around.pop("indicators", None) or ()), own]
            base = _around(document)
            return _with_project(base, {**_host_of(base), **around, "indicators": [*_host_of(base)["indicators"], *rows]})
        case "schedule":
            around = dict(own.pop("project", None) or {})
            document = {**(around.pop("document", None) or {}), **document}
            points = {"schedule": own.pop("points"), **own}
            base = _around(document)
            return _with_project(base, {**_host_of(base), **around, **points})
        case "project":
            return _with_project(_around(document), own)
        case "target":
            item = dict(own.pop("item", None) or {})
            document = {**(item.pop("document", None) or {}), **document}
            targets = [*(item.get("targets") or host_item()["targets"]), own]
            return _with_item(_around(document), {**host_item(), **item, "targets": targets})
        case "item":
            return _with_item(_around(document), own)
        case "document":
            return _among(clean(int(own.get("fiscal_year") or _YEAR)), own)
    raise ValueError(f"a {given} is not planted")


def _among(base: Described, own: Described) -> dict[str, Any]:
    """What a document has, beside what is clean: its projects, items and headings after those, its own words for the rest."""
    lists = {name: [*base[name], *(own.get(name) or ())] for name in ("projects", "narrative", "safeguards", "sections")}
    return {**base, **own, **lists}


def _around(document: Described) -> dict[str, Any]:
    """The clean document, with what the example itself says of the document in place of its own."""
    return {**clean(int(document.get("fiscal_year") or _YEAR)), **document}


def _host_of(document: Described) -> dict[str, Any]:
    return host(int(document.get("fiscal_year") or _YEAR))


def _with_project(document: Described, project: Described) -> dict[str, Any]:
    """The project in place of the host; beside the example's own projects, if it names some."""
    name = host(_YEAR)["name"]
    others = [one for one in document["projects"] if one.get("name") != name]
    narrative = [*(document["narrative"] or ()), *(project.get("narrative") or ())]
    own = {key: value for key, value in project.items() if key != "narrative"}
    return {**document, "narrative": narrative, "projects": [*others, own]}


def _with_item(document: Described, item: Described) -> dict[str, Any]:
    """The item in place of that of the host."""
    name = host(_YEAR)["name"]
    return {**document, "narrative": [*(one for one in document["narrative"] if one.get("name") != name), item]}
