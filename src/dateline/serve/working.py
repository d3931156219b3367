"""What the desk is worked with, beside what it is asked: the routers of changes, queue, exports, batches and accounts."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from typing import Final

from fastapi import APIRouter, FastAPI

from dateline.ledger import View
from dateline.serve.desk import Desk
from dateline.serve.jobs import Jobs
from dateline.serve.lending import Lending
from dateline.serve.routes import batches, changes, coding, exports, ingest, links, outgoing, queue, releases, team, victims
from dateline.serve.waiting import Waiting

LARGE: Final[int] = 20_000  # claims; the queue of fewer is gathered when it is first asked for
FIRST: Final[int] = 60  # places whose holders the map asks for
WORKING: Final[Sequence[APIRouter]] = (
    ingest.router, changes.asking, changes.router, coding.router, links.router, outgoing.router, victims.asking, victims.router,
    queue.router, exports.router, releases.router, batches.router, team.router,
)  # fmt: skip


def equip(app: FastAPI, desk: Desk) -> None:
    """Gives the application what those routers work with."""
    app.state.jobs = Jobs(desk)
    app.state.waiting = Waiting(desk)
    app.state.lending = Lending(desk)


def warm(app: FastAPI, desk: Desk) -> None:
    """Loads what the first questions need, in their order; of a large ledger, too, how places stood, and what waits for a person."""
    try:
        large = len(desk.board.find(View()).claims) > LARGE
        desk.holdings.held(View(), FIRST)
        desk.board.named()
        desk.lineages.warm()
        if large:
            desk.holdings.foresee(FIRST, desk.closed.wait)
            gc.freeze()  # what is in memory stays there: to look through it for garbage halts every answer
        if large and not desk.serving.public:
            app.state.waiting.begin()
    except Exception:
        if not desk.closed.is_set():
            raise


def unequip(app: FastAPI) -> None:
    """Ends what still runs."""
    app.state.jobs.close()
    app.state.waiting.close()
    app.state.lending.close()
