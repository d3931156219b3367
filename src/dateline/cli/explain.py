"""dateline explain: a report with its spans coloured by role, and why each value is what it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.text import Text

from dateline.cli.table import clean, figure
from dateline.records import Basis, Coded, Event, Rejected, Span

COLOURS: Final[dict[str, str]] = {
    "act": "bold white on red", "initiator": "red", "target": "blue", "ally": "cyan", "place": "green", "time": "yellow",
    "weapon": "magenta", "source": "bold cyan", "figure": "bold green", "furniture": "dim",
}  # fmt: skip


def explain(
    path: Annotated[Path, typer.Argument(help="One report: .txt, .md, .html, .jsonl, or '-'.")],
    published: Annotated[str | None, typer.Option(help="Date of the report where it does not say, as 2016-12-11.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Outlet of the report where it does not say.")] = None,
) -> None:
    """Show a report with its spans coloured by role, and for each event why each value is what it is.

    [bold]Example:[/bold]  dateline explain report.txt --published 2016-12-11
    """
    from dateline.cli.code import check_date, report_rejected
    from dateline.ingest import code_each, documents
    from dateline.pipeline import load_kit
    from dateline.read import Given

    check_date(published)
    console = Console(highlight=False)
    rejected = []
    shown = 0
    for result in code_each(documents([path], Given(published=published, outlet=outlet)), load_kit()):
        if isinstance(result, Rejected):
            rejected.append(result)
            continue
        shown += 1
        console.print(Text(" ").join(Text(f" {name} ", style=style) for name, style in COLOURS.items()))
        console.print()
        console.print(coloured(result))
        console.print()
        for event in result.events:
            for line in reasons(event, result):
                console.print(line, overflow="fold")
            console.print()
    report_rejected(rejected)
    if rejected and not shown:
        raise typer.Exit(2)


def coloured(coded: Coded) -> Text:
    """The report's text with each span in the colour of its role."""
    text = coded.document.text
    out = Text("".join(c if c == "\n" or c.isprintable() else " " for c in text))
    for section in coded.document.sections:
        if section.kind not in ("body", "title", "caption"):
            out.stylize(COLOURS["furniture"], section.span.start, section.span.end)
    for role, span in sorted(_spans(coded), key=lambda s: s[1].start - s[1].end):
        out.stylize(COLOURS[role], span.start, span.end)
    return out


def _spans(coded: Coded) -> Iterator[tuple[str, Span]]:
    for event in coded.events:
        groups = (("initiator", event.initiators), ("target", event.targets), ("ally", event.allies), ("place", event.places))
        for role, values in groups:
            yield from ((role, v.span) for v in values if v.span)
        yield from (("weapon", s) for s in event.weapons)
        if event.when and event.when.span:
            yield "time", event.when.span
        for claim in event.claims:
            yield from (("figure", q.span) for q in claim.quantities)
            yield from (("source", s.span) for s in claim.sources if s.span)
            if claim.trigger:
                yield "act", claim.trigger


def reasons(event: Event, coded: Coded) -> Iterator[Text]:
    """A line for the event, then one for each value: what it is, the words, and how it came about."""
    text = coded.document.text
    yield Text(f"{event.type.replace('_', ' ')}{' / ' + event.mode if event.mode else ''} ({event.scope})", style="bold")
    yield _line("act", event.type, None, event.basis, text)
    for role, whos in (("initiator", event.initiators), ("target", event.targets), ("ally", event.allies)):
        for who in whos:
            mark = "" if who.attribution == "stated" else f" [{who.attribution}]"
            yield _line(role, (who.name or "unknown") + mark, who.span, who.basis, text)
    for where in event.places:
        at = f" {where.lat:.3f}, {where.lon:.3f}" if where.lat is not None and where.lon is not None else " (no coordinates)"
        yield _line("place", f"{where.name}{at}, precision {where.precision}", where.span, where.basis, text)
    if event.when:
        yield _line("time", f"{event.when.value} ({event.when.precision})", event.when.span, event.when.basis, text)
    for c in event.control:
        change = f"{c.place}: {c.loser or 'unnamed'} ⇒ {c.holder or 'unnamed'} ({c.extent})"
        yield Text(f"   control    {clean(change)}", style="magenta")
    for claim in event.claims:
        yield Text(f"   claim      [{claim.status}] “{clean(claim.quote.read(text))}”", style="italic")
        for source in claim.sources:
            yield _line(
                "source", f"{source.name} ({source.kind}{', joint' if source.joint else ''})", source.span, source.basis, text
            )
        for q in claim.quantities:
            yield _line("figure", figure(q), q.span, q.basis, text)


def _line(role: str, value: str, span: Span | None, basis: Basis, text: str) -> Text:
    out = Text(f"   {role:<10} ")
    out.append(clean(value), style=COLOURS.get(role, ""))
    if span is not None:
        out.append(f" “{clean(span.read(text))}”")
    how = f"  {basis.how} by {basis.coder}" + (f", score {basis.score:.2f}" if basis.score is not None else "")
    others = [s for s in basis.spans if s != span][:2]
    if others:
        how += " from " + ", ".join(f"“{clean(s.read(text))}”" for s in others)
    out.append(how, style="dim")
    return out
