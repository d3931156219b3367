"""Who counts as the source of a claim, on whose side, and how that side stands to what is said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.ledger.control.voices import Printed, Sides, side, sides, speakers, stake
from dateline.records.entry import Party, Voice
from saying import claim

IS, SYRIA, RUSSIA, SDF = "Islamic State", "Government of Syria", "Government of Russia", "Syrian Democratic Forces"
KNOWN = Sides(frozenset({IS, SYRIA}), frozenset({frozenset({SYRIA, RUSSIA})}))

CHAINS = [
    ("a person of a body told an agency: the body", ["Rami Abdel Rahman/monitor", "Observatory X/monitor", "AFP/media"], ["Observatory X"]),
    ("a source that an agency passes on", ["military source (Syria)/belligerent", "AFP/media"], ["military source (Syria)"]),
    ("a media arm is more than an agency", ["Amaq News Agency/belligerent", "Reuters/media"], ["Amaq"]),
    ("a state's agency speaks for the state, whatever its kind", ["SANA/media"], ["SANA"]),
    ("an agency alone", ["Reuters/media"], ["Reuters"]),
    ("joint voices count each", ["Observatory X/monitor/joint", "activists (Syria)/witness/joint"], ["Observatory X", "activists (Syria)"]),
    ("no voice: the outlet", [], ["Gulf Coast Daily"]),
]  # fmt: skip


@pytest.mark.parametrize(("voices", "expected"), [c[1:] for c in CHAINS], ids=[c[0] for c in CHAINS])
def test_the_source_of_a_claim(voices: list[str], expected: list[str]) -> None:
    made = [Voice(*v.split("/")[:2], joint=v.endswith("/joint")) for v in voices]
    line = replace(claim("2016-12-11 | Nobody | IS takes"), voices=tuple(made))
    assert [v.name for v in speakers(line, {line.report: Printed("Gulf Coast Daily", "x")})] == expected


def test_a_report_speaks_by_its_outlet_else_by_its_name() -> None:
    line = claim("2016-12-11 | Nobody | IS takes")
    assert speakers(line, {line.report: Printed(None, "call-7")})[0].name == "call-7"
    amaq = speakers(line, {line.report: Printed("Amaq News Agency", "x")})[0]
    assert (amaq.name, amaq.kind) == ("Amaq", "belligerent")


SIDES = [
    ("Amaq", "belligerent", IS),
    ("SANA", "media", SYRIA),
    ("Ministry of Defence of Russia", "belligerent", RUSSIA),
    ("Kremlin", "belligerent", RUSSIA),
    ("Islamic State", "belligerent", IS),
    ("Syrian Army", "belligerent", SYRIA),
    ("state television (Syria)", "media", SYRIA),
    ("unnamed military source (Syria)", "belligerent", SYRIA),
    ("unnamed pro-Islamic State source", "belligerent", IS),
    ("Talal Barazi", "official", SYRIA),
    ("Syrian Observatory for Human Rights", "monitor", None),
    ("activists (Syria)", "witness", None),
    ("Maamoun Abdulkarim", "expert", None),
    ("Reuters", "media", None),
]


@pytest.mark.parametrize(("name", "kind", "expected"), SIDES)
def test_the_side_of_a_voice(name: str, kind: str, expected: str | None) -> None:
    assert side(Voice(name, kind), "SY", KNOWN.parties) == expected


def test_a_local_official_speaks_for_a_government_only_where_it_is_a_party() -> None:
    assert side(Voice("the mayor", "official"), "SY", {IS, SDF}) is None
    assert side(Voice("the mayor", "official"), None, {SYRIA}) is None


STAKES = [
    ("takes", IS, IS, "belligerent", "own_claim"),
    ("takes", IS, SYRIA, "belligerent", "against_interest"),
    ("leaves", SYRIA, SYRIA, "official", "against_interest"),
    ("leaves", SYRIA, IS, "belligerent", "own_claim"),
    ("takes", SYRIA, RUSSIA, "belligerent", "own_claim"),
    ("leaves", SYRIA, RUSSIA, "belligerent", "against_interest"),
    ("takes", IS, None, "monitor", "independent"),
    ("leaves", IS, None, "media", "independent"),
    ("takes", IS, None, "belligerent", "own_claim"),
    ("holds", IS, "Government of France", "government", "independent"),
]


@pytest.mark.parametrize(("verb", "party", "speaker", "kind", "expected"), STAKES)
def test_how_a_speaker_stands_to_what_is_said(verb: str, party: str, speaker: str | None, kind: str, expected: str) -> None:
    assert stake(verb, party, speaker, kind, KNOWN) == expected


def test_the_sides_of_a_place_are_those_of_its_claims() -> None:
    helped = replace(
        claim("2016-12-11 | SANA | Army takes from IS"),
        parties=(Party("initiator", SYRIA), Party("ally", RUSSIA), Party("target", IS)),
    )
    known = sides([helped])
    assert known.parties == {IS, SYRIA}
    assert known.together(SYRIA, RUSSIA) and not known.together(SYRIA, IS)
