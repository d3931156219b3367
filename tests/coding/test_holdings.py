"""Who holds a place, told as a state."""

from __future__ import annotations

import pytest

from coding.hand import Story
from dateline.coding.holdings import find, holders
from dateline.coding.segment import segment

CASES = [
    ("The army controls most of Taiz.", "army", "Taiz", "part"),
    (
        "Aleppo, where the anti-Assad opposition is currently holed up in a fraction of the city, is quiet.",
        "anti-Assad opposition",
        "Aleppo",
        "part",
    ),
    ("Goma, held by the rebels since June, has no water.", "rebels", "Goma", "whole"),
]


@pytest.mark.parametrize(("text", "who", "where", "extent"), CASES, ids=[c[0][:30] for c in CASES])
def test_a_holding(text: str, who: str, where: str, extent: str) -> None:
    story = Story(text)
    (mention,) = holders(story.document, segment(text, ()))
    assert mention.span.read(text) == who
    act = story.act("is" if " is " in text else text.split()[-1].rstrip("."), "other")
    story.tie(act, "initiator", who)
    story.tie(act, "place", where)
    (held,) = find(story.document, story.reading, story.resolved)
    assert (held.holder.name, held.place.name, held.extent) == (who, where, extent)


def test_the_taking_of_a_place_is_no_holding() -> None:
    story = Story("Rebels took Goma, held by the army until then.")
    act = story.act("took", "non_state_actor_overtakes_territory", extent="whole")
    story.tie(act, "target", "army")
    story.tie(act, "place", "Goma")
    assert find(story.document, story.reading, story.resolved) == ()
