"""Where a rule stands while it is applied: one node of a document, and all that can be seen from there."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar, cast

from goalint.pile import Numbered
from goalint.rules.lexicon import Classifier, Lexicon
from goalint.rules.taxonomy import Taxonomy
from goalint.rules.vocabulary import Vocabulary
from goalint.tree.document import Document, Indicator, Item, Project, Section, Target
from goalint.tree.location import NOWHERE, Location

if TYPE_CHECKING:
    from typing import Any

    from goalint.pairing import Pairing
    from goalint.rules.notes import Notes

T = TypeVar("T")
_FEW = 4  # frames kept of a run
KINDS = ("document", "section", "item", "target", "project", "schedule", "indicator", "batch")

_OUTSIDE = {
    "document": "a batch is not inside a document",
    "frame": "a batch is not inside a document",
    "indicator": "a {kind} is no indicator",
    "item": "a {kind} is not inside a narrative item",
    "notes": "nothing is noted for a {kind}",
    "project": "a {kind} is not inside a project",
    "section": "a {kind} is no section",
    "target": "a {kind} is no target",
}

Node = Document | Section | Item | Target | Project | Indicator | Sequence[Document]


class Shelf:
    """The word lists and regimes of all packs of a run, by name."""

    def __init__(
        self,
        lexicons: Mapping[str, Lexicon],
        classifiers: Mapping[str, Classifier],
        taxonomies: Mapping[str, Taxonomy],
    ) -> None:
        self.lexicons = lexicons
        self.classifiers = classifiers
        self.taxonomies = taxonomies
        # One that is made anew, as for another selection, keeps what its lists know of texts together.
        known = {lexicon.among for lexicon in lexicons.values()}
        vocabulary = known.pop() if len(known) == 1 else None
        if vocabulary is None:
            vocabulary = Vocabulary(lexicons.values())
            for lexicon, bit in vocabulary.bits.items():
                lexicon.among, lexicon.bit = vocabulary, bit
        self.vocabulary = vocabulary


class Frame:
    """A document of the run with what is worked out once for it."""

    __slots__ = ("_by_item", "_kept", "_pairing", "document", "documents", "number", "seen", "shelf", "taxonomy")

    def __init__(self, documents: Sequence[Document], number: int, shelf: Shelf) -> None:
        self.documents = documents
        self.number = number
        self.document = documents[number]
        self.shelf = shelf
        regime = self.document.regime
        self.taxonomy: Taxonomy | None = shelf.taxonomies.get(regime) if regime is not None else None
        self.seen: dict[str, int] = {}  # how often a fingerprint's content has come up in this document
        self._kept: dict[Hashable, object] = {}
        self._pairing: Pairing | None = None
        self._by_item: dict[int, int | None] | None = None

    def once(self, name: Hashable, work: Callable[[], T]) -> T:
        """What the work gives, done once for the document however many rules ask; the name tells works apart."""
        if name not in self._kept:
            self._kept[name] = work()
        return cast("T", self._kept[name])

    @property
    def pairing(self) -> Pairing:
        """Which narrative item goes with which project."""
        if self._pairing is None:
            from goalint.pairing import pairing

            self._pairing = pairing(self.document)
        return self._pairing

    def project_of_item(self, item_index: int) -> int | None:
        """The index of the project paired with a narrative item; None if it has none or more than one."""
        if self._by_item is None:
            self._by_item = {}
            for pair in self.pairing.pairs:
                clash = pair.item_index in self._by_item and self._by_item[pair.item_index] != pair.project_index
                self._by_item[pair.item_index] = None if clash else pair.project_index
            self._by_item.update(dict.fromkeys(self.pairing.ambiguous))
        return self._by_item.get(item_index)


class Frames(Numbered[Frame]):
    """The frames of the documents of a run, made when they are asked for; only those of the last few are kept."""

    def __init__(self, documents: Sequence[Document], shelf: Shelf, paths: Sequence[str]) -> None:
        self.documents = documents
        self.paths = paths
        self._shelf = shelf
        self._last: dict[int, Frame] = {}

    def __len__(self) -> int:
        return len(self.documents)

    def _at(self, number: int) -> Frame:
        frame = self._last.pop(number, None) or Frame(self.documents, number, self._shelf)
        self._last[number] = frame
        if len(self._last) > _FEW:
            del self._last[next(iter(self._last))]
        return frame


class Scope:
    """One node to which rules are applied. What the node is not inside of raises LookupError when asked for.

    `frame` and `document` are those that the node is in; `project`, `item`, `indicator`, `target` and `section` what it is or is
    in; `notes` what the check of a rule has noted of each document of a batch; `known` what expressions have asked of it.
    """

    # Set only where there is one: rules ask for them all the time.
    document: Document
    frame: Frame
    indicator: Indicator
    item: Item
    notes: Notes[Any]
    project: Project
    section: Section
    target: Target

    __slots__ = (
        "document", "frame", "frames", "indicator", "item", "item_index", "kind", "known", "notes", "number", "project",
        "project_index", "section", "shelf", "target",
    )  # fmt: skip

    def __init__(
        self,
        kind: str,
        frames: Sequence[Frame],
        number: int | None,
        *,
        project_index: int | None = None,
        item_index: int | None = None,
        indicator: Indicator | None = None,
        target: Target | None = None,
        section: Section | None = None,
        shelf: Shelf | None = None,
        notes: Notes[Any] | None = None,
    ) -> None:
        self.kind = kind
        self.frames = frames
        self.number = number
        self.project_index = project_index
        self.item_index = item_index
        self.known: dict[object, object] = {}
        self.shelf = shelf if shelf is not None else frames[number or 0].shelf
        if number is not None:
            self.frame = frames[number]
            self.document = document = self.frame.document
            if project_index is not None:
                self.project = document.projects[project_index]
            if item_index is not None and document.narrative is not None:
                self.item = document.narrative.items[item_index]
        if indicator is not None:
            self.indicator = indicator
        if target is not None:
            self.target = target
        if section is not None:
            self.section = section
        if notes is not None:
            self.notes = notes

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> object:
            if name in _OUTSIDE:
                raise LookupError(_OUTSIDE[name].format(kind=self.kind))
            raise AttributeError(name)

    @property
    def documents(self) -> Sequence[Document]:
        """All documents of the run; those of a large one are read back from where they wait."""
        return self.frames.documents if isinstance(self.frames, Frames) else self.frame.documents

    def path_of(self, number: int) -> str:
        """The path of a document of the batch by its number."""
        return self.frames.paths[number] if isinstance(self.frames, Frames) else self.frames[number].document.source.path

    @property
    def node(self) -> Node:
        """The node itself: for a schedule the project it belongs to, for a batch the documents."""
        match self.kind:
            case "batch":
                return self.documents
            case "document":
                return self.document
            case "section":
                return self.section
            case "item":
                return self.item
            case "target":
                return self.target
            case "indicator":
                return self.indicator
            case _:
                return self.project

    @property
    def location(self) -> Location:
        """Where the node begins; nowhere for a document or batch."""
        match self.kind:
            case "batch" | "document":
                return NOWHERE
            case "schedule":
                points = self.project.schedule
                return points[0].field.location if points else self.project.location
            case _:
                return cast("Section | Item | Target | Project | Indicator", self.node).location

    @property
    def taxonomy(self) -> Taxonomy | None:
        """The regime in force for the document; None if there are no taxonomies."""
        return self.frame.taxonomy

    @property
    def pairing(self) -> Pairing:
        """Which narrative item goes with which project of the document."""
        return self.frame.pairing

    def category_of(self, row: Indicator) -> str | None:
        """The regime's own name of the second-level category that a row stands under; None if it or the regime has none."""
        taxonomy = self.taxonomy
        return None if taxonomy is None else taxonomy.second(row.level2.text, row.level1.text)

    def lexicon(self, name: str) -> Lexicon:
        """A word list by name; the loader has made sure that the names in parameters exist."""
        return self.shelf.lexicons[name]

    def classifier(self, name: str) -> Classifier:
        """A list of classes by name."""
        return self.shelf.classifiers[name]

    def at_project(self, index: int, indicator: Indicator | None = None, number: int | None = None) -> Scope:
        """The scope of a project (or one of its indicators) of this document, or of that with the number given."""
        return Scope(
            "project" if indicator is None else "indicator",
            self.frames,
            self.number if number is None else number,
            project_index=index,
            indicator=indicator,
        )

    def at_document(self, number: int) -> Scope:
        """The scope of a document of the run."""
        return Scope("document", self.frames, number)


def frames_of(documents: Sequence[Document], shelf: Shelf) -> tuple[Frame, ...]:
    """The frames of all documents of a run."""
    together = tuple(documents)
    return tuple(Frame(together, number, shelf) for number in range(len(together)))


def scopes(frames: Sequence[Frame], number: int) -> Iterator[Scope]:
    """Every node of one document in its order: narrative first, then the projects."""
    document = frames[number].document
    yield Scope("document", frames, number)
    for section in document.sections:
        yield Scope("section", frames, number, section=section)
    if document.narrative is not None:
        for index, item in enumerate(document.narrative.items):
            yield Scope("item", frames, number, item_index=index)
            for target in item.targets:
                yield Scope("target", frames, number, item_index=index, target=target)
    for index, project in enumerate(document.projects):
        yield Scope("project", frames, number, project_index=index)
        if project.schedule:
            yield Scope("schedule", frames, number, project_index=index)
        for indicator in project.indicators:
            yield Scope("indicator", frames, number, project_index=index, indicator=indicator)


def batch(
    documents: Sequence[Document], shelf: Shelf, notes: Notes[Any] | None = None, paths: Sequence[str] | None = None
) -> Scope:
    """The node that all documents of a run make together, with what the check of a rule has noted of each.

    `paths` are those of the documents, if they are known without looking at them.
    """
    frames = Frames(documents, shelf, paths if paths is not None else [document.source.path for document in documents])
    return Scope("batch", frames, None, shelf=shelf, notes=notes)
