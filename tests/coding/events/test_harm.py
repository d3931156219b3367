"""Harm told by a noun: which words tell it, and who did it."""

from __future__ import annotations

import pytest

from coding.hand import Story
from dateline.coding.events.harm import find_harm, settle_harm
from dateline.coding.segment import segment

CASES = [
    # sentence, the noun of harm, the verb of doing
    ("Rebels caused heavy damage to the cathedral in Bangassou.", "damage", "caused"),
    ("Islamists did serious damage to the mausoleums of Timbuktu.", "damage", "did"),
    ("Serbian forces wreaked destruction on mosques in Banja Luka.", "destruction", "wreaked"),
    ("THE TROOPS INFLICTED GREAT DAMAGE ON THE CHURCH.", "DAMAGE", "INFLICTED"),
    ("The library suffered severe damage in the occupation.", "damage", None),
    ("Insurers put the damage at 400 million pounds.", "", None),
    ("The bomb caused panic and damage to nobody.", "", None),  # the verb's object is another
    ("They did nothing to repair the damage to the roof.", "", None),
]


@pytest.mark.parametrize(("text", "noun", "verb"), CASES, ids=[c[0] for c in CASES])
def test_words_that_tell_harm(text: str, noun: str, verb: str | None) -> None:
    found = find_harm(text, segment(text, ()))
    assert [(h.noun.read(text), h.verb and h.verb.read(text)) for h in found] == ([(noun, verb)] if noun else [])


SUBJECTS = [
    ("Rebels held the town, where they had caused great damage to its churches.", "they"),
    ("Soldiers caused widespread damage to schools in Dili.", "Soldiers"),
]


@pytest.mark.parametrize(("text", "who"), SUBJECTS, ids=[c[0] for c in SUBJECTS])
def test_the_subject_of_the_verb_did_the_harm(text: str, who: str) -> None:
    story = Story(text)
    act = story.act("damage", "property_destruction")
    story.tie(act, "target", who)
    read = settle_harm(text, story.reading)
    assert [(k.role, read.mentions[k.mention].span.read(text)) for k in read.links] == [("initiator", who)]


def test_somebody_else_of_the_sentence_did_not() -> None:
    story = Story("Rebels fled after the fire caused damage to a mosque.")
    act = story.act("damage", "property_destruction")
    story.tie(act, "target", "Rebels")
    assert settle_harm(story.document.text, story.reading).links == story.reading.links
