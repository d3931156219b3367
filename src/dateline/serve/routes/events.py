"""/api/events: what is said to have happened."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Query

from dateline.serve.asked import PageAsked
from dateline.serve.desk import Asking, AtDesk
from dateline.serve.freshness import FreshRoute
from dateline.serve.shapes.event import Event, EventPage

router: Final = APIRouter(tags=["events"], route_class=FreshRoute)


@router.get("/events", operation_id="list_events", summary="Events with their claims, by day")
def events(desk: AtDesk, viewer: Asking, asked: Annotated[PageAsked, Query()]) -> EventPage:
    """What is said to have happened: the events with a claim that the view sees, and those claims."""
    found = desk.ledger.events(asked.view(viewer), asked.limit, asked.cursor)
    return EventPage(items=[Event.of(e) for e in found], next=found.next)
