"""dateline demo: the bundled reports, coded."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Annotated

import typer
from rich.console import Console

from dateline.cli.progress import tracked
from dateline.errors import DatelineError
from dateline.records import Document, Rejected


def bundled() -> Iterator[Document | Rejected]:
    """The reports that come with the package, with what their index says of each."""
    from dateline.read import Given, read_bytes

    folder = files("dateline.knowledge") / "demo"
    for row in json.loads((folder / "index.json").read_text(encoding="utf-8")):
        given = Given(
            id=row["id"],
            published=row.get("published"),
            outlet=row.get("outlet"),
            agencies=tuple(row.get("agencies") or ()),
            place_filed=row.get("place_filed"),
        )
        name = row["file"]
        yield from read_bytes((folder / name).read_bytes(), "." + name.rsplit(".", 1)[1], name=name, given=given)


def demo(
    report: Annotated[str | None, typer.Argument(help="Only the report whose id begins so, such as 14.")] = None,
) -> None:
    """Code the bundled reports on Palmyra, 2015 to 2017, and show the result.

    [bold]Example:[/bold]  dateline demo 14
    """
    from dateline.cli.code import report_rejected
    from dateline.cli.table import show
    from dateline.ingest import code_each
    from dateline.pipeline import load_kit
    from dateline.records import Coded

    console = Console(highlight=False)
    counts = [0, 0, 0, 0]
    wanted = (d for d in bundled() if report is None or (isinstance(d, Document) and d.id.startswith(report)))
    for result in tracked(code_each(wanted, load_kit()), []):
        if isinstance(result, Coded):
            show(result, console)
            claims = [c for e in result.events for c in e.claims]
            for i, n in enumerate((1, len(result.events), len(claims), sum(len(c.quantities) for c in claims))):
                counts[i] += n
        else:
            report_rejected([result])
    if not counts[0]:
        raise DatelineError("cli.usage", f"no bundled report's id begins with {report!r}.")
    console.print("{} reports: {} events, {} claims, {} figures".format(*counts), style="bold")
