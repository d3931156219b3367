"""From hand-made readings to events: which acts are one, whose slot is whose, who holds the place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coding.hand import STATED, Story
from dateline.coding.attribution import voices
from dateline.coding.claims import claims
from dateline.coding.events import assemble, cluster, lend_subjects, settle_strikes, settle_types
from dateline.coding.events.subjects import name_owners
from dateline.neural import pairs
from dateline.records import Event, Link, Numbers, Where


def events(story: Story) -> tuple[Event, ...]:
    reading, resolved = story.reading, story.resolved
    told = claims(story.document, reading, resolved, voices(story.document, reading, resolved, None))
    return assemble(story.document, reading, resolved, cluster(story.document.text, reading, resolved, pairs.load()), told)


def capture() -> Story:
    story = Story("Rebels seized Goma in North Kivu on Tuesday. The capture of the town was confirmed by the UN.")
    first = story.act(
        "seized", "non_state_actor_overtakes_territory", "Rebels seized Goma in North Kivu on Tuesday", extent="whole"
    )
    second = story.act(
        "capture", "non_state_actor_overtakes_territory", "The capture of the town", extent="whole", status="confirmed"
    )
    story.tie(first, "initiator", "Rebels", "M23")
    story.tie(first, "place", "North Kivu", ("North Kivu", 4))
    story.tie(first, "place", "Goma")
    story.tie(first, "when", "Tuesday", "2012-11-20")
    story.tie(second, "source", "UN", "igo")
    story.same[first, second] = 0.9
    return story


def test_an_act_told_twice_is_one_event_with_two_claims() -> None:
    (event,) = events(capture())
    assert [c.status for c in event.claims] == ["happened", "confirmed"]
    assert [s.name for c in event.claims for s in c.sources] == ["UN"]


def test_the_most_exact_place_comes_first_and_alone_changes_hands() -> None:
    (event,) = events(capture())
    assert [p.name for p in event.places] == ["Goma", "North Kivu"]
    assert [(c.place, c.loser, c.holder, c.extent) for c in event.control] == [("Goma", None, "M23", "whole")]


def test_acts_at_different_towns_are_two_events() -> None:
    story = Story("Shells hit Aden. Shells hit Taiz.")
    first, second = story.act("hit", "shelling", "Shells hit Aden"), story.act("hit Taiz", "shelling", "Shells hit Taiz")
    story.tie(first, "place", "Aden")
    story.tie(second, "place", "Taiz")
    story.same[first, second] = 0.7
    assert [e.places[0].name for e in events(story)] == ["Aden", "Taiz"]


def test_a_later_act_without_a_place_inherits_it_and_says_so() -> None:
    story = Story("Rebels stormed Goma and looted the shops.")
    first = story.act("stormed", "armed_clash")
    story.act("looted", "property_destruction")
    story.tie(first, "place", "Goma")
    looting = events(story)[1]
    assert (looting.places[0].name, looting.places[0].basis.how, looting.places[0].span) == ("Goma", "inferred", None)


def test_no_word_about_time_is_the_reports_date_and_a_default() -> None:
    story = Story("Rebels stormed Goma.")
    story.act("stormed", "armed_clash")
    (event,) = events(story)
    assert event.when is not None
    assert (event.when.value, event.when.precision, event.when.basis.how) == ("2016-12-11", "unknown", "defaulted")


def test_an_undated_report_leaves_the_time_open() -> None:
    story = Story("Rebels stormed Goma.", published=None)
    story.act("stormed", "armed_clash")
    assert events(story)[0].when is None


def test_a_withdrawal_gives_up_a_place_only_where_the_text_says_so() -> None:
    story = Story("The army pulled out of Sangha. The convoy pulled back.")
    first = story.act("pulled out", "withdrawal", extent="whole")
    story.act("pulled back", "withdrawal")
    story.tie(first, "initiator", "army", "Government of Mali")
    story.tie(first, "place", "Sangha")
    leaving, back = events(story)
    assert [(c.place, c.loser, c.holder) for c in leaving.control] == [("Sangha", "Government of Mali", None)]
    assert back.control == ()


def test_who_did_it_is_never_firmer_than_the_text() -> None:
    story = Story("The bombing, blamed on separatists, killed two.")
    act = story.act("bombing", "remote_explosive")
    story.tie(act, "initiator", "separatists", "separatists (India)", mark="suspected")
    assert events(story)[0].initiators[0].attribution == "suspected"


def test_children_among_the_dead_are_a_part_and_not_added() -> None:
    story = Story("The strike killed 67 civilians, including 14 children.")
    act = story.act("strike", "air_strike", "The strike killed 67 civilians, including 14 children")
    story.tie(act, "killed", "67 civilians", ("civilians", Numbers(67, 67, 67)))
    story.tie(act, "killed", "14 children", ("children", Numbers(14, 14, 14)))
    whole, part = events(story)[0].claims[0].quantities
    assert (whole.part_of, part.part_of) == (None, whole.span)


def test_two_triggers_of_one_clause_are_one_claim() -> None:
    story = Story("Raids killed 12 people in Idlib.")
    first = story.act("Raids", "air_strike", "Raids killed 12 people in Idlib")
    second = story.act("killed", "air_strike", "Raids killed 12 people in Idlib")
    story.tie(second, "killed", "12 people", ("civilians", Numbers(12, 12, 12)))
    story.same[first, second] = 0.95
    (event,) = events(story)
    assert len(event.claims) == 1
    assert len(event.claims[0].quantities) == 1


def test_a_line_of_a_strike_list_takes_sides_and_time_from_its_head() -> None:
    story = Story("On Jan. 8 the Coalition conducted two strikes.\n- Near Rawa, one strike destroyed a tank.")
    head, line = story.act("strikes", "air_strike"), story.act("strike destroyed", "air_strike")
    story.tie(head, "initiator", "Coalition", "US-led Coalition")
    story.tie(head, "when", "Jan. 8", "2016-01-08")
    story.tie(line, "place", "Rawa", ("Rawa", 2))
    _, event = events(story)
    assert [(w.name, w.basis.how) for w in event.initiators] == [("US-led Coalition", "inferred")]
    assert event.when is not None and event.when.value == "2016-01-08"


def test_the_takers_side_decides_who_took_territory() -> None:
    story = Story("Daesh retook the city, but Assad forces recaptured it.")
    first = story.act("retook", "government_regains_territory", extent="whole")
    second = story.act("recaptured", "government_regains_territory", extent="whole")
    story.tie(first, "initiator", "Daesh", "Islamic State")
    story.tie(second, "initiator", "Assad forces", "Government of Syria")
    read = settle_types(story.reading, story.resolved)
    assert [t.type for t in read.triggers] == ["non_state_actor_overtakes_territory", "government_regains_territory"]


def test_a_led_in_participle_has_the_subject_of_its_sentence() -> None:
    story = Story("Assad forces walk through Palmyra after seizing it from Daesh. Seizing Sukhnah was next.")
    walk = story.act("walk", "withdrawal")
    seizing, later = (
        story.act("seizing", "government_regains_territory"),
        story.act("Seizing", "non_state_actor_overtakes_territory"),
    )
    story.tie(walk, "initiator", "Assad forces", "Government of Syria")
    story.tie(seizing, "target", "Daesh", "Islamic State")
    read = lend_subjects(story.document.text, story.reading, story.resolved)
    lent = {link.trigger: story.resolved.who[link.mention] for link in read.links if link.role == "initiator"}
    assert {k: w and w.name for k, w in lent.items()} == {walk: "Government of Syria", seizing: "Government of Syria"}
    assert later not in lent  # nothing leads it in: it is itself a subject


def test_allies_without_a_name_stand_by_who_acted_and_hold_nothing() -> None:
    story = Story("The army and its allies recaptured Palmyra.")
    act = story.act("recaptured", "government_regains_territory", extent="whole")
    story.tie(act, "initiator", "army", "Government of Syria")
    story.tie(act, "initiator", "allies", "allies")
    story.tie(act, "place", "Palmyra")
    (event,) = events(story)
    assert ([w.name for w in event.initiators], [w.name for w in event.allies]) == (["Government of Syria"], ["allies"])
    assert [c.holder for c in event.control] == ["Government of Syria"]


def raids(first: float, second: float, comparator: str | None = None) -> Story:
    """Two sentences on raids that the reader does not tie, each with a figure."""
    story = Story("Raids killed fighters on Palmyra. The strikes, it said, killed militants.")
    one, other = story.act("Raids", "air_strike"), story.act("strikes", "air_strike")
    story.tie(one, "killed", "fighters", ("combatants", Numbers(first, None, None, comparator)))  # type: ignore[arg-type]
    story.tie(other, "killed", "militants", ("combatants", Numbers(second, None, None)))
    story.same[one, other] = 0.02
    return story


def test_one_figure_of_one_measure_tells_one_act() -> None:
    assert len(events(raids(300, 300))) == 1
    assert len(events(raids(60, 64, "gt"))) == 1  # "more than 60" says it in round words
    assert len(events(raids(60, 80, "gt"))) == 2
    assert len(events(raids(300, 310))) == 2


def test_another_bomb_is_another_act() -> None:
    story = Story("A bomb exploded in a hotel. Another bomb went off at a bank.")
    first = story.act("exploded", "remote_explosive", "A bomb exploded in a hotel")
    second = story.act("went off", "remote_explosive", "Another bomb went off at a bank")
    story.same[first, second] = 0.6
    assert len(events(story)) == 2


def test_a_night_is_more_exact_than_one_of_its_days() -> None:
    story = Story("Raids overnight hit Homs, a monitor said of the raids on Sunday.")
    act = story.act("Raids", "air_strike")
    story.tie(act, "when", "Sunday", "2016-12-11", score=0.95)
    story.tie(act, "when", "overnight", "2016-12-10/2016-12-11", score=0.8)
    (event,) = events(story)
    assert event.when is not None and event.when.value == "2016-12-10/2016-12-11"


def test_many_acts_are_grouped_in_little_time() -> None:
    story = Story("Raids hit it. " * 400)
    for number in range(400):
        story.act("Raids", "air_strike")
        story.same.update({(number, later): 0.9 for later in range(number + 1, min(400, number + 90))})
    assert len(cluster(story.document.text, story.reading, story.resolved)) >= 1


def raids_told_twice(first: str | None, second: str | None, town: str = "Palmyra") -> Story:
    """Two sentences on strikes by one side on another, with their times, that the reader does not tie."""
    story = Story("Russian raids hit Daesh in Palmyra on Sunday. Overnight strikes by Russia killed jihadists in Palmyra or Raqqa.")
    one, other = story.act("raids", "air_strike"), story.act("strikes", "air_strike")
    story.tie(one, "initiator", "Russian", "Government of Russia")
    story.tie(other, "initiator", "by Russia", "Government of Russia")
    story.tie(one, "target", "Daesh", "Islamic State")
    story.tie(other, "target", "jihadists", "Islamic State")
    story.tie(one, "place", "Palmyra")
    story.tie(other, "place", "Palmyra or" if town == "Palmyra" else town, (town, 1))
    for act, words, value in ((one, "Sunday", first), (other, "Overnight", second)):
        if value is not None:
            story.tie(act, "when", words, value)
    story.same[one, other] = 0.1
    return story


def test_one_side_on_another_at_one_place_and_time_is_one_act() -> None:
    """Codebook section 2: "one event = one kind of act, by one side, at one place, in one stretch of time"."""
    assert len(events(raids_told_twice("2016-12-11", "2016-12-10/2016-12-11"))) == 1
    assert len(events(raids_told_twice("2016-12-11", "2016-12-11"))) == 1
    assert len(events(raids_told_twice("2016-12-11", "2016-12-08/2016-12-09"))) == 2
    assert len(events(raids_told_twice("2016-12-11", "2016-12-11", "Raqqa"))) == 2


def test_a_place_near_by_does_not_change_hands_with_the_one_taken() -> None:
    story = Story("Rebels took Bria, northeast of Bangui.")
    act = story.act("took", "non_state_actor_overtakes_territory", extent="whole")
    story.tie(act, "place", "Bria")
    story.tie(act, "place", "Bangui", ("Bangui", 2))
    (event,) = events(story)
    assert [p.name for p in event.places] == ["Bria", "Bangui"]
    assert [c.place for c in event.control] == ["Bria"]


def test_a_town_is_nobody_and_a_thing_is_no_side_beside_one() -> None:
    story = Story("Jets struck Aleppo, its positions and rebels.")
    act = story.act("struck", "air_strike")
    for words, name in (("Aleppo", "Aleppo"), ("positions", "positions"), ("rebels", "rebels (Syria)")):
        story.tie(act, "target", words, name)
        spelled = replace(STATED, coder="actors.words" if name == words else "actors.people")
        story.values[-1] = replace(story.values[-1], basis=spelled)  # type: ignore[type-var]
    story.mentions.append(replace(story.mentions[0], kind="place"))
    story.values.append(Where("Aleppo", 1, story.span("Aleppo"), STATED, geonames_id=170063))
    story.links.append(Link(act, len(story.mentions) - 1, "place", 0.9))
    assert [w.name for w in events(story)[0].targets] == ["rebels (Syria)"]


TAKEN = [
    # what was seized, by whom, the type
    (["checkpoint", "village"], "Taliban", "non_state_actor_overtakes_territory"),
    (["police post"], "Government of Mali", "government_regains_territory"),
    (["rifle", "checkpoint"], "Taliban", "disrupted_weapons_use"),
    ([], "Taliban", "disrupted_weapons_use"),
]


@pytest.mark.parametrize(("units", "side", "type"), TAKEN)
def test_who_seizes_ground_takes_territory(units: list[str], side: str, type: str) -> None:
    story = Story("Fighters seized one and two.")
    act = story.act("seized", "disrupted_weapons_use")
    story.tie(act, "initiator", "Fighters", side)
    for word, unit in zip(("one", "two"), units, strict=False):
        story.tie(act, "seized", word)
        story.values[-1] = replace(story.values[-1], unit=unit)  # type: ignore[type-var]
    assert [t.type for t in settle_types(story.reading, story.resolved).triggers] == [type]


AIR = [
    ("They targeted areas near the oil fields.", "Islamic State", None, "armed_clash"),
    ("They targeted areas near the oil fields.", "Islamic State", "civilians (Syria)", "attack"),
    ("They targeted the airport with drones.", "Houthis", None, "air_strike"),
    ("They targeted areas near the oil fields.", "Government of Syria", None, "air_strike"),
    ("They targeted areas near the oil fields.", None, None, "air_strike"),
]


@pytest.mark.parametrize(("text", "side", "hit", "type"), AIR)
def test_who_has_no_aircraft_makes_no_air_strike(text: str, side: str | None, hit: str | None, type: str) -> None:
    story = Story(text)
    act = story.act("targeted", "air_strike")
    if side is not None:
        story.tie(act, "initiator", "They", side)
    if hit is not None:
        story.tie(act, "target", "areas", hit)
    assert [t.type for t in settle_strikes(text, story.reading, story.resolved).triggers] == [type]


OWNED = [
    ("The army halted their new offensive.", "offensive", ["their"]),
    ("The army halted an offensive.", "offensive", []),
    ("The army halted their convoy and an offensive.", "offensive", []),
]


@pytest.mark.parametrize(("text", "word", "whose"), OWNED, ids=[c[0] for c in OWNED])
def test_whose_fight_it_is_began_it(text: str, word: str, whose: list[str]) -> None:
    story = Story(text)
    story.act(word, "armed_clash")
    read = name_owners(text, story.reading)
    assert [(k.role, read.mentions[k.mention].span.read(text)) for k in read.links] == [("initiator", w) for w in whose]
    assert len(read.groups) == len(read.kinds) == len(read.mentions)
    assert name_owners(text, read) == read


def test_whoever_is_read_as_doer_and_as_sufferer_is_what_more_ties_say() -> None:
    story = Story("Raids killed jihadists. The attacking militants fled the raids, which hit militants.")
    first, second = story.act("Raids", "air_strike"), story.act("raids, which", "air_strike")
    story.tie(first, "target", "jihadists", "Islamic State", score=0.9)
    story.tie(second, "initiator", "attacking militants", "Islamic State", score=0.6)
    story.tie(second, "target", "hit militants", "Islamic State", score=0.9)
    story.same[first, second] = 0.98
    found = events(story)
    assert [w.name for e in found for w in e.targets] and not any(
        w.name == "Islamic State" for e in found if e.targets for w in e.initiators
    )


def test_what_lies_on_the_way_is_no_place_of_the_act() -> None:
    story = Story("Rebels took Sukhnah on the road to Palmyra.")
    act = story.act("took", "non_state_actor_overtakes_territory", extent="whole")
    story.tie(act, "initiator", "Rebels", "Islamic State")
    story.tie(act, "place", "Sukhnah")
    story.tie(act, "place", "Palmyra")
    (event,) = events(story)
    assert [p.name for p in event.places] == ["Sukhnah"]
    assert [c.place for c in event.control] == ["Sukhnah"]


def test_the_owner_of_the_weapons_is_the_doer() -> None:
    text = "The ministry said its warplanes carried out strikes."
    story = Story(text)
    act = story.act("strikes", "air_strike")
    story.tie(act, "weapon", "warplanes")
    read = name_owners(text, story.reading)
    (tie,) = [k for k in read.links if k.role == "initiator"]
    assert read.mentions[tie.mention].span.read(text) == "its"
