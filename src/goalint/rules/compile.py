"""A pack compiled: its files held against one another, its expressions typed, all mistakes collected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from goalint.rules.check import AnyCheck
from goalint.rules.compile_overrides import changes_of
from goalint.rules.compile_rule import rule_of
from goalint.rules.compile_words import basis_of, lexicon_of, taxonomies_of
from goalint.rules.files import FOLDERS, Place, digest, files_of
from goalint.rules.model import CATEGORIES, Pack
from goalint.rules.names import Names
from goalint.rules.overrides import overridden
from goalint.rules.problems import PackError, close_to
from goalint.rules.schema import PackFile
from goalint.rules.source import SourceFile, read_yaml
from goalint.rules.validate import validated


def required_by(pack: Place) -> tuple[str, ...]:
    """The packs that a pack says it builds on; none where its pack.yaml is wrong, which compiling will report."""
    try:
        data = read_yaml(Path(pack, "pack.yaml").read_bytes(), "pack.yaml").data
    except OSError:
        return ()
    names = data.get("requires") if isinstance(data, dict) else None
    return tuple(name for name in names if isinstance(name, str)) if isinstance(names, list) else ()


def compile_pack(pack: Place, checks: Mapping[str, AnyCheck], required: Sequence[Pack] = ()) -> dict[str, Any]:
    """The pack as JSON-able data. Raises PackError with every mistake of every file.

    `required` are the packs that it builds on, already loaded.
    """
    contents, problems = files_of(pack)
    if problems:
        raise PackError(problems)
    files = {name: read_yaml(content, str(Path(pack, name))) for name, content in contents.items()}
    names = Names(checks)
    around = [one for pack in overridden(required) for one in pack.all_required]
    for other in {one.name: one for one in around}.values():
        names.take(other)
    data = _compiled(files, names, around)
    problems = [problem for file in files.values() for problem in file.problems]
    if problems:
        raise PackError(problems)
    data["sha256"] = digest(contents)
    data["required"] = {one.name: one.sha256 for one in required}
    return data


def _compiled(files: Mapping[str, SourceFile], names: Names, required: Sequence[Pack]) -> dict[str, Any]:
    readable = {name: file for name, file in files.items() if file.data is not None}
    head = validated(PackFile, readable["pack.yaml"], (), readable["pack.yaml"].data) if "pack.yaml" in readable else None
    lexicons: dict[str, Any] = {}
    classifiers: dict[str, Any] = {}
    taxonomies: dict[str, Any] = {}
    basis = basis_of(readable["basis.yaml"], names) if "basis.yaml" in readable else {}
    of_rules = []
    for name, file in readable.items():
        folder = name.split("/")[0] if "/" in name else ""
        if folder == "lexicons":
            lexicon_of(file, names, lexicons, classifiers)
        elif folder == "taxonomies":
            taxonomies_of(file, names, taxonomies)
        elif folder in CATEGORIES:
            of_rules.append((name, file))
        elif name not in ("pack.yaml", "basis.yaml"):
            _misplaced(file, folder or name)
    rules = sorted((rule for name, file in of_rules for rule in _rules(name, file, names)), key=lambda rule: str(rule["code"]))
    changes = changes_of(head, readable["pack.yaml"], names, required) if head else {}
    if set(files) <= {"pack.yaml", "basis.yaml"} and head is not None and not (head.overrides or head.lexicons):
        files["pack.yaml"].problem(
            (),
            "规则包里没有规则、词表或指标体系，也没有改动别的规则包；规则写在以类别命名的目录里，如 value/units.yaml",
            "the pack holds no rules, lists, regimes or overrides; rules go into folders named by category: value/units.yaml",
        )
    return {
        "name": head.name if head else "",
        "version": head.version if head else "",
        "title": head.title if head else "",
        "title_en": head.title_en if head else "",
        "basis": basis,
        "lexicons": lexicons,
        "classifiers": classifiers,
        "taxonomies": taxonomies,
        "rules": rules,
        "changes": changes,
    }


def _misplaced(file: SourceFile, folder: str) -> None:
    """A file in no known place would be left out in silence."""
    places = [*FOLDERS, *CATEGORIES]
    file.problem(
        (),
        f"“{folder}”不是规则包的目录：只有 lexicons（词表）、taxonomies（指标体系）和规则的类别：{'、'.join(CATEGORIES)}",
        f"“{folder}” is no folder of a pack: lexicons/, taxonomies/, or a category ({', '.join(CATEGORIES)})",
        close_to(folder, places),
    )


def _rules(name: str, file: SourceFile, names: Names) -> Iterable[dict[str, Any]]:
    """The rules of one file, which holds a list of them."""
    if not isinstance(file.data, list):
        file.problem((), "规则文件应是规则的列表，每条以“- code:”开头", "a file of rules is a list; each begins with “- code:”")
        return
    for index in range(len(file.data)):
        rule = rule_of(file, (index,), names, name)
        if rule is not None:
            yield rule
