"""What waits for a person, and what one keystroke decides of it."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from dateline.review import queue as records
from dateline.serve.shapes.base import Page, Shape
from dateline.serve.shapes.claim import Claim
from dateline.serve.shapes.incident import Contradiction, Link

Kind = Literal["link", "place", "conflict", "correction", "claim"]


class Call(Shape):
    """One request that a decision makes: its method, path and JSON body."""

    method: Literal["POST"]
    path: str
    body: dict[str, Any]


class Decision(Shape):
    """What a key decides. Its calls are made in order; each answers with the entry that undo takes back."""

    key: str
    label: str
    calls: list[Call]

    @classmethod
    def of(cls, d: records.Decision) -> Decision:
        """The decision of a record."""
        calls = [Call(method="POST", path=c.path, body=c.body) for c in d.calls]
        return cls(key=d.key, label=d.label, calls=calls)


class QueuePlace(Shape):
    """A place that a name may mean. `chosen`: where it was put."""

    key: str
    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    geonames_id: int | None
    population: int
    chosen: bool

    @classmethod
    def of(cls, c: records.Candidate) -> QueuePlace:
        """The place of a record."""
        return cls(
            key=c.key, name=c.name, country=c.country, admin1=c.admin1, lat=c.lat, lon=c.lon, geonames_id=c.geonames_id,
            population=c.population, chosen=c.chosen,
        )  # fmt: skip


class LeftWord(Shape):
    """What a person said of a claim that is gone. `value` null: none, or it names a private person."""

    seq: int
    author: str
    field: str | None
    value: Any
    verdict: str | None
    why: str

    @classmethod
    def of(cls, w: records.Left) -> LeftWord:
        """The word of a record."""
        return cls(seq=w.seq, author=w.author, field=w.field, value=w.value, verdict=w.verdict, why=w.why)


class QueueItem(Shape):
    """One thing that waits: why, how unsure, what hangs on it, what it is about, and the decisions."""

    id: str
    kind: Kind
    title: str
    reason: str
    rank: float = Field(description="Doubt times consequence: more comes first.")
    doubt: float = Field(ge=0, le=1)
    consequence: float
    people: float | None = Field(description="The most people that one of its claims counts.")
    origins: int
    reports: list[str]
    incident: str | None
    events: list[str]
    claims: list[Claim] = Field(description="The first of them.")
    more_claims: int
    link: Link | None
    contradiction: Contradiction | None
    candidates: list[QueuePlace]
    correction: LeftWord | None
    decisions: list[Decision]

    @classmethod
    def of(cls, i: records.Item, claims: list[Claim]) -> QueueItem:
        """The item of a record, with the claims that are shown of it."""
        return cls(
            id=i.id, kind=i.kind, title=i.title, reason=i.reason, rank=round(i.rank, 4), doubt=round(max(0.0, min(1.0, i.doubt)), 4),
            consequence=round(records.consequence(i.stakes), 4), people=i.stakes.people, origins=i.stakes.origins,
            reports=list(i.reports), incident=i.incident, events=list(i.events), claims=claims,
            more_claims=len(i.claims) - len(claims), link=None if i.link is None else Link.of(i.link),
            contradiction=None if i.contradiction is None else Contradiction.of(i.contradiction),
            candidates=[QueuePlace.of(c) for c in i.candidates], correction=None if i.left is None else LeftWord.of(i.left),
            decisions=[Decision.of(d) for d in i.decisions],
        )  # fmt: skip


class KindProgress(Shape):
    """Of one kind: decided since the desk was opened, and waiting."""

    done: int
    waiting: int


class Progress(Shape):
    """How far people are. `claims` stand in the ledger, `reviewed` of them a person coded, corrected or judged."""

    done: int
    waiting: int
    by_kind: dict[str, KindProgress]
    claims: int
    reviewed: int


class Queue(Page[QueueItem]):
    """What waits, the least sure and most consequential first."""

    progress: Progress
    complete: bool = Field(
        description="Whether all that waits was gathered; while it is not, more may come, and stand before these."
    )
