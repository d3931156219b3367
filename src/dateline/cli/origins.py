"""dateline origins: where a story comes from, who printed it, and which claims are one statement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from rich.console import Console
from rich.text import Text

from dateline.cli.code import Format
from dateline.cli.ledger import DEFAULT, Drawn, Page, Shape, Which, opened, sheet, show, viewed, write
from dateline.cli.table import clean

COLUMNS: Final = (("origin", 12), ("who", 4), ("first told", 17), ("printed by", 5), ("reports", 8), ("words", 8))
TREE: Final = (("report", 5), ("published", 17), ("how", 16), ("in common", 12), ("title", 6), ("claims", 7))
BRANCH: Final = "└ "

if TYPE_CHECKING:
    from dateline.ledger import View
    from dateline.ledger.origins.lineage import Lineage, Print


@viewed
def origins(
    id: Annotated[
        str | None, typer.Argument(metavar="[REPORT]", help="Only the lineage of this report, or of this claim's report.")
    ] = None,
    view: View = None,  # type: ignore[assignment]
    ledger: Which = DEFAULT,
    format: Shape = Format.table,
    page: Page = Page(),  # noqa: B008
) -> None:
    """Show which claims of several reports are one source: a story that papers copied, or a statement that they quote.

    With a report, its lineage as a tree: the original, its copies, the reports that reprint parts of it, how much of each one's
    text stands in the one above, and the statements that they share with other reports.

    [bold]Examples:[/bold]

      dateline origins --place Palmyra --during 2016-12

      dateline origins 10-wire-lebanon-evening-mail

      dateline origins 3f2a81 --format jsonl
    """
    with opened(ledger) as record:
        if id is None:
            show(lambda limit, after: record.origins(view, limit, after), page, format, table)
            return
        found = record.origin(id, view)
        if format is not Format.table:
            write([found], format)
            return
        console = Console(highlight=False)
        console.print(tree(found)(console.width))
        if found.statements:
            console.print(table(found.statements)(console.width))


def table(found: Any) -> Drawn:
    """A row an origin."""
    rows = (
        (
            o.id[:8], Text(clean(o.who), style="bold" if o.kind == "statement" else "dim"), clean(o.claims[0].published or "?"),
            clean(", ".join(o.outlets)), f"{len(o.reports)}", f"“{clean(o.claims[0].words)}”",
        )
        for o in found
    )  # fmt: skip
    return sheet(COLUMNS, rows, ((0, 2), (1, 3), (4,), (5,)))


def tree(found: Lineage) -> Drawn:
    """A row a report, each beneath the one that it draws on."""
    rows = (
        (_report(p), clean(p.report.published or "?"), p.how, _common(p), clean(p.report.title or ""), _claims(p)) for p in found
    )
    return sheet(TREE, rows, ((0, 1), (2, 3), (4, 5)))


def _report(item: Print) -> Text:
    stem = "  " * (item.depth - 1) + BRANCH if item.depth else ""
    out = Text(stem + clean(item.report.outlet or item.report.name), style="bold" if item.depth == 0 else "")
    return out.append(f" {item.report.id[:8]}", style="dim not bold")


def _common(item: Print) -> str:
    """How much of the report's text stands in the one above, and the other way round."""
    return "" if item.share is None or item.back is None else f"{item.share:.0%} / {item.back:.0%}"


def _claims(item: Print) -> str:
    sources = len({c.origin for c in item.claims})
    return f"{len(item.claims)} of {sources} origin{'' if sources == 1 else 's'}" if item.claims else ""
