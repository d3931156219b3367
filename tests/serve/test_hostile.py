"""Changes with anything in their bodies: refused or recorded, never a failure of the desk; what was recorded can be read by all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

import pytest
import schemathesis
from desktold import HOSTILE
from fastapi import FastAPI
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance
from starlette.testclient import TestClient
from teamed import Person, team, team_desk

from dateline.serve.app import openapi
from dateline.serve.bodies import JSON
from dateline.serve.description import METHODS

FEW: Final[int] = 5  # bodies made up for each operation
LARGE: Final = ["add_report", "code_report", "hand_in", "save_draft"]  # whose bodies are codings, which take long to make up
CHANGES: Final = [
    (made[m]["operationId"], m, path) for path, made in openapi()["paths"].items() for m in METHODS if m in made and m != "get"
]
BODIES: Final = [
    b"", b"null", b"[]", b'"x"', b"{", b"\xff\xfe", b'{"a": 1}', b"[" * 100_000, b'{"a":' * 50_000, b'{"verdict": "right", "reason": "\\ud800"}',
    b'{"verdict": "right", "reason": "\\u0000"}', b'{"field": "when", "value": NaN}', b'{"field": "when", "value": 1e400}',
    b'{"field": "figures", "value": [{"measure": "killed", "unit": "people", "low": 1e308}]}', b'{"left": "", "right": ""}',
    json.dumps({"field": "places", "value": [{"name": "x", "geonames_id": 10**30}]}).encode(),
    json.dumps({"field": "places", "value": [{"name": "x", "geonames_id": "1; drop table claims"}]}).encode(),
    json.dumps({"field": "places", "value": [{"name": "x", "precision": True, "lat": "1", "lon": []}]}).encode(),
    json.dumps({"field": "places", "value": {"a": [[[[[[[[[[[[[1]]]]]]]]]]]]]}}).encode(),
    json.dumps({"field": "places", "value": ["x"] * 50_000}).encode(),
    json.dumps({"field": "control", "value": [{"place": {"a": 1}, "to": [], "extent": {}}]}).encode(),
    json.dumps({"field": "private", "value": "x" * 100_000}).encode(), json.dumps({"names": ["x"] * 10_000}).encode(),
    json.dumps({"field": HOSTILE, "value": HOSTILE, "reason": HOSTILE}).encode(),
    json.dumps({"events": [{"type": "air_strike", "claims": [{"quote": {"start": 0, "end": 10**18}}]}]}).encode(),
    json.dumps({"events": [{"type": "air_strike", "when": {"value": 7}, "claims": [{"words": "x"}]}] * 3}).encode(),
    json.dumps({"name": "../../x", "version": "\u202e", "formats": ["acled"] * 5, "against": "\\..\\.."}).encode(),
    json.dumps({"incident": "0", "person": {"name": "\u202e" * 600}, "sources": ["x"]}).encode(),
]  # fmt: skip


@pytest.fixture
def ends(ids: dict[str, str], client: TestClient) -> dict[str, str]:
    """What stands in paths, so that a body is read and not only its address."""
    claim = client.get("/api/claims").json()["items"][0]
    return {"report": ids["fall"], "claim": claim["id"], "event": claim["event"]}


def address(path: str, ends: dict[str, str]) -> str:
    """A path with ids that there are."""
    id = ends["report"] if "/reports/" in path else ends["event"] if "/incidents/" in path else ends["claim"]
    return path.replace("{id}", id).replace("{report}", ends["report"]).replace("{seq}", "1").replace("{name}", "x")


@pytest.mark.parametrize(("operation", "method", "path"), CHANGES, ids=[o for o, _, _ in CHANGES])
def test_no_body_makes_it_fail(client: TestClient, ends: dict[str, str], operation: str, method: str, path: str) -> None:
    sent = [(body, "application/json") for body in BODIES] + [
        (BODIES[5], kind) for kind in ("text/plain", "application/x-www-form-urlencoded", "")
    ]
    for body, kind in sent:
        answer = client.request(method, address(path, ends), content=body, headers={"Content-Type": kind})
        assert answer.status_code < 500, (body[:80], answer.text)
        assert answer.status_code in (200, 201, 202, 204) or answer.json()["code"]
    assert client.get("/api/claims?withdrawn=true&private=true").status_code == 200
    assert client.get("/api/queue").status_code == 200 and client.get("/api/changes?since=2000").status_code == 200
    assert client.get("/api/exports/geojson?unreviewed=true").status_code == 200


@pytest.mark.parametrize("seq", ["0", "-1", "1e3", "99999999999999999999", "x", "9007199254740993"])
def test_no_number_of_an_entry_makes_it_fail(client: TestClient, seq: str) -> None:
    assert client.post(f"/api/entries/{seq}/undo", json={}).status_code in (400, 404)


@pytest.mark.parametrize("id", ["%00", "%0a", "'", "%25", "..", "%2e%2e", "x" * 5_000, "%f0%9f%92%a3", "%ff"])
def test_no_id_makes_it_fail(client: TestClient, id: str) -> None:
    for path in (f"claims/{id}/judgements", f"reports/{id}/claims", f"incidents/{id}/judgements", f"victims/{id}/accounts"):
        assert client.post(f"/api/{path}", json={"verdict": "right"}).status_code in (400, 404, 405)


def test_hostile_words_are_kept_as_words(client: TestClient, ends: dict[str, str]) -> None:
    made = client.post(f"/api/claims/{ends['claim']}/corrections", json={"field": "targets", "value": [HOSTILE], "reason": HOSTILE})
    assert made.status_code == 201
    answer = client.get(f"/api/claims/{ends['claim']}/history")
    assert answer.json()["items"][-1]["reason"] == HOSTILE and answer.headers["content-type"] == "application/json"
    row = next(x for x in client.get("/api/exports/claims?unreviewed=true").text.splitlines() if ends["claim"] in x)
    assert "<script>" in row


@pytest.fixture
def api(app: FastAPI) -> Any:
    """The description as it is served, and the desk behind it."""
    return schemathesis.openapi.from_asgi("/api/openapi.json", app, headers={"Host": "localhost"})


changes = schemathesis.pytest.from_fixture("api").exclude(method="GET").exclude(operation_id=LARGE)
codings = schemathesis.pytest.from_fixture("api").include(operation_id="hand_in")


@changes.parametrize()
@settings(max_examples=FEW, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_change_makes_it_fail(case: Any) -> None:
    case.call_and_validate(checks=[not_a_server_error, response_schema_conformance], headers={"Host": "localhost"})


@codings.parametrize()
@settings(max_examples=2, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_coding_makes_it_fail(case: Any) -> None:
    case.call_and_validate(checks=[not_a_server_error, response_schema_conformance], headers={"Host": "localhost"})


@pytest.fixture
def people(where: str, ids: dict[str, str]) -> Iterator[dict[str, Person]]:
    """The people of a team's desk."""
    with team(where) as made:
        yield made


def test_a_team_is_no_weaker(people: dict[str, Person], ends: dict[str, str]) -> None:
    admin = people["admin"]
    admin.client.app.state.desk.gate.writes.most = 10**6  # type: ignore[attr-defined]
    for _, method, path in CHANGES:
        if path in ("/api/login", "/api/logout", "/api/password"):
            continue
        for body in BODIES[::4]:
            answer = admin.ask(
                method, address(path, ends).removeprefix("/api/"), content=body, headers={"Content-Type": "application/json"}
            )
            assert answer.status_code < 500, (path, body[:80], answer.text)
    for body in BODIES:
        assert people["nobody"].ask("post", "login", content=body, headers={"Content-Type": "application/json"}).status_code in (
            400,
            401,
            429,
        )


def test_a_body_over_its_cap_is_refused(where: str, ids: dict[str, str]) -> None:
    with TestClient(team_desk(where), base_url="http://desk.example") as client:
        large = b'{"name": "' + b"x" * JSON + b'"}'
        for body in (large, iter([large[: JSON // 2]] * 3)):
            answer = client.post("/api/login", content=body, headers={"Content-Type": "application/json"})
            assert answer.status_code == 413 and answer.json()["code"] == "serve.large"
        for length in ("-1", "x", "٣", "1" * 30):
            answer = client.post("/api/login", content=b"{}", headers={b"Content-Length": length.encode()})  # type: ignore[dict-item]
            assert answer.status_code == 413
