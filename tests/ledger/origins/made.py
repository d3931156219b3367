"""Small coded reports made by hand, and what the ledger says of their origins."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from dateline.ledger import schema
from dateline.ledger.entries import Received, drafts
from dateline.ledger.questions.standing import standing
from dateline.ledger.store import Store
from dateline.records import Basis, Claim, Coded, Document, Event, HowMany, Numbers, Source, Span, When, Where
from dateline.records.entry import KeptClaim

BASIS = Basis("stated", "hand", (), 0.9)
AUTHOR = "machine:dateline test"
SPOTS = {
    "Palmyra": (163808, 34.56, 38.28),
    "Arak": (172408, 34.65, 38.55),
    "Aleppo": (170063, 36.2, 37.16),
    "Tel Amara": (1, 35.0, 37.0),
}


@dataclass(frozen=True)
class Said:
    """A claim in short: its words within the report's text, who says so, how many were killed, where and when."""

    words: str
    voices: tuple[str, ...] = ()
    killed: int | None = None
    place: str | None = "Palmyra"
    when: str | None = "2016-12-11"
    act: str = "e1"
    kind: str = "monitor"
    type: str = "attack"


def made(
    name: str,
    text: str,
    said: Sequence[Said] = (),
    agencies: tuple[str, ...] = (),
    published: str | None = "2016-12-11",
    outlet: str | None = None,
) -> Coded:
    """A coded report; its outlet has the report's name unless another is given."""
    document = Document(
        name, text, published=published, outlet=outlet or name, agencies=agencies, given=("agencies",), language="en"
    )
    events = []
    for number, one in enumerate(said):
        start = text.index(one.words)
        quote = Span(start, start + len(one.words))
        sources = tuple(Source(v, one.kind, _span(text, v) or quote, BASIS) for v in one.voices)
        figures = ()
        if one.killed is not None:
            figures = (HowMany(quote, "killed", "people", None, Numbers(one.killed, one.killed, one.killed), BASIS),)
        claim = Claim(f"c{number}", quote, quote, sources, "happened", figures, BASIS)
        events.append(_event(one, claim))
    return Coded(document, tuple(events), (), "dateline test")


def _span(text: str, words: str) -> Span | None:
    start = text.find(words)
    return None if start < 0 else Span(start, start + len(words))


def _event(one: Said, claim: Claim) -> Event:
    quote = claim.quote
    places = ()
    if one.place is not None:
        number, lat, lon = SPOTS[one.place]
        places = (Where(one.place, 1, quote, BASIS, number, lat, lon, "SY", "Homs"),)
    when = None if one.when is None else When(one.when, "day", quote, BASIS)
    return Event(one.act, one.type, None, "event", (), (), (), (), places, when, (), (claim,), BASIS)


def fill(store: Store, coded: Sequence[Coded], seed: int | None = None) -> Store:
    """Records the reports, each on its own, in an order that the seed gives."""
    order = list(coded)
    if seed is not None:
        random.Random(seed).shuffle(order)
    for one in order:
        store.append(drafts(one, Received(), AUTHOR))
    return store


def claims(store: Store) -> list[KeptClaim]:
    """Every claim as it stands, with its origin."""
    with store.reading() as connection:
        ids = list(connection.scalars(select(schema.claims.c.id)))
        return sorted(standing(connection, ids).values(), key=lambda c: (c.report, c.words, c.id))


def state(store: Store) -> tuple[dict[str, str | None], dict[str, str | None], list[tuple[object, ...]]]:
    """What the ledger says of origins: by claim, by report, and which reports print text of each other."""
    with store.reading() as connection:
        reports = {row.id: row.origin for row in connection.execute(select(schema.reports.c.id, schema.reports.c.origin))}
        copies = sorted(tuple(row) for row in connection.execute(select(schema.copies)))
    return {c.id: c.origin for c in claims(store)}, reports, copies


def names(store: Store) -> dict[str, str]:
    """The reports' ids by their names."""
    with store.reading() as connection:
        return {row.name: row.id for row in connection.execute(select(schema.reports.c.name, schema.reports.c.id))}


def stories(store: Store) -> set[frozenset[str]]:
    """The stories that several reports print, by the names of these."""
    with store.reading() as connection:
        rows = connection.execute(select(schema.reports.c.name, schema.reports.c.origin)).all()
    by: dict[str, set[str]] = {}
    for row in rows:
        if row.origin is not None:
            by.setdefault(row.origin, set()).add(row.name)
    return {frozenset(found) for found in by.values()}


def told_as_one(store: Store) -> set[frozenset[tuple[str, str]]]:
    """The claims that have one origin, by the outlets' names and words; only those of several reports."""
    by_id = {id: name for name, id in names(store).items()}
    by: dict[str, set[tuple[str, str]]] = {}
    for c in claims(store):
        by.setdefault(c.origin or "", set()).add((by_id[c.report], c.words))
    return {frozenset(found) for found in by.values() if len({name for name, _ in found}) > 1}


def day(number: int) -> str:
    """The n-th day of December 2016."""
    return date(2016, 12, number).isoformat()
