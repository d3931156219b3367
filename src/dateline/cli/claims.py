"""dateline claims: who says what."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dateline.cli.code import Format
from dateline.cli.ledger import DEFAULT, SCORED, Drawn, Page, Shape, Which, day, opened, sheet, show, viewed, write
from dateline.cli.table import STATUS_STYLE, clean

COLUMNS: Final = (("claim", 12), ("when", 12), ("who says so", 4), ("status", 10), ("what", 4), ("how many", 4), ("words", 9))

if TYPE_CHECKING:
    from dateline.ledger import View
    from dateline.records.entry import Figure, KeptClaim


@partial(viewed, taken=SCORED)
def claims(
    id: Annotated[str | None, typer.Argument(help="Only this claim, in full: its id or the beginning of it.")] = None,
    view: View = None,  # type: ignore[assignment]
    ledger: Which = DEFAULT,
    format: Shape = Format.table,
    page: Page = Page(),  # noqa: B008
) -> None:
    """List claims: who says what, how sure, how many, in the order of the days they tell of.

    A claim that was superseded answers with its successor. Names of private persons are withheld unless --private is given.

    [bold]Examples:[/bold]

      dateline claims --speaker "Syrian Observatory for Human Rights" --during 2016-12

      dateline claims --place Palmyra --as-of 2016-12-11T12:00Z --measure killed

      dateline claims --place Palmyra --min-score 0.7

      dateline claims 3f2a81 --recorded-as-of 2026-01-31
    """
    from dateline.ledger.questions.claims import Claims

    with opened(ledger) as record:
        if id is None:
            show(lambda limit, after: record.claims(view, limit, after), page, format, table)
            return
        claim = record.claim(id, view)
        if format is not Format.table:
            write([Claims((claim,))], format)
            return
        report = record.report(claim.report, replace(view, withdrawn=True))
        told = " · ".join(x for x in (report.outlet, report.published, report.title or report.name) if x)
        Console(highlight=False).print(whole(claim, told))


def table(claims: Any) -> Drawn:
    """A row a claim."""
    rows = ((c.id[:8], day(c.when), voices(c), status(c), act(c), figures(c.figures), f"“{clean(c.words)}”") for c in claims)
    return sheet(COLUMNS, rows, ((0, 1), (2, 3), (4,), (5, 6)))


def voices(claim: KeptClaim) -> Text:
    """The chain of voices; dim where the report speaks for itself."""
    from dateline.ledger.questions.rows import chain

    return Text(clean(chain(claim.voices)), style="bold" if claim.voices else "dim")


def status(claim: KeptClaim) -> Text:
    """The status, struck through where the claim was withdrawn."""
    style = STATUS_STYLE.get(claim.status, "dim" if claim.status == "happened" else "")
    return Text(claim.status, style=style if claim.ended is None else "strike")


def act(claim: KeptClaim) -> Text:
    """What is said to have happened: the act, its sides, where, and who gains or loses the place."""
    from dateline.ledger.entries import HOLDING
    from dateline.ledger.questions.rows import change, sides, spot

    out = Text(claim.type.replace("_", " "), style="bold")
    changes = map(change, claim.changes if claim.type != HOLDING else ())
    for line in (sides(claim.parties, claim.type), *map(spot, claim.places[:2]), *changes):
        out.append(f"\n{clean(line)}", style="not bold")
    return out


def figures(found: tuple[Figure, ...]) -> Text:
    """Each figure as it was read, beside its words."""
    from dateline.ledger.questions.rows import figure

    out = Text()
    for number, f in enumerate(found):
        out.append("\n" if number else "")
        out.append(clean(figure(f)), style="green")
        out.append(f" “{clean(f.words)}”", style="dim green")
    return out


def whole(claim: KeptClaim, report: str) -> Table:
    """One claim in full."""
    from dateline.ledger.questions.rows import change, sides, spot
    from dateline.records.edtf import show_instant

    ended = show_instant(claim.ended) if claim.ended is not None else ""
    lines: list[tuple[str, Text | str]] = [
        ("claim", claim.id), ("who says so", voices(claim)), ("status", status(claim)), ("words", f"“{clean(claim.words)}”"),
        ("how many", figures(claim.figures)), ("what", claim.type + (f", {claim.mode}" if claim.mode else "")),
        ("who → whom", clean(sides(claim.parties, claim.type))), ("where", clean(", ".join(map(spot, claim.places)))),
        ("when", clean(f"{claim.when or '?'} ({claim.when_precision})")), ("control", clean("; ".join(map(change, claim.changes)))),
        ("said", clean(claim.said or "")), ("evidence", clean(claim.evidence or "")), ("event", claim.event),
        ("report", clean(f"{claim.report[:8]} {report}")), ("recorded", f"{show_instant(claim.recorded)} by {clean(claim.author)}"),
        ("score", "" if claim.score is None else f"{claim.score:.2f}"), ("corrected", ", ".join(claim.corrected)), ("withdrawn", ended),
    ]  # fmt: skip
    out = Table.grid(padding=(0, 2))
    for name, value in lines:
        if value:
            out.add_row(Text(name, style="dim"), value)
    return out
