"""/api/queue: what waits for a person, the least sure and most consequential first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Annotated, Final

from fastapi import APIRouter, Query
from pydantic import Field
from starlette.requests import Request

from dateline.errors import DatelineError
from dateline.ledger.privacy import withheld
from dateline.ledger.questions.standing import standing
from dateline.ledger.questions.waiting import links_unsure
from dateline.review.queue import KINDS, Item, Kind
from dateline.serve.asked import Asked, ClockAsked
from dateline.serve.desk import Asking, AtDesk, Desk
from dateline.serve.routes.claims import shaped
from dateline.serve.shapes import queue as shapes
from dateline.serve.tallies import reviewed as reviewed_of
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
    items, done, complete = kept.look()
    some = [i for i in items if asked.kind in (None, i.kind)]
    begin = _after(some, asked.cursor)
    page = some[begin : begin + asked.limit]
    next = f"{page[-1].rank:.6f}~{page[-1].id}" if begin + asked.limit < len(some) else None
    told = _shaped(desk, page, asked.private)
    return shapes.Queue(items=told, next=next, progress=_progress(desk, items, done), complete=complete)


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
    """The items as they are shown; one that was shown at this state of the log is taken as it is."""
    state, shown = desk.state(), desk.shown
    made = {i.id: kept[1] for i in page if (kept := shown.get(state, (i.id, private))) is not None and kept[0] is i}
    new = [i for i in page if i.id not in made]
    ids = list(dict.fromkeys(id for i in new for id in i.claims[:SHOWN]))
    with desk.ledger.store.reading() as connection:
        found = standing(connection, ids)
    told = {c.id: c for c in shaped(desk, [c if private else withheld(c) for c in found.values()])}
    for i in new:
        made[i.id] = shapes.QueueItem.of(i, [told[id] for id in i.claims[:SHOWN] if id in told])
        shown.put(state, (i.id, private), (i, made[i.id]))
    return [made[i.id] for i in page]


def _progress(desk: Desk, items: Sequence[Item], done: dict[str, int]) -> shapes.Progress:
    claims, reviewed, unsure = desk.kept("looked", lambda: _looked(desk))
    counts = Counter(i.kind for i in items)
    waits: dict[Kind, int] = {kind: counts[kind] for kind in KINDS}
    waits["link"] = max(waits["link"], unsure)  # not all of many are gathered at once
    by_kind: dict[str, shapes.KindProgress] = {k: shapes.KindProgress(done=done.get(k, 0), waiting=waits[k]) for k in KINDS}
    return shapes.Progress(done=sum(done.values()), waiting=sum(waits.values()), by_kind=by_kind, claims=claims, reviewed=reviewed)


def _looked(desk: Desk) -> tuple[int, int, int]:
    """How many claims stand, how many of them a person looked at, and how many links wait."""
    with desk.ledger.store.reading() as connection:
        unsure = links_unsure(connection)
    return *reviewed_of(desk.board), unsure
