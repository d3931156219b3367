"""The application: the API under /api, the page everywhere else."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any, Final

from fastapi import APIRouter, Depends, FastAPI
from starlette.middleware.gzip import GZipMiddleware

from dateline import __version__
from dateline.serve.bodies import Capped
from dateline.serve.description import describe
from dateline.serve.desk import Desk
from dateline.serve.faults import SAID, Caught, answer_faults
from dateline.serve.headers import Headed
from dateline.serve.hosts import LOOPBACK, Loopback
from dateline.serve.pages import serve_page
from dateline.serve.publishing import PublicDesk
from dateline.serve.routes import claims, control, events, incidents, log, map, places, record, reports, sources, state, stream
from dateline.serve.security.allowing import allowed
from dateline.serve.security.gate import gate_of
from dateline.serve.security.origins import SameOrigin
from dateline.serve.serving import Serving
from dateline.serve.viewer import Gate
from dateline.serve.working import WORKING, equip, unequip, warm

API: Final = "/api"
READING: Final = (state, reports, events, claims, incidents, map, places, control, sources, record, log, stream)
ROUTERS: Final[Sequence[APIRouter]] = (*(part.router for part in READING), *WORKING)
ABOUT: Final = (
    "A ledger of claims about armed conflict: what is said to have happened, who says so, when they said it, how many. "
    "Every list takes the same filters and is paged by `limit` and `cursor`; every answer has an ETag that changes with the log. "
    "Errors are `{code, message, way_out}`."
)


def create_app(serving: Serving, gate: Gate | None = None) -> FastAPI:
    """The application over a ledger. Raises DatelineError of `Ledger.open`."""
    desk = (PublicDesk if serving.public else Desk)(serving, gate or gate_of(serving))

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        threading.Thread(target=warm, args=(app, desk), name="board", daemon=True).start()
        if isinstance(desk, PublicDesk):
            desk.watch()
        yield
        unequip(app)
        desk.close()

    app = described(life)
    app.state.desk = desk
    equip(app, desk)
    answer_faults(app)
    serve_page(app, serving.page)
    app.add_middleware(GZipMiddleware, minimum_size=1_024, compresslevel=5)
    app.add_middleware(Capped, most=serving.max_body)
    if serving.alone:
        app.add_middleware(Loopback, hosts=LOOPBACK | {serving.host} if serving.host not in ("0.0.0.0", "::") else LOOPBACK)
    else:
        app.add_middleware(SameOrigin)
    app.add_middleware(Caught)
    app.add_middleware(Headed, tiles=serving.tiles)
    return app


def described(life: Any = None) -> FastAPI:
    """The API without a ledger behind it: what its description is made from."""
    app = FastAPI(
        title="Dateline", version=__version__, description=ABOUT, openapi_url=f"{API}/openapi.json", docs_url=None, redoc_url=None,
        lifespan=life, responses=SAID, separate_input_output_schemas=True,
    )  # fmt: skip
    for router in ROUTERS:
        app.include_router(router, prefix=API, dependencies=[Depends(allowed)])
    describe(app)
    return app


def openapi() -> dict[str, Any]:
    """The description of the API: OpenAPI 3.1."""
    return described().openapi()
