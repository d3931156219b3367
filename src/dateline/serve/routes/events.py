"""/api/events: what is said to have happened."""

from __future__ import annotations

from collections.abc import Iterable
from operator import is_
from typing import Annotated, Final

from fastapi import APIRouter, Query

from dateline.ledger.questions.columns import incidents_of
from dateline.ledger.questions.events import EventRow
from dateline.serve.asked import PageAsked
from dateline.serve.desk import Asking, AtDesk, Desk
from dateline.serve.freshness import KeptRoute
from dateline.serve.shapes.event import Event, EventPage

ANY: Final = "any"  # state of the log: a claim that is the same record says the same
router: Final = APIRouter(tags=["events"], route_class=KeptRoute)


@router.get("/events", operation_id="list_events", summary="Events with their claims, by day")
def events(desk: AtDesk, viewer: Asking, asked: Annotated[PageAsked, Query()]) -> EventPage:
    """What is said to have happened: the events with a claim that the view sees, and those claims."""
    found = desk.ledger.events(asked.view(viewer), asked.limit, asked.cursor)
    return EventPage(items=shaped(desk, found), next=found.next)


def shaped(desk: Desk, found: Iterable[EventRow]) -> list[Event]:
    """The events of rows, each with its incident; one of the very same claims as before is taken as it was."""
    rows = list(found)
    with desk.ledger.store.reading() as connection:
        incidents = incidents_of(connection, [e.id for e in rows])
    return [_shaped(desk, e, incidents.get(e.id)) for e in rows]


def _shaped(desk: Desk, e: EventRow, incident: str | None) -> Event:
    rest, kept = (e.outlets, incident), desk.events.get(ANY, e.id)
    if kept is not None and kept[1] == rest and len(kept[0]) == len(e.claims) and all(map(is_, kept[0], e.claims)):
        return kept[2]
    made = Event.of(e, incident)
    desk.events.put(ANY, e.id, (e.claims, rest, made))
    return made
