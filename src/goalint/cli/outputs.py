"""The reports of a run: which formats are wanted, where each goes, and writing them."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple

import click

from goalint.cli.failure import Failure
from goalint.cli.language import say
from goalint.cli.output import colour_wanted, emit, emit_bytes, terminal_width
from goalint.findings import Report
from goalint.reports import FOR_PEOPLE, FORMATS, Style, is_format, pieces

_WIDTH_IN_FILES = 100
_BLOCK = 100_000  # characters written together
# The ending that a file of that format usually has, where it is not the format's own name.
_ENDINGS = {
    **dict.fromkeys(FOR_PEOPLE, "txt"),
    "json-lines": "jsonl",
    "junit": "xml",
    "checkstyle": "xml",
    "gitlab": "json",
    "github": "txt",
    "markdown": "md",
    "letter": "docx",
}


class Output(NamedTuple):
    """One report: its format, and the file that it goes to; None for standard output."""

    format: str
    path: str | None = None


def outputs_of(values: Iterable[str], *, counts_only: bool = False) -> tuple[Output, ...]:
    """What FMT[:PATH] means, each; with `counts_only` what is for people on standard output becomes the statistics.

    Raises Failure for an unknown format and where two go to one place.
    """
    outputs = tuple(output_of(value) for value in values)
    if counts_only:
        others = (output for output in outputs if output.path is not None or output.format not in FOR_PEOPLE)
        outputs = (*others, Output("statistics"))
    places = [output.path and os.path.realpath(output.path) for output in outputs]
    for place in places:
        if places.count(place) < 2:
            continue
        if place is None:
            names = [output.format for output in outputs if output.path is None]
            file = f"{names[-1]}:报告.{_ENDINGS.get(names[-1], names[-1])}"
            raise Failure(
                say(
                    f"只能有一种格式显示在屏幕上，现在有：{'、'.join(names)}。其余的写明文件，如 {file}",
                    f"only one format can go to standard output, not {', '.join(names)}: give the others a file, as in {file}",
                )
            )
        raise Failure(say(f"两种格式不能写入同一个文件：{place}", f"two formats cannot go to one file: {place}"))
    return outputs


def output_of(value: str, formats: Collection[str] | None = None) -> Output:
    """What FMT[:PATH] means, where these formats are known; those of findings if none are given.

    Raises Failure for an unknown format and for a colon without a path.
    """
    name, colon, path = value.partition(":")
    known = FORMATS if formats is None else formats
    if not (is_format(name) if formats is None else name in formats):
        from difflib import get_close_matches

        close = get_close_matches(name, known)
        zh = f"是不是想用 {'、'.join(close)}？" if close else f"可用的有：{'、'.join(known)}"
        en = f"did you mean {', '.join(close)}?" if close else f"there are: {', '.join(known)}"
        raise Failure(say(f"没有输出格式“{name}”；{zh}", f"no such output format: {name}; {en}"))
    if colon and not path:
        raise Failure(
            say(
                f"--output-format {value} 的冒号后面缺少文件名",
                f"--output-format {value}: the file name after the colon is missing",
            )
        )
    return Output(name, path or None)


def refuse(outputs: Iterable[Output], inputs: Sequence[str]) -> None:
    """Raise Failure, before any work is done, for a file that cannot be written or would replace one that is checked."""
    checked = {os.path.realpath(path) for path in inputs}
    for output in outputs:
        if output.path is None:
            continue
        folder = os.path.dirname(output.path) or "."
        if os.path.realpath(output.path) in checked and not _is_old_report(output.path):
            raise Failure(
                say(
                    f"{output.path} 是要检查的文件，报告不能写在上面。请换一个文件名",
                    f"{output.path} is one of the files to check: give the report another name",
                )
            )
        if os.path.isdir(output.path):
            raise _cannot_write(output.path, say("这是一个文件夹", "it is a folder"))
        if not os.path.isdir(folder):
            raise _cannot_write(output.path, say(f"没有文件夹 {folder}", f"there is no folder {folder}"))


def _is_old_report(path: str) -> bool:
    from goalint.own_reports import is_own_report

    try:
        with open(path, "rb") as file:
            return is_own_report(file.read())
    except OSError:
        return False


def write_all(outputs: Sequence[Output], report: Report, style: Style, color: str) -> None:
    """Write every report, standard output first. Raises Failure if a file cannot be written.

    `style` says all but colour and width, which depend on where a report goes. What went into files is said on standard
    error, with the summary if there was nothing on standard output.
    """

    for output in sorted(outputs, key=lambda output: output.path is not None):
        if output.path is None:
            on_screen = style._replace(colour=colour_wanted(color), width=terminal_width())
            show(output.format, pieces(output.format, report, on_screen), on_screen.colour, output.format in FOR_PEOPLE)
        else:
            in_file = style._replace(colour=color == "always", width=_WIDTH_IN_FILES)
            save(output.path, pieces(output.format, report, in_file))
    files = [output.path for output in outputs if output.path is not None]
    if files and len(files) == len(outputs):
        from goalint.reports.summary import Teller

        click.echo(Teller(style).summary(report), err=True)
        click.echo(say(f"报告已写入 {'、'.join(files)}", f"report written to {', '.join(files)}"), err=True)


def show(name: str, written: str | bytes | Iterable[str], colour: bool, for_people: bool) -> None:
    """Write what a format made to standard output. Raises Failure for bytes on a terminal."""
    if isinstance(written, bytes) and sys.stdout.isatty():
        file = f"{name}:报告.{_ENDINGS.get(name, name)}"
        raise Failure(
            say(
                f"{name} 不能显示在屏幕上，请写入文件：--output-format {file}",
                f"{name} cannot be shown on a terminal: write it to a file, --output-format {file}",
            )
        )
    for block in _blocks(written):
        if isinstance(block, str) and for_people:
            emit(block, colour=colour)
        else:
            emit_bytes(_encoded(block))


def _blocks(written: str | bytes | Iterable[str]) -> Iterator[str | bytes]:
    """Text that comes in small pieces in larger ones."""
    if isinstance(written, str | bytes):
        yield written
        return
    waiting: list[str] = []
    size = 0
    for piece in written:
        waiting.append(piece)
        size += len(piece)
        if size >= _BLOCK:
            yield "".join(waiting)
            waiting.clear()
            size = 0
    yield "".join(waiting)


def _encoded(written: str | bytes) -> bytes:
    # A file name that is no valid text must not cost the report; in JSON the escape is a valid one.
    return written if isinstance(written, bytes) else written.encode("utf-8", "backslashreplace")


def save(path: str, written: str | bytes | Iterable[str]) -> None:
    """Put what a format made in place of the file, all of it or none. Raises Failure if the file cannot be written."""
    import tempfile

    try:
        handle, name = tempfile.mkstemp(prefix=".goalint-", dir=os.path.dirname(path) or ".")
        try:
            with os.fdopen(handle, "wb") as file:
                file.writelines(map(_encoded, _blocks(written)))
            os.chmod(name, _mode_of(path))
            os.replace(name, path)
        except BaseException:
            with suppress(OSError):
                os.unlink(name)
            raise
    except OSError as error:
        raise _cannot_write(path, error.strerror or type(error).__name__) from error


def _mode_of(path: str) -> int:
    """The permissions of the file that is there, else those that a new file gets."""
    try:
        return os.stat(path).st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _cannot_write(path: str, reason: str) -> Failure:
    return Failure(
        say(
            f"无法写入 {path}：{reason}。请检查文件夹是否存在、是否有写入权限、文件是否正被打开",
            f"cannot write {path}: {reason}",
        )
    )
