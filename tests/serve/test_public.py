"""The public desk: what it shows, what it keeps back, and how it follows the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from desktold import AFTER, PRIVATE
from fastapi import FastAPI
from starlette.testclient import TestClient

from dateline.ingest import add
from dateline.ledger import Ledger
from dateline.ledger.amending import judge
from dateline.ledger.outgoing import embargo
from dateline.serve.app import create_app
from dateline.serve.publishing import PublicDesk
from dateline.serve.serving import Serving


@pytest.fixture
def app(where: str, ids: dict[str, str]) -> FastAPI:
    """The desk for everybody."""
    return create_app(Serving(where, public=True))


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    """Somebody from outside."""
    with TestClient(app, base_url="https://record.example.org", raise_server_exceptions=False) as made:
        yield made


READ = [
    "head", "reports", "events", "claims", "incidents", "map", "density", "published", "control?place=Palmyra", "holdings", "sites",
    "origins", "speakers", "outlets", "tally", "tally?by=speaker", "contradictions", "search?q=soldiers", "search?q=salma", "places/gn:163808",
]  # fmt: skip


@pytest.mark.parametrize("path", READ)
def test_everybody_may_read_and_nobody_sees_a_private_name(client: TestClient, path: str) -> None:
    answer = client.get(f"/api/{path}")
    assert answer.status_code == 200 and PRIVATE not in answer.text and "Salma" not in answer.text


@pytest.mark.parametrize("path", ["claims?private=true", "changes", "stream", "queue", "victims", "ingest", "embargoes"])
def test_what_the_desk_works_with_is_not_for_everybody(client: TestClient, path: str) -> None:
    answer = client.get(f"/api/{path}")
    assert answer.status_code == 403 and answer.json()["code"] == "serve.role"


def test_nobody_changes_anything(client: TestClient) -> None:
    paths = client.get("/api/openapi.json").json()["paths"]
    changing = [(method, path) for path, made in paths.items() for method in made if method in ("post", "put", "patch", "delete")]
    assert len(changing) > 20
    for method, path in changing:
        if path in ("/api/login", "/api/logout"):
            continue
        answer = client.request(method, path.replace("{", "").replace("}", ""), json={})
        assert answer.status_code in (400, 403), (method, path, answer.text)
    assert client.get("/api/head").json()["me"]["author"] is None


def test_a_report_has_no_text_but_the_words_that_claims_rest_on(client: TestClient, ids: dict[str, str]) -> None:
    report = client.get(f"/api/reports/{ids['denial']}").json()
    assert (report["text"], report["spans"], report["sections"]) == ("", [], [])
    assert "(private person), a teacher" in str(report["told"])
    assert client.get(f"/api/reports/{ids['denial']}/original").status_code == 403


def test_the_edition_follows_the_ledger(app: FastAPI, client: TestClient, where: str, ids: dict[str, str]) -> None:
    desk = app.state.desk
    assert isinstance(desk, PublicDesk) and not desk.due()
    tag = client.get("/api/claims").headers["etag"]
    with Ledger.open(where) as ledger:
        embargo(ledger.store, ids["fall"], "2200-01-01", "person:ada")
        add(ledger.store, {**AFTER, "id": "more", "text": AFTER["text"] + " More."}, "machine:test")
        judge(ledger.store, next(c for c in ledger.claims() if c.status == "denied").id, "wrong", "person:ada")
    desk._took = 0.0
    assert desk.due()
    desk.renew()
    answer = client.get("/api/claims", headers={"If-None-Match": tag})
    assert answer.status_code == 200 and {c["report"] for c in answer.json()["items"]} == set(ids.values()) - {ids["fall"]}
    assert "denied" not in {c["status"] for c in answer.json()["items"]} and not desk.due()
    assert client.get("/api/map").json()["total"] == len({c["event"] for c in answer.json()["items"]})


def test_old_editions_go(where: str, ids: dict[str, str]) -> None:
    desk = PublicDesk(Serving(where, public=True))
    folder = Path(desk._folder.name)
    assert folder.stat().st_mode & 0o077 == 0
    for _ in range(4):
        desk.renew()
    assert {p.name.split(".")[0] for p in folder.iterdir()} == {"4", "5"}
    desk.close()
    assert not folder.exists()
