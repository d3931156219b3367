"""Incidents: one act and every account of it, over all reports, at any moment of the record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, ClassVar, Final, TypeVar

from sqlalchemy import Connection, select

from dateline.errors import DatelineError
from dateline.ledger import schema
from dateline.ledger.entries import HOLDING, fold
from dateline.ledger.linking.account import Account, spellings
from dateline.ledger.linking.judged import chunks, today
from dateline.ledger.linking.kinds import BATTLE, kinds
from dateline.ledger.linking.moments import Group, groups_with, links_of
from dateline.ledger.linking.scorer import WHOLE
from dateline.ledger.linking.sentences import reasons
from dateline.ledger.privacy import withheld
from dateline.ledger.questions import rows
from dateline.ledger.questions.answer import Answer, Row, page
from dateline.ledger.questions.asked import Asked, look_up
from dateline.ledger.questions.filters import holds
from dateline.ledger.questions.ids import find_event
from dateline.ledger.questions.standing import standing
from dateline.ledger.questions.walk import NEVER, Demand, Step, walk
from dateline.ledger.view import View
from dateline.records.entry import KeptClaim, Spot
from dateline.records.incident import EventLink, Incident

Value = TypeVar("Value", bound=Hashable)
PERSON: Final = "person:"
AT_ONCE: Final[int] = 100  # events that are gathered into incidents at once
ACTS: Final = Demand((schema.claims.c.type != HOLDING,), lambda found: [c for c in found if c.type != HOLDING])


@dataclass(frozen=True, repr=False)
class Incidents(Answer[Incident]):
    """Incidents in the order of their days. Those of a list come without their links: `Ledger.incident` and `Ledger.links` give them."""

    columns: ClassVar[tuple[str, ...]] = (
        "id", "type", "scope", "first_day", "last_day", "initiators", "targets", "rival_culprits", "denials", "place", "lat", "lon",
        "country", "admin1", "precision", "figures", "events", "reports", "origins", "claims", "reviewed",
    )  # fmt: skip
    head: ClassVar[tuple[str, ...]] = ("incident", "when", "type", "who → whom", "where", "figures", "claims", "reports", "origins")
    noun: ClassVar[str] = "incident"

    @staticmethod
    def row(item: Incident) -> Row:
        """The incident, flat; its claims by their ids."""
        first, last = item.days or (None, None)
        return {
            "id": item.id, "type": item.type, "scope": item.scope, "first_day": rows.iso_day(first), "last_day": rows.iso_day(last),
            "initiators": list(item.initiators), "targets": list(item.targets), "rival_culprits": list(rival_culprits(item)),
            "denials": [c.id for c in denials(item)], **rows.places_row((), item.place),
            "figures": [{**rows.figure_row(f), "speakers": [v.name for v in c.voices], "status": c.status, "claim": c.id}
                        for c in item.claims for f in c.figures],
            "events": list(item.events), "reports": list(item.reports), "origins": list(item.origins),
            "claims": [c.id for c in item.claims], "reviewed": item.reviewed,
        }  # fmt: skip

    @staticmethod
    def cells(item: Incident) -> tuple[str, ...]:
        """The incident in short."""
        where = rows.spot(item.place) if item.place else "?"
        who = f"{', '.join(item.initiators) or '?'} → {', '.join(item.targets) or '?'}"
        figures = "; ".join(f"{rows.figure(f)} ({rows.chain(c.voices)})" for c in item.claims for f in c.figures)
        counts = (str(len(item.claims)), str(len(item.reports)), str(len(item.origins)))
        return item.id[:8], days(item), item.type, who, where, figures, *counts


def days(item: Incident) -> str:
    """The days of an incident as EDTF."""
    if item.days is None:
        return "?"
    first, last = (rows.iso_day(day) for day in item.days)
    return first or ".." if first == last else f"{first or '..'}/{last or '..'}"


def incidents(connection: Connection, view: View, limit: int | None, after: str | None) -> Incidents:
    """The incidents of which the view sees a claim, each with every account of it that its clocks let through.

    Raises DatelineError `ledger.page`, `ledger.unknown`, `ledger.ambiguous`.
    """
    asked = look_up(connection, view)
    size = AT_ONCE if limit is None else min(AT_ONCE, limit + 1)
    found = _walked(connection, asked, Step.parse(after), size)
    taken, mark = page(found, limit, lambda pair: pair[0].mark)
    return Incidents(tuple(incident for _, incident in taken), mark)


def _walked(connection: Connection, asked: Asked, after: Step | None, size: int) -> Iterator[tuple[Step, Incident]]:
    """The incidents from the mark on, by the first of their claims that the view sees."""
    steps, met = walk(connection, asked, after, ACTS), set[str]()
    while batch := list(islice(steps, size)):
        new = [id for id in dict.fromkeys(s.event for s in batch) if id not in met]
        groups = groups_with(connection, asked, new)
        met.update(new, (event for group in groups for event in group.events))
        made = [(step, incident) for incident, seen in whole(connection, asked, groups) if (step := _step(asked, seen)) is not None]
        yield from sorted((m for m in made if after is None or m[0] > after), key=lambda m: m[0])


def _step(asked: Asked, claims: Iterable[KeptClaim]) -> Step | None:
    """The place in the order: that of the first claim that the view sees."""
    return min((Step(c.days[0] if c.days else NEVER, c.id) for c in claims if holds(asked, c)), default=None)


def incident(connection: Connection, id: str, view: View) -> Incident:
    """The incident of an id, or of one of its events, whole or cut short, with its links; ids of before a merge or a split lead to it.

    Raises DatelineError `ledger.unknown`, `ledger.ambiguous`.
    """
    group, asked = find(connection, id, view)
    made = next(iter(whole(connection, asked, [group])))[0]
    return replace(made, links=links(connection, group.events, view))


def find(connection: Connection, id: str, view: View) -> tuple[Group, Asked]:
    """The accounts of the incident of an id. Raises as `incident` does."""
    asked = look_up(connection, view)
    event = find_event(connection, id)
    now = event if view.recorded_until is not None else today(connection, event) or event
    groups = groups_with(connection, asked, [now])
    if not groups:
        raise DatelineError("ledger.unknown", repr(id))
    return groups[0], asked


def whole(connection: Connection, asked: Asked, groups: Sequence[Group]) -> Iterator[tuple[Incident, tuple[KeptClaim, ...]]]:
    """The incidents of some groups, without links, each with its claims as they are held (private names and all), by publication."""
    claims = schema.claims
    events = [event for group in groups for event in group.events]
    ids = [id for some in chunks(events) for id in connection.scalars(select(claims.c.id).where(claims.c.event.in_(some)))]
    clocks = Asked(View(as_of=asked.view.as_of, recorded_as_of=asked.view.recorded_as_of, private=True))
    told: dict[str, list[KeptClaim]] = {}
    for claim in standing(connection, ids, asked.changed_since).values():
        if holds(clocks, claim):
            told.setdefault(claim.event, []).append(claim)
    reviewed = _reviewed(connection, ids)
    for group in groups:
        found = tuple(sorted((c for e in group.events for c in told.get(e, ())), key=lambda c: (c.known, c.report, c.id)))
        if found:
            shown = found if asked.view.private else tuple(map(withheld, found))
            done = all(c.author.startswith(PERSON) or c.corrected or c.id in reviewed for c in found)
            yield gathered(group, shown, done), found


def _reviewed(connection: Connection, ids: Sequence[str]) -> set[str]:
    """The claims that a person judged."""
    table = schema.amendments
    query = select(table.c.subject).where(table.c.ended.is_(None), table.c.kind == "judgement")
    return {id for some in chunks(ids) for id in connection.scalars(query.where(table.c.subject.in_(some)))}


def gathered(group: Group, claims: tuple[KeptClaim, ...], reviewed: bool = False) -> Incident:
    """The incident of some claims, by publication: its kind, days, place and sides are what most of their origins say."""
    type, scope = _most((c, (c.type, c.scope)) for c in claims) or ("other", "event")
    told = [(c, c.days) for c in claims if c.days is not None and c.when_precision != "unknown"]
    when = _most(told or [(c, c.days) for c in claims if c.days is not None])
    sides = {role: _ranked((c, p.name) for c in claims for p in c.parties if p.role == role) for role in ("initiator", "target")}
    return Incident(
        group.id,
        group.events,
        claims,
        type,
        scope,
        when,
        _place(claims),
        tuple(sides["initiator"]),
        tuple(sides["target"]),
        (),
        reviewed,
    )


def _place(claims: Sequence[KeptClaim]) -> Spot | None:
    """The place that most name first, as exactly as all who name it do."""
    key = _most((c, c.places[0].key) for c in claims if c.places)
    spots = [s for c in claims for s in c.places if s.key == key]
    return max(spots, key=lambda s: (s.precision, s.lat is not None), default=None)


def _most(told: Iterable[tuple[KeptClaim, Value]]) -> Value | None:
    return next(iter(_ranked(told)), None)


def _ranked(told: Iterable[tuple[KeptClaim, Value]]) -> list[Value]:
    """The values, that of most origins first, then of most claims, then the first told."""
    origins: dict[Value, set[str]] = {}
    counts: Counter[Value] = Counter()
    for claim, value in told:
        origins.setdefault(value, set()).add(claim.origin or claim.report)
        counts[value] += 1
    return sorted(origins, key=lambda v: (-len(origins[v]), -counts[v]))


def rival_culprits(item: Incident) -> tuple[str, ...]:
    """Sides that some accounts make the doer and that are never named beside the one that most name."""
    if not item.initiators or kinds().families.get(item.type) == BATTLE:
        return ()
    main = fold(item.initiators[0])
    beside = {main, *map(fold, item.targets)}
    sets = [[p.name for p in c.parties if p.role == "initiator"] for c in item.claims]
    for names in sets:
        if main in map(fold, names):
            beside.update(map(fold, names))
    found = (name for names in sets for name in names if fold(name) not in beside and not kinds().is_neutral(name))
    return tuple(dict.fromkeys(found))


def denials(item: Incident) -> tuple[KeptClaim, ...]:
    """The claims that the act did not happen, or that the one named did not do it."""
    return tuple(c for c in item.claims if c.status == "denied" or any(p.attribution == "denied" for p in c.parties))


def links(connection: Connection, events: Sequence[str], view: View) -> tuple[EventLink, ...]:
    """The links that touch the events, with their reasons in words: those inside first, the surest first."""
    found = links_of(connection, events)
    inside = set(events)
    ends = sorted({event for row in found for event in (row.left, row.right)})
    made, spelled = _told(connection, ends, view.private)
    out = []
    for row in found:
        if row.left in made and row.right in made:
            why = reasons(made[row.left], made[row.right], spelled)
            out.append(EventLink(row.left, row.right, row.verdict, _score(row), why, row.author))
    return tuple(sorted(out, key=lambda k: (not inside.issuperset((k.left, k.right)), -k.score, k.left, k.right)))


def _score(row: Any) -> float:
    return 0.0 if row.score is None else row.score / WHOLE


def _told(connection: Connection, events: Sequence[str], private: bool) -> tuple[Mapping[str, Account], Mapping[int, str]]:
    """The accounts of the events today, and what their hashes stand for, private names left out."""
    claims, table = schema.claims, schema.incidents
    kept = {}
    for some in chunks(events):
        for row in connection.execute(select(table.c.event, table.c.account, table.c.report).where(table.c.event.in_(some))):
            kept[row.event] = Account.parse(row.account)
    reports = sorted({a.report for a in kept.values()})
    live = claims.c.ended.is_(None)
    ids = [id for some in chunks(reports) for id in connection.scalars(select(claims.c.id).where(claims.c.report.in_(some), live))]
    found = standing(connection, ids).values()
    return kept, spellings(c if private else withheld(c) for c in found)


def unsure(connection: Connection, view: View, limit: int) -> tuple[EventLink, ...]:
    """The links that the machine is unsure of and nobody decided, the surest first."""
    table = schema.links
    query = select(table).where(table.c.verdict == "unsure", table.c.seq.is_(None))
    found = connection.execute(query.order_by(table.c.score.desc(), table.c.left, table.c.right).limit(limit)).all()
    made, spelled = _told(connection, sorted({e for row in found for e in (row.left, row.right)}), view.private)
    return tuple(
        EventLink(r.left, r.right, r.verdict, _score(r), reasons(made[r.left], made[r.right], spelled), r.author)
        for r in found
        if r.left in made and r.right in made
    )
