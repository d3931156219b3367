"""What goes out: exports with what they lose, embargoes kept, releases beside the ledger; no way out of their folder."""

from __future__ import annotations

import csv
import io
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from desktold import PRIVATE, TOWN
from fastapi import FastAPI
from starlette.testclient import TestClient

from dateline.cli.export import _report
from dateline.export.registry import FORMATS
from dateline.ingest import add
from dateline.ledger import View
from dateline.review.clearing import cases, rules_at
from dateline.serve.releases import folder_of, id_of
from dateline.serve.serving import Serving

TEXTS = [name for name, f in FORMATS.items() if f.lines is not None]
OTHERS = [name for name, f in FORMATS.items() if f.lines is None]


def test_every_format_says_what_it_keeps_and_loses(get: Callable[..., Any]) -> None:
    found = {f["name"]: f for f in get("exports")["items"]}
    assert found.keys() == FORMATS.keys() and all(f["keeps"] and f["loses"] and f["media_type"] for f in found.values())
    assert found["acled"]["bound"] and found["acled"]["policies"] == ["acled"]


@pytest.mark.parametrize("name", TEXTS)
def test_an_export_is_what_the_command_writes(client: TestClient, name: str) -> None:
    ledger, made = client.app.state.desk.ledger, FORMATS[name]  # type: ignore[attr-defined]
    losses = made.losses()
    asked = (View(), rules_at(ledger, ledger.store.clock(), False))
    text = "".join(made.lines(cases(ledger, asked, made.policies, losses, "dateline 0.1.0"), losses))  # type: ignore[misc]
    answer = client.get(f"/api/exports/{name}")
    assert answer.status_code == 200 and answer.text == text and losses.kept > 0
    assert answer.headers["content-disposition"] == f'attachment; filename="dateline-{name}{made.suffix}"'
    assert answer.headers["link"].startswith(f"</api/exports/{name}/loss>")
    lost = client.get(f"/api/exports/{name}/loss").json()
    assert lost == json.loads(_report(made, made.policies, losses))


@pytest.mark.parametrize("name", OTHERS)
def test_a_format_that_is_no_text_is_sent_whole(client: TestClient, name: str) -> None:
    pytest.importorskip("duckdb")
    answer = client.get(f"/api/exports/{name}")
    assert answer.status_code == 200 and answer.content[:4] == b"PAR1" == answer.content[-4:]
    assert client.get(f"/api/exports/{name}/loss").json()["incidents"] > 0


def rows(client: TestClient, **query: str) -> list[dict[str, str]]:
    """The claims that go out."""
    answer = client.get("/api/exports/claims", params=query)
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.text)))


def test_the_filters_of_a_view_hold(client: TestClient) -> None:
    denied = {r["incident"] for r in rows(client, status="denied")}
    assert denied == {r["incident"] for r in rows(client) if r["status"] == "denied"} and rows(client, during="1999") == []


def test_names_of_private_persons_stay_in_unless_asked_for(client: TestClient) -> None:
    assert PRIVATE not in client.get("/api/exports/claims").text and PRIVATE in client.get("/api/exports/claims?private=true").text


def test_nothing_under_embargo_goes_out(client: TestClient, ids: dict[str, str]) -> None:
    assert ids["fall"] in {r["report"] for r in rows(client)}
    entry = client.post("/api/embargoes", json={"report": ids["fall"], "until": "2099-01-01"}).json()
    assert ids["fall"] not in {r["report"] for r in rows(client)}
    assert any(x["what"] == "embargoed" for x in client.get("/api/exports/claims/loss").json()["losses"])
    client.post(f"/api/entries/{entry['seq']}/undo", json={})
    assert ids["fall"] in {r["report"] for r in rows(client)}


def test_places_of_people_in_danger_are_coarse(app: FastAPI, client: TestClient) -> None:
    place = {**TOWN, "name": "Palmyra hospital", "geonames_id": None, "lat": 34.5581, "lon": 38.2733}
    text = "Shells hit the hospital in Palmyra."
    event = {"type": "shelling", "places": [place], "claims": [{"words": text}]}
    add(app.state.desk.ledger.store, {"text": text, "published": "2016-12-13", "events": [event]}, "person:ada")
    (row,) = [r for r in rows(client) if "hospital" in r["place"]]
    assert (row["latitude"], row["longitude"], row["place_precision"]) == ("34.60000", "38.30000", "2")


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("acled?policy=ibc", "serve.query"), ("acled?policy=nonsense", "serve.query"), ("nonsense", "serve.query"), ("acled?box=1", "ledger.box"),
        ("acled?as_of=soon", "ledger.date"), ("acled?type=nonsense", "serve.query"), ("acled?more=1", "serve.query"),
        ("acled?report=nonsense", "ledger.unknown"), ("acled/loss?more=1", "serve.query"), ("claims?actor=%00", "serve.query"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_question_is_said_before_anything_is_sent(client: TestClient, query: str, code: str) -> None:
    answer = client.get(f"/api/exports/{query}")
    assert answer.status_code in (400, 404) and answer.json()["code"] == code


TRAVERSALS = [
    "..%2f..%2fsecret", "%2e%2e/secret", "..%252fsecret", "%2e%2e%2f%2e%2e%2fsecret", "....//secret", "..\\secret", "..%5csecret",
    "/etc/passwd", "%2fetc%2fpasswd", "README.md%00", "data/../../secret", "data%2f..%2f..%2fsecret", "link", "file:///etc/passwd",
]  # fmt: skip


@pytest.fixture
def released(client: TestClient, where: str) -> str:
    """A release, with a link in its folder that leads out of it, and a secret beside the ledger."""
    made = client.post("/api/releases", json={"name": "Palmyra", "version": "1.0", "authors": ["The Desk"]})
    assert made.status_code == 201, made.text
    folder = Path(where).parent
    (folder / "secret").write_text("the secret")
    (folder / "desk.releases" / "secret").write_text("the secret")
    (folder / "desk.releases" / made.json()["id"] / "link").symlink_to(folder / "secret")
    return str(made.json()["id"])


@pytest.mark.parametrize("path", TRAVERSALS)
def test_no_path_leads_out_of_a_release(client: TestClient, released: str, path: str) -> None:
    for address in (
        f"/api/releases/{released}/files/{path}",
        f"/api/releases/{path}",
        f"/api/releases/{path}/archive",
        f"/api/exports/{path}",
    ):
        answer = raw(client, address)
        assert answer.status_code in (400, 404) and "the secret" not in answer.text and "root:" not in answer.text


def raw(client: TestClient, path: str) -> Any:
    """Asks for a path as it is written: nothing of it is tidied up on the way."""
    request = client.build_request("GET", client.base_url)
    request.url = request.url.copy_with(raw_path=path.encode())
    return client.send(request)


def test_a_file_that_the_release_does_not_list_is_none_of_it(client: TestClient, released: str, where: str) -> None:
    (Path(where).parent / "desk.releases" / released / "more.txt").write_text("the secret")
    assert client.get(f"/api/releases/{released}/files/more.txt").status_code == 404
    listed = next(f for f in client.get(f"/api/releases/{released}").json()["files"] if f["path"] == "README.md")
    (Path(where).parent / "desk.releases" / released / "README.md").unlink()
    (Path(where).parent / "desk.releases" / released / "README.md").symlink_to(Path(where).parent / "secret")
    assert client.get(f"/api/releases/{released}/files/{listed['path']}").status_code == 404
    assert client.get(f"/api/releases/{released}/archive").status_code == 404


def test_a_release_is_listed_and_sent_file_by_file_and_whole(client: TestClient, released: str) -> None:
    (made,) = client.get("/api/releases").json()["items"]
    assert (made["id"], made["name"], made["version"], made["authors"]) == ("palmyra-1.0", "Palmyra", "1.0", ["The Desk"])
    assert {"release.json", "README.md", "data/record.jsonl", "data/claims.csv"} <= {f["path"] for f in made["files"]}
    file = client.get(f"/api/releases/{released}/files/data/claims.csv")
    assert file.headers["content-disposition"].startswith("attachment") and "sandbox" in file.headers["content-security-policy"]
    packed = zipfile.ZipFile(io.BytesIO(client.get(f"/api/releases/{released}/archive").content))
    assert packed.read(f"{released}/data/claims.csv") == file.content and {f"{released}/{f['path']}" for f in made["files"]} == set(
        packed.namelist()
    )
    assert PRIVATE.encode() not in b"".join(packed.read(n) for n in packed.namelist())


def test_a_release_tells_what_changed_since_the_one_before(client: TestClient, released: str, get: Callable[..., Any]) -> None:
    claim = get("claims")["items"][0]["id"]
    client.post(f"/api/claims/{claim}/withdraw", json={"reason": "of another day"})
    made = client.post(
        "/api/releases", json={"name": "Palmyra", "version": "1.1", "against": released, "filters": {"country": "SY"}}
    )
    assert made.status_code == 201 and made.json()["changes"]["claim"]["withdrawn"] == 1
    assert made.json()["against"]["version"] == "1.0" and made.json()["filters"] == {"country": "SY"}
    assert [r["id"] for r in client.get("/api/releases").json()["items"]] == ["palmyra-1.1", "palmyra-1.0"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"name": "Palmyra", "version": "1.0"}, 409), ({"name": "x", "version": "1", "formats": ["nonsense"]}, 400),
        ({"name": "x", "version": "1", "against": "../.."}, 404), ({"name": "x", "version": "1", "policy": "nonsense"}, 400),
        ({"name": "x\n", "version": ""}, 400), ({"name": "x", "version": "1", "filters": {"during": "soon"}}, 400),
        ({"name": "x", "version": "1", "filters": {"private": True}}, 400),
    ],
)  # fmt: skip
def test_a_release_that_cannot_be_made(client: TestClient, released: str, where: str, body: Any, status: int) -> None:
    answer = client.post("/api/releases", json=body)
    assert answer.status_code == status and os.fspath(Path(where).parent) not in answer.text
    assert [r["id"] for r in client.get("/api/releases").json()["items"]] == [released]


@pytest.mark.parametrize(
    ("name", "version", "id"),
    [
        ("Palmyra 2016", "1.0", "palmyra-2016-1.0"), ("../../etc", "1", "etc-1"), ("تدمر", "2017-01", "tdmr-2017-01"), ("..", "..", "release"),
        ("A/B\\C", "1", "a-b-c-1"), ("x" * 500, "1", "x" * 100),
    ],
)  # fmt: skip
def test_the_id_of_a_release_is_one_plain_word(name: str, version: str, id: str) -> None:
    assert id_of(name, version) == id


@pytest.mark.parametrize(
    ("ledger", "folder"),
    [("a/b.db", "a/b.releases"), ("sqlite:///a/b.db", "a/b.releases"), ("postgresql://h/x", "releases")],
)
def test_releases_lie_beside_the_ledger(ledger: str, folder: str) -> None:
    assert folder_of(Serving(ledger)) == Path(folder)
