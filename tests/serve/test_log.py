"""The log for an audit, figures in the list of incidents, and spans that follow corrections."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from desktold import PRIVATE, TOWN
from starlette.testclient import TestClient

Get = Callable[..., Any]


@pytest.fixture
def correct(client: TestClient) -> Callable[..., Any]:
    """Corrects a field of a claim, and gives the entry."""

    def send(claim: str, field: str, value: Any, reason: str | None = None) -> Any:
        answer = client.post(f"/api/claims/{claim}/corrections", json={"field": field, "value": value, "reason": reason})
        assert answer.status_code == 201, answer.text
        return answer.json()

    return send


@pytest.fixture
def fall(get: Get) -> Any:
    """The claim that the town fell."""
    return next(c for c in get("claims")["items"] if c["words"].startswith("Islamic State fighters"))


def test_the_newest_entries_come_first_and_say_what_they_did(get: Get, correct: Any, fall: Any) -> None:
    before = get("entries", limit=1000)["items"]
    made = correct(fall["id"], "status", "doubted", "second paragraph")
    entry, *rest = get("entries", limit=1000)["items"]
    assert [e["seq"] for e in rest] == [e["seq"] for e in before] == sorted((e["seq"] for e in before), reverse=True)
    assert (entry["seq"], entry["hash"], entry["author"]) == (made["seq"], made["hash"], "person:ada")
    told = ("corrected", "status", "happened", "doubted", "second paragraph", fall["words"])
    assert tuple(entry[k] for k in ("what", "field", "before", "after", "reason", "words")) == told
    assert entry["can_undo"] and entry["undone_by"] is None


def test_an_entry_that_was_taken_back_says_so(get: Get, client: TestClient, correct: Any, fall: Any) -> None:
    made = correct(fall["id"], "status", "doubted")
    back = client.post(f"/api/entries/{made['seq']}/undo", json={"reason": "it does not"}).json()
    last, first = get("entries", limit=2)["items"]
    assert (last["what"], last["seq"], last["can_undo"]) == ("taken back", back["seq"], False)
    assert (first["undone_by"], first["can_undo"]) == (back["seq"], False)


FILTERS: list[tuple[dict[str, Any], set[str]]] = [
    ({}, {"report", "correction"}),
    ({"claims": True}, {"report", "claim", "correction"}),
    ({"kind": "claim"}, {"claim"}),
    ({"kind": "report"}, {"report"}),
    ({"author": "person:ada"}, {"report", "correction"}),
    ({"author": "people", "kind": "correction"}, {"correction"}),
    ({"author": "person:nobody"}, set()),
]


@pytest.mark.parametrize(("asked", "kinds"), FILTERS)
def test_entries_are_sought(get: Get, correct: Any, fall: Any, asked: dict[str, Any], kinds: set[str]) -> None:
    correct(fall["id"], "status", "doubted")
    assert {e["kind"] for e in get("entries", limit=1000, **asked)["items"]} == kinds
    assert [e["kind"] for e in get("entries", subject=fall["id"], claims=True)["items"]] == ["correction", "claim"]


def test_pages_join_without_a_gap(get: Get) -> None:
    whole, mark, parts = get("entries", limit=1000, claims=True)["items"], None, []
    while True:
        page = get("entries", limit=2, claims=True, **({"cursor": mark} if mark else {}))
        parts += page["items"]
        mark = page["next"]
        if mark is None:
            break
    assert parts == whole and len(parts) == get("head")["seq"]


def test_a_private_name_stays_out_of_the_log_unless_it_is_asked_for(client: TestClient) -> None:
    assert PRIVATE not in client.get("/api/entries", params={"claims": True, "limit": 1000}).text
    assert PRIVATE in client.get("/api/entries", params={"claims": True, "limit": 1000, "private": True}).text


def test_the_log_is_verified_and_a_digest_is_looked_for(get: Get) -> None:
    head = get("head")
    proof = get("verify")
    assert (proof["entries"], proof["hash"], proof["fault"], proof["holds"]) == (head["seq"], head["hash"], None, True)
    first = get("entries", limit=1000, claims=True)["items"][-1]
    assert get("verify", holds=first["hash"])["holds"] and not get("verify", holds="0" * 63 + "1")["holds"]


def test_incidents_come_with_the_figures_of_a_policy(get: Get) -> None:
    bare, told = get("incidents")["items"], get("incidents", policy="ucdp")["items"]
    assert all(i["headlines"] is None and i["clashes"] is None for i in bare)
    assert [i["id"] for i in told] == [i["id"] for i in bare]
    for i in told:
        whole = get(f"incidents/{i['id']}", policy="ucdp")
        assert i["headlines"] == whole["headlines"]
        assert [c["sentence"] for c in i["clashes"]] == [c["sentence"] for c in whole["contradictions"]]


def test_an_unknown_policy_is_refused(client: TestClient) -> None:
    assert client.get("/api/incidents", params={"policy": "none"}).status_code == 400


def spans(get: Get, report: str, claim: str, role: str, **query: Any) -> list[tuple[str, str]]:
    """Words and meaning of the spans of a role."""
    told = get(f"reports/{report}", **query)
    return [(told["text"][s["start"] : s["end"]], s["about"]) for s in told["spans"] if s["claim"] == claim and s["role"] == role]


SPANS: list[tuple[str, Any, str, list[tuple[str, str]]]] = [
    ("places", [{**TOWN, "name": "Tadmur", "text": "Palmyra", "start": 28, "end": 35}], "place", [("Palmyra", "Tadmur")]),
    ("places", [{**TOWN, "name": "Sunday", "text": "Sunday", "start": 39, "end": 45}], "place", [("Sunday", "Sunday")]),
    ("places", [{**TOWN, "precision": 2}], "place", [("Palmyra", "Palmyra")]),
    ("places", [], "place", []),
    ("initiators", ["Islamic State", "Amaq"], "initiator", [("Islamic State", "Islamic State")]),
    (
        "voices",
        [{"name": "Observatory", "kind": "monitor", "text": "the Observatory"}],
        "source",
        [("the Observatory", "Observatory")],
    ),
    ("when", {"value": "2016-12-10", "text": "Sunday", "start": 39, "end": 45}, "time", [("Sunday", "2016-12-10")]),
    ("said", {"value": "2016-12-11", "text": "Sunday", "start": 39, "end": 45}, "said", [("Sunday", "2016-12-11")]),
    ("when", "2016-12-10", "time", []),  # coded without words
    ("weapons", [{"text": "fighters", "start": 14, "end": 22}], "weapon", [("fighters", None)]),
    ("weapons", ["rifles"], "weapon", []),
]


@pytest.mark.parametrize("told", SPANS, ids=str)
def test_spans_stand_where_a_correction_says(get: Get, correct: Any, fall: Any, told: tuple[str, Any, str, Any]) -> None:
    field, value, role, stands = told
    before = spans(get, fall["report"], fall["id"], role)
    earlier = get("entries", limit=1)["items"][0]["recorded"]
    correct(fall["id"], field, value)
    assert spans(get, fall["report"], fall["id"], role) == stands
    assert spans(get, fall["report"], fall["id"], role, recorded_as_of=earlier) == before


def test_spans_stand_as_they_did_once_a_correction_is_taken_back(get: Get, client: TestClient, correct: Any, fall: Any) -> None:
    before = spans(get, fall["report"], fall["id"], "place")
    made = correct(fall["id"], "places", [])
    client.post(f"/api/entries/{made['seq']}/undo", json={})
    assert spans(get, fall["report"], fall["id"], "place") == before == [("Palmyra", "Palmyra")]
