"""A person who was killed, harmed or is missing, as sources tell of them: every account kept, none written over another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Relation = Literal["report", "family", "witness", "organisation", "other"]
RESTRICTED: Final = "(restricted)"  # what stands in place of what is told of a person
OPEN: Final = ("status",)  # fields that are shown without being asked for; whatever may tell who it is is not


@dataclass(frozen=True, slots=True)
class Person:
    """What one source tells of a person; None: it does not tell.

    `age` as told ("31", "about 30", "child"); `sex`: female, male, other, unknown; `status`: civilian, combatant, unknown;
    `date` is EDTF, of the death or harm.
    """

    name: str | None = None
    age: str | None = None
    sex: str | None = None
    status: str | None = None
    cause: str | None = None
    place: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """Whose word an account is: the sources by name, how they stand to the person, when they said it (EDTF), and a note."""

    sources: tuple[str, ...]
    relation: Relation = "report"
    told: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """One entry of the log about a person. `known`: from when it counts as told; both instants in microseconds since 1970 (UTC)."""

    seq: int
    author: str
    recorded: int
    known: int
    person: Person
    word: Word


@dataclass(frozen=True, slots=True)
class Victim:
    """A person of an incident and every account of them in force, the oldest first.

    `event` is the account of a report that the record was linked to, `incident` the incident that this belongs to today (None:
    it was withdrawn). `restricted`: what may tell who it is was left out.
    """

    id: str
    event: str
    incident: str | None
    accounts: tuple[Account, ...]
    restricted: bool = False

    def told(self, field: str) -> tuple[str, ...]:
        """What is told of a field of Person, each value once, in the order in which it was recorded."""
        values = (getattr(a.person, field) for a in self.accounts)
        return tuple(dict.fromkeys(v for v in values if v is not None))
