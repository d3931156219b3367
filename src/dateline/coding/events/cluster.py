"""Which triggers tell one act: the surest pairs first, by the mean of two clusters."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product
from typing import Final

import numpy as np

from dateline.coding.events.alike import Array, Features, Matrix, features, listed
from dateline.records import Link, Reading, Resolved

SAME: Final[float] = 0.3  # mean score from which two clusters are one act
BASE: Final[float] = 0.1  # of the score by hand
HOPELESS: Final[float] = 0.1  # score by hand under which a pair is not judged: more speaks against it than for it
PART: Final[int] = 160  # triggers that are judged at once: a report of 2,000 words has fewer
STEP: Final[int] = 64  # of these, those whose pairs count; the reader answers for pairs up to 96 apart
SURE: Final[float] = 0.7  # score by hand from which two are one act whatever the judge says
PLACES_APART: Final[float] = 0.6  # taken off where both name towns, and none is the same
SIDES_APART: Final[float] = 0.25  # taken off where both name who did it, or whom to, and nobody is the same
DAYS_APART: Final[float] = 0.5  # taken off where both give a time, and not the same
THEN_APART: Final[float] = (
    0.3  # taken off where one sentence alone speaks of an earlier time: "recaptured it in March", "in a similar attack"
)
SCOPES_APART: Final[float] = 0.3  # taken off where one is told as a campaign and the other as an act
TAKERS_APART: Final[float] = (
    1.0  # taken off where a state takes ground in one and a group in the other: "Daesh retook the city, the army recaptured it"
)
ONE_CLAUSE: Final[float] = 0.4  # added where both are of one type and their clauses overlap
CLAUSE_SHARE: Final[float] = 0.6  # share of the shorter clause that must overlap for it
SAME_FIGURE: Final[float] = 0.65  # added where both give one figure of one measure: "killing more than 300", "killed more than 300"
ALL_ALIKE: Final[float] = (
    0.3  # added where doer, sufferer and town are the same and no time differs: the codebook's "one event" (section 2)
)
SHARED: Final[float] = 0.05  # added for each of these that both give alike
ANEW: Final[float] = 0.5  # taken off where the later act's words say that it is another: "another bomb exploded in front of a bank"
Judge = Callable[[Array], Array]  # probabilities [n, n] of pairs [n, n, features]: neural/pairs.py


def cluster(text: str, reading: Reading, resolved: Resolved, judge: Judge | None = None) -> tuple[tuple[int, ...], ...]:
    """Groups of trigger positions, each one act, in the order of the text. Only pairs that the reader answers for can be one act.

    With a judge, its answer and a score by hand are weighed; without one, the reader's own answer stands.
    """
    scores = {(a, b): score for a, b, score in reading.same}
    return grouped(len(reading.triggers), weighed(text, reading, resolved, judge) if judge else scores)


def weighed(text: str, reading: Reading, resolved: Resolved, judge: Judge) -> dict[tuple[int, int], float]:
    """The score of each pair. A report of more than PART triggers is judged STEP of them at a time, with those that come after: what is known of
    all pairs at once would take gigabytes."""
    out: dict[tuple[int, int], float] = {}
    whole = len(reading.triggers) <= PART
    for first, part in ((0, reading),) if whole else _parts(reading):
        if part.same:
            pair = features(text, part, resolved)
            score = weigh(pair, judge(listed(pair)))
            out |= {(first + a, first + b): float(score[a, b]) for a, b, _ in part.same if whole or a < STEP}
    return out


def _parts(reading: Reading) -> Iterator[tuple[int, Reading]]:
    """PART triggers from every STEP-th on, with their sentences, ties and pairs, and the first one's number."""
    ties: list[list[Link]] = [[] for _ in reading.triggers]
    answers: list[list[tuple[int, int, float]]] = [[] for _ in reading.triggers]
    for link in reading.links:
        ties[link.trigger].append(link)
    for answer in reading.same:
        answers[answer[0]].append(answer)
    for first in range(0, len(reading.triggers), STEP):
        end = first + PART
        triggers = reading.triggers[first:end]
        yield (
            first,
            replace(
                reading,
                sentences=reading.sentences[reading.sentence_of(triggers[0]) : reading.sentence_of(triggers[-1]) + 1],
                triggers=triggers,
                links=tuple(replace(k, trigger=k.trigger - first) for own in ties[first:end] for k in own),
                same=tuple((a - first, b - first, s) for own in answers[first:end] for a, b, s in own if b < end),
            ),
        )


def grouped(count: int, scores: dict[tuple[int, int], float], least: float = SAME) -> tuple[tuple[int, ...], ...]:
    """Groups of the numbers up to `count`: the surest pairs first, and two groups become one where the mean over their pairs is at least `least`."""
    group: dict[int, tuple[int, ...]] = {i: (i,) for i in range(count)}
    for a, b in sorted(scores, key=lambda pair: (-scores[pair], pair)):
        left, right = group[a], group[b]
        if scores[a, b] < least:
            break
        if left != right and _mean(left, right, scores) >= least:
            joined = tuple(sorted(left + right))
            group.update(dict.fromkeys(joined, joined))
    return tuple(sorted(set(group.values())))


def _mean(left: tuple[int, ...], right: tuple[int, ...], scores: dict[tuple[int, int], float]) -> float:
    return float(np.mean([scores.get((min(a, b), max(a, b)), 0.0) for a, b in product(left, right)]))


def weigh(pair: Features, likely: Array) -> Matrix:
    """[triggers, triggers]: the mean of the judge's probability and the score by hand, but where the latter is sure: two towns, two days, a
    state and a group that each take ground, a campaign and an act, or the words "another bomb" are no matter of likelihood, nor is a
    pair for which nothing speaks."""
    hand = by_hand(pair)
    apart = pair["place_other"] | pair["later_another"] | pair["other_taker"] | ~pair["scope"]
    apart = apart | (pair["when_other"] & ~pair["days_meet"]) | (hand < HOPELESS)
    mean = np.where(apart, hand, (np.minimum(hand, 1) + likely) / 2)
    sure = ~apart & ((hand >= SURE) | _all_alike(pair))
    return np.asarray(np.where(sure, np.maximum(mean, hand), mean))


def by_hand(pair: Features) -> Matrix:
    """[triggers, triggers]: the encoder's answer, corrected by what is resolved: acts at other towns, on other days or by others are not one."""
    one_kind, all_alike = pair["deed"] | pair["mode"], _all_alike(pair)
    score = BASE + pair["score"] + SHARED * pair["count_same"]
    score = score - PLACES_APART * pair["place_other"] - DAYS_APART * pair["when_other"]
    score = score - SIDES_APART * pair["initiator_other"] - SIDES_APART * pair["target_other"]
    score = score + SAME_FIGURE * (pair["type"] & pair["figure_same"])
    score = score + ALL_ALIKE * all_alike + DAYS_APART * (all_alike & pair["days_meet"])
    score = score - SCOPES_APART * ~pair["scope"] - TAKERS_APART * (pair["scope"] & pair["other_taker"])
    score = score + ONE_CLAUSE * (pair["scope"] & one_kind & (pair["clauses"] >= CLAUSE_SHARE))
    score = score - THEN_APART * (pair["one_ago"] & ~pair["when_same"] & ~pair["figure_same"])
    return np.asarray(score - ANEW * pair["later_another"], np.float64)


def _all_alike(pair: Features) -> Matrix:
    """Whether both name the same doer, sufferer and town, and not two times that lie apart: bombs "last night" and "today at two" are two
    where nobody is named, raids of one side on another in one town are not."""
    apart_in_time = pair["when_other"] & ~pair["days_meet"]
    return np.asarray(pair["type"] & pair["scope"] & pair["all_same"] & ~apart_in_time)
