"""Mentions of voices that a pair brings along."""

from __future__ import annotations

import pytest

from coding.hand import Story
from dateline.coding.attribution import add_speakers
from dateline.records import Link, Mention

CASES = [
    # sentence, the source mention that was read, the place mention beside it, the source mentions after
    ("Shells killed nine in Donetsk, Kyiv and a monitoring mission said.", "monitoring mission", "Kyiv", ["Kyiv", "monitoring mission"]),
    ("Rebels took the port, the militia and Tripoli both said.", "militia", "Tripoli", ["militia", "Tripoli"]),
    ("Forty died, according to Ankara and a rights group.", "rights group", "Ankara", ["Ankara", "rights group"]),
    ("Forty died in Ankara and a rights group in Izmir wept.", "rights group", "Ankara", ["rights group"]),  # nobody says anything
    ("The UN and Human Rights Watch said that homes burnt in Pibor.", "UN and Human Rights Watch", "Pibor", ["UN", "Human Rights Watch"]),
    ("The Ministry of Defence and Logistics said so in Lima.", "Ministry of Defence and Logistics", "Lima", ["Ministry of Defence and Logistics"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "read", "place", "after"), CASES, ids=[c[0] for c in CASES])
def test_the_voices_of_a_pair(text: str, read: str, place: str, after: list[str]) -> None:
    story = Story(text)
    act = story.act(text.split()[1], "other")
    story.tie(act, "source", read)
    story.tie(act, "place", place)
    got = add_speakers(text, story.reading)
    spoken = sorted((m.span for m in got.mentions if m.kind == "source"), key=lambda s: s.start)
    assert [s.read(text) for s in spoken] == after
    assert len(got.groups) == len(got.kinds) == len(got.mentions)
    assert any(k.role == "place" for k in got.links) == (place not in after)


def test_a_pair_of_two_read_voices_is_left_as_it_is() -> None:
    story = Story("Police and medics said that ten died.")
    act = story.act("died", "other")
    story.tie(act, "source", "Police")
    story.mentions.append(Mention("source", story.span("medics"), 0.9))
    story.values.append(None)
    assert add_speakers(story.document.text, story.reading) == story.reading
    assert story.reading.links == (Link(act, 0, "source", 0.9),)
