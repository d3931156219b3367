"""Where the ledger stands, what its words mean, and who asks."""

from __future__ import annotations

from pydantic import Field

from dateline.serve.shapes.base import Shape


class Term(Shape):
    """A word of the codebook, and what counts as it."""

    name: str
    counts: str


class TypeTerm(Term):
    """A type of event; `family`: types that one act may be read as."""

    family: str


class MeasureTerm(Term):
    """What a figure counts; `people`: it carries a group, else a unit."""

    people: bool


class StatusTerm(Term):
    """How a claim stands to what it tells; `asserts`: its source says that it took place."""

    asserts: bool


class PolicyTerm(Shape):
    """A way to reckon: as it is asked for, its title, its rule in a sentence, what it counts."""

    name: str
    title: str
    rule: str
    counts: str


class Words(Shape):
    """The closed lists of the codebook."""

    types: list[TypeTerm]
    measures: list[MeasureTerm]
    statuses: list[StatusTerm]
    modes: list[Term]
    voices: list[Term]


class Counts(Shape):
    """What the ledger holds."""

    reports: int
    claims: int
    events: int


class Me(Shape):
    """Who asks. `role`: reader, coder, reviewer, admin; `public`: the view for everybody."""

    name: str
    role: str
    author: str | None
    public: bool
    may_see_private: bool


class Head(Shape):
    """Where the log stands, what it holds, and who asks."""

    seq: int = Field(description="Number of the last entry of the log.")
    hash: str = Field(description="Its digest: the whole log hangs on it.")
    counts: Counts
    first_day: str | None = Field(description="The days that its events span.")
    last_day: str | None
    first_published: str | None = Field(description="The days on which its reports came out.")
    last_published: str | None
    version: str
    mode: str = Field(description="one, team or public.")
    tiles: str | None = Field(description="URL of another base map's tiles; null: the bundled one.")
    me: Me
    policies: list[PolicyTerm]
    words: Words
