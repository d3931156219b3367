"""Things that a list adds to the first that was counted."""

from __future__ import annotations

import pytest

from coding.hand import Story
from dateline.coding.quantities import add_listed

CASES = [
    # sentence, the first thing, the verb, what the list adds
    ("They seized government checkpoints, silos and the village of Jazal.", "government checkpoints", "seized", ["silos"]),
    ("Rebels captured army posts, bridges and the town of Bria, north of Bangui.", "army posts", "captured", ["bridges"]),
    ("Fighters overran barracks and the village of Gao as well as two airstrips.", "barracks", "overran", ["two airstrips"]),
    ("Troops recaptured farms along with several hills near Morek.", "farms", "recaptured", ["several hills"]),
    ("The militia captured four tanks, a howitzer and 12 trucks.", "four tanks", "captured", ["a howitzer", "12 trucks"]),
    ("Gunmen seized rifles and killed soldiers.", "rifles", "seized", []),  # another verb
    ("Gunmen seized rifles and hostages.", "rifles", "seized", []),  # people are no things
    ("Gunmen seized rifles in raids, robberies and thefts.", "rifles", "seized", []),  # the list is of something else
    ("Gunmen seized rifles, Puntland said.", "rifles", "seized", []),
    ("Groups told of burning of huts and killings.", "huts", "burning", []),  # acts are no things
    ("Eleven tanks and 31 vehicles were destroyed.", "Eleven tanks", "destroyed", ["31 vehicles"]),
    ("Gunmen seized rifles, including mortars.", "rifles", "seized", []),
]


@pytest.mark.parametrize(("text", "first", "verb", "added"), CASES, ids=[c[0] for c in CASES])
def test_what_a_list_adds(text: str, first: str, verb: str, added: list[str]) -> None:
    story = Story(text)
    act = story.act(verb, "non_state_actor_overtakes_territory")
    story.tie(act, measure := "destroyed" if verb in ("destroyed", "burning") else "seized", first)
    read = add_listed(text, story.reading)
    assert [read.mentions[k.mention].span.read(text) for k in read.links if k.role == measure] == [first, *added]
    assert list(read.groups[1:]) == ["thing"] * len(added)
    assert len(read.groups) == len(read.kinds) == len(read.mentions)


def test_a_thing_of_the_list_is_no_place_of_the_act() -> None:
    story = Story("They seized checkpoints, silos and the village of Jazal.")
    act = story.act("seized", "non_state_actor_overtakes_territory")
    story.tie(act, "seized", "checkpoints")
    story.tie(act, "place", "silos")
    story.tie(act, "place", "Jazal")
    read = add_listed(story.document.text, story.reading)
    assert [read.mentions[k.mention].span.read(story.document.text) for k in read.links if k.role == "place"] == ["Jazal"]


def test_a_thing_that_is_tied_already_is_not_tied_twice() -> None:
    story = Story("They seized checkpoints, silos and bridges.")
    act = story.act("seized", "non_state_actor_overtakes_territory")
    for thing in ("checkpoints", "silos", "bridges"):
        story.tie(act, "seized", thing)
    assert add_listed(story.document.text, story.reading) == story.reading
