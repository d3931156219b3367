"""dateline original: the bytes of a report as they were received."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from dateline.cli.ledger import DEFAULT, Which, opened
from dateline.cli.table import clean
from dateline.errors import DatelineError


def original(
    report: Annotated[str, typer.Argument(help="The report: its id, the beginning of it, or its name.")],
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Write to this file instead of standard output.")] = None,
    ledger: Which = DEFAULT,
) -> None:
    """Give back the bytes of a report as they were received, whose SHA-256 the log holds.

    [bold]Example:[/bold]  dateline original 14-wire-palmyra-lost --out story.txt
    """
    with opened(ledger) as record:
        found = record.report(report)
        kept = record.store.original(found.original) if found.original else None
    if kept is None:
        raise DatelineError("ledger.unknown", f"{report!r} has no original: it was typed in, or redacted.")
    if out is None:
        if sys.stdout.isatty() and not kept[0].startswith(("text/", "application/json")):
            raise DatelineError("cli.usage", f"{kept[0]} is nothing for a screen: give a file with --out.")
        sys.stdout.buffer.write(kept[1])
        return
    try:
        out.write_bytes(kept[1])
    except OSError as error:
        raise DatelineError("export.write", str(error)) from error
    words = f"{out}: {len(kept[1]):,} bytes, {kept[0]}, SHA-256 {found.original}"
    Console(stderr=True, highlight=False).print(clean(words), markup=False)
