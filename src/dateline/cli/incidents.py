"""dateline incidents: acts over all reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from rich.console import Console
from rich.text import Text

from dateline.cli.code import Format
from dateline.cli.ledger import DEFAULT, Drawn, Page, Shape, Which, opened, sheet, show, viewed
from dateline.cli.table import STATUS_STYLE, clean

COLUMNS: Final = (
    ("incident", 12), ("when", 12), ("what", 3), ("who → whom", 5), ("where", 4), ("how many, who says so", 7), ("told by", 12),
)  # fmt: skip
SHOWN: Final[int] = 6  # figures of an incident that the list shows

if TYPE_CHECKING:
    from dateline.ledger import Ledger, View
    from dateline.records.incident import Incident


@viewed
def incidents(
    view: View = None,  # type: ignore[assignment]
    ledger: Which = DEFAULT,
    format: Shape = Format.table,
    page: Page = Page(),  # noqa: B008
) -> None:
    """List incidents: each act with every report's account of it, rival culprits and denials included.

    An incident is listed where the options let one of its claims through, and is shown with all of its accounts. Figures stand side
    by side; dateline reconcile adds them up. Origins are independent: three papers with one wire story are one.

    [bold]Examples:[/bold]

      dateline incidents --place Palmyra --during 2016-12

      dateline incidents --actor "Islamic State" --as-of 2016-12-11T12:00Z --format jsonl
    """
    with opened(ledger) as record:
        linked(record)
        show(lambda limit, after: record.incidents(view, limit, after), page, format, table)


def linked(record: Ledger) -> None:
    """Links what was added since, with a line on the terminal's standard error while it takes."""
    console = Console(stderr=True)
    if not console.is_terminal:
        record.link()
        return
    with console.status("linking what is new") as status:
        record.link(lambda done: status.update(f"linking what is new: {done:,} reports"))


def table(found: Any) -> Drawn:
    """A row an incident."""
    return sheet(COLUMNS, [_cells(i) for i in found], ((0, 1), (2, 3, 4), (5, 6)))


def _cells(incident: Incident) -> tuple[Text | str, ...]:
    from dateline.ledger.incidents import days
    from dateline.ledger.questions.rows import spot

    what = Text(incident.type.replace("_", " "), style="bold")
    what.append("\ncampaign" if incident.scope == "campaign" else "", style="not bold italic")
    where = clean(spot(incident.place)) if incident.place else "?"
    return (
        incident.id[:8],
        clean(days(incident)).replace("/", " / "),
        what,
        _sides(incident),
        where,
        _figures(incident),
        _counts(incident),
    )


def _sides(incident: Incident) -> Text:
    """Who to whom; other culprits, and who denies it, below."""
    from dateline.ledger.incidents import denials, rival_culprits
    from dateline.ledger.questions.rows import chain

    rivals = rival_culprits(incident)
    doers = [name for name in incident.initiators if name not in rivals]
    out = Text(f"{clean(', '.join(doers)) or '?'} → {clean(', '.join(incident.targets)) or '?'}")
    if rivals:
        out.append(f"\nor {clean(', '.join(rivals))}", style="yellow")
    denied = list(dict.fromkeys(chain(c.voices) for c in denials(incident)))
    if denied:
        out.append(f"\ndenied by {clean(', '.join(denied))}", style=STATUS_STYLE["denied"])
    return out


def _figures(incident: Incident) -> Text:
    """The figures that are given, each with its voices once."""
    from dateline.ledger.questions.rows import chain, figure

    said: dict[str, dict[str, None]] = {}
    for claim in incident.claims:
        for f in claim.figures:
            said.setdefault(figure(f), {})[chain(claim.voices)] = None
    out = Text()
    for number, (words, voices) in enumerate(list(said.items())[:SHOWN]):
        out.append("\n" if number else "")
        out.append(clean(words), style="green")
        out.append(f" ({clean(', '.join(voices))})", style="dim")
    out.append(f"\n… and {len(said) - SHOWN} more" if len(said) > SHOWN else "", style="dim")
    return out


def _counts(incident: Incident) -> str:
    numbers = ((len(incident.claims), "claim"), (len(incident.reports), "report"), (len(incident.origins), "origin"))
    lines = [f"{n} {word}{'' if n == 1 else 's'}" for n, word in numbers]
    return "\n".join([*lines, *(["reviewed"] if incident.reviewed else [])])
