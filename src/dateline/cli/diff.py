"""dateline diff: what changed in the record."""

from __future__ import annotations

from typing import Annotated, Any, Final

import typer
from rich.console import Console

from dateline.cli.code import Format
from dateline.cli.ledger import DEFAULT, Drawn, Page, Shape, Which, opened, sheet, show, viewed
from dateline.cli.table import clean

COLUMNS: Final = (("recorded", 19), ("what", 14), ("which", 4), ("by", 4), ("how", 9))
COUNTED: Final[dict[str, str]] = {
    "report": "reports added", "claim": "claims added", "correction": "corrections", "withdrawal": "withdrawals",
    "judgement": "judgements", "redaction": "redactions",
}  # kinds of entry, and how many there are of them  # fmt: skip


@viewed
def diff(
    since: Annotated[str, typer.Option(help="What was recorded from then on, as 2026-01-31 or 2026-01-31T08:00Z.")],
    until: Annotated[str | None, typer.Option(help="What was recorded up to then; by default until now.")] = None,
    private: Annotated[bool, typer.Option("--private", help="Show the names of private persons.")] = False,
    ledger: Which = DEFAULT,
    format: Shape = Format.table,
    page: Page = Page(),  # noqa: B008
) -> None:
    """List what changed in the record, and by which report or whose hand: reports and claims added, corrected, withdrawn, redacted.

    Times are those of recording, not of publication.

    [bold]Examples:[/bold]

      dateline diff --since 2026-01-31

      dateline diff --since 2026-01-01 --until 2026-01-31 --format jsonl
    """
    with opened(ledger) as record:
        show(lambda limit, after: record.diff(since, until, private, limit, after), page, format, table)
        if format is Format.table:
            counts = record.diff(since, until, private, 1).counts
            line = ", ".join(f"{COUNTED[kind]} {number:,}" for kind, number in counts) or "nothing"
            Console(stderr=True, highlight=False).print(f"in all: {line}", style="dim")


def table(changes: Any) -> Drawn:
    """A row a change."""
    rows = ((at, what, clean(which), clean(by), clean(how)) for at, what, which, by, how in map(changes.cells, changes))
    return sheet(COLUMNS, rows, ((0, 1), (2, 3), (4,)))
