"""GeoJSON, TimeMap and FollowTheMoney: what is written is read back."""

from __future__ import annotations

import json
from typing import Any

from making import HOSPITAL, PALMYRA, campaign, claim, everything, fall, hospital, incident, sentences, strikes, text

from dateline.export.followthemoney import FTM
from dateline.export.geojson import GEOJSON
from dateline.export.stamps import COLUMNS, read_stamp
from dateline.export.timemap import TIMEMAP

PROPERTIES = {
    "Event": {"name", "summary", "recordId", "date", "startDate", "endDate", "location", "addressEntity", "country", "keywords",
              "organizer", "involved", "proof", "notes", "description", "publisher"},
    "PublicBody": {"name", "country", "description"}, "Organization": {"name", "country", "description"},
    "LegalEntity": {"name", "country", "description"}, "Person": {"name", "country", "description"},
    "Article": {"fileName", "title", "name", "publisher", "publishedAt", "sourceUrl", "language", "description"},
    "Documentation": {"document", "entity", "role", "status", "summary", "date", "recordId", "proof", "description"},
    "UnknownLink": {"subject", "object", "role", "description"},
    "Address": {"full", "name", "remarks", "city", "state", "country", "latitude", "longitude", "description"},
}  # of FollowTheMoney's schemata (followthemoney 4.11): those that may be written  # fmt: skip
REQUIRED = {"Event": "name", "PublicBody": "name", "Organization": "name", "LegalEntity": "name", "Article": "fileName"}


def features(*incidents: Any) -> list[dict[str, Any]]:
    made = json.loads(text(GEOJSON, incidents)[0])
    assert made["type"] == "FeatureCollection"
    return list(made["features"])


def test_a_feature_has_its_point_its_figures_and_its_claims() -> None:
    first, second = features(fall(), strikes())
    assert first["geometry"] == {"type": "Point", "coordinates": [PALMYRA.lon, PALMYRA.lat]} and first["id"] == "e-a1"
    told = first["properties"]
    assert (told["initiators"], told["killed_best"], told["when"], told["told"]) == (["Islamic State"], 34, "2016-12-11", True)
    assert told["control"] == ["Palmyra: Government of Syria > Islamic State (whole)"]
    assert [(c["claim"], c["status"]) for c in told["claims"]] == [("a1", "happened"), ("a2", "happened"), ("a3", "denied")]
    assert told["claims"][0]["figures"][0] == {
        "measure": "killed", "unit": "people", "group": "combatants:Government of Syria", "low": 34, "best": 34, "high": None,
        "comparator": None, "approximate": False, "figure_words": "at least 34 soldiers", "part_of": None,
    }  # fmt: skip
    assert second["properties"]["when"] == "2016-12-10/2016-12-11" and second["properties"]["lasting"] is True
    assert {r["side"]: r["high"] for r in second["properties"]["figures"]}["Islamic State"] == 300


def test_every_feature_and_claim_is_stamped_and_what_has_no_point_has_none() -> None:
    nowhere = incident(claim("z", places=()))
    made = features(*everything(), nowhere)
    assert len(made) == 7 and made[-1]["geometry"] is None
    for feature in made:
        assert set(COLUMNS) <= set(feature["properties"])
        assert all(set(COLUMNS) <= set(c) for c in feature["properties"]["claims"])
    assert "unplaced" in sentences(text(GEOJSON, [nowhere])[1])


def test_nothing_at_all_is_valid_too() -> None:
    assert features() == []
    assert json.loads(text(TIMEMAP, [])[0]) == {"events": [], "sources": {}, "associations": []}


def test_timemap_has_events_sources_and_associations_that_fit() -> None:
    written, losses = text(TIMEMAP, everything())
    made = json.loads(written)
    assert [e["id"] for e in made["events"]] == ["e-a1", "e-b1", "e-c1", "e-g1"]
    for event in made["events"]:
        assert set(event["sources"]) <= set(made["sources"])
        assert set(event["associations"]) <= {a["id"] for a in made["associations"]}
        assert set(COLUMNS) <= set(event) and event["date"].startswith("2016-12-1")
    assert made["events"][2]["associations"] == ["civilians (Syria)"]  # neither of the two air forces
    told = sentences(losses)
    assert told["undated"] == "TimeMap needs a day: 1 incident of an open or unknown time dropped"
    assert told["untold"].endswith("1 denied, doubted, planned or threatened incident dropped")
    assert told["culprits"].endswith("2 culprits kept in the description only")


def entities(*incidents: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text(FTM, incidents)[0].splitlines()]


def test_entities_keep_to_the_schemata_and_point_at_each_other() -> None:
    made = entities(*everything(), campaign())
    ids = [e["id"] for e in made]
    assert len(ids) == len(set(ids))
    for entity in made:
        own = entity["properties"]
        assert set(own) <= PROPERTIES[entity["schema"]]
        assert all(isinstance(v, str) and v for values in own.values() for v in values)
        assert REQUIRED.get(entity["schema"], "description") in own
        for name in ("organizer", "involved", "proof", "document", "entity", "subject", "object", "addressEntity"):
            assert set(own.get(name, ())) <= set(ids)
        assert read_stamp(own["description"][-1]).codebook


def test_an_event_a_claim_and_a_culprit_in_doubt() -> None:
    made = entities(fall(), hospital())
    by = {e["id"]: e for e in made}
    event = by["e-a1"]["properties"]
    assert (event["date"], event["recordId"]) == (["2016-12-11"], ["e-a1"])
    assert [by[id]["properties"]["name"] for id in event["organizer"]] == [["Islamic State"]]
    assert [(by[id]["schema"], by[id]["properties"]["country"]) for id in event["involved"]] == [("PublicBody", ["sy"])]
    denial = next(e["properties"] for e in made if e["properties"].get("recordId") == ["a3"])
    assert (denial["status"], denial["role"], denial["summary"]) == (["denied"], ["according to SANA"], ["words of a3"])
    assert by[denial["document"][0]]["schema"] == "Article"
    links = [e["properties"] for e in made if e["schema"] == "UnknownLink"]
    assert {x["role"][0] for x in links} == {"one of several possible culprits"} and len(links) == 2
    assert "organizer" not in by["e-c1"]["properties"]


def test_a_month_stays_a_month_and_a_span_has_two_ends() -> None:
    month, night, since = (
        next(e for e in entities(made) if e["schema"] == "Event")["properties"]
        for made in (incident(claim("m", when="2016-12", when_precision="month")), strikes(), campaign())
    )
    assert month["date"] == ["2016-12"] and "startDate" not in month
    assert (night["startDate"], night["endDate"]) == (["2016-12-10"], ["2016-12-11"])
    assert since["startDate"] == ["2015-09-01"] and "endDate" not in since


def test_a_hospital_lies_only_roughly() -> None:
    (feature,) = features(hospital())
    assert feature["geometry"]["coordinates"] == [37.1, 36.2]
    assert HOSPITAL.lat is not None and f"{HOSPITAL.lat}" not in text(GEOJSON, [hospital()])[0]
