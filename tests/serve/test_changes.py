"""What people change at the desk: recorded under their name, told in the history, taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from desktold import PRIVATE, TOWN
from starlette.testclient import TestClient

Post = Callable[..., Any]


@pytest.fixture
def post(client: TestClient) -> Post:
    """Sends a body to an address under /api, and gives what is answered with 201."""

    def send(path: str, **body: object) -> Any:
        answer = client.post(f"/api/{path}", json=body)
        assert answer.status_code == 201, answer.text
        return answer.json()

    return send


@pytest.fixture
def claims(get: Callable[..., Any]) -> dict[str, Any]:
    """The claims by the beginning of their words."""
    return {c["words"][:12]: c for c in get("claims", private=True)["items"]}


CORRECTIONS: list[tuple[str, Any, str, Any]] = [
    ("status", "doubted", "status", "doubted"),
    ("when", "2016-12-10/2016-12-11", "first_day", "2016-12-10"),
    ("when", {"value": "2016-12-10", "text": "Sunday", "start": 39, "end": 45}, "when", "2016-12-10"),
    ("said", {"value": "2016-12-12"}, "said", "2016-12-12"),
    ("weapons", "rifles", "weapons", ["rifles"]),
    ("weapons", ["rifles", {"text": "fighters", "start": 14, "end": 22}], "weapons", ["rifles", "fighters"]),
    ("targets", "Government of Syria", "text", "Islamic State → Government of Syria"),
    ("targets", ["civilians (Syria)"], "text", "Islamic State → civilians (Syria)"),
    ("initiators", [{"name": "Islamic State", "attribution": "suspected"}], "text", "Islamic State (suspected) → Government of Syria"),
    ("type", "armed_clash", "type", "armed_clash"),
    ("evidence", "footage", "evidence", "footage"),
    ("voices", [{"name": "Amaq", "kind": "belligerent"}], "chain", "Amaq"),
]  # fmt: skip


@pytest.mark.parametrize("correction", CORRECTIONS, ids=lambda c: c[0])
def test_a_field_is_corrected(post: Post, get: Any, claims: Any, correction: tuple[str, Any, str, Any]) -> None:
    field, value, shown, as_ = correction
    id = claims["Islamic Stat"]["id"]
    made = post(f"claims/{id}/corrections", field=field, value=value, reason="the second paragraph")
    assert made["author"] == "person:ada" and made["subject"] == id and made["undo"]
    now = get(f"claims/{id}")
    assert now[shown] == as_ and now["corrected"] == [field]


def test_a_place_and_a_figure_are_corrected(post: Post, get: Any, claims: Any) -> None:
    id = claims["More than 40"]["id"]
    post(f"claims/{id}/corrections", field="places", value=[{**TOWN, "precision": 2}])
    figures = [{"measure": "killed", "unit": "people", "group": "civilians", "low": 42, "best": 42, "high": None, "text": "42"}]
    post(f"claims/{id}/corrections", field="figures", value=figures)
    now = get(f"claims/{id}")
    assert now["places"][0]["text"] == "near Palmyra" and now["figures"][0]["text"] == "killed 42–? civilians"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("status", "nonsense"), ("when", "yesterday"), ("nothing", 1), ("places", [{"lat": 1}]), ("places", "Palmyra"), ("figures", [{}]),
        ("weapons", [" "]), ("weapons", [{"name": "rifles"}]), ("weapons", [7]), ("when", {"text": "Sunday"}),
        ("when", {"value": "soon"}), ("said", {"value": 7}), ("control", 7), ("type", None), ("places", [{"name": "x", "lat": 900, "lon": 1}]), ("private", [1]), ("voices", [[]]),
    ],
)  # fmt: skip
def test_what_is_not_the_codebooks_is_refused(client: TestClient, claims: Any, field: str, value: Any) -> None:
    answer = client.post(f"/api/claims/{claims['Islamic Stat']['id']}/corrections", json={"field": field, "value": value})
    assert answer.status_code == 400 and answer.json()["code"] == "ledger.correction"


def test_a_history_tells_who_when_why_and_what_was_taken_back(post: Post, get: Any, claims: Any, client: TestClient) -> None:
    id, report = claims["Islamic Stat"]["id"], claims["Islamic Stat"]["report"]
    first = post(f"claims/{id}/corrections", field="status", value="doubted", reason="it says so")
    post(f"claims/{id}/judgements", verdict="right")
    post(f"reports/{report}/judgements", verdict="unsure")
    held = post("embargoes", report=report, until="2030-01-01")
    taken = post(f"entries/{first['seq']}/undo", reason="it does not")
    told = get(f"claims/{id}/history")
    assert told["claim"] == id
    assert [(i["what"], i["field"], i["before"], i["after"], i["verdict"]) for i in told["items"]] == [
        ("coded", None, None, None, None), ("corrected", "status", "happened", "doubted", None), ("judged", None, None, None, "right"),
        ("report judged", None, None, None, "unsure"), ("embargoed", None, None, None, "2030-01-01"),
    ]  # fmt: skip
    undone = told["items"][1]["undone"]
    assert undone == {"seq": taken["seq"], "at": taken["recorded"], "author": "person:ada", "reason": "it does not"}
    assert [i["can_undo"] for i in told["items"]] == [False, False, True, True, True]
    assert client.post(f"/api/entries/{first['seq']}/undo", json={}).status_code == 404
    assert [e["report"] for e in get("embargoes")["items"]] == [report]
    post(f"entries/{held['seq']}/undo")
    assert get("embargoes")["items"] == []


def test_a_history_names_no_private_person_unless_asked(post: Post, get: Any, claims: Any) -> None:
    id = claims["Salma Idris,"]["id"]
    post(f"claims/{id}/corrections", field="targets", value=[PRIVATE], reason=f"{PRIVATE} is the target")
    assert PRIVATE not in str(get(f"claims/{id}/history")) and PRIVATE in str(get(f"claims/{id}/history", private=True))


def test_a_claim_and_a_report_are_withdrawn(post: Post, get: Any, claims: Any, client: TestClient, ids: dict[str, str]) -> None:
    id, heir = claims["Islamic Stat"]["id"], claims["More than 40"]["id"]
    assert client.post(f"/api/claims/{id}/withdraw", json={"successor": id}).status_code == 400
    post(f"claims/{id}/withdraw", successor=heir, reason="told twice")
    assert get(f"claims/{id}")["id"] == heir and get(f"claims/{id}/history")["claim"] == heir
    post(f"reports/{ids['denial']}/withdraw")
    assert {c["report"] for c in get("claims")["items"]} == {ids["fall"], ids["after"]} | {
        r for n, r in ids.items() if "script" in n
    }


def test_two_events_are_judged_to_be_one_act(post: Post, get: Any, claims: Any, client: TestClient) -> None:
    left, right = claims["Islamic Stat"]["event"], claims["Salma Idris,"]["event"]
    made = post("links", left=left, right=right, verdict="same", reason="one and the same")
    assert len(made["incidents"]) == 1 and {left, right} <= set(get(f"incidents/{left}")["events"])
    assert [r["kind"] for r in post("links/undo", left=left, right=right)["items"]] == ["withdrawal"]
    assert right not in get(f"incidents/{left}")["events"]
    for body in ({"left": left, "right": left, "verdict": "same"}, {"left": left, "right": right, "verdict": "no"}):
        assert client.post("/api/links", json=body).status_code == 400
    assert client.post("/api/links/undo", json={"left": left, "right": right}).json()["code"] == "ledger.link"


def test_all_claims_of_an_incident_are_judged_at_once(post: Post, get: Any, claims: Any) -> None:
    event = claims["Islamic Stat"]["event"]
    whole = get(f"incidents/{event}")
    made = post(f"incidents/{event}/judgements", verdict="right")
    assert [r["subject"] for r in made["items"]] == whole["claims"]


HAND = {
    "type": "air_strike", "initiators": ["Government of Russia"], "weapons": ["jets"], "places": [TOWN], "when": "2016-12-11",
    "claims": [{"words": "Islamic State fighters", "source": ["SANA"], "quantities": [{"measure": "killed", "low": 3, "best": 3}]}],
}  # fmt: skip


def test_a_claim_is_coded_by_hand(post: Post, get: Any, ids: dict[str, str]) -> None:
    made = post(f"reports/{ids['fall']}/claims", events=[HAND], holdings=[], private=["Nobody Known"])
    (id,) = made["claims"]
    now = get(f"claims/{id}")
    assert now["author"] == "person:ada" and now["type"] == "air_strike" and now["figures"][0]["text"] == "killed 3–? people"
    assert post(f"reports/{ids['fall']}/claims", events=[HAND], private=["Nobody Known"])["claims"] == []  # the same by the same
    held = {"place": "Palmyra", "holder": "Islamic State", "claims": [{"quote": {"start": 0, "end": 13}}]}
    assert len(post(f"reports/{ids['fall']}/claims", holdings=[held])["claims"]) == 1


@pytest.mark.parametrize(
    "event",
    [
        {**HAND, "type": "nonsense"}, {**HAND, "claims": [{"words": "that stand nowhere"}]}, {**HAND, "when": "soon"},
        {**HAND, "claims": [{"quote": {"start": 5, "end": 5_000}}]}, {**HAND, "claims": [{"words": "Islamic", "status": "?"}]},
        {**HAND, "initiators": [{"name": "x", "text": "not there", "start": 0, "end": 9}]},
    ],
)  # fmt: skip
def test_a_coding_that_does_not_keep_to_the_codebook_is_refused(client: TestClient, ids: dict[str, str], event: Any) -> None:
    answer = client.post(f"/api/reports/{ids['fall']}/claims", json={"events": [event]})
    assert answer.status_code == 400 and answer.json()["code"] == "ledger.record"


def test_a_report_in_another_language_is_added_and_coded_by_hand(post: Post, get: Any) -> None:
    text = "سيطر تنظيم الدولة على تدمر"
    event = {**HAND, "claims": [{"quote": {"start": 0, "end": len(text)}}]}
    made = post("reports", text=text, language="ar", published="2016-12-11", outlet="Enab", events=[event])
    told = get(f"reports/{made['report']}")
    assert told["text"] == text and told["state"] == "by_hand" and len(made["claims"]) == 1


def test_a_person_is_recorded_and_shown_to_who_asks(post: Post, get: Any, claims: Any) -> None:
    event = claims["Salma Idris,"]["event"]
    made = post("victims", incident=event, person={"name": PRIVATE, "age": "31", "status": "civilian"}, sources=["her brother"])
    assert PRIVATE not in str(made) and len(made["unguarded"]) == 0  # the name is withheld in the claim
    post(f"victims/{made['victim']}/accounts", person={"age": "33"}, sources=["her mother"], relation="family")
    shut, open_ = get("victims")["items"][0], get(f"victims/{made['victim']}", private=True)
    assert PRIVATE not in str(shut) and shut["restricted"] and shut["fields"]["status"] == ["civilian"]
    assert open_["fields"]["age"] == ["31", "33"] and open_["accounts"][1]["sources"] == ["her mother"]
    assert get("victims", incident=event)["items"][0]["id"] == made["victim"]


def test_a_redaction_is_looked_at_before_it_is_done(post: Post, get: Any, client: TestClient, ids: dict[str, str]) -> None:
    asked = {"names": [PRIVATE]}
    seen = client.post("/api/redactions/preview", json=asked).json()
    assert seen["counts"]["report"] == 1 and seen["entries"] == sum(seen["counts"].values())
    other = client.post("/api/redactions", json={**asked, "entries": seen["entries"] + 1})
    assert other.status_code == 409 and PRIVATE in str(get("claims", private=True))
    tells = client.post("/api/redactions", json={**asked, "entries": seen["entries"], "reason": f"names {PRIVATE}"})
    assert tells.json()["code"] == "cli.usage"
    made = post("redactions", **asked, entries=seen["entries"], reason="names a witness")
    assert made["left"] == 0 and PRIVATE not in str(get("claims", private=True, withdrawn=True))
    assert client.post("/api/redactions/preview", json=asked).status_code == 404
