"""Packs loaded for a run: compiled ones as they are, folders of YAML through the cache."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any

from goalint import installed
from goalint.rules import cache
from goalint.rules.check import AnyCheck
from goalint.rules.files import Place, digest, files_of, stamp_of
from goalint.rules.model import Pack, pack_from
from goalint.rules.overrides import overridden
from goalint.rules.problems import PackError, Problem
from goalint.rules.stored import unpacked

# Plain strings: every run comes through here, and importing pathlib takes longer than loading the packs.
_HOME = os.path.dirname(os.path.dirname(__file__))
_PACKAGE = os.path.join(_HOME, "_packs")  # in an installed goalint
_SOURCE = os.path.join(os.path.dirname(os.path.dirname(_HOME)), "rules")  # in a source tree


def shipped_packs() -> list[str]:
    """The packs that come with goalint. Raises PackError if there are none."""
    compiled = [name for name in _names_in(_PACKAGE) if name.endswith(".json")]
    return [os.path.join(_PACKAGE, name) for name in compiled] or packs_in(_SOURCE)


def packs_in(folder: Place) -> list[str]:
    """The folders with a pack.yaml inside a folder, in order. Raises PackError if there are none."""
    found = [path for name in _names_in(folder) if os.path.isfile(os.path.join(path := os.path.join(folder, name), "pack.yaml"))]
    if not found:
        raise PackError(
            [
                Problem(
                    os.fspath(folder),
                    0,
                    0,
                    "目录里没有规则包；每个规则包是一个含有 pack.yaml 的子目录",
                    "there are no packs here; each is a folder that holds pack.yaml",
                )
            ]
        )
    return found


def _names_in(folder: Place) -> list[str]:
    try:
        return sorted(os.listdir(folder))
    except OSError:
        return []


def load_packs(paths: Sequence[Place], checks: Mapping[str, AnyCheck]) -> tuple[Pack, ...]:
    """The packs in these folders (or compiled files), in order, each once, with the changes that they make of one another.

    What a pack requires is looked for among them, beside it, among the shipped ones and those of installed packages.
    Raises PackError with every mistake of every pack.
    """
    return overridden(unchanged_packs(paths, checks))


def unchanged_packs(paths: Sequence[Place], checks: Mapping[str, AnyCheck]) -> tuple[Pack, ...]:
    """The same, with the changes that they make of one another not applied."""
    places = [os.fspath(path) for path in paths]
    loader = _Loader(places, checks)
    packs = [pack for path in places if (pack := loader.loaded(path)) is not None]
    problems = [*loader.problems, *_clashes(packs)]
    if problems:
        raise PackError(problems)
    return tuple({pack.name: pack for pack in packs}.values())


class _Loader:
    """Loads each pack once, what it requires first."""

    def __init__(self, paths: Sequence[str], checks: Mapping[str, AnyCheck]) -> None:
        self.paths = paths
        self.places = frozenset(map(os.path.realpath, paths))
        self.checks = checks
        self.problems: list[Problem] = []
        self.done: dict[str, Pack | None] = {}
        self.under_way: list[str] = []

    def loaded(self, path: str) -> Pack | None:
        """The pack at the path, or None where something is wrong, which is noted."""
        place = os.path.realpath(path)
        if place in self.done:
            return self.done[place]
        if place in self.under_way:
            self._note(path, "规则包互相依赖，成了一圈", "packs require one another in a circle")
            return None
        self.under_way.append(place)
        self.done[place] = self._compiled(path) if path.endswith(".json") else self._from_folder(path)
        self.under_way.pop()
        return self.done[place]

    def _note(self, path: str, zh: str, en: str) -> None:
        self.problems.append(Problem(path, 0, 0, zh, en))

    def _compiled(self, path: str) -> Pack | None:
        try:
            with open(path, "rb") as file:
                data = unpacked(file.read())
            required = self._required(path, data["required"])
            return None if required is None else pack_from(data, self.checks, required)
        except (OSError, ValueError, KeyError, TypeError) as error:
            self._note(
                path,
                f"编译好的规则包无法读取（{type(error).__name__}），请重新安装 goalint",
                f"the compiled pack cannot be read ({type(error).__name__}): install goalint again",
            )
            return None

    def _from_folder(self, path: str) -> Pack | None:
        stamp = stamp_of(path)
        known = cache.digest_at(path, stamp)
        if known is not None and (pack := self._cached(path, known)) is not None:
            return pack
        contents, problems = files_of(path)
        if problems:
            self.problems += problems
            return None
        content_digest = digest(contents)
        if known != content_digest and (pack := self._cached(path, content_digest)) is not None:
            cache.note_digest(path, stamp, content_digest)
            return pack
        from goalint.rules.compile import compile_pack, required_by

        required = self._required(path, required_by(path))
        if required is None:
            return None
        try:
            data = compile_pack(path, self.checks, required)
        except PackError as error:
            self.problems += error.problems
            return None
        if not getattr(self.checks, "foreign", ()):  # nothing here would notice when they change
            cache.write(path, cache.key_of(content_digest, self.checks), data)
            cache.note_digest(path, stamp, content_digest)
        return pack_from(data, self.checks, required)

    def _cached(self, path: str, content_digest: str) -> Pack | None:
        kept = cache.read(path, cache.key_of(content_digest, self.checks))
        return None if kept is None else self._kept(path, kept)

    def _kept(self, path: str, data: Mapping[str, Any]) -> Pack | None:
        """The pack from the cache, unless it is damaged or something that it requires has changed."""
        try:
            required = self._required(path, data["required"])
            if required is None or {pack.name: pack.sha256 for pack in required} != data["required"]:
                return None
            return pack_from(data, self.checks, required)
        except (KeyError, TypeError, ValueError):
            return None

    def _required(self, path: str, names: Sequence[str] | Mapping[str, str]) -> tuple[Pack, ...] | None:
        """The packs of these names; None if one is missing or wrong."""
        found: list[Pack | None] = []
        for name in names:
            place = self._place_of(name, path)
            if place is None:
                self._note(path, f"找不到所依赖的规则包“{name}”", f"the required pack “{name}” is not found")
                found.append(None)
            else:
                found.append(self.loaded(place))
        complete = tuple(pack for pack in found if pack is not None)
        return complete if len(complete) == len(found) else None

    def _place_of(self, name: str, near: str) -> str | None:
        for place, pack in self.done.items():  # asking a folder of YAML for its name takes longer than all the rest
            if pack is not None and pack.name == name and place in self.places:
                return place
        beside = os.path.dirname(os.path.realpath(near))
        places = [*self.paths, os.path.join(beside, name), os.path.join(beside, f"{name}.json")]
        for place in places:
            if os.path.exists(place) and _name_of(place) == name:
                return place
        try:
            shipped = next((place for place in shipped_packs() if _name_of(place) == name), None)
        except PackError:
            shipped = None
        return shipped or installed.pack_folder(name)


def _name_of(path: str) -> str | None:
    """The name of the pack at a path, without loading it."""
    if path.endswith(".json"):
        return os.path.basename(path).removesuffix(".json")
    from goalint.rules.source import read_yaml

    try:
        with open(os.path.join(path, "pack.yaml"), "rb") as file:
            data = read_yaml(file.read(), "pack.yaml").data
    except OSError:
        return None
    return data.get("name") if isinstance(data, dict) else None


def _clashes(packs: Sequence[Pack]) -> list[Problem]:
    """Names that two packs of one run both claim: nothing would say which of them was meant."""
    by_name: dict[str, Pack] = {}
    problems: list[Problem] = []
    for pack in packs:
        other = by_name.setdefault(pack.name, pack)
        if other is not pack and other.sha256 != pack.sha256:
            problems.append(
                Problem(f"{pack.name}/pack.yaml", 0, 0, f"有两个规则包都叫“{pack.name}”", f"two packs are named “{pack.name}”")
            )
    owner: dict[tuple[str, str], str] = {}
    for pack in {one.name: one for named in by_name.values() for one in named.all_required}.values():
        claimed = [("lexicon", name) for name in (*pack.lexicons, *pack.classifiers)]
        claimed += [("regime", name) for name in pack.taxonomies]
        claimed += [("rule", name) for rule in pack.rules for name in (rule.code, rule.name)]
        for kind, name in claimed:
            first = owner.setdefault((kind, name), pack.name)
            if first != pack.name:
                what = {"lexicon": "词表", "regime": "指标体系", "rule": "规则"}[kind]
                problems.append(
                    Problem(
                        f"{pack.name}/pack.yaml",
                        0,
                        0,
                        f"{what}“{name}”在规则包“{first}”里已经有了",
                        f"the {kind} “{name}” is already in the pack “{first}”",
                    )
                )
    return problems
