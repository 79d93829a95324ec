"""The settings of a command: its options, the configuration file, the defaults, and the packs as all of them want them."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from goalint import kept_patterns, store
from goalint.cli.command import OneOf, lang_option, option
from goalint.cli.failure import Failure
from goalint.cli.input import STDIN
from goalint.cli.language import asked_before, language, say, speak
from goalint.config.find import find, find_ignore_file
from goalint.config.merge import Merged, merged
from goalint.config.settings import DEFAULTS, Settings
from goalint.findings import Severity
from goalint.globs import Glob
from goalint.rules.profile import Profile
from goalint.tree.confidence import Confidence

if TYPE_CHECKING:
    from goalint.baseline import Baseline
    from goalint.examine import Rulebook
    from goalint.rules.model import Pack
    from goalint.rules.problems import Problem
    from goalint.sieve import Filters

_Function = TypeVar("_Function", bound=Callable[..., Any])


def _rules(values: Sequence[str]) -> tuple[str, ...]:
    """The selectors of a repeatable option whose values may hold several."""
    return tuple(part for value in values for entry in value.split(",") if (part := entry.strip()))


def _globs(values: Sequence[str]) -> tuple[Glob, ...]:
    return tuple(Glob(pattern, os.getcwd()) for pattern in _rules(values))


# What becomes of an option's value; the options of these names are settings.
SETTINGS: dict[str, Callable[[Any], Any]] = {
    "select": _rules,
    "ignore": _rules,
    "extend_select": _rules,
    "profile": Profile,
    "regime": str,
    "packs": tuple,
    "min_severity": Severity,
    "min_confidence": Confidence,
    "fail_on": lambda value: None if value == "never" else Severity(value),
    "output_format": tuple,
    "exclude": _globs,
    "extend_exclude": _globs,
    "force_exclude": bool,
    "ignore_file": str,
    "baseline": str,
    "jobs": int,
    "cache_dir": str,
    "time_limit": int,
}

_BASELINE = option(
    "--baseline",
    metavar="FILE",
    zh="基线文件：其中已有的问题不再报（用 goalint baseline 生成）",
    en="the baseline: what it holds is not reported again (written by `goalint baseline`)",
)
_IGNORE_FILE = option(
    "--ignore-file",
    metavar="FILE",
    zh="豁免文件（默认从所查的文件夹往上找 goalint-ignore.yaml）",
    en="the file of suppressions (default: the nearest goalint-ignore.yaml, looking upwards)",
)
_CONFIG = (
    option(
        "--config",
        metavar="FILE",
        zh="用这个配置文件，不去找 goalint.toml 和 pyproject.toml",
        en="use this configuration file instead of looking for goalint.toml or pyproject.toml",
    ),
    option("--isolated", is_flag=True, zh="不用任何配置文件", en="use no configuration file"),
    lang_option,
)
_SELECTION = (
    option(
        "--select",
        multiple=True,
        metavar="RULE",
        zh="只用这些规则：编码、编码开头、名称、类别或 ALL；可重复，可用逗号分隔",
        en="use only these rules: code, prefix, name, category or ALL; repeatable, comma-separated",
    ),
    option(
        "--ignore", multiple=True, metavar="RULE", zh="不用这些规则，写法同 --select", en="leave these rules out; like --select"
    ),
    option(
        "--extend-select",
        multiple=True,
        metavar="RULE",
        zh="在选定的规则之外再用这些，写法同 --select",
        en="use these rules too; like --select",
    ),
    option(
        "--profile",
        type=OneOf(("self-check", "submit", "review")),
        zh="检查到哪一档：self-check 部门自查，submit 送审（默认），review 审核；每一档都包括前面的",
        en="how far to check: self-check, submit (default) or review; each includes those before it",
    ),
    option(
        "--regime",
        metavar="ID",
        zh="按哪一套指标框架检查（默认从文件判断）",
        en="the indicator framework to check against (default: detected from the document)",
    ),
)
_PACKS = option(
    "--pack",
    "packs",
    multiple=True,
    metavar="DIR",
    zh="在自带规则之外再加载一个规则包；可重复",
    en="load another rule pack beside the shipped ones; repeatable",
)
_FILES = (
    option(
        "--exclude",
        multiple=True,
        metavar="GLOB",
        zh="文件夹里不检查这些文件或子文件夹；可重复",
        en="pass over these files and folders; repeatable",
    ),
    option(
        "--extend-exclude",
        multiple=True,
        metavar="GLOB",
        zh="在配置的 exclude 之外再排除这些",
        en="pass over these too, beside those of the configuration",
    ),
    option(
        "--force-exclude",
        is_flag=True,
        default=None,
        zh="点名的文件也按 exclude 排除（供 pre-commit 等使用）",
        en="pass over excluded files even where they are named (for pre-commit)",
    ),
)


class Gathered(NamedTuple):
    """The files to read, and how many were named and passed over all the same."""

    files: list[str]
    passed_over: int


def config_options(function: _Function) -> _Function:
    """Decorate a command with --config, --isolated and --lang."""
    return _decorated(function, _CONFIG)


def rules_options(function: _Function) -> _Function:
    """Decorate a command that shows rules with the options that say which there are: --pack and those of the configuration."""
    return _decorated(function, (_PACKS, *_CONFIG))


def settings_options(function: _Function) -> _Function:
    """Decorate a command that checks files with the options that say which and against what."""
    return _decorated(function, (*_SELECTION, _PACKS, *_FILES, _BASELINE, _IGNORE_FILE, *_CONFIG))


def _decorated(function: _Function, options: Sequence[Callable[[Any], Any]]) -> _Function:
    for decorate in reversed(options):
        function = decorate(function)
    return function


def settings_for(paths: Sequence[str], apart: Collection[str] = ()) -> Merged:
    """The settings of the running command for these files. Mistakes in configuration files are not told yet: see `packs_for`.

    `apart` names options of the command that are no settings although they are called the same.
    Raises Failure if --config names no file.
    """
    given = click.get_current_context().params
    made = {name: make for name, make in SETTINGS.items() if name not in apart}
    options = {name: make(value) for name, make in made.items() if (value := given.get(name)) not in (None, ())}
    if (spoken := _language_given()) is not None:
        options["lang"] = spoken
    path = given.get("config")
    if path is None and not given.get("isolated"):
        path = find(paths)
    elif path is not None and given.get("isolated"):
        raise Failure(say("--config 和 --isolated 不能一起用", "--config and --isolated exclude one another"))
    found = merged(path, options)
    speak(found.settings.lang)
    store.use(kept_in(found))
    kept_patterns.use()
    click.get_current_context().call_on_close(kept_patterns.keep)
    return found


def kept_in(found: Merged) -> str | None:
    """Where entries are kept: as an option says, else the environment (None: `store` looks there), else the configuration."""
    parts = found.parts.get("cache_dir", ())
    named = parts[-1].file is None if parts else False
    return found.settings.cache_dir if named or not os.environ.get(store.VARIABLE) else None


def _language_given() -> str | None:
    """The language that an option or the environment asks for, or an option of the group that the command is in."""
    context = click.get_current_context()
    default = context.get_parameter_source("lang") is click.core.ParameterSource.DEFAULT
    return asked_before(context) if default else str(context.params["lang"])


def packs_for(found: Merged) -> tuple[Pack, ...]:
    """The packs with what the configuration changes. Raises Failure with every mistake in the configuration and the packs."""
    from goalint.cli.packs import packs_in_force

    try:
        packs = packs_in_force(found.settings.packs)
    except Failure as failure:
        if found.problems:
            raise _wrong(found.problems, failure.message) from failure
        raise
    if found.files:
        from goalint.checks import REGISTRY
        from goalint.config.changes import changed
        from goalint.config.names import check_names

        check_names(found.files, packs)
        packs = changed(packs, found.files, REGISTRY)
        problems = [problem for file in found.files for problem in file.source.problems]
        if problems:
            raise _wrong(problems)
    return packs


def packs_again(packs: tuple[str, ...], config: str | None) -> tuple[Pack, ...]:
    """The same in another process: the packs of these folders, with what the configuration file and those it extends change."""
    files = merged(config, {}).files if config is not None else ()
    return packs_for(Merged(DEFAULTS._replace(packs=packs), files=files))


def rulebook_for(found: Merged, packs: tuple[Pack, ...], *, keep: bool) -> Rulebook:
    """What judges single documents by these settings."""
    from goalint.checks import REGISTRY
    from goalint.examine import Rulebook, prepare, stamp_of

    settings = found.settings
    options = {name: value for name, value in engine_options(settings).items() if name not in ("regime", "min_confidence")}
    changes = settings.severity, settings.rules, settings.lexicons
    stamp = stamp_of([(pack.name, pack.version, pack.sha256) for pack in packs], options, settings.regime, changes)
    # Nothing would notice when the checks of another package change.
    own = not any(REGISTRY.is_foreign(rule.check) for pack in packs for rule in pack.rules if rule.check)
    config = found.files[-1].path if found.files else None
    load = partial(packs_again, settings.packs, config)
    rulebook = Rulebook(load, options, settings.regime, stamp, keep and own, kept_in(found), settings.time_limit)
    prepare(rulebook, packs)
    return rulebook


def _wrong(problems: Sequence[Problem], *more: str) -> Failure:
    """All that is wrong with configuration files, in their order."""
    number = len(set(problems))
    return Failure(
        *(problem.text(language()) for problem in sorted(set(problems))),
        say(f"配置有 {number} 处错误", f"the configuration has {number} mistake{'' if number == 1 else 's'}"),
        *more,
    )


def _excluded(globs: Sequence[Glob], path: str) -> bool:
    return any(glob.matches(path) for glob in globs)


def filters_for(found: Merged, paths: Sequence[str], baseline: Baseline | None, *, isolated: bool = False) -> Filters:
    """What is not to be told; `isolated` looks for no ignore file. Raises Failure with every mistake in the ignore file."""
    from goalint.sieve import Filters

    settings = found.settings
    ignore_file = _ignore_file(found, paths, isolated)
    suppressions = None
    if ignore_file is not None:
        from goalint.config.ignore_file import read_suppressions

        suppressions, problems = read_suppressions(ignore_file)
        if problems:
            number = len(problems)
            raise Failure(
                *(problem.text(language()) for problem in problems),
                say(f"豁免文件有 {number} 处错误", f"the ignore file has {number} mistake{'' if number == 1 else 's'}"),
            )
    return Filters(
        settings.per_file_ignores,
        settings.per_project_ignores,
        suppressions,
        ignore_file is not None and any(_holds(path, ignore_file) for path in paths),
        baseline,
    )


def baseline_for(found: Merged) -> Baseline | None:
    """The baseline that an option or the configuration names. Raises Failure if it cannot be read."""
    if found.settings.baseline is None:
        return None
    from goalint.baseline import BaselineError, read_baseline

    try:
        return read_baseline(found.settings.baseline)
    except BaselineError as error:
        raise Failure(say(error.zh, error.en)) from error


def gathered(paths: Sequence[str], settings: Settings) -> Gathered:
    """The files to read, each once; “-” and a path under which there is nothing stay, so that reading says what is wrong."""
    from goalint import intake

    files: dict[str, None] = {}
    passed_over = 0
    for path in paths:
        if path == STDIN:
            files[path] = None
            continue
        # Those that come with goalint are for what lies below the folder checked, wherever that is.
        globs = [glob if glob.root else Glob(glob.pattern, path) for glob in (*settings.exclude, *settings.extend_exclude)]
        named = [glob for glob in globs if glob.matches(path)]
        if named and settings.force_exclude:
            passed_over += 1
            continue
        within = partial(_excluded, [glob for glob in globs if glob not in named])
        files |= dict.fromkeys(intake.gather([path], within))
    return Gathered(list(files), passed_over)


def _ignore_file(found: Merged, paths: Sequence[str], isolated: bool) -> str | None:
    """The ignore file: that of the option or configuration, else the nearest one."""
    if found.settings.ignore_file is not None or isolated:
        return found.settings.ignore_file
    return find_ignore_file(paths, found.files[-1].path if found.files else None)


def _holds(folder: str, file: str) -> bool:
    """Whether everything beside the file lies in the folder."""
    return os.path.isdir(folder) and (os.path.dirname(os.path.realpath(file)) + os.sep).startswith(
        os.path.join(os.path.realpath(folder), "")
    )


def engine_options(settings: Settings) -> Mapping[str, Any]:
    """What the engine takes of the settings."""
    return {
        "regime": settings.regime,
        "profile": settings.profile,
        "select": settings.select,
        "ignore": settings.ignore,
        "extend_select": settings.extend_select,
        "min_severity": settings.min_severity,
        "min_confidence": settings.min_confidence,
        "lang": settings.lang,
    }
