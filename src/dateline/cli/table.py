"""A coded report as a table that a person reads: the act, its sides, place, time, and who says what of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dateline.records import Claim, Coded, Event, HowMany, Source, When, Where, Who

WIDE: Final[int] = 120  # columns of a screen from which every part of an event has a column of its own
FIXED: Final[dict[str, int]] = {"status": 10, "when": 12}  # columns: a status or a day is never broken
STATUS_STYLE: Final[dict[str, str]] = {
    "denied": "red", "doubted": "yellow", "planned": "cyan", "threatened": "magenta", "confirmed": "green", "ongoing": "blue",
}  # fmt: skip
_BIDI: Final = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))  # they change the direction of what follows
UNSAFE: Final = dict.fromkeys(
    (*range(9), *range(0x0E, 0x20), *range(0x7F, 0xA0), 0x2028, 0x2029, 0xFEFF, *_BIDI, *range(0xD800, 0xE000))
)


def clean(words: str) -> str:
    """Words of a report without control and direction-changing characters, on one line."""
    return " ".join(words.translate(UNSAFE).split())


def show(coded: Coded, console: Console) -> None:
    """Prints one report: a head line, then a row an event with its claims beneath."""
    d = coded.document
    head = " · ".join(clean(x) for x in (d.outlet, d.published, d.place_filed) if x)
    console.print(Text(clean(d.title or d.id), style="bold"), Text(head, style="dim"))
    if not coded.events:
        console.print(
            Text("  no event coded" if d.language in (None, "en") else f"  not coded: language {clean(d.language)}", style="dim")
        )
    if coded.events:
        console.print(_table(coded, console.width))
    for h in coded.holdings:
        line = (
            f"  held: {clean(h.place.name)} by {clean(h.holder.name or '?')} ({h.extent}) “{clean(h.claims[0].quote.read(d.text))}”"
        )
        console.print(Text(line, style="dim"))
    console.print()


def _table(coded: Coded, width: int) -> Table:
    """A row for each claim. On a narrow screen the act, its sides, place and time share a column."""
    text = coded.document.text
    wide = width >= WIDE
    table = Table(expand=True, box=box.SIMPLE_HEAD, pad_edge=False)
    heads = (("event", 3), ("who → whom", 5), ("where", 4), ("when", 3)) if wide else (("event", 4),)
    for name, ratio in (
        *heads,
        ("who says so", 3 if wide else 2),
        ("status", 2),
        ("how many", 4 if wide else 3),
        ("words", 9 if wide else 5),
    ):
        table.add_column(name, ratio=None if name in FIXED else ratio, width=FIXED.get(name), overflow="fold")
    for event in coded.events:
        cells = [_kind(event), _sides(event), _where(event.places, event), _when(event.when)]
        act = cells if wide else [Text("\n").join(cells)]
        for number, claim in enumerate(event.claims):
            last = number == len(event.claims) - 1
            rest = (_voices(claim.sources), _status(claim.status), _figures(claim, text), f"“{clean(claim.quote.read(text))}”")
            table.add_row(*(act if number == 0 else [""] * len(act)), *rest, end_section=last)
        if not event.claims:
            table.add_row(*act, "", "", "", "", end_section=True)
    return table


def _status(status: str) -> Text:
    return Text(status, style=STATUS_STYLE.get(status, "dim" if status == "happened" else ""))


def _figures(claim: Claim, text: str) -> Text:
    out = Text()
    for number, q in enumerate(claim.quantities):
        out.append("\n" if number else "")
        out.append(figure(q), style="green")
        out.append(f" “{clean(q.span.read(text))}”", style="dim green")
    return out


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
    return Text(
        when.value if when.precision != "unknown" else f"({when.value})", style="" if when.precision != "unknown" else "dim"
    )


def _voices(sources: Sequence[Source]) -> Text:
    if not sources:
        return Text("the report", style="dim")
    return Text((" & " if any(s.joint for s in sources) else " > ").join(clean(s.name or "unnamed") for s in sources), style="bold")


def figure(q: HowMany) -> str:
    """A figure in short: "killed 300–? combatants: Islamic State"."""
    n = q.numbers
    low, high = ("?" if v is None else f"{v:,.0f}" for v in (n.low, n.high))
    span = low if low == high else f"{low}–{high}"
    what = clean((q.group or "people").replace(":", ": ") if q.unit == "people" else q.unit)
    return f"{q.measure.replace('_', ' ')} {span} {what}" + (" (part)" if q.part_of else "")
