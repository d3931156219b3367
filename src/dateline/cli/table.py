"""A coded report as a table that a person reads: the act, its sides, place, time, and who says what of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dateline.records import Claim, Coded, Event, HowMany, Source, When, Where, Who

STATUS_STYLE: Final[dict[str, str]] = {
    "denied": "red", "doubted": "yellow", "planned": "cyan", "threatened": "magenta", "confirmed": "green", "ongoing": "blue",
}  # fmt: skip
UNSAFE: Final = dict.fromkeys((*range(0, 9), *range(11, 32), 127, *range(128, 160), *range(8234, 8239), *range(8294, 8298)))


def clean(words: str) -> str:
    """Words of a report without control and direction-changing characters, on one line."""
    return " ".join(words.translate(UNSAFE).split())


def show(coded: Coded, console: Console) -> None:
    """Prints one report: a head line, then a row an event with its claims beneath."""
    d = coded.document
    head = " · ".join(clean(x) for x in (d.outlet, d.published, d.place_filed) if x)
    console.print(Text(clean(d.title or d.id), style="bold"), Text(head, style="dim"))
    if not coded.events:
        console.print(Text("  no event coded" if d.language in (None, "en") else f"  not coded: language {d.language}", style="dim"))
    if coded.events:
        console.print(_table(coded))
    for h in coded.holdings:
        line = f"  held: {h.place.name} by {h.holder.name} ({h.extent}) “{clean(h.claims[0].quote.read(d.text))}”"
        console.print(Text(line, style="dim"))
    console.print()


def _table(coded: Coded) -> Table:
    table = Table(expand=console_width() >= 100, show_lines=True, pad_edge=False)
    for name, ratio in (("event", 3), ("who → whom", 4), ("where", 3), ("when", 2), ("who says what", 10)):
        table.add_column(name, ratio=ratio, overflow="fold")
    for event in coded.events:
        table.add_row(_kind(event), _sides(event), _where(event.places, event), _when(event.when), _claims(event.claims, coded.document.text))
    return table


def console_width() -> int:
    """Columns of the terminal."""
    return Console().width


def _kind(event: Event) -> Text:
    out = Text(event.type.replace("_", " "), style="bold")
    if event.mode:
        out.append(f"\n{event.mode}", style="not bold")
    if event.scope == "campaign":
        out.append("\ncampaign", style="italic not bold")
    return out


def _names(whos: Sequence[Who]) -> str:
    return ", ".join(clean(w.name or "?") + ("" if w.attribution == "stated" else f" ({w.attribution})") for w in whos)


def _sides(event: Event) -> Text:
    out = Text(_names(event.initiators) or "?")
    out.append(" → ", style="dim")
    out.append(_names(event.targets) or "?")
    if event.allies:
        out.append(f"\nwith {_names(event.allies)}", style="dim")
    return out


def _where(places: Sequence[Where], event: Event) -> Text:
    near = {2: "near ", 5: "region of ", 7: "waters of "}
    out = Text("\n".join(near.get(p.precision, "") + clean(p.name) for p in places[:3]))
    for c in event.control:
        out.append(f"\n{clean(c.place)}: {clean(c.loser or '?')} ⇒ {clean(c.holder or '?')}", style="bold magenta")
        if c.extent != "whole":
            out.append(f" ({c.extent})", style="magenta")
    return out


def _when(when: When | None) -> Text:
    if when is None or when.value is None:
        return Text("?", style="dim")
    return Text(when.value if when.precision != "unknown" else f"({when.value})", style="" if when.precision != "unknown" else "dim")


def _claims(claims: Sequence[Claim], text: str) -> Text:
    out = Text()
    for number, claim in enumerate(claims):
        out.append("\n" if number else "")
        out.append(_voices(claim.sources), style="bold")
        if claim.status != "happened":
            out.append(f" [{claim.status}]", style=STATUS_STYLE.get(claim.status, ""))
        out.append(f" “{clean(claim.quote.read(text))}”")
        for q in claim.quantities:
            out.append(f"\n   {figure(q)}", style="green")
            out.append(f" “{clean(q.span.read(text))}”", style="dim green")
    return out


def _voices(sources: Sequence[Source]) -> str:
    if not sources:
        return "·"
    return (" & " if any(s.joint for s in sources) else " > ").join(clean(s.name or "unnamed") for s in sources) + ":"


def figure(q: HowMany) -> str:
    """A figure in short: "killed 300–? combatants: Islamic State"."""
    n = q.numbers
    low, high = ("?" if v is None else f"{v:,.0f}" for v in (n.low, n.high))
    span = low if low == high else f"{low}–{high}"
    what = (q.group or "people").replace(":", ": ") if q.unit == "people" else q.unit
    return f"{q.measure.replace('_', ' ')} {span} {what}" + (" (part)" if q.part_of else "")
