"""`goalint test`: run the examples of rule packs."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from goalint.cli.command import color_option, command, option
from goalint.cli.failure import ExitCode, Failure
from goalint.cli.language import language, say
from goalint.cli.output import colour_wanted, emit, terminal_width
from goalint.cli.packs import packs_in_force, place_of
from goalint.cli.settings import config_options, packs_for, settings_for

if TYPE_CHECKING:
    from goalint.rules.model import Pack

_EVERY = 0.5  # seconds between two looks at the files


@command(
    "test",
    "运行规则包里每条规则自带的例子；不写 PACK 时运行自带的规则包和配置文件里的规则包。\n\n"
    "退出码：0 全部通过；1 有例子不通过；2 规则包无法加载。",
    "Run the examples of every rule in the given packs, or in the shipped ones and those of the configuration.\n\n"
    "Exit codes: 0 all pass; 1 some example fails; 2 a pack does not load.",
)
@click.argument("packs", nargs=-1, metavar="[PACK]...")
@option(
    "--watch",
    "-w",
    is_flag=True,
    zh="规则包一有改动就再运行；按 Ctrl-C 结束",
    en="run again whenever a file changes; Ctrl-C ends it",
)
@color_option
@config_options
def test(packs: tuple[str, ...], watch: bool, color: str, **_others: object) -> None:
    """Load, run, print what failed and the totals."""
    if watch:
        _watch(packs, color)
        return
    click.get_current_context().exit(ExitCode.CLEAN if _run(packs, color) else ExitCode.FOUND)


def _run(named: Sequence[str], color: str) -> bool:
    """Run all examples, print, and say whether all pass. Raises Failure if a pack does not load."""
    loaded = packs_in_force(named, shipped=False) if named else _of_the_configuration()
    from goalint.reports import Style, example_results
    from goalint.rules.examples import test_pack

    results = [(pack, test_pack(pack)) for pack in loaded]
    style = Style(language(), colour_wanted(color), terminal_width())
    emit(example_results.render(results, style), colour=style.colour)
    return all(result.ok for _, group in results for result in group)


def _of_the_configuration() -> tuple[Pack, ...]:
    """The shipped packs and those that the configuration names, each as it is by itself.

    Raises Failure for a mistake in the configuration too. What the configuration changes is not what a pack's examples are about.
    """
    found = settings_for(["."], apart=("packs",))
    packs_for(found)
    return packs_in_force() + packs_in_force(found.settings.packs, shipped=False)


def _watch(named: Sequence[str], color: str) -> None:
    """Run, and again after each change, until somebody presses Ctrl-C."""
    seen: object = None
    try:
        while True:
            now = _stamp(named)
            if now != seen:
                if seen is not None:
                    click.echo(say("── 有改动，再次运行 ──", "── changed: running again ──"))
                try:
                    _run(named, color)
                except Failure as failure:  # a file that is half written: the next change may mend it
                    click.echo(failure.format_message(), err=True)
                if seen is None:
                    click.echo(say("等待改动；按 Ctrl-C 结束", "waiting for changes; Ctrl-C ends it"), err=True)
                seen = now
            time.sleep(_EVERY)
    except KeyboardInterrupt:
        click.echo()


def _stamp(named: Sequence[str]) -> object:
    """Changes when a file does that the run reads: of the packs, or the configuration."""
    import os

    from goalint.rules.files import stamp_of
    from goalint.rules.load import shipped_packs

    places = list(map(place_of, named))
    changed: list[object] = []
    if not named:
        try:
            found = settings_for(["."], apart=("packs",))
        except Failure as failure:
            return failure.format_message()
        places = [*map(str, shipped_packs()), *map(place_of, found.settings.packs)]
        changed += [(file.path, os.stat(file.path).st_mtime_ns) for file in found.files]
    return [*changed, *map(stamp_of, places)]
