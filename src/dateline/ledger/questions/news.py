"""What a stretch of the log brought, in short: for those who watch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, func, select

from dateline.ledger.linking.judged import LINK, chunks
from dateline.ledger.questions.columns import touched
from dateline.ledger.schema import claims, entries

MOST: Final[int] = 2_000  # events of a stretch that are told; a watcher who hears of more looks anew anyway


@dataclass(frozen=True, slots=True)
class News:
    """How many entries of each kind, the reports that came in, and the events that were told of, changed or judged."""

    kinds: dict[str, int]
    reports: list[str]
    events: list[str]


def news(connection: Connection, after: int, upto: int) -> News:
    """What the entries after a number, up to another, brought."""
    e, c = entries.c, claims.c
    stretch = (e.seq > after, e.seq <= upto)
    kinds = {row[0]: row[1] for row in connection.execute(select(e.kind, func.count()).where(*stretch).group_by(e.kind))}
    reports = list(connection.scalars(select(e.subject).where(*stretch, e.kind == "report").order_by(e.seq).limit(MOST)))
    events = dict.fromkeys(connection.scalars(select(c.event).distinct().where(c.seq > after, c.seq <= upto).limit(MOST)))
    for some in chunks(sorted(touched(connection, after))[:MOST]):
        events.update(dict.fromkeys(connection.scalars(select(c.event).where(c.seq.in_(some)))))
    judged = connection.scalars(select(e.subject).where(*stretch, e.kind == "judgement", e.subject.startswith(LINK)).limit(MOST))
    events.update(dict.fromkeys(event for subject in judged for event in subject.removeprefix(LINK).split("|")))
    return News(kinds, reports, list(events))
