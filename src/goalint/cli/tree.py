"""`goalint tree`: show what was read from a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from goalint.cli.command import color_option, command, format_option, lang_option, option
from goalint.cli.failure import ExitCode, Failure
from goalint.cli.input import take_in, tell_why
from goalint.cli.output import colour_wanted, emit, terminal_width
from goalint.cli.packs import packs_in_force

if TYPE_CHECKING:
    from goalint.tree.document import Document


@command(
    "tree",
    "显示从文件里读出的内容：单位、目标、项目、预算、支出计划和指标，以及没有读懂的地方。“-”表示从标准输入读取。",
    "Show what was read from a file: department, goals, projects, budgets, schedules, indicators, and what was not "
    "understood. “-” reads standard input.",
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@format_option
@option(
    "--regime",
    metavar="ID",
    zh="按哪一套指标框架理解（默认从文件判断）",
    en="the indicator framework (default: detected from the document)",
)
@option(
    "--stdin-filename",
    metavar="NAME",
    zh="从标准输入读取时用的文件名",
    en="the file name of standard input",
)
@color_option
@lang_option
def tree(
    files: tuple[str, ...],
    output_format: str,
    regime: str | None,
    stdin_filename: str | None,
    color: str,
    lang: str,
) -> None:
    """Read, print, exit with 3 if a file could not be read."""
    packs = packs_in_force()
    from goalint.engine import SelectionError, with_regime

    documents: list[Document] = []
    unread = False
    for name in files:
        intake = take_in(name, stdin_filename)
        if not intake.readable:
            unread = True
            tell_why(intake)
        try:
            documents.append(with_regime(intake.document, packs, regime))
        except SelectionError as error:
            raise Failure(str(error)) from error
    if output_format == "json":
        from goalint.reports import tree_json

        emit(tree_json.render(documents, lang), utf8=True)
    else:
        from goalint.reports import Style, tree_text

        style = Style(lang, colour_wanted(color), terminal_width())
        emit(tree_text.render(documents, style), colour=style.colour)
    click.get_current_context().exit(ExitCode.UNREAD if unread else ExitCode.CLEAN)
