"""Claims that cannot all be true, by a few claims: one table. The lines are explained in tolls.py."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tolls import claim, told

from dateline.ingest import add
from dateline.ledger import Ledger, View
from dateline.ledger.contradictions import contradictions, control_contradictions
from dateline.ledger.control.timeline import Place, timeline
from dateline.ledger.store import Store
from dateline.records import ControlChange
from dateline.records.entry import KeptClaim

IS, ARMY = "Islamic State", "Government of Syria"

CASES = {
    "one figure": ("2016-12-08 | Observatory | killed Syria: 34", []),
    "figures that agree": (
        """2016-12-11 | Moscow      | killed IS: more than 300 | | by=Russia on=IS type=air_strike
           2016-12-12 | Observatory | killed IS: hundreds      | | by=Russia on=IS type=air_strike""",
        [],
    ),
    "figures with nothing in common": (
        """2017-03-02 | Army        | killed Syria: 100 | 2016-12 | scope=campaign
           2017-03-02 | Observatory | killed Syria: 182 | 2016-12 | scope=campaign
           2017-03-02 | IS          | killed Syria: 352 | 2016-12 | scope=campaign""",
        [
            "figures: killed, Government of Syria, 2016-12: Syrian Army, “100”; Islamic State, “352” and Syrian Observatory for Human "
            "Rights, “182” cannot all be true."
        ],
    ),
    "about and nearly have room": (
        """2016-12-08 | Observatory | killed civilians: about 50
           2016-12-08 | Network     | killed civilians: 54""",
        [],
    ),
    "one source that corrects itself contradicts nobody": (
        """2016-12-08 | Observatory | killed civilians: 12 | 2016-12-08
           2016-12-09 | Observatory | killed civilians: 15 | 2016-12-08""",
        [],
    ),
    "a copy contradicts nobody": (
        """2016-12-08 | Nobody | killed civilians: 12 | 2016-12-08 | origin=o report=a
           2016-12-09 | Nobody | killed civilians: 12 | 2016-12-08 | origin=o report=b""",
        [],
    ),
    "more within some days than in all of a longer time": (
        """2016-12-11 | Observatory | killed Syria: nearly 120 | 2016-12-08/..
           2017-03-02 | Army        | killed Syria: 100 of its men | 2016-12 | scope=campaign""",
        [
            "figures: killed, Government of Syria, 2016-12: Syrian Observatory for Human Rights, “nearly 120”, for days within it, is more "
            "than Syrian Army, “100 of its men”."
        ],
    ),
    "days of their own do not contradict": (
        """2016-12-08 | Observatory | killed Syria: 34 | 2016-12-08
           2016-12-10 | Network     | killed Syria: 12 | 2016-12-10""",
        [],
    ),
    "a denial": (
        """2016-12-08 | Observatory | killed civilians: 12 | | type=air_strike
           2016-12-08 | Reuters     |                      | | type=air_strike status=denied""",
        ["denial: Reuters denies what Syrian Observatory for Human Rights says: “Reuters: ” against “Observatory: killed civilians: 12”."],
    ),
    "nobody denies what only it says": ("2016-12-08 | Reuters | | | type=air_strike status=denied", []),
    "a denial of something else": (
        """2016-12-08 | Observatory | killed civilians: 12 | | type=air_strike
           2016-12-08 | Reuters     |                      | | type=aid status=denied""",
        [],
    ),
    "rival culprits": (
        """2016-12-08 | Observatory | | | by=Russia on=civilians type=air_strike
           2016-12-08 | Network     | | | by=Syria on=civilians type=air_strike firm=suspected""",
        [
            "culprit: Syrian Network for Human Rights names Government of Syria (suspected), Syrian Observatory for Human Rights Government "
            "of Russia."
        ],
    ),
    "a culprit that denies it": (
        """2016-12-08 | Observatory | | | by=Russia on=civilians type=air_strike
           2016-12-09 | Moscow      | | | by=Russia on=civilians type=air_strike status=denied""",
        ["culprit: Syrian Observatory for Human Rights names Government of Russia; Ministry of Defence of Russia denies it."],
    ),
    "either the one or the other, by one source": (
        """2016-12-08 | Observatory | | | by=Russia+Syria on=civilians type=air_strike firm=alternative
           2016-12-08 | Network     | | | by=Syria on=civilians type=air_strike""",
        [],
    ),
    "allies": (
        """2016-12-08 | Observatory | | | by=Russia with=Syria on=civilians type=air_strike
           2016-12-08 | Network     | | | by=Syria on=civilians type=air_strike""",
        [],
    ),
    "a coalition and its member": (
        """2016-12-08 | Observatory | | | by=US-led_Coalition on=civilians type=air_strike
           2016-12-08 | Network     | | | by=Government_of_the_United_States on=civilians type=air_strike""",
        [],
    ),
    "the two sides of a battle": (
        """2016-12-08 | Observatory | | | by=IS on=Syria
           2016-12-08 | SANA        | | | by=Syria on=IS""",
        [],
    ),
}  # fmt: skip


def incident_of(lines: str) -> list[str]:
    (one,) = told(lines.splitlines())
    named = tuple(replace(c, parties=tuple(replace(p, name=p.name.replace("_", " ")) for p in c.parties)) for c in one.claims)
    return [f"{c.kind}: {c.sentence}" for c in contradictions(replace(one, claims=named))]


@pytest.mark.parametrize("what", CASES)
def test_what_cannot_all_be_true(what: str) -> None:
    lines, expected = CASES[what]
    assert incident_of(lines) == expected


def held(line: str, holder: str | None, loser: str | None = None, extent: str = "whole") -> KeptClaim:
    """A claim of who takes or holds the town, or leaves it."""
    made = claim(line)
    change = ControlChange("Palmyra", loser, holder, extent)  # type: ignore[arg-type]
    return replace(made, changes=(change,))


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        (
            [
                held("2016-12-11 | Observatory | | 2016-12-11 | type=non_state_actor_overtakes_territory", IS),
                held("2016-12-11 | SANA | | 2016-12-11 | type=holding", ARMY),
            ],
            ["Palmyra, 2016-12-11: Islamic State is said to hold it by Syrian Observatory for Human Rights; Government of Syria is said to "
             "hold it by SANA."],
        ),
        (
            [
                held("2015-05-21 | Observatory | | 2015-05-21 | type=non_state_actor_overtakes_territory", IS),
                held("2016-03-27 | SANA | | 2016-03-27 | type=government_regains_territory", ARMY),
            ],
            [],
        ),
        (
            [
                held("2016-12-10 | Observatory | | 2016-12-10 | type=non_state_actor_overtakes_territory", IS, None, "part"),
                held("2016-12-10 | SANA | | 2016-12-10 | type=holding", ARMY, None, "part"),
            ],
            [],
        ),
    ],
    ids=["one day, two holders", "one after the other", "a part each"],
)  # fmt: skip
def test_a_place_that_two_sides_are_said_to_hold(claims: list[KeptClaim], expected: list[str]) -> None:
    made = timeline(claims, Place(claims[0].places[0].key, "Palmyra", "SY"))
    found = control_contradictions(made, {c.id: "i1" for c in claims})
    assert [c.sentence for c in found] == expected
    assert all(c.kind == "control" and c.incident == "i1" for c in found)


def told_of_palmyra(name: str, outlet: str, words: str, **act: object) -> dict[str, object]:
    """A report with one claim in its own voice, as a person codes it."""
    row = {"claims": [{"words": words}], "when": {"value": "2016-12-11", "precision": "day"}, **act}
    part = "holdings" if "holder" in act else "events"
    return {"id": name, "text": words, "published": "2016-12-11", "outlet": outlet, "language": "en", part: [row]}


def test_a_ledger_is_asked_page_by_page(store: Store) -> None:
    place = {"name": "Palmyra", "geonames_id": 163808, "country": "SY", "lat": 34.56, "lon": 38.27, "precision": 1}
    taken = {"place": "Palmyra", "from": ARMY, "to": IS, "extent": "whole"}
    deed = {
        "type": "non_state_actor_overtakes_territory",
        "initiators": [IS],
        "targets": [ARMY],
        "places": [place],
        "control": [taken],
    }
    ledger = Ledger(store)
    for row in (
        told_of_palmyra("a", "Syrian Observatory for Human Rights", "Islamic State took Palmyra.", **deed),
        told_of_palmyra("b", "SANA", "The army holds Palmyra.", place=place, holder=ARMY, extent="whole"),
    ):
        add(store, row, "person:Ada")
    (clash,) = ledger.contradictions()
    (incident,) = ledger.incidents()
    assert (clash.kind, clash.incident, len(clash.claims)) == ("control", incident.id, 2)
    assert clash.sentence.startswith("Palmyra, 2016-12-11: ")
    assert ledger.contradictions(View(as_of="2016-12-10")).items == ()
    assert ledger.contradictions(View(place="Raqqa")).items == ()
    assert ledger.contradictions(View(place="Palmyra"), limit=1).items == (clash,)
    assert ledger.contradictions(kind="figures").items == ()
    assert [r["kind"] for r in ledger.contradictions().to_dicts()] == ["control"]
