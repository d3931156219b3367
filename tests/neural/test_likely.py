"""Acts that a figure bears out: a case table of one trigger, its score and its tie to a figure."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coding.hand import Story
from dateline.neural.likely import settle_likely
from dateline.records import Reading


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
