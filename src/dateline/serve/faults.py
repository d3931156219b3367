"""Errors as answers: each DatelineError with its code, what happened and a way out, under the HTTP status that fits."""

from __future__ import annotations

import logging
from typing import Any, Final

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.errors import KINDS, DatelineError
from dateline.serve.shapes.fault import Fault

WAIT: Final[int] = 30  # seconds that one who tried too often is told to wait
BAD: Final[int] = 400  # the status of a request that cannot be answered as it is
STATUSES: Final[dict[str, int]] = {
    "ledger.unknown": 404, "ledger.no_place": 404, "serve.address": 404,
    "ledger.which_place": 409, "ledger.ambiguous": 409, "ledger.changed": 409, "ledger.redacted": 409,
    "release.folder": 409, "serve.account": 409, "serve.batch": 409, "serve.login": 401, "serve.csrf": 403, "serve.often": 429,
    "ledger.private": 403, "serve.host": 403, "serve.role": 403, "serve.large": 413, "read.too_large": 413, "read.format": 415,
    "serve.fault": 500, "ledger.open": 503, "ledger.write": 503, "ledger.journal": 503, "model.missing": 503,
    "gazetteer.build": 503, "export.parquet": 503,
}  # by code; every other is BAD  # fmt: skip
LOG: Final = logging.getLogger("dateline.serve")
SAID: Final[dict[int | str, dict[str, Any]]] = {
    400: {"model": Fault, "description": "The request cannot be answered as it is."},
    403: {"model": Fault, "description": "The one who asks may not see or do this."},
    "default": {"model": Fault, "description": "Any other error, in the same shape."},
}  # what every operation may answer, for its description
MISSING: Final[dict[int | str, dict[str, Any]]] = {
    404: {"model": Fault, "description": "The ledger holds nothing of that id or name."},
    409: {"model": Fault, "description": "The short id, or the name, fits more than one thing."},
}


def fault(code: str, detail: str = "", status: int | None = None) -> JSONResponse:
    """An error as an answer; `status` where it is another than the code's own."""
    headers = {"Cache-Control": "no-store"} | ({"Retry-After": str(WAIT)} if code == "serve.often" else {})
    return JSONResponse(told(code, detail).model_dump(), status or STATUSES.get(code, BAD), headers)


def told(code: str, detail: str = "") -> Fault:
    """An error as it is told."""
    kind = KINDS[code]
    return Fault(code=code, message=f"{kind.meaning} {detail}".strip(), way_out=kind.way_out)


def answer_faults(app: FastAPI) -> None:
    """Has the application answer every error in the same shape."""
    app.add_exception_handler(DatelineError, _known)
    app.add_exception_handler(RequestValidationError, _unreadable)
    app.add_exception_handler(HTTPException, _plain)


async def _known(request: Request, error: Exception) -> Response:
    assert isinstance(error, DatelineError)
    return fault(error.code, error.detail)


async def _unreadable(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    parts = (f"{'.'.join(str(p) for p in e['loc'][1:]) or e['loc'][0]}: {e['msg']}" for e in error.errors())
    return fault("serve.query", "; ".join(parts) + ".")


async def _plain(request: Request, error: Exception) -> Response:
    """What the framework itself refuses: an unknown address, a wrong method."""
    assert isinstance(error, HTTPException)
    if isinstance(error.__cause__, DatelineError):  # a body that was too large
        return await _known(request, error.__cause__)
    made = fault("serve.address" if error.status_code in (404, 405) else "serve.query", status=error.status_code)
    made.headers.update(error.headers or {})
    return made


class Caught:
    """Answers a fault of the desk: the log has it, the answer tells nothing of it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def noted(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, noted)
        except Exception as error:
            if scope["type"] != "http":
                raise
            LOG.error("%s %s failed", scope["method"], scope["path"], exc_info=error)
            if not begun:
                await fault("serve.fault")(scope, receive, send)
