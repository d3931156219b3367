"""What holds of every timeline, whatever is claimed."""

from __future__ import annotations

import random
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.ledger.entries import known_from
from dateline.records.spell import ControlTimeline, Spell
from saying import KINDS, told

DAYS = ("2016-12-09", "2016-12-10", "2016-12-11", "2016-12-12")
HOURS = ("", "", "T06:00Z", "T12:00Z", "T18:00Z")
WHEN = ("", "", *DAYS, "2016-12", "2016-12-10/2016-12-11", "2016-12-09/..", "/2016-12-11", "2017-03-01")
WHAT = [
    *(f"{who} {what}" for who in ("IS", "Army", "SDF") for what in (
        "takes", "takes part", "takes castle", "takes silos", "leaves", "leaves part", "leaves castle", "holds", "holds part", "nears",
    )),
    "IS takes from Army", "Army takes from IS", "IS takes part from SDF",
]  # fmt: skip
STATUS = ("", "", "", "", "confirmed", "denied", "planned")

lines = st.lists(
    st.builds(
        lambda day, hour, *rest: " | ".join((day + hour, *rest)),
        *map(st.sampled_from, (DAYS, HOURS, sorted([*KINDS, "Nobody", "Gulf Daily"]), WHAT, WHEN, STATUS)),
    ),
    max_size=9,
    unique=True,
)


def timelines(made: ControlTimeline) -> list[tuple[Spell, ...]]:
    return [made.spells, *(t.spells for t in made.sources), *(s for p in made.parts for s in timelines(p))]


def cited(made: ControlTimeline) -> set[str]:
    found = {c.claim for s in made.spells for c in (*s.why, *s.support, *s.dissent)}
    return found | {c.claim for c in made.approaches} | {id for p in made.parts for id in cited(p)}


@given(lines, st.randoms(use_true_random=False))
@settings(max_examples=300, deadline=None)
def test_the_order_of_recording_does_not_matter(some: list[str], chance: random.Random) -> None:
    shuffled = list(some)
    chance.shuffle(shuffled)

    def ids(made: ControlTimeline) -> list[object]:
        return [
            [(s.state, s.holders, s.extent, s.begins, s.ends, s.stake) for s in spells]
            + [sorted(c.claim.rsplit(" ", 1)[0] for c in part) for s in spells for part in (s.why, s.support, s.dissent)]
            for spells in timelines(made)
        ]

    assert ids(told(shuffled)) == ids(told(some))


@given(lines)
@settings(max_examples=300, deadline=None)
def test_spells_cover_time_and_never_overlap(some: list[str]) -> None:
    for spells in timelines(told(some)):
        assert spells[0].begins is None
        assert spells[-1].ends is None
        for one, other in pairwise(spells):
            assert one.ends == other.begins
            assert (one.state, one.holders, one.extent) != (other.state, other.holders, other.extent)
        begins = [s.begins for s in spells[1:] if s.begins]
        assert all(b.first <= b.last for b in begins)
        assert all(a.first <= b.first and a.last <= b.last for a, b in pairwise(begins))


@given(lines)
@settings(max_examples=200, deadline=None)
def test_a_spell_says_what_it_is(some: list[str]) -> None:
    for spells in timelines(told(some)):
        for s in spells:
            assert (s.state == "unknown") == (not s.holders)
            assert s.state != "held" or len(s.holders) == 1
            assert s.begins is None or s.why
            assert all(c.status in ("happened", "confirmed", "ongoing") for c in (*s.why, *s.support))


@given(lines)
@settings(max_examples=200, deadline=None)
def test_every_claim_is_cited(some: list[str]) -> None:
    made = told(some)
    assert len(cited(made)) == len(some)


@given(lines, st.sampled_from([d + h for d in DAYS for h in sorted(set(HOURS))]))
@settings(max_examples=200, deadline=None)
def test_as_of_later_only_more_is_known(some: list[str], as_of: str) -> None:
    earlier = told(some, as_of)
    assert cited(earlier) <= cited(told(some))
    assert all(c.told <= known_from(as_of, 0) for s in earlier.spells for c in (*s.why, *s.support, *s.dissent))


@given(st.sampled_from(["IS", "Army"]), st.lists(st.sampled_from(sorted(KINDS)), min_size=1, max_size=4), st.sampled_from(DAYS))
@settings(deadline=None)
def test_one_party_alone_is_never_contested(party: str, sources: list[str], day: str) -> None:
    made = told([f"2016-12-13 | {source} | {party} takes | {day}" for source in dict.fromkeys(sources)])
    assert [s.state for s in made.spells] == ["unknown", "held"]
