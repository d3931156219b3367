"""The data file that every release holds: an incident a line of JSON, with every account of it. Releases are compared by it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from dateline.export.case import Case
from dateline.export.cells import json_text
from dateline.export.format import Format
from dateline.export.incidents import claim_row, incident_row
from dateline.export.loss import Losses, Rule

Row = dict[str, Any]
FIGURE: Final = (
    "measure", "unit", "group", "low", "best", "high", "comparator", "approximate", "figure_words", "part_of",
)  # the columns of a claim's row that tell one of its figures  # fmt: skip


def incident_record(case: Case) -> Row:
    """The incident's columns (those of the CSV), the ids of its `events`, and its `accounts`."""
    return {**incident_row(case), "events": list(case.incident.events), "accounts": list(_accounts(case))}


def _accounts(case: Case) -> Iterator[Row]:
    """The columns of each claim, with its `figures` as a list."""
    for claim in case.incident.claims:
        rows = [claim_row(case, claim, figure) for figure in claim.figures or (None,)]
        figures = [{name: row[name] for name in FIGURE} for row in rows] if claim.figures else []
        yield {**{name: value for name, value in rows[0].items() if name not in FIGURE}, "figures": figures}


def lines(cases: Iterable[Case], losses: Losses) -> Iterator[str]:
    """The incidents as JSON Lines."""
    for case in cases:
        losses.take(case.incident)
        losses.kept += 1
        losses.rows += 1
        yield json_text(incident_record(case)) + "\n"


WHOLE: Final = Format(
    "record", "JSON Lines of incidents with their claims", ".jsonl",
    "An incident a line: the columns of the CSV of incidents, and under `accounts` each claim with the columns of the CSV of claims.",
    {"links": Rule("A line does not tell how its reports were linked", "link")}, lines,
)  # fmt: skip
