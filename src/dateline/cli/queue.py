"""dateline queue: what waits for a person, the least sure and most consequential first."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from rich.console import Console
from rich.text import Text

from dateline.cli.code import Format
from dateline.cli.ledger import DEFAULT, Drawn, Shape, Which, opened, sheet, write_rows
from dateline.cli.table import clean

if TYPE_CHECKING:
    from dateline.review.queue import Item

COLUMNS: Final = (("rank", 10), ("what", 3), ("why it waits", 9), ("about", 4))
FIELDS: Final = ("id", "kind", "rank", "doubt", "people", "origins", "title", "reason", "incident", "claims", "events", "reports")
SHOWN: Final[int] = 20  # items of a table, unless asked otherwise
IDS: Final[int] = 3  # ids that a cell names


class Waits(StrEnum):
    """Why something waits."""

    link = "link"
    place = "place"
    conflict = "conflict"
    correction = "correction"
    claim = "claim"


def queue(
    kind: Annotated[Waits | None, typer.Option(help="Only what waits for this reason.")] = None,
    limit: Annotated[int | None, typer.Option("--limit", "-n", min=1, help="At most so many; in a table 20 by default.")] = None,
    ledger: Which = DEFAULT,
    format: Shape = Format.table,
) -> None:
    """List what waits for a person: links left unsure, places that may be others, claims that clash, words whose claim is gone.

    The least sure and most consequential comes first: doubt times what hangs on it (people concerned, independent origins). Decide
    with dateline link, correct, judge and undo, or by one key in the desk (dateline serve).

    [bold]Examples:[/bold]

      dateline queue

      dateline queue --kind place --limit 5
    """
    from dateline.knowledge.gazetteer import Gazetteer
    from dateline.ledger.questions.waiting import looked
    from dateline.review.suspects import Suspects
    from dateline.review.waiting import waiting
    from dateline.settings import from_environment

    names = Gazetteer.open(from_environment().home)
    suspects = Suspects(names)
    with opened(ledger) as record:
        while suspects.step(record):
            pass
        found = [i for i in waiting(record, names, suspects) if kind in (None, i.kind)]
        with record.store.reading() as connection:
            far = looked(connection)
    if format is not Format.table:
        write_rows([_row(i) for i in found[:limit]], format, FIELDS)
        return
    shown = found[: limit or SHOWN]
    console = Console(highlight=False)
    if shown:
        console.print(table(shown)(console.width))
    said = (
        f"{len(found):,} wait{'s' if len(found) == 1 else ''}; {far.reviewed:,} of {far.claims:,} claims were looked at by a person"
    )
    Console(stderr=True, highlight=False).print(said, style="dim", soft_wrap=True)


def _row(i: Item) -> dict[str, Any]:
    return {
        "id": i.id, "kind": i.kind, "rank": round(i.rank, 3), "doubt": round(i.doubt, 3), "people": i.stakes.people,
        "origins": i.stakes.origins, "title": i.title, "reason": i.reason, "incident": i.incident, "claims": list(i.claims),
        "events": list(i.events), "reports": list(i.reports),
    }  # fmt: skip


def table(found: list[Item]) -> Drawn:
    """A row an item."""
    return sheet(COLUMNS, [(f"{i.rank:.2f}", _what(i), clean(i.reason), _about(i)) for i in found], ((0, 1), (2, 3)))


def _what(i: Item) -> Text:
    out = Text(clean(i.title), style="bold")
    people = f"{i.stakes.people:,.0f} people, " if i.stakes.people is not None else ""
    return out.append(f"\n{people}{i.stakes.origins} origin{'' if i.stakes.origins == 1 else 's'}", style="not bold dim")


def _about(i: Item) -> Text:
    """The ids that the commands take: events of a link, else claims."""
    ids = i.events if i.kind == "link" else i.claims
    more = f" and {len(ids) - IDS} more" if len(ids) > IDS else ""
    return Text(" ".join(id[:8] for id in ids[:IDS]) + more, style="dim")


__all__ = ["queue"]
