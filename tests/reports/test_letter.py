"""The letter, as Word's readers see it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from lxml import etree

from goalint.findings import FileSummary, Finding, NotChecked, ProjectRef, Report, Severity
from goalint.reports import Style, render
from goalint.reports.word_text import Kind, WordText
from goalint.tree.confidence import Confidence
from goalint.tree.location import NOWHERE, Location

Make = Callable[..., Finding]


def paragraphs(report: Report, lang: str = "zh") -> list[tuple[str, str]]:
    written = render("letter", report, Style(lang))
    assert isinstance(written, bytes)
    document = docx.Document(io.BytesIO(written))
    return [(str(paragraph.style.style_id) if paragraph.style else "", paragraph.text) for paragraph in document.paragraphs]


def test_a_letter_a_file(report: Report) -> None:
    assert paragraphs(report) == [
        ("Title", "绩效目标文本修改意见"),
        ("Plain", "示例市档案馆本级："),
        (
            "Body",
            "你单位报送的“a.txt”（2024年，8个项目、70个指标）已经检查，请按下列意见修改后重新报送。注明“请核实”的，先对照原文确认。",
        ),
        ("Heading1", "一、必须修改"),
        ("Heading2", "项目 3  13990024P00000000003X  库房维修费"),
        ("Body", "1. “编印数量”是计数指标，指标值却写成“≥95%”（第106行）。修改意见：改为带计量单位的数量，如“≥3篇”。"),
        ("Heading1", "二、应当修改"),
        ("Body", "2. “意见”连写了两遍（第5行）。（请核实）"),
        ("Heading1", "三、建议考虑"),
        ("Heading2", "项目 3  13990024P00000000003X  库房维修费"),
        ("Body", "3. 资金用途里写的预算数与表中不一致（第60行）。修改意见同第1条。"),
        ("Heading1", "四、没能检查（不等于没有问题）"),
        ("Body", "支出计划缺“6月底”一栏（schedule-flat、schedule-gap，1 个项目）"),
        ("Right", "　　　　年　　月　　日"),
        ("Title", "绩效目标文本修改意见"),
        ("Plain", "b.doc："),
        ("Body", "你单位报送的“b.doc”无法读取，没有检查，请按下列意见处理后重新报送。"),
        ("Heading1", "一、必须修改"),
        ("Body", "1. 无法读取：文件已加密。修改意见：去掉密码后再检查。"),
        ("Right", "　　　　年　　月　　日"),
    ]


def test_every_letter_begins_a_page(report: Report) -> None:
    written = render("letter", report, Style())
    assert isinstance(written, bytes)
    titles = [one for one in docx.Document(io.BytesIO(written)).paragraphs if one.style and one.style.style_id == "Title"]
    assert [title.paragraph_format.page_break_before for title in titles] == [None, True]


def test_what_several_projects_share_is_one_item(finding: Make) -> None:
    same = [
        finding(project=ProjectRef(n, f"C{n}", f"第{n}项", n), location=Location(n), message="支出计划没有填写", indicator=None)
        for n in (1, 2, 3)
    ]
    text = [text for _, text in paragraphs(Report((), (FileSummary("a.txt", True, 3, 9),), tuple(same)))]
    assert "多个项目" in text
    assert [line for line in text if "支出计划" in line] == [
        "1. 支出计划没有填写（项目 1–3：第1、2、3行）。修改意见：改为带计量单位的数量，如“≥3篇”。"
    ]


def test_of_clean_files_there_is_no_letter() -> None:
    ((_, text),) = paragraphs(Report((), (FileSummary("a.txt", True, 1, 2),), rules=3))
    assert text == "检查了 1 个文件、1 个项目、2 个指标，启用 3 条规则：没有发现问题。"


def test_a_file_of_which_only_something_stayed_open_has_one() -> None:
    entry = NotChecked("X1", "a.txt", None, "缺一栏", NOWHERE)
    text = [text for _, text in paragraphs(Report((), (FileSummary("a.txt", True, 1, 2),), (), (entry,), rules=3))]
    assert "你单位报送的“a.txt”（1个项目、2个指标），能检查的部分没有发现问题。" in text
    assert "一、没能检查（不等于没有问题）" in text


def test_in_english(finding: Make) -> None:
    one = finding(confidence=Confidence.LOW, severity=Severity.WARNING, path="C:\\drafts\\a.docx", suggestion="Write a number")
    text = [text for _, text in paragraphs(Report((), (FileSummary(one.path, True, 1, 2),), (one,)), "en")]
    assert text[1] == "a.docx:"
    assert text[3] == "1. Should be changed"
    assert text[5] == "1. “编印数量”是计数指标，指标值却写成“≥95%” (line 106). (verify) To do: Write a number."


@pytest.mark.parametrize("text", ["<w:p/>&amp;", "]]>", "\x00\x1b", "\u202e", "a\tb"])
def test_the_document_stays_well_formed(text: str) -> None:
    word = WordText()
    for kind in Kind:
        word.add(text, kind)
    data = word.data()
    assert data == word.data()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            etree.fromstring(archive.read(name))
    read = [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]
    clean = "".join("\ufffd" if character in "\x00\x1b\u202e" else character for character in text)
    assert read == [clean] * len(Kind)
