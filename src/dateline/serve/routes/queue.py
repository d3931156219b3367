"""/api/queue: what waits for a person, the least sure and most consequential first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Final

from fastapi import APIRouter, Query
from pydantic import Field
from starlette.requests import Request

from dateline.errors import DatelineError
from dateline.ledger.privacy import withheld
from dateline.ledger.questions.standing import standing
from dateline.ledger.questions.waiting import looked
from dateline.review.queue import KINDS, Item
from dateline.serve.asked import Asked, ClockAsked
from dateline.serve.desk import Asking, AtDesk, Desk
from dateline.serve.routes.claims import shaped
from dateline.serve.shapes import queue as shapes
from dateline.serve.waiting import Waiting

router: Final = APIRouter(tags=["queue"])
SHOWN: Final[int] = 6  # claims of one item
MOST: Final[int] = 200  # items of one page


class QueueAsked(Asked):
    """Which part of the queue."""

    kind: shapes.Kind | None = Field(None, description="Only what waits for this reason.")
    limit: int = Field(20, ge=1, le=MOST)
    cursor: str | None = Field(None, description="The `next` of the page before.")
    private: bool = ClockAsked.model_fields["private"].default


@router.get("/queue", operation_id="get_queue", summary="What waits for a person")
def queue(request: Request, desk: AtDesk, viewer: Asking, asked: Annotated[QueueAsked, Query()]) -> shapes.Queue:
    """Links left unsure, places that may be others, claims that cannot all be true, words whose claim is gone, claims of low score.

    Each has its reason in a sentence and the decisions that one key takes, as the calls that record them.
    """
    kept = request.app.state.waiting
    assert isinstance(kept, Waiting)
    items, done = kept.look()
    some = [i for i in items if asked.kind in (None, i.kind)]
    begin = _after(some, asked.cursor)
    page = some[begin : begin + asked.limit]
    next = f"{page[-1].rank:.6f}~{page[-1].id}" if begin + asked.limit < len(some) else None
    return shapes.Queue(items=_shaped(desk, page, asked.private), next=next, progress=_progress(desk, items, done))


def _after(items: Sequence[Item], cursor: str | None) -> int:
    """Where the page begins: after the place in the order that the cursor names, whether that item still waits or not."""
    if cursor is None:
        return 0
    rank, _, id = cursor.partition("~")
    try:
        mark = (-float(rank), id)
    except ValueError as error:
        raise DatelineError("ledger.page", repr(cursor)) from error
    return sum((-round(i.rank, 6), i.id) <= mark for i in items)


def _shaped(desk: Desk, page: Sequence[Item], private: bool) -> list[shapes.QueueItem]:
    ids = list(dict.fromkeys(id for i in page for id in i.claims[:SHOWN]))
    with desk.ledger.store.reading() as connection:
        found = standing(connection, ids)
    told = {c.id: c for c in shaped(desk, [c if private else withheld(c) for c in found.values()])}
    return [shapes.QueueItem.of(i, [told[id] for id in i.claims[:SHOWN] if id in told]) for i in page]


def _progress(desk: Desk, items: Sequence[Item], done: dict[str, int]) -> shapes.Progress:
    with desk.ledger.store.reading() as connection:
        held = looked(connection)
    waits = {kind: sum(i.kind == kind for i in items) for kind in KINDS}
    waits["link"] = max(waits["link"], held.links_unsure)  # not all of many are gathered at once
    by_kind: dict[str, shapes.KindProgress] = {k: shapes.KindProgress(done=done.get(k, 0), waiting=waits[k]) for k in KINDS}
    return shapes.Progress(
        done=sum(done.values()), waiting=sum(waits.values()), by_kind=by_kind, claims=held.claims, reviewed=held.reviewed
    )
