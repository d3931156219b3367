"""dateline tally: how many events and claims."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dateline.cli.code import Format
from dateline.cli.ledger import DEFAULT, OPTIONS, ROWS, Drawn, Page, Shape, Which, opened, show, view_of, viewed
from dateline.cli.table import clean
from dateline.errors import DatelineError

if TYPE_CHECKING:
    from dateline.ledger import View

BAR: Final[int] = 40  # characters of the longest bar


class By(StrEnum):
    """What is counted by."""

    month = "month"
    year = "year"
    type = "type"
    place = "place"
    country = "country"
    actor = "actor"
    speaker = "speaker"
    status = "status"
    outlet = "outlet"


Where = Annotated[list[str], typer.Option(help="A further filter as key=value, such as type=air_strike; may be given again.")]


@viewed
def tally(
    by: Annotated[By, typer.Option(help="What to count by.")] = By.month,
    where: Where = [],  # noqa: B006
    view: View = None,  # type: ignore[assignment]
    ledger: Which = DEFAULT,
    format: Shape = Format.table,
    limit: Annotated[
        int | None, typer.Option("--limit", "-n", min=1, help="At most so many rows; in a table 50 by default.")
    ] = None,
) -> None:
    """Count events and claims. Figures are never added up: they overlap, and each belongs to who gives it.

    By month and year an event whose time is not told that finely counts under "longer", one without any under "unknown".
    An event with two sides or two speakers counts under both.

    [bold]Examples:[/bold]

      dateline tally --by month --where place=Palmyra --where type=air_strike

      dateline tally --by speaker --during 2016-12 --status denied
    """
    from dateline.ledger.questions.tally import Tally

    view = replace(view, **_filters(where, view))
    with opened(ledger) as record:
        counts = record.tally(by.value, view)
    most = limit or (ROWS if format is Format.table and by not in (By.month, By.year) else len(counts))
    shown = Tally(counts.items[:most])
    show(lambda *_: shown, Page(), format, table)
    if len(shown) < len(counts):
        Console(stderr=True, highlight=False).print(f"of {len(counts):,}; --limit shows more", style="dim")


def _filters(where: list[str], view: View) -> dict[str, Any]:
    """The fields of a view that --where names. Raises DatelineError `cli.usage`."""
    found: dict[str, str] = {}
    for line in where:
        name, equals, value = line.partition("=")
        name = name.strip().replace("-", "_")
        if not equals or name not in OPTIONS or name in ("private", "withdrawn"):
            raise DatelineError("cli.usage", f"--where {line!r} is not key=value with a key of {', '.join(OPTIONS)}.")
        if name in found or getattr(view, name) is not None:
            raise DatelineError("cli.usage", f"{name} is given twice.")
        found[name] = value.strip()
    checked = view_of(found)
    return {name: getattr(checked, name) for name in found}


def table(counts: Any) -> Drawn:
    """A row a key, with a bar for its claims."""
    out = Table(box=None, pad_edge=False)
    out.add_column("")
    for name in ("events", "claims"):
        out.add_column(name, justify="right")
    out.add_column("")
    most = max(count.claims for count in counts)
    for count in counts:
        bar = "█" * max(1, round(BAR * count.claims / most))
        out.add_row(clean(count.label), f"{count.events:,}", f"{count.claims:,}", Text(bar, style="cyan"))
    return lambda _: out
