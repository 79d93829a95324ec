"""The settings of a run, frozen: what options, configuration files and defaults come to."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from goalint.findings import Severity
from goalint.globs import Glob
from goalint.rules.profile import Profile
from goalint.tree.confidence import Confidence

NOTHING: Mapping[Any, Any] = MappingProxyType({})


class Settings(NamedTuple):
    """What a run does. Paths are as the process can open them; the names are those of the configuration file.

    `fail_on` None means never, `jobs` None as many as there are processors. `time_limit` is in seconds, 0 for none. `severity`
    holds by selector the new severity, None for a rule that is switched off; `rules` the parameters by rule, `lexicons` the
    changes of word lists.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    profile: Profile = Profile.SUBMIT
    regime: str | None = None
    packs: tuple[str, ...] = ()
    min_severity: Severity = Severity.INFO
    min_confidence: Confidence = Confidence.LOW
    fail_on: Severity | None = Severity.ERROR
    output_format: tuple[str, ...] = ("text",)
    lang: str = "zh"
    severity: Mapping[str, Severity | None] = NOTHING
    rules: Mapping[str, Mapping[str, Any]] = NOTHING
    lexicons: Mapping[str, Mapping[str, Any]] = NOTHING
    per_file_ignores: Mapping[Glob, tuple[str, ...]] = NOTHING
    per_project_ignores: Mapping[str, tuple[str, ...]] = NOTHING
    exclude: tuple[Glob, ...] = (Glob("__pycache__"), Glob("node_modules"), Glob("venv"))
    extend_exclude: tuple[Glob, ...] = ()
    force_exclude: bool = False
    ignore_file: str | None = None
    baseline: str | None = None
    jobs: int | None = None
    cache_dir: str | None = None
    time_limit: int = 120


DEFAULTS = Settings()
