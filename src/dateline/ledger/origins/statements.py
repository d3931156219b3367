"""Statements: when claims of different reports are one speaker's same words, and the keys by which such claims find each other.

Two claims of one speaker are one statement where they give the same figures, the same change of control or the same act, at one
place and time, within DAYS of each other. Whoever quotes the same QUOTED words (passages.py) tells of one statement, however
the speaker is named.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dateline.ledger.entries import fold
from dateline.ledger.origins.passages import quotation_keys, same_passage, same_quotation
from dateline.ledger.origins.sketches import hash_of, signed
from dateline.records.edtf import instants
from dateline.records.entry import Figure, KeptClaim, Spot

DAYS: Final[int] = 7  # from one publication to another that may repeat it
TELLING: Final[float] = 10.0  # a figure from which on it needs no place to be known again
NEAR: Final[float] = 50.0  # km between places that one speaker's same figure may be tied to
DEGREE: Final[float] = 111.2  # km of a degree of latitude
LONGEST: Final[int] = 3  # days of an act that may be known again by any one of them
MICROSECONDS_A_DAY: Final[int] = 86_400_000_000
UNDATED: Final[int] = 0  # the day of a report without a date: it is compared with those of every day
NEVER: Final[int] = 1 << 62  # sorts what is undated behind everything dated


@dataclass(frozen=True, slots=True)
class Told:
    """A claim, and who says so (credits.speakers)."""

    claim: KeptClaim
    speakers: frozenset[str]

    @property
    def day(self) -> int:
        """The day of publication, in days since 1970, or UNDATED."""
        return day_of(self.claim.published)

    @property
    def rank(self) -> tuple[bool, int, str]:
        """Its place among claims of one origin: a speaker's own words first, then by publication, then by id."""
        return (not self.claim.voices, instant_of(self.claim.published), self.claim.id)

    def bands(self) -> set[int]:
        """The keys of what is said, signed 64-bit; claims that are one statement share one."""
        found = quotation_keys(self.claim.words)
        for parts in _marks(self.claim):
            found.update(signed(hash_of(speaker, *parts)) for speaker in self.speakers)
        return found


def day_of(published: str | None) -> int:
    """The last day that a date may mean, in days since 1970, at least 1; UNDATED where there is none."""
    span = instants(published)
    return UNDATED if span is None else max(1, span[1] // MICROSECONDS_A_DAY)


def instant_of(published: str | None) -> int:
    """The last instant that a date may mean (microseconds since 1970, UTC); NEVER where there is none."""
    span = instants(published)
    return NEVER if span is None else span[1]


def _marks(claim: KeptClaim) -> Iterator[tuple[str, ...]]:
    places = [s.key for s in claim.places]
    for figure in claim.figures:
        words = ("figure", *_figure(figure))
        yield from [words] if _tells(figure) else [(*words, place) for place in places]
    for change in claim.changes:
        yield from (("control", fold(change.place), change.holder or "", change.extent, day) for day in _days(claim))
    if not claim.figures and not claim.changes:
        yield from (("act", claim.type, claim.mode or "", place, day) for place in places for day in _days(claim))


def _figure(figure: Figure) -> tuple[str, ...]:
    n = figure.numbers
    return (figure.measure, figure.unit, *("" if v is None else f"{v:g}" for v in (n.low, n.best, n.high)))


def _tells(figure: Figure) -> bool:
    return max(figure.numbers.low or 0.0, figure.numbers.best or 0.0, figure.numbers.high or 0.0) >= TELLING


def _days(claim: KeptClaim) -> list[str]:
    """The days of the act, or its first and last where they are many; none for one without a time."""
    if claim.days is None:
        return []
    first, last = claim.days
    if claim.when_precision == "unknown" and claim.voices:  # its report's day stands for it: what is quoted may be a day old
        first -= 1
    return [str(day) for day in range(first, last + 1)] if last - first < LONGEST else [f"{first}/{last}"]


def same_statement(left: Told, right: Told) -> bool:
    """Whether two claims that share a key, published within DAYS of each other, are one statement."""
    one, other = left.claim, right.claim
    if same_quotation(one.words, other.words):
        return True
    if not left.speakers & right.speakers:
        return False
    shared = set(_marks(one)) & set(_marks(other))
    return bool(shared) and (any(m[0] != "figure" for m in shared) or (_one_place(one, other) and _one_time(one, other)))


def _one_place(one: KeptClaim, other: KeptClaim) -> bool:
    """Whether the places may be one: two coders, or two papers, tie the same dead to a town and to a village beside it."""
    here, there = ([s for s in claim.places if s.lat is not None] for claim in (one, other))
    shared = {s.key for s in one.places} & {s.key for s in other.places}
    return bool(shared) or not here or not there or any(_near(a, b) for a in here for b in there)


def _near(one: Spot, other: Spot) -> bool:
    """Whether two places lie within NEAR of each other, on a map that is flat for so short a way."""
    north = (one.lat or 0.0) - (other.lat or 0.0)
    east = ((one.lon or 0.0) - (other.lon or 0.0)) * math.cos(math.radians(one.lat or 0.0))
    return math.hypot(north, east) * DEGREE <= NEAR


def _one_time(one: KeptClaim, other: KeptClaim) -> bool:
    """Whether the acts' days overlap; where a text gives no time, its own day stands for it and may be a day off."""
    if one.days is None or other.days is None:
        return True
    slack = 1 if "unknown" in (one.when_precision, other.when_precision) else 0
    return one.days[0] <= other.days[1] + slack and other.days[0] <= one.days[1] + slack


def one_account(left: Told, right: Told) -> bool:
    """Whether two claims of one report are one speaker's account of one act."""
    return left.claim.event == right.claim.event and bool(left.speakers & right.speakers)


def reprinted(left: Told, right: Told) -> bool:
    """Whether claims of two reports that reprint each other are one passage.

    In one of them the speaker may have been missed, or named by no name ("the monitor"); two who are named differ.
    """
    one, other = left.claim, right.claim
    both_named = one.voices and other.voices and left.speakers and right.speakers
    return (not both_named or bool(left.speakers & right.speakers)) and same_passage(one.words, other.words)
