from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from tests.checks.applying import run as applied_to
from tests.checks.shipped import messages, packs, said
from tests.forms import DREDGING, PUMPS, Plan, parsed, rows_by_tab

from goalint.checks.structure import CAPTION_DIFFERS
from goalint.engine import run
from goalint.rules.described import documents_of
from goalint.tree.document import Document
from goalint.tree.location import Location
from goalint.tree.passage import passage
from goalint.tree.text import text_of


@pytest.mark.parametrize(
    ("name", "purpose", "hit"),
    [
        ("政协全会会议费", "预算数45万元，其中：财政资金45万元。主要用于政协全会会议费。", True),
        ("热线办公经费及服务费", "主要用于热线办公经费", True),
        ("招商资金", "主要用于招商引资的费用。", True),
        ("河道清淤", "用于河道清淤。", True),
        ("河道清淤", "用于机械租赁和淤泥外运。", False),
        ("人大会议费", "用于保障人代会顺利召开", False),
        ("网络维护费", "信息网络建设", False),
        ("会议费", "", False),
        ("会议费", "?", False),
    ],
)
def test_a_purpose_that_only_says_the_name(name: str, purpose: str, hit: bool) -> None:
    node = {"name": name, "budget": {"total": "45", "purpose": purpose or None}}
    assert bool(messages("purpose-repeats-name", "project", node)) is hit


def test_blank_cells_of_the_head_are_told_together() -> None:
    node = {"name": None, "code": None, "budget": {"total": None}, "goals": ["召开会议"]}
    assert messages("blank-project-field", "project", node) == ["没有填写项目名称、项目编码、预算数"]


def test_cells_that_the_form_does_not_have_are_not_blank() -> None:
    assert messages("blank-project-field", "project", {"name": "会议费", "goals": ["召开会议"]}) == []


def test_a_purpose_is_asked_for_where_other_forms_have_one() -> None:
    blank = {"name": "会议费", "budget": {"total": "3", "purpose": None}, "goals": ["召开会议"]}
    other = {"name": "培训费", "budget": {"total": "3", "purpose": "用于教材"}, "goals": ["培训干部"]}
    assert messages("blank-project-field", "document", {"projects": [blank, other]}) == ["没有填写资金用途"]


def test_a_form_that_was_not_read_in_full_is_not_checked() -> None:
    document = {
        "projects": [{"name": "会议费", "code": None}],
        "not_read": [{"code": "field-lost", "args": {"label": "项目编码"}, "project": 0}],
    }
    outcome = said("blank-project-field", "document", document)
    assert not outcome.findings
    assert outcome.not_checked


@pytest.mark.parametrize(
    ("title", "name", "hit"),
    [
        ("3.会议费绩效目标表", "培训费", True),
        ("（三）会议费绩效目标表", "会议费", False),
        ("12345热线服务费绩效目标表", "12345热线服务费", False),
        ("项目支出绩效目标申报表", "培训费", False),
        ("2、2025年会议费绩效目标表", "2025年会议费", False),
    ],
)
def test_the_title_names_the_project(title: str, name: str, hit: bool) -> None:
    assert bool(messages("title-differs-from-name", "project", {"title": title, "name": name})) is hit


def narrative(*titles: str, **parts: Any) -> list[str]:
    sections = [{"title": title, "level": 2} for title in titles]
    return messages("missing-part", "document", {"sections": sections, "projects": [{"name": "会议费"}], **parts})


def test_one_part_that_is_not_there_is_missing() -> None:
    assert narrative("一、总体绩效目标", "二、分项绩效目标", overall="甲") == ["有总体绩效目标、分项绩效目标，没有“工作保障措施”"]


def test_other_headings_for_a_part_count() -> None:
    assert narrative("一、总体目标", "二、分类绩效目标", "三、保障措施", overall="甲") == []


def test_a_document_made_otherwise_is_left_alone() -> None:
    assert narrative("一、部门概况", "二、总体绩效目标", overall="甲") == []
    assert messages("missing-part", "document", {"projects": [{"name": "会议费"}]}) == []


@pytest.mark.parametrize(("name", "hit"), [("招商引资经费", True), ("政治生态建设", False), ("会议费", False)])
def test_a_name_promises_a_benefit(name: str, hit: bool) -> None:
    rows = [{"level1": "效益指标", "level2": "社会效益指标", "name": "群众知晓率", "value": "≥80%"}]
    assert bool(messages("expected-benefit-missing", "project", {"name": name, "indicators": rows})) is hit
    lost = said("expected-benefit-missing", "project", {"name": name, "indicators": rows, "rows_lost": True})
    assert not lost.findings


def with_paragraphs(lines: Sequence[str], headings: Sequence[str] = ()) -> Document:
    """A document with these paragraphs, of which some are headings."""
    document = documents_of("document", {"sections": [{"title": one, "level": 2} for one in headings]})[0]
    return document._replace(
        paragraphs=tuple(text_of(passage(one, Location(line=n, column=1))) for n, one in enumerate(lines, 1))
    )


def draft_marks(*lines: str) -> list[str]:
    """Where the marks of a draft are told in a document of these paragraphs."""
    return [finding.message for finding in run([with_paragraphs(lines)], packs(), select=["draft-mark"]).findings]


def test_a_draft_is_marked_on_the_cover_and_not_in_a_sentence() -> None:
    assert draft_marks("某局", "2025年绩效文本", "(草案)", "（草案）") == ["文本上还标着“(草案)”"]
    assert draft_marks("2025年绩效文本（征求意见稿）")
    assert not draft_marks("审查和批准预算草案", "修改后的草案")


def captions(*lines: str) -> list[str]:
    """The captions that differ from their headings in a document of these paragraphs."""
    document = with_paragraphs(lines, ("二、分项绩效目标", "三、工作保障措施"))
    return [hit.args["caption"] for hit in applied_to(CAPTION_DIFFERS, "document", [document])[0]]


def test_a_caption_calls_the_part_as_its_heading_does() -> None:
    assert captions("二、分项绩效目标", "分类绩效目标") == ["分类绩效目标"]
    assert captions("三、工作保障措施", "工作保障措施") == []
    assert captions("二、分项绩效目标", "1、河道清淤项目绩效目标") == []
    assert captions("三、工作保障措施", "三、工作保障措施") == []


def test_a_table_that_only_one_form_of_several_lacks_is_no_fault_of_the_drafter() -> None:
    lines = rows_by_tab(Plan((DREDGING, PUMPS, replace(DREDGING, name="闸门维修")))).split("\n")
    heads = [index for index, line in enumerate(lines) if line.startswith("一级指标")]
    end = next(index for index in range(heads[1], len(lines)) if not lines[index].strip())
    document = parsed("\n".join([*lines[: heads[1]], *lines[end:]]))
    outcome = run([document], packs())
    assert "no-indicators" not in {finding.name for finding in outcome.findings}
    (told,) = (finding for finding in outcome.findings if finding.name == "form-incomplete")
    assert "没有读到指标表的表头“三级指标”" in told.message
    assert "STR113" in {entry.rule for entry in outcome.not_checked}
