"""ETags: an answer is the same as long as the log, the question and the one who asks are. Answers to all of one role are kept, too."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Coroutine
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial, wraps
from typing import Any, Final, TypeVar

from anyio import CapacityLimiter, to_thread
from anyio.lowlevel import RunVar
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import Response

from dateline import __version__
from dateline.serve.answers import JSON, PACKED, Answers, Kept
from dateline.serve.desk import desk_of, viewer_of
from dateline.serve.shapes.base import Shape

ETAG, ASKED_FOR = "ETag", "If-None-Match"
CACHE: Final = "private, no-cache"  # kept by the one who asked, and asked about each time
VARY: Final = "Cookie, Authorization, Accept-Encoding"
LEAST: Final[int] = 2  # answers that are worked out at once: a long one must not keep all others waiting
ANSWERS, QUESTIONS = "answers", "questions"  # the lanes
READS: Final = ("GET", "HEAD")

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


@dataclass(frozen=True, slots=True)
class Question:
    """A question at a state of the log: its tag for the one who asks, what its answer is kept under, whether it may be packed."""

    tag: str
    state: str
    key: str
    packs: bool
    answers: Answers

    @property
    def headers(self) -> dict[str, str]:
        """What every answer to it bears."""
        return {ETAG: self.tag, "Cache-Control": CACHE, "Vary": VARY}


_now: ContextVar[Question | None] = ContextVar("question", default=None)  # that is worked out for everybody of a role


_lanes: Final[RunVar[dict[str, CapacityLimiter]]] = RunVar("lanes")
Made = TypeVar("Made")


async def in_lane(work: Callable[[], Made], lane: str) -> Made:
    """What some work gives, done in a thread: as many at once in each lane as there are processors, so that none waits for its turn at
    every row that it reads. Brief work has a lane of its own, past the long."""
    lanes = _lanes.get({})
    if lane not in lanes:
        lanes[lane] = CapacityLimiter(max(LEAST, os.cpu_count() or 1))
        _lanes.set(lanes)
    return await to_thread.run_sync(work, limiter=lanes[lane])


def encoded(endpoint: Callable[..., Any]) -> Callable[..., Any]:
    """The endpoint, which writes its answer as JSON in the thread that it was made in, and keeps it where that is wanted."""

    def work(*args: Any, **named: Any) -> Any:
        made = endpoint(*args, **named)
        if not isinstance(made, Shape):
            return made
        body, question = made.written(), _now.get()
        if question is None:
            return Response(body, media_type=JSON)
        kept = Kept.of(body, question.packs)
        question.answers.put(question.state, question.key, kept)
        return kept.response(question.packs)

    @wraps(endpoint)
    async def answer(*args: Any, **named: Any) -> Any:
        return await in_lane(partial(work, *args, **named), ANSWERS)

    return answer


class FreshRoute(APIRoute):
    """A route whose answers carry an ETag; one that the asker has is answered with 304 and nothing else."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **named: Any) -> None:
        super().__init__(path, encoded(endpoint), **named)

    def get_route_handler(self) -> Handler:
        """The handler with the tags around it."""
        handle = super().get_route_handler()

        async def answer(request: Request) -> Response:
            if request.method not in READS:
                return await handle(request)
            question = await in_lane(partial(question_of, request), QUESTIONS)
            if question.tag in (t.strip() for t in request.headers.get(ASKED_FOR, "").split(",")):
                return Response(status_code=304, headers=question.headers)
            made = await self.answered(handle, request, question)
            if made.status_code == 200:
                made.headers.update({name: value for name, value in question.headers.items() if name not in made.headers})
            return made

        return answer

    async def answered(self, handle: Handler, request: Request, question: Question) -> Response:
        """The answer, worked out."""
        return await handle(request)


class KeptRoute(FreshRoute):
    """A route that tells everybody of one role the same: what it answered is kept until the log grows, and worked out once at a time."""

    async def answered(self, handle: Handler, request: Request, question: Question) -> Response:
        """The answer that is kept, or one worked out."""
        answers = question.answers
        while True:
            kept = answers.get(question.state, question.key)
            if kept is not None:
                return kept.response(question.packs)
            async with answers.alone(question.key) as first:
                if first:
                    return await self._kept(handle, request, question)

    async def _kept(self, handle: Handler, request: Request, question: Question) -> Response:
        before = _now.set(question)
        try:
            return await handle(request)
        finally:
            _now.reset(before)


def question_of(request: Request) -> Question:
    """The question at this state of the log. Raises DatelineError where the asker must log in first."""
    viewer, desk = viewer_of(request), desk_of(request)
    asked = "&".join(sorted(request.url.query.split("&")))
    state = desk.state()
    shared = (__version__, state, request.url.path, asked, viewer.role, str(viewer.public))
    packs = PACKED in request.headers.get("accept-encoding", "")
    return Question(f'W/"{_digest(*shared, viewer.name)}"', state, _digest(*shared), packs, desk.answers)


def _digest(*parts: str) -> str:
    return hashlib.sha256(chr(31).join(parts).encode()).hexdigest()[:32]
