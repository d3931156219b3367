"""dateline sites: what was done to heritage places, hospitals, schools and water works."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from rich.text import Text

from dateline.cli.code import Format
from dateline.cli.ledger import DEFAULT, OPTIONS, Drawn, Page, Shape, Which, opened, sheet, show, viewed
from dateline.cli.table import clean

if TYPE_CHECKING:
    from dateline.ledger import View
    from dateline.records.spell import Damage, Site

TAKEN: Final = (
    "as_of", "recorded_as_of", "during", "actor", "speaker", "place", "country", "box", "private", "withdrawn",
)  # what it heeds of a view  # fmt: skip
COLUMNS: Final = (("kind", 10), ("site", 4), ("state", 10), ("who says what", 7), ("words", 7))
STYLES: Final = {"confirmed": "bold green", "disputed": "bold yellow", "claimed": "bold", "denied": "red", "rumoured": "dim"}
WORDS: Final = {"claimed": "", "confirmed": "green", "denied": "red", "doubted": "yellow", "feared": "dim"}


@partial(viewed, taken={name: OPTIONS[name] for name in TAKEN})
def sites(
    kind: Annotated[str | None, typer.Option(help="Only this kind: heritage, hospital, school, water, shelter, aid.")] = None,
    view: View = None,  # type: ignore[assignment]
    ledger: Which = DEFAULT,
    format: Shape = Format.table,
) -> None:
    """List sites that are said to be destroyed, damaged or looted: what is claimed, denied and confirmed, when and by whom.

    Coordinates of hospitals, shelters and aid sites are given only to a tenth of a degree, unless with --private.

    [bold]Examples:[/bold]

      dateline sites --kind heritage --place Palmyra --as-of 2017-01-20

      dateline sites --kind hospital --during 2016 --format csv
    """
    with opened(ledger) as record:
        answer = record.sites(view, kind)
    show(lambda limit, after: answer, Page(), format, table)


def table(found: Any) -> Drawn:
    """A row a site, with its claims oldest first."""
    return sheet(COLUMNS, [_cells(site) for site in found], ((0, 1, 2), (3, 4)))


def _cells(site: Site) -> tuple[Text | str, ...]:
    from dateline.ledger.control.site_question import named, worst

    where = Text(clean(named(site)), style="bold")
    where.append(f"\n{clean(site.country or '')}", style="dim not bold")
    state = Text(site.state, style=STYLES[site.state])
    state.append(f"\n{worst(site) or ''}", style="not bold")
    said = Text("\n").join(_said(d) for d in site.damage)
    words = Text("\n").join(Text(f"“{clean(w)}”") for w in dict.fromkeys(d.words for d in site.damage))
    return site.kind, where, state, said, words


def _said(damage: Damage) -> Text:
    """ "2017-01-20 confirmed: ASOR (imagery)"."""
    out = Text(f"{damage.published or '?'} ", style="dim")
    out.append(damage.word, style=WORDS[damage.word])
    out.append(f" {damage.harm}: {clean(damage.source)}")
    more = [*([damage.evidence] if damage.evidence else []), *([f"said {damage.said}"] if damage.said else [])]
    out.append(f" ({clean(', '.join(more))})" if more else "", style="dim")
    return out
