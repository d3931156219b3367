"""A progress bar on the terminal while the index is built; silent where nobody watches."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from dateline.knowledge.gazetteer.building import Progress


@contextmanager
def shown(title: str) -> Iterator[Progress | None]:
    """A sink for progress, drawn on standard error when it is a terminal, else None."""
    from rich.console import Console
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    with Bar(console=console, transient=True) as bar:
        task = bar.add_task(title, total=None)

        def sink(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield sink
