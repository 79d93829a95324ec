"""A draft against the one that was sent back: how many findings are fixed, still there, new, or not looked at again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from goalint.findings import Finding, Report, Revision, State, Unsettled
from goalint.reports import words
from goalint.reports.beside import line
from goalint.reports.colour import BOLD
from goalint.reports.summary import Teller
from goalint.reports.width import shown


class Since(NamedTuple):
    """What has become of the findings of a draft, or of all drafts of a run."""

    still: list[Finding]
    new: list[Finding]
    fixed: list[Finding]
    unsettled: list[Unsettled]

    def counts(self, lang: str) -> str:
        """上次 12 项：已改好 7，仍在 4，没能复查 1；新出现 2."""
        before = len(self.fixed) + len(self.still) + len(self.unsettled)
        parts = [
            f"{words.state(State.FIXED, lang)} {len(self.fixed)}",
            f"{words.state(State.STILL, lang)} {len(self.still)}",
        ]
        if self.unsettled:
            parts.append(f"{words.unsettled(lang)} {len(self.unsettled)}")
        then = words.pick(lang, f"上次 {before} 项：", f"of {before} before: ") + words.pick(lang, "，", ", ").join(parts)
        return then + words.pick(lang, "；", "; ") + f"{words.state(State.NEW, lang)} {len(self.new)}"


def since(findings: Sequence[Finding], fixed: Iterable[Finding], unsettled: Iterable[Unsettled]) -> Since:
    """The findings of now, by state, beside those of before."""
    return Since(
        [one for one in findings if one.state is State.STILL],
        [one for one in findings if one.state is not State.STILL],
        list(fixed),
        list(unsettled),
    )


def in_all(report: Report, revision: Revision) -> Since:
    """That of the whole run."""
    return since(report.findings, revision.fixed, revision.unsettled)


def lines_before(report: Report, teller: Teller) -> Iterator[str]:
    """The findings of the earlier drafts that are fixed, and those that were not looked at again, one line each, by file."""
    if report.revision is None:
        return
    for title, entries in gone(report.revision, teller.lang):
        yield teller.paint(title, BOLD)
        for path in dict.fromkeys(finding.path for finding, _ in entries):
            yield f"  {shown(path)}"
            for finding, why in (entry for entry in entries if entry[0].path == path):
                yield from line(finding, teller, teller.say(f"（{shown(why)}）", f" ({shown(why)})") if why else "")
        yield ""


def gone(revision: Revision, lang: str) -> Iterator[tuple[str, list[tuple[Finding, str]]]]:
    """What is fixed and what was not looked at again, with the reason, each under its title if there is any."""
    if revision.fixed:
        yield words.state(State.FIXED, lang), [(finding, "") for finding in revision.fixed]
    if revision.unsettled:
        yield words.unsettled(lang), [(one.finding, one.why) for one in revision.unsettled]


class ByDraft:
    """That of each draft by its path, made once for a report."""

    def __init__(self, revision: Revision) -> None:
        self.revision = revision
        self._fixed: dict[str, list[Finding]] = {}
        self._unsettled: dict[str, list[Unsettled]] = {}
        for finding in revision.fixed:
            self._fixed.setdefault(finding.path, []).append(finding)
        for one in revision.unsettled:
            self._unsettled.setdefault(one.finding.path, []).append(one)

    def of(self, path: str, findings: Sequence[Finding]) -> Since | None:
        """That of the draft with these findings; None if nothing was sent back before."""
        before = self.revision.paths.get(path)
        if before is None:
            return None
        return since(findings, self._fixed.get(before, ()), self._unsettled.get(before, ()))

    def without_draft(self) -> Iterator[tuple[str, list[Unsettled]]]:
        """The drafts that were sent back and have not come again, with what they were sent back for."""
        came = set(self.revision.paths.values())
        for path, unsettled in self._unsettled.items():
            if path not in came:
                yield path, unsettled
