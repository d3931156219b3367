"""A view with its names looked up: what a question asks of the tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Connection, or_, select

from dateline.knowledge.actors import load_actors, load_states
from dateline.ledger import schema
from dateline.ledger.entries import fold
from dateline.ledger.questions.ids import find_event, find_report
from dateline.ledger.view import View


@dataclass(frozen=True, slots=True)
class Asked:
    """The view, and what its names mean here: keys of places, folded names of actors and speakers, whole ids.

    `changed_since` is the last instant of `recorded_as_of`: claims that were corrected after it stood otherwise then. `judged`: the
    claims that a person had judged by then, where the view asks for a least score.
    """

    view: View
    places: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    report: str | None = None
    event: str | None = None
    judged: frozenset[str] = frozenset()

    @property
    def changed_since(self) -> int | None:
        """As `View.recorded_until`."""
        return self.view.recorded_until


def look_up(connection: Connection, view: View) -> Asked:
    """The view as the ledger understands it. Raises DatelineError `ledger.unknown`, `ledger.ambiguous` for its ids."""
    return Asked(
        view,
        places=_place_keys(connection, view.place) if view.place is not None else (),
        actors=_spellings(view.actor),
        speakers=_spellings(view.speaker),
        report=find_report(connection, view.report) if view.report is not None else None,
        event=find_event(connection, view.event) if view.event is not None else None,
        judged=_judged(connection, view.recorded_until) if view.min_score is not None else frozenset(),
    )


def _judged(connection: Connection, until: int | None) -> frozenset[str]:
    """What people had judged by an instant (None: now), and not taken back."""
    a = schema.amendments.c
    query = select(a.subject).where(a.kind == "judgement", or_(a.ended.is_(None), a.ended > until) if until else a.ended.is_(None))
    return frozenset(connection.scalars(query.where(a.recorded <= until) if until else query))


def _place_keys(connection: Connection, place: str) -> tuple[str, ...]:
    """The keys of the places of a name, or the key itself."""
    table = schema.places
    keys = connection.scalars(select(table.c.key).distinct().where(table.c.folded == fold(place)))
    return tuple(sorted({place, *keys}))


def _spellings(name: str | None) -> tuple[str, ...]:
    """The folded names that a name may stand for: itself, and the canonical names that it is an alias of ("ISIS", "Moscow")."""
    if name is None:
        return ()
    folded = fold(name)
    return tuple(sorted({folded, *_aliases().get(folded, ())}))


@cache
def _aliases() -> Mapping[str, tuple[str, ...]]:
    """The folded canonical names by folded alias, from the tables of actors and states."""
    found: dict[str, set[str]] = {}

    def put(canonical: str, others: Iterable[str]) -> None:
        for other in others:
            found.setdefault(fold(other), set()).add(fold(canonical))

    for actor in load_actors():
        put(actor.name, (alias.text for alias in actor.aliases))
    for state in load_states().values():
        put(state.government, (state.name, *state.aliases, *state.metonyms))
    return {alias: tuple(sorted(names)) for alias, names in found.items()}
