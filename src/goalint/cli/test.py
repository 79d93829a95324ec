"""`goalint test`: run the examples of rule packs."""

from __future__ import annotations

import click

from goalint.cli.command import color_option, command, lang_option
from goalint.cli.failure import ExitCode
from goalint.cli.output import colour_wanted, emit, terminal_width
from goalint.cli.packs import packs_in_force


@command(
    "test",
    "运行规则包里每条规则自带的例子；不写 PACK 时运行自带的规则包。\n\n退出码：0 全部通过；1 有例子不通过；2 规则包无法加载。",
    "Run the examples of every rule in the given packs, or in the shipped ones.\n\n"
    "Exit codes: 0 all pass; 1 some example fails; 2 a pack does not load.",
)
@click.argument("packs", nargs=-1, metavar="[PACK]...")
@color_option
@lang_option
def test(packs: tuple[str, ...], color: str, lang: str) -> None:
    """Load, run, print what failed and the totals."""
    loaded = packs_in_force(packs, shipped=not packs)
    from goalint.reports import Style, example_results
    from goalint.rules.examples import test_pack

    results = [(pack, test_pack(pack)) for pack in loaded]
    style = Style(lang, colour_wanted(color), terminal_width())
    emit(example_results.render(results, style), colour=style.colour)
    failed = any(not result.ok for _, group in results for result in group)
    click.get_current_context().exit(ExitCode.FOUND if failed else ExitCode.CLEAN)
