"""Who does the work of a run: this process, several of them, or a cluster."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

from goalint.cli.command import option
from goalint.cli.failure import Failure
from goalint.cli.language import say

if TYPE_CHECKING:
    from concurrent.futures import Executor

FEW = 8  # files that are done with before another process has begun
_Function = TypeVar("_Function", bound=Callable[..., Any])


cache_option = option(
    "--cache-dir",
    metavar="DIR",
    zh="保存中间结果的文件夹（默认是用户的缓存文件夹，也可用环境变量 GOALINT_CACHE_DIR 指定）",
    en="the folder of what is kept between runs (default: the user's caches, or the environment variable GOALINT_CACHE_DIR)",
)


def work_options(function: _Function) -> _Function:
    """Decorate a command that reads many files with --jobs, --scheduler, --time-limit, --cache-dir and --no-cache."""
    for decorate in (
        option(
            "--time-limit",
            type=click.IntRange(min=0),
            metavar="SECONDS",
            zh="一份文件的读取、检查各最多用几秒，超过的算没有读到（默认 120，0 为不限）",
            en="seconds for reading a document, and for checking it; beyond, it counts as not read (default 120; 0: no limit)",
        ),
        cache_option,
        option(
            "--no-cache",
            is_flag=True,
            zh="不使用、也不保存以前读取和检查的结果",
            en="neither use nor keep what earlier runs have read and found",
        ),
        option(
            "--scheduler",
            metavar="ADDRESS",
            zh="交给 Dask 集群检查，如 tcp://10.0.0.5:8786（需安装 goalint[cluster]；各节点以相同路径读取文件）",
            en="let a Dask cluster check: tcp://10.0.0.5:8786 (needs goalint[cluster]; every node opens files by the same paths)",
        ),
        option(
            "--jobs",
            "-j",
            type=click.IntRange(min=1),
            metavar="N",
            zh=f"同时用几个进程检查（默认按处理器数；不足 {FEW} 个文件时只用一个）",
            en=f"processes that check side by side (default: one a processor; one for fewer than {FEW} files)",
        ),
    ):
        function = decorate(function)
    return function


@contextmanager
def workers(files: int, jobs: int | None) -> Iterator[Executor | None]:
    """So many processes, or the cluster that the running command names; None: this process does everything itself."""
    scheduler = click.get_current_context().params["scheduler"]
    if scheduler:
        with _cluster(scheduler) as executor:
            yield executor
        return
    jobs = jobs or (os.cpu_count() or 1 if files >= FEW else 1)
    if min(jobs, files) <= 1:
        yield None
        return
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    executor = ProcessPoolExecutor(min(jobs, files))
    try:
        yield executor
    except BrokenProcessPool as error:
        raise Failure(
            say(
                "一个检查进程意外结束（可能内存不足）；加 --jobs 1 再运行，可看到停在哪个文件",
                "a process ended unexpectedly (out of memory?); run again with --jobs 1 to see at which file",
            )
        ) from error
    finally:
        executor.shutdown(cancel_futures=True)


@contextmanager
def _cluster(address: str) -> Iterator[Executor]:
    try:
        from distributed import Client
    except ImportError as error:
        raise Failure(
            say(
                "没有安装 distributed，--scheduler 用不了；请安装 goalint[cluster]",
                "distributed is not installed, which --scheduler takes: install goalint[cluster]",
            )
        ) from error
    try:
        client = Client(address, timeout=10)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise Failure(say(f"连不上集群 {address}：{error}", f"cannot reach the cluster at {address}: {error}")) from error
    with client, client.get_executor(pure=False) as executor:  # type: ignore[no-untyped-call]
        yield executor
