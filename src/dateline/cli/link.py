"""dateline link, unlink, links: which accounts are of one act, why, and what people decide about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from rich.console import Console
from rich.text import Text

from dateline.cli.code import Format
from dateline.cli.incidents import linked
from dateline.cli.ledger import DEFAULT, Drawn, Shape, Which, opened, sheet, write_rows
from dateline.cli.people import By, Reason, say
from dateline.cli.table import clean
from dateline.errors import DatelineError

if TYPE_CHECKING:
    from dateline.ledger import Ledger
    from dateline.records.incident import EventLink

One = Annotated[str, typer.Argument(help="An event, or an incident: its id or the beginning of it.")]
COLUMNS: Final = (("verdict", 12), ("one", 4), ("the other", 4), ("why", 7))
FIELDS: Final = ("left", "right", "verdict", "score", "by", "reasons")
STYLES: Final = {"same": "bold green", "unsure": "bold yellow", "different": "bold red"}
WORDS: Final[int] = 160  # characters of an account's words that are shown
WHY: Final[int] = 6  # reasons that are shown, the weightiest


def link(
    left: One,
    right: One,
    same: Annotated[bool | None, typer.Option("--same/--different", help="Both tell of one act, or they tell of two.")] = None,
    by: By = None,
    reason: Reason = None,
    ledger: Which = DEFAULT,
) -> None:
    """Decide whether two accounts are of one act. It holds over what the machine says, until it is taken back.

    Of two incidents, --same joins both with all of their accounts. Ids of either go on leading to the whole.

    [bold]Examples:[/bold]

      dateline link 9b01c4 3f2a81 --same --by ada --reason "one convoy, told from both ends"

      dateline link 9b01c4 77aa02 --different --by ada
    """
    from dateline.ledger.amending import person

    if same is None:
        raise DatelineError("cli.usage", "give --same or --different.")
    author, verdict = person(by), "same" if same else "different"
    with opened(ledger) as record:
        entry = record.judge(left, right, verdict, author, reason)
    say(entry, f"{left} and {right}: {verdict}; take it back with: dateline undo {entry.seq}")


def unlink(left: One, right: One, by: By = None, reason: Reason = None, ledger: Which = DEFAULT) -> None:
    """Take back what people decided about two accounts: the machine's word holds again.

    [bold]Example:[/bold]  dateline unlink 9b01c4 3f2a81 --by ada
    """
    from dateline.ledger.amending import person
    from dateline.ledger.linking.judging import judgements_of

    author = person(by)
    with opened(ledger) as record:
        record.link()
        for number in judgements_of(record.store, left, right):
            say(record.undo(number, author, reason), f"entry {number} taken back")


def links(
    incident: Annotated[
        str | None, typer.Argument(help="Of this incident or event; by default those that wait for a person.")
    ] = None,
    private: Annotated[bool, typer.Option("--private", help="Show the names of private persons.")] = False,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="At most so many links.")] = 50,
    ledger: Which = DEFAULT,
    format: Shape = Format.table,
) -> None:
    """Show links with their reasons in words: what holds an incident together, what was refused, what is left unsure.

    [bold]Examples:[/bold]

      dateline links 9b01c4

      dateline links --limit 10
    """
    from dateline.ledger import View

    view = View(private=private)
    with opened(ledger) as record:
        linked(record)
        found = record.links(incident, view)[:limit] if incident is not None else record.unsure_links(view, limit)
        if format is not Format.table:
            write_rows([_row(k) for k in found], format, FIELDS)
            return
        console = Console(highlight=False)
        if found:
            console.print(table(found, _accounts(record, found, view))(console.width))
    said = f"{len(found)} link{'' if len(found) == 1 else 's'}"
    Console(stderr=True, highlight=False).print(said, style="dim")


def _row(found: EventLink) -> dict[str, Any]:
    reasons = [{"feature": r.feature, "weight": r.weight, "sentence": r.sentence} for r in found.reasons]
    return {
        "left": found.left, "right": found.right, "verdict": found.verdict, "score": round(found.score, 3), "by": found.by, "reasons": reasons,
    }  # fmt: skip


def table(found: Any, accounts: dict[str, Text]) -> Drawn:
    """A row a link."""
    rows = [(_verdict(k), accounts.get(k.left, k.left[:8]), accounts.get(k.right, k.right[:8]), _why(k)) for k in found]
    return sheet(COLUMNS, rows, ((0,), (1, 2), (3,)))


def _verdict(found: EventLink) -> Text:
    out = Text(found.verdict, style=STYLES[found.verdict])
    who = f"score {found.score:.2f}" if found.by == "machine" else f"by {clean(found.by.removeprefix('person:'))}"
    return out.append(f"\n{who}", style="not bold dim")


def _why(found: EventLink) -> Text:
    """The weightiest reasons: + for, - against."""
    out = Text()
    for number, r in enumerate(found.reasons[:WHY]):
        mark, style = ("+", "green") if r.weight > 0 else ("-", "red") if r.weight < 0 else ("·", "dim")
        out.append("\n" if number else "").append(f"{mark} ", style=style).append(clean(r.sentence))
    return out


def _accounts(record: Ledger, found: Any, view: Any) -> dict[str, Text]:
    """What each event's report says, in its own words."""
    from dataclasses import replace

    out = {}
    for event in sorted({e for k in found for e in (k.left, k.right)}):
        claims = record.claims(replace(view, event=event), 1)
        if claims:
            told = Text(event[:8], style="dim")
            words = clean(claims[0].words)
            told.append(f" {claims[0].published or '?'}\n", style="dim")
            out[event] = told.append(f"“{words if len(words) <= WORDS else words[: WORDS - 1] + '…'}”", style="not dim")
    return out
