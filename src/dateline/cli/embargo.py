"""dateline embargo: nothing of a report goes out before its time."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli.ledger import DEFAULT, Which, opened
from dateline.cli.people import By, Reason, say


def embargo(
    report: Annotated[str, typer.Argument(help="The report: its id, the beginning of it, or its name.")],
    until: Annotated[str, typer.Option(help="When it ends, as 2016-12-12 or 2016-12-12T06:00Z.")],
    by: By = None,
    reason: Reason = None,
    ledger: Which = DEFAULT,
) -> None:
    """Keep a report's claims out of exports until a day or an hour. The last embargo of a report counts; undo lifts it.

    [bold]Example:[/bold]  dateline embargo wire-0001 --until 2016-12-12T06:00Z --by ada
    """
    from dateline.ledger.amending import person
    from dateline.ledger.outgoing import embargo

    author = person(by)
    with opened(ledger) as record:
        entry = embargo(record.store, report, until, author, reason)
    say(entry, f"report {entry.subject[:8]} is under embargo until {until}; lift it with: dateline undo {entry.seq}")
