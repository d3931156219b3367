"""Reports that come in through the desk: as the command line takes them, with their progress, and what is rejected and why."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from dateline.ingest import keep, taken
from dateline.ledger import Ledger
from dateline.pipeline import Kit
from dateline.read import Given

STORY = "Air strikes killed at least 30 people in Aleppo on Monday, the Syrian Observatory for Human Rights said."
WAIT = 60  # seconds


@pytest.fixture
def desk(client: TestClient, kit: Kit) -> TestClient:
    """The desk, with the models already loaded."""
    client.app.state.desk._kit = kit  # type: ignore[attr-defined]
    return client


def finished(desk: TestClient, made: Any) -> Any:
    """The job once it has ended."""
    assert made.status_code == 202, made.text
    id, end = made.json()["id"], time.monotonic() + WAIT
    while time.monotonic() < end:
        job = desk.get(f"/api/ingest/{id}").json()
        if job["state"] in ("done", "failed"):
            return job
        time.sleep(0.05)
    raise AssertionError("the job does not end")


def test_files_are_kept_as_the_command_line_keeps_them(desk: TestClient, kit: Kit, tmp_path: Path) -> None:
    file = tmp_path / "monday.txt"
    file.write_text(STORY)
    with Ledger.open(tmp_path / "other.db") as other:
        (kept,) = keep(taken([file], Given(published="2016-12-12", outlet="Gulf Coast Daily")), other.store, lambda: kit)
        theirs = {e.subject: e.payload for e in other.store.entries()}
        original = other.store.original(other.report(kept.report).original or "")  # type: ignore[union-attr]
    about = {"published": "2016-12-12", "outlet": "Gulf Coast Daily"}
    with file.open("rb") as body:
        job = finished(desk, desk.post("/api/ingest", files=[("files", ("monday.txt", body, "text/plain"))], data=about))
    assert job["state"] == "done" and job["total"] == job["done"] == 1 and job["claims"] == kept.claims > 0  # type: ignore[union-attr]
    (told,) = job["kept"]
    assert told == {"name": "monday", "report": kept.report, "state": "new", "claims": kept.claims, "reason": None}  # type: ignore[union-attr]
    store = desk.app.state.desk.ledger.store  # type: ignore[attr-defined]
    ours = {e.subject: e.payload for e in store.entries() if e.subject in theirs}
    assert ours == theirs and store.original(desk.get(f"/api/reports/{kept.report}").json()["original"]) == original  # type: ignore[union-attr]
    with file.open("rb") as body:
        again = finished(desk, desk.post("/api/ingest", files=[("files", ("monday.txt", body))], data=about))
    assert [k["state"] for k in again["kept"]] == ["known"]


def test_a_pasted_report_is_taken_in(desk: TestClient) -> None:
    given = {"text": STORY, "title": "Strikes on Aleppo", "published": "2016-12-12", "outlet": "Gulf Coast Daily"}
    job = finished(desk, desk.post("/api/ingest", json=given))
    told = desk.get(f"/api/reports/{job['kept'][0]['report']}").json()
    assert (told["title"], told["published"], told["outlet"]) == ("Strikes on Aleppo", "2016-12-12", "Gulf Coast Daily")
    assert told["told"][0]["first_day"] == "2016-12-12" and [j["id"] for j in desk.get("/api/ingest").json()["items"]] == [
        job["id"]
    ]


def test_what_cannot_be_taken_in_says_why(desk: TestClient) -> None:
    arabic = "سيطر تنظيم الدولة الإسلامية على مدينة تدمر يوم الأحد بعد انسحاب الجيش السوري منها، بحسب المرصد السوري لحقوق الإنسان."
    files = [
        ("files", ("scan.pdf", b"%PDF-1.4")),
        ("files", ("empty.txt", b"  \n ")),
        ("files", ("../../etc/passwd.txt", STORY.encode())),
        ("files", ("many.jsonl", b'{"id": "a", "text": "Shelling hit Homs on Sunday."}\n{broken\n[]\n')),
        ("files", ("long.txt", b"A shell fell. " * 20_000)),
        ("files", ("arabic.txt", arabic.encode())),
        ("files", ("page.html", b"<html><script>alert(1)</script></html>")),
    ]
    job = finished(desk, desk.post("/api/ingest", files=files))
    assert job["state"] == "done" and job["total"] is None
    assert {(r["name"], r["code"]) for r in job["rejected"]} == {
        ("scan.pdf", "read.format"), ("empty.txt", "read.empty"), ("many.jsonl:2", "read.json"), ("many.jsonl:3", "read.json"),
        ("long.txt", "read.too_large"), ("page.html", "read.markup"),
    }  # fmt: skip
    assert all(r["message"] and r["way_out"] for r in job["rejected"])
    kept = {k["name"]: k for k in job["kept"]}
    assert kept.keys() == {"passwd", "a", "arabic"} and kept["arabic"]["reason"]["code"] == "code.language"
    assert kept["arabic"]["state"] == "not_coded"


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"content": b"x", "headers": {"Content-Type": "text/plain"}}, 400),
        ({"content": b"{", "headers": {"Content-Type": "application/json"}}, 400),
        ({"content": b"[" * 100_000, "headers": {"Content-Type": "application/json"}}, 400),
        ({"json": {"text": ""}}, 400), ({"json": {"text": STORY, "more": 1}}, 400), ({"json": {"text": STORY, "published": "soon"}}, 400),
        ({"json": {"text": STORY, "outlet": "a\x00b"}}, 400), ({"json": ["a"]}, 400),
        ({"content": b"--x", "headers": {"Content-Type": "multipart/form-data"}}, 400),
        ({"content": b"--x\r\nbad", "headers": {"Content-Type": "multipart/form-data; boundary=x"}}, 400),
        ({"data": {"published": "2016"}, "files": []}, 400), ({"files": [("other", ("a.txt", b"x"))]}, 400),
        ({"files": [("files", ("a.txt", b"x"))], "data": {"published": "soon"}}, 400),
        ({"files": [("files", ("a.txt", b"x"))], "data": {"by": "eve"}}, 400),
        ({"json": {"text": "x" * (9 * 1024 * 1024)}}, 413),
    ],
)  # fmt: skip
def test_what_is_no_report_is_refused(client: TestClient, more: dict[str, Any], status: int) -> None:
    answer = client.post("/api/ingest", **more)
    assert answer.status_code == status and answer.json()["way_out"]
    assert client.get("/api/ingest").json()["items"] == []


def test_a_job_that_fails_says_why_and_the_next_one_runs(desk: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    made = desk.app.state.desk  # type: ignore[attr-defined]
    with monkeypatch.context() as broken:
        broken.setattr(made.ledger, "link", lambda: 1 / 0)
        job = finished(desk, desk.post("/api/ingest", json={"text": STORY}))
        assert job["state"] == "failed" and job["fault"]["code"] == "serve.fault" and len(job["kept"]) == 1
    assert finished(desk, desk.post("/api/ingest", json={"text": STORY}))["state"] == "done"


def test_too_much_that_waits_is_refused(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.serve.jobs.WAITING", 10)
    answer = client.post("/api/ingest", json={"text": STORY})
    assert answer.status_code == 429 and answer.headers["retry-after"]


def test_jobs_are_their_owners(desk: TestClient) -> None:
    assert desk.get("/api/ingest/none").status_code == 404
