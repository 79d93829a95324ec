"""Commands, options and help pages that speak Chinese and English, on top of click."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from goalint.cli.language import LANGUAGES, VARIABLE, language, note_language, say

_Function = TypeVar("_Function", bound=Callable[..., Any])


class _Context(click.Context):
    def make_formatter(self) -> click.HelpFormatter:
        from goalint.cli.help_page import HelpPage

        return HelpPage(language(self), self.terminal_width)


class Command(click.Command):
    """A command with its help in two languages."""

    context_class = _Context

    def __init__(self, *args: Any, texts: tuple[str, str] = ("", ""), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.texts = texts

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        note_language(ctx, args)
        return super().parse_args(ctx, args)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(say(*self.texts, ctx))

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        return _help_option(self, ctx)


class App(click.Group):
    """The group of all commands; each is imported when it is used.

    `modules` maps the name of a command to the module that holds it (under the command's own name) and its two texts.
    """

    context_class = _Context

    def __init__(self, *args: Any, texts: tuple[str, str], modules: dict[str, tuple[str, str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.texts = texts
        self.modules = modules

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        note_language(ctx, args)
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.modules:
            return None
        from importlib import import_module

        command = getattr(import_module(self.modules[cmd_name][0]), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in self.modules and not name.startswith("-"):
            from difflib import get_close_matches

            message = say(f"没有“{name}”这个命令", f"no such command: {name}", ctx)
            if close := get_close_matches(name, self.modules, cutoff=0.7):
                message += say(f"；是不是想用 {'、'.join(close)}？", f"; did you mean {', '.join(close)}?", ctx)
            raise click.UsageError(message, ctx)
        return super().resolve_command(ctx, args)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(say(*self.texts, ctx))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, say(zh, en, ctx)) for name, (_, zh, en) in self.modules.items()])

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        return _help_option(self, ctx)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run, tell every error in one place, and exit with the documented code."""

        def run() -> Any:
            return click.Group.main(
                self,
                args,
                prog_name=prog_name,
                complete_var=complete_var,
                standalone_mode=False,
                windows_expand_args=windows_expand_args,
                **extra,
            )

        if not standalone_mode:
            return run()
        from goalint.cli.failure import exit_code_of

        raise SystemExit(exit_code_of(run))


class Option(click.Option):
    """An option with its help in two languages."""

    def __init__(self, *args: Any, texts: tuple[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.texts = texts

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        record = super().get_help_record(ctx)
        return None if record is None else (record[0], say(*self.texts, ctx))


class OneOf(click.Choice[str]):
    """A choice whose error names the possible values in the language."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value not in self.choices:
            allowed = say("、", ", ", ctx).join(self.choices)
            self.fail(say(f"“{value}”不在可选的值之内：{allowed}", f"{value!r} is not one of: {allowed}", ctx), param, ctx)
        return str(value)


def option(*names: str, zh: str, en: str, **attributes: Any) -> Callable[[_Function], _Function]:
    """Decorate a command with an option."""
    return click.option(*names, cls=Option, texts=(zh, en), **attributes)


def lang_option(function: _Function) -> _Function:
    """Decorate a command with --lang."""
    return option(
        "--lang",
        type=OneOf(LANGUAGES),
        default="zh",
        envvar=VARIABLE,
        zh="输出语言：zh 或 en（默认 zh，也可用环境变量 GOALINT_LANG 指定）",
        en="language of the output: zh or en (default zh, or the environment variable GOALINT_LANG)",
    )(function)


def color_option(function: _Function) -> _Function:
    """Decorate a command with --color."""
    return option(
        "--color",
        type=OneOf(("auto", "always", "never")),
        default="auto",
        zh="是否用颜色（默认 auto：只在终端上用）",
        en="colour (default auto: only on a terminal)",
    )(function)


def format_option(function: _Function) -> _Function:
    """Decorate a command with --output-format text|json."""
    return option(
        "--output-format",
        type=OneOf(("text", "json")),
        default="text",
        zh="输出格式（默认 text）",
        en="output format (default text)",
    )(function)


def command(name: str, zh: str, en: str) -> Callable[[Callable[..., Any]], click.Command]:
    """Make a function a command."""
    return click.command(name, cls=Command, texts=(zh, en))


def _help_option(command: click.Command, ctx: click.Context) -> click.Option | None:
    found = click.Command.get_help_option(command, ctx)
    if found is not None:
        found.help = say("显示本页", "show this page", ctx)
    return found
