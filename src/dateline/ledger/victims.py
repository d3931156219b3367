"""Records of persons: made and amended by people, restricted unless asked for, and kept in no index but by number.

What is told of a person stands in the payload of its entry alone: no name is indexed or can be searched for, and redacting the
entry takes out all of it. The id of a record is drawn at random, so that it tells nothing of the name. A correction is another
account beside the first, as a claim is: it overwrites nothing, and each account can be taken back by its number (`undo`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, ClassVar, Final, get_args

from sqlalchemy import Connection, or_, select

from dateline.errors import DatelineError
from dateline.ledger import schema
from dateline.ledger.entries import VERSION, digest, fold, known_from
from dateline.ledger.linking.judged import chunks, today
from dateline.ledger.log import entry_of, joined
from dateline.ledger.questions.answer import Answer, Row
from dateline.ledger.store import Store
from dateline.ledger.view import View
from dateline.records.edtf import day_span, instants, show_instant
from dateline.records.entry import Draft, Entry
from dateline.records.incident import Incident
from dateline.records.victim import OPEN, RESTRICTED, Account, Person, Relation, Victim, Word

VICTIM: Final = "victim:"  # opens the subject of an account of a person: "victim:ID|EVENT"
FIELDS: Final = tuple(f.name for f in fields(Person))
ALLOWED: Final[Mapping[str, tuple[str, ...]]] = {
    "sex": ("female", "male", "other", "unknown"), "status": ("civilian", "combatant", "unknown"),
}  # the words that a field may hold  # fmt: skip
LONGEST: Final[int] = 500  # characters of a field or a source


@dataclass(frozen=True, repr=False)
class Victims(Answer[Victim]):
    """Records of persons in the order in which they were made. Values that sources tell differently stand side by side."""

    columns: ClassVar[tuple[str, ...]] = ("id", "incident", "event", *FIELDS, "accounts", "restricted")
    head: ClassVar[tuple[str, ...]] = ("person", "incident", *FIELDS, "accounts")
    noun: ClassVar[str] = "person"

    @staticmethod
    def row(item: Victim) -> Row:
        """The record, flat: of each field the values told, then each account with its source."""
        return {
            "id": item.id, "incident": item.incident, "event": item.event, **{f: list(shown(item, f)) for f in FIELDS},
            "accounts": [_account_row(a, item.restricted) for a in item.accounts], "restricted": item.restricted,
        }  # fmt: skip

    @staticmethod
    def cells(item: Victim) -> tuple[str, ...]:
        """The record in short."""
        return (
            item.id[:8], (item.incident or "")[:8] or "withdrawn", *(" / ".join(shown(item, f)) for f in FIELDS),
            str(len(item.accounts)),
        )  # fmt: skip


def shown(item: Victim, field: str) -> tuple[str, ...]:
    """The values told of a field; RESTRICTED for one that may tell who it is, whether anything is told of it or not."""
    return (RESTRICTED,) if item.restricted and field not in OPEN else item.told(field)


def _account_row(a: Account, restricted: bool) -> Row:
    head = {"seq": a.seq, "author": a.author, "recorded": show_instant(a.recorded), "relation": a.word.relation}
    if restricted:
        return {**head, **{f: getattr(a.person, f) for f in OPEN}}
    return {**head, **asdict(a.person), "sources": list(a.word.sources), "told": a.word.told, "note": a.word.note}


def victims(
    connection: Connection, view: View, events: Collection[str] | None = None, ids: Collection[str] | None = None
) -> Victims:
    """The records that the view's two clocks (`as_of`, `recorded_as_of`) see; `events`: only those of an incident's; `ids`: only these.

    Without `private` what may tell who a person is is left out of the records themselves.
    """
    found: dict[str, list[Account]] = {}
    for entry in _standing(connection, view.recorded_until, ids):
        account = _account(entry)
        if view.published_until is None or account.known <= view.published_until:
            found.setdefault(entry.subject, []).append(account)
    where = _incidents(connection, {_parts(s)[1] for s in found})
    wanted = None if events is None else set(events)
    made = []
    for subject, accounts in found.items():
        id, event = _parts(subject)
        now, incident = where.get(event, (event, None))
        if wanted is None or now in wanted:
            victim = Victim(id, event, incident, tuple(accounts))
            made.append(victim if view.private else restrict(victim))
    return Victims(tuple(made))


def victim(connection: Connection, id: str, view: View) -> Victim:
    """The record of an id or of its beginning. Raises DatelineError `ledger.unknown`, `ledger.ambiguous`."""
    whole = find_victim(connection, id)
    found = victims(connection, view, ids=(whole,))
    if not found:
        raise DatelineError("ledger.unknown", repr(id))
    return found[0]


def restrict(victim: Victim) -> Victim:
    """The record without anything that may tell who it is: the status, and who recorded how many accounts, remain."""
    bare = (
        replace(a, person=Person(**{f: getattr(a.person, f) for f in OPEN}), word=Word((), a.word.relation), known=a.recorded)
        for a in victim.accounts
    )
    return replace(victim, accounts=tuple(bare), restricted=True)


def add_victim(store: Store, incident: Incident, person: Person, word: Word, author: str) -> Entry:
    """Records a person of an incident by one source's account.

    Raises DatelineError `ledger.victim` for values that do not keep to the rules, or a name that the incident has a record of.
    """
    payload = _payload(person, word)
    subject = f"{VICTIM}{digest('victim', store.salt())}|{incident.id}"
    events, twice = incident.events, list[str]()

    def is_new(connection: Connection) -> bool:
        named = (v for v in victims(connection, View(private=True), events) if person.name)
        twice.extend(v.id for v in named if fold(person.name or "") in map(fold, v.told("name")))
        return not twice

    made = store.append([Draft("victim", subject, author, payload)], guard=is_new)
    if not made:
        raise DatelineError(
            "ledger.victim", f"the incident has a record of that name: {twice[0][:8]}; add to it with victim correct."
        )
    return made[0]


def correct_victim(store: Store, id: str, person: Person, word: Word, author: str) -> Entry:
    """Records another account of a person: what a family or another source says otherwise, or beyond what is told.

    Raises DatelineError `ledger.unknown`, `ledger.ambiguous`, `ledger.victim`, `ledger.changed`.
    """
    payload = _payload(person, word)
    with store.reading() as connection:
        whole = find_victim(connection, id)
    subject = next(s for s in subjects_of(store, (whole,)))
    made = store.append([Draft("victim", subject, author, payload)], guard=lambda c: bool(list(_standing(c, None, (whole,)))))
    if not made:
        raise DatelineError("ledger.changed", repr(id))
    return made[0]


def subjects_of(store: Store, ids: Iterable[str]) -> list[str]:
    """The subjects in the log of the records of these whole ids."""
    with store.reading() as connection:
        return [s for s in _subjects(connection) if _parts(s)[0] in set(ids)]


def find_victim(connection: Connection, id: str) -> str:
    """The whole id of the record whose id begins so. Raises DatelineError `ledger.unknown`, `ledger.ambiguous`."""
    found = sorted({_parts(s)[0] for s in _subjects(connection) if id and _parts(s)[0].startswith(id)})
    if not found:
        raise DatelineError("ledger.unknown", repr(id))
    if len(found) > 1:
        raise DatelineError("ledger.ambiguous", f"{id!r}: {', '.join(f[: len(id) + 4] for f in found[:3])} …")
    return found[0]


def _subjects(connection: Connection) -> list[str]:
    table = schema.amendments.c
    return list(connection.scalars(select(table.subject).distinct().where(table.kind == "victim").order_by(table.subject)))


def _parts(subject: str) -> tuple[str, str]:
    """The id and the event of a record's subject."""
    id, _, event = subject.removeprefix(VICTIM).partition("|")
    return id, event


def _standing(connection: Connection, until: int | None, ids: Collection[str] | None) -> Iterable[Entry]:
    """The accounts in force at an instant (None: now), in the order of the log."""
    table = schema.amendments.c
    query = select(table.seq, table.subject).where(table.kind == "victim").order_by(table.seq)
    if until is None:
        query = query.where(table.ended.is_(None))
    else:
        query = query.where(table.recorded <= until, or_(table.ended.is_(None), table.ended > until))
    numbers = [r.seq for r in connection.execute(query) if ids is None or _parts(r.subject)[0] in ids]
    for some in chunks(numbers):
        log = joined().where(schema.entries.c.seq.in_(some)).order_by(schema.entries.c.seq)
        yield from (e for e in map(entry_of, connection.execute(log).mappings()) if e.payload is not None)


def _account(entry: Entry) -> Account:
    p: Mapping[str, Any] = entry.payload or {}
    word = Word(tuple(p["sources"]), p["relation"], p.get("told"), p.get("note"))
    return Account(entry.seq, entry.author, entry.recorded, known_from(word.told, entry.recorded), Person(**p["person"]), word)


def _incidents(connection: Connection, events: Iterable[str]) -> dict[str, tuple[str, str | None]]:
    """The event that answers for each today, and the incident that it belongs to; those recoded since are followed."""
    known = _members(connection, events)
    found: dict[str, tuple[str, str | None]] = {e: (e, known[e]) for e in events if e in known}
    moved = {e: today(connection, e) for e in events if e not in known}
    more = _members(connection, (e for e in moved.values() if e is not None))
    found.update((old, (new, more.get(new))) for old, new in moved.items() if new is not None)
    return found


def _members(connection: Connection, events: Iterable[str]) -> dict[str, str]:
    table = schema.incidents.c
    rows = (
        r for some in chunks(events) for r in connection.execute(select(table.event, table.incident).where(table.event.in_(some)))
    )
    return {r.event: r.incident for r in rows}


def _payload(person: Person, word: Word) -> Row:
    told = {name: " ".join(value.split()) for name in FIELDS if (value := getattr(person, name)) and value.strip()}
    sources = [s.strip() for s in word.sources if s.strip()]
    fault = _fault(told, sources, word)
    if fault is not None:
        raise DatelineError("ledger.victim", fault)
    private = [told["name"]] if "name" in told else []
    return {
        "v": VERSION, "person": told, "sources": sources, "relation": word.relation, "told": word.told, "note": word.note,
        "private": private,
    }  # fmt: skip


def _fault(told: Mapping[str, str], sources: Collection[str], word: Word) -> str | None:
    """What is wrong with an account, None where nothing is."""
    if not told:
        return f"nothing is told of the person: give one of {', '.join(FIELDS)}."
    if not sources:
        return "it has no source."
    for name, words in ALLOWED.items():
        if told.get(name, words[0]) not in words:
            return f"{name} {told[name]!r} is none of {', '.join(words)}."
    if word.relation not in get_args(Relation):
        return f"relation {word.relation!r} is none of {', '.join(get_args(Relation))}."
    if "date" in told and day_span(told["date"]) is None:
        return f"date {told['date']!r} is not an EDTF date, as 2016-12-10."
    if word.told is not None and instants(word.told) is None:
        return f"told {word.told!r} is not an EDTF date, as 2016-12-11."
    long = [w for w in (*told.values(), *sources, word.note or "") if len(w) > LONGEST]
    return f"{len(long[0])} characters are too many: at most {LONGEST}." if long else None
