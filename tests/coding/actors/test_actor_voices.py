"""Who says so: the names and kinds of sources."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.coding.actors import ActorContext, guess_kind, resolve_sources
from dateline.records import Mention, Span


def voices(text: str, *words: str, parties: tuple[str, ...] = (), outlet: str | None = None) -> list[tuple[str | None, str]]:
    """Name and kind of each source mention; "it#2" is the second "it"."""
    mentions = []
    for word in words:
        plain, _, count = word.partition("#")
        start = -1
        for _ in range(int(count or 1)):
            start = text.index(plain, start + 1)
        mentions.append(Mention("source", Span(start, start + len(plain)), 1.0))
    return [(s.name, s.kind) for s in resolve_sources(text, mentions, ActorContext((), "2016-12-11", (), outlet), parties)]


RUSSIA = ("Government of Russia",)
CASES = [
    ("Russia's defense ministry said so.", "Russia's defense ministry", "Ministry of Defence of Russia", "belligerent"),
    ("Moscow said so.", "Moscow", "Government of Russia", "belligerent"),
    ("The Syrian army said so.", "The Syrian army", "Syrian Army", "government"),
    ("SNHR counted ten in Syria.", "SNHR", "Syrian Network for Human Rights", "monitor"),
    ("AFP reported it.", "AFP", "AFP", "media"),
    ("Amaq said that Islamic State did it.", "Amaq", "Amaq", "belligerent"),
    ("Some reports spoke of ten dead.", "Some reports", "unknown", "unknown"),
    ("Military sources in Colombia said so.", "Military sources", "military sources (Colombia)", "belligerent"),
    ("Police in India said so.", "Police", "Indian police", "official"),
    ("Witnesses in Mali said so.", "Witnesses", "witnesses (Mali)", "witness"),
    ("The Taliban claimed the attack in Afghanistan.", "The Taliban", "Taliban", "belligerent"),
    ("Members of the Security Council condemned it.", "Members of the Security Council", "UN Security Council", "igo"),
    ("British Foreign Secretary Boris Johnson said so.", "Boris Johnson", "Boris Johnson", "government"),
    ("Anna Beispiel of Human Rights Watch said so.", "Anna Beispiel", "Anna Beispiel", "monitor"),
    ("Police superintendent Ram Udaharan said so in India.", "Ram Udaharan", "Ram Udaharan", "official"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "mention", "name", "kind"), CASES, ids=[case[1] for case in CASES])
def test_one_source(text: str, mention: str, name: str, kind: str) -> None:
    assert voices(text, mention, parties=RUSSIA) == [(name, kind)]


def test_the_observatory_and_a_monitor_are_the_one_named_elsewhere() -> None:
    text = "A monitor said so. The Syrian Observatory for Human Rights counted ten. The Observatory gave no names."
    assert {name for name, _ in voices(text, "A monitor", "The Observatory")} == {"Syrian Observatory for Human Rights"}


def test_the_ministry_later_on_is_the_ministry_named_before() -> None:
    text = "Russia's defense ministry said ten died. The ministry blamed rebels in Syria. It said no more."
    assert (
        voices(text, "Russia's defense ministry", "The ministry", "It", parties=RUSSIA)
        == [("Ministry of Defence of Russia", "belligerent")] * 3
    )


def test_he_is_the_person_and_it_the_body() -> None:
    text = "Defense Secretary Ash Carter spoke. The United Nations agreed. He said no. It said yes."
    found = voices(text, "Ash Carter", "The United Nations", "He", "It")
    assert [name for name, _ in found] == ["Ash Carter", "United Nations", "Ash Carter", "United Nations"]


@pytest.mark.parametrize(
    ("name", "parties", "kind"),
    [
        ("Government of Russia", RUSSIA, "belligerent"),
        ("Government of Russia", (), "government"),
        ("Ministry of Defence of Russia", RUSSIA, "belligerent"),
        ("Government of the United Kingdom", ("US-led Coalition",), "belligerent"),
        ("SANA", ("Government of Syria",), "belligerent"),
        ("United Nations", (), "igo"),
        ("Human Rights Watch", (), "monitor"),
        ("Hezbollah", (), "belligerent"),
    ],
)
def test_a_kind_by_name(name: str, parties: tuple[str, ...], kind: str) -> None:
    assert guess_kind(name, name, parties) == kind


@settings(max_examples=60, deadline=None)
@given(text=st.text(alphabet="the ministry of Defense, he said it. AFP (UN) “Assad” sources\n", max_size=80), data=st.data())
def test_any_span_of_any_text_gives_one_voice_each(text: str, data: st.DataObject) -> None:
    edge = st.integers(0, len(text))
    spans = [Span(*sorted((data.draw(edge), data.draw(edge)))) for _ in range(3)]
    assert [s.span for s in resolve_sources(text, [Mention("source", span, 1.0) for span in spans], ActorContext())] == spans


def test_a_group_that_watches_is_never_an_armed_group() -> None:
    """A local monitoring group's claim was once put into the mouth of Islamic State, the only group that the story named."""
    text = "Raids killed 30 Islamic State fighters. A local monitoring group said that 12 had died."
    at = text.index("local monitoring group")
    (source,) = resolve_sources(text, [Mention("source", Span(at, at + len("local monitoring group")), 1.0)], ActorContext())
    assert (source.name, source.kind) == ("monitoring group", "monitor")
