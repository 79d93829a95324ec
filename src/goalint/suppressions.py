"""Suppressions: findings that somebody has accepted, with a reason, and perhaps until a day."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from goalint.findings import Accepted, Diagnostic, Finding, ProjectRef, Severity
from goalint.globs import Glob
from goalint.rules.model import Rule
from goalint.rules.selectors import no_rule, similar, specific
from goalint.rules.values import fold
from goalint.tree.document import Document


class Suppression(NamedTuple):
    """One entry of the ignore file: which rule, where, and why; `line` and `column` are its own place, from 1.

    `file`, `project` (code or name), `indicator` (name) and `fingerprint` narrow it down; None where it is not.
    """

    rule: str
    reason: str
    file: Glob | None = None
    project: str | None = None
    indicator: str | None = None
    fingerprint: str | None = None
    by: str | None = None
    until: date | None = None
    basis: str | None = None
    line: int = 0
    column: int = 0

    def expired(self, today: date) -> bool:
        """Whether its last day is over."""
        return self.until is not None and self.until < today

    def means(self, finding: Finding) -> bool:
        """Whether the finding, of a rule that is meant, stands where it says."""
        return (
            (self.file is None or self.file.matches(finding.path))
            and (self.fingerprint is None or self.fingerprint == finding.fingerprint)
            and (self.project is None or finding.project is not None and named(self.project, finding.project))
            and (self.indicator is None or fold(self.indicator) == fold(_indicator(finding)))
        )

    def addresses(self, document: Document) -> bool:
        """Whether what it says is in the document at all, so that a finding could stand there."""
        if self.file is not None and not self.file.matches(document.source.path):
            return False
        return any(
            self.project is None or fold(self.project) in (fold(project.code.text), fold(project.name.text))
            for project in document.projects
        )

    def holds(self, document: Document) -> bool:
        """Whether the document has its indicator, in a form or as a target of the narrative."""
        if self.indicator is None:
            return True
        rows = [row.name.text for project in document.projects for row in project.indicators]
        items = document.narrative.items if document.narrative is not None else ()
        targets = [target.name.text for item in items for target in item.targets]
        return fold(self.indicator) in set(map(fold, (*rows, *targets)))


class Suppressions(NamedTuple):
    """The entries of an ignore file."""

    path: str
    entries: tuple[Suppression, ...] = ()


_UNSUPPRESSIBLE = (
    "规则 {0} 不能豁免：没有读到的内容谁也没有检查过",
    "{0} cannot be suppressed: nobody has checked what was not read",
)
_EXPIRED = (
    "对 {0} 的豁免已于 {1} 到期，不再生效；请改正问题，或延长期限并说明原因",
    "the suppression of {0} expired on {1}: fix it or extend it",
)
_UNUSED = (
    "对 {0} 的豁免没有用到：{1}已经没有这个问题，请删去这一条",
    "the suppression of {0} is not used: nothing to suppress {1}; delete it",
)
_NOWHERE = (
    "对 {0} 的豁免没有用到：没有找到{1}，请改正或删去这一条",
    "the suppression of {0} is not used: there is no {1}; correct or delete it",
)


class SuppressionUse:
    """The suppressions in use: what they take out, and what there is to say about the entries when all is over.

    `known` are all rules of the packs, `in_force` those of the run. An entry that takes out nothing is reported as not used
    if it could have: its rule was in force and checked where it points, or the run is `complete`, so that there is no such place.
    """

    def __init__(
        self,
        suppressions: Suppressions,
        known: Sequence[Rule],
        in_force: Sequence[Rule],
        today: date,
        complete: bool,
        lang: str,
    ) -> None:
        self._path = suppressions.path
        self._ready = {rule.code for rule in in_force}
        self._complete = complete
        self._lang = lang
        self._said: list[Diagnostic] = []
        self._by_code: dict[str, list[Suppression]] = {}
        self._used: set[Suppression] = set()
        for entry in suppressions.entries:
            meant = [rule for rule in known if specific(entry.rule, rule)]
            open_to = [rule for rule in meant if rule.suppressible]
            if not meant:
                self._say(entry, "unknown-rule", no_rule(entry.rule, similar(entry.rule, known), lang))
            elif not open_to:
                self._say(entry, "unsuppressible", *_UNSUPPRESSIBLE, entry.rule)
            elif entry.expired(today):
                self._say(entry, "expired-suppression", *_EXPIRED, entry.rule, str(entry.until))
            else:
                for rule in open_to:
                    self._by_code.setdefault(rule.code, []).append(entry)

    def apart(self, findings: Iterable[Finding]) -> tuple[list[Finding], list[Accepted]]:
        """What is left of the findings, and those that an entry means."""
        left: list[Finding] = []
        accepted: list[Accepted] = []
        for finding in findings:
            by = next((one for one in self._by_code.get(finding.code, ()) if one.means(finding)), None)
            if by is None:
                left.append(finding)
            else:
                self._used.add(by)
                accepted.append(Accepted(finding, "suppression", by.reason, by.by, by.until))
        return left, accepted

    def told(self, documents: Iterable[Document], unsure: Collection[tuple[str, str]]) -> list[Diagnostic]:
        """What there is to say about the entries; `unsure` are the codes of rules that were not checked, each with where."""
        idle: dict[Suppression, list[str]] = {}
        for code, entries in self._by_code.items():
            for entry in entries:
                if entry not in self._used and code in self._ready:
                    idle.setdefault(entry, []).append(code)
        addressed: dict[Suppression, list[tuple[str, bool]]] = {entry: [] for entry in idle}
        for document in documents if idle else ():
            for entry, where in addressed.items():
                if entry.addresses(document):
                    where.append((document.source.path, entry.holds(document)))
        for entry, codes in idle.items():
            self._unused(entry, addressed[entry], {path for code, path in unsure if code in codes})
        return sorted(self._said, key=lambda one: (one.line, one.column))

    def _unused(self, entry: Suppression, addressed: Sequence[tuple[str, bool]], unsure: Collection[str]) -> None:
        if addressed and not any(held for _, held in addressed):
            self._nowhere(entry, f"指标“{entry.indicator}”", f"indicator “{entry.indicator}”")
        elif any(path in unsure for path, _ in addressed):
            return
        elif addressed:
            where = ("文件里", "there") if entry.file or entry.project else ("这些文件里", "in these files")
            self._say(entry, "unused-suppression", *_UNUSED, entry.rule, where[self._lang == "en"])
        elif self._complete:
            self._nowhere(
                entry,
                f"项目“{entry.project}”" if entry.project else f"文件“{entry.file}”",
                f"project “{entry.project}”" if entry.project else f"file “{entry.file}”",
            )

    def _nowhere(self, entry: Suppression, zh: str, en: str) -> None:
        self._say(entry, "unused-suppression", *_NOWHERE, entry.rule, zh if self._lang == "zh" else en)

    def _say(self, entry: Suppression, code: str, zh: str, en: str = "", *args: str) -> None:
        message = zh if self._lang == "zh" or not en else en
        self._said.append(Diagnostic(code, Severity.WARNING, self._path, entry.line, entry.column, message.format(*args)))


def named(wanted: str, project: ProjectRef) -> bool:
    """Whether a text is the code or the name of the project."""
    return fold(wanted) in (fold(project.code), fold(project.name))


def _indicator(finding: Finding) -> str:
    return finding.indicator.name if finding.indicator is not None else finding.args.get("target", "")
