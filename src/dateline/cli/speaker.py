"""dateline speaker: what an organisation claimed, next to what later stood."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Final

import typer
from rich.console import Console
from rich.text import Text

from dateline.cli.code import Format
from dateline.cli.ledger import DEFAULT, Shape, Which, day, opened, sheet, viewed, write
from dateline.cli.table import clean
from dateline.errors import DatelineError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.ledger import View
    from dateline.ledger.speakers import Beside, Line, SpeakerRecord

HEADS: Final = {"figure": "figures", "control": "control claimed", "denial": "denials"}
MANY: Final[int] = 5  # claims that a cell names; the rest is counted


@viewed
def speaker(
    name: Annotated[str, typer.Argument(help='Who: an organisation, a government, an outlet, as "Government of Russia".')],
    policy: Annotated[
        str, typer.Option("--policy", help="The method whose figure is shown: ucdp, acled, ibc, airwars, latest.")
    ] = "ucdp",
    view: View = None,  # type: ignore[assignment]
    ledger: Which = DEFAULT,
    format: Shape = Format.table,
) -> None:
    """Show what an organisation claimed next to what later stood: figures, control, denials. Own and enemy losses are apart.

    It is a list with counts and never a score: no figure of the ledger is weighed by it. Not for private persons. The options narrow
    down which of its claims are shown; the others' are all those of the same incidents and places.

    [bold]Examples:[/bold]

      dateline speaker "Government of Russia"

      dateline speaker "Islamic State" --during 2016-12 --policy airwars
    """
    if view.speaker is not None:
        raise DatelineError("cli.usage", "the speaker is the argument: leave --speaker out.")
    with opened(ledger) as record:
        found = record.speaker(name, view, policy)
    if format is not Format.table:
        write([found], format)
        return
    console = Console(highlight=False)
    if not found:
        console.print(Text("no figure, no control and no denial by that name", style="dim"))
    for (section, about), some in groupby(found, key=lambda n: (n.section, n.about if n.section == "figure" else "")):
        _draw(console, found, (section, about), list(some), policy)


def _draw(console: Console, found: SpeakerRecord, group: tuple[str, str], lines: Sequence[Line], policy: str) -> None:
    from dateline.ledger.speakers import MEANINGS

    section, about = group
    counts = {outcome: n for (s, a, outcome), n in found.counts.items() if (s, a) == group}
    console.print(Text(clean(about) or HEADS[section], style="bold"))
    console.print(Text("; ".join(f"{n} {outcome} ({MEANINGS[outcome]})" for outcome, n in counts.items()), style="dim"))
    settled = {"figure": policy, "control": "the timeline", "denial": ""}[section]
    columns = [
        ("when", 10),
        ("claimed", 4),
        ("its own later word", 3),
        ("others", 5),
        *([(settled, 3)] if settled else []),
        ("outcome", 13),
    ]
    last = len(columns) - 1
    rows: list[list[Text | str]] = []
    for n in lines:
        beside: list[Text | str] = [_beside(n.later), _beside(n.others), *([clean(n.settled or "")] if settled else [])]
        rows.append([day(n.when), _said(n), *beside, n.outcome])
    console.print(sheet(columns, rows, ((0, 1, last), tuple(range(2, last))))(console.width))


def _said(line: Line) -> Text:
    about = f"{clean(line.about)}: " if line.section == "denial" else ""
    return Text.assemble(f"{about}{clean(line.words)}", (f"\n{line.claim[:8]}, {line.published or 'undated'}", "dim"))


def _beside(some: Sequence[Beside]) -> Text:
    out = Text("\n").join(
        Text.assemble(
            f"{clean(b.voice)}: {clean(b.words)}", (f" {b.claim[:8]}{', ' + b.stand.replace('_', ' ') if b.stand else ''}", "dim")
        )
        for b in some[:MANY]
    )
    return out.append(f"\nand {len(some) - MANY} more", style="dim") if len(some) > MANY else out


__all__ = ["speaker"]
