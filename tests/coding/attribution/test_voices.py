"""Chains of voices, and whose own statement a report is."""

from __future__ import annotations

import pytest

from coding.hand import STATED, Story
from dateline.coding.attribution import issuer, voices
from dateline.records import Document, Link, Mention, Source, Span


def test_a_relayer_stands_after_whom_it_relays() -> None:
    story = Story("AFP was told by Rami Saleh that raids went on.")
    act = story.act("raids", "air_strike")
    story.tie(act, "source", "AFP", "media")
    story.tie(act, "source", "Rami Saleh", "monitor")
    (chain,) = voices(story.document, story.reading, story.resolved, None)
    assert [s.name for s in chain] == ["Rami Saleh", "AFP"]


def test_only_a_voiced_claim_without_a_named_source_is_the_issuers() -> None:
    story = Story("Our jets struck a bridge. The bridge was built in 1950.")
    story.act("struck", "air_strike", voiced=0.9)
    story.act("built", "other", voiced=0.1)
    command = Source("US Central Command", "belligerent", None, STATED)
    first, second = voices(story.document, story.reading, story.resolved, command)
    assert [s.name for s in first] == ["US Central Command"]
    assert second == ()


ISSUERS = [
    ("CENTCOM", "Strikes continue", "On Jan. 8, forces struck.", "US Central Command", "belligerent"),
    ("UK Government", "Minister condemns attack", "Minister for Africa Jane Roe condemned it.", "Jane Roe", "government"),
    ("UK Government", "Aid for Yemen", "The UK will give more aid.", "Government of the United Kingdom", "government"),
    ("Ministry of Defence of Ruritania", "Losses", "Our troops held the line.", "Ministry of Defence of Ruritania", "belligerent"),
    ("The Daily Post", "Shells hit town", "Defence Minister John Doe said so.", None, None),
    (
        "Radio X",
        None,
        "GUATEMALA CITY -- [COMMUNIQUE] [GUATEMALAN GOVERNMENT] [TEXT] THE ARMY",
        "Guatemalan Government",
        "belligerent",
    ),
]


@pytest.mark.parametrize(("outlet", "title", "text", "name", "kind"), ISSUERS, ids=[f"{i[0]}: {i[1]}" for i in ISSUERS])
def test_whose_statement_it_is(outlet: str, title: str | None, text: str, name: str | None, kind: str | None) -> None:
    found = issuer(Document("d", text, title=title, outlet=outlet))
    assert (found.name if found else None, found.kind if found else None) == (name, kind)


def test_a_person_brings_along_the_body_that_the_report_gave_him_once() -> None:
    story = Story("Raids hit it, said Rami Saleh of the Observatory. Raids go on, Saleh told AFP.")
    first, second = story.act("hit", "air_strike"), story.act("go on", "air_strike")
    story.tie(first, "source", "Rami Saleh", "monitor")
    story.tie(first, "source", "Observatory", "monitor")
    story.tie(second, "source", "AFP", "media")
    later = story.span("Saleh told")
    story.mentions.append(Mention("source", Span(later.start, later.start + 5), 0.9))
    story.values.append(Source("Rami Saleh", "monitor", Span(later.start, later.start + 5), STATED))
    story.links.append(Link(second, len(story.mentions) - 1, "source", 0.9))
    chains = voices(story.document, story.reading, story.resolved, None)
    assert [s.name for s in chains[1]] == ["Rami Saleh", "Observatory", "AFP"]


def test_voices_that_an_and_joins_are_joint() -> None:
    story = Story("A raid killed scores, Moscow and a monitor said.")
    act = story.act("raid", "air_strike")
    story.tie(act, "source", "Moscow", "belligerent")
    story.tie(act, "source", "monitor", "monitor")
    (chain,) = voices(story.document, story.reading, story.resolved, None)
    assert [s.joint for s in chain] == [True, True]


LISTS = [
    # sentence, the voice that was read, the others that a mention is at hand for, who speaks
    ("A raid killed scores, Moscow and a monitor said.", "Moscow", ["monitor"], ["Moscow", "monitor"]),
    ("Clashes left 40 dead, medics, residents and an official said.", "residents", ["medics", "official"], ["medics", "residents", "official"]),
    ("Rebels were killed, according to both the army and the United Nations.", "army", ["United Nations"], ["army", "United Nations"]),
    ("A raid killed scores, police said, and a monitor put the toll at 30.", "police", ["monitor"], ["police"]),
    ("A raid killed scores, police said, citing a monitor and a medic.", "police", ["monitor", "medic"], ["police"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "read", "others", "speak"), LISTS, ids=[c[0] for c in LISTS])
def test_who_stands_in_a_list_with_a_voice_speaks_with_it(text: str, read: str, others: list[str], speak: list[str]) -> None:
    story = Story(text)
    act = story.act(text.split()[1], "armed_clash")
    story.tie(act, "source", read)
    for other in others:
        span = story.span(other)
        story.mentions.append(Mention("source", span, 0.9))
        story.values.append(Source(other, "unknown", span, STATED))
    (chain,) = voices(story.document, story.reading, story.resolved, None)
    assert [s.name for s in chain] == speak
    assert all(s.joint == (len(speak) > 1) for s in chain)
