"""Trees as input: what `goalint tree --output-format json` wrote, or a system's export of that shape, in JSON or YAML.

The text of a field is the truth: codes, amounts and values are read from it again. A number that a file states beside a text
and that does not follow from it is an error of the file, not of the drafter.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from goalint.readers.blocks import UnreadableError
from goalint.readers.encoding import decode
from goalint.tree.code import project_code
from goalint.tree.document import (
    WHY,
    Budget,
    Department,
    Document,
    Indicator,
    Item,
    Narrative,
    NotRead,
    Project,
    SchedulePoint,
    Section,
    Source,
    Target,
)
from goalint.tree.location import NOWHERE, Location
from goalint.tree.money import Money, money
from goalint.tree.passage import Passage
from goalint.tree.quantity import Quantity, quantity
from goalint.tree.stated import stated_amounts
from goalint.tree.text import EMPTY, READ, Text, absent
from goalint.tree_mistakes import Mistake, no_json, unfit, wrong_tree

if TYPE_CHECKING:
    from goalint import tree_schema as schema

_MARK = b"goalint.tree/"
HEAD = 4096  # bytes in which a tree says that it is one
_MOST_BYTES = {"json": 64 * 1024 * 1024, "yaml": 4 * 1024 * 1024}  # YAML is read some fifty times slower


def looks_like_one(head: bytes) -> bool:
    """Whether a file of one of the endings is a tree, by its beginning: folders hold other JSON and YAML too."""
    return _MARK in head[:HEAD]


def documents_of(data: bytes, name: str) -> list[Document]:
    """The documents of a tree file, named after it; of several, each after its own as well.

    Raises UnreadableError with the first mistakes and where in the file they are.
    """
    form = "yaml" if name.lower().endswith((".yaml", ".yml")) else "json"
    limit = _MOST_BYTES[form]
    if len(data) > limit:
        raise UnreadableError("too-large", size=f"{len(data) / 1e6:.0f} MB", limit=f"{limit // 1024 // 1024} MB")
    try:
        file = _validated(_yaml(data, name), lax=True) if form == "yaml" else _validated(_json(data))
    except RecursionError:
        raise UnreadableError("too-deep") from None
    found: list[Document] = []
    wrong: list[Mistake] = []
    digest = sha256(data).hexdigest()
    for number, part in enumerate(file.documents, 1):
        path = name if len(file.documents) == 1 else f"{name}/{part.source.path or number}"
        reader = _Reader(f"documents[{number - 1}]")
        found.append(reader.document(part, Source(path, part.source.format, f"{digest}:{number}")))
        wrong += reader.wrong
    if wrong:
        raise wrong_tree(wrong)
    return found


def _json(data: bytes) -> Any:
    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        held: dict[str, Any] = {}
        for name, value in found:
            if name in held:
                raise wrong_tree([Mistake(f"键“{name}”写了两次", f"the key “{name}” stands there twice")])
            held[name] = value
        return held

    try:
        return json.loads(decode(data), object_pairs_hook=pairs)
    except json.JSONDecodeError as error:
        raise wrong_tree([no_json(error)]) from None


def _yaml(data: bytes, name: str) -> Any:
    from goalint.rules.source import read_yaml

    file = read_yaml(data, name)
    if file.problems:
        raise wrong_tree(
            [
                Mistake(
                    f"第 {one.line} 行第 {one.column} 列：{one.message()}",
                    f"line {one.line}, column {one.column}: {one.message('en')}",
                )
                for one in file.problems
            ]
        )
    return file.data


def _validated(loaded: Any, *, lax: bool = False) -> schema.TreeFile:
    """The file, checked. Lax for YAML, whose values are texts until something says that they are numbers."""
    from pydantic import ValidationError

    from goalint.tree_schema import TreeFile

    try:
        return TreeFile.model_validate(loaded, strict=False if lax else None)
    except ValidationError as error:
        raise wrong_tree(unfit(error)) from None


class _Reader:
    """Makes a document of a part of a file; `wrong` are the numbers that do not follow from their texts."""

    def __init__(self, at: str) -> None:
        self.at = at
        self.wrong: list[Mistake] = []

    def document(self, part: schema.DocumentPart, source: Source) -> Document:
        return Document(
            source=source,
            department=self.department(part.department),
            fiscal_year=part.fiscal_year,
            regime=part.regime,
            sections=tuple(Section(one.title, one.level, _place(one.location)) for one in part.sections),
            narrative=None if part.narrative is None else self.narrative(part.narrative),
            projects=tuple(self.project(one, number) for number, one in enumerate(part.projects)),
            not_read=tuple(self.not_read(one, len(part.projects)) for one in part.not_read),
            paragraphs=tuple(self.text(one.text, one) for one in part.paragraphs),
        )

    def not_read(self, part: schema.NotReadPart, projects: int) -> NotRead:
        project = part.project if part.project is not None and part.project < projects else None
        place = _place(part.location)
        if part.code in WHY:
            told = NotRead(place, part.code, part.args, project)
            try:
                told.why("en")
            except (KeyError, ValueError, IndexError):
                pass
            else:
                return told
        return NotRead(place, "unreadable", {"zh": part.why, "en": part.why}, project)

    def department(self, part: schema.DepartmentPart | None) -> Department | None:
        return None if part is None else Department(part.code, part.name, _place(part.location))

    def narrative(self, part: schema.NarrativePart) -> Narrative:
        return Narrative(
            self.field(part.overall, part.places, "overall", NOWHERE),
            self.fields(part.safeguards, part.places, "safeguards", NOWHERE),
            tuple(self.item(one, f"{self.at}.narrative.items[{number}]") for number, one in enumerate(part.items)),
        )

    def item(self, part: schema.ItemPart, at: str) -> Item:
        place = _place(part.location)
        amount = None
        if part.amount is not None:
            amount = self.money(part.amount, part.places, "amount", "", place, f"{at}.amount")
        return Item(
            number=part.number,
            name=self.field(part.name, part.places, "name", place),
            amount=amount,
            schedule=tuple(map(Decimal, part.schedule)),
            schedule_text=self.field(part.schedule_text, part.places, "schedule_text", place),
            goal=self.field(part.goal, part.places, "goal", place),
            targets=tuple(self.target(one, f"{at}.targets[{number}]") for number, one in enumerate(part.targets)),
            body=self.fields(part.body, part.places, "body", place),
            location=place,
            heading=self.field(part.heading, part.places, "heading", place) if part.heading or part.places else absent(),
        )

    def target(self, part: schema.TargetPart, at: str) -> Target:
        place = _place(part.location)
        return Target(
            self.field(part.name, part.places, "name", place),
            self.quantity(part.value, part.places, place, f"{at}.value"),
            self.field(part.description, part.places, "description", place),
            part.category,
            place,
        )

    def project(self, part: schema.ProjectPart, number: int) -> Project:
        place = _place(part.location)
        at = f"{self.at}.projects[{number}]"
        unit = self.field(part.unit or None, part.places, "unit", place)
        return Project(
            part=part.part,
            seq=number + 1 if part.seq is None else part.seq,
            title=self.field(part.title or None, part.places, "title", place),
            department=self.department(part.department),
            code=project_code(self.field(part.code, part.places, "code", place)),
            name=self.field(part.name, part.places, "name", place),
            unit=unit,
            budget=self.budget(part.budget, unit.text, place, f"{at}.budget"),
            schedule=tuple(self.point(one, place, f"{at}.schedule[{row}]") for row, one in enumerate(part.schedule)),
            goals=self.fields(part.goals, part.places, "goals", place),
            indicators=tuple(self.indicator(one, f"{at}.indicators[{row}]") for row, one in enumerate(part.indicators)),
            location=place,
            sure=part.sure,
        )

    def budget(self, part: schema.BudgetPart | None, unit: str, place: Location, at: str) -> Budget:
        if part is None:
            none = money(absent(place), unit)
            return Budget(none, none, none, absent(place))

        def amount(name: str) -> Money:
            return self.money(getattr(part, name), part.places, name, unit, place, f"{at}.{name}")

        purpose = self.field(part.purpose or None, part.places, "purpose", place)
        places = _listed(part.places.get("sources"))
        sources = tuple(
            self.money(one, {"source": places[number]} if number < len(places) else {}, "source", unit, place, f"{at}.sources")
            for number, one in enumerate(part.sources)
        )
        return Budget(amount("total"), amount("fiscal"), amount("other"), purpose, stated_amounts(purpose), sources)

    def point(self, part: schema.PointPart, place: Location, at: str) -> SchedulePoint:
        from goalint.parser.schedule import percent_of

        field = self.text(part.text or "", part.place, place)
        percent = percent_of(field.text)
        self.follows(f"{at}.percent", field.text, part.percent, percent)
        return SchedulePoint(part.label, part.month, field, percent)

    def indicator(self, part: schema.IndicatorPart, at: str) -> Indicator:
        place = _place(part.location)
        return Indicator(
            self.field(part.level1, part.places, "level1", place),
            self.field(part.level2, part.places, "level2", place),
            self.field(part.name, part.places, "name", place),
            self.field(part.description, part.places, "description", place),
            self.quantity(part.value, part.places, place, f"{at}.value"),
            self.field(part.basis, part.places, "basis", place),
            place,
            part.sure,
        )

    def money(
        self, part: schema.MoneyPart | None, places: schema.Places, name: str, unit: str, place: Location, at: str
    ) -> Money:
        amount = money(self.field(None if part is None else part.text, places, name, place), unit)
        if part is not None:
            self.follows(f"{at}.yuan", f"{part.text}（{unit or '没有单位'}）", part.yuan, amount.yuan)
        return amount

    def quantity(self, part: schema.QuantityPart, places: schema.Places, place: Location, at: str) -> Quantity:
        value = quantity(self.field(part.text, places, "value", place))
        read = value.reading
        self.follows(f"{at}.op", part.text, part.op, read.op)
        self.follows(f"{at}.number", part.text, part.number, read.number)
        self.follows(f"{at}.upper", part.text, part.upper, read.upper)
        return value

    def follows(self, at: str, text: str, stated: str | None, read: Decimal | str | None) -> None:
        """Note what stands beside a text and is not what the text says."""
        if stated is not None and (Decimal(stated) if isinstance(read, Decimal) else stated) != read:
            found = f"{read:f}" if isinstance(read, Decimal) else read
            self.wrong.append(
                Mistake(
                    f"{at}：写的是 {stated}，但“{text}”" + ("读不出来" if found is None else f"读出来是 {found}"),
                    f"{at}: {stated}, but “{text}” " + ("says nothing" if found is None else f"says {found}"),
                )
            )

    # --- texts and places ---------------------------------------------------------------------------------------------

    def field(self, text: str | None, places: schema.Places, name: str, around: Location) -> Text:
        place = places.get(name)
        return self.text(text, None if isinstance(place, list) else place, around)

    def fields(self, texts: Sequence[str], places: schema.Places, name: str, around: Location) -> tuple[Text, ...]:
        listed = _listed(places.get(name))
        return tuple(
            self.text(text, listed[number] if number < len(listed) else None, around) for number, text in enumerate(texts)
        )

    def text(self, text: str | None, place: schema.FieldPlace | None, around: Location = NOWHERE) -> Text:
        """A field; one that is not there and of which nothing is said is absent: the form has no such cell."""
        if place is None:
            if text is None:
                return absent(around)
            return Text(Passage(text, ((0, around),)), READ if text else EMPTY)
        held = text or ""
        state = place.state or (READ if held else EMPTY)
        marks = tuple((offset, _place(at)) for offset, at in place.marks) or ((0, _place(place.location)),)
        return Text(Passage(held if state is READ else "", marks), state, place.sure)


def _place(part: schema.Place) -> Location:
    cell = int(part.cell) if isinstance(part.cell, str) and part.cell.isdecimal() else part.cell  # of YAML
    return Location(part.line, part.column, part.page, part.table, part.row, cell, part.sheet, part.block, part.source)


def _listed(places: schema.FieldPlace | list[schema.FieldPlace] | None) -> list[schema.FieldPlace]:
    return places if isinstance(places, list) else []
