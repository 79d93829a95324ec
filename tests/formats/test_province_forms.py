"""Forms of other provinces in every format: the same tree as through text, whose cells are not merged."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.formats import grid_forms
from tests.formats.grid_forms import Grid, grid
from tests.formats.ofd_file import written
from tests.formats.pdf_file import pdf

from goalint.intake import read, read_bytes
from goalint.tree.document import Document

_OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
_FORMS: dict[str, Grid] = {
    "goals and indicators of several years beside the year's": grid(
        ("项目支出绩效目标申报表", "（2025年度）", "填报单位（盖章）：望溪县农业农村局　　金额单位：万元"),
        """
        项目名称|高标准农田管护|<|<|<|<|<|<
        主管部门及代码|305-望溪县农业农村局|<|<|实施单位|望溪县农田建设服务中心|<|<
        项目属性|延续项目|<|<|项目期|3年|<|<
        项目资金¶（万元）|中期资金总额：|270.00|<|<|年度资金总额：|90.00|<
        ^|其中：财政拨款|240.00|<|<|其中：财政拨款|80.00|<
        ^|其他资金|30.00|<|<|其他资金|10.00|<
        总体目标|中期目标（2024年—2026年）|<|<|<|年度目标|<|<
        ^|目标1：三年管护高标准农田9000亩。|<|<|<|目标1：管护高标准农田3000亩。|<|<
        绩效指标|一级指标|二级指标|三级指标|指标值|二级指标|三级指标|指标值
        ^|产出指标|数量指标|指标1：管护农田面积|≥9000亩|数量指标|指标1：管护农田面积|≥3000亩
        ^|^|质量指标|设施完好率|≥95%|质量指标|设施完好率|≥95%
        ^|^|时效指标|管护完成时间|2026年12月底前|时效指标|管护完成时间|2025年12月底前
        ^|^|成本指标|亩均管护费用|≤300元/亩|成本指标|亩均管护费用|≤300元/亩
        ^|效益指标|经济效益指标|农户亩均增收|≥120元/亩|经济效益指标|农户亩均增收|≥100元/亩
        ^|满意度指标|服务对象满意度指标|受益农户满意度|≥90%|服务对象满意度指标|受益农户满意度|≥90%
        """,
    ),
    "cost as a first level, the title in the table, the value in three columns": grid(
        (),
        """
        项目支出绩效目标表|<|<|<|<|<|<|<
        （2025年度）|<|<|<|<|<|<|<
        项目名称|社区养老服务补助|<|<|项目编码|41990025T000000123456|<|<
        主管部门|望溪市民政局|<|<|实施单位|望溪市养老服务指导中心|<|<
        项目类型|☑新增项目 □延续项目|<|<|项目起止时间|2025年1月—2025年12月|<|<
        资金情况（万元）|资金总额|120.00|<|财政拨款|100.00|其他资金|20.00
        立项依据|市级养老服务体系建设实施方案。|<|<|<|<|<|<
        项目概况|为20个社区的老年人提供助餐和上门照料。|<|<|<|<|<|<
        年度绩效目标|全年为2000名老年人提供助餐服务，上门照料8000人次。|<|<|<|<|<|<
        绩效指标|一级指标|二级指标|三级指标|指标性质|指标值|计量单位|权重
        ^|成 本 指 标|经济成本指标|助餐补助标准|≤|6|元/人次|10
        ^|产 出 指 标|数量指标|助餐老年人数|≥|2000|人|20
        ^|^|^|上门照料人次|≥|8000|人次|10
        ^|^|质量指标|照料服务合格率|≥|95|%|10
        ^|^|时效指标|补助发放完成时间|定性|2025年12月底前||10
        ^|效 益 指 标|社会效益指标|覆盖社区数量|≥|20|个|20
        ^|满意度指标|服务对象满意度指标|老年人满意度|≥|90|%|10
        填报人：陈某|<|<|<|联系电话：000000|<|<|<
        """,
    ),
    "a whole department, levels without 指标": grid(
        ("部门（单位）整体支出绩效目标申报表", "（2025年度）"),
        """
        部门（单位）名称|望溪县图书馆|<|<|<|<
        年度主要任务|任务名称|主要内容|预算金额（万元）|<|<
        ^|^|^|总额|财政拨款|其他资金
        ^|阅览服务|全年开放阅览室|180.00|180.00|0.00
        ^|阅读推广|举办读书活动|45.00|40.00|5.00
        ^|金额合计|<|225.00|220.00|5.00
        年度总体目标|目标1：全年接待读者12万人次。¶目标2：举办读书活动60场。|<|<|<|<
        年度绩效指标|一级指标|二级指标|三级指标|指标值|备注
        ^|产出|数量|接待读者人次|≥12万人次|
        ^|^|^|读书活动场次|≥60场|
        ^|^|质量|图书完好率|≥98%|
        ^|^|时效|活动完成时间|12月底前|
        ^|^|成本|每场活动费用|≤7500元/场|
        ^|效益|社会效益|办证人数增长率|≥5%|
        ^|满意度|服务对象满意度|读者满意度|≥90%|
        """,
    ),
    "the year's table after that of several years, satisfaction as a first level": grid(
        ("财政支出项目绩效目标申报表", "填报单位（盖章）：望溪县水文站"),
        """
        项目名称|水质自动监测站运行|<|<|<
        项目属性|新增项目 □ 延续项目 ☑|<|<|<
        项目资金申请（万元）|资金总额：|60|<|<
        ^|财政拨款：|50|<|<
        ^|自有资金：|10|<|<
        单位职能概述|负责全县河流水质监测。|<|<|<
        项目绩效目标|长期目标|<|年度目标|<
        ^|建成覆盖全县的监测网。|<|保障4座监测站全年运行。|<
        长期绩效指标|一级指标|二级指标|指标内容|指标值
        ^|产出指标|数量指标|建成监测站|≥8座
        ^|效益指标|环境效益指标|监测覆盖河段|≥40公里
        年度绩效指标|一级指标|二级指标|指标内容|指标值
        ^|产出指标|数量指标|运行监测站数量|≥4座
        ^|^|质量指标|数据有效率|≥95%
        ^|^|时效指标|数据上传时间|≤2小时
        ^|^|成本指标|单站运行费用|≤15万元/座
        ^|效益指标|环境效益指标|水质超标预警次数|≥4次
        ^|服务对象满意度|服务对象满意度|沿河村民满意度|≥90%
        其他说明的问题|无|<|<|<
        """,
    ),
    "the year's values beside those of several years, marks of the template left": grid(
        ("政策（项目）绩效目标表", "单位：万元"),
        """
        1.项目名称：|校园饮水改造|<|<|<|<
        2.实施单位：|望溪县教育局|<|<|<|<
        3.年度资金总额：|36.00|其中：上级补助|20.00|本级|16.00
        实施期目标|三年完成60所学校饮水改造。|<|年度目标|完成20所学校饮水改造。|<
        一级指标|二级指标|三级指标|指标值|<|指标值确定依据
        ^|^|^|实施期指标值|年度指标值|^
        产出指标|数量指标|改造学校数量（≥**所）|≥60所|≥20所|实施方案
        ^|质量指标|验收合格率|=100%|=100%|施工合同
        ^|时效指标|改造完成时间|2027年8月底前|2025年8月底前|施工合同
        ^|成本指标|单校改造费用|≤1.8万元/所|≤1.8万元/所|预算评审
        效益指标|社会效益指标|受益学生人数|≥24000人|≥8000人|学籍数据
        ^|服务对象满意度指标|学生满意度|≥90%|≥90%|问卷调查
        """,
    ),
    "rows in no order of levels, with weights and directions": grid(
        ("部门预算项目绩效目标申报表（2025年度）", "金额单位：万元"),
        """
        单位名称|望溪县云岭镇人民政府|<|<|<|<|<|<
        项目名称|村道养护|<|<|年度资金总额|12.50|<|<
        年度目标|养护村道35公里，保障雨季通行。|<|<|<|<|<|<
        一级指标|二级指标|三级指标|指标性质|指标值|度量单位|权重|指标方向性
        效益指标|社会效益指标|雨季通行天数|≥|300|天|20|正向指标
        产出指标|数量指标|养护村道里程|＝|35|公里|20|正向指标
        产出指标|质量指标|养护验收合格率|≥|95|%|20|正向指标
        满意度指标|服务对象满意度指标|沿线村民满意度|≥|90|%|10|正向指标
        产出指标|成本指标|每公里养护费用|≤|3500|元|10|反向指标
        产出指标|时效指标|养护及时性|定性|及时||10|
        """,
    ),
    "nine flat kinds, labels broken in their cells": grid(
        ("项目绩效目标表", "（2025年度）", "单位：万元"),
        """
        项¶目¶名¶称|老旧小区改造|<|<
        主管¶部门|云京区住建委|<|<
        资金¶总额|800.00|其中：¶财政拨款|800.00
        绩效¶目标|改造老旧小区12个，惠及居民5600户。|<|<
        绩效¶指标|二级指标|三级指标|指标值
        ^|产出数量|改造小区个数|=12个
        ^|产出质量|工程验收合格率|≥98%
        ^|产出进度|改造完成时间|11月底前
        ^|产出成本|户均改造费用|≤1500元
        ^|经济效益|户均节约采暖费|≥200元
        ^|社会效益|受益户数|≥5600户
        ^|环境效益|新增绿地面积|≥3000平方米
        ^|可持续影响|设施使用年限|≥10年
        ^|服务对象满意度|居民满意度|≥90%
        """,
    ),
    "an early county form, effects for benefits, a head over the table": grid(
        ("2020年县级部门预算项目绩效目标表", "201001望溪县档案馆本级　　单位：元"),
        """
        项目编码|101-5.01-JBN-BE49|<|项目名称|库房除湿|<
        预算规模及资金用途|预算数|52000.00|其中：财政资金|52000.00|其他资金
        ^|用于购置除湿机和更换门窗。|<|<|<|<
        绩效目标|1.全年库房湿度达标。¶2.不发生档案霉变。|<|<|<|<
        绩效指标|<|<|<|<|<
        一级¶指标|二级¶指标|三级指标|绩效指标描述|指标值|指标值确定依据
        产出指标|数量指标|购置除湿机台数|实际购置的除湿机|6台|采购计划
        ^|质量指标|湿度达标天数比例|湿度达标的天数占全年的比例|≥98%|档案馆建筑设计规范
        效果指标|社会效益指标|档案霉变卷数|发现霉变的档案|0卷|年度目标责任书
        满意度指标|服务对象满意度指标|查档群众满意度|受访群众的满意度|≥95%|问卷调查
        """,
    ),
}
_SPACED = r"(?<=[一-鿿]) (?=[一-鿿])"  # printed, 产 出 指 标 has gaps like any other text that is set wide
_WRITERS: dict[str, tuple[str, Callable[..., bytes]]] = {
    "docx": ("a.docx", grid_forms.word),
    "html": ("a.html", grid_forms.web_page),
    "xlsx": ("a.xlsx", grid_forms.xlsx),
    "pdf": ("a.pdf", lambda *forms: pdf(grid_forms.papers(*forms))),
    "ofd": ("a.ofd", lambda *forms: written(grid_forms.papers(*forms))),
}


def _says(document: Document) -> dict[str, Any]:
    """Everything that the document says, without places."""
    return {
        "department": document.department and (document.department.code, document.department.name),
        "fiscal_year": document.fiscal_year,
        "not_read": sorted(item.code for item in document.not_read),
        "projects": [
            {
                "code": (project.code.text, project.code.field.state),
                "name": project.name.text,
                "unit": project.unit.text,
                "department": project.department and (project.department.code, project.department.name),
                "budget": [
                    (money.yuan, money.field.state)
                    for money in (project.budget.total, project.budget.fiscal, project.budget.other, *project.budget.sources)
                ],
                "purpose": project.budget.purpose.text,
                "schedule": [(point.month, point.field.text) for point in project.schedule],
                "goals": [goal.text for goal in project.goals],
                "rows": [
                    [
                        (re.sub(_SPACED, "", field.text), field.state)
                        for field in (row.level1, row.level2, row.name, row.description, row.value.field, row.basis)
                    ]
                    for row in project.indicators
                ],
            }
            for project in document.projects
        ],
    }


@pytest.mark.parametrize("name", _FORMS)
@pytest.mark.parametrize("writer", _WRITERS)
def test_a_form_is_the_same_in_every_format(writer: str, name: str) -> None:
    file, write = _WRITERS[writer]
    expected = _says(read_bytes(grid_forms.bars(_FORMS[name]), "a.md").document)
    assert len(expected["projects"]) == 1
    assert len(expected["projects"][0]["rows"]) >= 4
    assert expected["not_read"] == []
    assert _says(read_bytes(write(_FORMS[name]), file).document) == expected


@pytest.mark.parametrize("writer", _WRITERS)
def test_all_forms_in_one_document(writer: str) -> None:
    file, write = _WRITERS[writer]
    expected = _says(read_bytes(grid_forms.bars(*_FORMS.values()), "a.md").document)
    assert len(expected["projects"]) == len(_FORMS)
    assert expected["not_read"] == []
    assert _says(read_bytes(write(*_FORMS.values()), file).document) == expected


@pytest.mark.skipif(_OFFICE is None, reason="no LibreOffice")
@pytest.mark.parametrize(("made", "write", "suffix"), [("a.docx", grid_forms.word, "doc"), ("a.xlsx", grid_forms.xlsx, "xls")])
def test_what_libreoffice_saves_is_the_same(tmp_path: Path, made: str, write: Callable[..., bytes], suffix: str) -> None:
    assert _OFFICE is not None
    (tmp_path / made).write_bytes(write(*_FORMS.values()))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [_OFFICE, profile, "--headless", "--convert-to", suffix, "--outdir", str(tmp_path), str(tmp_path / made)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    expected = _says(read_bytes(grid_forms.bars(*_FORMS.values()), "a.md").document)
    assert _says(next(read(str(tmp_path / f"a.{suffix}"))).document) == expected


@pytest.mark.parametrize("name", _FORMS)
@pytest.mark.parametrize("bottom", range(250, 700, 23))
def test_a_printed_form_is_the_same_wherever_pages_break(bottom: float, name: str) -> None:
    """Of merged cells, the text stands on the first page only."""
    expected = _says(read_bytes(grid_forms.bars(_FORMS[name]), "a.md").document)
    assert _says(read_bytes(pdf(grid_forms.papers(_FORMS[name], bottom=bottom)), "a.pdf").document) == expected
