"""The question for what cannot all be true: incident by incident, then place by place for who holds it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Final

from sqlalchemy import Connection, select

from dateline.errors import DatelineError
from dateline.ledger import schema
from dateline.ledger.contradictions import contradictions, control_contradictions
from dateline.ledger.control.question import control, printed
from dateline.ledger.control.statement import placed_changes
from dateline.ledger.control.timeline import Place, timeline
from dateline.ledger.control.voices import Printed
from dateline.ledger.linking.judged import chunks
from dateline.ledger.linking.moments import groups_with
from dateline.ledger.questions.answer import Answer, Row
from dateline.ledger.questions.asked import Asked, look_up
from dateline.ledger.questions.filters import chosen, clocks
from dateline.ledger.view import View
from dateline.records.incident import Contradiction, Incident

KINDS: Final = ("figures", "control", "denial", "culprit")
INCIDENTS: Final = "i"  # opens the mark of a page that ends among the incidents
PLACES: Final = "p"  # and among the places
AT_ONCE: Final[int] = 50  # incidents, or places, that are looked at together

Fetch = Callable[[str | None], tuple[Sequence[Incident], str | None]]  # incidents after a mark, and the next mark


@dataclass(frozen=True, repr=False)
class Contradictions(Answer[Contradiction]):
    """Claims that cannot all be true, each clash with a sentence that says what it is."""

    columns: ClassVar[tuple[str, ...]] = ("kind", "incident", "claims", "sentence")
    head: ClassVar[tuple[str, ...]] = columns
    noun: ClassVar[str] = "contradiction"

    @staticmethod
    def row(item: Contradiction) -> Row:
        """Kind, incident, the ids of the claims, and the sentence."""
        return {"kind": item.kind, "incident": item.incident, "claims": list(item.claims), "sentence": item.sentence}

    @staticmethod
    def cells(item: Contradiction) -> tuple[str, ...]:
        """The clash in short."""
        return item.kind, item.incident[:8], str(len(item.claims)), item.sentence


@dataclass(frozen=True, slots=True)
class _Mark:
    """Where a page ended: among incidents or places, after which of them, and how many clashes of those that follow were given."""

    part: str = INCIDENTS
    after: str | None = None
    given: int = 0

    @classmethod
    def parse(cls, mark: str | None) -> _Mark:
        """The mark of a page. Raises DatelineError `ledger.page`."""
        if mark is None:
            return cls()
        part, _, rest = mark.partition(":")
        given, _, after = rest.partition("@")
        if part not in (INCIDENTS, PLACES) or not (given.isascii() and given.isdigit()):
            raise DatelineError("ledger.page", repr(mark))
        return cls(part, after or None, int(given))

    def __str__(self) -> str:
        return f"{self.part}:{self.given}@{self.after or ''}"


def asked_contradictions(
    connection: Connection, view: View, fetch: Fetch, part: tuple[int | None, str | None], kind: str | None = None
) -> Contradictions:
    """What of the view cannot all be true: `part` is a limit and the mark to go on after, `fetch` gives the incidents that it sees.

    Raises DatelineError `ledger.page`, `cli.usage`.
    """
    if kind is not None and kind not in KINDS:
        raise DatelineError("cli.usage", f"--kind {kind!r} is none of {', '.join(KINDS)}.")
    limit, after = part
    taken: list[Contradiction] = []
    for mark, some in _pages(connection, view, fetch, _Mark.parse(after)):
        wanted = [c for c in some if kind in (None, c.kind)][mark.given :]
        room = len(wanted) if limit is None else limit - len(taken)
        if len(wanted) > room:
            return Contradictions((*taken, *wanted[:room]), str(replace(mark, given=mark.given + room)))
        taken += wanted
    return Contradictions(tuple(taken))


def clashes(connection: Connection, incident: Incident) -> tuple[Contradiction, ...]:
    """What in an incident, as it is given, cannot all be true: over the places whose control it changes, too."""
    places = changed_places(connection, [incident])
    return clashes_among(incident, printed(connection, incident.claims), places)


def clashes_among(incident: Incident, told: Mapping[str, Printed], places: Mapping[str, Place]) -> tuple[Contradiction, ...]:
    """The same, where its reports and the places whose control it changes are known."""
    found = list(contradictions(incident, told))
    for key in _keys([incident]):
        if key in places:
            made = timeline(incident.claims, places[key], (), told)
            found += control_contradictions(made, {c.id: incident.id for c in incident.claims})
    return tuple(found)


def changed_places(connection: Connection, incidents: Sequence[Incident]) -> dict[str, Place]:
    """The places whose control the incidents change, by key."""
    p = schema.places.c
    query = select(p.key, p.name, p.country)
    rows = (r for some in chunks(_keys(incidents)) for r in connection.execute(query.where(p.key.in_(some))))
    return {r.key: Place(r.key, r.name, r.country) for r in rows}


def _keys(incidents: Sequence[Incident]) -> list[str]:
    return sorted({key for i in incidents for c in i.claims if c.changes for _, key, _ in placed_changes(c)})


def clashes_after(connection: Connection, view: View, fetch: Fetch, after: str | None) -> tuple[list[Contradiction], str | None]:
    """The clashes of the next AT_ONCE incidents, or places, after a mark (None: of the first), and the mark to go on after.

    None for the mark: there are no more. Raises DatelineError `ledger.page`.
    """
    found, mark = _page(connection, view, fetch, _Mark.parse(after))
    return found, None if mark is None else str(mark)


def _pages(connection: Connection, view: View, fetch: Fetch, mark: _Mark) -> Iterator[tuple[_Mark, list[Contradiction]]]:
    """The clashes, some incidents or places at a time, each with the mark of what came before."""
    next: _Mark | None = mark
    while next is not None:
        at = next
        found, next = _page(connection, view, fetch, at)
        yield at, found


def _page(connection: Connection, view: View, fetch: Fetch, mark: _Mark) -> tuple[list[Contradiction], _Mark | None]:
    if mark.part == INCIDENTS:
        found, next = fetch(mark.after)
        told = printed(connection, (c for i in found for c in i.claims))
        clashing = [c for incident in found for c in contradictions(incident, told)]
        return clashing, _Mark(INCIDENTS, next) if next else _Mark(PLACES)
    asked = look_up(connection, view)
    keys = _places(connection, asked, mark.after)
    clashing = [c for key in keys for c in _of_place(connection, asked, key)]
    return clashing, _Mark(PLACES, keys[-1]) if len(keys) == AT_ONCE else None


def _places(connection: Connection, asked: Asked, after: str | None) -> list[str]:
    """Places that the view's claims change the control of, in the order of their keys."""
    changes, claims = schema.changes, schema.claims
    query = select(changes.c.place).distinct().join(claims, claims.c.id == changes.c.claim).where(*clocks(asked), *chosen(asked))
    query = query.where(changes.c.place > after) if after is not None else query
    return list(connection.scalars(query.order_by(changes.c.place).limit(AT_ONCE)))


def _of_place(connection: Connection, asked: Asked, key: str) -> Iterator[Contradiction]:
    """The clashes over who holds a place in which one of the view's claims has a part."""
    view, table, claims = asked.view, schema.changes.c, schema.claims.c
    known = connection.scalar(select(schema.places.c.key).where(schema.places.c.key == key))
    if known is None:
        return
    bare = View(view.as_of, view.recorded_as_of, view.during, private=view.private)
    made = control(connection, key, bare).timeline
    cited = sorted({c.claim for s in made.spells for c in (*s.why, *s.support, *s.dissent)})
    rows = [r for some in chunks(cited) for r in connection.execute(select(claims.id, claims.event).where(claims.id.in_(some)))]
    groups = groups_with(connection, asked, [row.event for row in rows])
    incident = {event: g.id for g in groups for event in g.events}
    owners = {row.id: incident.get(row.event, row.event) for row in rows}
    query = (
        select(table.claim).join(schema.claims, claims.id == table.claim).where(table.place == key, *clocks(asked), *chosen(asked))
    )
    seen = set(connection.scalars(query))
    yield from (c for c in control_contradictions(made, owners) if seen.intersection(c.claims))
