"""What single incidents add up to, many of them at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from dateline.ledger.control.question import as_printed, report_rows
from dateline.ledger.control.voices import Printed
from dateline.ledger.questions.contradictions import changed_places, clashes_among
from dateline.ledger.reconcile import reconcile
from dateline.records.incident import Contradiction, Incident, Reckoning


class Summed(NamedTuple):
    """The figures of one incident under a policy, and what in it cannot all be true."""

    figures: tuple[Reckoning, ...]
    clashes: tuple[Contradiction, ...]


def summed(connection: Connection, incidents: Sequence[Incident], policy: str) -> list[Summed]:
    """The sums of the incidents, each by itself, in their order. Raises DatelineError `cli.usage` for a policy that there is not."""
    places, told = changed_places(connection, incidents), _printed(connection, incidents)
    return [
        Summed(reconcile([i], policy, printed), clashes_among(i, printed, places))
        for i, printed in zip(incidents, told, strict=True)
    ]


def figures_of(connection: Connection, incidents: Sequence[Incident], policy: str) -> list[tuple[Reckoning, ...]]:
    """The figures of the incidents, each by itself, in their order. Raises as `summed`."""
    told = _printed(connection, incidents)
    return [reconcile([i], policy, printed) for i, printed in zip(incidents, told, strict=True)]


def _printed(connection: Connection, incidents: Sequence[Incident]) -> list[dict[str, Printed]]:
    """What is known of the reports of each incident."""
    rows = {row.id: row for row in report_rows(connection, (id for i in incidents for id in i.reports))}
    return [as_printed([rows[id] for id in i.reports if id in rows]) for i in incidents]
