"""dateline events: what is said to have happened."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from rich.console import Console
from rich.text import Text

from dateline.cli.claims import table as claims_table
from dateline.cli.code import Format
from dateline.cli.ledger import DEFAULT, SCORED, Drawn, Page, Shape, Which, day, opened, sheet, show, viewed
from dateline.cli.table import clean

COLUMNS: Final = (
    ("event", 12), ("when", 12), ("what", 3), ("who → whom", 5), ("where", 4), ("how many, who says so", 7), ("claims", 10),
)  # fmt: skip

if TYPE_CHECKING:
    from dateline.ledger import View
    from dateline.ledger.questions.events import EventRow


@partial(viewed, taken=SCORED)
def events(
    id: Annotated[str | None, typer.Argument(help="Only this event, with its claims: its id or the beginning of it.")] = None,
    view: View = None,  # type: ignore[assignment]
    ledger: Which = DEFAULT,
    format: Shape = Format.table,
    page: Page = Page(),  # noqa: B008
) -> None:
    """List events: what is said to have happened, when, where, by whom, and the figures with who gives them.

    An event is shown with those of its claims that the options let through. Figures stand side by side; they are not added up.

    [bold]Examples:[/bold]

      dateline events --place Palmyra --during 2016-12

      dateline events --box 37,34,39,36 --type air_strike --as-of 2016-12-11

      dateline events --country SY --min-score 0.7

      dateline events 9b01c4
    """
    if id is not None:
        view = replace(view, event=id)
    with opened(ledger) as record:
        show(lambda limit, after: record.events(view, limit, after), page, format, table)
        if id is not None and format is Format.table:
            console = Console(highlight=False)
            console.print(claims_table(record.claims(view, None))(console.width))


def table(events: Any) -> Drawn:
    """A row an event."""
    rows = ((e.id[:8], day(e.when), _what(e), _sides(e), _where(e), _figures(e), _counts(e)) for e in events)
    return sheet(COLUMNS, rows, ((0, 1), (2, 3, 4), (5, 6)))


def _what(event: EventRow) -> Text:
    out = Text(event.type.replace("_", " "), style="bold")
    for word in (event.mode, "campaign" if event.scope == "campaign" else None):
        out.append(f"\n{word}" if word else "", style="not bold italic")
    return out


def _sides(event: EventRow) -> str:
    from dateline.ledger.questions.rows import sides

    return clean(sides(event.parties, event.type))


def _where(event: EventRow) -> Text:
    from dateline.ledger.entries import HOLDING
    from dateline.ledger.questions.rows import change, spot

    out = Text("\n".join(clean(spot(s)) for s in event.places[:3]) or "?")
    for c in event.changes if event.type != HOLDING else ():
        out.append(f"\n{clean(change(c))}", style="bold magenta")
    return out


def _figures(event: EventRow) -> Text:
    from dateline.ledger.questions.rows import chain, figure

    out = Text()
    for number, said in enumerate(event.figures):
        out.append("\n" if number else "")
        out.append(clean(figure(said.figure)), style="green")
        mark = "" if said.claim.status == "happened" else f", {said.claim.status}"
        out.append(f" ({clean(chain(said.claim.voices))}{mark})", style="dim")
    return out


def _counts(event: EventRow) -> str:
    numbers = ((len(event.claims), "claim"), (len(event.reports), "report"))
    return ", ".join(f"{n} {word}{'' if n == 1 else 's'}" for n, word in numbers)
