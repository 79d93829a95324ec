"""`goalint tree`: show what was read from a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from goalint.cli.command import color_option, command, lang_option, option
from goalint.cli.failure import ExitCode, Failure
from goalint.cli.input import take_in, tell_why
from goalint.cli.language import say
from goalint.cli.output import colour_wanted, terminal_width
from goalint.cli.packs import packs_in_force

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goalint.reports import Style
    from goalint.tree.document import Document


_FORMATS = ("text", "json", "csv", "xlsx")
_WIDTH_IN_FILES = 100


@command(
    "tree",
    "显示从文件里读出的内容：单位、目标、项目、预算、支出计划和指标，以及没有读懂的地方。“-”表示从标准输入读取。",
    "Show what was read from a file: department, goals, projects, budgets, schedules, indicators, and what was not "
    "understood. “-” reads standard input.",
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@option(
    "--output-format",
    default="text",
    metavar="FMT[:PATH]",
    zh=f"输出格式：{'、'.join(_FORMATS)}；冒号后写文件名就写入文件，如 xlsx:目标.xlsx（默认 text）",
    en=f"output format: {', '.join(_FORMATS)}; with a colon and a path it goes to that file (default text)",
)
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
    from goalint.cli.outputs import output_of, refuse, save, show
    from goalint.engine import SelectionError, with_regime
    from goalint.reports import Style

    output = output_of(output_format, _FORMATS)
    refuse([output], files)

    documents: list[Document] = []
    unread = False
    for intake in (one for name in files for one in take_in(name, stdin_filename)):
        if not intake.readable:
            unread = True
            tell_why(intake.document)
        try:
            documents.append(with_regime(intake.document, packs, regime))
        except SelectionError as error:
            raise Failure(str(error)) from error
    in_file = output.path is not None
    style = Style(lang, colour_wanted(color) and not in_file, _WIDTH_IN_FILES if in_file else terminal_width())
    written = _rendered(output.format, documents, style)
    if output.path is not None:
        save(output.path, written)
    else:
        show(output.format, written, style.colour, output.format == "text")
    if output.format == "csv" and (count := sum(len(document.not_read) for document in documents)):
        click.echo(
            say(
                f"另有 {count} 处没有读懂，CSV 里没有；请看 --output-format text 或 xlsx",
                f"{count} places were not understood and are not in the CSV: see --output-format text or xlsx",
            ),
            err=True,
        )
    click.get_current_context().exit(ExitCode.UNREAD if unread else ExitCode.CLEAN)


def _rendered(name: str, documents: Sequence[Document], style: Style) -> str | bytes:
    match name:
        case "json":
            from goalint.reports import tree_json

            return tree_json.render(documents, style.lang)
        case "csv":
            from goalint.reports import tree_csv

            return tree_csv.render(documents, style.lang)
        case "xlsx":
            from goalint.reports import tree_xlsx

            return tree_xlsx.render(documents, style.lang)
    from goalint.reports import tree_text

    return tree_text.render(documents, style)
