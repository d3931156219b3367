"""Records of persons: every source's account of them, restricted unless asked for."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any, Literal

from pydantic import Field

from dateline.ledger.victims import FIELDS, shown
from dateline.records import victim as records
from dateline.records.edtf import show_instant
from dateline.serve.shapes.base import Shape
from dateline.serve.shapes.changes import Recorded
from dateline.serve.shapes.given import Given, Line, Text

Relation = Literal["report", "family", "witness", "organisation", "other"]
Told = Annotated[Text | None, Field(max_length=500)]


class VictimAccount(Shape):
    """What one source tells of a person. What is restricted is left out: of `person` all but the status, and the sources."""

    seq: int
    author: str
    recorded: str
    relation: str
    person: dict[str, str | None]
    sources: list[str]
    told: str | None
    note: str | None

    @classmethod
    def of(cls, a: records.Account) -> VictimAccount:
        """The account of a record."""
        return cls(
            seq=a.seq, author=a.author, recorded=show_instant(a.recorded), relation=a.word.relation, person=asdict(a.person),
            sources=list(a.word.sources), told=a.word.told, note=a.word.note,
        )  # fmt: skip


class Victim(Shape):
    """A person of an incident. `fields`: of each what is told, each value once; `incident` null: it was withdrawn."""

    id: str
    event: str
    incident: str | None
    restricted: bool
    fields: dict[str, list[str]]
    accounts: list[VictimAccount]

    @classmethod
    def of(cls, v: records.Victim) -> Victim:
        """The person of a record."""
        fields: dict[str, Any] = {f: list(shown(v, f)) for f in FIELDS}
        return cls(
            id=v.id, event=v.event, incident=v.incident, restricted=v.restricted, fields=fields,
            accounts=[VictimAccount.of(a) for a in v.accounts],
        )  # fmt: skip


class VictimList(Shape):
    """Records of persons, in the order in which they were made."""

    items: list[Victim]


class Person(Given):
    """What a source tells of a person; what it does not tell is null."""

    name: Told = None
    age: Told = Field(None, examples=["31", "about 30", "child"])
    sex: Told = Field(None, description="female, male, other or unknown.")
    status: Told = Field(None, description="civilian, combatant or unknown.")
    cause: Told = None
    place: Told = None
    date: Told = Field(None, description="EDTF: of the death or harm.")

    def record(self) -> records.Person:
        """As the ledger takes it."""
        return records.Person(**self.model_dump())


class VictimAccountGiven(Given):
    """One source's account of a person. `told`: when the source said it (EDTF); else it counts from now."""

    person: Person
    sources: Annotated[list[Line], Field(min_length=1, max_length=20)]
    relation: Relation | None = None
    told: Told = None
    note: Told = None

    def word(self, relation: Relation) -> records.Word:
        """Whose word it is; `relation` where it does not say."""
        return records.Word(tuple(self.sources), self.relation or relation, self.told, self.note)


class VictimGiven(VictimAccountGiven):
    """A person of an incident, by one source's account."""

    incident: Line = Field(description="The incident, or one of its events: its id or the beginning of it.")


class VictimRecorded(Recorded):
    """An account of a person. `victim`: the person's record; `unguarded`: claims of the incident that print the name to everybody."""

    victim: str
    unguarded: list[str] = Field(default_factory=list)
