"""dateline reconcile: the same claims under every method, each figure with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from rich.console import Console
from rich.text import Text

from dateline.cli.code import Format
from dateline.cli.ledger import DEFAULT, Shape, Which, opened, sheet, viewed, write
from dateline.cli.table import clean

if TYPE_CHECKING:
    from dateline.ledger import View
    from dateline.records.incident import Reckoning, Support

COLUMNS: Final = (("method", 10), ("whose", 3), ("figure", 3), ("why", 8), ("against it", 4))
GRADES: Final = {"confirmed": "green", "fair": "green", "weak": "yellow", "contested": "magenta", "discounted": "dim"}
AGAINST: Final[int] = 6  # claims against a figure that a cell names; the rest is counted

Policy = Annotated[
    str, typer.Option("--policy", help="Only this method: ucdp, acled, ibc, airwars or latest; all of them by default.")
]


@viewed
def reconcile(
    side: Annotated[
        str | None, typer.Option(help='Only the figures of one side, as "Government of Syria", civilians or unknown.')
    ] = None,
    policy: Policy = "all",
    notes: Annotated[bool, typer.Option("--notes", help="Say of every claim that was left out why it was.")] = False,
    view: View = None,  # type: ignore[assignment]
    ledger: Which = DEFAULT,
    format: Shape = Format.table,
) -> None:
    """Show what the figures add up to under each method: UCDP, ACLED, Iraq Body Count, Airwars, and the newest of a running toll.

    The claims are those of all incidents of which the options let a claim through. Figures are compared only with figures of the same
    measure, side and days; what lies within a longer total is shown with it and never added to it. Copies of one story, and what is
    denied, doubted or planned, enter no figure.

    [bold]Examples:[/bold]

      dateline reconcile --during 2016-12 --side "Government of Syria" --measure killed

      dateline reconcile --place Palmyra --policy ucdp --format csv
    """
    with opened(ledger) as record:
        answer = record.tolls(view, policy, side)
        unsaid = len(record.tolls(view, "latest", "unknown")) if side and side != "unknown" and format is Format.table else 0
    if format is not Format.table:
        write([answer], format)
        return
    console = Console(highlight=False)
    for part in drawn(answer, policy, console.width, notes):
        console.print(part)
    if not answer:
        console.print(Text("no figure that this method counts", style="dim"))
    if unsaid:
        console.print(
            Text(f"{unsaid} more of no side: --side unknown shows the figures that do not say whose they are", style="dim")
        )


def drawn(found: Iterable[Reckoning], policy: str, width: int, notes: bool = False) -> Iterator[Any]:
    """The figures: a heading for each thing counted and its days, and beneath it a row a method and side."""
    for _, some in groupby(sorted(found, key=_place), key=_table):
        told = list(some)
        yield _heading(told[0])
        yield sheet(COLUMNS, [_cells(r) for r in told], ((0, 1, 2), (3, 4)))(width)
        silent = _silent(told, policy)
        if silent:
            yield Text(f"  {silent}\n", style="dim")
        if notes:
            yield from (Text(f"  - {clean(n)}", style="dim") for n in dict.fromkeys(n for r in told for n in r.notes))
            yield Text()


def _table(r: Reckoning) -> tuple[Any, ...]:
    """What the figures of one table have in common."""
    return r.measure, r.unit, r.scope, r.days


def _place(r: Reckoning) -> tuple[Any, ...]:
    """By measure as the codebook has them, the longest total first, what lies within it next; of one table by method and side."""
    from dateline.knowledge.ontology import load
    from dateline.ledger.reconcile import POLICIES

    measures, (first, last) = list(load().measures), r.days or (0, 0)
    place = measures.index(r.measure) if r.measure in measures else len(measures)
    return place, r.unit, r.scope != "total", first - last, first, list(POLICIES).index(r.policy), r.side == "all", r.side


def _heading(r: Reckoning) -> Text:
    """What is counted, and when."""
    from dateline.ledger.questions.tolls import days, span

    out = Text(r.measure.replace("_", " ") + ("" if r.unit == "people" else f", {clean(r.unit)}"), style="bold")
    when = "on a day that is not told" if r.days is None else days(r)
    out.append(f"  {when}{' (total)' if r.scope == 'total' else ''}", style="bold cyan")
    if r.within:
        out.append(f"  within the total of {span(r.within)}, not added to it", style="dim")
    return out


def _cells(r: Reckoning) -> tuple[Text | str, ...]:
    from dateline.ledger.questions.tolls import figure

    numbers = Text(figure(replace(r, grade=None)), style="bold green")
    if r.grade:
        numbers.append(f" {r.grade}", style=GRADES[r.grade])
    return Text(r.policy, style="bold"), clean(r.side), numbers, clean(r.reason), against(r.dissenting)


def against(found: Sequence[Support]) -> Text:
    """The claims against a figure: who says what."""
    lines = list(dict.fromkeys(f"but {clean(s.voice)}: “{clean(s.words)}”" for s in found))
    more = [f"and {len(lines) - AGAINST} more"] if len(lines) > AGAINST else []
    return Text("\n".join([*lines[:AGAINST], *more]))


def _silent(told: Sequence[Reckoning], policy: str) -> str:
    """The methods that have no figure of the dead here, and what they count."""
    from dateline.ledger.reconcile import policies

    there = {r.policy for r in told}
    missing = [f"{p.name}: none, it counts {p.counts}" for p in policies(policy) if p.name not in there]
    return "; ".join(missing) if told[0].measure == "killed" else ""


__all__ = ["reconcile"]
