"""What the ledger is made of: entries, and the claims and reports as the record holds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from dateline.records.control import ControlChange
from dateline.records.howmany import Numbers

EntryKind = Literal["report", "claim", "judgement", "correction", "withdrawal", "redaction", "victim"]
PartyRole = Literal["initiator", "target", "ally"]


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry before it is recorded: what it is about (`subject`, an id), who makes it, and what it says.

    `author` is "machine:dateline 0.1.0", "person:NAME" or "data:NAME" (an imported data set).
    """

    kind: EntryKind
    subject: str
    author: str
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log. `recorded` in microseconds since 1970 (UTC); `payload` None: redacted; digests are hex SHA-256."""

    seq: int
    kind: EntryKind
    subject: str
    author: str
    recorded: int
    payload: Mapping[str, Any] | None
    commitment: str
    digest: str


@dataclass(frozen=True, slots=True)
class Party:
    """A side of an act, by its canonical name; `words` as printed; `attribution` as in the codebook."""

    role: PartyRole
    name: str
    words: str | None = None
    attribution: str = "stated"


@dataclass(frozen=True, slots=True)
class Voice:
    """One voice of a claim's chain, nearest first."""

    name: str
    kind: str
    words: str | None = None
    joint: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as printed and as read; `part_of` holds the words of the larger figure that it breaks down."""

    measure: str
    unit: str
    group: str | None
    numbers: Numbers
    words: str
    part_of: str | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of a claim. `key` is one for one place in the whole ledger: "gn:163808", else "name:sukhnah|SY"."""

    name: str
    key: str
    precision: int
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    admin1: str | None = None
    geonames_id: int | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class KeptClaim:
    """A claim as the ledger holds it, readable without its report: corrections applied, the event's values where it has none of its own.

    `type` is the codebook's, or "holding" for a state of control. `when` is EDTF, `days` its first and last ordinal day.
    `published` is the report's EDTF date; `known` the instant from which the claim counts as published (microseconds, UTC):
    the end of the day for a bare date, the time of recording for an undated report. `private` names are withheld by default.
    `corrected` names the fields that a person changed. `ended` is when the claim was withdrawn or superseded, else None.
    """

    id: str
    report: str
    event: str
    type: str
    mode: str | None
    scope: str
    status: str
    words: str
    parties: tuple[Party, ...]
    voices: tuple[Voice, ...]
    figures: tuple[Figure, ...]
    places: tuple[Spot, ...]
    changes: tuple[ControlChange, ...]
    when: str | None
    when_precision: str
    days: tuple[int, int] | None
    published: str | None
    known: int
    recorded: int
    seq: int
    author: str
    weapons: tuple[str, ...] = ()
    said: str | None = None
    evidence: str | None = None
    score: float | None = None
    origin: str | None = None
    private: tuple[str, ...] = ()
    corrected: tuple[str, ...] = ()
    ended: int | None = None


@dataclass(frozen=True, slots=True)
class KeptReport:
    """A report as the ledger holds it. `name` is the id it came with; `state`: coded, not_coded (with `reason`), by_hand.

    `original` is the hex SHA-256 of the bytes as received; `extractor` names what made the text of them; `private` names of
    its title and text are withheld by default.
    """

    id: str
    name: str
    title: str | None
    text: str
    outlet: str | None
    agencies: tuple[str, ...]
    published: str | None
    known: int
    recorded: int
    seq: int
    language: str | None
    url: str | None
    retrieved: str | None
    archive: str | None
    original: str | None
    media_type: str | None
    extractor: str | None
    coder: str
    state: str
    reason: str | None = None
    origin: str | None = None
    private: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """What people recorded of a claim: who, and the last verdict ("right", "wrong", "unsure"; None: they corrected it)."""

    by: tuple[str, ...]
    verdict: str | None = None
