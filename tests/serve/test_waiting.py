"""The queue at the desk: what waits, decided by the calls that it gives itself, and how far one is."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from desktold import TOWN
from starlette.testclient import TestClient
from typer.testing import CliRunner

from dateline.cli import app
from dateline.errors import DatelineError
from dateline.ingest import add
from dateline.ledger import Ledger
from dateline.ledger.amending import correct
from dateline.ledger.entries import digest
from dateline.records.entry import Draft
from dateline.serve import waiting

ELSEWHERE = {"name": "Tripoli", "geonames_id": 2210247, "lat": 32.87519, "lon": 13.18746, "country": "LY", "precision": 1}
MACHINE = "machine:dateline test"
PRIVATE = "Huda Mansour"


def machine(ledger: Ledger, name: str, *told: dict[str, Any], published: str = "2016-12-11") -> list[str]:
    """Records a report as a machine coded it: acts with a score, a place, a toll; returns the ids of its claims."""
    report, made = digest("report", name), []
    document = {
        "title": None,
        "text": f"{name}.",
        "published": published,
        "place_filed": None,
        "outlet": name,
        "agencies": [],
        "language": "en",
        "url": None,
        "retrieved": None,
        "given": [],
        "sections": [],
    }
    made.append(
        Draft(
            "report",
            report,
            MACHINE,
            {
                "v": 1,
                "name": name,
                "document": document,
                "original": None,
                "media_type": None,
                "extractor": None,
                "archive": None,
                "coder": "test",
                "state": "coded",
                "reason": None,
                "private": [],
            },
        )
    )
    for number, t in enumerate(told):
        act = {
            "type": t.get("type", "air_strike"),
            "scope": "event",
            "initiators": [{"name": t.get("by", "Government of Syria")}],
            "targets": [],
            "places": [{**t.get("place", TOWN), "score": t.get("place_score", 1.0)}],
            "when": {"value": "2016-12-10", "precision": "day"},
            "control": [],
        }
        killed = t.get("killed")
        figures = (
            []
            if killed is None
            else [
                {
                    "measure": "killed",
                    "unit": "people",
                    "group": "civilians",
                    "low": killed,
                    "best": killed,
                    "high": killed,
                    "text": f"{killed}",
                }
            ]
        )
        claim = {
            "quote": {"start": 0, "end": len(name)},
            "status": t.get("status", "happened"),
            "source": [{"name": name, "kind": "media"}],
            "quantities": figures,
            "score": t.get("score", 0.95),
        }
        payload = {
            "v": 1,
            "report": report,
            "event": digest("event", name, str(number)),
            "published": published,
            "act": act,
            "claim": claim,
            "words": name,
            "private": t.get("private", []),
        }
        made.append(Draft("claim", digest("claim", name, str(number)), MACHINE, payload))
    return [e.subject for e in ledger.store.append(made) if e.kind == "claim"]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """However busy the machine is, the queue counts as quickly gathered, and is waited for."""
    monkeypatch.setattr("dateline.serve.waiting.QUICK", 600.0)
    monkeypatch.setattr("dateline.serve.waiting.PATIENCE", 600.0)


@pytest.fixture
def desk(client: TestClient) -> Callable[[], Ledger]:
    """The desk's own ledger."""
    return lambda: client.app.state.desk.ledger  # type: ignore[attr-defined, no-any-return]


@pytest.fixture
def queue(client: TestClient) -> Callable[..., Any]:
    """Asks for the queue."""

    def ask(**query: object) -> Any:
        answer = client.get("/api/queue", params=query)  # type: ignore[arg-type]
        assert answer.status_code == 200, answer.text
        return answer.json()

    return ask


def decide(client: TestClient, item: Any, key: str) -> list[Any]:
    """Makes the calls of a decision, as the page does; what they recorded."""
    made = []
    for call in next(d for d in item["decisions"] if d["key"] == key)["calls"]:
        answer = client.request(call["method"], call["path"], json=call["body"])
        assert answer.status_code == 201, answer.text
        made.append(answer.json())
    return made


def test_a_claim_of_a_low_score_waits_until_it_is_judged(client: TestClient, desk: Any, queue: Any) -> None:
    low, high = machine(desk(), "Wire", {"score": 0.31, "killed": 12}, {"score": 0.97})
    found = queue(kind="claim")
    assert [i["id"] for i in found["items"]] == [f"claim:{low}"]
    item = found["items"][0]
    assert "0.31" in item["reason"] and item["people"] == 12 and item["claims"][0]["id"] == low
    assert found["progress"]["by_kind"]["claim"] == {"done": 0, "waiting": 1}
    (made,) = decide(client, item, "y")
    after = queue(kind="claim")
    assert after["items"] == [] and after["progress"]["by_kind"]["claim"] == {"done": 1, "waiting": 0}
    assert after["progress"]["reviewed"] == found["progress"]["reviewed"] + 1
    client.post(f"/api/entries/{made['seq']}/undo", json={})
    again = queue(kind="claim")
    assert [i["id"] for i in again["items"]] == [f"claim:{low}"] and again["progress"]["by_kind"]["claim"]["done"] == 0
    assert high not in str(again)


def test_a_place_that_may_be_another_is_put_there_by_a_key(client: TestClient, desk: Any, queue: Any) -> None:
    (claim,) = machine(desk(), "Wire", {"place": {**ELSEWHERE, "lat": None, "lon": None, "geonames_id": None}})
    (item,) = queue(kind="place")["items"]
    assert "put nowhere" in item["reason"] and not any(c["chosen"] for c in item["candidates"])
    number = next(n for n, c in enumerate(item["candidates"], 1) if c["country"] == "LB")
    decide(client, item, str(number))
    now = client.get(f"/api/claims/{claim}").json()["places"][0]
    assert now["country"] == "LB" and now["lat"] == item["candidates"][number - 1]["lat"] and queue(kind="place")["items"] == []


def test_a_place_of_a_sure_score_without_rivals_does_not_wait(desk: Any, queue: Any) -> None:
    machine(desk(), "Wire", {})
    assert queue(kind="place")["items"] == []
    machine(desk(), "Post", {"place_score": 0.4})
    (item,) = queue(kind="place")["items"]
    assert "score of 0.40" in item["reason"]


def test_figures_that_clash_wait_until_all_are_looked_at(client: TestClient, desk: Any, queue: Any) -> None:
    ledger = desk()
    left, right = machine(ledger, "Wire", {"killed": 34}), machine(ledger, "Post", {"killed": 120})
    events = [ledger.claim(id).event for id in (*left, *right)]
    client.post("/api/links", json={"left": events[0], "right": events[1], "verdict": "same"})
    (item,) = queue(kind="conflict")["items"]
    assert item["contradiction"]["kind"] == "figures" and item["doubt"] == pytest.approx(1 - 34 / 120, abs=0.01)
    assert set(left + right) == {c["id"] for c in item["claims"]}
    decide(client, item, "y")
    assert queue(kind="conflict")["items"] == []


def test_a_link_left_unsure_is_decided_by_a_key(client: TestClient, desk: Any, queue: Any) -> None:
    ledger = desk()
    a = machine(ledger, "Wire", {"type": "armed_clash"})
    b = machine(ledger, "Post", {"type": "shelling", "by": "Islamic State"}, published="2016-12-12")
    events = [ledger.claim(id).event for id in (*a, *b)]
    client.post("/api/links", json={"left": events[0], "right": events[1], "verdict": "unsure"})
    assert all(i["kind"] == "link" for i in queue(kind="link")["items"])
    for item in queue(kind="link")["items"]:
        assert {d["key"] for d in item["decisions"]} == {"s", "d", "u"} and len(item["events"]) == 2 and item["link"]["reasons"]
        decide(client, item, "d")
    found = queue(kind="link")
    assert found["items"] == [] and found["progress"]["by_kind"]["link"]["waiting"] == 0


@pytest.mark.parametrize(("field", "value", "keys"), [("status", "denied", ["a", "x"]), ("private", [PRIVATE], ["x"])])
def test_a_word_whose_claim_is_gone_is_carried_over_or_dropped(
    client: TestClient, desk: Any, queue: Any, field: str, value: Any, keys: list[str]
) -> None:
    ledger = desk()
    old, new = machine(ledger, "Wire", {"private": [PRIVATE]}, {"type": "shelling"})
    said = correct(ledger.store, old, field, value, "person:ben")
    payload = {"v": 1, "of": old, "reason": "recoded", "successor": new, "reviews": [[said.seq, "correction.conflict"]]}
    ledger.store.append([Draft("withdrawal", old, MACHINE, payload)])
    (item,) = queue(kind="correction")["items"]
    assert "ben corrected" in item["reason"] and [d["key"] for d in item["decisions"]] == keys
    assert item["correction"]["value"] == (value if "a" in keys else None) and PRIVATE not in json.dumps(item)
    decide(client, item, keys[0])
    assert queue(kind="correction")["items"] == [] and queue()["progress"]["by_kind"]["correction"]["done"] == 1
    assert client.get(f"/api/claims/{new}").json()["status"] == ("denied" if "a" in keys else "happened")


def test_the_queue_is_paged_in_its_order(desk: Any, queue: Any) -> None:
    machine(desk(), "Wire", *({"score": 0.1 + n / 50, "killed": 10 * n} for n in range(12)))
    whole = queue(limit=200)["items"]
    paged: list[Any] = []
    cursor: str | None = None
    while True:
        page = queue(limit=5, **({"cursor": cursor} if cursor else {}))
        paged += page["items"]
        cursor = page["next"]
        if cursor is None:
            break
    assert [i["id"] for i in paged] == [i["id"] for i in whole] and [i["rank"] for i in whole] == sorted(
        (i["rank"] for i in whole), reverse=True
    )


def test_a_page_goes_on_where_it_ended_though_its_items_were_decided(client: TestClient, desk: Any, queue: Any) -> None:
    machine(desk(), "Wire", *({"score": 0.1 + n / 50} for n in range(6)))
    whole = [i["id"] for i in queue(kind="claim", limit=200)["items"]]
    first = queue(kind="claim", limit=2)
    for item in first["items"]:
        decide(client, item, "y")
    assert [i["id"] for i in queue(kind="claim", limit=2, cursor=first["next"])["items"]] == whole[2:4]


@pytest.mark.parametrize(
    "query", [{"cursor": "x"}, {"kind": "x"}, {"limit": 0}, {"limit": 10_000}, {"more": 1}, {"cursor": "nan~x"}]
)
def test_a_queue_that_cannot_be_asked_for(client: TestClient, query: dict[str, Any]) -> None:
    answer = client.get("/api/queue", params=query)
    assert answer.status_code in (200, 400) and (answer.status_code == 400 or query == {"cursor": "nan~x"})


def test_a_slow_queue_takes_out_what_was_decided_and_is_gathered_anew_later(
    client: TestClient, desk: Any, queue: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr("dateline.serve.waiting.QUICK", -1.0)
    monkeypatch.setattr("dateline.serve.waiting.AGE", 10_000.0)
    machine(desk(), "Wire", {"score": 0.31}, {"score": 0.97})
    (item,) = queue(kind="claim")["items"]
    decide(client, item, "n")
    found = queue(kind="claim")
    assert found["items"] == [] and found["progress"]["by_kind"]["claim"] == {"done": 1, "waiting": 0}
    machine(desk(), "Post", {"score": 0.2})
    assert queue(kind="claim")["items"] == []  # not yet


def test_what_is_gathered_so_far_is_shown_at_once(client: TestClient, desk: Any, queue: Any, monkeypatch: Any) -> None:
    goes_on, whole = threading.Event(), waiting.gathered

    def slowly(*given: Any) -> Iterator[Any]:
        parts = whole(*given)
        yield next(parts)
        assert goes_on.wait(60)
        yield from parts

    monkeypatch.setattr(waiting, "gathered", slowly)
    monkeypatch.setattr(waiting, "PATIENCE", 0.0)
    machine(desk(), "Wire", {"score": 0.31, "place_score": 0.4})
    found = queue()
    while not found["items"]:
        assert found["complete"] is False
        found = queue()
    assert [i["kind"] for i in found["items"]] == ["claim"] and found["complete"] is False
    decide(client, found["items"][0], "y")
    assert queue()["items"] == []
    goes_on.set()
    while not (found := queue())["complete"]:
        pass
    assert found["items"] == [] and found["progress"]["by_kind"]["claim"] == {"done": 1, "waiting": 0}


def test_a_gathering_that_fails_is_told_and_tried_again(client: TestClient, desk: Any, queue: Any, monkeypatch: Any) -> None:
    def fails(*_: Any) -> Iterator[Any]:
        raise DatelineError("gazetteer.build", "no room")

    whole = waiting.gathered
    monkeypatch.setattr(waiting, "gathered", fails)
    assert client.get("/api/queue").json()["code"] == "gazetteer.build"
    monkeypatch.setattr(waiting, "gathered", whole)
    assert queue()["complete"] is True


def test_the_command_lists_what_waits(where: str) -> None:
    with Ledger.open(where) as ledger:
        machine(ledger, "Wire", {"score": 0.31, "killed": 12}, {"score": 0.97})
    run = CliRunner()
    done = run.invoke(app, ["queue", "--ledger", where])
    assert done.exit_code == 0 and "0.31" in done.output and "0 of 2 claims were looked at" in done.output
    rows = [json.loads(x) for x in run.invoke(app, ["queue", "--ledger", where, "--format", "jsonl"]).stdout.splitlines()]
    assert [(r["kind"], r["people"]) for r in rows] == [("claim", 12)]
    assert run.invoke(app, ["queue", "--ledger", where, "--kind", "link", "--format", "csv"]).stdout.count("\n") <= 1


def test_added_by_hand_does_not_wait(desk: Any, queue: Any) -> None:
    add(desk().store, {"text": "A shell fell on Homs.", "events": [{"type": "shelling", "claims": [{}]}]}, "person:ben")
    assert queue(kind="claim")["items"] == []
