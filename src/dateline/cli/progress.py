"""Progress on standard error while many reports are coded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

_T = TypeVar("_T")


def tracked(items: Iterable[_T], paths: Sequence[Path], many: bool = False) -> Iterator[_T]:
    """The items, with a counter on the terminal's standard error where there may be many; silent elsewhere."""
    console = Console(stderr=True)
    many = many or len(paths) > 1 or any(p.is_dir() or p.suffix == ".jsonl" for p in paths)
    if not (many and console.is_terminal):
        yield from items
        return
    columns = (SpinnerColumn(), TextColumn("reports"), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("reports", total=None)
        for item in items:
            progress.advance(task)
            yield item
