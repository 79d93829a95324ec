"""Documents of departments, built without a file: for measuring what a run over a whole province costs."""

from __future__ import annotations

import random
from typing import Any

from goalint.rules.described import documents_of
from goalint.tree.document import Document

_WORKS = "数字化 维修 征集 展览 巡检 更新 运维 培训 编印 宣传 普查 监测 清淤 绿化 慰问 演练 评审 检测 招聘 调研".split()
_THINGS = "档案 库房 路灯 河道 校舍 设备 系统 教师 年鉴 法治 人口 水质 管网 苗木 老党员 消防 课题 食品 岗位 民生".split()
_KINDS = (
    ("产出指标", "数量指标", "{work}{thing}次数", "≥{n}次"),
    ("产出指标", "质量指标", "{thing}{work}合格率", "≥9{d}%"),
    ("产出指标", "时效指标", "{thing}{work}完成时间", "{m}月底前"),
    ("产出指标", "成本指标", "{thing}{work}成本", "≤{n}万元"),
    ("效益指标", "社会效益指标", "{thing}{work}知晓率", "≥8{d}%"),
    ("满意度指标", "服务对象满意度指标", "{thing}{work}满意度", "≥9{d}%"),
)
_SHARED = tuple(
    f"{number}、完善第{number}项管理制度，明确各股室职责，按月调度支出进度，确保绩效目标如期实现。" for number in range(40)
)


def department(number: int, projects: int = 20) -> Document:
    """The document of department `number`: half its paragraphs and a tenth of its projects' names are others' as well."""
    chance = random.Random(number)
    described: dict[str, Any] = {
        "path": f"{number}.txt",
        "fiscal_year": 2025,
        "department": f"第{number}局",
        "department_code": f"{number:06d}",
        "overall": f"第{number}局做好本年度各项工作，完成{chance.randint(2, 90)}项任务。",
        "safeguards": [chance.choice(_SHARED) for _ in range(4)]
        + [f"{number}局第{n}条措施：{chance.random()}" for n in range(4)],
        "projects": [_project(chance, number, each) for each in range(projects)],
    }
    (document,) = documents_of("document", described)
    return document


def _project(chance: random.Random, number: int, each: int) -> dict[str, Any]:
    work, thing = chance.choice(_WORKS), chance.choice(_THINGS)
    rows = [
        {
            "level1": level1,
            "level2": level2,
            "name": name.format(work=work, thing=thing),
            "description": f"第{number}局{thing}{work}情况",
            "value": value.format(n=chance.randint(2, 60), d=chance.randint(0, 9), m=chance.randint(3, 12)),
        }
        for level1, level2, name, value in _KINDS
    ]
    name = f"{thing}{work}" if chance.random() < 0.1 else f"第{number}局{thing}{work}{each}"
    return {"name": name, "code": f"13992125P{number:06d}{each:05d}0", "budget": {"total": "20.00"}, "indicators": rows}
