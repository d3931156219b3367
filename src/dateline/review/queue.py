"""The order in which what waits is put before a person: the least sure and most consequential first. Pure: records in, items out.

An item's rank is its doubt times its consequence. Doubt runs from 0 (sure) to 1 (a coin's toss). Consequence is 1 for a claim
of which nothing hangs, and grows with the powers of ten of the people concerned and with the doublings of independent origins
that tell of it: a toll of a thousand is put before one of ten, but a hundred claims of one wire story are not put before five
that were told apart.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from dateline.knowledge.ontology import load
from dateline.records.entry import KeptClaim
from dateline.records.incident import Contradiction, EventLink

Kind = Literal["link", "place", "conflict", "correction", "claim"]
KINDS: Final[tuple[Kind, ...]] = ("link", "place", "conflict", "correction", "claim")
PEOPLE: Final[float] = 1.0  # consequence for each power of ten of people concerned
ORIGINS: Final[float] = 0.5  # and for each doubling of the origins that tell of it
LEFT: Final[float] = 0.9  # doubt of a word whose claim is gone: it holds for nothing until somebody decides
CLASHES: Final = {"figures": 0.5, "control": 0.6, "denial": 0.8, "culprit": 0.8}  # least doubt of claims that cannot all be true
SURE: Final[float] = 0.5  # of a claim's score, from which on it waits for nobody: it is rather right than wrong
UNSCORED: Final[float] = 0.5  # doubt of a claim of which its machine cannot say how likely it is right
MACHINE: Final = "machine:"  # opens the author of what a machine coded
PLACE_SURE: Final[float] = 0.75  # of a place's
ELSEWHERE: Final[float] = 0.8  # doubt of a place that the gazetteer knows by name, but not where it was put
FIGURE: Final = "killed"  # the measure of which a clash of figures is told first


@dataclass(frozen=True, slots=True)
class Stakes:
    """What hangs on an item: people concerned (None: nobody counts them), independent origins, and claims."""

    people: float | None = None
    origins: int = 1
    claims: int = 1


@dataclass(frozen=True, slots=True)
class Call:
    """One request of the desk's API: a method, a path and a body."""

    method: str
    path: str
    body: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Decision:
    """What one keystroke decides: the key, what it says, and the calls that record it, in order."""

    key: str
    label: str
    calls: tuple[Call, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean."""

    key: str
    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    geonames_id: int | None
    population: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Left:
    """A word of a person whose claim is gone: the entry, who said it, what, and why it waits."""

    seq: int
    author: str
    field: str | None
    value: Any
    verdict: str | None
    why: str


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that waits. `settles`: what a person's word on it is about (claims, links, entries), by which it is known to be done."""

    id: str
    kind: Kind
    title: str
    reason: str
    doubt: float
    stakes: Stakes
    settles: tuple[str, ...]
    claims: tuple[str, ...]
    events: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    incident: str | None = None
    decisions: tuple[Decision, ...] = ()
    link: EventLink | None = None
    contradiction: Contradiction | None = None
    candidates: tuple[Candidate, ...] = ()
    left: Left | None = field(default=None)

    @property
    def rank(self) -> float:
        """Where it stands in the queue: more comes first."""
        return rank(self.doubt, self.stakes)


def consequence(stakes: Stakes) -> float:
    """What hangs on an item, from 1 on."""
    return 1 + PEOPLE * math.log10(1 + (stakes.people or 0)) + ORIGINS * math.log2(max(1, stakes.origins))


def rank(doubt: float, stakes: Stakes) -> float:
    """Doubt (0 to 1) times consequence."""
    return max(0.0, min(1.0, doubt)) * consequence(stakes)


def ordered(items: Iterable[Item]) -> tuple[Item, ...]:
    """The items as they are put before a person; of those that are alike, in the order of their ids."""
    return tuple(sorted(items, key=lambda i: (-round(i.rank, 6), i.id)))


def link_doubt(score: float) -> float:
    """How unsure a link is: 1 where it is as likely as not, 0 where the machine is sure either way."""
    return 1 - abs(2 * score - 1)


def place_doubt(rivals: int, score: float | None, listed: bool) -> float:
    """How unsure a place is: by the rivals that bear its name, by the coder's score, and whether the gazetteer lists it at all."""
    by_rivals = 1 - 1 / (1 + rivals)
    by_score = 0.0 if score is None or score >= PLACE_SURE else 1 - score
    return max(by_score, by_rivals if listed else (ELSEWHERE if rivals else 0.0))


def clash_doubt(kind: str, figures: Sequence[float]) -> float:
    """How far claims are apart that cannot all be true; of figures by how much of the greatest the least is."""
    least = CLASHES[kind]
    if kind != "figures" or len(figures) < 2 or max(figures) <= 0:
        return least
    return max(least, 1 - min(figures) / max(figures))


def claim_doubt(author: str, score: float | None) -> float:
    """How likely a claim is wrong, by its coder's estimate; UNSCORED for a machine's without one, and no doubt of what none coded."""
    if not author.startswith(MACHINE):
        return 0.0
    return UNSCORED if score is None else 1 - score


def is_unsure(author: str, score: float | None) -> bool:
    """Whether a claim waits for a person because its machine is unsure of it, or cannot say."""
    return author.startswith(MACHINE) and (score is None or score < SURE)


def stakes_of(claims: Iterable[KeptClaim]) -> Stakes:
    """What hangs on claims: the greatest number of people that one of them counts, and their origins."""
    told = list(claims)
    counted = [n for c in told for n in numbers_of(c)]
    return Stakes(max(counted, default=None), len({c.origin or c.report for c in told}) or 1, len(told) or 1)


def numbers_of(claim: KeptClaim, measure: str | None = None) -> list[float]:
    """The numbers of people in a claim (of one measure): the best of each figure, else what bounds it."""
    measures = load().measures
    out = []
    for f in claim.figures:
        known = measures.get(f.measure)
        if known is not None and known.people and f.unit == "people" and measure in (None, f.measure):
            number = next((n for n in (f.numbers.best, f.numbers.low, f.numbers.high) if n is not None), None)
            out += [] if number is None else [number]
    return out
