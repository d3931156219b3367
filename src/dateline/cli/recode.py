"""dateline recode: the reports of the ledger coded again, by the present models and tables."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console

from dateline.cli.code import report_rejected
from dateline.cli.coder import OURS, Asked, report_notes
from dateline.cli.ledger import DEFAULT, Which, opened
from dateline.cli.spread import spread
from dateline.records import Rejected

COUNTS = ("unchanged", "new", "superseded", "gone", "carried", "reviews")


@spread("asked", Asked)
def recode(
    report: Annotated[list[str] | None, typer.Option(help="Only this report: its id, the beginning of it, or its name.")] = None,
    asked: Asked = OURS,
    ledger: Which = DEFAULT,
) -> None:
    """Code the reports of the ledger again, after a change of the models, the tables or the codebook.

    Claims that come out as before stay. One that comes out otherwise gets a successor, which answers for its id. What a person
    entered is never superseded: corrections are made again on the successor; those left without their claim, and judgements of
    a claim that changed, wait for review. A run that was cut off can be started again.

    [bold]Examples:[/bold]

      dateline recode --ledger syria.db

      dateline recode --report 14-wire-palmyra-lost

      dateline recode --coder llm --endpoint http://localhost:11434/v1
    """
    from dateline.cli.progress import tracked
    from dateline.ingest import recode
    from dateline.ledger.questions.ids import find_report

    asked.check()
    totals = dict.fromkeys(COUNTS, 0)
    rejected, seen, notes = [], 0, list[tuple[str, int]]()
    with opened(ledger) as record:
        with record.store.reading() as connection:
            ids = [find_report(connection, words) for words in report or []]
        for result in tracked(recode(record.store, asked.kit(), ids), [], many=len(ids) != 1):
            if isinstance(result, Rejected):
                rejected.append(result)
                continue
            seen += 1
            notes += result.notes
            for name in COUNTS:
                totals[name] += getattr(result.plan, name)
    report_rejected(rejected)
    report_notes(notes)
    console = Console(stderr=True, highlight=False)
    failed = f", {len(rejected):,} not coded" if rejected else ""
    console.print(f"{seen:,} reports coded again{failed}", style="bold", soft_wrap=True)
    t = {name: f"{count:,}" for name, count in totals.items()}
    console.print(f"claims: {t['unchanged']} as before, {t['new']} new, {t['superseded']} superseded, {t['gone']} gone")
    if totals["carried"] or totals["reviews"]:
        console.print(f"corrections: {t['carried']} made again on the successor; waiting for review: {t['reviews']}")
