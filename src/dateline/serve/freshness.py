"""ETags: an answer is the same as long as the log, the question and the one who asks are."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, Final

from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from dateline import __version__
from dateline.serve.desk import desk_of, viewer_of

ETAG, ASKED_FOR = "ETag", "If-None-Match"
CACHE: Final = "private, no-cache"  # kept by the one who asked, and asked about each time


class FreshRoute(APIRoute):
    """A route whose answers carry an ETag; one that the asker has is answered with 304 and nothing else."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler with the tags around it."""
        handle: Callable[[Request], Awaitable[Response]] = super().get_route_handler()

        async def answer(request: Request) -> Response:
            if request.method not in ("GET", "HEAD"):
                return await handle(request)
            tag = await run_in_threadpool(tag_of, request)
            headers = {ETAG: tag, "Cache-Control": CACHE, "Vary": "Cookie, Authorization"}
            if tag in (t.strip() for t in request.headers.get(ASKED_FOR, "").split(",")):
                return Response(status_code=304, headers=headers)
            made = await handle(request)
            if made.status_code == 200:
                made.headers.update({name: value for name, value in headers.items() if name not in made.headers})
            return made

        return answer


def tag_of(request: Request) -> str:
    """The tag of a question at this state of the log. Raises DatelineError where the asker must log in first."""
    viewer, desk = viewer_of(request), desk_of(request)
    asked = "&".join(sorted(request.url.query.split("&")))
    parts = (__version__, desk.head().digest, request.url.path, asked, viewer.name, viewer.role, str(viewer.public))
    return f'W/"{hashlib.sha256(chr(31).join(parts).encode()).hexdigest()[:32]}"'
