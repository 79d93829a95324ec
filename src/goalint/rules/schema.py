"""What the files of a pack may hold: models for checking them when a pack is compiled, and for its JSON schema.

Imported only then: pydantic takes longer to load than a whole run of goalint.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

Text = Annotated[str, StringConstraints(min_length=1)]
Kebab = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,5}\d{3}$")]
CatalogueId = Annotated[str, StringConstraints(pattern=r"^[A-Z]\d{2}$")]
NodeKind = Literal["document", "section", "item", "target", "project", "schedule", "indicator", "batch"]
SeverityName = Literal["error", "warning", "info"]
ConfidenceName = Literal["high", "medium", "low"]
ProfileName = Literal["self-check", "submit", "review"]
Category = Literal[
    "reading", "structure", "classification", "value", "direction", "schedule",
    "budget", "consistency", "duplication", "code", "date", "text",
]  # fmt: skip


class Strict(BaseModel):
    """Unknown keys are mistakes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


class RuleOverride(Strict):
    """Settings of a rule of another pack that are different here."""

    enabled: bool | None = None
    severity: SeverityName | None = None
    confidence: ConfidenceName | None = None
    profile: ProfileName | None = None
    params: dict[str, Any] = {}


class TermsChange(Strict):
    """Terms put into a list of another pack or taken out of it, and further exceptions to its terms."""

    add: list[Text] = []
    remove: list[Text] = []
    exceptions: list[Text] = []


class PackFile(Strict):
    """pack.yaml: what the pack is called, the packs it builds on, and what it changes of them.

    `overrides` (each a RuleOverride) are by a rule's name or code, `lexicons` (each a TermsChange) by a list's name, for
    classifiers then by class.
    """

    name: Kebab
    version: Text
    title: Text
    title_en: str = ""
    requires: list[Kebab] = []
    overrides: dict[str, dict[str, Any]] = {}
    lexicons: dict[str, dict[str, Any]] = {}


class BasisEntry(Strict):
    """A document that rules may rest on; `articles` maps those that may be cited to what they say."""

    id: Text
    issuer: Text
    number: str = ""
    title: Text
    date: str | None = None
    articles: dict[str, str] = {}


class BasisFile(Strict):
    """basis.yaml: the pack's register of documents."""

    register_: list[BasisEntry] = Field(alias="register")


class TermsFile(Strict):
    """lexicons/*.yaml: a list of terms; exceptions are longer words that hold a term and are not it."""

    name: Kebab
    terms: Annotated[list[Text], Field(min_length=1)]
    exceptions: list[Text] = []


class ClassTerms(Strict):
    """One class of a classifier."""

    terms: Annotated[list[Text], Field(min_length=1)]
    exceptions: list[Text] = []


class ClassifierFile(Strict):
    """lexicons/*.yaml: classes of terms; `pick` says which match decides, by default the one furthest right.

    `overlap` allows a term in several classes: for lists that are asked which classes a text shows, not which it is.
    """

    name: Kebab
    pick: Literal["last", "first"] = "last"
    overlap: bool = False
    classes: Annotated[dict[Text, ClassTerms], Field(min_length=1)]
    exceptions: list[Text] = []


class FirstLevel(Strict):
    """A first-level category of a regime."""

    name: Text
    aliases: list[Text] = []
    required: bool = False


class SecondLevel(Strict):
    """A second-level category; `contains` are words that are enough for it under its parent.

    `or_under` are first-level categories that it stands under in documents whose forms do without its parent.
    """

    name: Text
    parent: Text
    aliases: list[Text] = []
    contains: list[Text] = []
    or_under: list[Text] = []
    required: bool = False


class Detect(Strict):
    """Names that only this regime uses."""

    level1: list[Text] = []
    level2: list[Text] = []


class Regime(Strict):
    """One taxonomy of indicators."""

    id: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$")]
    title: Text
    title_en: str = ""
    first_level: Annotated[list[FirstLevel], Field(min_length=1)]
    second_level: list[SecondLevel]
    detect: Detect = Detect()
    default: bool = False


class TaxonomyFile(Strict):
    """taxonomies/*.yaml."""

    regimes: list[Regime]


class Citation(Strict):
    """A document of the register, and the article if the register names it."""

    id: Text
    article: str | None = None


class English(Strict):
    """A rule's texts in English."""

    title: Text
    message: Text
    suggestion: str | None = None
    why: str | None = None


class ExampleEntry(Strict):
    """What a rule must do with a node: exactly one of flags, passes and not_checked."""

    flags: dict[str, Any] | None = None
    passes: dict[str, Any] | None = None
    not_checked: dict[str, Any] | None = None
    hits: Annotated[int, Field(ge=1)] | None = None
    given: NodeKind | None = None
    regime: str | None = None


class RuleEntry(Strict):
    """A rule."""

    code: Code
    name: Kebab
    title: Text
    severity: SeverityName
    confidence: ConfidenceName
    category: Category
    profile: ProfileName = "submit"
    given: Annotated[list[NodeKind], Field(min_length=1)]
    when: Text | None = None
    expect: Text | None = None
    check: Text | None = None
    params: dict[str, Any] = {}
    field: Text | None = None
    held_against: list[Text] = []
    message: Text
    suggestion: Text | None = None
    why: Text | None = None
    regimes: list[Text] = []
    domain: list[CatalogueId] = []
    basis: list[Citation]
    suppressible: bool = True
    examples: Annotated[list[ExampleEntry], Field(min_length=1)]
    en: English | None = None

    @field_validator("given", "held_against", "regimes", "domain", mode="before")
    @classmethod
    def _one_or_many(cls, value: Any) -> Any:
        return _listed(value)

    @field_validator("basis", mode="before")
    @classmethod
    def _practice(cls, value: Any) -> Any:
        return [] if value == "practice" else value


# --- nodes of examples ------------------------------------------------------------------------------------------------
# A key that is not given is absent from the form, null is a blank cell, "?" was lost in conversion.

Cell = str | None


class TargetExample(Strict):
    """A target of a narrative item."""

    name: Cell = None
    value: Cell = None
    description: Cell = None
    category: str = ""
    item: ItemExample | None = None
    document: DocumentExample | None = None


class ItemExample(Strict):
    """An item of the narrative; amounts carry their unit (3万元), the schedule is a list like [20%, 50%]."""

    number: str | None = None
    name: Cell = None
    amount: Cell = None
    schedule: list[Cell] = []
    goal: Cell = None
    targets: list[TargetExample] = []
    body: list[str] = []
    document: DocumentExample | None = None


class BudgetExample(Strict):
    """The amounts of a form, in its unit."""

    total: Cell = None
    fiscal: Cell = None
    other: Cell = None
    purpose: Cell = None


class IndicatorExample(Strict):
    """A row of the table. With siblings in `project.indicators`, it comes after them."""

    level1: Cell = None
    level2: Cell = None
    name: Cell = None
    description: Cell = None
    value: Cell = None
    basis: Cell = None
    project: ProjectExample | None = None
    document: DocumentExample | None = None


class ProjectExample(Strict):
    """A form. The schedule's labels are 3月底, 6月底, 10月底 and 12月底 unless given; the department is the document's."""

    name: Cell = None
    department: Cell = None
    department_code: str | None = None
    code: Cell = None
    title: Cell = None
    part: str = "预算项目绩效目标"
    unit: str = "万元"
    budget: BudgetExample = BudgetExample()
    schedule: list[Cell] = []
    labels: list[str] = ["3月底", "6月底", "10月底", "12月底"]
    goals: list[Cell] = []
    indicators: list[IndicatorExample] = []
    rows_lost: bool = False
    narrative: list[ItemExample] = []
    document: DocumentExample | None = None


class ScheduleExample(Strict):
    """The schedule of a form."""

    points: list[Cell]
    labels: list[str] = ["3月底", "6月底", "10月底", "12月底"]
    project: ProjectExample | None = None
    document: DocumentExample | None = None


class SectionExample(Strict):
    """A heading."""

    title: str
    level: int = 1
    document: DocumentExample | None = None


class NotReadExample(Strict):
    """Something that was not read: a reason of the tree with its arguments, and the number of its project from 0."""

    code: Text
    args: dict[str, str] = {}
    project: int | None = None


class DocumentExample(Strict):
    """A document, or what surrounds another node. Rules about the text read `paragraphs` as well, headings included."""

    path: str | None = None
    fiscal_year: int | None = None
    department: str | None = None
    department_code: str | None = None
    overall: Cell = None
    safeguards: list[Cell] = []
    sections: list[SectionExample] = []
    narrative: list[ItemExample] = []
    projects: list[ProjectExample] = []
    paragraphs: list[str] = []
    not_read: list[NotReadExample] = []


class BatchExample(Strict):
    """Several documents checked together."""

    documents: list[DocumentExample]


EXAMPLES: dict[str, type[Strict]] = {
    "document": DocumentExample,
    "section": SectionExample,
    "item": ItemExample,
    "target": TargetExample,
    "project": ProjectExample,
    "schedule": ScheduleExample,
    "indicator": IndicatorExample,
    "batch": BatchExample,
}
for _model in EXAMPLES.values():
    _model.model_rebuild()
