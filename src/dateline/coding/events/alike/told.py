"""Of two triggers: what the encoder says of them, what they are called, and how far apart they stand."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final

import numpy as np

from dateline.coding.events.alike.matrix import Features, Matrix, both, earlier, either, later, pair, same, sentences
from dateline.knowledge import ontology
from dateline.records import Reading, Trigger

LEAST: Final[float] = 0.002  # a score nearer to 0 or 1 than this tells no more
TAKING: Final = frozenset(
    ["government_regains_territory", "non_state_actor_overtakes_territory", "territory_transfer", "withdrawal", "armed_clash"]
)
TAKERS: Final = frozenset({"government_regains_territory", "non_state_actor_overtakes_territory"})
FORCE: Final = frozenset({"strike", "bomb", "civilians"})  # families of types
OFTEN: Final = (
    "armed_clash", "air_strike", "shelling", "attack", "government_regains_territory", "statement", "agreement", "withdrawal",
    "remote_explosive", "abduction", "displacement", "property_destruction",
)  # fmt: skip


def scores(triggers: Sequence[Trigger], answers: Iterable[tuple[int, int, float]]) -> Features:
    """The encoder's own answer, how it stands among its other answers for either trigger, and how sure the words are."""
    n = len(triggers)
    score = np.zeros((n, n))
    for a, b, value in answers:
        score[a, b] = score[b, a] = value
    odds = np.log(np.clip(score, LEAST, 1 - LEAST) / np.clip(1 - score, LEAST, 1 - LEAST))
    best = score.max(1) if n else score.sum(1)
    best_odds = np.log(np.clip(best, LEAST, 1 - LEAST) / np.clip(1 - best, LEAST, 1 - LEAST))
    return {
        "score": score,
        "odds": odds,
        "best_of_earlier": score >= best[:, None],
        "best_of_later": score >= best[None],
        "behind_best": odds - best_odds[None],
        "sure": pair([t.score for t in triggers], np.multiply),
        "sure_types": pair([t.type_score for t in triggers], np.multiply),
    }


@cache
def _family(kind: str) -> str:
    term = ontology.load().types.get(kind)
    return term.family if term else kind


def kinds(triggers: Sequence[Trigger]) -> Features:
    """What the two are called, and how they are told."""
    types = [t.type for t in triggers]
    alike, talk = same(types), np.array([t == "statement" for t in types])
    force, attack = [_family(t) in FORCE for t in types], [t == "attack" for t in types]
    often = [math.log(types.count(x)) for x in types]
    between = _count_between(alike)
    status = [t.status for t in triggers]
    return {
        "type": alike,
        "family": same([_family(t) for t in types]),
        "mode": alike & talk[None] & same([t.mode or "" for t in triggers]),
        "talk": alike & talk[None],
        "deed": alike & ~talk[None],
        "scope": same([t.scope for t in triggers]),
        "campaign": both([t.scope == "campaign" for t in triggers]),
        "status": same(status),
        "happened": both([s == "happened" for s in status]),
        "denied": either([s == "denied" for s in status]),
        "to_come": either([s in ("planned", "threatened") for s in status]),
        "other_taker": ~alike & both([t in TAKERS for t in types]),
        "both_force": ~alike & both(force),
        "both_taking": ~alike & both([t in TAKING for t in types]),
        "attack_and_force": ~alike & both(force) & either(attack),
        "often_earlier": earlier(often),
        "often_later": later(often),
        "next_of_type": alike & (between == 0),
        "between_of_type": np.log1p(between),
        "first_of_type": later([t not in types[:i] for i, t in enumerate(types)]),
        **{f"is_{name}": either([t == name for t in types]) for name in OFTEN},
    }


def _count_between(alike: Matrix) -> Matrix:
    """Of each pair, how many triggers between the two are of the later one's type."""
    n = len(alike)
    before = np.concatenate([np.zeros((1, n), int), np.cumsum(alike, 0)])  # [i, b]: of b's type among the first i
    return np.asarray(np.maximum(0, np.diagonal(before)[None] - before[1:]))


def distance(reading: Reading) -> Features:
    """How far apart the two stand, and where in the report."""
    at = sentences(reading)
    apart = pair(at, lambda a, b: np.abs(b - a))
    index = range(len(at))
    quotes = [t.quote for t in reading.triggers]
    shorter = pair([q.end - q.start for q in quotes], np.minimum)
    starts, ends = pair([q.start for q in quotes], np.maximum), pair([q.end for q in quotes], np.minimum)
    return {
        "apart_0": apart == 0,
        "apart_1": apart == 1,
        "apart_2": apart == 2,
        "apart_5": (apart > 2) & (apart <= 5),
        "apart_more": apart > 5,
        "apart": np.log1p(apart),
        "apart_share": apart / max(1, len(reading.sentences)),
        "triggers_between": pair(index, lambda a, b: np.log1p(np.maximum(0, b - a - 1))),
        "in_first": earlier([s == 0 for s in at]),
        "in_lead": earlier([s <= 1 for s in at]),
        "clauses": np.maximum(0, ends - starts) / np.maximum(1, shorter),
    }
