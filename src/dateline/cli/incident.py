"""dateline incident: one act, every account of it, and every method's figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from rich.console import Console
from rich.text import Text

from dateline.cli.code import Format
from dateline.cli.ledger import DEFAULT, OPTIONS, Shape, Which, opened, sheet, viewed, write, write_rows
from dateline.cli.reconcile import Policy, drawn
from dateline.cli.table import STATUS_STYLE, clean

if TYPE_CHECKING:
    from dateline.ledger import View
    from dateline.ledger.reconcile.account import Account
    from dateline.ledger.reconcile.matrix import Matrix, SourceRow
    from dateline.records.entry import KeptClaim
    from dateline.records.incident import Contradiction, Incident

TAKEN: Final = ("as_of", "recorded_as_of", "private")  # what it heeds of a view
MEASURES: Final[int] = 3  # measures that have a column of their own; the others share one
ORIGINS: Final[int] = 2  # origins of a source that are named; the rest is counted
SAID: Final[int] = 4  # a source's claims whose words are shown; the rest is counted
STYLES: Final = {"figures": "green", "control": "magenta", "denial": "red", "culprit": "yellow"}


@partial(viewed, taken={name: OPTIONS[name] for name in TAKEN})
def incident(
    id: Annotated[str, typer.Argument(help="The incident, or one of its events: its id or the beginning of it.")],
    policy: Policy = "all",
    notes: Annotated[bool, typer.Option("--notes", help="Say of every claim that was left out why it was.")] = False,
    view: View = None,  # type: ignore[assignment]
    ledger: Which = DEFAULT,
    format: Shape = Format.table,
) -> None:
    """Show an incident: who says what of it, what the figures add up to under each method and why, and what cannot all be true.

    A row of the claims is an independent source: copies of one story, and all who speak for one side, are one. For machines, jsonl
    gives the incident, its figures and its contradictions in one object, csv the figures.

    [bold]Examples:[/bold]

      dateline incident 3f2a81

      dateline incident 3f2a81 --policy ucdp --notes

      dateline incident 3f2a81 --as-of 2016-12-11T12:00Z
    """
    from dateline.ledger.incidents import Incidents
    from dateline.ledger.questions.contradictions import Contradictions
    from dateline.ledger.questions.tolls import Reckonings

    with opened(ledger) as record:
        found = record.incident(id, view)
        sources, figures = record.matrix(found), Reckonings(record.reconcile(found, policy))
        clashes = Contradictions(record.clashes(found))
    if format is Format.csv:
        write([figures], format)
    elif format is Format.jsonl:
        row = {**Incidents.row(found), "reckonings": figures.to_dicts(), "contradictions": clashes.to_dicts()}
        write_rows([row], format, tuple(row))
    else:
        console = Console(highlight=False)
        for part in _page(found, sources, clashes, console.width):
            console.print(part)
        for part in drawn(figures, policy, console.width, notes):
            console.print(part)


def _page(found: Incident, sources: Matrix, clashes: Sequence[Contradiction], width: int) -> Iterator[Any]:
    """The head, the claims, and what clashes."""
    yield from _head(found)
    yield _claims(sources)(width)
    for clash in clashes:
        yield Text.assemble((f"! {clash.kind}: ", f"bold {STYLES[clash.kind]}"), clean(clash.sentence))
    if clashes:
        yield Text()


def _head(found: Incident) -> Iterator[Text]:
    from dateline.ledger.incidents import days, rival_culprits
    from dateline.ledger.questions.rows import spot

    where = f" · {clean(spot(found.place))}" if found.place else ""
    kind = found.type.replace("_", " ") + (", campaign" if found.scope == "campaign" else "")
    yield Text.assemble((kind, "bold"), (f"  {days(found)}{where}", "bold cyan"), (f"  {found.id[:8]}", "dim"))
    yield Text(f"{clean(', '.join(found.initiators)) or '?'} → {clean(', '.join(found.targets)) or '?'}")
    rivals = rival_culprits(found)
    if rivals:
        yield Text(f"also named as the culprit: {clean(', '.join(rivals))}", style="yellow")
    counts = ((len(found.claims), "claim"), (len(found.reports), "report"), (len(found.origins), "origin"))
    told = ", ".join(f"{n} {noun}{'' if n == 1 else 's'}" for n, noun in counts)
    yield Text(told + ("" if found.reviewed else "; not reviewed by a person"), style="dim")


def _claims(sources: Matrix) -> Any:
    """A row a source, a column a measure."""
    own = sources.measures[:MEASURES]
    rest = sources.measures[MEASURES:]
    columns = [
        ("who says so", 4),
        ("says", 5),
        *((m.replace("_", " "), 4) for m in own),
        *((("other figures", 4),) if rest else ()),
    ]
    rows = [
        [_who(r), _said(r), *(_figures(r, [m]) for m in own), *([_figures(r, rest, named=True)] if rest else [])]
        for r in sources.rows
    ]
    return sheet(columns, rows, ((0, 1), tuple(range(2, len(columns)))) if len(columns) > 2 else ((0,), (1,)))


def _who(row: SourceRow) -> Text:
    out = Text(clean(" / ".join(row.names)), style="bold")
    reports = len(row.reports)
    out.append(f"\n{', '.join(row.kinds)}, {reports} report{'' if reports == 1 else 's'}", style="not bold dim")
    origins = list(dict.fromkeys(c.origin[:8] for c in row.claims if c.origin))
    if origins:
        more = f" and {len(origins) - ORIGINS} more" if len(origins) > ORIGINS else ""
        out.append(f"\norigin {', '.join(origins[:ORIGINS])}{more}", style="not bold dim")
    return out


def _said(row: SourceRow) -> Text:
    """What the source says beside its figures: the status where it is no plain claim, whom it names, and its words."""
    out, shown = Text(), [c for c in row.claims if not c.figures or c.status != "happened"] or list(row.claims[:1])
    for number, claim in enumerate(shown[:SAID]):
        out.append("\n" if number else "")
        if claim.status != "happened":
            out.append(f"{claim.status} ", style=STATUS_STYLE.get(claim.status, ""))
        out.append(f"“{clean(claim.words)}”")
        out.append(_named(claim), style="yellow")
    if len(shown) > SAID:
        out.append(f"\nand {len(shown) - SAID} more", style="dim")
    return out


def _named(claim: KeptClaim) -> str:
    """Whom a claim names as the doer, where it does so with less or more than plain words."""
    marked = [f"{clean(p.name)} ({p.attribution.replace('_', ' ')})" for p in claim.parties if p.attribution != "stated"]
    return f" {', '.join(dict.fromkeys(marked))}" if marked else ""


def _figures(row: SourceRow, measures: Sequence[str], named: bool = False) -> Text:
    """The figures of the measures: the words as printed, the number, and whose."""
    out = Text()
    lines: dict[tuple[str, ...], Account] = {}
    for a in (a for m in measures for a in row.figures.get(m, ())):
        lines.setdefault((a.figure.measure, a.figure.words, a.side, a.claim.status), a)
    for number, a in enumerate(lines.values()):
        out.append("\n" if number else "")
        out.append(f"{a.figure.measure.replace('_', ' ')} " if named else "")
        out.append(f"“{clean(a.figure.words)}” ", style="" if a.asserts else STATUS_STYLE.get(a.claim.status, "dim"))
        out.append(_numbers(a), style="bold green" if a.asserts else "strike")
        whose = a.side if a.figure.unit == "people" else a.figure.unit
        out.append(f" {clean(whose)}{', a part' if a.figure.part_of else ''}", style="dim")
        out.append("" if a.asserts else f" {a.claim.status}", style=STATUS_STYLE.get(a.claim.status, ""))
    return out


def _numbers(account: Account) -> str:
    from dateline.ledger.reconcile.reading import is_open, least, most, shown

    low, high = least(account.numbers), most(account.numbers)
    return f"{shown(low)}+" if is_open(account.numbers) else shown(low) if low == high else f"{shown(low)}–{shown(high)}"


__all__ = ["incident"]
