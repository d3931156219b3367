"""Who is meant by the words of a report: cases that an area expert can read and add to."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.coding.actors import ActorContext, resolve_actors
from dateline.records import Mention, Span


def names(
    text: str, *words: str, countries: tuple[str, ...] = (), outlet: str | None = None, published: str = "2016-12-11"
) -> list[str | None]:
    """The names of mentions given by their words; "they#2" is the second "they"."""
    mentions = []
    for word in words:
        plain, _, count = word.partition("#")
        start = -1
        for _ in range(int(count or 1)):
            start = text.index(plain, start + 1)
        mentions.append(Mention("actor", Span(start, start + len(plain)), 1.0))
    return [who.name for who in resolve_actors(text, mentions, ActorContext((), "2016-12-11", countries, outlet))]


CASES = [
    # a state by its people, forces, capital, leader, organs
    ("Russian warplanes bombed a town in Syria.", "Russian warplanes", "Government of Russia"),
    ("Salvadoran troops swept the hills.", "Salvadoran troops", "Government of El Salvador"),
    ("Moscow rejected the charge.", "Moscow", "Government of Russia"),
    ("U.S. President Barack Obama spoke.", "U.S. President Barack Obama", "Government of the United States"),
    ("Fighters in Syria fled as Assad forces advanced.", "Assad forces", "Government of Syria"),
    ("The FARDC shelled the ridge.", "FARDC", "Government of the Democratic Republic of the Congo"),
    ("Forces loyal to President Assad left Syria.", "Forces loyal to President Assad", "Government of Syria"),
    ("Members of the Nigerian army entered the town.", "Members of the Nigerian army", "Government of Nigeria"),
    ("Iraqi Prime Minister Haider al-Abadi toured the front.", "Iraqi Prime Minister Haider al-Abadi", "Government of Iraq"),
    # bare forces: the country that the story is about
    ("Shells fell on a market in Sudan. The army denied it.", "The army", "Government of Sudan"),
    ("Protests spread across Peru. Police fired tear gas.", "Police", "Government of Peru"),
    # groups by name and alias, whatever the case
    ("Daesh fighters fled.", "Daesh fighters", "Islamic State"),
    ("DAESH FIGHTERS FLED FROM THE CITY IN SYRIA.", "DAESH FIGHTERS", "Islamic State"),
    ("suspected boko haram gunmen raided a village in nigeria.", "suspected boko haram gunmen", "Boko Haram"),
    ("The al-Qassam Brigades fired rockets.", "al-Qassam Brigades", "Hamas"),
    ("NDF units and Colombia's National Liberation Army met.", "National Liberation Army", "ELN"),
    ("The U.S.-led coalition struck a bridge in Iraq.", "U.S.-led coalition", "US-led Coalition"),
    ("In Yemen, the coalition bombed a port.", "the coalition", "Saudi-led Coalition"),
    ("A UN convoy was hit in Mali.", "UN convoy", "United Nations"),
    # a name that only modifies is not the actor
    ("Anti-Assad fighters held the hill in Syria.", "Anti-Assad fighters", "militants (Syria)"),
    # the unarmed, the unnamed, the unknown
    ("Villagers in Mali fled.", "Villagers in Mali", "civilians (Mali)"),
    ("Two aid workers were shot in Sudan.", "aid workers", "aid workers"),
    ("Three journalists were held in Turkey.", "Three journalists", "journalists (Turkey)"),
    ("A mob of about 50 people burnt shops in India.", "mob of about 50 people", "rioters (India)"),
    ("Gunmen killed a teacher in Mali.", "Gunmen", "unknown gunmen (Mali)"),
    ("Colombian guerrillas crossed the river.", "Colombian guerrillas", "guerrillas (Colombia)"),
    ("The attackers fled from the bank in Chile.", "attackers", "unknown"),
    ("Displaced Afghans camped by the road.", "Displaced Afghans", "civilians (Afghanistan)"),
    ("Venezuelan opposition leaders met.", "Venezuelan opposition leaders", "opposition (Venezuela)"),
    # things that stand for the side that holds them
    ("Shells hit regime positions in Syria.", "regime positions", "Government of Syria"),
    ("Boko Haram fled. The air force hit jihadist camps in Nigeria.", "jihadist camps", "Boko Haram"),
    ("Planes hit key positions in Syria.", "key positions", "key positions"),
    # persons
    ("Captain Juan Perez was shot in Guatemala.", "Captain Juan Perez", "Government of Guatemala"),
    ("The French foreign minister, Jean Exemple, arrived.", "Jean Exemple", "Government of France"),
    ("Abu Example, an Islamic State commander, was killed.", "Abu Example", "Islamic State"),
    ("maria example, a singer, was killed in chile.", "maria example", "Maria Example"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "mention", "name"), CASES, ids=[case[1] for case in CASES])
def test_one_mention(text: str, mention: str, name: str) -> None:
    assert names(text, mention) == [name]


def test_epithets_go_back_to_the_group_last_named() -> None:
    text = "Boko Haram raided a town in Nigeria. The jihadists burnt a school, and the extremist group later left."
    assert names(text, "Boko Haram", "The jihadists", "the extremist group") == ["Boko Haram"] * 3


def test_an_epithet_before_any_name_takes_the_first_name_after_it() -> None:
    text = "REBEL UNITS ATTACKED A BARRACKS IN EL SALVADOR. THE FMLN SAID IT TOOK THE POST."
    assert names(text, "REBEL UNITS") == ["FMLN"]


def test_pronouns_take_the_subject_of_the_sentence_before() -> None:
    text = "The Taliban attacked soldiers in Afghanistan. They took the post and its men fled."
    assert names(text, "The Taliban", "soldiers", "They") == ["Taliban", "Government of Afghanistan", "Taliban"]


def test_they_are_several_and_no_bare_name_of_a_state() -> None:
    text = "Russian strikes killed Daesh fighters in Syria after they had entered the town."
    assert names(text, "Russian", "Daesh fighters", "they") == ["Government of Russia", "Islamic State", "Islamic State"]
    troops = "Russian troops killed a farmer in Chechnya before they left."
    assert names(troops, "Russian troops", "they") == ["Government of Russia"] * 2


def test_a_group_spoken_of_by_another_word_is_near() -> None:
    text = (
        "Boko Haram raided a town in Nigeria, where Ansaru is strong. The jihadists burnt a school. The extremist group left. "
        "Villagers came back. The army said that militants were hunted. It added that terrorist attacks had been foiled."
    )
    near = names(text, "Boko Haram", "Ansaru", "The jihadists", "The extremist group", "militants", "terrorist")
    far = names(text, "Boko Haram", "Ansaru", "terrorist")
    assert (near[-1], far[-1]) == (near[-2], "terrorists (Nigeria)")


def test_we_on_an_institutions_page_is_the_institutions_actor() -> None:
    assert names("We condemn the attack in Iraq.", "We", outlet="UK Government") == ["Government of the United Kingdom"]


def test_a_surname_later_on_is_the_person_named_before() -> None:
    text = "Colonel Pedro Ejemplo led the column in Colombia. A mine killed Ejemplo on Sunday."
    assert names(text, "Colonel Pedro Ejemplo", "Ejemplo#2") == ["Government of Colombia"] * 2
    private = "Anna Beispiel left the house. Police arrested Beispiel in Chile."
    assert names(private, "Beispiel#2") == ["Anna Beispiel"]


def test_an_acronym_that_the_report_defines_is_spelt_out() -> None:
    text = "The Union of Harbour Workers (UHW) struck. The UHW wants more."
    assert names(text, "UHW#2") == ["Union of Harbour Workers"]


def test_the_callers_countries_outweigh_the_text() -> None:
    text = "A man from Kyrgyzstan was arrested. Police said so."
    assert names(text, "Police", countries=("US",)) == ["Government of the United States"]


def test_every_actor_says_how_it_was_found() -> None:
    text = "Boko Haram struck. The jihadists fled."
    mentions = [Mention("actor", Span(0, 10), 1.0), Mention("actor", Span(23, 32), 1.0)]
    stated, inferred = resolve_actors(text, mentions, ActorContext())
    assert (stated.basis.how, inferred.basis.how) == ("stated", "inferred")
    assert inferred.basis.spans[-1] == Span(0, 10)


@settings(max_examples=60, deadline=None)
@given(text=st.text(alphabet="The army of Syria, IS they (U.S.-led) “Assad”\n'’é", max_size=80), data=st.data())
def test_any_span_of_any_text_gives_one_actor_each_and_always_the_same(text: str, data: st.DataObject) -> None:
    edge = st.integers(0, len(text))
    spans = [Span(*sorted((data.draw(edge), data.draw(edge)))) for _ in range(3)]
    mentions = [Mention("actor", span, 1.0) for span in spans]
    whos = resolve_actors(text, mentions, ActorContext())
    assert [who.span for who in whos] == spans
    assert whos == resolve_actors(text, mentions, ActorContext())
