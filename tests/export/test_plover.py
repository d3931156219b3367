"""PLOVER and POLECAT: their types and modes, plain actors, and the change of hands that they cannot carry."""

from __future__ import annotations

import json
from typing import Any

import pytest
from making import campaign, claim, desk, everything, fall, figure, hospital, incident, plan, rows, sentences, strikes, text, threat

from dateline.export.plover import MODES, PLOVER, QUADS
from dateline.export.polecat import COLUMNS, POLECAT
from dateline.export.stamps import read_stamp
from dateline.knowledge.ontology import load
from dateline.records.incident import Incident


def records(*incidents: Incident) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text(PLOVER, incidents)[0].splitlines()]


def test_the_fall_of_a_town_keeps_its_context_and_loses_its_change_of_hands() -> None:
    (made,) = records(fall())
    assert (made["event"], made.get("mode"), made["context"], made["quad_code"]) == ("ASSAULT", None, ["military", "territory"], 4)
    assert made["actor"] == [{"sector": "REB", "entity_text": "Islamic State"}]
    assert made["recipient"] == [{"code": "SYR", "sector": "MIL", "entity_text": "Government of Syria"}]
    assert (made["date"], made["size"], made["id"]) == ("2016-12-11", {"dead": 34}, "e-a1")
    assert made["event_loc"] == {
        "name": "Palmyra", "admin1": "Homs", "country": "SYR", "lat": 34.5624, "lon": 38.28402, "geonames": 163808, "resolution": 4,
    }  # fmt: skip
    assert [(c["claim"], c["status"]) for c in made["text_info"]] == [("a1", "happened"), ("a2", "happened"), ("a3", "denied")]
    assert (made["coder"], made["coded_date"], made["link"]) == ("dateline 0.1.0", "2019-12-31", "https://example.org/r-a1")
    assert read_stamp(made["comment"]).model == "abc123"
    told = sentences(text(PLOVER, [fall()])[1])
    assert told["control"] == "PLOVER has no mode for taking territory: 1 control change dropped"
    assert told["counted"].endswith("1 figure of other people dropped")  # the captured: PLOVER takes that for an act of its own


def test_four_changes_are_four() -> None:
    told = sentences(text(PLOVER, [incident(claim(x, ["Islamic State"], changes=fall().claims[0].changes)) for x in "abcd"])[1])
    assert told["control"] == "PLOVER has no mode for taking territory: 4 control changes dropped"


def test_the_required_fields_are_there() -> None:
    for made in records(*everything()):
        assert {"id", "date", "actor", "event", "coder", "comment"} <= set(made)


def test_a_night_has_an_end_and_a_suspected_air_force_is_nobody() -> None:
    raid, bombed = records(strikes(), hospital())
    assert (raid["date"], raid["enddate"], raid["mode"]) == ("2016-12-10", "2016-12-11", "aerial")
    assert raid["actor"][1] == {"code": "SYR", "sector": "MIL", "entity_text": "Government of Syria"}
    assert bombed["actor"] == [{"sector": "UAF"}]
    assert "Government of Russia: one of several possible culprits" in bombed["comment"]
    assert bombed["recipient"] == [{"code": "SYR", "sector": "CVL", "entity_text": "civilians (Syria)"}]


def test_a_threat_is_an_act_and_a_plan_is_none() -> None:
    (made,) = records(threat(), plan())
    assert (made["event"], made["quad_code"], made["actor"][0]["entity_text"]) == ("THREATEN", 3, "Islamic State")
    assert sentences(text(PLOVER, [plan()])[1])["ahead_only"].endswith("1 planned incident dropped")


def test_an_open_interval_is_a_loss() -> None:
    assert records(campaign()) == []
    assert "undated" in sentences(text(PLOVER, [campaign()])[1])


def test_every_type_and_mode_is_plovers() -> None:
    types = {type for some in QUADS.values() for type in some}
    assert len(types) == 16
    for kind in load().types:
        for mode in (None, *load().modes) if kind == "statement" else (None,):
            made = records(incident(claim("a", ["Islamic State"], ["Government of Syria"], type=kind, mode=mode)))
            for one in made:
                assert one["event"] in types
                assert one.get("mode") is None or one["mode"] in MODES[one["event"]]


MODE_CASES = [("suicide_bombing", (), "suicide-attack"), ("chemical_weapon", (), "unconventional"), ("abduction", (), "abduct"),
              ("air_strike", ("a drone",), "drone"), ("shelling", (), "heavy-weapons")]  # fmt: skip


@pytest.mark.parametrize(("type", "weapons", "mode"), MODE_CASES)
def test_modes_in_plovers_words(type: str, weapons: tuple[str, ...], mode: str) -> None:
    (made,) = records(incident(claim("a", ["Islamic State"], ["civilians (Syria)"], type=type, weapons=weapons)))
    assert (made["event"], made["mode"]) == ("ASSAULT", mode)


def test_aid_needs_a_recipient() -> None:
    assert records(incident(claim("a", ["UN"], type="aid"))) == []
    assert len(records(incident(claim("a", ["UN"], ["civilians (Syria)"], type="aid")))) == 1


def test_the_injured_are_sized_where_the_policy_counts_them() -> None:
    hurt = incident(claim("a", ["Islamic State"], ["civilians (Syria)"], figures=(figure("9 wounded", (9, 9, 9), "injured"),)))
    assert records(hurt)[0]["size"] == {"injured": 9}
    assert "sizes" in sentences(text(PLOVER, [hurt], desk(("ucdp",)))[1])


def test_the_polecat_header_and_row() -> None:
    (row,), losses = rows(POLECAT, [fall()])
    assert tuple(row) == COLUMNS and len(COLUMNS) == 40
    assert (row["Event Type"], row["Quad Code"], row["Contexts"], row["Event Date"]) == (
        "ASSAULT", "4", "military; territory", "2016-12-11",
    )  # fmt: skip
    assert (row["Actor Name"], row["Primary Actor Sector"], row["Recipient Country"], row["Recipient COW"]) == (
        "Islamic State", "REB", "SYR", "652",
    )  # fmt: skip
    assert (row["City"], row["Country"], row["GeoNames ID"]) == ("Palmyra", "SYR", "163808")
    assert read_stamp(row["Version"]).coder == "dateline 0.1.0"
    told = sentences(losses)
    assert told["control"] == "POLECAT has no mode for taking territory: 1 control change dropped"
    assert told["claims"].endswith("3 claims folded into it") and "figures" in told


def test_no_cell_of_polecat_holds_a_tab_or_a_break() -> None:
    written, _ = text(POLECAT, [incident(claim("a", ["tab\tbed\nname", '"quoted']))])
    assert [line.count("\t") for line in written.splitlines()] == [39, 39]
