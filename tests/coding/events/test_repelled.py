"""Failed attacks: which words tell one, and who is on which side."""

from __future__ import annotations

import pytest

from coding.hand import Story
from dateline.coding.events.repelled import find_repelled, name_repelled, settle_repelled
from dateline.coding.segment import segment

CASES = [
    # sentence, verb, noun of the attack
    ("Ethiopian troops repelled an attack by Eritrean forces on Badme.", "repelled", "attack"),
    ("The army said it beat back a rebel assault on Bouar overnight.", "beat back", "assault"),
    ("An attack by Boko Haram on Diffa was repulsed by Niger's army.", "repulsed", "attack"),
    ("Croatian forces have repulsed an armoured onslaught at Kupres.", "repulsed", "onslaught"),
    ("UNITS OF THE GARRISON WARDED OFF THREE ASSAULTS ON SAN MARCOS.", "WARDED OFF", "ASSAULTS"),
    ("Haftar's troops thwarted an attempt by the Benghazi brigades to recapture the port.", "thwarted", "attempt"),
    ("Peshmerga fighters foiled an Islamic State offensive on Makhmour.", "foiled", "offensive"),
    ("The assault on Mocha was finally beaten off.", "beaten off", "assault"),
    ("Turkish soldiers drove back the assailants.", "drove back", "assailants"),
    ("Police foiled a plot to bomb a market.", None, None),
    ("Soldiers foiled a suicide attack on the barracks.", None, None),  # a bomb, and no fight
    ("Air defences repelled a drone attack on Odesa.", None, None),
    ("Customs officers thwarted an attack and seized explosives.", None, None),
    ("Troops foiled an attack and arrested two plotters.", None, None),  # a plot
    ("Police repelled hundreds of demonstrators with tear gas.", None, None),
    ("Troops drove back to base and launched an attack.", None, None),  # another clause
    ("The rebels repelled nobody. An attack followed.", None, None),
]


@pytest.mark.parametrize(("text", "verb", "attack"), CASES, ids=[c[0] for c in CASES])
def test_words_that_tell_a_failed_attack(text: str, verb: str | None, attack: str | None) -> None:
    found = find_repelled(text, segment(text, ()))
    assert [(f.verb.read(text), f.attack.read(text)) for f in found] == ([(verb, attack)] if verb else [])
    assert [n.span.read(text) for n in name_repelled(text, segment(text, ()))] == ([verb] if verb else [])


def sides(story: Story) -> dict[str, list[str]]:
    read = settle_repelled(story.document.text, story.reading)
    out: dict[str, list[str]] = {}
    for link in sorted(read.links, key=lambda k: read.mentions[k.mention].span):
        if link.role in ("initiator", "target"):
            name = read.mentions[link.mention].span.read(story.document.text)
            out.setdefault(link.role, []).append(name) if name not in out.get(link.role, []) else None
    return out


SIDES = [
    # sentence, its verb, the repeller, the attacker
    ("Ethiopian troops repelled an attack by Eritrean forces on Badme.", "repelled", "Ethiopian troops", "Eritrean forces"),
    ("Afghan soldiers warded off a Taliban assault on Kunduz.", "warded off", "Afghan soldiers", "Taliban"),
    ("An attack by Boko Haram on Diffa was repulsed by Niger's army.", "repulsed", "Niger's army", "Boko Haram"),
    ("A UNITA attack on Kuito was beaten back by the garrison.", "beaten back", "garrison", "UNITA"),
    ("Turkish soldiers repulsed PKK attackers in Hakkari.", "repulsed", "Turkish soldiers", "PKK attackers"),
    (
        "Colombian troops thwarted an attempt by FARC guerrillas to enter Toribio.",
        "thwarted",
        "Colombian troops",
        "FARC guerrillas",
    ),
]


@pytest.mark.parametrize(("text", "verb", "repeller", "attacker"), SIDES, ids=[c[0] for c in SIDES])
def test_the_attacker_is_the_initiator(text: str, verb: str, repeller: str, attacker: str) -> None:
    story = Story(text)
    act = story.act(verb, "disrupted_weapons_use", text)
    story.tie(act, "initiator", repeller)
    story.tie(act, "target", attacker)
    assert sides(story) == {"initiator": [attacker], "target": [repeller]}
    assert [t.type for t in settle_repelled(text, story.reading).triggers] == ["armed_clash"]


def test_a_verb_and_its_noun_tell_one_clash() -> None:
    story = Story("Rebels repelled an attack by the army.")
    story.act("repelled", "armed_clash")
    story.act("attack", "armed_clash")
    assert settle_repelled(story.document.text, story.reading).same == ((0, 1, 1.0),)


def test_who_stands_elsewhere_keeps_the_part_that_was_read() -> None:
    story = Story("Rebels repelled an army attack near Goma, wounding a priest.")
    act = story.act("repelled", "armed_clash")
    story.tie(act, "initiator", "Rebels")
    story.tie(act, "target", "priest")
    assert sides(story) == {"target": ["Rebels", "priest"]}


def test_a_strike_that_was_repelled_stays_a_strike() -> None:
    story = Story("The army repelled a raid by jets.")
    story.act("raid", "air_strike")
    assert settle_repelled(story.document.text, story.reading) == story.reading
