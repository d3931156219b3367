"""Events and claims with the probability that they are right, or without those that are less likely than asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dateline.coding.confidence.features import claim_features, event_features
from dateline.neural.calibration import DIGITS, Calibration
from dateline.records import Basis, Claim, Coded, Event, Reading

NEURAL: Final = "neural"


def score(
    reading: Reading, groups: Sequence[Sequence[int]], events: Sequence[Event], calibration: Calibration | None
) -> tuple[Event, ...]:
    """The events with their scores: the estimated probability that a coder would find this act and give it this type.

    A claim's is the probability that its event is right, and so are its status and its voices: never more than its event's. `groups`
    holds each event's triggers. Without a calibration for the weights, and for what a language model read, there is no score.
    """
    if calibration is None or reading.reader != NEURAL:
        return unscored(reading, groups, events)
    out = []
    for group, event in zip(groups, events, strict=True):
        right = calibration.event.probability(event_features(reading, group, event))
        claims = tuple(_claim(reading, event, claim, right, calibration) for claim in event.claims)
        out.append(replace(event, claims=claims, basis=replace(event.basis, score=right)))
    return tuple(out)


def _claim(reading: Reading, event: Event, claim: Claim, right: float, calibration: Calibration) -> Claim:
    given = calibration.claim.probability(claim_features(reading, event, claim))
    return replace(claim, basis=replace(claim.basis, score=round(right * given, DIGITS)))


def unscored(reading: Reading, groups: Sequence[Sequence[int]], events: Sequence[Event]) -> tuple[Event, ...]:
    """The events and claims without scores: nothing is known of how likely they are right."""

    def bare(basis: Basis) -> Basis:
        return replace(basis, score=None)

    return tuple(replace(e, claims=tuple(replace(c, basis=bare(c.basis)) for c in e.claims), basis=bare(e.basis)) for e in events)


def above(coded: Coded, least: float | None) -> Coded:
    """The coded report without claims of a lower score than asked, or of none; an event goes with its last claim. None: all of it."""
    if least is None:
        return coded
    kept = [replace(e, claims=tuple(c for c in e.claims if _reaches(c, least))) for e in coded.events]
    held = [replace(h, claims=tuple(c for c in h.claims if _reaches(c, least))) for h in coded.holdings]
    return replace(coded, events=tuple(e for e in kept if e.claims), holdings=tuple(h for h in held if h.claims))


def _reaches(claim: Claim, least: float) -> bool:
    return claim.basis.score is not None and claim.basis.score >= least
