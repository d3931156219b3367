"""/api/stream: what happens at the desk, as server-sent events."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any, Final

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import StreamingResponse

from dateline.ledger.questions.columns import incidents_of
from dateline.ledger.questions.news import News, news
from dateline.serve.desk import Asking, AtDesk, Desk, Head

router: Final = APIRouter(tags=["stream"])
PAUSE: Final[float] = 1.0  # seconds between two looks at the log
ALIVE: Final[int] = 15  # looks after which a silent stream says that it lives
RETRY: Final[int] = 3_000  # milliseconds after which a browser that was cut off asks again
HEADERS: Final = {"Cache-Control": "no-store", "X-Accel-Buffering": "no", "Content-Encoding": "identity"}
SHOWN: Final[int] = 200  # ids of one message


@router.get(
    "/stream", operation_id="stream", summary="What happens, as server-sent events", response_class=StreamingResponse,
    responses={200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}, "description": "entry, incident, ingest."}},
)  # fmt: skip
async def stream(request: Request, desk: AtDesk, viewer: Asking) -> StreamingResponse:
    """`entry`: the log grew ({seq, hash, kinds, reports}); `incident`: incidents that this touched ({ids}); `ingest`: jobs went on."""
    return StreamingResponse(_told(request, desk), media_type="text/event-stream", headers=HEADERS)


async def _told(request: Request, desk: Desk) -> AsyncIterator[str]:
    at = await run_in_threadpool(desk.head)
    jobs = _version(request)
    yield f"retry: {RETRY}\n" + message("head", {"seq": at.seq, "hash": at.digest})
    silent = 0
    while not await request.is_disconnected():
        await asyncio.sleep(PAUSE)
        made: list[str] = []
        now = await run_in_threadpool(desk.head)
        if now != at:
            made += await run_in_threadpool(_entries, desk, at, now)
            at = now
        if _version(request) != jobs:
            jobs = _version(request)
            made.append(message("ingest", {"version": jobs}))
        silent = 0 if made else silent + 1
        if silent >= ALIVE:
            silent, made = 0, [": alive\n\n"]
        for words in made:
            yield words


def _entries(desk: Desk, before: Head, now: Head) -> list[str]:
    """What the log says between two looks."""
    with desk.ledger.store.reading() as connection:
        told: News = news(connection, before.seq, now.seq)
    made = [message("entry", {"seq": now.seq, "hash": now.digest, "kinds": told.kinds, "reports": told.reports[:SHOWN]})]
    if told.events:
        desk.ledger.link()
        with desk.ledger.store.reading() as connection:
            ids = sorted(set(incidents_of(connection, told.events).values()))
        made += [message("incident", {"ids": ids[:SHOWN], "more": max(0, len(ids) - SHOWN)})] if ids else []
    return made


def _version(request: Request) -> int:
    """How far the ingest jobs are."""
    return int(getattr(getattr(request.app.state, "jobs", None), "version", 0))


def message(event: str, data: dict[str, Any]) -> str:
    """One server-sent event."""
    return f"event: {event}\ndata: {json.dumps(data, separators=(',', ':'))}\n\n"
