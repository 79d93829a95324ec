"""A form as its labels show it, before its fields are read: the meeting point of the grid and the flow parser."""

from __future__ import annotations

from dataclasses import dataclass, field

from goalint.parser.labels import Label
from goalint.tree.confidence import Confidence
from goalint.tree.document import NotRead
from goalint.tree.location import Location
from goalint.tree.passage import Passage


@dataclass
class Row:
    """A row of the indicator table, its cells by column."""

    cells: dict[Label, Passage]
    location: Location
    sure: Confidence = Confidence.HIGH


@dataclass
class RawSchedule:
    """Month labels and values with their columns; `columns` is False where the source has no columns to go by.

    `width` is the number of cells in the row of the labels; `doubtful` says that the values fit the labels in two ways.
    """

    labels: list[tuple[int, Passage]] = field(default_factory=list)
    values: list[tuple[int, Passage]] = field(default_factory=list)
    columns: bool = True
    width: int = 0
    doubtful: bool = False


@dataclass
class Form:
    """What stands in a form. `seen` are the labels that were found, with or without a value.

    `remainders` counts the rows that only went on with a cell of the row above. `scrambled` says that the conversion
    mixed its cells up: nothing in it can be trusted; `listed` that it was one of a list, which has columns for what
    other forms have cells for, and no more than those. `term_goals` and `term_rows` are those of several years beside
    the year's; `sources` are amounts beside the fiscal and the other funds, or parts of them; `signs` are heads that only
    the forms of another genre have; `skipped` are categories without an indicator whose names hold for the next row.
    `veiled` says that columns of its source are hidden: what it seems not to have may stand there.
    """

    location: Location
    title: Passage | None = None
    part: str = ""
    department: Passage | None = None
    unit: Passage | None = None
    fields: dict[Label, Passage] = field(default_factory=dict)
    purpose: list[Passage] = field(default_factory=list)
    goals: list[Passage] = field(default_factory=list)
    schedule: RawSchedule = field(default_factory=RawSchedule)
    seen: set[Label] = field(default_factory=set)
    columns: tuple[Label, ...] = ()
    rows: list[Row] = field(default_factory=list)
    not_read: list[NotRead] = field(default_factory=list)
    last: Location | None = None
    remainders: int = 0
    scrambled: bool = False
    listed: bool = False
    year: int | None = None
    term_goals: list[Passage] = field(default_factory=list)
    term_rows: list[Row] = field(default_factory=list)
    sources: list[Passage] = field(default_factory=list)
    signs: dict[str, set[str]] = field(default_factory=dict)
    skipped: list[dict[Label, Passage]] = field(default_factory=list)
    filled: bool = False
    veiled: bool = False
    sure: Confidence = Confidence.HIGH

    @property
    def of_department(self) -> bool:
        """It sets the goals of a whole department, and has no cells for what only a project has."""
        return Label.TASKS in self.seen and Label.NAME not in self.seen
