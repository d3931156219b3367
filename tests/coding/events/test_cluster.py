"""Which two sentences tell one act, by the shipped judge and the score by hand: a table that an area expert can read."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.hand import Story
from dateline.coding.events import cluster
from dateline.coding.events.alike import FEATURES, features, listed
from dateline.coding.events.cluster import PART, weighed
from dateline.neural import pairs
from dateline.records import Numbers

TOWNS = ("Aden", "Taiz")


def told_twice(
    text: str, words: tuple[str, str], type: str, answer: float, ties: tuple[tuple[int, str, str, str], ...] = ()
) -> Story:
    """Two acts of one type by their words, the encoder's answer that they are one, and (which, role, words, name)."""
    story = Story(text)
    acts = [story.act(word, type, next(s for s in text.split(". ") if word in s)) for word in words]
    for which, role, span, name in ties:
        story.tie(acts[which], role, span, (name, 1) if role == "place" else name)
    story.same[acts[0], acts[1]] = answer
    return story


def one(story: Story) -> bool:
    return len(cluster(story.document.text, story.reading, story.resolved, pairs.load())) == 1


@pytest.mark.parametrize(
    ("wanted", "story"),
    [
        (
            True,  # the noun takes up the verb, in the next sentence
            told_twice("Gunmen attacked a village in Mali on Friday. The attack lasted two hours", ("attacked", "attack lasted"), "attack", 0.8),
        ),
        (
            False,  # one kind of act in two towns
            told_twice(
                "Shells hit Aden on Friday. Shells fell on Taiz", ("hit", "fell"), "shelling", 0.7,
                ((0, "place", "Aden", "Aden"), (1, "place", "Taiz", "Taiz")),
            ),
        ),
        (
            False,  # the words say that it is another
            told_twice("A bomb exploded in a hotel. Another bomb went off at a bank", ("exploded", "went off"), "remote_explosive", 0.6),
        ),
        (
            False,  # two days of one town's shelling
            told_twice(
                "Shells hit Aden on Friday. Shells fell on Aden on Monday", ("hit", "fell"), "shelling", 0.5,
                ((0, "place", "Aden", "Aden"), (1, "place", "Aden on", "Aden"), (0, "when", "Friday", "2016-12-09"), (1, "when", "Monday", "2016-12-05")),
            ),
        ),
        (
            True,  # one side on another in one town: the codebook's "one event"
            told_twice(
                "The army shelled rebels in Aden. Later in the report: army guns pounded the rebels at Aden", ("shelled", "pounded"), "shelling", 0.1,
                (
                    (0, "initiator", "The army", "Government of Yemen"), (1, "initiator", "army guns", "Government of Yemen"),
                    (0, "target", "rebels", "Houthi movement"), (1, "target", "the rebels at", "Houthi movement"),
                    (0, "place", "in Aden", "Aden"), (1, "place", "at Aden", "Aden"),
                ),
            ),
        ),
        (False, told_twice("Gunmen attacked a village. Police were attacked last year", ("attacked", "were attacked"), "attack", 0.02)),
    ],
    ids=["noun-after-verb", "two-towns", "another-bomb", "two-days", "one-side-one-town", "no-tie"],
)  # fmt: skip
def test_two_sentences_tell_one_act(wanted: bool, story: Story) -> None:
    assert one(story) is wanted


def test_without_a_judge_the_readers_own_answer_stands() -> None:
    story = told_twice("Shells hit Aden. Shells fell on Taiz", ("hit", "fell"), "shelling", 1.0)
    assert cluster(story.document.text, story.reading, story.resolved) == ((0, 1),)
    story.same[0, 1] = 0.0
    assert cluster(story.document.text, story.reading, story.resolved) == ((0,), (1,))


def test_the_shipped_judge_reads_what_the_coder_tells_it() -> None:
    assert pairs.load().features == FEATURES
    story = told_twice("Shells hit Aden. Shells fell on Taiz", ("hit", "fell"), "shelling", 0.4)
    made = features(story.document.text, story.reading, story.resolved)
    assert set(FEATURES) <= set(made)
    assert listed(made).shape == (2, 2, len(FEATURES))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("type", 1), ("apart_1", 1), ("apart_0", 0), ("place_other", 1), ("place_same", 0), ("later_the", 0), ("word", 0),
        ("first_of_type", 0), ("next_of_type", 1), ("figure_same", 0), ("in_first", 1),
    ],
)  # fmt: skip
def test_what_is_told_of_a_pair(name: str, value: float) -> None:
    ties = ((0, "place", "Aden", "Aden"), (1, "place", "Taiz", "Taiz"))
    story = told_twice("Shells hit Aden. Shells fell on Taiz", ("hit", "fell"), "shelling", 0.4, ties)
    made = features(story.document.text, story.reading, story.resolved)
    assert made[name][0, 1] == value


@given(
    st.lists(st.tuples(st.sampled_from(["hit Aden", "struck Taiz", "raided the port"]), st.floats(0, 1)), min_size=1, max_size=7)
)
def test_every_act_is_in_one_group_and_every_number_is_finite(told: list[tuple[str, float]]) -> None:
    story = Story(" ".join(f"On day {i} they {words}." for i, (words, _) in enumerate(told)))
    for i, (words, _) in enumerate(told):
        act = story.act(f"On day {i} they {words}", "shelling" if "Aden" in words else "attack")
        if words.split()[1] in TOWNS:
            story.tie(act, "place", f"{words}.", (words.split()[1], 1))
    story.same.update({(a, b): told[a][1] for a, b in combinations(range(len(told)), 2)})
    groups = cluster(story.document.text, story.reading, story.resolved, pairs.load())
    assert sorted(i for g in groups for i in g) == list(range(len(told)))
    likely = pairs.load()(listed(features(story.document.text, story.reading, story.resolved)))
    assert np.isfinite(likely).all() and (likely >= 0).all() and (likely <= 1).all()


@given(st.floats(0, 0.75))
def test_two_towns_are_two_acts_unless_the_encoder_is_all_but_certain(answer: float) -> None:
    ties = ((0, "place", "Aden", "Aden"), (1, "place", "Taiz", "Taiz"))
    assert not one(told_twice("Shells hit Aden. Shells fell on Taiz", ("hit", "fell"), "shelling", answer, ties))


@pytest.mark.parametrize(("first", "second", "told"), [(300, 300, 1), (300, 310, 0), (2, 2, 0)])
def test_one_figure_is_told_of_a_pair_but_for_small_ones(first: float, second: float, told: float) -> None:
    story = Story("Raids killed fighters. The strikes killed militants.")
    for act, words, number in (
        (story.act("Raids", "air_strike"), "fighters", first),
        (story.act("strikes", "air_strike"), "militants", second),
    ):
        story.tie(act, "killed", words, ("combatants", Numbers(number, None, None)))
    story.same[0, 1] = 0.1
    assert features(story.document.text, story.reading, story.resolved)["figure_same"][0, 1] == told


def test_a_long_report_is_judged_in_parts_as_it_would_be_whole() -> None:
    count = PART + 80
    story = Story(" ".join(f"Gunmen number {i} attacked a village." for i in range(count)))
    for i in range(count):
        story.act(f"number {i} attacked", "attack")
    story.same.update(
        {(i, j): 0.9 if j == i + 1 and i % 2 == 0 else 0.0 for i in range(count) for j in range(i + 1, min(count, i + 96))}
    )
    scores = weighed(story.document.text, story.reading, story.resolved, pairs.load())
    assert set(scores) == set(story.same)
    groups = cluster(story.document.text, story.reading, story.resolved, pairs.load())
    assert sorted(i for g in groups for i in g) == list(range(count))
