"""The parsed tree for people: what goalint understood of a document, and what it did not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from goalint.reports import Style, words
from goalint.reports.colour import BOLD, DIM, YELLOW, Paint
from goalint.reports.table import table
from goalint.reports.tree_json import number
from goalint.reports.width import hanging, shown
from goalint.tree.document import Document, Item, Project, Target
from goalint.tree.money import Money
from goalint.tree.quantity import Quantity
from goalint.tree.text import EMPTY, LOST, READ, Text
from goalint.tree.units import Kind

# What a value was taken for, where a reader would expect a number.
_KIND = {Kind.TEXT: ("文字", "words"), Kind.GARBLED: ("无法读懂", "garbled")}


def render(documents: Iterable[Document], style: Style) -> str:
    """The documents one after the other."""
    writer = _Writer(style)
    lines: list[str] = []
    for document in documents:
        if lines:
            lines += ["", ""]
        lines += writer.document(document)
    return "\n".join(lines) + "\n" if lines else ""


class _Writer:
    """Renders the parts of a tree in one style."""

    def __init__(self, style: Style) -> None:
        self.lang = style.lang
        self.width = max(style.width, 40)
        self.paint = Paint(style.colour)

    def say(self, zh: str, en: str) -> str:
        return words.pick(self.lang, zh, en)

    def entry(self, label: str, text: str, indent: int = 2) -> list[str]:
        """“label：text”, each paragraph wrapped under the label; nothing if there is no text."""
        head = " " * indent + label + self.say("：", ": ")
        paragraphs = [line for paragraph in text.splitlines() if (line := shown(paragraph))]
        lines: list[str] = []
        for paragraph in paragraphs:
            lines += hanging(head, paragraph, self.width, indent + 4, self.paint(head, DIM))
            head = " " * (indent + 4)
        return lines

    def title(self, text: str) -> list[str]:
        return ["", self.paint(text, BOLD)]

    def document(self, document: Document) -> Iterator[str]:
        yield self.paint(shown(document.source.path), BOLD)
        department = document.department
        if department is not None:
            name = " ".join(part for part in (department.code or "", department.name) if part)
            yield from self.entry(self.say("预算单位", "department"), shown(name))
        year = document.fiscal_year
        yield from self.entry(self.say("预算年度", "fiscal year"), str(year) if year else self.say("不明", "unknown"))
        yield from self.entry(self.say("指标框架", "regime"), document.regime or "")
        yield from self.entry(self.say("文件格式", "format"), document.source.format)
        if document.sections:
            yield from self.title(self.say("目录", "Sections"))
            for section in document.sections:
                yield "  " * max(section.level, 1) + shown(section.title)
        if document.narrative is not None:
            yield from self.title(self.say("整体绩效目标", "Narrative"))
            yield from self.entry(self.say("总体绩效目标", "overall goal"), self.text(document.narrative.overall))
            for item in document.narrative.items:
                yield from self.item(item)
            for safeguard in document.narrative.safeguards:
                yield from self.entry(self.say("保障措施", "safeguard"), self.text(safeguard))
        for project in document.projects:
            yield from self.project(project)
        if document.not_read:
            yield from self.title(self.paint(self.say("未读懂", "Not understood"), YELLOW))
            for entry in document.not_read:
                head = f"  {words.place(entry.location, self.lang)}  "
                yield from hanging(head, shown(entry.why(self.lang)), self.width, 6)

    def item(self, item: Item) -> Iterator[str]:
        yield f"  {item.number or '-'}  {shown(item.name.text)}  " + self.paint(words.place(item.location, self.lang), DIM)
        if item.amount is not None:
            yield from self.entry(self.say("金额", "amount"), self.money(item.amount), 6)
        schedule = self.say("，", ", ").join(f"{number(percent)}%" for percent in item.schedule)
        yield from self.entry(self.say("资金支出计划", "schedule"), schedule, 6)
        yield from self.entry(self.say("绩效目标", "goal"), self.text(item.goal), 6)
        targets = self.say("；", "; ").join(map(self.target, item.targets))
        yield from self.entry(self.say("绩效指标", "targets"), targets, 6)

    def target(self, target: Target) -> str:
        return f"{shown(target.name.text)} {self.quantity(target.value)}"

    def project(self, project: Project) -> Iterator[str]:
        head = [self.say("项目", "project") + f" {project.seq}", self.read(project.code.field), self.read(project.name)]
        yield from self.title("  ".join(part for part in head if part) + "  " + words.place(project.location, self.lang))
        yield from self.entry(self.say("部分", "part"), shown(project.part))
        if project.department is not None:
            name = " ".join(part for part in (project.department.code or "", project.department.name) if part)
            yield from self.entry(self.say("预算单位", "department"), shown(name))
        unit = project.unit.text
        money = [
            f"{words.pick(self.lang, *label)} {self.money(amount)}"
            for label, amount in (
                (("预算数", "total"), project.budget.total),
                (("财政资金", "fiscal"), project.budget.fiscal),
                (("其他资金", "other"), project.budget.other),
            )
        ]
        label = self.say("预算", "budget") + (self.say(f"（{unit}）", f" ({unit})") if unit else "")
        yield from self.entry(label, self.say("，", ", ").join(money))
        yield from self.entry(self.say("资金用途", "purpose"), self.text(project.budget.purpose))
        points = self.say("，", ", ").join(f"{shown(point.label)} {self.read(point.field)}" for point in project.schedule)
        yield from self.entry(self.say("支出计划", "schedule"), points)
        for goal in project.goals:
            yield from self.entry(self.say("绩效目标", "goal"), self.text(goal))
        if project.indicators:
            header = self.say("一级 二级 三级 值 依据", "level1 level2 indicator value basis").split()
            rows = []
            before = ("", "")
            for indicator in project.indicators:
                levels = (self.read(indicator.level1), self.read(indicator.level2))
                first = "" if levels[0] == before[0] else levels[0]
                second = "" if levels == before else levels[1]
                rows.append(
                    [first, second, self.read(indicator.name), self.quantity(indicator.value), self.read(indicator.basis)]
                )
                before = levels
            yield from table(header, rows, self.width, indent=2)

    def read(self, field: Text) -> str:
        """The text on one line, or why there is none."""
        return shown(self.text(field))

    def text(self, field: Text) -> str:
        """The text with its line breaks, or why there is none."""
        if field.state is READ:
            return field.text
        if field.state is LOST:
            return self.say("〔转换时丢失〕", "[lost in conversion]")
        return self.say("（空）", "(empty)") if field.state is EMPTY else ""

    def money(self, amount: Money) -> str:
        """The amount as the form writes it; what could not be read as one says so."""
        text = self.read(amount.field)
        if amount.field.state is READ and amount.yuan is None:
            text += self.say("〔不是金额〕", " [no amount]")
        return text or "-"

    def quantity(self, value: Quantity) -> str:
        """The value as written, with its kind where that is not plain to see."""
        text = self.read(value.field)
        if value.field.state is READ and (kind := _KIND.get(value.reading.kind)):
            text += self.say(f"〔{kind[0]}〕", f" [{kind[1]}]")
        return text
