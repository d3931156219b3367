"""dateline import: tables that people hold, as claims with the table as their source."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from dateline.cli.code import check_date, report_rejected
from dateline.cli.ledger import DEFAULT, Which, opened
from dateline.cli.progress import tracked
from dateline.errors import DatelineError
from dateline.records import Rejected


class Known(StrEnum):
    """Tables whose columns are known."""

    acled = "acled"
    ucdp_ged = "ucdp-ged"


def import_table(
    file: Annotated[Path, typer.Argument(help="A CSV file with a head line.")],
    mapping: Annotated[Path | None, typer.Option(help="A file that says which column holds what (YAML).")] = None,
    format: Annotated[Known | None, typer.Option("--format", "-f", help="An export whose columns are known, instead.")] = None,
    name: Annotated[str | None, typer.Option("--as", help="What the data set is called; its claims are said by it.")] = None,
    published: Annotated[str | None, typer.Option(help="When it was published, for rows that do not say, as 2016-12-11.")] = None,
    ledger: Which = DEFAULT,
) -> None:
    """Import a table of events: each row becomes a report with a claim, said by the source that the row names and by the data set.

    A row is known by its content: importing it again changes nothing. A row that cannot be read is named with its line, and the
    rest goes on (status 1).

    [bold]Examples:[/bold]

      dateline import incidents.csv --mapping incidents.yaml --as "Field office"

      dateline import GEDEvent.csv --format ucdp-ged --as "UCDP GED 25.1" --published 2025-06-11

      dateline import acled-syria.csv --format acled --as ACLED
    """
    from dateline.ledger.importing import ACLED, UCDP_GED, import_file, load_mapping

    if (mapping is None) == (format is None):
        raise DatelineError("cli.usage", "give a mapping, or the format of a known export.")
    check_date(published)
    scheme = load_mapping(mapping) if mapping is not None else {Known.acled: ACLED, Known.ucdp_ged: UCDP_GED}[format or Known.acled]
    counts = {"new": 0, "known": 0, "redacted": 0}
    claims, rejected = 0, list[Rejected]()
    with opened(ledger, create=True) as record:
        for result in tracked(import_file(record.store, file, scheme, name, published), [], many=True):
            if isinstance(result, Rejected):
                rejected.append(result)
            else:
                counts[result.state] += 1
                claims += result.claims
    report_rejected(rejected)
    words = f"rows: {counts['new']:,} new with {claims:,} claims; {counts['known']:,} known; {len(rejected):,} rejected"
    if counts["redacted"]:
        words += f"; {counts['redacted']:,} redacted before and left out"
    Console(stderr=True, highlight=False).print(words, style="bold", soft_wrap=True)
    if rejected:
        raise typer.Exit(1 if sum(counts.values()) else 2)
