"""Which accounts were one incident at an earlier moment: the groups anew, of what was published and recorded by then.

As of a day of publication the accounts are those of today, less the reports that were not out yet. As of a day of recording they
are made anew from the claims as they stood, corrections and judgements of then included, within today's neighbourhoods.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import Connection, or_, select

from dateline.ledger import schema
from dateline.ledger.linking.account import Account, accounts
from dateline.ledger.linking.blocking import blocks
from dateline.ledger.linking.judged import LINK, VERDICTS, chunks, pair_of, today
from dateline.ledger.linking.neighbourhood import MACHINE, components, gather
from dateline.ledger.linking.scorer import WHOLE, score, scorer
from dateline.ledger.log import entry_of, joined
from dateline.ledger.questions.asked import Asked
from dateline.ledger.questions.filters import holds
from dateline.ledger.questions.standing import standing
from dateline.ledger.view import View


@dataclass(frozen=True, slots=True)
class Group:
    """The accounts of one incident: their events, sorted, and the incident's id."""

    id: str
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link as the table has it, made for an earlier moment."""

    left: str
    right: str
    score: int | None
    verdict: str
    author: str
    seq: int | None


NEVER: Final[int] = 1 << 62  # later than any instant


def groups_with(connection: Connection, asked: Asked, events: Iterable[str]) -> list[Group]:
    """The incidents, at the view's moments, that hold one of the events; an event of no act, or of no live claim, is in none."""
    if asked.view.recorded_until is not None:
        return _recorded(connection, asked, sorted(set(events)))
    table = schema.incidents
    mine = [row for some in chunks(sorted(set(events))) for row in connection.execute(select(table).where(table.c.event.in_(some)))]
    until = asked.view.published_until
    if until is None:
        wanted = table.c.incident
        ids = sorted({row.incident for row in mine})
        rows = [row for some in chunks(ids) for row in connection.execute(select(table).where(wanted.in_(some)))]
        found: dict[str, list[str]] = {}
        for row in rows:
            found.setdefault(row.incident, []).append(row.event)
        return [Group(id, tuple(sorted(members))) for id, members in sorted(found.items())]
    ids = sorted({row.component for row in mine})
    rows = [row for some in chunks(ids) for row in connection.execute(select(table).where(table.c.component.in_(some)))]
    members = {row.event: row for row in rows if row.known <= until}
    return _with(_grouped(members, links_among(connection, members)), {row.event for row in mine})


def links_among(connection: Connection, events: Iterable[str]) -> list[Any]:
    """The links between events: rows of the table `links`."""
    inside, table = set(events), schema.links
    rows = (row for some in chunks(sorted(inside)) for row in connection.execute(select(table).where(table.c.left.in_(some))))
    return [row for row in rows if row.right in inside]


def links_of(connection: Connection, events: Iterable[str]) -> list[Any]:
    """The links that touch one of the events."""
    table = schema.links
    found = {}
    for some in chunks(sorted(set(events))):
        for row in connection.execute(select(table).where(or_(table.c.left.in_(some), table.c.right.in_(some)))):
            found[row.left, row.right] = row
    return [found[pair] for pair in sorted(found)]


def _with(found: Iterable[Group], events: set[str]) -> list[Group]:
    return [group for group in found if events.intersection(group.events)]


def _grouped(members: Mapping[str, Any], links: Sequence[Any]) -> list[Group]:
    """The groups of some accounts; `members` have `report` and `known`."""
    out = []
    for component, mine in components(members, links):
        for group in gather(component, mine, members):
            out.append(Group(min(group, key=lambda e: (members[e].known, e)), group))
    return sorted(out, key=lambda g: g.id)


def _recorded(connection: Connection, asked: Asked, events: Sequence[str]) -> list[Group]:
    """The groups as of a moment of recording."""
    near = _neighbours(connection, events)
    made = {a.event: a for a in accounts_then(connection, asked, near)}
    links = _links_then(made)
    links = _judged_then(connection, asked, made, links)
    return _with(_grouped(made, links), set(events))


def _neighbours(connection: Connection, events: Sequence[str]) -> set[str]:
    """The events of today's neighbourhoods of these, and the events that those took the place of."""
    table, claims, redirects = schema.incidents, schema.claims, schema.redirects
    now = {today(connection, event) or event for event in events}
    parts = {
        c for some in chunks(sorted(now)) for c in connection.scalars(select(table.c.component).where(table.c.event.in_(some)))
    }
    found = set(events)
    found.update(
        e for some in chunks(sorted(parts)) for e in connection.scalars(select(table.c.event).where(table.c.component.in_(some)))
    )
    new = set(found)
    while new:
        ids = [id for some in chunks(sorted(new)) for id in connection.scalars(select(claims.c.id).where(claims.c.event.in_(some)))]
        old = [id for some in chunks(ids) for id in connection.scalars(select(redirects.c.old).where(redirects.c.new.in_(some)))]
        new = {e for some in chunks(old) for e in connection.scalars(select(claims.c.event).where(claims.c.id.in_(some)))} - found
        found |= new
    return found


def accounts_then(connection: Connection, asked: Asked, events: Iterable[str]) -> list[Account]:
    """The accounts of these events as they stood at the view's moments; those that were not there yet, or not any more, are left out."""
    claims, wanted = schema.claims, set(events)
    reports = {
        r for some in chunks(sorted(wanted)) for r in connection.scalars(select(claims.c.report).where(claims.c.event.in_(some)))
    }
    ids = [
        id for some in chunks(sorted(reports)) for id in connection.scalars(select(claims.c.id).where(claims.c.report.in_(some)))
    ]
    clocks = Asked(View(as_of=asked.view.as_of, recorded_as_of=asked.view.recorded_as_of, private=True))
    told: dict[str, list[Any]] = {}
    for claim in standing(connection, ids, asked.view.recorded_until).values():
        if holds(clocks, claim):
            told.setdefault(claim.report, []).append(claim)
    return [a for report in sorted(told) for a in accounts(told[report]) if a.event in wanted]


def _links_then(made: Mapping[str, Account]) -> list[LinkRow]:
    """The machine's links between accounts."""
    least, out = round(scorer("accounts").unsure * WHOLE), []
    where = {event: blocks(account) for event, account in made.items()}
    ordered = sorted(made)
    for n, left in enumerate(ordered):
        for right in ordered[n + 1 :]:
            if made[left].report != made[right].report and not where[left].isdisjoint(where[right]):
                found = score(made[left], made[right])
                if found >= least:
                    out.append(LinkRow(left, right, found, scorer("accounts").verdict(found / WHOLE), MACHINE, None))
    return out


def _judged_then(connection: Connection, asked: Asked, made: Mapping[str, Account], links: Sequence[LinkRow]) -> list[LinkRow]:
    """The links with the word that people had given by then; the newest of a pair holds."""
    until, table = asked.view.recorded_until or NEVER, schema.amendments
    found = {(link.left, link.right): link for link in links}
    query = select(table.c.seq).where(table.c.kind == "judgement", table.c.subject.like(f"{LINK}%"), table.c.recorded <= until)
    numbers = list(connection.scalars(query.where(or_(table.c.ended.is_(None), table.c.ended > until)).order_by(table.c.seq)))
    entries = [
        entry_of(r)
        for some in chunks(numbers)
        for r in connection.execute(joined().where(schema.entries.c.seq.in_(some))).mappings()
    ]
    for entry in sorted(entries, key=lambda e: e.seq):
        pair = pair_of(entry.subject)
        if pair is None or entry.payload is None or entry.payload.get("verdict") not in VERDICTS:
            continue
        if pair[0] in made and pair[1] in made:
            base = found.get(pair) or LinkRow(*pair, None, "different", MACHINE, None)
            found[pair] = replace(base, verdict=entry.payload["verdict"], author=entry.author, seq=entry.seq)
    return [found[pair] for pair in sorted(found)]
