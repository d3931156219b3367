"""dateline control: who held a place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from rich.console import Console
from rich.text import Text

from dateline.cli.code import Format
from dateline.cli.ledger import DEFAULT, OPTIONS, Shape, Which, opened, sheet, viewed, write
from dateline.cli.table import STATUS_STYLE, clean
from dateline.errors import DatelineError
from dateline.records.spell import Cited, ControlTimeline, Moment, Spell

if TYPE_CHECKING:
    from dateline.ledger import View
    from dateline.ledger.control.question import Control

TAKEN: Final = ("as_of", "recorded_as_of", "during", "speaker", "country", "private", "withdrawn")  # what it heeds of a view
COLUMNS: Final = (("from", 12), ("state", 4), ("told", 17), ("who says so", 6), ("against", 4))
STYLES: Final = {"held": "bold", "contested": "bold yellow", "unknown": "dim"}
STAKES: Final = {"against_interest": "against its interest", "independent": "", "own_claim": "its own claim"}
SPEAKERS: Final[int] = 6  # speakers named in a cell; the rest is counted
SOURCES: Final[int] = 12  # sources that get a bar


@partial(viewed, taken={name: OPTIONS[name] for name in TAKEN})
def control(
    place: Annotated[str | None, typer.Argument(help="The place by name; case, accents and hyphens do not matter.")] = None,
    place_id: Annotated[
        str | None, typer.Option(help="The place by its key, as gn:163808, where a name is that of several.")
    ] = None,
    claims: Annotated[bool, typer.Option("--claims", help="Show the words of the claims behind each change.")] = False,
    view: View = None,  # type: ignore[assignment]
    ledger: Which = DEFAULT,
    format: Shape = Format.table,
) -> None:
    """Show who held a place: held, contested or unknown, since when and by whose word, overall and by each source.

    Only claims known at the moment asked about count. A change dated "in March" happened once within March; 2016-12-10/2016-12-11
    means on one of these days. Parts of the place, such as its castle, follow.

    [bold]Examples:[/bold]

      dateline control Palmyra

      dateline control Palmyra --as-of 2016-12-11T12:00Z --claims

      dateline control --place-id gn:163808 --format jsonl
    """
    asked = place_id or place
    if asked is None or (place and place_id):
        raise DatelineError("cli.usage", "Give a place, or --place-id with its key.")
    with opened(ledger) as record:
        answer = record.control(asked, view)
    if format is not Format.table:
        write([answer], format)
        return
    console = Console(highlight=False)
    for part in _drawn(answer, console.width, claims):
        console.print(part)


def _drawn(answer: Control, width: int, claims: bool) -> Iterator[Any]:
    """The place with its spells, the bars of all timelines, and its parts."""
    from dateline.cli.bars import bars

    made = answer.timeline
    yield Text.assemble((clean(made.name), "bold"), (f"  {made.country or ''} {made.place}", "dim"))
    if not any(s.begins for s in made.spells):
        yield Text("  nobody is said to hold, take or leave it", style="dim")
    yield sheet(COLUMNS, [_cells(s) for s in made.spells], ((0, 1), (2, 3, 4)))(width)
    if claims:
        yield from (line for spell in made.spells for line in _quoted(spell))
    sources = [t for t in made.sources if any(s.holders for s in t.spells)]
    lines = [("all sources", made.spells), *((t.source, t.spells) for t in sources[:SOURCES])]
    if any(s.holders for _, spells in lines for s in spells):
        yield from bars(lines, width)
    if len(sources) > SOURCES:
        yield Text(f"and {len(sources) - SOURCES} sources more", style="dim")
    yield from _beside(made)


def _cells(spell: Spell) -> tuple[Text | str, ...]:
    from dateline.records.edtf import show_instant

    begins = _when(spell.begins).replace("/", " / ")
    told = "" if spell.told is None else show_instant(spell.told).replace("T00:00:00Z", "").replace("T", " ").replace(":00Z", "Z")
    told = f"{told}\n{spell.origins} origin{'' if spell.origins == 1 else 's'}" if told else ""
    return begins, Text(clean(spell.words), style=STYLES[spell.state]), told, _speakers(spell.why), _against(spell.dissent)


def _when(moment: Moment | None) -> str:
    """When a change came, in EDTF, or "by" a day."""
    words = moment.edtf if moment else ".."
    return f"by {words[1:]}" if words.startswith("/") else words


def _speakers(cited: Iterable[Cited]) -> Text:
    """Who says so, each once, with how the speaker stands to it."""
    names = dict.fromkeys((clean(c.source), STAKES[c.stake]) for c in cited)
    out = Text()
    for number, (name, stake) in enumerate(list(names)[:SPEAKERS]):
        out.append("\n" if number else "")
        out.append(name)
        out.append(f" ({stake})" if stake else "", style="dim")
    if len(names) > SPEAKERS:
        out.append(f"\nand {len(names) - SPEAKERS} more", style="dim")
    return out


def _against(cited: Iterable[Cited]) -> Text:
    lines = dict.fromkeys((c.status, f"{clean(c.source)}: {c.status}, that {clean(c.party)} {c.verb}") for c in cited)
    return Text("\n").join(Text(words, style=STATUS_STYLE.get(status, "")) for status, words in lines)


def _quoted(spell: Spell) -> Iterator[Text]:
    """The words of a spell's claims."""
    yield Text(f"{_when(spell.begins)}  {clean(spell.words)}", style="bold")
    for mark, some in (("", spell.why), ("also ", spell.support), ("but ", spell.dissent)):
        for c in some:
            head = f"  {mark}{clean(c.source)} [{c.status}] {clean(c.published or '')} {c.claim[:8]} "
            yield Text.assemble((head, "dim"), f"“{clean(c.words)}”")


def _beside(made: ControlTimeline) -> Iterator[Text]:
    """What is said of the parts, and who is said to have neared the place."""
    for part in made.parts:
        changes = [f"{_when(s.begins)} {s.words}" for s in part.spells if s.begins is not None]
        yield Text.assemble((f"{clean(part.name)}: ", "bold"), clean("; ".join(changes)))
    near = dict.fromkeys(f"{clean(c.party)} ({_when(c.when)}, {clean(c.source)})" for c in made.approaches)
    if near:
        yield Text(f"said to have neared it: {'; '.join(near)}", style="dim")


__all__ = ["control"]
