"""In which order the acts of one day came, as far as the record tells it.

Rules:
    told first    of two acts of one day the one that was told first came first, if both were told on that day and the dates of
                  their reports tell them apart (08:00 before 16:00; a bare date before nothing of its day)
    undoes        where one source or one report tells both, the act that names the other's winner as its loser came after it
    against       of two that cannot both be true and whose order is not told, a claim against its speaker's interest is taken to tell the end of the day
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.ledger.control.acts import Act


def rounds(day: Sequence[Act]) -> Iterator[list[Act]]:
    """The acts of one day in order; acts between which the record tells no order come together."""
    left = sorted(day, key=lambda a: a.place)
    while left:
        free = [a for a in left if not any(b is not a and before(b, a) for b in left)]
        free = free or left  # the rules contradict each other: no order is told
        yield free
        left = [a for a in left if all(a is not f for f in free)]


def before(one: Act, other: Act) -> bool:
    """Whether one act of a day is known to have come before another of it."""
    if _told_before(one, other):
        return True
    if _told_before(other, one):
        return False
    if one.sources & other.sources or one.reports & other.reports:
        if _undoes(other, one):
            return not _undoes(one, other)
        if _undoes(one, other):
            return False
    return other.stake == "against_interest" != one.stake and one.contradicts(other.told_by[0])


def _told_before(one: Act, other: Act) -> bool:
    return one.told[1] < other.told[0] and other.is_fresh


def _undoes(act: Act, earlier: Act) -> bool:
    return earlier.gains and earlier.party in act.losers
