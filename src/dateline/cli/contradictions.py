"""dateline contradictions: what cannot all be true."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from rich.text import Text

from dateline.cli.code import Format
from dateline.cli.ledger import DEFAULT, Drawn, Page, Shape, Which, opened, sheet, show, viewed
from dateline.cli.table import clean

if TYPE_CHECKING:
    from dateline.ledger import View

COLUMNS: Final = (("kind", 10), ("incident", 10), ("what clashes", 9), ("claims", 10))
STYLES: Final = {"figures": "green", "control": "magenta", "denial": "red", "culprit": "yellow"}
SHOWN: Final[int] = 6  # claims named in a cell; the rest is counted


@viewed
def contradictions(
    kind: Annotated[str | None, typer.Option(help="Only clashes of this kind: figures, control, denial or culprit.")] = None,
    view: View = None,  # type: ignore[assignment]
    ledger: Which = DEFAULT,
    format: Shape = Format.table,
    page: Page = Page(),  # noqa: B008
) -> None:
    """List claims that cannot all be true: figures, who holds a place, a denial against a claim, rival culprits.

    Nothing is decided here: each clash names the claims on both sides. Sources that are one (copies, one side's mouths) do not clash,
    and neither does a source that corrects itself.

    [bold]Examples:[/bold]

      dateline contradictions --during 2016-12

      dateline contradictions --place Palmyra --kind control --as-of 2016-12-11
    """
    with opened(ledger) as record:
        show(lambda limit, after: record.contradictions(view, limit, after, kind), page, format, table)


def table(found: Any) -> Drawn:
    """A row a clash."""
    rows = ((Text(c.kind, style=STYLES[c.kind]), c.incident[:8], clean(c.sentence), _claims(c.claims)) for c in found)
    return sheet(COLUMNS, rows, ((0, 1), (2, 3)))


def _claims(ids: tuple[str, ...]) -> Text:
    more = f" and {len(ids) - SHOWN} more" if len(ids) > SHOWN else ""
    return Text(" ".join(id[:8] for id in ids[:SHOWN]) + more, style="dim")


__all__ = ["contradictions"]
