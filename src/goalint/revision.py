"""What has become of the findings that a draft was sent back with: still there, fixed, or nobody knows; and what is new.

As in the baseline a finding is known by its content and as many are taken for the same as there were. Of those that are left,
what a rule says of the same place is still there too, though its text has been changed: 95% has become 98%, and should be a
number. A finding that is gone counts as fixed only where its rule has looked at its project again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from goalint.baseline import matched
from goalint.draft_pairing import paired_documents, project_marks
from goalint.findings import ORIGINAL_NOT_READ, Accepted, Diagnostic, Finding, NotChecked, Revision, Severity, State, Unsettled
from goalint.rules.model import Rule
from goalint.rules.values import fold
from goalint.tree.document import Document, NotRead

_Key = tuple[str, ...]


class Original(NamedTuple):
    """The drafts as they were sent back: the place that was named, what they say, and what the same rules found in them.

    `revised` are the places where the new drafts are looked for; `whole`, that they should all be there.
    """

    place: str
    documents: Sequence[Document]
    findings: Sequence[Finding]
    revised: tuple[str, ...]
    whole: bool = False


class Compared(NamedTuple):
    """The findings with their states, what has become of the others, and what could not be compared."""

    findings: list[Finding]
    accepted: list[Accepted]
    revision: Revision
    diagnostics: list[Diagnostic]


def compared(
    findings: Sequence[Finding],
    accepted: Sequence[Accepted],
    original: Original,
    *,
    documents: Sequence[Document],
    rules: Sequence[Rule],
    not_checked: Iterable[NotChecked],
    lang: str,
) -> Compared:
    """Tell what of the findings is new, and what of those of the original is fixed.

    A finding that is `accepted` now is neither fixed nor still there.
    """
    documents, before, found = tuple(documents), tuple(original.documents), tuple(original.findings)
    pairs = paired_documents(documents, before, original.revised, original.place)
    both = _Both(documents, before, pairs)
    now = [*findings, *(one.finding for one in accepted)]
    judge = _Judge(both, rules, not_checked, lang)
    reasons = [judge.why_open(finding) for finding in found]
    # Where one of two is left, it is the one that could be looked at again.
    order = sorted(range(len(reasons)), key=lambda index: bool(reasons[index]))
    then = [found[index] for index in order]
    same: dict[int, int] = {}
    for key in (both.content, both.place):
        rest_now = [index for index in range(len(now)) if index not in same]
        taken = set(same.values())
        rest_then = [index for index in range(len(then)) if index not in taken]
        keys_then = [key(then[index], 1) for index in rest_then]
        keys_now = [key(now[index], 0) for index in rest_now]
        same |= {rest_now[mine]: rest_then[other] for mine, other in matched(keys_then, keys_now).items()}
    states = [one._replace(state=State.STILL if index in same else State.NEW) for index, one in enumerate(now)]
    told, kept_back = states[: len(findings)], states[len(findings) :]
    gone = sorted(order[index] for index in set(range(len(then))) - set(same.values()))
    fixed: list[Finding] = []
    unsettled: list[Unsettled] = []
    for index in gone:
        finding = found[index]
        if both.new_of(finding) is None and not original.whole:
            continue  # nobody asked for that document
        if why := reasons[index]:
            unsettled.append(Unsettled(finding, why))
        else:
            fixed.append(finding._replace(state=State.FIXED))
    revision = Revision(original.place, both.paths, tuple(fixed), tuple(unsettled))
    accepted = [one._replace(finding=finding) for one, finding in zip(accepted, kept_back, strict=True)]
    return Compared(told, accepted, revision, _without_original(both, lang))


def _without_original(both: _Both, lang: str) -> list[Diagnostic]:
    """What to say of documents all of whose findings count as new, because there is nothing to hold them against."""
    said = []
    for index, document in enumerate(both.new):
        if not document.projects:
            continue
        path, code = document.source.path, "no-original"
        if index not in both.pairs:
            zh = "上次的文件里没有找到它，发现的问题都算新出现的"
            en = "not found among the drafts that were sent back: all that was found in it counts as new"
        elif not both.old[both.pairs[index]].projects:
            before, code = both.old[both.pairs[index]].source.path, ORIGINAL_NOT_READ
            zh = f"上次的文件 {before} 无法读取，发现的问题都算新出现的"
            en = f"the draft sent back, {before}, could not be read: all that was found here counts as new"
        else:
            continue
        said.append(Diagnostic(code, Severity.WARNING, path, 0, 0, zh if lang == "zh" else en))
    return said


class _Both:
    """The documents of both sides with what is the same in them."""

    def __init__(self, new: Sequence[Document], old: Sequence[Document], pairs: Mapping[int, int]) -> None:
        self.new, self.old, self.pairs = new, old, pairs
        self.paths = {new[mine].source.path: old[other].source.path for mine, other in pairs.items()}
        # Per side, by path: the mark of the document, and those of its projects.
        self._marks: tuple[dict[str, tuple[str, list[str]]], dict[str, tuple[str, list[str]]]] = {}, {}
        self._partner = {old[other].source.path: new[mine] for mine, other in pairs.items()}
        self.before = {new[mine].source.path: old[other] for mine, other in pairs.items()}
        for mine, other in pairs.items():
            marks = project_marks(new[mine], old[other])
            for side, document in ((0, new[mine]), (1, old[other])):
                self._marks[side][document.source.path] = f"d{mine}", marks[side]

    def new_of(self, finding: Finding) -> Document | None:
        """The new document for a finding of the old one."""
        return self._partner.get(finding.path)

    def project(self, finding: Finding, side: int) -> str:
        """The mark of the project that the finding is in; empty for one about the document."""
        if finding.project is None or finding.path not in self._marks[side]:
            return ""
        return self._marks[side][finding.path][1][finding.project.index]

    def place(self, finding: Finding, side: int) -> _Key | None:
        """Where the finding is; None for a place that is not in both, or not one place."""
        if finding.path not in self._marks[side] or finding.project is None:
            return None
        indicator = finding.indicator.name if finding.indicator is not None else ""
        target = finding.args.get("target", "")
        where = self._marks[side][finding.path][0], self.project(finding, side), finding.code
        return (*where, fold(indicator), fold(target), finding.field or "")

    def content(self, finding: Finding, side: int) -> _Key | None:
        """The content of the finding: what its fingerprint is made of, with what is the same project in both."""
        if finding.path not in self._marks[side]:
            return None
        level2, indicator = finding.indicator if finding.indicator is not None else ("", "")
        texts = level2, indicator, finding.args.get("target", ""), finding.evidence[0].text if finding.evidence else ""
        return self._marks[side][finding.path][0], self.project(finding, side), finding.code, *map(fold, texts)

    def projects(self, path: str, mark: str) -> list[int]:
        """The projects of a new document that have the mark."""
        return [index for index, one in enumerate(self._marks[0][path][1]) if one == mark]


class _Judge:
    """Knows what could not be looked at again."""

    def __init__(self, both: _Both, rules: Sequence[Rule], not_checked: Iterable[NotChecked], lang: str) -> None:
        self.both = both
        self.lang = lang
        self.rules = {rule.code: rule for rule in rules}
        self.complete = len(both.pairs) == len(both.old) and all(both.new[index].projects for index in both.pairs)
        self.open: dict[tuple[str, str], list[NotChecked]] = defaultdict(list)
        for one in not_checked:
            self.open[one.rule, one.path].append(one)
        self._losses: dict[str, list[NotRead]] = {}

    def say(self, zh: str, en: str) -> str:
        return zh if self.lang == "zh" else en

    def why_open(self, finding: Finding) -> str:
        """Why nobody can say that a finding of the original is fixed although it is gone; empty if it can be said."""
        document = self.both.new_of(finding)
        if document is None:
            return self.say("没有找到这个文件的修改稿", "no revised draft of this file was found")
        if not document.projects:
            why = "".join(one.why(self.lang) for one in document.not_read[-1:])
            return self.say(f"修改稿没有读到内容：{why}", f"nothing was read of the revised draft: {why}")
        rule = self.rules.get(finding.code)
        if rule is None or rule.regimes and document.regime not in rule.regimes:
            return self.say("这次没有用这条规则", "the rule was not applied this time")
        if "batch" in rule.given and not self.complete:
            return self.say("要与其他文件对照，这次文件不全", "it shows only across files, and some are not there this time")
        path = document.source.path
        projects = self.both.projects(path, self.both.project(finding, 1)) if finding.project is not None else []
        if finding.project is not None and not projects:
            return self.say(
                "修改稿里没有这个项目，或者认不出是哪一个",
                "the revised draft has no project that is surely the same",
            )
        for one in self.open.get((finding.code, path), ()):
            if one.project is None or finding.project is None or one.project.index in projects:
                return one.why
        return self.lost(finding, document, projects)

    def lost(self, finding: Finding, document: Document, projects: Sequence[int]) -> str:
        """Why the place of a finding may be among what was not read of the new document."""
        names = {fold(row.name.text) for index in projects for row in document.projects[index].indicators}
        if finding.project is not None and (finding.indicator is None or fold(finding.indicator.name) in names):
            return ""
        unread = [one for one in document.not_read if one.project in projects] + self.losses(document)
        return unread[0].why(self.lang) if unread else ""

    def losses(self, document: Document) -> list[NotRead]:
        """What was not read outside of forms, if there was no such thing in the original."""
        path = document.source.path
        if path not in self._losses:
            before = {one.code for one in self.both.before[path].not_read if one.project is None}
            self._losses[path] = [one for one in document.not_read if one.project is None and one.code not in before]
        return self._losses[path]
