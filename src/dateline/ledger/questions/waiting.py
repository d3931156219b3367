"""What waits for a person, as the indexes have it: claims nobody looked at, links left unsure, what was said of claims that are gone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import Connection, and_, distinct, exists, func, not_, select

from dateline.ledger import schema
from dateline.ledger.entries import PERSON, kept_claim
from dateline.ledger.linking.judged import chunks
from dateline.ledger.log import entry_of, joined
from dateline.ledger.origins.lookup import origins_of
from dateline.ledger.questions.ids import successor
from dateline.records.entry import Entry, KeptClaim

UNSURE: Final = "unsure"


@dataclass(frozen=True, slots=True)
class OpenClaim:
    """A claim that no person coded, corrected or judged. `places`: how sure the coder was of each place, None where no score tells."""

    claim: KeptClaim
    places: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class LeftWord:
    """What a person said of a claim that is gone: its entry's number, who said it, and why it waits ("correction.orphan" …).

    `successor`: the claim that answers for it today, None where none does. `field` and `value` of a correction, else a `verdict`.
    """

    seq: int
    author: str
    why: str
    claim: str
    successor: str | None
    field: str | None
    value: Any
    verdict: str | None


@dataclass(frozen=True, slots=True)
class Looked:
    """How far people are: claims that stand, those of them that a person coded, corrected or judged, links judged and unsure."""

    claims: int
    reviewed: int
    links_judged: int
    links_unsure: int
    words_settled: int
    words_left: int


def open_after(connection: Connection, number: int, limit: int) -> tuple[list[OpenClaim], int | None]:
    """The claims after an entry that stand and that no person looked at, of the next `limit` in the log; and the last's number.

    None for the number: there were no more. A verdict on their report as a whole counts as a look at them. They hold the names of
    private persons.
    """
    c = schema.claims.c
    part = select(c.seq).where(c.seq > number).order_by(c.seq).limit(limit)
    last: int | None = connection.scalar(select(func.max(part.subquery().c.seq)))
    if last is None:
        return [], None
    found = connection.scalars(select(c.seq).where(c.seq > number, c.seq <= last, *_open()).order_by(c.seq))
    return _opened(connection, list(found)), last


def open_among(connection: Connection, ids: Iterable[str]) -> list[OpenClaim]:
    """Those of the claims that stand and that no person looked at, in the order of the log."""
    c = schema.claims.c
    numbers = [n for some in chunks(ids) for n in connection.scalars(select(c.seq).where(c.id.in_(some), *_open()))]
    return _opened(connection, sorted(numbers))


def _opened(connection: Connection, numbers: Sequence[int]) -> list[OpenClaim]:
    """The claims of entries that nobody has corrected: as they were recorded."""
    out: list[OpenClaim] = []
    for some in chunks(numbers):
        log = joined().where(schema.entries.c.seq.in_(some)).order_by(schema.entries.c.seq)
        entries = [e for e in map(entry_of, connection.execute(log).mappings()) if e.payload is not None]
        made = [kept_claim(e) for e in entries]
        origins = origins_of(connection, made)
        out += [OpenClaim(replace(c, origin=origins[c.id]), _scores(e)) for c, e in zip(made, entries, strict=True)]
    return out


def _scores(entry: Entry) -> tuple[float | None, ...]:
    """How sure the coder was of each place of a claim."""
    told: Mapping[str, Any] = entry.payload or {"claim": {}, "act": {}}
    places = told["claim"].get("places")
    return tuple(row.get("score") for row in (places if places is not None else told["act"].get("places", ())))


def _open() -> Iterable[Any]:
    c, a = schema.claims.c, schema.amendments.c
    judged = [a.kind == "judgement", a.ended.is_(None)]
    yield c.ended.is_(None)
    yield c.person.is_(False)
    yield not_(exists().where(a.subject == c.id, *judged))
    yield not_(exists().where(a.subject == c.report, a.recorded >= c.recorded, *judged))


def unseen_of(connection: Connection, ids: Iterable[str]) -> set[str]:
    """Those of the claims that stand and that no person looked at."""
    c = schema.claims.c
    return {id for some in chunks(ids) for id in connection.scalars(select(c.id).where(c.id.in_(some), *_open()))}


def left_words(connection: Connection) -> list[LeftWord]:
    """What people said of claims that are gone and nobody has settled since, the oldest first."""
    table = schema.reviews.c
    rows = {r.seq: r for r in connection.execute(select(table.seq, table.subject, table.why).where(table.done.is_(None)))}
    out = []
    for some in chunks(sorted(rows)):
        log = joined().where(schema.entries.c.seq.in_(some)).order_by(schema.entries.c.seq)
        for entry in map(entry_of, connection.execute(log).mappings()):
            told = entry.payload
            if told is not None:
                claim = rows[entry.seq].subject
                heir = successor(connection, claim)
                stands = heir != claim and connection.scalar(_standing(heir)) is not None
                told_of = (told.get("field"), told.get("value"), told.get("verdict"))
                out.append(LeftWord(entry.seq, entry.author, rows[entry.seq].why, claim, heir if stands else None, *told_of))
    return out


def _standing(id: str) -> Any:
    c = schema.claims.c
    return select(c.id).where(c.id == id, c.ended.is_(None))


def claims_of(connection: Connection, events: Sequence[str]) -> dict[str, list[str]]:
    """The ids of the claims that stand of each event, in the order of the log."""
    c, out = schema.claims.c, dict[str, list[str]]()
    for some in chunks(events):
        query = select(c.event, c.id).where(c.event.in_(some), c.ended.is_(None)).order_by(c.seq)
        for row in connection.execute(query):
            out.setdefault(row.event, []).append(row.id)
    return out


def words_since(connection: Connection, number: int) -> set[str]:
    """What people corrected, judged, withdrew or took back since an entry: the subjects."""
    e = schema.entries.c
    words = e.kind.in_(("correction", "judgement", "withdrawal"))
    return set(connection.scalars(select(e.subject).where(e.seq > number, words, e.author.startswith(PERSON))))


def judged_numbers(connection: Connection) -> set[int]:
    """The numbers of the claims that stand and that people judged, by themselves or with their reports as a whole."""
    a, c = schema.amendments.c, schema.claims.c
    of_claims = select(c.seq).join(schema.amendments, a.subject == c.id)
    of_reports = select(c.seq).join(schema.amendments, and_(a.subject == c.report, a.recorded >= c.recorded))
    judged = (a.kind == "judgement", a.ended.is_(None), c.ended.is_(None))
    return {number for query in (of_claims, of_reports) for number in connection.scalars(query.where(*judged))}


def links_unsure(connection: Connection) -> int:
    """How many links the machine is unsure of and nobody decided."""
    k = schema.links.c
    return connection.scalar(select(func.count()).where(k.verdict == UNSURE, k.seq.is_(None))) or 0


def looked(connection: Connection) -> Looked:
    """How far people are."""
    c, k, r = schema.claims.c, schema.links.c, schema.reviews.c
    stand = connection.scalar(select(func.count()).where(c.ended.is_(None))) or 0
    open_ = connection.scalar(select(func.count()).select_from(schema.claims).where(and_(*_open()))) or 0
    judged = connection.scalar(select(func.count()).where(k.seq.is_not(None))) or 0
    unsure = links_unsure(connection)
    settled = connection.scalar(select(func.count(distinct(r.seq))).where(r.done.is_not(None))) or 0
    left = connection.scalar(select(func.count(distinct(r.seq))).where(r.done.is_(None))) or 0
    return Looked(stand, stand - open_, judged, unsure, settled, left)
