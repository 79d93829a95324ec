"""`goalint docs`: write the pages of the rules, or see whether they are current."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from goalint.cli.command import command, lang_option, option
from goalint.cli.failure import ExitCode, Failure
from goalint.cli.language import say
from goalint.cli.output import emit
from goalint.cli.packs import packs_in_force

_SHOWN = 20  # so many stale pages are named one by one


@command(
    "docs",
    "从规则包生成规则说明：每条规则一页，另有按类别、档和目录编号的索引。\n\n"
    "退出码：0 完成或没有过时；1 --check 发现过时；2 出错。",
    "Write the documentation of the rules from the packs: a page for each rule and an index (in Chinese).\n\n"
    "Exit codes: 0 written, or current; 1 stale (--check); 2 error.",
)
@option(
    "--output", metavar="DIR", default="docs/rules", zh="写到哪个文件夹（默认 docs/rules）", en="the folder (default docs/rules)"
)
@option("--check", "check_only", is_flag=True, zh="只检查是否过时，不写", en="only see whether the pages are current")
@option(
    "--pack",
    "extra_packs",
    multiple=True,
    metavar="DIR",
    zh="在自带规则之外再加载一个规则包；可重复",
    en="load another rule pack beside the shipped ones; repeatable",
)
@lang_option
def docs(output: str, check_only: bool, extra_packs: tuple[str, ...], lang: str) -> None:
    """Make all pages, then write or compare them."""
    packs = packs_in_force(extra_packs)
    from goalint.reports.rule_docs import pages

    folder = Path(output)
    made = pages(packs)
    if check_only:
        click.get_current_context().exit(_checked(folder, made))
    _written(folder, made)
    emit(say(f"已写入 {len(made)} 个文件：{folder}\n", f"{len(made)} files written: {folder}\n"))


def _checked(folder: Path, made: Mapping[str, str]) -> ExitCode:
    """Name on stderr what is missing, differs or belongs to no rule any more."""
    kept = _kept(folder)
    stale = [name for name in sorted({*made, *kept}) if made.get(name) != kept.get(name)]
    for name in stale[:_SHOWN]:
        what = (
            say("没有这一页", "missing")
            if name not in kept
            else say("已没有这条规则", "there is no such rule any more")
            if name not in made
            else say("内容已过时", "out of date")
        )
        click.echo(f"{folder / name}: {what}", err=True)
    if stale:
        number = len(stale)
        click.echo(
            say(
                f"规则说明已过时：{number} 个文件。请运行 goalint docs --output {folder}",
                f"{number} stale files: run goalint docs --output {folder}",
            ),
            err=True,
        )
    return ExitCode.FOUND if stale else ExitCode.CLEAN


def _kept(folder: Path) -> dict[str, str]:
    """The pages that are there, whatever ends their lines (git may have changed that)."""
    from goalint.reports.rule_docs import is_page

    if not folder.is_dir():
        return {}
    found = sorted(path for path in folder.iterdir() if is_page(path.name))
    return {path.name: path.read_text(encoding="utf-8", errors="replace") for path in found}


def _written(folder: Path, made: Mapping[str, str]) -> None:
    """Write every page and drop those of rules that are gone. Raises Failure if that cannot be done."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in _kept(folder):
            if name not in made:
                (folder / name).unlink()
        for name, text in made.items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise Failure(
            say(f"无法写入 {folder}：{error.strerror}。请检查目录和写入权限", f"cannot write {folder}: {error.strerror}")
        ) from error
