"""Acts that a figure bears out: a case table of one trigger, its score and its tie to a figure."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coding.hand import Story
from dateline.neural.likely import settle_likely
from dateline.records import Naming, Reading, Span


def story(score: float, role: str, tie: float) -> Reading:
    made = Story("Warplanes killed five people in Idlib. Rebels stormed Goma.")
    act, sure = made.act("killed", "air_strike"), made.act("stormed", "armed_clash")
    made.tie(act, role, "five people" if role == "killed" else "Idlib", score=tie)
    made.tie(sure, "place", "Goma")
    made.same[act, sure] = 0.2
    first, second = made.reading.triggers
    return replace(made.reading, triggers=(replace(first, score=score), replace(second, score=0.9)))


@pytest.mark.parametrize(
    ("score", "role", "tie", "kept"),
    [
        (0.53, "killed", 0.99, ["killed", "stormed"]),
        (0.53, "killed", 0.7, ["stormed"]),  # the figure may be another's
        (0.53, "place", 0.99, ["stormed"]),  # a place bears nothing out
        (0.7, "place", 0.5, ["killed", "stormed"]),
    ],
)
def test_a_figure_of_harm_bears_an_act_out(score: float, role: str, tie: float, kept: list[str]) -> None:
    read = settle_likely(story(score, role, tie), 0.6)
    text = "Warplanes killed five people in Idlib. Rebels stormed Goma."
    assert [t.span.read(text) for t in read.triggers] == kept
    assert {link.trigger for link in read.links} == set(range(len(kept)))
    assert all(a < len(kept) and b < len(kept) for a, b, _ in read.same)


NAMED = [
    # score and type of the act, what its word may name, what else its sentence tells, whether it stays
    (0.3, "armed_clash", "armed_clash", None, True),
    (0.05, "armed_clash", "armed_clash", None, False),  # the heads see nothing there
    (0.3, "other", "armed_clash", None, False),  # the heads read it as something else
    (0.3, "property_destruction", "property_destruction", "withdrawal", True),
    (0.3, "property_destruction", "property_destruction", "remote_explosive", False),  # what the bomb did is no act of its own
]


@pytest.mark.parametrize(("score", "type", "names", "beside", "stays"), NAMED)
def test_its_own_word_bears_an_act_out(score: float, type: str, names: str, beside: str | None, stays: bool) -> None:
    made = Story("Troops thwarted all attacks as they left.")
    made.act("thwarted", type)
    if beside is not None:
        made.act("left", beside)
    first, *rest = made.reading.triggers
    reading = replace(made.reading, triggers=(replace(first, score=score), *rest))
    kept = settle_likely(reading, 0.6, (Naming(Span(7, 15), frozenset({names})),)).triggers
    assert (first.span in [t.span for t in kept]) == stays
    assert len(settle_likely(reading, 0.6).triggers) == len(rest)
