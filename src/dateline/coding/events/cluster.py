"""Which triggers tell one act: clustering by the coreference head's scores, the surest pairs first, by the mean of two clusters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations
from typing import Final

from dateline.coding.events.sides import GOVERNMENT, NON_STATE
from dateline.records import Link, Numbers, Reading, Resolved, Trigger

SAME: Final[float] = 0.2  # mean score from which two clusters are one act
OTHER_TYPE: Final[float] = 0.7  # the same, where their types differ: one act may be named by two kinds of word
PLACES_APART: Final[float] = 0.6  # taken off where both name towns, and none is the same
SIDES_APART: Final[float] = 0.25  # taken off where both name who did it, or whom to, and nobody is the same
DAYS_APART: Final[float] = 0.5  # taken off where both give a time, and not the same
SCOPES_APART: Final[float] = 0.3  # taken off where one is told as a campaign and the other as an act
TAKERS_APART: Final[float] = (
    1.0  # taken off where a state takes ground in one and a group in the other: "Daesh retook the city, Assad's forces recaptured it"
)
ONE_CLAUSE: Final[float] = 0.4  # added where both are of one type and their clauses overlap
CLAUSE_SHARE: Final[float] = 0.6  # share of the shorter clause that must overlap for it
SAME_FIGURE: Final[float] = 0.65  # added where both give one figure of one measure: "killing more than 300", "killed more than 300"
LEAST_FIGURE: Final[float] = 3.0  # a smaller one is given of many acts
ROUNDING: Final[float] = 1.2  # of "more than 60", which may be 64 and is hardly 80
ALL_ALIKE: Final[float] = (
    0.3  # added where doer, sufferer and town are the same and no time differs: the codebook's "one event" (section 2)
)
DAY: Final[int] = 10  # characters of a whole date
SHARED: Final[float] = 0.05  # added for each of these that both give alike
TAKING: Final = frozenset({GOVERNMENT, NON_STATE})
ANOTHER: Final = re.compile(
    r"\b(?:another|a second|a third|a separate|separately|meanwhile|elsewhere|in other (?:incidents|attacks))\b", re.IGNORECASE
)
ANEW: Final[float] = 0.5  # taken off where the later act's words say that it is another: "another bomb exploded in front of a bank"


def cluster(text: str, reading: Reading, resolved: Resolved) -> tuple[tuple[int, ...], ...]:
    """Groups of trigger positions, each one act, in the order of the text.

    The head's score of a pair is corrected by what is resolved: acts at other towns, on other days or by others are not one.
    """
    scores = {(a, b): score for a, b, score in reading.same}
    figures = _figures(reading, resolved)
    for a, b in combinations(range(len(figures)), 2):
        if reading.triggers[a].type == reading.triggers[b].type and _agree(figures[a], figures[b]):
            scores[a, b] = scores.get((a, b), 0.0) + SAME_FIGURE
    marks = _marks(reading, resolved)
    for a, b in scores:
        scores[a, b] += _likeness(marks, a, b)
        if reading.triggers[a].type == reading.triggers[b].type and reading.triggers[a].scope == reading.triggers[b].scope:
            scores[a, b] += _all_alike(marks, a, b)
    for number, trigger in enumerate(reading.triggers):
        if ANOTHER.search(text, trigger.quote.start, trigger.span.end):
            for a, b in scores:
                if b == number:
                    scores[a, b] -= ANEW
    for a, b in scores:
        scores[a, b] += _wording(reading.triggers[a], reading.triggers[b])
    group: dict[int, tuple[int, ...]] = {i: (i,) for i in range(len(reading.triggers))}  # each trigger's cluster so far
    for a, b in sorted(scores, key=lambda pair: (-scores[pair], pair)):
        left, right = group[a], group[b]
        least = SAME if _one_kind(reading, left, right) else OTHER_TYPE
        if scores[a, b] < SAME:
            break
        if left != right and _mean(left, right, scores) >= least:
            joined = tuple(sorted(left + right))
            group.update(dict.fromkeys(joined, joined))
    return tuple(sorted(set(group.values())))


def _likeness(marks: dict[str, tuple[float, list[set[str]]]], a: int, b: int) -> float:
    """What two triggers' names add: a little for each kind that agrees, much taken off for each that tells them apart."""
    both = [(apart, names[a], names[b]) for apart, names in marks.values() if names[a] and names[b]]
    return sum(SHARED if left & right else -apart for apart, left, right in both)


def _all_alike(marks: dict[str, tuple[float, list[set[str]]]], a: int, b: int) -> float:
    """What is added where both name the same doer, sufferer and town, and the time of one lies within that of the other: bombs "last
    night" and "today at two" are two where nobody is named, raids of one side on another in one town are not."""
    if any(not (marks[kind][1][a] & marks[kind][1][b]) for kind in ("initiator", "target", "place")):
        return 0.0
    left, right = marks["when"][1][a], marks["when"][1][b]
    if not (left and right) or left & right:
        return ALL_ALIKE
    return ALL_ALIKE + DAYS_APART if _meet(left, right) else 0.0


def _meet(left: set[str], right: set[str]) -> bool:
    """Whether a day of one lies within the days of the other: "on Sunday" and "overnight"."""
    return any(_within(a, b) or _within(b, a) for a in left for b in right)


def _within(day: str, days: str) -> bool:
    first, _, last = days.partition("/")
    return len(day) == len(first) == len(last) == DAY and first <= day <= last


def _wording(left: Trigger, right: Trigger) -> float:
    """What the words of two triggers add: two of one kind in one clause name one act ("carried out 64 strikes"); a campaign
    is not one of its acts."""
    if left.scope != right.scope:
        return -SCOPES_APART
    if left.type != right.type and {left.type, right.type} <= TAKING:
        return -TAKERS_APART
    if (left.type, left.mode) != (right.type, right.mode):
        return 0.0
    shorter = min(left.quote.end - left.quote.start, right.quote.end - right.quote.start)
    return ONE_CLAUSE if left.quote.overlap(right.quote) >= CLAUSE_SHARE * shorter else 0.0


def _mean(left: tuple[int, ...], right: tuple[int, ...], scores: dict[tuple[int, int], float]) -> float:
    pairs = [scores.get((min(a, b), max(a, b)), 0.0) for a in left for b in right]
    return sum(pairs) / len(pairs)


def _one_kind(reading: Reading, left: tuple[int, ...], right: tuple[int, ...]) -> bool:
    kinds = {(reading.triggers[i].type, reading.triggers[i].mode) for i in (*left, *right)}
    return len(kinds) == 1


def _marks(reading: Reading, resolved: Resolved) -> dict[str, tuple[float, list[set[str]]]]:
    """What tells acts apart: for places, doers, sufferers and times, the weight and each trigger's names."""
    count = len(reading.triggers)
    kinds: dict[str, tuple[float, list[set[str]]]] = {
        "place": (PLACES_APART, [set() for _ in range(count)]),
        "initiator": (SIDES_APART, [set() for _ in range(count)]),
        "target": (SIDES_APART, [set() for _ in range(count)]),
        "when": (DAYS_APART, [set() for _ in range(count)]),
    }
    for link in reading.links:
        name = _name(resolved, link)
        if name:
            kinds[link.role][1][link.trigger].add(name)
    return kinds


def _figures(reading: Reading, resolved: Resolved) -> list[list[tuple[str, Numbers]]]:
    """The figures that each trigger is tied to, each with its measure; those that are given of many acts are left out."""
    out: list[list[tuple[str, Numbers]]] = [[] for _ in reading.triggers]
    for link in reading.links:
        figure = resolved.howmany[link.mention]
        if figure is not None and figure.numbers.low is not None and figure.numbers.low >= LEAST_FIGURE:
            out[link.trigger].append((link.role, figure.numbers))
    return out


def _agree(left: Sequence[tuple[str, Numbers]], right: Sequence[tuple[str, Numbers]]) -> bool:
    """Whether one figure is given in both: the same number, or "more than 60" of 64."""
    return any(m == n and (a.low == b.low or _rounds(a, b) or _rounds(b, a)) for m, a in left for n, b in right)


def _rounds(about: Numbers, exact: Numbers) -> bool:
    """Whether "more than" one number says the other in round words."""
    return (
        about.comparator == "gt"
        and about.low is not None
        and exact.low is not None
        and about.low < exact.low <= about.low * ROUNDING
    )


def _name(resolved: Resolved, link: Link) -> str | None:
    """What a tie says of an act: the town, the side, or the time; None where it says nothing certain."""
    where, who, when = resolved.where[link.mention], resolved.who[link.mention], resolved.when[link.mention]
    if link.role == "place" and where is not None:
        return where.name if where.precision <= 2 else None
    if link.role in ("initiator", "target") and who is not None:
        return who.name if who.name != "unknown" else None
    if link.role == "when" and when is not None:
        return when.value
    return None
