"""Whose names are withheld: a case a line, first of hand-made claims, then of what the coder makes of reports."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.ledger.entries import claim_drafts
from dateline.ledger.privacy import WITHHELD, bare_name, private_names, withhold
from dateline.pipeline import Kit, code
from dateline.read import read_text


@pytest.mark.parametrize(
    ("words", "printed", "name"),
    [
        ("Amna Darwish", "Amna Darwish", "Amna Darwish"),
        ("Soldier Luis Eduardo Anaya", "SOLDIER LUIS EDUARDO ANAYA", "Luis Eduardo Anaya"),
        ("Khaled al-Asaad", "Khaled al-Asaad", "Khaled al-Asaad"),
        ("Irfan Pado", "irfan pado", "Irfan Pado"),
        ("Mary Cook", "Mary Cook", "Mary Cook"),
        ("Matanov", "Matanov", "Matanov"),
        ("Matanov", "MATANOV", None),
        ("Maduro", "Maduro", None),
        ("Xavier", "xavier", None),
        ("allies", "allies", None),
        ("Suicide Bomber", "suicide bomber", None),
        ("Security Guards", "SECURITY GUARDS", None),
        ("Two Individuals", "TWO INDIVIDUALS", None),
        ("Islamic State", "IS", None),
        ("Government of Syria", "the army", None),
        ("Vladimir Putin", "Vladimir Putin", None),
        ("Syrian Observatory for Human Rights", "Observatory", None),
        ("Venezuelan ultra-right", "Venezuelan ultra-right", None),
        ("Catholic School", "CATHOLIC SCHOOL", None),
        ("Colombian Air Force Personnel", "COLOMBIAN AIR FORCE PERSONNEL", None),
        ("civilians (Syria)", "people", None),
        ("Al Jazeera", "Al Jazeera", None),
        ("Unit 731", "Unit 731", None),
        ("Israel Hernandez", "Israel Hernandez", "Israel Hernandez"),
        ("Boston Marathon", "Boston", None),
    ],
)
def test_what_is_a_persons_own_name(words: str, printed: str, name: str | None) -> None:
    assert bare_name(words, printed) == name


def who(name: str, text: str | None = None, coder: str = "actors.words") -> dict[str, Any]:
    return {"name": name, "text": text or name, "basis": {"how": "stated", "coder": coder}}


def voice(name: str, kind: str, text: str | None = None) -> dict[str, Any]:
    return {**who(name, text, "neural.source"), "kind": kind}


@pytest.mark.parametrize(
    ("target", "withheld"),
    [
        (who("Amna Darwish"), True),
        (who("Matanov", coder="actors.earlier") | {"name": "Khairullo Matanov"}, True),
        (who("Communist Party of India (Maoist)", "Harish Badra", "actors.identified"), True),
        (who("Government of India", "George Fernandes", "actors.office"), False),
        (who("Government of Venezuela", "Maduro", "actors.leader"), False),
        (who("Islamic State", "Abu Omar", "actors.post"), False),
        (who("civilians (Syria)", "villagers", "actors.people"), False),
        (who("unknown", "attackers", "actors.unknown"), False),
        (who("Palmyra"), False),  # a place of the act, mistaken for a side
        (who("Bashir Haddad"), False),  # the report calls him the governor
        (who("Samir Haddad"), True),
    ],
)
def test_a_side_known_by_a_persons_name_is_private_unless_it_holds_an_office(target: dict[str, Any], withheld: bool) -> None:
    text = "Homs governor Bashir Haddad left Palmyra. Gunmen shot Samir Haddad, the governor said."
    found = private_names({"targets": [target], "places": [{"name": "Palmyra", "text": "Palmyra"}]}, {"source": []}, text)
    assert bool(found) == withheld
    if withheld and target["basis"]["coder"] != "actors.identified":
        assert target["name"] in found


@pytest.mark.parametrize(
    ("source", "withheld"),
    [
        (voice("Amna Darwish", "witness"), True),
        (voice("residents (Syria)", "witness", "residents"), False),
        (voice("guard (Colombia)", "witness", "a guard"), True),
        (voice("hospital", "witness"), False),
        (voice("a resident", "unknown"), True),
        (voice("doctor (Syria)", "official", "a doctor"), True),
        (voice("unnamed military official (Syria)", "official", "a military official"), False),
        (voice("activists (Syria)", "monitor", "activists"), False),
        (voice("Rami Abdel Rahman", "monitor"), False),
        (voice("Syrian Observatory for Human Rights", "monitor", "it"), False),
        (voice("Omar Suleiman", "monitor"), True),  # an activist in Raqqa
        (voice("Talal Barazi", "official"), False),  # governor of Homs
        (voice("Nadia Salem", "official"), True),  # of the hospital: no office
        (voice("Ministry of Defence of Russia", "belligerent"), False),
        (voice("Igor Konashenkov", "belligerent"), False),  # a spokesman
        (voice("Irina Bokova", "igo"), False),
        (voice("Laila Nassar", "unknown"), True),
        (voice("reports", "unknown"), False),
        (voice("Reuters", "media"), False),
    ],
)
def test_witnesses_and_local_sources_are_private_and_those_who_hold_an_office_are_not(
    source: dict[str, Any], withheld: bool
) -> None:
    text = (
        "Rami Abdel Rahman, director of the Observatory, and Talal Barazi, the governor of Homs, spoke. Omar Suleiman, an activist "
        "in Raqqa, and Nadia Salem of the district hospital did too, as did ministry spokesman Igor Konashenkov."
    )
    assert bool(private_names({}, {"source": [source]}, text)) == withheld


def test_a_named_person_who_is_counted_is_private() -> None:
    counted = [
        {"text": "Eva Forest", "unit": "people"},
        {"text": "two Maoist cadres", "unit": "people"},
        {"text": "Volga Don", "unit": "tank"},
    ]
    assert private_names({}, {"source": [], "quantities": counted}) == ("Eva Forest",)


@pytest.mark.parametrize(
    ("words", "private", "shown"),
    [
        ("Gunmen shot Amna Darwish at home.", ("Amna Darwish",), f"Gunmen shot {WITHHELD} at home."),
        ("AMNA DARWISH was shot.", ("Amna Darwish",), f"{WITHHELD} was shot."),
        ("Darwish, 31, died; Darwishes mourn.", ("Amna Darwish",), f"{WITHHELD}, 31, died; Darwishes mourn."),
        ("He told the Hezbollah man that Ali fell.", ("Ali",), f"He told the Hezbollah man that {WITHHELD} fell."),
        ("A guard said so; the guardian did not.", ("guard",), f"A {WITHHELD} said so; the guardian did not."),
        ("Will Smith will go.", ("Will Smith",), f"{WITHHELD} will go."),
        ("irfan pado and pado's son", ("Irfan Pado", "irfan pado"), f"{WITHHELD} and {WITHHELD}'s son"),
        ("Nobody.", (), "Nobody."),
        ("Nobody.", ("",), "Nobody."),
    ],
)
def test_withholding_takes_whole_names_and_the_parts_of_a_persons(words: str, private: tuple[str, ...], shown: str) -> None:
    assert withhold(words, private) == shown


@pytest.mark.parametrize(
    ("story", "private", "public"),
    [
        ("Gunmen shot dead Amna Darwish in Raqqa on Sunday, police said. Darwish was 31.", ("Amna Darwish",), ("Raqqa",)),
        ("Russian warplanes killed five people in Idlib on Monday, the Syrian Observatory for Human Rights said.", (), ("Idlib",)),
        ("President Bashar al-Assad said on Monday that the army had retaken Palmyra.", (), ("Palmyra", "Assad")),
    ],
)
def test_what_the_coder_finds_is_marked_when_it_is_stored(
    kit: Kit, story: str, private: tuple[str, ...], public: tuple[str, ...]
) -> None:
    made = claim_drafts(code(read_text(story, published="2016-12-12"), kit), "r", "machine:x")
    assert made
    for draft in made:
        names = tuple(draft.payload["private"])
        shown = withhold(str(draft.payload["words"]), names)
        assert not any(word in shown for name in private for word in (name, name.split()[-1]))
        assert all(word in shown for word in public if word in draft.payload["words"])
        assert not any(fold in name for name in names for fold in public)
