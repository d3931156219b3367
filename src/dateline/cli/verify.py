"""dateline verify: whether the ledger is what was recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.progress import Progress, TextColumn, TimeElapsedColumn

from dateline.cli.ledger import DEFAULT, Which, opened
from dateline.cli.table import clean
from dateline.errors import DatelineError


def verify(
    indexes: Annotated[
        bool, typer.Option("--indexes", help="Check too that the indexes are what a replay of the log gives.")
    ] = False,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Make the indexes anew from the log.")] = False,
    holds: Annotated[
        str | None, typer.Option(help="A digest that the log must hold: the one that an earlier check printed.")
    ] = None,
    ledger: Which = DEFAULT,
) -> None:
    """Recompute the chain of the log, and name the first entry that does not hold (status 1).

    Nobody can change, add or take out an entry in the midst of the log without breaking the chain. Who could write the whole file
    anew could make a new chain: keep the digest that this command prints where they cannot reach it, and give it back with --holds.

    [bold]Examples:[/bold]

      dateline verify --ledger syria.db

      dateline verify --indexes

      dateline verify --holds 5c1f…
    """
    console = Console(highlight=False)
    with opened(ledger) as record:
        with _counted("entries") as count:
            found = record.store.verify(holds, count)
        if found.fault is not None:
            _broken(f"entry {found.fault.seq}: {found.fault.what}")
        console.print(f"{found.entries:,} entries hold, {found.redacted:,} of them redacted; {found.originals:,} originals hold.")
        console.print(f"last digest {found.head}", style="dim")
        if not found.holds:
            _broken(f"no entry has the digest {holds}.")
        if not (indexes or rebuild):
            return
        with _counted("entries replayed") as count:
            wrong = record.store.rebuild(count) if rebuild else record.store.differing(count)
    if wrong and not rebuild:
        console.print(
            f"indexes that are not what the log gives: {', '.join(wrong)}. Mend them: dateline verify --rebuild", style="red"
        )
        raise typer.Exit(1)
    console.print(f"indexes made anew; they differed in: {', '.join(wrong)}." if wrong else "the indexes are what the log gives.")


def _broken(detail: str) -> NoReturn:
    """Says what does not hold, and ends with status 1."""
    Console(stderr=True, highlight=False).print(
        clean(str(DatelineError("ledger.broken", detail))), style="red", markup=False, soft_wrap=True
    )
    raise typer.Exit(1)


@contextmanager
def _counted(what: str) -> Iterator[Callable[[int], None]]:
    """A counter on a terminal's standard error; silent elsewhere."""
    console = Console(stderr=True)
    columns = (TextColumn(what), TextColumn("{task.completed:,.0f}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done: bar.update(task, completed=done)
