"""`goalint new pack|rule|lexicon`: write files to begin with, never over one that is there."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import click

from goalint.cli.command import OneOf, command, lang_option, option
from goalint.cli.failure import Failure
from goalint.cli.language import say
from goalint.cli.packs import packs_in_force
from goalint.rules.scaffold import GIVEN, SCHEMAS, category_of, letters_of, lexicon_file, next_code, pack_files, rule_file

if TYPE_CHECKING:
    from goalint.rules.model import Pack

_KEBAB = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_CODE = re.compile(r"[A-Z]{2,5}\d{3}")
_CATEGORIES = (
    "structure", "classification", "value", "direction", "schedule",
    "budget", "consistency", "duplication", "code", "date", "text",
)  # fmt: skip
_PACK = option(
    "--pack",
    "folder",
    metavar="DIR",
    zh="写进这个规则包（默认：当前文件夹，或它上面最近的有 pack.yaml 的文件夹）",
    en="the pack to write into (default: the current folder, or the nearest above it that holds a pack.yaml)",
)


@command(
    "pack",
    "生成规则包：DIR 是新文件夹，它的名称就是规则包的名称。里面有一条完整的规则，goalint test 能通过。",
    "Write a rule pack: DIR is a new folder, its name that of the pack. It holds one whole rule and passes `goalint test`.",
)
@click.argument("folder", metavar="DIR")
@option("--title", metavar="TEXT", zh="规则包的标题（默认“补充规定”）", en="the title of the pack")
@lang_option
def pack(folder: str, title: str | None, lang: str) -> None:
    """Write the files and say what comes next."""
    name = _kebab(os.path.basename(os.path.normpath(folder)))
    taken = packs_in_force()
    if any(one.name == name for one in taken):
        raise Failure(say(f"自带的规则包里已有 {name}，请换一个名称", f"there is a pack {name} already: take another name"))
    code = next_code(letters_of(name, (), _codes(taken)), ())
    _write(folder, pack_files(name, title or say("补充规定", "our own rules"), code) | _schemas("pack", "rule", "lexicon"))
    click.echo(
        say(
            f"接下来：goalint test {folder} 运行例子；goalint check 文件夹/ --pack {folder} 试用；"
            f'写进 goalint.toml：packs = ["{folder}"]',
            f"next: goalint test {folder} runs the examples; goalint check drafts/ --pack {folder} tries it; "
            f'in goalint.toml: packs = ["{folder}"]',
        )
    )


@command(
    "rule",
    "在规则包里生成一条规则。NAME 是英文名称，如 satisfaction-below-90。规则是完整的，goalint test 能通过；再改成自己的。",
    "Write a rule into a pack; NAME is like satisfaction-below-90. It is whole and passes `goalint test`: make it your own.",
)
@click.argument("name", metavar="NAME")
@_PACK
@option("--given", type=OneOf(GIVEN), default="indicator", zh="查什么：indicator 指标，project 项目", en="what it is about")
@option("--category", type=OneOf(_CATEGORIES), zh="类别，也是所在的文件夹", en="the category, which is the folder too")
@option("--code", metavar="CODE", zh="编码（默认接着包里最后一条）", en="the code (default: the one after the pack's last)")
@lang_option
def rule(name: str, folder: str | None, given: str, category: str | None, code: str | None, lang: str) -> None:
    """Find a code and a place for the rule, and write it."""
    place = _pack_folder(folder)
    own, others = _packs_around(place)
    codes = _codes([own])
    if code is None:
        kind = category_of(given, category)
        alike = [one.code for one in own.rules if one.category == kind] or codes
        code = next_code(letters_of(own.name, alike, _codes(others)), codes)
    elif not _CODE.fullmatch(code):
        raise Failure(say(f"编码“{code}”应为2至5个大写字母加3位数字，如 QHE101", f"{code!r}: a code is like QHE101"))
    for other in (own, *others):
        for one in other.rules:
            if _kebab(name) == one.name or code == one.code:
                raise Failure(
                    say(f"{other.name} 里已有 {one.code} {one.name}", f"there is {one.code} {one.name} in {other.name} already")
                )
    way, beside = _schemas_for(place, "rule")
    path, text = rule_file(name, code, given, category, way)
    _write(place, {path: text}, beside)
    click.echo(say(f"接下来：goalint test {place}", f"next: goalint test {place}"))


@command(
    "lexicon",
    '在规则包里生成词表：NAME 是英文名称，TERM 是词。规则里用 has(栏目, "NAME") 查。',
    'Write a word list into a pack: NAME is its name, TERM its words. Rules ask it with has(field, "NAME").',
)
@click.argument("name", metavar="NAME")
@click.argument("terms", nargs=-1, required=True, metavar="TERM...")
@_PACK
@lang_option
def lexicon(name: str, terms: tuple[str, ...], folder: str | None, lang: str) -> None:
    """Write the list."""
    place = _pack_folder(folder)
    own, others = _packs_around(place)
    for other in (own, *others):
        if _kebab(name) in (*other.lexicons, *other.classifiers):
            raise Failure(say(f"{other.name} 里已有词表 {name}", f"there is a list {name} in {other.name} already"))
    way, beside = _schemas_for(place, "lexicon")
    path, text = lexicon_file(name, terms, way)
    _write(place, {path: text}, beside)
    click.echo(say(f'在规则里这样查：expect: not has(name, "{name}")', f'in a rule: expect: not has(name, "{name}")'))


def _kebab(name: str) -> str:
    if not _KEBAB.fullmatch(name):
        raise Failure(
            say(
                f"名称“{name}”应为小写英文和数字，用连字符连接，如 old-names",
                f"{name!r}: a name is like old-names",
            )
        )
    return name


def _pack_folder(given: str | None) -> str:
    """The folder of the pack to write into. Raises Failure if there is none."""
    if given is not None:
        if os.path.isfile(os.path.join(given, "pack.yaml")):
            return given
        raise Failure(
            say(
                f"{given} 里没有 pack.yaml，不是规则包；用 goalint new pack 生成",
                f"{given} is no pack: `goalint new pack` writes one",
            )
        )
    folder = os.getcwd()
    while not os.path.isfile(os.path.join(folder, "pack.yaml")):
        parent = os.path.dirname(folder)
        if parent == folder:
            raise Failure(
                say(
                    "这里和上面的文件夹里都没有 pack.yaml；用 --pack 指明规则包，或用 goalint new pack 生成",
                    "no pack.yaml here or in a folder above: name the pack with --pack, or write one with `goalint new pack`",
                )
            )
        folder = parent
    return os.path.relpath(folder)


def _packs_around(folder: str) -> tuple[Pack, list[Pack]]:
    """The pack in the folder, and the shipped ones beside it. Raises Failure if it does not load: first things first."""
    place = os.path.join(".", folder)
    own = packs_in_force([place], shipped=False)[-1]
    return own, [other for other in packs_in_force([place]) if other.name != own.name]


def _codes(packs: Iterable[Pack]) -> list[str]:
    return [one.code for pack in packs for one in pack.rules]


def _schemas_for(pack: str, name: str) -> tuple[str, dict[str, str]]:
    """The way from the files of a pack to the schemas, and the schema that is to be put there.

    A pack in a source tree of goalint takes those of the tree.
    """
    if os.path.isfile(os.path.join(pack, "..", "..", "schemas", f"{name}.json")):
        return "../../../schemas", {}
    return f"../{SCHEMAS}", _schemas(name)


def _schemas(*names: str) -> dict[str, str]:
    """The schemas that the files name in their first line."""
    from goalint.reports.json_schemas import written

    return {f"{SCHEMAS}/{name}.json": written(name) for name in names}


def _write(folder: str, files: Mapping[str, str], beside: Mapping[str, str] | None = None) -> None:
    """Write the files and say which; `beside` only where it is not there yet. Raises Failure before anything is written over."""
    for path in files:
        whole = os.path.join(folder, path)
        if os.path.lexists(whole):
            raise Failure(say(f"{whole} 已经有了，没有改动", f"{whole} is there already: nothing was written"))
    for path, text in {**(beside or {}), **files}.items():
        whole = os.path.join(folder, path)
        try:
            os.makedirs(os.path.dirname(whole), exist_ok=True)
            with open(whole, "x", encoding="utf-8", newline="\n") as file:
                file.write(text)
        except FileExistsError:
            if path in files:
                raise Failure(say(f"{whole} 已经有了，没有改动", f"{whole} is there already: it was left alone")) from None
            continue
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise Failure(say(f"无法写入 {whole}：{reason}", f"cannot write {whole}: {reason}")) from error
        click.echo(whole)
