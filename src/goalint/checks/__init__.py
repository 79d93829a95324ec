"""Checks in Python, for what an expression cannot say; rules name them with `check:`.

The table says which module holds a check; a module is imported when a rule that is in force needs it.
"""

from __future__ import annotations

from goalint.rules.check import CheckTable

REGISTRY = CheckTable(
    __name__,
    {
        "basis": ("blank-basis", "one-basis", "own-name-basis", "vague-basis"),
        "batch_rows": ("rows-copied-elsewhere",),
        "batches": ("department-renamed", "same-project-elsewhere", "shared-paragraphs"),
        "category": ("category-fit",),
        "codes": ("code-format", "code-region", "code-root", "code-year"),
        "copies": ("copied-rows", "repeated-items", "row-everywhere", "same-project-name"),
        "counts": ("narrative-counts",),
        "direction": ("less-is-better", "more-is-better"),
        "figures": ("goal-figures", "goal-sum"),
        "filers": ("department-lines",),
        "goals": ("goal-restates-name",),
        "levels": ("missing-first", "missing-second", "mixed-levels", "unknown-level", "wrong-parent"),
        "names": ("narrative-names", "narrative-order", "unpaired-names"),
        "narrative": ("narrative-amount", "narrative-schedule"),
        "numbering": ("heading-gap", "heading-repeat", "mixed-numbering", "point-gap"),
        "odd_rows": ("rows-at-odds",),
        "ordinals": ("ordinal-ranges", "ordinal-in-name"),
        "punctuation": ("half-width-mark", "loose-space", "unbalanced-mark", "unfinished"),
        "reading": ("unread",),
        "references": ("number-brackets", "old-document", "other-office", "stale-phrase"),
        "repeats": ("repeated-code",),
        "rows": ("cut-name", "name-is-category", "placeholder", "repeated-description", "repeated-indicator"),
        "schedules": ("event-before-money", "schedule-range", "schedule-uniform"),
        "stated": ("stated-amounts",),
        "structure": (
            "blank-field",
            "caption-differs",
            "draft-mark",
            "empty-purpose",
            "expected-benefit",
            "missing-part",
            "purpose-without-amount",
            "title-mismatch",
        ),
        "targets": ("narrative-target-words", "narrative-targets", "narrative-targets-absent"),
        "totals": ("mixed-units", "stated-total"),
        "units": ("unit-fit",),
        "values": ("blank-value", "lone-ceiling", "one-value", "target-in-name", "typed-signs"),
        "wording": ("repeated-word", "stray-english", "stray-latin", "template-remnant", "wrong-word"),
        "years": ("stale-year", "year-unclear"),
    },
)
