"""The baseline: today's findings written down, so that a check tells only what is new.

A finding is known by its fingerprint, which holds no path, line or wording; as many are accepted as were written down. The file
has one finding a line, sorted, with its place and message for people.
"""

from __future__ import annotations

import json
import os
from collections import Counter, deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import NamedTuple

from goalint.findings import Accepted, Diagnostic, Finding, Severity
from goalint.rules.model import Rule

SCHEMA = "goalint.baseline/1"
NAME = "goalint-baseline.json"
BIGGEST = 100_000_000  # bytes
TEXTS = ("fingerprint", "code", "path", "project", "indicator", "message")


class BaselineError(Exception):
    """A baseline that cannot be read; `zh` and `en` say why and what to do."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.zh = zh
        self.en = en


class Entry(NamedTuple):
    """A finding of the baseline. `path` is relative to the folder of the file, with slashes; `line` its own line there."""

    fingerprint: str
    code: str
    path: str
    project: str = ""
    indicator: str = ""
    message: str = ""
    line: int = 0

    @property
    def order(self) -> tuple[str, ...]:
        """By file, project and rule, as a person would look for it."""
        return self.path, self.project, self.code, self.indicator, self.fingerprint


class Baseline(NamedTuple):
    """The findings of a baseline file."""

    path: str
    entries: tuple[Entry, ...] = ()

    def place(self, entry: Entry) -> str:
        """Where the file of an entry is."""
        return os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(self.path)), entry.path))


def entry_of(finding: Finding, folder: str) -> Entry:
    """The finding as a baseline in that folder has it."""
    try:
        path = os.path.relpath(finding.path, folder)
    except ValueError:  # another drive of Windows
        path = finding.path
    project = (finding.project.code or finding.project.name) if finding.project is not None else ""
    indicator = finding.indicator.name if finding.indicator is not None else ""
    return Entry(finding.fingerprint, finding.code, path.replace(os.sep, "/"), project, indicator, finding.message)


def read_baseline(path: str) -> Baseline:
    """The baseline in the file. Raises BaselineError for a file that is missing or is none."""
    try:
        with open(path, "rb") as opened:
            content = opened.read(BIGGEST + 1)
        if len(content) > BIGGEST:
            raise ValueError("larger than 100 MB")
        data = json.loads(content)
        if data["schema"] != SCHEMA:
            raise ValueError(f"schema {data['schema']!r}")
        lines = _lines(content)
        entries = []
        for number, one in enumerate(data["findings"]):
            texts = {name: one[name] for name in TEXTS}
            if not all(isinstance(text, str) for text in texts.values()):
                raise TypeError("not text")
            entries.append(Entry(**texts, line=lines[number] if number < len(lines) else 0))
    except FileNotFoundError:
        raise BaselineError(
            f"没有基线文件 {path}；用 goalint baseline 生成", f"there is no baseline {path}: write it with `goalint baseline`"
        ) from None
    except OSError as error:
        raise BaselineError(
            f"基线文件 {path} 无法读取：{error.strerror}", f"the baseline {path} cannot be read: {error.strerror}"
        ) from None
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BaselineError(
            f"{path} 不是 goalint 的基线文件，或者已损坏（{error}）；用 goalint baseline 重新生成",
            f"{path} is no baseline of goalint, or is damaged ({error}): write it anew with `goalint baseline`",
        ) from None
    return Baseline(path, tuple(entries))


def _lines(content: bytes) -> list[int]:
    """The lines that hold findings, if the file is as it was written."""
    return [number for number, line in enumerate(content.split(b"\n"), 1) if line.lstrip().startswith(b'{"fingerprint"')]


def written(entries: Iterable[Entry]) -> str:
    """The text of a baseline file."""
    lines = [
        json.dumps({name: getattr(entry, name) for name in TEXTS}, ensure_ascii=False)
        for entry in sorted(entries, key=lambda entry: entry.order)
    ]
    body = ",\n".join("    " + line for line in lines)
    findings = f"[\n{body}\n  ]" if lines else "[]"
    return f'{{\n  "schema": "{SCHEMA}",\n  "findings": {findings}\n}}\n'


class BaselineUse:
    """A baseline in use: it takes out as many findings of each fingerprint as it has; what could not be read is never taken out.

    `known` are all rules of the packs, `in_force` those of the run.
    """

    def __init__(self, baseline: Baseline, known: Sequence[Rule], in_force: Sequence[Rule]) -> None:
        self._baseline = baseline
        self._closed = {rule.code for rule in known if not rule.suppressible}
        self._there = {rule.code for rule in known}
        self._ready = {rule.code for rule in in_force}
        self._left = Counter(entry.fingerprint for entry in baseline.entries if entry.code not in self._closed)
        self._taken: Counter[str] = Counter()

    def apart(self, findings: Iterable[Finding]) -> tuple[list[Finding], list[Accepted]]:
        """What is left of the findings, and what the baseline accepts: first come, first served."""
        left: list[Finding] = []
        accepted: list[Accepted] = []
        for finding in findings:
            if finding.code not in self._closed and self._left[finding.fingerprint] > self._taken[finding.fingerprint]:
                self._taken[finding.fingerprint] += 1
                accepted.append(Accepted(finding, "baseline"))
            else:
                left.append(finding)
        return left, accepted

    def stale(self, paths: Iterable[str], unsure: Iterable[tuple[str, str]], lost_rows: Callable[[str], bool]) -> list[Entry]:
        """The entries that are not found although their file was read and their rule in force and checked there.

        `paths` were read, `unsure` are the codes of rules that were not checked, each with where; `lost_rows` says of an absolute
        path whether rows of its forms were not read, any of which may be an entry's. A rule that no pack has any more makes its
        entries stale too.
        """
        read = {os.path.abspath(path) for path in paths}
        doubtful = {(code, os.path.abspath(path)) for code, path in unsure}

        def looked_at(entry: Entry) -> bool:
            place = self._baseline.place(entry)
            open_to = entry.code in self._ready and place in read and (entry.code, place) not in doubtful
            return entry.code not in self._there or open_to

        held = [entry for entry in self._baseline.entries if entry.code not in self._closed]
        able = {index for index, entry in enumerate(held) if looked_at(entry)}
        taken = self._taken.copy()
        # Where one of two is left, it is the one that could be looked at.
        for index in sorted(range(len(held)), key=lambda index: index not in able):
            if taken[held[index].fingerprint]:
                taken[held[index].fingerprint] -= 1
                able.discard(index)

        def may_be_lost(entry: Entry) -> bool:
            return entry.code in self._there and entry.indicator != "" and lost_rows(self._baseline.place(entry))

        return [held[index] for index in sorted(able) if not may_be_lost(held[index])]


def matched(held: Sequence[Hashable | None], found: Sequence[Hashable | None]) -> dict[int, int]:
    """For what is found the place of what it is among those held, first come first served: each is taken once, None never."""
    places: dict[Hashable, deque[int]] = {}
    for index, key in enumerate(held):
        if key is not None:
            places.setdefault(key, deque()).append(index)
    return {index: places[key].popleft() for index, key in enumerate(found) if key is not None and places.get(key)}


def diagnostics_of(stale: Iterable[Entry], path: str, lang: str) -> list[Diagnostic]:
    """What to say of entries that are no longer found."""
    told = []
    for entry in stale:
        what = " ".join(part for part in (entry.code, entry.path, entry.project, entry.indicator) if part)
        message = (
            f"基线里的 {what} 已经没有了；用 goalint baseline 更新基线"
            if lang == "zh"
            else f"{what} of the baseline is gone: update it with `goalint baseline`"
        )
        told.append(Diagnostic("stale-baseline", Severity.INFO, path, entry.line, 5 if entry.line else 0, message))
    return told
