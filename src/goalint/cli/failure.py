"""What goes wrong in a run, told in one place, and the exit code that follows."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from enum import IntEnum
from typing import TYPE_CHECKING, Any

import click

from goalint.cli.language import language, say

if TYPE_CHECKING:
    from goalint.installed import BrokenPackageError


class ExitCode(IntEnum):
    """The exit codes; UNREAD wins over FOUND."""

    CLEAN = 0
    FOUND = 1  # findings at or above --fail-on
    FAILED = 2  # usage, configuration, pack or internal error
    UNREAD = 3  # some input could not be read, or there was none


class Failure(click.ClickException):
    """A run that cannot go on for a reason that the user can act on; the lines say what and what to do."""

    exit_code = ExitCode.FAILED

    def __init__(self, *lines: str) -> None:
        super().__init__("\n".join(lines))


class DefectError(Exception):
    """An unexpected exception (the cause), with what goalint was busy with when it came."""

    def __init__(self, busy_with: str) -> None:
        super().__init__(busy_with)
        self.busy_with = busy_with


def exit_code_of(run: Callable[[], Any]) -> int:
    """Run, and turn whatever it raises into a message on stderr and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A console in GBK lacks some characters: they are replaced, the report is not lost.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        code = run()
        return code if isinstance(code, int) else ExitCode.CLEAN
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.exceptions.NoArgsIsHelpError as bare:
        _tell(bare.format_message())
        return ExitCode.FAILED
    except click.UsageError as wrong:
        _tell(_usage(wrong))
        return ExitCode.FAILED
    except Failure as failure:
        _tell(failure.format_message())
        return ExitCode.FAILED
    except click.ClickException as wrong:
        _tell(say(f"错误：{wrong.format_message()}", f"error: {wrong.format_message()}"))
        return ExitCode.FAILED
    except (click.Abort, KeyboardInterrupt):
        _tell(say("已中断", "interrupted"))
        return 130
    except BrokenPipeError:
        silence(sys.stdout)
        return ExitCode.CLEAN
    except DefectError as defect:
        return _defect(defect.__cause__ or defect, defect.busy_with)
    except Exception as unexpected:  # the last place that can say so
        return _defect(unexpected, "")


def silence(stream: Any) -> None:
    """Nobody reads the stream any more: let nothing complain about it, not even the interpreter's last flush."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _defect(error: BaseException, busy_with: str) -> int:
    from goalint.installed import BrokenPackageError

    if isinstance(error, BrokenPackageError):
        _tell(_foreign(error))
        return ExitCode.FAILED
    if os.environ.get("GOALINT_DEBUG"):
        import traceback

        traceback.print_exception(error)
    what = f"{type(error).__name__}: {error}".splitlines()[0]
    at_zh = f"（正在处理 {busy_with}）" if busy_with else ""
    at_en = f" (while processing {busy_with})" if busy_with else ""
    _tell(
        say(
            f"goalint 内部错误{at_zh}：{what}。这是 goalint 的缺陷，不是文件的问题；设环境变量 GOALINT_DEBUG=1 再运行可看到详情",
            f"internal error{at_en}: {what}. This is a bug in goalint, not in your file; "
            "run again with GOALINT_DEBUG=1 in the environment for details",
        )
    )
    return ExitCode.FAILED


def _foreign(error: BrokenPackageError) -> str:
    what = f"{type(error.__cause__).__name__}: {error.__cause__}".splitlines()[0]
    return say(
        f"扩展包 {error.package} 无法加载（{error.offer}）：{what}。请更新或卸载这个包",
        f"the package {error.package} does not load ({error.offer}): {what}. Update or uninstall it",
    )


def _tell(message: str) -> None:
    try:
        click.echo(message, err=True)
    except BrokenPipeError:
        silence(sys.stderr)


def _usage(wrong: click.UsageError) -> str:
    ctx = wrong.ctx
    lines = [ctx.get_usage()] if ctx else []
    lines.append(say("错误：", "error: ", ctx) + _reason(wrong))
    if ctx:
        lines.append(say(f"用法说明：{ctx.command_path} --help", f"help: {ctx.command_path} --help", ctx))
    return "\n".join(lines)


def _reason(wrong: click.UsageError) -> str:
    """The reason in the user's language as far as click's exceptions tell it apart."""
    message = wrong.format_message()
    if language(wrong.ctx) == "en":
        return message
    if isinstance(wrong, click.NoSuchOption):
        close = f"；是不是想用 {'、'.join(wrong.possibilities)}？" if wrong.possibilities else ""
        return f"没有选项 {wrong.option_name}{close}"
    if isinstance(wrong, click.MissingParameter):
        return f"缺少 {wrong.param.get_error_hint(wrong.ctx)}" if wrong.param and wrong.ctx else message
    if isinstance(wrong, click.BadParameter) and wrong.param and wrong.ctx:
        return f"{wrong.param.get_error_hint(wrong.ctx)}：{wrong.message}"
    if isinstance(wrong, click.BadOptionUsage):
        return (
            f"选项 {wrong.option_name} 后面缺少它的值"
            if "requires" in message
            else f"选项 {wrong.option_name} 用法不对：{message}"
        )
    if message.startswith("Got unexpected extra argument"):
        return f"多余的参数：{message.partition('(')[2].rstrip(')')}"
    return message
