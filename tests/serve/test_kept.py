"""What the desk keeps in memory says what a desk that was just opened says, whatever was recorded in between."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from desktold import AFTER, FALL, PRIVATE, TOWN, tell
from starlette.testclient import TestClient
from teamed import DESK, Person, found, team_desk

from dateline.ingest import add
from dateline.ledger import Ledger, View
from dateline.ledger.amending import correct, judge, withdraw
from dateline.ledger.redaction import redact, what_holds, what_names
from dateline.serve.app import create_app
from dateline.serve.serving import Serving

ASKED = [
    "map", "map?private=true", "map?as_of=2016-12-12", "map?recorded_as_of=2030", "density?as_of=2016-12-12", "published", "holdings",
    "holdings?as_of=2016-12-12", "holdings?private=true", "holdings?country=SY", "control?place=gn:163808", "events", "events?private=true",
    "incidents?policy=ucdp", "incidents?policy=ucdp&private=true", "incidents?policy=ucdp&as_of=2016-12-12", "claims", "claims?private=true",
    "reports", "origins", "origins?as_of=2016-12-12", "speakers", "outlets", "queue", "queue?private=true", "contradictions",
]  # fmt: skip
HERE = "http://127.0.0.1:8765"


@contextmanager
def opened(where: str) -> Iterator[Callable[[str], Any]]:
    """A desk of its own, asked for addresses under /api."""
    with TestClient(create_app(Serving(where, author="person:ada")), base_url=HERE) as client:

        def ask(path: str) -> Any:
            answer = client.get(f"/api/{path}")
            assert answer.status_code == 200, answer.text
            return answer.json()

        yield ask


def again(record: dict[str, Any], number: int) -> dict[str, Any]:
    """The report once more, by another paper of a day later."""
    return {**record, "id": f"{record['id']} {number}", "outlet": f"Paper {number}", "published": f"2016-12-{12 + number:02}"}


def changes(ledger: Ledger, chance: random.Random) -> Iterator[str]:
    """Records one thing after the other, and says what: all kinds of it, in an order that is drawn."""
    done: list[int] = []
    kinds = ["report", "copy", "type", "control", "private", "wrong", "right", "withdraw", "undo", "same", "redact", "name"]
    chance.shuffle(kinds)
    for number, kind in enumerate(kinds):
        claims = list(ledger.claims(View(private=True), None))
        one = chance.choice(claims).id
        if kind in ("report", "copy"):
            more = {"places": [{**TOWN, "name": f"Palmyra Castle {number}", "geonames_id": None}]} if kind == "report" else {}
            record = again(FALL if kind == "copy" else AFTER, number)
            add(ledger.store, {**record, "events": [{**e, **more} for e in record["events"]]}, "person:ben")
        elif kind == "type":
            done.append(correct(ledger.store, one, "type", "siege", "person:ben").seq)
        elif kind == "control":
            held = [{"place": "Palmyra", "to": "Government of Syria", "extent": "part"}]
            done.append(correct(ledger.store, one, "control", held, "person:ben").seq)
        elif kind == "private":
            done.append(correct(ledger.store, one, "private", ["Islamic State"], "person:ben").seq)
        elif kind in ("wrong", "right"):
            done.append(judge(ledger.store, one, kind, "person:ben").seq)
        elif kind == "withdraw":
            withdraw(ledger.store, one, "person:ben")
        elif kind == "undo" and done:
            ledger.undo(done.pop(), "person:ben")
        elif kind == "same":
            acts = [i for i in ledger.incidents(View(), None) if i.claims]
            if len(acts) > 1:
                ledger.judge(acts[0].events[0], acts[1].events[0], "same", "person:ben")
        elif kind == "redact":
            redact(ledger.store, what_holds(ledger.store, one), "person:ben")
        elif kind == "name" and (target := what_names(ledger.store, [PRIVATE])).found:
            redact(ledger.store, target, "person:ben")
        yield kind


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """However busy the machine is, the queue is gathered before it is answered."""
    monkeypatch.setattr("dateline.serve.waiting.PATIENCE", 600.0)
    monkeypatch.setattr("dateline.serve.waiting.QUICK", 600.0)


def told(path: str, answer: Any) -> Any:
    """The answer without what is said of the desk itself: how many things were decided since it was opened."""
    if path.startswith("queue"):
        return answer["items"], {k: v["waiting"] for k, v in answer["progress"]["by_kind"].items()}, answer["progress"]["reviewed"]
    if path.startswith("map"):
        return {**answer, "features": sorted(answer["features"], key=str)}
    return answer


@pytest.mark.parametrize("seed", range(4))
def test_a_desk_that_has_been_open_for_long_answers_as_a_new_one(where: str, ids: dict[str, str], seed: int) -> None:
    with opened(where) as old, Ledger.open(where) as ledger:
        for path in ASKED:
            assert old(path) == old(path)
        for kind in changes(ledger, random.Random(seed)):
            with opened(where) as new:
                for path in ASKED:
                    assert told(path, old(path)) == told(path, new(path)), (kind, path)
                    assert told(path, old(path)) == told(path, new(path)), (kind, path)


def test_what_was_redacted_is_in_no_answer_and_not_in_memory(where: str, ids: dict[str, str]) -> None:
    app = create_app(Serving(where, author="person:ada"))
    shown = [path for path in ASKED if "private=true" in path]
    with TestClient(app, base_url=HERE) as client:
        before = [client.get(f"/api/{path}").text for path in shown]
        assert any(PRIVATE in text for text in before)
        target = {"names": [PRIVATE]}
        preview = client.post("/api/redactions/preview", json=target).json()
        made = client.post("/api/redactions", json={**target, "entries": preview["entries"]})
        assert made.status_code == 201, made.text
        desk = app.state.desk
        assert not desk.remembered._claims
        assert not (desk.answers._kept or desk.drawn._kept or desk.listed._kept or desk.shown._kept or desk.holdings._kept)
        for path in shown:
            assert PRIVATE not in client.get(f"/api/{path}").text


def test_private_names_are_kept_apart(where: str, ids: dict[str, str]) -> None:
    with opened(where) as ask:
        for _ in range(2):
            for path in ("map", "events", "claims", "incidents?policy=ucdp", "holdings"):
                assert PRIVATE not in str(ask(path))
                ask(f"{path}{'&' if '?' in path else '?'}private=true")
        assert PRIVATE in str(ask("claims?private=true")) and PRIVATE in str(ask("map?private=true"))


def test_what_is_kept_for_one_role_is_not_told_to_another(where: str, ids: dict[str, str]) -> None:
    found(where)
    with TestClient(team_desk(where), base_url=DESK) as client:
        coder, reader = Person(client), Person(client)
        coder.log_in("coder")
        assert PRIVATE in client.get("/api/claims?private=true").text
        client.cookies.clear()
        assert client.get("/api/claims?private=true").status_code == 401
        reader.log_in("reader")
        assert client.get("/api/claims?private=true").status_code == 403
        assert client.get("/api/claims").status_code == 200
        client.cookies.clear()
        assert client.get("/api/claims").status_code == 401


def test_two_desks_over_one_ledger_tell_each_other_nothing_old(where: str) -> None:
    with Ledger.open(where) as ledger, opened(where) as one, opened(where) as other:
        assert one("map")["count"] == other("map")["count"] == 0
        tell(ledger)
        assert one("map")["count"] == other("map")["count"] > 0
