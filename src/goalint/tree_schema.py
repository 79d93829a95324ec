"""The tree as goalint writes and reads it (schema goalint.tree/1): its shape, for checking files and for JSON Schema.

What a system's export must have is little: the text of the fields. All the rest is either read from the text again or says
where a field stood and how surely it was read.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from goalint.tree.confidence import Confidence
from goalint.tree.text import State
from goalint.tree.units import Kind

_Count = Annotated[int, Field(ge=0)]
_Number = Annotated[str, Field(pattern=r"^-?\d{1,30}(\.\d{1,30})?$")]
_Confidence = Annotated[Confidence, Field(strict=False)]
_State = Annotated[State, Field(strict=False)]
_Kind = Annotated[Kind, Field(strict=False)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Place(_Part):
    """A place in the document that the tree was read from.

    `block` sorts into reading order where the format's numbers do not; `source` says that `line` is one of the file though
    there is no column.
    """

    line: _Count | None = None
    column: _Count | None = None
    page: _Count | None = None
    table: _Count | None = None
    row: _Count | None = None
    cell: int | str | None = None
    sheet: str | None = None
    block: _Count | None = None
    source: bool = False


class FieldPlace(_Part):
    """Where a field stands, its state if its text does not say it (read, else empty), and how sure its reading is.

    `marks`: from each offset of the text on, characters run on from that place.
    """

    location: Place = Place()
    state: _State | None = None
    sure: _Confidence = Confidence.HIGH
    marks: list[Annotated[tuple[_Count, Place], Field(strict=False)]] = []


Places = dict[str, FieldPlace | list[FieldPlace]]


class PlacedText(FieldPlace):
    """A paragraph."""

    text: str


class MoneyPart(_Part):
    """An amount: as written; its value in yuan follows from that and the unit of the form."""

    text: str
    yuan: _Number | None = None


class QuantityPart(_Part):
    """A value: as written; the rest follows from that."""

    text: str
    op: str | None = None
    number: _Number | None = None
    upper: _Number | None = None
    unit: str | None = None
    kind: _Kind | None = None


class SourcePart(_Part):
    """The document that the tree was read from."""

    path: str = ""
    format: str = "json"
    sha256: str = ""


class DepartmentPart(_Part):
    """预算单位."""

    code: str | None = None
    name: str
    location: Place = Place()


class SectionPart(_Part):
    """A heading."""

    title: str
    level: _Count
    location: Place = Place()


class TargetPart(_Part):
    """An indicator that the narrative names."""

    name: str
    value: QuantityPart
    location: Place = Place()
    description: str = ""
    category: str = ""
    places: Places = {}


class ItemPart(_Part):
    """One of the 分项绩效目标."""

    number: str | None = None
    name: str
    amount: MoneyPart | None = None
    schedule: list[_Number] = []
    goal: str = ""
    targets: list[TargetPart] = []
    location: Place = Place()
    schedule_text: str = ""
    heading: str = ""
    body: list[str] = []
    places: Places = {}


class NarrativePart(_Part):
    """第一部分."""

    overall: str = ""
    safeguards: list[str] = []
    items: list[ItemPart] = []
    places: Places = {}


class BudgetPart(_Part):
    """预算规模及资金用途."""

    total: MoneyPart | None = None
    fiscal: MoneyPart | None = None
    other: MoneyPart | None = None
    purpose: str = ""
    sources: list[MoneyPart | None] = []
    places: Places = {}


class PointPart(_Part):
    """A point of the spending schedule."""

    label: str
    month: Annotated[int, Field(ge=1, le=12)] | None = None
    text: str | None = None
    percent: _Number | None = None
    place: FieldPlace | None = None


class IndicatorPart(_Part):
    """A row of the table."""

    level1: str = ""
    level2: str = ""
    name: str
    description: str | None = None
    value: QuantityPart
    basis: str | None = None
    location: Place = Place()
    sure: _Confidence = Confidence.HIGH
    places: Places = {}


class ProjectPart(_Part):
    """A 绩效目标表."""

    part: str = ""
    seq: _Count | None = None
    code: str | None = None
    name: str
    unit: str = ""
    budget: BudgetPart | None = None
    schedule: list[PointPart] = []
    goals: list[str] = []
    indicators: list[IndicatorPart] = []
    location: Place = Place()
    title: str = ""
    department: DepartmentPart | None = None
    sure: _Confidence = Confidence.HIGH
    places: Places = {}


class NotReadPart(_Part):
    """Something that was seen and could not be understood."""

    location: Place = Place()
    why: str
    code: str | None = None
    args: dict[str, str] = {}
    project: _Count | None = None


class DocumentPart(_Part):
    """A document."""

    source: SourcePart = SourcePart()
    department: DepartmentPart | None = None
    fiscal_year: Annotated[int, Field(ge=1900, le=2999)] | None = None
    regime: str | None = None
    sections: list[SectionPart] = []
    narrative: NarrativePart | None = None
    projects: list[ProjectPart]
    not_read: list[NotReadPart] = []
    paragraphs: list[PlacedText] = []


class TreeFile(_Part):
    """What `goalint tree --output-format json` writes."""

    schema_: Annotated[Literal["goalint.tree/1"], Field(alias="schema")]
    documents: list[DocumentPart]
