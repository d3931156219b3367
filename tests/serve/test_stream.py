"""Those who watch hear what is recorded."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.requests import Request

from dateline.ledger import Ledger
from dateline.ledger.amending import correct
from dateline.serve.routes import stream


class Jobs:
    """Ingest jobs that go on by themselves."""

    version = 0

    def close(self) -> None: ...


def heard(app: FastAPI, do: Any, messages: int) -> list[tuple[str, Any]]:
    """The first messages of a stream, in which something is done after the first."""

    async def listen() -> list[str]:
        async def never() -> Any:
            await asyncio.sleep(60)

        request = Request({"type": "http", "app": app, "headers": [], "method": "GET", "path": "/api/stream"}, never)
        told = stream._told(request, app.state.desk)
        found = [await anext(told)]
        do()
        while len(found) < messages:
            found.append(await anext(told))
        return found

    def parsed(words: str) -> tuple[str, Any]:
        lines = dict(line.split(": ", 1) for line in words.strip().split("\n") if line and not line.startswith(":"))
        return lines.get("event", "alive"), json.loads(lines["data"]) if "data" in lines else None

    return [parsed(words) for words in asyncio.run(asyncio.wait_for(listen(), 30))]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looks at the log many times a second."""
    monkeypatch.setattr(stream, "PAUSE", 0.01)


def test_an_entry_is_heard_of_with_the_incident_that_it_touches(app: FastAPI, where: str) -> None:
    with Ledger.open(where) as ledger:
        claim = next(c for c in ledger.claims() if c.status == "denied")
        incident = ledger.incident(claim.event)
        head, entry, touched = heard(app, lambda: correct(ledger.store, claim.id, "status", "doubted", "person:bo"), 3)
    assert head[0] == "head" and entry[0] == "entry" and entry[1]["seq"] == head[1]["seq"] + 1
    assert entry[1]["kinds"] == {"correction": 1}
    assert touched == ("incident", {"ids": [incident.id], "more": 0})


def test_ingest_jobs_are_heard_of(app: FastAPI) -> None:
    app.state.jobs = jobs = Jobs()

    def go_on() -> None:
        jobs.version = 3

    assert heard(app, go_on, 2)[1] == ("ingest", {"version": 3})


def test_a_silent_stream_says_that_it_lives(app: FastAPI) -> None:
    assert heard(app, lambda: None, 2)[1] == ("alive", None)
