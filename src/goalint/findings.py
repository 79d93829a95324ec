"""What goalint says: findings, what it could not check, and the report of a run (contract 2 of the design)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from goalint.tree.confidence import Confidence
from goalint.tree.location import Location


class Severity(StrEnum):
    """How much it matters: must be changed, should be changed, worth a look."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for info, 2 for error: for comparing with a threshold."""
        return _RANK[self]


_RANK = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}


ORIGINAL_NOT_READ = "original-not-read"  # the diagnostic for a draft whose earlier version could not be read


class State(StrEnum):
    """What a finding is against those that the draft was sent back with."""

    STILL = "still"
    NEW = "new"
    FIXED = "fixed"


class Evidence(NamedTuple):
    """A text that a finding rests on, and where it stands.

    `path` only where that is another file; `field` names what the text is (a field of the rule language), if known.
    """

    text: str
    location: Location
    path: str | None = None
    field: str | None = None


@dataclass(frozen=True)
class ProjectRef:
    """The project that a finding belongs to; `index` is its place in the document, which no report prints."""

    seq: int
    code: str
    name: str
    index: int


class IndicatorRef(NamedTuple):
    """The indicator that a finding belongs to."""

    level2: str
    name: str


class BasisRef(NamedTuple):
    """A document that a rule rests on; a rule of practice has none."""

    document: str
    article: str | None
    title: str


class Finding(NamedTuple):
    """One thing to tell. `evidence` begins with the place itself; what it was held against follows.

    `field` names the field of the node that is at fault. `fingerprint` stays the same when lines move, files are
    renamed or messages are reworded. `state` is None in a run that holds nothing against an earlier draft.
    """

    code: str
    name: str
    title: str
    severity: Severity
    confidence: Confidence
    category: str
    message: str
    suggestion: str | None
    args: Mapping[str, str]
    path: str
    location: Location
    project: ProjectRef | None
    indicator: IndicatorRef | None
    field: str | None
    evidence: tuple[Evidence, ...]
    basis: tuple[BasisRef, ...]  # empty: practice
    fingerprint: str
    state: State | None = None


class NotChecked(NamedTuple):
    """A rule that could not be applied because something was lost or could not be matched, and why."""

    rule: str
    path: str
    project: ProjectRef | None
    why: str
    location: Location


class Accepted(NamedTuple):
    """A finding that is not reported, and what says so (`how`): suppression, baseline, or ignore, by the configuration."""

    finding: Finding
    how: str
    reason: str = ""
    by: str | None = None
    until: date | None = None


class Unsettled(NamedTuple):
    """A finding of the draft that was sent back of which nobody can say that it is fixed, and why: it could not be looked at."""

    finding: Finding
    why: str


class Revision(NamedTuple):
    """What has become of the findings that drafts were sent back with, beside those that are still there.

    `original` is where those drafts are, `paths` the path there of each draft that has one. The findings keep the places of the
    old draft.
    """

    original: str
    paths: Mapping[str, str]
    fixed: tuple[Finding, ...] = ()
    unsettled: tuple[Unsettled, ...] = ()


class Diagnostic(NamedTuple):
    """Something to say about the run itself rather than a document: a suppression that is not used, a stale baseline.

    The place is in the file that is to be changed; `line` and `column` from 1, 0 where the whole file is meant.
    """

    code: str
    severity: Severity
    path: str
    line: int
    column: int
    message: str


class PackRef(NamedTuple):
    """A rule pack of the run."""

    name: str
    version: str
    sha256: str


class RuleRef(NamedTuple):
    """A rule that has told something, as the formats describe it that list rules."""

    code: str
    name: str
    title: str
    severity: Severity
    why: str | None = None


class FileSummary(NamedTuple):
    """One file of the run: what was found in it; `readable` is False if nothing could be checked.

    `accepted` findings in it are not reported.
    """

    path: str
    readable: bool
    projects: int = 0
    indicators: int = 0
    department: str | None = None
    fiscal_year: int | None = None
    accepted: int = 0


@dataclass(frozen=True)
class Report:
    """The outcome of a run, in the order of the files and, within one, of the document."""

    packs: tuple[PackRef, ...]
    files: Sequence[FileSummary]
    findings: Sequence[Finding] = ()
    not_checked: Sequence[NotChecked] = ()
    suppressed: int = 0
    baselined: int = 0
    ignored: int = 0  # by per-file-ignores and per-project-ignores
    rules: int = 0  # how many rules were in force
    rules_told: tuple[RuleRef, ...] = ()  # those with findings or not checked, by code
    accepted: tuple[Accepted, ...] = ()  # what is suppressed, baselined or ignored itself, if it is to be shown
    diagnostics: tuple[Diagnostic, ...] = ()
    revision: Revision | None = None  # if the run holds the drafts against earlier ones

    @cached_property
    def tally(self) -> Counter[tuple[str, Severity, Confidence]]:
        """How many findings of each rule, severity and confidence, counted once: they may have to be read back for it."""
        return Counter((finding.code, finding.severity, finding.confidence) for finding in self.findings)

    def count(self, severity: Severity) -> int:
        """How many findings of that severity."""
        return sum(number for (_, of, _), number in self.tally.items() if of is severity)

    @property
    def unreadable(self) -> int:
        """How many files could not be read."""
        return sum(not file.readable for file in self.files)
