"""The incidents of a ledger's view as they may go out, by the safety rules of the exports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from dateline.export.case import Case
from dateline.export.format import combined
from dateline.export.loss import Losses
from dateline.export.safety import Desk, Rules, cleared
from dateline.ledger import Ledger, View
from dateline.ledger.entries import HOLDING
from dateline.ledger.outgoing import embargoes, reports_of, reviews
from dateline.ledger.privacy import withhold
from dateline.neural.digest import model_version
from dateline.records.entry import KeptReport, Review
from dateline.records.incident import Incident, Reckoning

CHUNK: Final[int] = 200  # incidents that are fetched at once


Paging = tuple[str | None, int | None]  # the mark to go on from, and how many incidents at most


def cases(
    record: Ledger, asked: tuple[View, Rules], policies: Sequence[str], losses: Losses, software: str, page: Paging = (None, None)
) -> Iterator[Case]:
    """The incidents of the view as they may go out, with their figures under the policies; what stays back is noted in the losses.

    `asked`: which part of the record, and what may go out of it. `software` is the coder that runs the models shipped ("dateline 0.1.0").
    """
    view, rules = asked
    losses.note("holdings", _holdings(record, view))
    return cleared(_incidents(record, view, rules.private, page), _desk(record, policies, software), rules, losses)


def rules_at(record: Ledger, now: int, unreviewed: bool, private: bool = False) -> Rules:
    """What may go out at an instant (microseconds since 1970, UTC): nothing under embargo, private names only where asked for."""
    with record.store.reading() as connection:
        return Rules(now, unreviewed, private, embargoes(connection))


def _holdings(record: Ledger, view: View) -> int:
    """How many claims of the view tell a state of control, which belongs to no incident."""
    if view.type not in (None, HOLDING):
        return 0
    return sum(line.claims for line in record.tally("type", view) if line.key == HOLDING)


def _incidents(record: Ledger, view: View, private: bool, page: Paging) -> Iterator[Incident]:
    """The incidents with their private names, which safety must know; whoever may not see those may not ask by them either."""
    after, limit = page
    asks_by_name = not private and (view.actor is not None or view.speaker is not None)
    open_to_all = {i.id for i in _walked(record, view, after)} if asks_by_name else None
    found = _walked(record, replace(view, private=True), after)
    return islice((i for i in found if open_to_all is None or i.id in open_to_all), limit)


def _walked(record: Ledger, view: View, after: str | None) -> Iterator[Incident]:
    """The incidents of a view, fetched a chunk at a time."""
    while True:
        answer = record.incidents(view, CHUNK, after)
        yield from answer
        after = answer.next
        if after is None:
            return


def _desk(record: Ledger, policies: Sequence[str], software: str) -> Desk:
    """What the safety of exports asks of the ledger."""

    def told_by(ids: Sequence[str]) -> Mapping[str, KeptReport]:
        with record.store.reading() as connection:
            return reports_of(connection, ids)

    def reviewed(ids: Sequence[str]) -> Mapping[str, Review]:
        with record.store.reading() as connection:
            return reviews(connection, ids)

    def reckoned(incident: Incident) -> Sequence[Reckoning]:
        return combined(record.reconcile(incident, policy) for policy in policies)

    return Desk(reckoned, withhold, told_by, reviewed, {software: model_version()})
