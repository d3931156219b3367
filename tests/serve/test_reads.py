"""What the desk answers when it is asked: real data of a small ledger, page by page, at any moment, private names withheld."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from desktold import HOSTILE, PRIVATE
from starlette.testclient import TestClient

from dateline.ledger import Ledger
from dateline.ledger.amending import correct

Get = Callable[..., dict[str, Any]]


def test_the_head_tells_what_the_ledger_holds_and_who_asks(get: Get) -> None:
    head = get("head")
    assert head["counts"] == {"reports": 4, "claims": 7, "events": 6}
    assert (head["first_published"], head["last_published"]) == ("2016-12-11", "2017-03-02")
    assert head["me"] == {"name": "ada", "role": "admin", "author": "person:ada", "public": False, "may_see_private": True}
    assert "ucdp" in [p["name"] for p in head["policies"]] and "air_strike" in [t["name"] for t in head["words"]["types"]]


def test_a_report_is_read_with_its_spans_where_they_stand(get: Get, ids: dict[str, str]) -> None:
    report = get(f"reports/{ids['fall']}")
    spans = {(s["role"], report["text"][s["start"] : s["end"]]) for s in report["spans"]}
    assert {("place", "Palmyra"), ("initiator", "Islamic State"), ("source", "the Observatory")} <= spans
    assert ("quantity", "More than 40 soldiers") in spans and ("claim", "More than 40 soldiers were killed") in spans
    assert [len(e["claims"]) for e in report["told"]] == [2]


def test_a_private_name_is_withheld_and_the_spans_still_fit(get: Get, ids: dict[str, str]) -> None:
    report = get(f"reports/{ids['denial']}")
    assert PRIVATE not in str(report) and "(private person), a teacher" in report["text"]
    words = {c["id"]: c["words"] for e in report["told"] for c in e["claims"]}
    told = [(report["text"][s["start"] : s["end"]], words[s["claim"]]) for s in report["spans"] if s["role"] == "claim"]
    assert len(told) == 2 and all(text == claim for text, claim in told)
    source = next(s for s in report["spans"] if s["role"] == "source" and "private" in (s["about"] or ""))
    assert report["text"][source["start"] : source["end"]] == "(private person)"


def test_coders_see_the_private_names_that_they_ask_for(get: Get, ids: dict[str, str]) -> None:
    assert PRIVATE in get(f"reports/{ids['denial']}", private=True)["text"]


@pytest.mark.parametrize("path", ["reports", "events", "claims", "incidents", "origins", "sites", "speakers", "outlets", "changes"])
def test_pages_add_up_to_the_whole(get: Get, path: str) -> None:
    whole = get(path, limit=1000)
    assert whole["next"] is None
    found: list[Any] = []
    cursor: dict[str, str] = {}
    while True:
        page = get(path, limit=1, **cursor)
        found += page["items"]
        if page["next"] is None:
            break
        cursor = {"cursor": page["next"]}
    assert found == whole["items"]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({}, 6),
        ({"as_of": "2016-12-11"}, 1),
        ({"as_of": "2016-12-10"}, 0),
        ({"during": "2016-12-11"}, 3),  # the campaign reaches into every day since
        ({"type": "air_strike"}, 2),
        ({"actor": "ISIS"}, 3),
        ({"status": "denied"}, 1),
        ({"measure": "killed"}, 1),
        ({"country": "sy"}, 6),
        ({"box": "38.2,34.5,38.3,34.6"}, 4),
        ({"place": "Palmyra", "actor": "Government of Syria"}, 2),
        ({"recorded_as_of": "2000"}, 0),
    ],
)  # fmt: skip
def test_every_question_takes_the_filters_of_a_view(get: Get, query: dict[str, str], count: int) -> None:
    events = get("events", **query)["items"]
    assert len(events) == count
    assert len({c["event"] for c in get("claims", **query)["items"]}) == count
    assert get("map", **query)["count" if "box" in query else "total"] == count
    told = get("density", **query)
    assert sum(told["counts"]) + told["longer"] + told["undated"] == count


def test_events_name_their_incidents(get: Get, ids: dict[str, str]) -> None:
    linked = {event: i["id"] for i in get("incidents", limit=1000)["items"] for event in i["events"]}
    told = {e["id"]: e["incident"] for e in get("events", limit=1000)["items"]}
    assert linked and {id: found for id, found in told.items() if found} == linked
    assert {e["id"]: e["incident"] for e in get(f"reports/{ids['fall']}")["told"]}.items() <= told.items()


def test_who_held_a_place_depends_on_what_was_known(get: Get) -> None:
    def holder(as_of: str) -> list[str]:
        (item,) = get("control", place="Palmyra", as_of=as_of)["items"]
        last: list[str] = item["timeline"]["spells"][-1]["holders"]
        return last

    assert holder("2016-12-11") == ["Islamic State"]
    assert holder("2017-03-02") == ["Government of Syria"]
    assert [h["holders"] for h in get("holdings", as_of="2017-03-02")["items"]] == [["Government of Syria"]]


def test_of_several_places_one_that_is_not_there_is_told_beside_the_others(get: Get, client: TestClient) -> None:
    one, other = get("control", place=["Palmyra", "Atlantis"])["items"]
    assert one["timeline"]["name"] == "Palmyra" and other["fault"]["code"] == "ledger.no_place"
    assert client.get("/api/control", params={"place": "Atlantis"}).status_code == 404


def test_an_incident_is_told_whole(get: Get) -> None:
    (incident,) = [i for i in get("incidents")["items"] if "killed" in {f["measure"] for f in i["figures"]}]
    whole = get(f"incidents/{incident['id']}")
    assert [c["id"] for c in whole["accounts"]] == whole["claims"]
    assert {r["id"] for r in whole["printed"]} == set(whole["reports"])
    assert {r["policy"] for r in whole["reckonings"]} >= {"ucdp", "latest"} and all(r["reason"] for r in whole["reckonings"])
    assert {r["policy"] for r in get(f"incidents/{incident['id']}", policy="ucdp")["reckonings"]} == {"ucdp"}
    assert whole["matrix"]["measures"] == ["killed"]
    assert whole["timeline"][0]["changed"] and whole["timeline"][0]["before"] == []


def test_the_map_is_honest_about_what_it_does_not_know(get: Get) -> None:
    found = get("map")
    assert found["whole"] and (found["count"], found["total"], found["unplaced"]) == (5, 6, 1)
    strike = next(f for f in found["features"] if f["properties"]["place"] == "Homs Governorate")["properties"]
    assert strike["precision"] == 4 and strike["radius_km"] > 50
    assert all(f["properties"]["radius_km"] <= 1 for f in found["features"] if f["properties"]["precision"] == 1)
    assert get("map", box="-10,-10,0,0")["features"] == []


def test_search_marks_what_was_typed(get: Get) -> None:
    (hit,) = get("search", q="soldiers killed")["items"]
    assert [hit["claim"]["words"][a:b] for a, b in hit["marks"]] == ["soldiers", "killed"]
    assert get("search", q=PRIVATE)["items"] == []


def test_speakers_are_listed_without_private_persons(get: Get, client: TestClient) -> None:
    names = [s["name"] for s in get("speakers")["items"]]
    assert "Syrian Observatory for Human Rights" in names and PRIVATE not in names
    assert get("speakers", q="OBSERV")["items"][0]["claims"] == 1
    record = get("speakers/Government of Syria")
    assert {line["section"] for line in record["lines"]} <= {"figure", "control", "denial"} and record["meanings"]
    refused = client.get(f"/api/speakers/{PRIVATE}")
    assert refused.status_code == 403 and refused.json()["code"] == "ledger.private"


def test_places_come_from_the_ledger_and_the_gazetteer(get: Get, kit: object) -> None:
    first, *rest = get("places", q="palmyr")["items"]
    assert first["key"] == "gn:163808" and first["known"] and rest
    assert get("places", q="Palmyra", country="US")["items"][0]["country"] == "US"
    assert get("places/gn:163808")["control"] == 4


def test_an_answer_is_kept_until_the_log_grows(client: TestClient, where: str) -> None:
    first = client.get("/api/claims")
    tag = first.headers["etag"]
    again = client.get("/api/claims", headers={"If-None-Match": tag})
    assert again.status_code == 304 and not again.content and again.headers["etag"] == tag
    assert client.get("/api/claims?limit=3", headers={"If-None-Match": tag}).status_code == 200
    assert client.get("/api/events", headers={"If-None-Match": tag}).status_code == 200
    with Ledger.open(where) as ledger:
        correct(ledger.store, first.json()["items"][0]["id"], "status", "doubted", "person:ada")
    assert client.get("/api/claims", headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("claims/zz", 404, "ledger.unknown"),
        ("claims/0123456789", 404, "ledger.unknown"),
        ("reports/nowhere", 404, "ledger.unknown"),
        ("incidents/0", 404, "ledger.unknown"),
        ("places/gn:1", 404, "ledger.no_place"),
        ("origins/zz", 404, "ledger.unknown"),
        ("speakers/Nobody%20At%20All", 404, "ledger.unknown"),
        ("claims?report=nowhere", 404, "ledger.unknown"),
        ("claims?as_of=yesterday", 400, "ledger.date"),
        ("claims?during=2016-13", 400, "ledger.date"),
        ("claims?box=1,2,3", 400, "ledger.box"),
        ("claims?box=1,2,3,nan", 400, "ledger.box"),
        ("claims?type=nonsense", 400, "serve.query"),
        ("claims?colour=red", 400, "serve.query"),
        ("claims?limit=0", 400, "serve.query"),
        ("claims?limit=1001", 400, "serve.query"),
        ("claims?cursor=x", 400, "ledger.page"),
        ("sites?cursor=-1", 400, "ledger.page"),
        ("sites?kind=palace", 400, "ledger.kind"),
        ("tally?by=colour", 400, "serve.query"),
        ("incidents?place=%00", 400, "serve.query"),
        ("changes?since=x", 400, "ledger.date"),
        ("nothing", 404, "serve.address"),
        ("", 404, "serve.address"),
    ],
)
def test_errors_have_a_code_and_a_way_out(client: TestClient, path: str, status: int, code: str) -> None:
    answer = client.get(f"/api/{path}")
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert set(answer.json()) == {"code", "message", "way_out"} and all(answer.json().values())


def test_a_wrong_method_is_told(client: TestClient) -> None:
    answer = client.put("/api/head")
    assert answer.status_code == 405 and answer.json()["code"] == "serve.address"


def test_a_hostile_report_is_data_and_nothing_else(client: TestClient, ids: dict[str, str]) -> None:
    answer = client.get(f"/api/reports/{ids[HOSTILE]}")
    assert answer.headers["content-type"] == "application/json" and answer.headers["x-content-type-options"] == "nosniff"
    assert answer.json()["title"] == HOSTILE and answer.json()["text"].startswith(HOSTILE)
    original = client.get(f"/api/reports/{ids[HOSTILE]}/original")
    assert original.headers["content-type"] == "application/octet-stream"
    assert (
        original.headers["content-disposition"].startswith("attachment;")
        and "sandbox" in original.headers["content-security-policy"]
    )
    assert client.get(f"/api/reports/{ids['fall']}/original").json()["code"] == "ledger.unknown"
