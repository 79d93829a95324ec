"""No test of the packs sees the user's cache."""

from __future__ import annotations

from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def cache_dir(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Packs are compiled once for the whole session."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GOALINT_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        yield
