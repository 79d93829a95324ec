"""What the shipped rules find, in terms that are the same in every format."""

from __future__ import annotations

from collections import Counter

from tests.packs.shipped import shipped

from goalint.engine import run
from goalint.rules.profile import Profile
from goalint.tree.document import Document

Found = tuple[str, str, str]


def findings_of(*documents: Document) -> Counter[Found]:
    """Rule, project and indicator of everything that a review of the documents finds."""
    outcome = run(documents, shipped(), profile=Profile.REVIEW)
    return Counter(
        (finding.name, finding.project.name if finding.project else "", finding.indicator.name if finding.indicator else "")
        for finding in outcome.findings
    )
