"""What the commands share by which people change the record: who they are, why they do it, and what they are asked first."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from rich.console import Console

from dateline.cli.table import clean
from dateline.records.entry import Entry

By = Annotated[
    str | None,
    typer.Option("--by", envvar="DATELINE_BY", help="Who you are: a name or an alias. It stays in the log for good."),
]
Reason = Annotated[str | None, typer.Option(help="Why. It stays in the log.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do it without asking.")]


def say(entry: Entry, what: str) -> None:
    """Says what was recorded, and under which number: dateline undo takes it."""
    console = Console(highlight=False)
    console.print(f"entry {entry.seq}: {clean(what)}", markup=False, soft_wrap=True)


def read_value(words: str) -> Any:
    """A value as it was typed: JSON where it is JSON ("null", '["A", "B"]'), else the words themselves."""
    import json

    try:
        return json.loads(words)
    except ValueError:
        return words
