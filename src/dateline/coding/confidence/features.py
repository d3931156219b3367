"""What is at hand about an event and about a claim that says how likely they are right: a few numbers by name.

Tried and left out, since cross-validation gave them no weight of their own: the tie of the place and how it was read, the basis of the
time, the section, the place in the report, figures, the length of the clause, the score of the next best cluster, a weight for
each type. docs/confidence.md says what was measured.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Final

from dateline.records import Claim, Event, Reading, Trigger

LEAST: Final[float] = 0.02  # scores nearer to 0 or 1 than this tell no more: a head is never surer than that
MIDDLE: Final[float] = 0.7  # of a tie's score: what a tie that was taken has by and large
SLOTS: Final = ("initiator", "target", "when")
Features = Mapping[str, float]


def event_features(reading: Reading, group: Sequence[int], event: Event) -> Features:
    """What tells how likely an event is right; `group`: the positions of its triggers.

    trigger: how sure the surest of its words is, in log odds. type: the same of the type, over all its words. words: the log of their
    number. twin: a sentence of its words tells another act of its type. initiator, target, when: whether one is tied to it. other:
    its type is "other".
    """
    triggers = [reading.triggers[i] for i in group]
    roles = {link.role for link in reading.links if link.trigger in group}
    return {
        "trigger": log_odds(max(t.score for t in triggers)),
        "type": log_odds(type_share(triggers, event.type)),
        "words": math.log(len(triggers)),
        "twin": float(_has_twin(reading, group, event.type)),
        **{slot: float(slot in roles) for slot in SLOTS},
        "other": float(event.type == "other"),
    }


def claim_features(reading: Reading, event: Event, claim: Claim) -> Features:
    """What tells how likely a claim is right, given that its event is.

    status: how sure its status is, in log odds. unlike: the status is another than "happened". tie: how sure its least sure voice is,
    from MIDDLE. chain: it has more voices than one. own: it has none. voiced: how likely, in log odds, somebody speaks where it has
    none. claims: the log of the number of the event's claims.
    """
    trigger = next(t for t in reading.triggers if t.span == claim.trigger)
    ties = [s.basis.score for s in claim.sources if s.basis.score is not None]
    own = not claim.sources
    return {
        "status": log_odds(trigger.status_score),
        "unlike": float(claim.status != "happened"),
        "tie": min(ties) - MIDDLE if ties else 0.0,
        "chain": float(len(claim.sources) > 1),
        "own": float(own),
        "voiced": log_odds(trigger.voiced) if own else 0.0,
        "claims": math.log(len(event.claims)),
    }


def log_odds(score: float) -> float:
    """The log odds of a score, which is kept LEAST away from 0 and from 1."""
    kept = min(1.0 - LEAST, max(LEAST, score))
    return math.log(kept / (1.0 - kept))


def type_share(triggers: Sequence[Trigger], type: str) -> float:
    """The share of what its words say that speaks for the event's type, 0 to 1."""
    whole = sum(t.score for t in triggers)
    return sum(t.score * t.type_score for t in triggers if t.type == type) / whole if whole else 0.0


def _has_twin(reading: Reading, group: Sequence[int], type: str) -> bool:
    mine = {reading.sentence_of(reading.triggers[i]) for i in group}
    others = (t for i, t in enumerate(reading.triggers) if i not in group and t.type == type)
    return any(reading.sentence_of(t) in mine for t in others)
