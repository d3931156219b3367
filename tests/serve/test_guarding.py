"""What the desk refuses, and what every answer says of itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from dateline.serve.app import create_app
from dateline.serve.headers import policy
from dateline.serve.pages import answer
from dateline.serve.serving import Serving

NOWHERE = ["/", "/api/head", "/api/nothing", "/incident/0f", "/assets/none.js", "/api/claims?limit=0"]


@pytest.mark.parametrize("path", NOWHERE)
def test_every_answer_says_what_may_be_loaded(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    rules = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert rules["default-src"] == rules["script-src"] == rules["style-src"] == rules["worker-src"] == "'self'"
    assert rules["img-src"] == "'self' data:" and rules["frame-ancestors"] == rules["object-src"] == rules["base-uri"] == "'none'"
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff" and headers["referrer-policy"] == "no-referrer"
    assert headers["x-frame-options"] == "DENY" and "server" not in headers


@pytest.mark.parametrize(
    ("tiles", "origin"),
    [
        ("https://tiles.example.org/{z}/{x}/{y}.png", "https://tiles.example.org"),
        ("https://{s}.tile.example.org:8080/{z}.png", "https://*.tile.example.org:8080"),
        ("/tiles/{z}/{x}/{y}.png", None),
        ("javascript://x/{z}", None),
        ("https://a.org; script-src *//{z}", None),
        (None, None),
    ],
)
def test_another_base_map_opens_its_own_host_and_no_more(tiles: str | None, origin: str | None) -> None:
    rules = dict(part.split(" ", 1) for part in policy(tiles).split("; "))
    assert rules["img-src"] == f"'self' data:{' ' + origin if origin else ''}"
    assert rules["connect-src"] == f"'self'{' ' + origin if origin else ''}" and rules["script-src"] == "'self'"


@pytest.mark.parametrize(
    ("headers", "allowed"),
    [
        ({}, True),
        ({"Host": "localhost:8765"}, True),
        ({"Host": "[::1]:8765"}, True),
        ({"Host": "127.0.0.1:8765", "Origin": "http://127.0.0.1:8765"}, True),
        ({"Host": "evil.example"}, False),  # DNS rebinding: the name leads here, and the browser sends it
        ({"Host": "127.0.0.1.evil.example"}, False),
        ({"Host": "evil.example:8765", "Origin": "http://evil.example:8765"}, False),
        ({"Host": ""}, False),
        ({"Host": "["}, False),
        ({"Origin": "http://evil.example"}, False),
        ({"Origin": "null"}, False),
        ({"Origin": "http://127.0.0.1:1"}, False),  # another desk, or anything else, on this machine
    ],
)
def test_a_desk_of_one_person_answers_its_own_page_only(client: TestClient, headers: dict[str, str], allowed: bool) -> None:
    answer = client.get("/api/head", headers=headers)
    assert answer.status_code == (200 if allowed else 403)
    assert allowed or answer.json()["code"] == "serve.host"


@pytest.mark.parametrize(("site", "allowed"), [("cross-site", False), ("same-site", False), ("same-origin", True), (None, True)])
def test_changes_from_another_site_are_refused(client: TestClient, site: str | None, allowed: bool) -> None:
    answer = client.post("/api/links", json={}, headers={"Sec-Fetch-Site": site} if site else {})
    assert (answer.json()["code"] == "serve.host") is not allowed


def test_a_body_over_the_cap_is_refused_before_it_is_read(where: str, ids: dict[str, str]) -> None:
    with TestClient(create_app(Serving(where, max_body=1_000)), base_url="http://localhost") as client:
        for body in (b"x" * 2_000, iter([b"x" * 600] * 4)):  # by its stated length, and while it comes
            answer = client.post("/api/links", content=body, headers={"Content-Type": "application/json"})
            assert answer.status_code == 413 and answer.json()["code"] == "serve.large"
        assert client.post("/api/links", content=b"x", headers={"Content-Length": "-1"}).status_code == 413


def test_a_fault_of_the_desk_tells_nothing_of_itself(app: FastAPI, client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    app.state.desk.ledger.claims = lambda *_: 1 / 0
    answer = client.get("/api/claims?speaker=secret")
    assert answer.status_code == 500 and answer.json()["code"] == "serve.fault"
    assert "Zero" not in answer.text and "content-security-policy" in answer.headers
    assert "ZeroDivisionError" in caplog.text and "secret" not in caplog.text


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A built page, and a secret beside it."""
    page = tmp_path / "page"
    (page / "assets").mkdir(parents=True)
    (page / "index.html").write_text("the page")
    (page / "assets" / "app-1a2b.js").write_text("the script")
    (tmp_path / "secret").write_text("secret")
    (page / "assets" / "link").symlink_to(tmp_path / "secret")
    return page


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/", "the page"),
        ("/incident/3f2a81", "the page"),
        ("/report/x?as_of=2016", "the page"),
        ("/assets/app-1a2b.js", "the script"),
        ("/../secret", "the page"),
        ("/..%2fsecret", "the page"),
        ("/%2e%2e/secret", "the page"),
        ("/assets/../../secret", "the page"),
        ("//etc/passwd", "the page"),
        ("/assets/none.js", None),
        ("/assets/link", None),
        ("/assets/..%2f..%2fsecret", None),
        ("/api/none", None),
    ],
)
def test_the_page_answers_its_own_addresses_and_no_file_beside_it(where: str, folder: Path, path: str, told: str | None) -> None:
    with TestClient(create_app(Serving(where, page=folder)), base_url="http://localhost") as client:
        found = client.get(path)
        assert "secret" not in found.text
        assert found.text == told if told else found.status_code == 404


def test_what_is_built_anew_is_asked_for_anew(folder: Path) -> None:
    assert "immutable" in answer(folder, "assets/app-1a2b.js").headers["cache-control"]
    assert answer(folder, "").headers["cache-control"] == answer(folder, "log").headers["cache-control"] == "no-cache"


def test_without_a_built_page_the_desk_says_so(tmp_path: Path) -> None:
    told = bytes(answer(tmp_path, "").body).decode()
    assert "not built" in told and "<script" not in told and "style=" not in told
