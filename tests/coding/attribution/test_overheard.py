"""A claim without a source takes the voice of whoever is said to say it: a case table, and what may never change."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coding.hand import STATED, Story
from dateline.coding.attribution.overheard import lend_voices
from dateline.records import Reading, Saying, Source

TEXT = "The mayor said that the minister claimed that shells hit the town. Rebels left, he denied."


def story(act: str, *sayings: tuple[str | None, str, str | None, float]) -> tuple[Story, Reading]:
    made = Story(TEXT)
    made.act(act, "shelling")
    spans = [(made.span(s) if s else None, made.span(cue), made.span(c) if c else None, score) for s, cue, c, score in sayings]
    return made, replace(made.reading, sayings=tuple(Saying(*s) for s in spans))


OUTER = ("The mayor", "said", "that the minister claimed that shells hit the town", 0.9)
INNER = ("the minister", "claimed", "that shells hit the town", 0.9)


@pytest.mark.parametrize(
    ("act", "sayings", "voices"),
    [
        ("hit", [OUTER], ["The mayor"]),
        ("hit", [OUTER, INNER], ["the minister"]),  # the nearest
        ("claimed", [OUTER, INNER], ["The mayor"]),  # its own word makes no saying of it
        ("hit", [("The mayor", "denied", OUTER[2], 0.9)], []),  # he tells no such thing
        ("left", [OUTER], []),
        ("hit", [(None, *OUTER[1:])], []),
        ("hit", [(*OUTER[:2], None, 0.9)], []),
        ("hit", [(*OUTER[:3], 0.6)], []),  # not sure
    ],
)
def test_the_voice_of_a_saying(act: str, sayings: list[tuple[str | None, str, str | None, float]], voices: list[str]) -> None:
    _, read = story(act, *sayings)
    lent = lend_voices(TEXT, read)
    assert [lent.mentions[k.mention].span.read(TEXT) for k in lent.links] == voices
    assert len(lent.mentions) == len(lent.groups) == len(lent.kinds)
    assert (lent.triggers, lent.same) == (read.triggers, read.same)


def test_a_voice_that_was_read_stays_alone() -> None:
    made, read = story("hit", OUTER)
    made.tie(0, "source", "the minister", "official")
    assert lend_voices(TEXT, replace(made.reading, sayings=read.sayings)) == replace(made.reading, sayings=read.sayings)


def test_a_mention_is_not_made_twice() -> None:
    made, read = story("hit", OUTER)
    made.tie(made.act("left", "withdrawal"), "source", "mayor", "official")
    lent = lend_voices(TEXT, replace(made.reading, sayings=read.sayings))
    assert [m.span.read(TEXT) for m in lent.mentions] == ["mayor"]
    assert {(k.trigger, k.mention) for k in lent.links} == {(0, 0), (1, 0)}


def test_an_act_of_words_is_its_own_speakers() -> None:
    made, read = story("hit", OUTER)
    words = replace(read, triggers=(replace(made.reading.triggers[0], type="statement"),))
    assert lend_voices(TEXT, words) == words


def test_in_a_statement_nothing_is_lent() -> None:
    _, read = story("hit", OUTER)
    assert lend_voices(TEXT, read, Source("Ministry of Defence", "belligerent", None, STATED)) == read
