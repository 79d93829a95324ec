"""Word lists, regimes and the register of a pack, compiled to what packs store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from goalint.rules.lexicon import anchored, index_of
from goalint.rules.model import Basis
from goalint.rules.names import Names
from goalint.rules.problems import close_to
from goalint.rules.schema import BasisFile, ClassifierFile, TaxonomyFile, TermsFile
from goalint.rules.source import Path_, SourceFile
from goalint.rules.taxonomy import level_name
from goalint.rules.validate import validated


def basis_of(file: SourceFile, names: Names) -> dict[str, Any]:
    """The register, by id."""
    entries = validated(BasisFile, file, (), file.data)
    found: dict[str, Any] = {}
    for index, entry in enumerate(entries.register_ if entries else ()):
        if entry.id in found:
            file.problem(("register", index, "id"), f"依据编号“{entry.id}”重复", f"the id “{entry.id}” is given twice")
        found[entry.id] = entry.model_dump()
        names.basis[entry.id] = Basis(**found[entry.id])
    return found


def lexicon_of(file: SourceFile, names: Names, lexicons: dict[str, Any], classifiers: dict[str, Any]) -> None:
    """One file of lexicons/: a list of terms or a classifier, added to those that there are."""
    data = file.data
    if isinstance(data, Mapping) and "classes" in data:
        model = validated(ClassifierFile, file, (), data)
        if model is None:
            names.classifiers.setdefault(str(data.get("name")), tuple(data["classes"] or ()))  # told once is enough
            return
        if _taken(model.name, file, names):
            return
        owner: dict[str, str] = {}
        for name, one in model.classes.items():
            _terms(file, ("classes", name), one.terms, one.exceptions)
            for index, term in enumerate(one.terms):
                first = owner.setdefault(str(anchored(term)), name)
                if first != name and not model.overlap:
                    file.problem(
                        ("classes", name, "terms", index),
                        f"“{term}”已经在“{first}”类里",
                        f"“{term}” is already in the class “{first}”",
                    )
        check_exceptions(file, ("exceptions",), model.exceptions, [term for one in model.classes.values() for term in one.terms])
        classes = {name: [one.terms, one.exceptions] for name, one in model.classes.items()}
        found = index_of(model.exceptions, *(terms for pair in classes.values() for terms in pair))
        classifiers[model.name] = [classes, model.exceptions, model.pick, model.overlap, found]
        names.classifiers[model.name] = tuple(model.classes)
        return
    terms = validated(TermsFile, file, (), data)
    if terms is None:
        names.lexicons |= {str(data["name"])} if isinstance(data, Mapping) and "name" in data else set()
        return
    if _taken(terms.name, file, names):
        return
    _terms(file, (), terms.terms, terms.exceptions)
    lexicons[terms.name] = [terms.terms, terms.exceptions, index_of(terms.terms, terms.exceptions)]
    names.lexicons.add(terms.name)


def _taken(name: str, file: SourceFile, names: Names) -> bool:
    if name in names.lexicons or name in names.classifiers:
        file.problem(("name",), f"词表“{name}”已经有了", f"there is already a lexicon “{name}”")
        return True
    return False


def _terms(file: SourceFile, at: Path_, terms: Sequence[str], exceptions: Sequence[str]) -> None:
    check_terms(file, (*at, "terms"), terms)
    check_exceptions(file, (*at, "exceptions"), exceptions, terms)


def check_terms(file: SourceFile, at: Path_, terms: Sequence[str]) -> None:
    """Terms that could never match, or are given twice, are mistakes: the list would silently do nothing."""
    seen: set[str] = set()
    for index, term in enumerate(terms):
        plain = anchored(term)
        if not plain.term:
            file.problem((*at, index), f"词“{term}”里没有字", f"the term “{term}” holds no character")
        if str(plain) in seen:
            file.problem((*at, index), f"词“{term}”重复", f"the term “{term}” is given twice")
        seen.add(str(plain))


def check_exceptions(file: SourceFile, at: Path_, exceptions: Sequence[str], terms: Sequence[str]) -> None:
    """Every exception must be longer than a term that it holds (or be the term at the text's start or end only)."""
    plain = {anchored(term).term for term in terms}
    for index, written in enumerate(exceptions):
        exception, at_start, at_end = anchored(written)
        if any(term in exception for term in plain if term) and (exception not in plain or at_start or at_end):
            continue
        file.problem(
            (*at, index),
            f"例外“{written}”应比某个词长并含有它，否则不起作用",
            f"the exception “{written}” must be longer than a term and hold it: it has no effect",
            close_to(exception, plain),
        )


def taxonomies_of(file: SourceFile, names: Names, found: dict[str, Any]) -> None:
    """One file of taxonomies/, added to the regimes that there are."""
    model = validated(TaxonomyFile, file, (), file.data)
    for index, regime in enumerate(model.regimes if model else ()):
        at: Path_ = ("regimes", index)
        if regime.id in names.regimes:
            file.problem((*at, "id"), f"指标体系“{regime.id}”已经有了", f"there is already a regime “{regime.id}”")
            continue
        firsts = [one.name for one in regime.first_level]
        _unambiguous(file, (*at, "first_level"), [(one.name, *one.aliases) for one in regime.first_level])
        for number, two in enumerate(regime.second_level):
            if two.parent not in firsts:
                file.problem(
                    (*at, "second_level", number, "parent"),
                    f"没有一级指标“{two.parent}”",
                    f"there is no first-level category “{two.parent}”",
                    close_to(two.parent, firsts),
                )
        for parent in firsts:
            _unambiguous(
                file, (*at, "second_level"), [(t.name, *t.aliases) if t.parent == parent else () for t in regime.second_level]
            )
        names.regimes[regime.id] = None
        names.first |= dict.fromkeys(firsts)
        names.second |= dict.fromkeys(two.name for two in regime.second_level)
        found[regime.id] = {
            "id": regime.id,
            "title": regime.title,
            "title_en": regime.title_en,
            "first_level": [[one.name, one.aliases, one.required] for one in regime.first_level],
            "second_level": [
                [two.name, two.parent, two.aliases, two.contains, two.required, two.or_under] for two in regime.second_level
            ],
            "level1": regime.detect.level1,
            "level2": regime.detect.level2,
            "default": regime.default,
        }


def _unambiguous(file: SourceFile, at: Path_, groups: Sequence[tuple[str, ...]]) -> None:
    """No two categories of one level may go by one name."""
    owner: dict[str, int] = {}
    for index, group in enumerate(groups):
        for name in group:
            if owner.setdefault(level_name(name), index) != index:
                file.problem((*at, index), f"“{name}”同时是另一个指标的名称", f"“{name}” is the name of another category too")
